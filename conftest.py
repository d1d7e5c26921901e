"""What holds for all tests: a machine that is busy or slow fails nothing."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

_ADDRESS = re.compile(r"(\w+)@(\w+)")
_PACE = 0.07
"""Seconds that ``_pace`` takes where nothing else runs: the bounds in seconds are meant for such a machine."""


def _pace() -> float:
    """How many times slower than that this processor is at the moment, at least 1: others share it."""
    began = time.process_time()
    found: dict[str, tuple[str, ...]] = {}
    for number in range(60_000):
        name, place = _ADDRESS.findall(f"person{number % 997}@mail{number % 50}.example")[0]
        found[name] = (*found.get(name, ())[-3:], place.upper())
    return max(1.0, (time.process_time() - began) / _PACE)


@pytest.fixture
def seconds() -> Callable[[Callable[[], object]], float]:
    """Runs something and tells the seconds it took, as many as a processor of its own would have needed."""

    def measured(run: Callable[[], object]) -> float:
        before, began = _pace(), time.process_time()
        run()
        spent = time.process_time() - began
        return spent / max(before, _pace())

    return measured
