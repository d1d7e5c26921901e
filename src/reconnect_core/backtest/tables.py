"""Where histories come from: a table of who wrote to whom when, or one's own contact-days."""

import csv
import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..errors import Unusable
from ..model import ContactDays, Unreadable
from ..pipeline import rhythm

DAY = 86_400
CROWD = 10
"""A message to more people than this is no direct contact."""
OWN = "you"
_EPOCH = 719_163
_NEEDED = ("src", "dst", "t")

Histories = Mapping[str, Mapping[str, Sequence[float]]]
"""For each owner of a history: every other person and the moments of contact, unix seconds, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a table held: histories, how many rows were used, and those that could not be read."""

    histories: Histories
    rows: int
    unreadable: tuple[Unreadable, ...] = ()


def load_table(path: str | Path, *, clip_days: float | None = None, crowd: int = CROWD) -> Table:
    """Every row ``src dst t [nrec]`` as contact of both, whatever the order of rows.

    The file is tab- or comma-separated with a header, plain or gzip; ``t`` is unix seconds, ``nrec`` the
    number of recipients. Rows with more than ``crowd`` are left out, as is what comes more than ``clip_days``
    after the first row. A bad row is an Unreadable. Raises Unusable when there is no such table.
    """
    place = Path(path)
    rows: list[tuple[str, str, float]] = []
    bad: list[Unreadable] = []
    with _opened(place) as handle:
        for line, row in _records(handle, place):
            try:
                if int(row.get("nrec") or 1) <= crowd:
                    rows.append(_row(row))
            except (ValueError, KeyError, AttributeError):
                reason = "expected src, dst, t in unix seconds and nrec, a number"
                bad.append(Unreadable(reason=reason, source="backtest", file=place.name, line=line))
    limit = min((t for _, _, t in rows), default=0.0) + clip_days * DAY if clip_days else math.inf
    kept = [row for row in rows if row[2] <= limit]
    return Table(histories=_both_ways(kept), rows=len(kept), unreadable=tuple(bad))


def from_contact(contact: Mapping[str, Sequence[ContactDays]], owner: str = OWN) -> Histories:
    """One's own histories: each contact-day as a moment at noon UTC."""
    found = {}
    for person, packs in contact.items():
        days = rhythm.union(pack.days for pack in packs)
        if days:
            found[person] = [(day - _EPOCH) * DAY + DAY / 2 for day in days]
    return {owner: found}


@contextmanager
def _opened(place: Path) -> Iterator[TextIO]:
    try:
        with place.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
        opener = gzip.open if zipped else open
        with opener(place, "rt", encoding="utf-8-sig", newline="") as handle:
            yield handle
    except UnicodeDecodeError:
        raise Unusable(f"{place.name}: it is not UTF-8.", next_step="Save the table as UTF-8.") from None
    except (OSError, EOFError) as error:
        why = getattr(error, "strerror", None) or "it cannot be read"
        raise Unusable(f"{place.name}: {why}.", next_step="Give a tab- or comma-separated file.") from None


def _records(handle: TextIO, place: Path) -> Iterator[tuple[int, dict[str, str]]]:
    header = handle.readline().strip("\r\n")
    between = "\t" if "\t" in header else ","
    names = [name.strip().lower() for name in header.split(between)]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise Unusable(
            f"{place.name}, line 1: there is no column {', '.join(missing)}.",
            next_step="The first line names the columns: src, dst, t and, where known, nrec.",
        )
    reader = csv.reader(handle, delimiter=between)
    for cells in reader:
        if cells:
            yield reader.line_num + 1, dict(zip(names, cells, strict=False))


def _row(row: Mapping[str, str]) -> tuple[str, str, float]:
    moment = float(row["t"])
    if not (math.isfinite(moment) and row["src"].strip() and row["dst"].strip()):
        raise ValueError("not a row")
    return row["src"].strip(), row["dst"].strip(), moment


def _both_ways(rows: Iterable[tuple[str, str, float]]) -> Histories:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for src, dst, moment in rows:
        if src != dst:
            found[src][dst].append(moment)
            found[dst][src].append(moment)
    return {
        owner: {other: sorted(found[owner][other]) for other in sorted(found[owner])} for owner in sorted(found)
    }
