"""What grew in a season: who was reached, whom to thank, what was planted and what came back.

A mirror without reproach: it counts what happened, never what did not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..model import (
    Candidate,
    Channel,
    ContactDays,
    Direction,
    Gift,
    OutcomeKind,
    Window,
    WishKind,
)
from ..model.memory import AnswerRow, DecisionRow, GiftRow, OutcomeRow, Row, WishRow
from ..model.stock import Lesson, PaceWeek, Planted, Reached, Returned, Thank
from . import rhythm
from .pacing import ENTRIES
from .scoring import DORMANT_FACTOR

SEASONS = ("winter", "spring", "summer", "autumn")
"""Each begins three months after the one before; winter in December (June in the south)."""
GRACE_DAYS = 14
"""In the first two weeks of a season its harvest is still that of the one before."""
_WISHED = {
    WishKind.REST.value: "wishes",
    WishKind.EVERY.value: "wishes",
    WishKind.PREFER.value: "wishes",
    WishKind.NEVER.value: "let_go",
}
"""As what a wish is counted; a death, or that somebody is kept, is not."""
GUESSED = 0.5
"""A day that is no surer, such as an answer in ``flip``, tells about when and is no day of a season."""
CONNECTED = ("connected", "met", "kennengelernt", "first met")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the user told in words, from the ledger and the journals, and the rows it stands in."""

    reached: tuple[Reached, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(slots=True)
class Grown:
    """Everything the season shows but the plants; each tuple in the order of the page."""

    in_touch: int = 0
    reached: tuple[Reached, ...] = ()
    thanks: tuple[Thank, ...] = ()
    planted: tuple[Planted, ...] = ()
    returned: tuple[Returned, ...] = ()
    pace: tuple[PaceWeek, ...] = ()
    lessons: tuple[Lesson, ...] = field(default_factory=tuple)


def window(period: str, today: date, *, southern: bool = False) -> tuple[str, Window]:
    """The label and the days of ``season``, ``year`` (twelve months up to today), ``2025`` or ``2025-autumn``.

    A season is named by the year it begins in: winter 2025 ends in February 2026 in the north. ``season`` is
    the one under way, in its first two weeks the one before. Raises ValueError for any other text.
    """
    said = period.strip().casefold()
    if said == "season":
        return _season_of(today - timedelta(days=GRACE_DAYS), today, southern=southern)
    if said == "year":
        return "months", Window(first=_year_before(today), last=today)
    year, _, name = said.partition("-")
    if not (year.isdigit() and len(year) == 4 and year > "0001" and year < "9999"):
        raise ValueError(f'"{period}" is neither season, year, a year like 2025 nor a season like 2025-autumn')
    if not name:
        return "year", Window(first=date(int(year), 1, 1), last=date(int(year), 12, 31))
    if name not in SEASONS:
        raise ValueError(f'"{name}" is no season: say {", ".join(SEASONS)}')
    begin = date(int(year), _first_month(name, southern=southern), 1)
    return name, Window(first=begin, last=_three_months(begin))


def gather(
    candidates: Sequence[Candidate], told: Told, *, season: Window, today: date, quiet_days: int
) -> Grown:
    """What the season shows of these people; days after ``today`` do not count yet."""
    last = min(season.last, today)
    span = Window(first=season.first, last=last)
    grown = Grown(reached=_reached(told.reached, span), thanks=_thanks(candidates, last))
    planted, returned = [], []
    by_week: Counter[date] = Counter()
    channels: Counter[str] = Counter()
    for candidate in candidates:
        contact = [pack for pack in candidate.contact if pack.sure > GUESSED]
        days = rhythm.union(pack.days for pack in contact)
        within = [day for day in days if span.first.toordinal() <= day <= span.last.toordinal()]
        new = _planted(candidate, days, span)
        if new:
            planted.append(new)
        if not within:
            continue
        grown.in_touch += 1
        by_week.update({_monday(date.fromordinal(day)) for day in within})
        channels.update(_channels(contact, span))
        back = _returned(candidate, days, within, quiet_days)
        if back:
            returned.append(back)
    grown.planted = tuple(sorted(planted, key=lambda one: (one.day, one.name, one.person)))
    grown.returned = tuple(sorted(returned, key=lambda one: (-one.after_days, one.name, one.person)))
    grown.pace = _pace(by_week, span)
    grown.lessons = (*_by_channel(channels), *_lessons(told.rows, span))
    return grown


def _season_of(day: date, today: date, *, southern: bool) -> tuple[str, Window]:
    shift = 2 if southern else 0
    number = day.month % 12 // 3
    first = day.replace(day=1, month=number * 3 or 12)
    if not number and day.month < 3:
        first = first.replace(year=day.year - 1)
    return SEASONS[(number + shift) % 4], Window(first=first, last=_three_months(first))


def _first_month(name: str, *, southern: bool) -> int:
    number = (SEASONS.index(name) + (2 if southern else 0)) % 4
    return number * 3 or 12


def _three_months(first: date) -> date:
    month = first.month + 3
    following = date(first.year + (month > 12), (month - 1) % 12 + 1, 1)
    return following - timedelta(days=1)


def _year_before(today: date) -> date:
    try:
        return today.replace(year=today.year - 1) + timedelta(days=1)
    except ValueError:
        return today.replace(year=today.year - 1, day=28) + timedelta(days=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _reached(reached: Iterable[Reached], span: Window) -> tuple[Reached, ...]:
    found = {(one.person, one.day, one.words): one for one in reached if one.day in span}
    told = {(one.person, one.day) for one in found.values() if one.words}
    kept = [one for one in found.values() if one.words or (one.person, one.day) not in told]
    return tuple(sorted(kept, key=lambda one: (-one.day.toordinal(), one.name, one.person, one.words)))


def _thanks(candidates: Iterable[Candidate], last: date) -> tuple[Thank, ...]:
    """Every gift that is sure enough, the newest first, those without a day at the end; each thing once."""
    found: dict[tuple[object, ...], Thank] = {}
    for candidate in candidates:
        person = candidate.person
        dated = {gift.kind for gift in candidate.gifts if gift.day}
        for gift in candidate.gifts:
            hidden = gift.day > last if gift.day else gift.kind in dated
            if hidden or gift.sure < 0.5:
                continue
            one = Thank(person=person.id, name=person.name, kind=gift.kind, day=gift.day, words=_words(gift))
            found[person.id, gift.kind, gift.day, "" if gift.day is None else one.words] = one
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (
                -(one.day.toordinal() if one.day else 0),
                one.name,
                one.person,
                one.kind,
                one.words,
            ),
        )
    )


def _words(gift: Gift) -> str:
    return gift.note if gift.day else ""


def _planted(candidate: Candidate, days: Sequence[int], span: Window) -> Planted | None:
    """New in the season: first in touch, or without any contact so far, connected by the card's own word."""
    if days:
        first = date.fromordinal(days[0])
        watered = any(day > days[0] and day <= span.last.toordinal() for day in days)
    else:
        found = [
            _full(event.day) for c in candidate.person.contacts for event in c.events if _connected(event.label)
        ]
        begun = min((day for day in found if day), default=None)
        if begun is None:
            return None
        first, watered = begun, False
    if first not in span:
        return None
    return Planted(person=candidate.person.id, name=candidate.person.name, day=first, watered=watered)


def _connected(label: str) -> bool:
    return label.casefold().removesuffix(" on").strip() in CONNECTED


def _full(day: object) -> date | None:
    year, month, number = (getattr(day, name, None) for name in ("year", "month", "day"))
    try:
        return date(year, month, number) if year and month and number else None
    except ValueError:
        return None


def _returned(
    candidate: Candidate, days: Sequence[int], within: Sequence[int], quiet_days: int
) -> Returned | None:
    """The longest sleep that ended in the season: twice ``quiet_days`` and well beyond the tie's own gaps."""
    before = {day: days[place - 1] for place, day in enumerate(days) if place}
    sleeps = [(day - before[day], day) for day in within if day in before]
    if not sleeps:
        return None
    length, day = max(sleeps)
    others = rhythm.usual_gap(rhythm.gaps_of(days))
    if length < DORMANT_FACTOR * quiet_days or length <= 2 * others:
        return None
    person = candidate.person
    return Returned(person=person.id, name=person.name, day=date.fromordinal(day), after_days=length)


def _channels(contact: Iterable[ContactDays], span: Window) -> Counter[str]:
    found: Counter[str] = Counter()
    first, last = span.first.toordinal(), span.last.toordinal()
    by_way = [pack.by_way() for pack in contact]
    for channel in Channel:
        days: set[int] = set()
        for ways in by_way:
            for direction in Direction:
                days.update(day for day in ways.get((channel, direction), ()) if first <= day <= last)
        found[channel.value] += len(days)
    return found


def _pace(by_week: Mapping[date, int], span: Window) -> tuple[PaceWeek, ...]:
    weeks = []
    monday = _monday(span.first)
    while monday <= span.last:
        weeks.append(PaceWeek(first=monday, people=by_week.get(monday, 0)))
        monday += timedelta(days=7)
    return tuple(weeks)


def _by_channel(channels: Counter[str]) -> tuple[Lesson, ...]:
    return tuple(Lesson(kind=kind, count=count) for kind, count in channels.most_common() if count)


def _lessons(rows: Iterable[Row], span: Window) -> tuple[Lesson, ...]:
    """What reminders led to and what the user told; never what was left undone."""
    found: Counter[str] = Counter()
    decided: set[tuple[str, int]] = set()
    wished: dict[str, set[str]] = {"wishes": set(), "let_go": set()}
    for row in rows:
        if isinstance(row, OutcomeRow) and row.person not in ENTRIES:
            # A conversation belongs to its own day; it may be read back in the next season.
            when = {OutcomeKind.DONE.value: row.day, OutcomeKind.MOVED.value: row.seen}.get(row.kind, "")
            found[row.kind] += _in(when, span)
        elif isinstance(row, AnswerRow) and _in(row.day, span):
            found["cards"] += 1
        elif isinstance(row, GiftRow) and _in(row.day, span):
            found["gifts"] += 1
        elif isinstance(row, WishRow) and _in(row.told, span) and row.kind in _WISHED:
            wished[_WISHED[row.kind]].add(row.person)
        elif isinstance(row, DecisionRow) and _in(row.told, span):
            decided.add((row.told, row.same))
    found.update("same" if same else "not_same" for _, same in decided)
    found.update({kind: len(people) for kind, people in wished.items()})
    order = ("done", "moved", "cards", "gifts", "wishes", "let_go", "same", "not_same")
    return tuple(Lesson(kind=kind, count=found[kind]) for kind in order if found[kind])


def _in(day: str, span: Window) -> bool:
    return bool(day) and date.fromisoformat(day[:10]) in span
