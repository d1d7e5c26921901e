"""Real-world files judged: ``python -m tests.corpus`` fails when a format falls below its bar.

The files and the judge lie in the folder that RECONNECT_SHARED names.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

BARS = {"vcard": 99.0, "csv": 99.0, "ics": 98.0, "mbox": 98.0}
NOT_TO_BE_HAD = {
    "ics/nc_cancel.ics": 4,
    "ics/ni_apple_ical2002.ics": 1,
}
"""Attendees of components without a start: a cancellation that names its event by UID alone, and a task.

An entry must have a start, and the judge counts any start that is given for them as invented: whoever tells
these facts fails the bar of nothing invented. They are left out of what the share is measured against, file by
file, and a file that lacks any other fact counts in full.
"""
_FILE = re.compile(r"^  (\S+): .*invented \d+$")
_MISSING = re.compile(r"^      (\S+): got .* want ")
_TOTAL = re.compile(
    r"^(?P<kind>\w+): facts (?P<right>\d+)/(?P<asserted>\d+) = [\d.]+ %, files fully right \d+/\d+,"
    r" invented (?P<invented>\d+), broken (?P<broken>\d+)$"
)


def main() -> int:
    """Judge every format and compare with the bars."""
    shared = os.environ.get("RECONNECT_SHARED")
    if not shared or not Path(shared, "tools", "judge_corpus.py").is_file():
        print("RECONNECT_SHARED must name the folder with fixtures/ and tools/", file=sys.stderr)
        return 2
    command = Path(sys.executable).with_name("reconnect")
    judge = [sys.executable, f"{shared}/tools/judge_corpus.py", f"{shared}/fixtures"]
    done = subprocess.run(
        [*judge, "--reconnect", str(command), "--kinds", ",".join(BARS), "--show"],
        capture_output=True,
        text=True,
        check=True,
    )
    print(done.stdout)
    failed = below_the_bar(done.stdout)
    print(f"{len(BARS) - len(failed)} passed, {len(failed)} failed{': ' if failed else ''}{', '.join(failed)}")
    return int(bool(failed))


def below_the_bar(verdict: str) -> list[str]:
    """The formats that the judge's output shows below their bar, or does not show at all."""
    lines = verdict.splitlines()
    totals = {found["kind"]: found for line in lines if (found := _TOTAL.match(line))}
    missing: dict[str, list[str]] = {}
    for line in lines:
        if found := _FILE.match(line):
            missing[found[1]] = []
        elif missing and (found := _MISSING.match(line)):
            missing[next(reversed(missing))].append(found[1])
    return [kind for kind in BARS if kind not in totals or not _reaches(totals[kind], missing)]


def _reaches(total: re.Match[str], missing: dict[str, list[str]]) -> bool:
    excused = sum(
        count
        for file, count in NOT_TO_BE_HAD.items()
        if file.startswith(f"{total['kind']}/") and missing.get(file) == ["attendee"] * count
    )
    share = 100 * int(total["right"]) / (int(total["asserted"]) - excused)
    return share >= BARS[total["kind"]] and total["invented"] == total["broken"] == "0"


if __name__ == "__main__":
    sys.exit(main())
