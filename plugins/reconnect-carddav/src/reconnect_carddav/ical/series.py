"""A series and its changed instances become occurrences (RFC 5545 sections 3.8.4.4 and 3.8.5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from heapq import merge
from typing import NamedTuple

from .expanding import Budget, occurrences
from .members import Member, moments
from .moments import BadValueError, Stamp, moment
from .rules import BadRuleError, Rule, parsed_rule

_DAY = timedelta(days=1)
_NONE = timedelta()
COST = 8
"""Steps of the budget that one occurrence takes."""
_MIDNIGHT, _LAST_SECOND = time(), time(23, 59, 59)
_NEVER = ("9999", "0001", "0000")
"""Years that programs write for a date that there is not."""


class Occurrence(NamedTuple):
    """One instance: the component that describes it, when it is, and when the series meant it to be."""

    member: Member
    start: Stamp
    end: Stamp | None
    original: str
    """As text; empty for an entry that is no series."""


@dataclass(frozen=True, slots=True)
class Span:
    """The UTC moments of a window, and the zone in which floating times and days are read."""

    begin: datetime
    end: datetime
    zone: tzinfo

    def touches(self, begin: datetime, end: Stamp | None) -> bool:
        """True when something of what begins at this moment lies in the window."""
        if begin >= self.end:
            return False
        return begin >= self.begin or (end is not None and end.moment(self.zone) > self.begin)

    def walls(self, zone: tzinfo | None) -> tuple[datetime, datetime]:
        """First and last wall time in ``zone`` that may touch the window."""
        near = zone or self.zone
        first, last = (at.astimezone(near).replace(tzinfo=None) for at in (self.begin, self.end))
        return first - _DAY, last + _DAY


def expanded(group: list[Member], span: Span, budget: Budget) -> Iterator[Occurrence]:
    """Every occurrence of the components that share one uid; raises ValueError when a rule is broken."""
    if len(group) == 1 and not group[0].recurs:
        yield from as_they_are(group, span)
        return
    masters, changed = _sorted_out(group)
    if not masters:
        yield from as_they_are(_latest(changed, None), span)
    for position, master in enumerate(masters):
        following = masters[position + 1 :]
        cut = min((m.original.like(master.start) for m in following if m.original), default=None)
        own = [one for one in changed if _master_of(one, masters) is master]
        if own or master.recurs or master.original:
            yield from _Series(master, own, span, budget, cut).occurrences()
        else:
            yield from as_they_are([master], span)


def as_they_are(members: Iterable[Member], span: Span) -> Iterator[Occurrence]:
    """Each component once, at its own start, as far as it touches the window."""
    for one in members:
        if span.touches(one.start.moment(span.zone), one.end):
            original = one.original.text(one.original.moment(span.zone)) if one.original else ""
            yield Occurrence(one, one.start, one.end, original)


def _master_of(changed: Member, masters: list[Member]) -> Member:
    """The last series that had begun when this instance was to be."""
    assert changed.original is not None
    begun = [one for one in masters if one.start.wall <= changed.original.like(one.start) + _DAY]
    return max(begun, key=lambda one: one.start.wall, default=masters[0])


def _sorted_out(group: list[Member]) -> tuple[list[Member], list[Member]]:
    """The series (or single entries) and the changed instances of one uid."""
    masters = [one for one in group if one.original is None]
    changed = [one for one in group if one.original is not None]
    top = max((one.sequence for one in masters), default=0)
    newest = {(one.start.wall, one.start.whole_day): one for one in masters if one.sequence == top}
    masters = list(newest.values())
    # Lotus Notes and others begin a new series at an instance: it has dates of its own.
    anew = [one for one in changed if one.recurs and (one.this_and_future or not masters)]
    if anew:
        masters += sorted(anew, key=lambda one: (one.start.wall, one.place))
        places = {one.place for one in anew}
        changed = [one for one in changed if one.place not in places]
    return masters, changed


def _latest(changed: Iterable[Member], master: Member | None) -> list[Member]:
    """The last revision of each changed instance."""
    found: dict[datetime, Member] = {}
    for one in changed:
        assert one.original is not None
        key = one.original.like(master.start) if master else one.original.wall
        if key not in found or found[key].sequence <= one.sequence:
            found[key] = one
    return list(found.values())


@dataclass(slots=True)
class _Dates:
    """Wall times, and whole days, that stand for instances of a series."""

    walls: set[datetime] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    def holds(self, wall: datetime) -> bool:
        return wall in self.walls or wall.date() in self.days


class _Series:
    """One series: all its dates are wall times of the zone it starts in."""

    def __init__(
        self, master: Member, changed: list[Member], span: Span, budget: Budget, cut: datetime | None
    ) -> None:
        self._master, self._span, self._budget, self._cut = master, span, budget, cut
        self._start = master.start
        self._homes = (*master.zones.homes(), span.zone)
        self._changed = _latest(changed, master)
        self._future = sorted(
            ((self._key(one), one) for one in self._changed if one.this_and_future), key=lambda pair: pair[0]
        )
        self._more = dict(self._further())
        self._gone = self._exceptions()
        self._replaced = _Dates()
        for one in self._changed:
            assert one.original is not None
            if self._means_day(one.original) and not self._start.whole_day:
                self._replaced.days.add(self._key(one).date())
            else:
                self._replaced.walls.add(self._key(one))

    def occurrences(self) -> Iterator[Occurrence]:
        """The instances as the series has them, then the changed ones."""
        _, zone, whole_day = self._start
        lengths: dict[int, timedelta | None] = {}
        for wall, period in self._instances():
            if self._gone.holds(wall) or self._replaced.holds(wall) or (self._cut and wall >= self._cut):
                continue
            one = self._describing(wall)
            shift = _NONE if one is self._master else one.start.like(self._start) - self._key(one)
            start = Stamp(wall + shift, zone, whole_day)
            length = period or lengths.setdefault(one.place, one.length)
            end = None if length is None else Stamp(start.wall + length, zone, whole_day)
            begin = start.moment(self._span.zone)
            if self._span.touches(begin, end):
                original = start if shift is _NONE else Stamp(wall, zone, whole_day)
                meant = begin if shift is _NONE else original.moment(self._span.zone)
                self._budget.spend(COST)
                yield Occurrence(one, start, end, original.text(meant))
        kept = (one for one in self._changed if not self._gone.holds(self._key(one)) and not self._stale(one))
        yield from as_they_are(kept, self._span)

    def _stale(self, one: Member) -> bool:
        """An older revision of the series itself, written like an instance that the series no longer has."""
        if not one.recurs or one.sequence >= self._master.sequence:
            return False
        key = self._key(one)
        rules = list(self._rules("RRULE"))
        found = (wall for rule, until in rules for wall in self._follow(rule, until, key, key))
        return key != self._start.wall and key not in self._more and next(found, None) is None

    def _key(self, one: Member) -> datetime:
        """Which instance a changed one stands for; a day where the series has whole days."""
        assert one.original is not None
        if self._start.whole_day:
            return datetime.combine(self._day(one.original), _MIDNIGHT)
        return self._wall(one.original)

    def _wall(self, one: Stamp) -> datetime:
        """The wall time here; one in a zone in a floating series is meant as written where its hour fits."""
        wall = one.like(self._start)
        if self._start.zone or not one.zone or wall.time() == self._start.wall.time():
            return wall
        return one.like(Stamp(wall, self._homes[0]))

    def _day(self, one: Stamp) -> date:
        """The day of a value that stands for one; 22:00 UTC is the next one where that is midnight."""
        if one.zone is UTC and one.wall.time() != _MIDNIGHT:
            walls = (one.like(Stamp(one.wall, zone)) for zone in self._homes)
            return next((wall.date() for wall in walls if wall.time() == _MIDNIGHT), one.wall.date())
        return one.wall.date()

    def _means_day(self, one: Stamp) -> bool:
        """True for a day; and for a local midnight, as Exchange writes it, against a series at another hour."""
        midnight = one.wall.time() == _MIDNIGHT and one.zone is not UTC
        return one.whole_day or (midnight and one.like(self._start).time() != self._start.wall.time())

    def _describing(self, wall: datetime) -> Member:
        """The last change for this and all later instances, else the master."""
        if not self._future:
            return self._master
        return next((one for key, one in reversed(self._future) if key <= wall), self._master)

    def _instances(self) -> Iterator[tuple[datetime, timedelta | None]]:
        """Wall times that may touch the window, in order, each once, with the length a PERIOD gives."""
        rules = list(self._rules("RRULE"))
        first, last = self._reach()
        more = dict(self._more)
        begins_late = rules and all(until and until < self._start.wall for _, until in rules)
        if not begins_late:
            more.setdefault(self._start.wall, None)
        streams = [self._follow(rule, until, first, last) for rule, until in rules]
        streams.append(iter(sorted(wall for wall in more if first <= wall <= last)))
        before = None
        for wall in merge(*streams):
            if wall != before:
                yield wall, more.get(wall)
            before = wall

    def _reach(self) -> tuple[datetime, datetime]:
        """The window's wall times, widened by the longest instance and the farthest shift."""
        first, last = self._span.walls(self._start.zone)
        shifts = [abs(one.start.like(self._start) - key) for key, one in self._future]
        wide = max(shifts, default=timedelta())
        lengths = [length for one in (self._master, *self._changed) if (length := one.length)]
        lengths.extend(length for length in self._more.values() if length)
        return first - wide - max(lengths, default=timedelta()), last + wide

    def _rules(self, name: str) -> Iterator[tuple[Rule, datetime | None]]:
        for one in self._master.found.get(name, ()):
            if one.text.strip():
                rule = parsed_rule(one.text)
                yield rule, self._until(rule.until)

    def _until(self, text: str) -> datetime | None:
        """The last wall time that UNTIL allows, whether or not it is written like the start."""
        if not text:
            return None
        if text.startswith(_NEVER):
            return None
        try:
            end = moment(text, "", self._master.zones)
        except BadValueError as error:
            raise BadRuleError(f"UNTIL is {error}") from None
        if end.whole_day or self._start.whole_day:
            return datetime.combine(self._day(end), _LAST_SECOND)
        return end.like(self._start if self._start.zone else Stamp(end.wall, self._homes[0]))

    def _follow(
        self, rule: Rule, until: datetime | None, first: datetime, last: datetime
    ) -> Iterator[datetime]:
        end = last if until is None else min(last, until)
        found = occurrences(rule, self._start.wall, first, end, self._budget)
        return (wall.replace(hour=0, minute=0, second=0) for wall in found) if self._start.whole_day else found

    def _further(self) -> Iterator[tuple[datetime, timedelta | None]]:
        for one, length in moments(self._master.found, "RDATE", self._master.zones):
            yield self._alike(one), length

    def _alike(self, one: Stamp) -> datetime:
        wall = self._wall(one)
        if self._start.whole_day:
            return datetime(wall.year, wall.month, wall.day)
        return datetime.combine(wall.date(), self._start.wall.time()) if one.whole_day else wall

    def _exceptions(self) -> _Dates:
        """EXDATE and EXRULE."""
        gone = _Dates()
        for one, _ in moments(self._master.found, "EXDATE", self._master.zones):
            if self._start.whole_day or self._means_day(one):
                gone.days.add(self._day(one))
            else:
                gone.walls.add(self._wall(one))
        first, last = self._reach()
        for rule, until in self._rules("EXRULE"):
            gone.walls.update(self._follow(rule, until, first, last))
        return gone
