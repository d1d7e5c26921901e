"""Who is who: precision, recall and cost of fusing, on two labelled books and beside two known tools.

    python -m benchmarks.identity [--rivals]

``--rivals`` makes a temporary venv with splink and recordlinkage and runs them on the same book. Prints Markdown;
benchmarks/results/identity.md holds a recorded run.
"""

import csv
import gc
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from reconnect_core import Contact, ContactRef, phones
from reconnect_core.pipeline import identity

from . import identity_book, identity_other_book

BOOKS = {"first book": (identity_book, "DE"), "other book": (identity_other_book, "NL")}


def e164s(contacts: list[Contact], region: str) -> dict[ContactRef, tuple[str, ...]]:
    return {contact.ref: phones.e164s(contact, region) for contact in contacts}


def possible(truth: dict[ContactRef, int]) -> int:
    """How many pairs of records are one person's."""
    return sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())


def judged(groups: Iterable[list[Contact]], truth: dict[ContactRef, int]) -> tuple[int, int, int]:
    """Pairs joined, pairs joined rightly, and pairs of different given names joined (couples)."""
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    wrong = [(a, b) for a, b in pairs if truth.get(a.ref, a.ref) != truth.get(b.ref)]
    couples = sum(
        1 for a, b in wrong if identity.judging.compare(*(identity.names.of(c) for c in (a, b)), {}).contrary
    )
    return len(pairs), len(pairs) - len(wrong), couples


def exact_keys(contacts: list[Contact], numbers: dict[ContactRef, tuple[str, ...]]) -> Iterable[list[Contact]]:
    """The plainest method: whoever shares an address or a number is one."""
    parent = list(range(len(contacts)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[str, int] = {}
    for at, contact in enumerate(contacts):
        for key in (*(mail.lower() for mail in contact.emails), *filter(None, numbers[contact.ref])):
            parent[find(at)] = find(first.setdefault(key, at))
    groups = defaultdict(list)
    for at, contact in enumerate(contacts):
        groups[find(at)].append(contact)
    return groups.values()


def quality(rivals: Path | None) -> None:
    print(
        "| book | method | precision | recall | couples joined | CPU s | left to the user |\n|---|---|---|---|---|---|---|"
    )
    for name, (book, region) in BOOKS.items():
        contacts, truth = book.make()
        numbers = e164s(contacts, region)
        total = possible(truth)
        begin = time.process_time()
        fused = identity.people(contacts, numbers)
        row(
            name,
            "**reconnect**",
            judged((list(p.contacts) for p in fused.people), truth),
            total,
            time.process_time() - begin,
            len(fused.maybe_same),
        )
        begin = time.process_time()
        groups = list(exact_keys(contacts, numbers))
        row(name, "same address or number", judged(groups, truth), total, time.process_time() - begin)
        for tool in ("splink", "recordlinkage") if rivals else ():
            found = run_rival(rivals, tool, contacts, numbers, truth)
            row(name, tool, (found["pairs"], found["right"], -1), total, found["cpu"])


def row(
    book: str, method: str, found: tuple[int, int, int], total: int, cpu: float, maybe: int | str = ""
) -> None:
    pairs, right, couples = found
    shown = "" if couples < 0 else couples
    print(
        f"| {book} | {method} | {right / max(pairs, 1):.4f} | {right / total:.4f} | {shown} | {cpu:.2f} | {maybe} |",
        flush=True,
    )


def run_rival(python: Path, tool: str, contacts: list, numbers: dict, truth: dict) -> dict:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        known = [contact for contact in contacts if contact.ref in truth]
        for at, contact in enumerate(known):
            reach = [*filter(None, numbers[contact.ref]), "", ""]
            mails = [*contact.emails, "", ""]
            file.write(
                json.dumps(
                    {
                        "at": at,
                        "truth": truth[contact.ref],
                        "given": (contact.given or contact.name.partition(" ")[0]).lower(),
                        "family": (contact.family or contact.name.rpartition(" ")[2]).lower(),
                        "email": mails[0],
                        "email2": mails[1],
                        "phone": reach[0],
                        "phone2": reach[1],
                        "organisation": contact.organisation.lower(),
                        "birthday": str(contact.birthday or ""),
                    }
                )
                + "\n"
            )
    script = Path(__file__).with_name("identity_rivals.py")
    done = subprocess.run([python, script, file.name, tool], capture_output=True, text=True, check=True)
    Path(file.name).unlink()
    return json.loads(done.stdout.splitlines()[-1])


HEADER = (
    "First Name,Middle Name,Last Name,Name Suffix,Organization Name,Organization Title,Birthday,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,E-mail 3 - Label,E-mail 3 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value,"
    "Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 1 - Country,Website 1 - Value"
).split(",")


def write(contacts: list[Contact], folder: Path) -> list[Path]:
    """The book as exports in Google's columns, one for each store."""
    files = {}
    for contact in contacts:
        book = contact.ref.book
        if book not in files:
            file = (folder / f"{book}.csv").open("w", newline="", encoding="utf-8")
            files[book] = (file, csv.writer(file))
            files[book][1].writerow(HEADER)
        mails = [part for mail in (*contact.emails, "", "", "")[:3] for part in ("Home", mail)]
        reach = [(next(iter(p.labels), "mobile").title(), p.raw) for p in contact.phones]
        numbers = [part for pair in [*reach, ("", ""), ("", ""), ("", "")][:3] for part in pair]
        home = contact.addresses[0] if contact.addresses else None
        place = [home.street, home.locality, home.postcode, home.country] if home else [""] * 4
        given, family = contact.given or contact.name, contact.family
        name = [given, contact.additional, family, contact.suffix, contact.organisation, contact.title]
        files[book][1].writerow(
            [*name, str(contact.birthday or ""), "", *mails, *numbers, *place, *(contact.urls or ("",))]
        )
    for file, _ in files.values():
        file.close()
    return sorted(folder.glob("*.csv"))


def cost(people: int) -> None:
    from reconnect_core import Opening
    from reconnect_csv.book import CsvBook, CsvSettings

    with tempfile.TemporaryDirectory() as name:
        paths = write(identity_book.make(people, 5)[0], Path(name))
        ratios = []
        for _ in range(3):
            gc.collect()
            begin = time.process_time()
            contacts = []
            for path in paths:
                opening = Opening(name=path.stem, settings=CsvSettings(path=str(path)))
                contacts += [c for c in CsvBook(opening).contacts() if isinstance(c, Contact)]
            read = time.process_time()
            numbers = e164s(contacts, "DE")
            normalised = time.process_time()
            fused = identity.people(contacts, numbers)
            end = time.process_time()
            ratios.append(
                ((end - normalised) / (read - begin), read - begin, normalised - read, end - normalised)
            )
        ratio, reading, normalising, fusing = sorted(ratios)[1]
        print(
            f"| {len(contacts)} | {len(fused.people)} | {reading:.2f} | {normalising:.2f} | {fusing:.2f} | **{ratio:.2f}** |",
            flush=True,
        )


def main() -> None:
    """Judge, time and print."""
    print("## Right and wrong\n")
    with tempfile.TemporaryDirectory() as folder:
        python = None
        if "--rivals" in sys.argv:
            venv.create(folder, with_pip=True)
            python = Path(folder) / "bin" / "python"
            subprocess.run([python, "-m", "pip", "install", "-q", "splink", "recordlinkage"], check=True)
        quality(python)
    print("\n## Cost beside reading the same records from CSV exports (CPU seconds, median of three)\n")
    print("| records | people | reading | E.164 | fusing | fusing / reading |\n|---|---|---|---|---|---|")
    for people in (4_150, 41_000):
        cost(people)


if __name__ == "__main__":
    main()
