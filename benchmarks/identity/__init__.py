"""Who is who: precision, recall and cost of fusing, on six labelled books and beside two known tools.

    python -m benchmarks.identity [--rivals] [--alone] [--seeds N]

``--rivals`` makes a temporary venv with splink and recordlinkage and runs them on the same books; ``--alone``
leaves the cost out; ``--seeds`` says how many further seeds of each book are tried, else two. Prints Markdown; benchmarks/results/identity.md holds a recorded run.
"""

import gc
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path

from reconnect_core import Contact, Opening
from reconnect_core.pipeline import identity

from . import exports, methods
from .books import BOOKS
from .methods import Result, exact_keys, ours, rival

TOOLS = ("splink", "recordlinkage")
COLUMNS = ("book", "method", "precision", "recall", "of one household joined", "asked", "CPU s")


def quality(python: Path | None, seeds: int) -> None:
    """Print how well each method does on each book, and ours on further seeds."""
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for name, module in BOOKS.items():
        book = module.make()
        numbers = methods.e164s(book.contacts, module.REGION)
        row(name, "**reconnect**", ours(book, numbers))
        row(name, "same address or number", exact_keys(book, numbers))
        for tool in TOOLS if python else ():
            row(name, tool, rival(python, tool, book, numbers))
        for seed in range(1, seeds + 1):
            again = module.make(module.PEOPLE, seed)
            row(f"{name}, seed {seed}", "reconnect", ours(again, methods.e164s(again.contacts, module.REGION)))


def row(book: str, method: str, result: Result) -> None:
    """Print one line of the table."""
    found, asked = result.verdict, "" if result.asked is None else result.asked
    cells = (f"{found.precision:.4f}", f"{found.recall:.4f}", found.households, asked, f"{result.cpu:.2f}")
    print(f"| {book} | {method} | {' | '.join(map(str, cells))} |", flush=True)


def cost(people: int) -> None:
    """Print what fusing costs beside reading, the median of three."""
    with tempfile.TemporaryDirectory() as folder:
        paths = exports.write(BOOKS["first"].make(people, 5).contacts, Path(folder))
        ratio, reading, normalising, fusing, records = sorted(_timed(paths) for _ in range(3))[1]
    print(f"| {records} | {reading:.2f} | {normalising:.2f} | {fusing:.2f} | **{ratio:.2f}** |", flush=True)


def _timed(paths: list[Path]) -> tuple[float, float, float, float, int]:
    gc.collect()
    begin = time.process_time()
    contacts = list(_read(paths))
    read = time.process_time()
    numbers = methods.e164s(contacts, "DE")
    normalised = time.process_time()
    identity.people(contacts, numbers)
    fusing = time.process_time() - normalised
    return fusing / (read - begin), read - begin, normalised - read, fusing, len(contacts)


def _read(paths: list[Path]) -> Iterator[Contact]:
    from reconnect_csv.book import CsvBook, CsvSettings

    for path in paths:
        opening = Opening(name=path.stem, settings=CsvSettings(path=str(path)))
        yield from (found for found in CsvBook(opening).contacts() if isinstance(found, Contact))


def main() -> None:
    """Judge, time and print."""
    print("## Right and wrong\n")
    with tempfile.TemporaryDirectory() as folder:
        python = None
        if "--rivals" in sys.argv:
            venv.create(folder, with_pip=True)
            python = Path(folder) / "bin" / "python"
            subprocess.run([python, "-m", "pip", "install", "-q", *TOOLS], check=True)
        quality(python, int(sys.argv[sys.argv.index("--seeds") + 1]) if "--seeds" in sys.argv else 2)
    if "--alone" in sys.argv:
        return
    print("\n## Cost beside reading the same records from CSV exports (CPU seconds, median of three)\n")
    print("| records | reading | E.164 | fusing | fusing / reading |\n|---|---|---|---|---|")
    for people in (4_150, 41_000):
        cost(people)
    from . import names_alone

    print("\n## What a name alone is worth\n")
    names_alone.main()
