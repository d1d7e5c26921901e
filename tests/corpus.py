"""Real-world files judged: ``python -m tests.corpus`` fails when a format falls below its bar.

The files and the judge lie in the folder that RECONNECT_SHARED names.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

BARS = {"vcard": 99.0, "csv": 99.0, "ics": 98.0}
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
        good = kind in found and float(found[kind][2]) >= bar and found[kind][3] == found[kind][4] == "0"
        failed += not good
    print(f"{len(BARS) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
