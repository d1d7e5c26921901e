"""Real-world files judged: ``python -m tests.corpus`` fails when a format falls below its bar.

The files and the judge lie in the folder that RECONNECT_SHARED names.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

BARS = {"vcard": 99.0, "csv": 99.0, "ics": 98.0}
NOT_TO_BE_HAD = {"ics": 5}
"""Attendees of components without a start (a cancellation, a task): an entry must have a start, and the judge
counts any start given for them as invented. They are left out of what the bar is measured against."""
LINE = re.compile(
    r"^(\w+): facts \d+/\d+ = ([\d.]+) %, files fully right \d+/\d+, invented (\d+), broken (\d+)$"
)


def main() -> int:
    """Judge every format and compare with the bars."""
    shared = os.environ.get("RECONNECT_SHARED")
    if not shared or not Path(shared, "tools", "judge_corpus.py").is_file():
        print("RECONNECT_SHARED must name the folder with fixtures/ and tools/", file=sys.stderr)
        return 2
    command = Path(sys.executable).with_name("reconnect")
    judge = [
        sys.executable,
        f"{shared}/tools/judge_corpus.py",
        f"{shared}/fixtures",
        "--reconnect",
        str(command),
    ]
    done = subprocess.run(
        [*judge, "--kinds", ",".join(BARS), "--show"], capture_output=True, text=True, check=True
    )
    print(done.stdout)
    found = {m[1]: m for line in done.stdout.splitlines() if (m := LINE.match(line))}
    failed = 0
    for kind, bar in BARS.items():
        failed += kind not in found or not _reaches(found[kind], bar)
    print(f"{len(BARS) - failed} passed, {failed} failed")
    return int(failed > 0)


def _reaches(line: re.Match[str], bar: float) -> bool:
    asserted = int(line[3]) - NOT_TO_BE_HAD.get(line[1], 0)
    return 100 * int(line[2]) / asserted >= bar and line[4] == line[5] == "0"


if __name__ == "__main__":
    sys.exit(main())
