"""A real correspondence walked: the most active person of the Enron mails, as a book and a log.

    RECONNECT_SHARED=… python -m benchmarks.enron_walk

Turns ``scoring/enron.tsv.gz`` (columns src dst t nrec) into a CSV book and a CSV log of one person, plans for
2001-06-01 and prints the picks with what the file itself says about them, counted apart from our code.
"""

import csv
import gzip
import os
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from reconnect_core import Garden

NOW = datetime(2001, 6, 1, 8, tzinfo=UTC)
CONFIG = """[garden]
timezone = "UTC"
state = "state"
[[addressbook]]
name = "book"
kind = "csv"
path = "book.csv"
[[journal]]
name = "mail"
kind = "csv-log"
path = "log.csv"
[[calendar]]
name = "home"
kind = "ics"
path = "home.ics"
reminders = true
"""


def load(shared: Path) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The most active person, and every direct mail (at most ten recipients) that they sent or got."""
    with gzip.open(shared / "scoring" / "enron.tsv.gz", "rt") as file:
        rows = [
            (r["src"], r["dst"], int(float(r["t"])), int(r["nrec"]))
            for r in csv.DictReader(file, delimiter="\t")
        ]
    direct = [row for row in rows if row[3] <= 10]
    ego = Counter(name for src, dst, _, _ in direct for name in (src, dst)).most_common(1)[0][0]
    return ego, [row for row in direct if ego in row[:2]]


def lay_out(folder: Path, ego: str, rows: list[tuple[str, str, int, int]]) -> None:
    """A book of everybody this person ever wrote with before the walk, and the log of it."""
    before = [row for row in rows if row[2] < NOW.timestamp()]
    others = sorted({name for src, dst, _, _ in before for name in (src, dst)} - {ego})
    with (folder / "book.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "E-mail"])
        writer.writerows([f"Person {name}", f"person{name}@enron.example"] for name in others)
    with (folder / "log.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["when", "who", "channel", "direction"])
        for src, dst, t, _ in before:
            other, direction = (dst, "out") if src == ego else (src, "in")
            when = datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            writer.writerow([when, f"person{other}@enron.example", "email", direction])
    (folder / "reconnect.toml").write_text(CONFIG, encoding="utf-8")


def main() -> None:
    """Print the picks as Markdown."""
    shared = os.environ.get("RECONNECT_SHARED")
    if not shared:
        sys.exit("RECONNECT_SHARED must name the folder that holds scoring/enron.tsv.gz")
    ego, rows = load(Path(shared))
    days: dict[str, set[str]] = defaultdict(set)
    for src, dst, t, _ in rows:
        if t < NOW.timestamp():
            days[dst if src == ego else src].add(datetime.fromtimestamp(t, UTC).date().isoformat())
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name), ego, rows)
        with Garden.open(Path(name) / "reconnect.toml") as garden:
            plan = garden.plan(now=NOW)
    print(f"Person {ego}, {len(days)} ties, {sum(map(len, days.values()))} contact-days before 2001-06-01\n")
    print("| pick | lane | points | in plain words | counted in the file: days, last day |")
    print("|---|---|---|---|---|")
    for pick in plan.picks:
        own = days[pick.person.name.removeprefix("Person ")]
        reasons = " ".join(part.reason for part in pick.score.parts)
        print(
            f"| {pick.person.name} | {pick.lane} | {pick.score.total:.3f} | {reasons} | {len(own)}, {max(own)} |"
        )


if __name__ == "__main__":
    main()
