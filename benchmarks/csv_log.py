"""A log of a million lines through ``csv-log``: the whole process against ``csv.reader`` over the same file.

Made-up logs with one seed: days in any order with every person on every channel (the worst case: the most keys),
and moments in order, as a program writes them, with wall times or with offsets. Both sides are whole processes in
turn, start of the interpreter included; the floor reads every row and keeps nothing.
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.measuring import PYTHON, in_turn, run, table

FLOOR = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.reader(file): pass
"""
OURS = """
import sys
from datetime import datetime, UTC
from zoneinfo import ZoneInfo
from reconnect_core import Opening
from reconnect_csv.log import CsvLog
opening = Opening(
    name="log", settings=CsvLog.Settings(path=sys.argv[1]), zone=ZoneInfo("Europe/Berlin"),
    clock=lambda: datetime(2026, 3, 1, tzinfo=UTC),
)
for record in CsvLog(opening).changes(None): pass
"""
LAY_OUT = """
import sys
from pathlib import Path
from benchmarks.csv_log import lay_out
lay_out(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
"""
CHANNELS, DIRECTIONS = ("phone", "email", "meeting", "letter"), ("in", "out", "mutual")


def lay_out(file: Path, lines: int, people: int, moment: str) -> None:
    """A log whose ``when`` is written with this ``strftime`` format; a bare day stands in any order."""
    chance = Random(7)
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    spans = [chance.random() * 2200 * 86400 for _ in range(lines)]
    if "%H" in moment:
        spans.sort()
    with file.open("w", encoding="utf-8") as text:
        text.write("when,who,channel,direction,minutes,note,gift\n")
        for seconds in spans:
            when = (begin + timedelta(seconds=seconds)).strftime(moment)
            who = f"person{int(people * chance.random() ** 2)}@example.org"
            what = f"{chance.choice(CHANNELS)},{chance.choice(DIRECTIONS)}"
            if "%H" in moment:
                what = "email,in" if chance.random() < 0.6 else what
            gift = "referral" if chance.random() < 0.002 else ""
            text.write(f"{when},{who},{what},{chance.choice(('', '', '15', '30'))},,{gift}\n")


def main() -> None:
    """Measure and print."""
    lines, people = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (1_000_000, 10_000)
    shapes = {
        "days, unsorted": "%Y-%m-%d",
        "wall times": "%Y-%m-%dT%H:%M:%S",
        "offsets": "%Y-%m-%d %H:%M:%S+02:00",
        "as Excel saves them": "%d.%m.%Y %H:%M",
    }
    for name, moment in shapes.items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "log.csv"
            # In a process of its own, for this one has to stay small (``measuring.Run``).
            run([PYTHON, "-c", LAY_OUT, str(file), str(lines), str(people), moment])
            commands = {
                "csv.reader over the same file": [PYTHON, "-c", FLOOR, str(file)],
                "changes() of csv-log": [PYTHON, "-c", OURS, str(file)],
            }
            print(f"## {lines} lines, {people} people, {name}\n")
            print(table(in_turn(commands, 5), "csv.reader over the same file"), "\n", flush=True)


if __name__ == "__main__":
    main()
