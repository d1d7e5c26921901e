"""What holds for all tests: a machine that is busy or slow fails nothing."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")

_ADDRESS = re.compile(r"(\w+)@(\w+)")
_PACE = 0.07
"""Seconds that ``_pace`` takes where nothing else runs: the bounds in seconds are meant for such a machine."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """``quick`` names the cases of a test that `make test` takes; a name that is no case of it ends the run."""
    seen: dict[str, set[str]] = {}
    named: dict[str, set[str]] = {}
    for item in items:
        if (mark := item.get_closest_marker("quick")) and isinstance(item, pytest.Function):
            test, case = item.nodeid.partition("[")[0], item.callspec.id
            named[test] = set(mark.args)
            seen.setdefault(test, set()).add(case)
            if case not in mark.args:
                item.add_marker(pytest.mark.full)
    for test, cases in named.items():
        if (unknown := cases - seen[test]) and not any("::" in argument for argument in config.args):
            raise pytest.UsageError(f"{test}: {sorted(unknown)} are no cases of it")


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


_READ_BOTH = """
import re, resource

def most():
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts what began a process into its maxrss; this high-water mark is its own.
    return 1024 * int(re.search("VmHWM:\\\\s*(\\\\d+)", Path("/proc/self/status").read_text())[1])

read(Path(sys.argv[1]))
before = most()
read(Path(sys.argv[2]))
print(most() - before)
"""


@pytest.fixture
def peak(tmp_path: Path) -> Callable[..., int]:
    """Reads a file in a new process: by how many bytes its memory rose above that of having read a small one.

    ``code`` defines ``read(path)``; what else is given stands in ``sys.argv[3:]``.
    """

    def measured(code: str, small: bytes, data: bytes, *more: str) -> int:
        files = [tmp_path / "small" / "file", tmp_path / "large" / "file"]
        for file, content in zip(files, (small, data), strict=True):
            file.parent.mkdir()
            file.write_bytes(content)
        whole = f"import sys\nfrom pathlib import Path\n{code}\n{_READ_BOTH}"
        argv = [sys.executable, "-c", whole, *map(str, files), *more]
        done = subprocess.run(argv, capture_output=True, text=True, check=False)  # noqa: S603 -- our own code
        assert done.returncode == 0, done.stderr
        return int(done.stdout)

    return measured
