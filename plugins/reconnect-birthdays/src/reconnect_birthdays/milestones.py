"""Days on people's cards that come round every year, and which of them is near."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reconnect_core import Contact, PartialDate

AHEAD_DAYS = 7
"""A weekly walk looks ahead as far as the next one."""
POINTS = {"birthday": 1.0, "anniversary": 0.75}
"""One point is 2.7 times the contact-days (docs/scoring.md): a nudge, less than a fresh gift."""
ROUND_POINTS = 1.0
"""What a round one weighs more."""

_OLDEST = 120
_PLACEHOLDERS = frozenset(((1604, 1, 1), (1900, 1, 1), (1970, 1, 1), (2000, 1, 1)))
"""What programs write that need a date and know none."""
_ANNIVERSARY = re.compile(
    r"anniversar|jahrestag|hochzeit|wedding|marri|mariage|jubil|aniversario|boda|matrimonio|nozze|casamento",
    re.IGNORECASE,
)
_EVIDENCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One day to think of somebody: ``kind`` is birthday or anniversary; ``years`` 0 means nobody knows."""

    kind: str
    day: date
    years: int = 0
    evidence: tuple[str, ...] = ()

    @property
    def is_round(self) -> bool:
        """True for tens, and for an anniversary's quarters of a century."""
        tens = self.years % 10 == 0
        return self.years > 0 and (tens or (self.kind == "anniversary" and self.years % 25 == 0))

    @property
    def points(self) -> float:
        """What it adds to a score."""
        return POINTS[self.kind] + (ROUND_POINTS if self.is_round else 0.0)


def ahead(contacts: Iterable[Contact], today: date) -> Milestone | None:
    """The milestone within ``AHEAD_DAYS`` that weighs most, then the nearest; None when there is none."""
    found: dict[tuple[str, date], Milestone] = {}
    for kind, when, evidence in _dated(contacts):
        day = next_day(when, today)
        if day is None or (day - today).days > AHEAD_DAYS:
            continue
        years = _years(when, day)
        known = found.get((kind, day))
        # One card knows the year and another does not: they mean the same day.
        years = max(years, known.years) if known else years
        sources = (*(known.evidence if known else ()), evidence)[:_EVIDENCE]
        found[kind, day] = Milestone(kind=kind, day=day, years=years, evidence=sources)
    return min(found.values(), key=lambda one: (-one.points, one.day, one.kind), default=None)


def next_day(when: PartialDate, today: date) -> date | None:
    """The next time this day comes round, today included; 29 February is the 28th where there is none."""
    if not when.month or not when.day or (when.year, when.month, when.day) in _PLACEHOLDERS:
        return None
    for year in (today.year, today.year + 1):
        day = _in_year(when.month, when.day, year)
        if day is None:
            return None
        if day >= today:
            return day
    return None


def _dated(contacts: Iterable[Contact]) -> Iterator[tuple[str, PartialDate, str]]:
    for contact in contacts:
        where = f"{contact.ref.book}/{contact.ref.uid}"
        if contact.birthday:
            yield "birthday", contact.birthday, where
        for event in contact.events:
            if _ANNIVERSARY.search(event.label):
                yield "anniversary", event.day, where


def _in_year(month: int, day: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1) - timedelta(days=1) if (month, day) == (2, 29) else None


def _years(when: PartialDate, day: date) -> int:
    return day.year - when.year if when.year and _plausible(when.year, day.year) else 0


def _plausible(year: int, now: int) -> bool:
    return 0 < now - year <= _OLDEST
