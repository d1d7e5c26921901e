"""Flipping through hundreds of cards: what the program takes of a quarter of an hour.

    python -m benchmarks.triage [PEOPLE CARDS]

A book of PEOPLE without any history, a file ledger; the cards are asked for once, CARDS of them are answered, every
tenth taken back and answered again. The floor is the same number of commits to a bare SQLite file. Prints Markdown.
"""

import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from reconnect_core import Contact, ContactRef, Garden, GardenSettings, GiftKind, Phone
from reconnect_core.ledger import SqliteLedger
from reconnect_core.testing import MemoryBook

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
QUARTER = 15 * 60


def book(people):
    for number in range(people):
        yield Contact(
            ref=ContactRef(book="book", uid=f"c{number}"),
            name=f"Given{number} Family{number}",
            emails=(f"person{number}@mail.example",),
            phones=(Phone(raw=f"+49 30 {2000000 + number}"),),
            labels=("Mentor",) if number % 7 == 0 else (),
        )


def floor(path, commits):
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT) STRICT")
    begin = time.perf_counter()
    for number in range(commits):
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO t VALUES (?, ?)", (str(number), "x"))
        db.execute("COMMIT")
    taken = time.perf_counter() - begin
    db.close()
    return taken


def flip(path, people, count):
    """Seconds until the first card, and for all answers."""
    ledger = SqliteLedger(path)
    settings = GardenSettings(holidays=False)
    with Garden(addressbooks=[MemoryBook("book", book(people))], ledger=ledger, settings=settings) as garden:
        begin = time.perf_counter()
        cards = garden.cards(now=NOW)[:count]
        first = time.perf_counter()
        for number, card in enumerate(cards):
            said, gifts = ("year", "three", "longer")[number % 3], [GiftKind.REFERRAL] if number % 2 else []
            garden.answer(card.key, said, gifts, now=NOW)
            if number % 10 == 0:
                garden.unanswer()
                garden.answer(card.key, said, gifts, now=NOW)
        return first - begin, time.perf_counter() - first, len(cards)


def main():
    people, count = (int(word) for word in (sys.argv[1:3] if len(sys.argv) > 2 else ("2000", "300")))
    with tempfile.TemporaryDirectory() as folder:
        first, answers, answered = flip(Path(folder) / "ledger.sqlite3", people, count)
        bare = floor(Path(folder) / "bare.sqlite3", answered)
    print(f"{people} cards, {answered} answered, every tenth taken back and answered again.\n")
    print("| what | seconds | of a quarter of an hour |")
    print("|---|---|---|")
    print(f"| until the first card | {first:.2f} | {first / QUARTER:.2%} |")
    print(f"| all answers | {answers:.2f} | {answers / QUARTER:.2%} |")
    print(f"| one answer | {answers / answered:.4f} | |")
    print(f"\n{answers / bare:.1f} times the floor of {answered} bare commits ({bare:.2f} s).")


if __name__ == "__main__":
    main()
