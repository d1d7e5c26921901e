"""The walk's cost: the first plan of 10,000 people and 1,000,000 log lines, and the next with nothing new.

    python -m benchmarks.walk [PEOPLE LINES]

The floor of the first is reading the same two files with ``csv.reader`` and keeping nothing; the floor of the
second is a bare interpreter start. Prints Markdown; benchmarks/results/walk.md holds a recorded run.
"""

import csv
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from .measuring import PYTHON, in_turn, table

TODAY = date(2026, 3, 2)
NOW = "2026-03-02T08:00:00+00:00"
CONFIG = """[garden]
timezone = "Europe/Berlin"
state = "state"
[[addressbook]]
name = "book"
kind = "csv"
path = "book.csv"
[[journal]]
name = "log"
kind = "csv-log"
path = "log.csv"
[[calendar]]
name = "home"
kind = "ics"
path = "home.ics"
reminders = true
"""
FLOOR = "import csv\nfor name in ('book.csv', 'log.csv'):\n    with open(name, newline='') as f:\n        for row in csv.reader(f): pass"
LAY_OUT = (
    "import sys; from pathlib import Path; from benchmarks.walk import lay_out\n"
    "lay_out(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"
)
PLAN = (
    "from datetime import datetime\nfrom reconnect_core import Garden\n"
    f"g = Garden.open('reconnect.toml')\np = g.plan(now=datetime.fromisoformat('{NOW}'))\n"
    "assert len(p.picks) == 3, p.faults\ng.close()"
)

LIBRARIES = "dataclasses, enum, hashlib, json, pathlib, pluggy, sqlite3, threading, tomllib, zoneinfo"
STAGES = f"""
import time
clock, begun = time.process_time, time.process_time()
spent = {{}}
def mark(stage):
    global begun
    now = clock()
    spent[stage], begun = now - begun, now
exec(FLOOR)
mark("floor")
from datetime import datetime
from reconnect_core import Garden
g = Garden.open("reconnect.toml")
mark("imports and opening")
now = datetime.fromisoformat("{NOW}")
for name, store in g.stores:
    items = list(store.changes(None, g.window(now)) if name == "calendar" else store.changes(None))
    mark(f"reading the {{store.kind}}")
fetched = g._fetch(now)
mark("reading again, into the mirror")
walk = g._walked(fetched, now)
walk.ground
mark("who is one person, what belongs to whom")
walk.known
mark("rhythms and gifts")
assert len(walk.plan().picks) == 3
mark("scores, selection, words, slots")
g.close()
floor = spent.pop("floor")
for stage, seconds in spent.items():
    print(f"| {{stage}} | {{seconds:.2f}} | {{seconds / floor:.2f}} |")
"""


def lay_out(folder: Path, people: int, lines: int) -> None:
    """A book and a log with the skew of life: a few people have most of the lines."""
    chance = Random(11)
    with (folder / "book.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "First Name",
                "Last Name",
                "Labels",
                "E-mail 1 - Label",
                "E-mail 1 - Value",
                "Phone 1 - Label",
                "Phone 1 - Value",
            ]
        )
        for n in range(people):
            phone = f"+49 30 {1000000 + n}" if n % 3 == 0 else ""
            writer.writerow(
                [
                    f"Given{n % 997}",
                    f"Family{n}",
                    "",
                    "Home",
                    f"person{n}@mail{n % 50}.example",
                    "Mobile",
                    phone,
                ]
            )
    channels, directions = ("email", "call", "meeting", "message"), ("in", "out")
    first = datetime(2018, 1, 1, tzinfo=UTC)
    span = (datetime(2026, 2, 1, tzinfo=UTC) - first).total_seconds()
    moments = sorted(chance.random() * span for _ in range(lines))
    with (folder / "log.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["when", "who", "channel", "direction"])
        for seconds in moments:
            n = min(people - 1, int(people * chance.random() ** 2))
            moment = (first + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
            channel = channels[0] if chance.random() < 0.8 else chance.choice(channels)
            writer.writerow([moment, f"person{n}@mail{n % 50}.example", channel, chance.choice(directions)])
    (folder / "reconnect.toml").write_text(CONFIG, encoding="utf-8")


def main() -> None:
    """Measure and print."""
    people, lines = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        # In a process of its own: a child's peak memory is never told below that of the parent it came from.
        subprocess.run([PYTHON, "-c", LAY_OUT, name, str(people), str(lines)], check=True)
        # An installed library has its bytecode; where none may be written every start would compile all modules anew.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = f"{name}/bytecode"
        cold = f"import os, shutil; os.chdir({name!r}); shutil.rmtree('state', ignore_errors=True)\n"
        warm = f"import os; os.chdir({name!r})\n"
        cli = [str(Path(PYTHON).with_name("reconnect")), "plan", "-c", f"{name}/reconnect.toml", "--now", NOW]
        print(f"## {people} people, {lines} lines\n")
        first = in_turn(
            {
                "csv.reader over the same files": [PYTHON, "-c", warm + FLOOR],
                "first plan (library)": [PYTHON, "-c", cold + PLAN],
                "first plan (reconnect plan)": [PYTHON, "-c", f"{cold}os.execv({cli[0]!r}, {cli!r})"],
            },
            3,
        )
        print(table(first, "csv.reader over the same files"), "\n")
        print("Where the first plan's processor time goes, in one process:\n")
        print("| stage | s | floors |\n|---|---|---|", flush=True)
        code = f"{cold}FLOOR = {FLOOR!r}\n{STAGES}"
        print(subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True).stdout)
        again = in_turn(
            {
                "bare interpreter": [PYTHON, "-c", "pass"],
                "the same without its packages (-S)": [PYTHON, "-S", "-c", "pass"],
                "what a plan needs of other libraries": [PYTHON, "-c", f"import {LIBRARIES}"],
                "import reconnect_core": [PYTHON, "-c", "import reconnect_core"],
                "plan again, nothing changed": [PYTHON, "-c", warm + PLAN],
                "reconnect plan again (CLI)": cli,
            },
            9,
        )
        print(table(again, "bare interpreter"))


if __name__ == "__main__":
    main()
