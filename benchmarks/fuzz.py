"""Mutated files through every reader, and a megabyte of each kind of bomb: what was raised, how long, how much memory.

    python -m benchmarks.fuzz [INPUTS FORMAT…]

INPUTS mutated files for each format (2,000 of all formats without it), cut, spliced, doubled, re-encoded, with NUL and
control characters set into them: the mutations and checks are those of the fuzz tests beside each reader. The bombs are
theirs too: nesting, single lines, endless recurrences, exceptions by the thousand. Seconds are of the processor. Memory
is the peak of the process above what it held before reading, in times the input, or of 1 MB if that is more (Linux
only).
Prints Markdown; benchmarks/results/fuzz.md holds a recorded run.
"""

import importlib.util
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TESTS = {
    "vcard": "plugins/reconnect-carddav/tests/test_vcard_fuzz.py",
    "ics": "plugins/reconnect-carddav/tests/test_ical_fuzz.py",
    "csv": "plugins/reconnect-csv/tests/test_csv_fuzz.py",
    "csv-log": "plugins/reconnect-csv/tests/test_csv_fuzz.py",
}
PART = 500
LARGE = 1_000_000
LONGEST, MOST = 2.0, 20.0


class Found(NamedTuple):
    """What reading one input, or many, came to."""

    format: str
    inputs: int
    raised: tuple[str, ...]
    seconds: float
    """Of the slowest input."""
    memory: float = 0.0
    """Of the greediest input, in times its size."""
    name: str = ""


@cache
def tests_of(kind: str) -> ModuleType:
    """The fuzz tests of one format, as a module."""
    spec = importlib.util.spec_from_file_location(f"fuzz_{kind.replace('-', '_')}", ROOT / TESTS[kind])
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TESTS[kind])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reader(kind: str, folder: Path) -> tuple[Callable[[random.Random], bytes], Callable[[bytes], object]]:
    """How to make an input of this format, and how to read and check it."""
    tests = tests_of(kind)
    if kind in ("vcard", "ics"):
        return tests.mutated, tests.check
    store, seeds = (tests.CsvBook, tests.BOOKS) if kind == "csv" else (tests.CsvLog, tests.LOGS)
    return lambda chance: tests.mutated(chance, seeds), lambda data: tests.check(store, folder / "f.csv", data)


def part(job: tuple[str, int, int]) -> Found:
    """Read ``count`` mutated inputs drawn with one seed."""
    kind, seed, count = job
    chance = random.Random(f"{kind} {seed}")
    raised, slowest = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        make, check = reader(kind, Path(folder))
        for number in range(count):
            data = make(chance)
            began = time.process_time()
            try:
                check(data)
            except Exception as error:
                raised.append(f"seed {seed}, input {number}: {type(error).__name__}")
            slowest = max(slowest, time.process_time() - began)
    return Found(kind, count, tuple(raised), slowest)


def bombs(kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names of all bombs of these formats, each with its format."""
    for kind in kinds:
        tests = tests_of(kind)
        yield from ((kind, name) for name in (tests.LOG_BOMBS if kind == "csv-log" else tests.BOMBS))


def bomb(job: tuple[str, str]) -> Found:
    """Read one bomb, in a process that reads nothing else: a forked one would count pages it shares as its own."""
    kind, name = job
    tests = tests_of(kind)
    data: bytes = (tests.LOG_BOMBS if kind == "csv-log" else tests.BOMBS)[name]()[:LARGE]
    with tempfile.TemporaryDirectory() as folder:
        for _ in records(kind, tests, data[:2000], Path(folder, "f.csv")):
            pass  # what a reader loads once is no cost of this input
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
        before = _peak()
        began = time.process_time()
        for _ in records(kind, tests, data, Path(folder, "f.csv")):
            pass
        seconds = time.process_time() - began
        memory = (_peak() - before) / max(len(data), LARGE)
    return Found(kind, 1, (), seconds, memory, name)


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    return 1024 * int(re.search(r"VmHWM:\s*(\d+)", status)[1])  # type: ignore[index]


def records(kind: str, tests: ModuleType, data: bytes, file: Path) -> Iterable[object]:
    """Everything that the reader of this format makes of the bytes."""
    if kind == "vcard":
        return tests.read(data, book="b")
    if kind == "ics":
        return tests.ical.read(data, tests.WINDOW, calendar="c", zone=UTC)
    return [tests.read_all(tests.CsvBook if kind == "csv" else tests.CsvLog, file, data)]


def main() -> None:
    """Print both tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    kinds = sys.argv[2:] or list(TESTS)
    jobs = [(kind, seed, min(PART, count)) for kind in kinds for seed in range(-(-count // PART))]
    with get_context("fork").Pool(2) as workers:
        mutated = _by_format(workers.imap(part, jobs))
    with get_context("spawn").Pool(2, maxtasksperchild=1) as workers:
        exploded = _by_format(workers.imap(bomb, bombs(kinds), chunksize=1))
    print("| format | mutated files | raised | slowest, s | bar |\n|---|---|---|---|---|")
    for kind, found in mutated.items():
        raised = [text for one in found for text in one.raised]
        slowest = max(one.seconds for one in found)
        inputs = sum(one.inputs for one in found)
        print(f"| {kind} | {inputs} | {len(raised)} | {slowest:.2f} | 0 raised, {LONGEST:.0f} s |")
        for text in raised[:20]:
            print(f"<!-- {text} -->")
    print(
        "\n| format | bombs of 1 MB | slowest, s | most memory, times the input | bar |\n|---|---|---|---|---|"
    )
    for kind, found in exploded.items():
        slow, big = max(found, key=lambda one: one.seconds), max(found, key=lambda one: one.memory)
        print(
            f"| {kind} | {len(found)} | {slow.seconds:.2f} ({slow.name}) | {big.memory:.1f} ({big.name})"
            f" | {LONGEST:.0f} s, {MOST:.0f} times |"
        )


def _by_format(found: Iterable[Found]) -> dict[str, list[Found]]:
    together: dict[str, list[Found]] = defaultdict(list)
    for number, one in enumerate(found, 1):
        together[one.format].append(one)
        if number % 40 == 0:
            print(f"{number} parts", file=sys.stderr, flush=True)
    return together


if __name__ == "__main__":
    main()
