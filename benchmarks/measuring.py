"""Whole processes timed in turn, so that a ratio holds while the machine's speed drifts."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Wall seconds and peak resident memory (MiB) of one finished process.

    Linux counts what began a process into its peak: whoever measures must be smaller than what is measured.
    """

    wall: float
    peak_mib: float


def run(argv: Sequence[str], **env: str) -> Run:
    """Run once; raises when the command fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **env}
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    error = process.stderr.read().decode() if process.stderr else ""
    if process.stderr:
        process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 4):
        raise RuntimeError(f"{argv[:3]} exited {process.returncode}: {error[-800:]}")
    return Run(wall, usage.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], times: int = 5) -> dict[str, list[Run]]:
    """Every command once as a warm-up, then all of them in turn, ``times`` times."""
    for argv in commands.values():
        run(argv)
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, argv in commands.items():
            found[name].append(run(argv))
    return found


def ratio(found: Mapping[str, list[Run]], name: str, floor: str) -> tuple[float, float, float]:
    """Minimum, median and maximum of the paired ratios of wall time."""
    pairs = sorted(a.wall / b.wall for a, b in zip(found[name], found[floor], strict=True))
    return pairs[0], statistics.median(pairs), pairs[-1]


def table(found: Mapping[str, list[Run]], floor: str) -> str:
    """A Markdown table of medians and ratios."""
    lines = ["| what | wall s | peak MiB | ratio to the floor (min – median – max) |", "|---|---|---|---|"]
    for name, runs in found.items():
        low, middle, high = ratio(found, name, floor)
        wall = statistics.median(r.wall for r in runs)
        peak = statistics.median(r.peak_mib for r in runs)
        lines.append(f"| {name} | {wall:.3f} | {peak:.0f} | {low:.2f} – {middle:.2f} – {high:.2f} |")
    return "\n".join(lines)


PYTHON = sys.executable
