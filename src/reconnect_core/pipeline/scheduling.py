"""Scheduling: who is wanted gets a free, sensible time of the coming days, or the reason why there is none.

Times are wall times in the garden's zone. A slot lies inside the user's hours, on no day off, in nothing that
is busy, and for a call in the waking hours of the other side. By default all stand back to back in one window,
for three interruptions are not one pause. No slot touches a skipped or doubled hour.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as WallTime
from math import log
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..model import Busy, Channel, GardenSettings, When
from .packing import packed

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(\S.*?)\s+(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_STEP = 5
_WAKES, _SLEEPS = WallTime(9), WallTime(20, 30)
_LEAD = timedelta(hours=1)
_QUIET_DAYS, _LONG_DAYS = 60, 5 * 365
"""Up to the first a reminder has its plain length, from the second on twice that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A stretch of the day on some weekdays (Monday is 0), in minutes since midnight."""

    weekdays: frozenset[int]
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who needs a time: the person's id, the channel, and for how many days there was silence."""

    person: str
    channel: Channel
    silence_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a reminder stands and for how many minutes; without a ``start``, the reason why."""

    start: When | None
    minutes: int
    reason: str = ""


def parse_hours(text: str) -> Hours:
    """What ``Tue-Thu 17:00-19:00`` or ``Mon,Fri 9:00-12:00`` means; ValueError says what is wrong with it."""
    match = _HOURS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'"{text}" is not like "Tue-Thu 17:00-19:00"')
    times = [(int(match[i]), int(match[i + 1])) for i in (2, 4)]
    for hour, minute in times:
        if minute > 59 or hour * 60 + minute > 24 * 60:
            raise ValueError(f'{hour:02d}:{minute:02d} in "{text}" is no time of day')
    first, last = (hour * 60 + minute for hour, minute in times)
    if first >= last:
        raise ValueError(f'"{text}" ends before it begins; hours do not go past midnight')
    return Hours(weekdays=_weekdays(match[1], text), first=first, last=last)


def parse_day_off(text: str) -> int | date:
    """What ``Sun`` (Monday is 0) or ``2026-12-24`` means; ValueError says what is wrong with it."""
    if text.strip().isalpha():
        return _weekday(text, text)
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f'"{text}" is neither a weekday such as Sun nor a date such as 2026-12-24') from error


def minutes_for(silence_days: int, plain: int = 15) -> int:
    """``plain`` up to two months of silence, growing with its logarithm to twice that at five years."""
    gap = min(max(silence_days, _QUIET_DAYS), _LONG_DAYS)
    share = log(gap / _QUIET_DAYS) / log(_LONG_DAYS / _QUIET_DAYS)
    return max(_STEP, round(plain * (1 + share) / _STEP) * _STEP)


def place(
    wanted: Sequence[Wanted],
    busy: Sequence[Busy],
    *,
    now: datetime,
    zone: tzinfo,
    garden: GardenSettings,
    days_off: frozenset[date],
    awake: Mapping[str, tuple[str, ...]],
    horizon_days: int = 7,
) -> Mapping[str, Placed]:
    """A time for everybody, by person id, at least an hour after ``now`` and within ``horizon_days``.

    Nobody overlaps anything; as many as possible are placed, the earlier in ``wanted`` before the later, in as
    few windows as needed (``garden.spread``: each on a day of their own), as early as possible. ``awake`` holds
    the IANA zones of the other side's number: a call stands between 09:00 and 20:30 in at least one of them.
    The same input gives the same answer. Raises ValueError for a naive ``now`` and unreadable hours.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    lengths = [minutes_for(one.silence_days, garden.minutes) for one in wanted]
    days = list(_open_days(now.astimezone(zone).date(), horizon_days, garden, days_off))
    if garden.when == "all-day":
        return _whole_days(wanted, lengths, days[1:] if _is_today(days, now, zone) else days, garden)
    calendar = _Calendar(
        zone=zone,
        first=now + _LEAD,
        last=now + timedelta(days=horizon_days),
        taken=_merged((_minute(b.start), _minute(b.end, up=True)) for b in busy),
    )
    stretches = [(day, hours) for day in days for hours in _stretches(day, garden)]
    free = [[calendar.begins(day, hours, length) for length in lengths] for day, hours in stretches]
    rooms = [
        tuple(
            frozenset(at for at in begins if _waking(one, at, length, awake))
            for one, begins, length in zip(wanted, room, lengths, strict=True)
        )
        for room in free
    ]
    begins = _in_rooms(rooms, [day for day, _ in stretches], lengths, spread=garden.spread)
    return {
        one.person: _placed(begins.get(number), length, zone)
        if number in begins
        else Placed(start=None, minutes=length, reason=_why_not(number, stretches, free, horizon_days))
        for number, (one, length) in enumerate(zip(wanted, lengths, strict=True))
    }


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Free time as minutes since 1970 in UTC, so that no change of the clock can make two of one."""

    zone: tzinfo
    first: datetime
    last: datetime
    taken: Sequence[tuple[int, int]]

    def begins(self, day: date, hours: Hours, length: int) -> frozenset[int]:
        """Every fifth minute of these hours at which ``length`` minutes are free and the clock runs evenly."""
        found = set()
        for wall in range(hours.first, hours.last - length + 1, _STEP):
            begin = self._minute_at(day, wall)
            end = self._minute_at(day, wall + length)
            if begin is None or end is None or end - begin != length:
                continue
            early, late = _minute(self.first, up=True), _minute(self.last)
            if early <= begin and end <= late and self._is_free(begin, end):
                found.add(begin)
        return frozenset(found)

    def _is_free(self, begin: int, end: int) -> bool:
        place = bisect_right(self.taken, (end - 1, end - 1 << 1))
        return not any(first < end and begin < last for first, last in self.taken[max(0, place - 1) : place])

    def _minute_at(self, day: date, wall: int) -> int | None:
        """The minute of a wall time; None for one that the clock skips or shows twice."""
        local = datetime.combine(day, WallTime()) + timedelta(minutes=wall)
        one, other = (local.replace(tzinfo=self.zone, fold=fold) for fold in (0, 1))
        if one.utcoffset() != other.utcoffset():
            return None
        return _minute(one)


def _in_rooms(
    rooms: Sequence[Sequence[frozenset[int]]], days: Sequence[date], lengths: Sequence[int], *, spread: bool
) -> Mapping[int, int]:
    """Where each guest's stay begins; ``spread`` makes one room of each day."""
    if not spread:
        return packed(rooms, lengths)
    by_day: dict[date, list[frozenset[int]]] = {}
    for day, room in zip(days, rooms, strict=True):
        before = by_day.get(day, [frozenset()] * len(lengths))
        by_day[day] = [one | other for one, other in zip(before, room, strict=True)]
    return packed(list(by_day.values()), lengths, alone=True)


def _placed(begin: int | None, length: int, zone: tzinfo) -> Placed:
    assert begin is not None
    local = datetime.fromtimestamp(begin * 60, UTC).astimezone(zone)
    name = getattr(zone, "key", None) or str(zone)
    return Placed(start=When(day=local.date(), time=local.time(), zone=name), minutes=length)


def _why_not(
    number: int,
    stretches: Sequence[tuple[date, Hours]],
    free: Sequence[Sequence[frozenset[int]]],
    horizon_days: int,
) -> str:
    span = f"in the next {horizon_days} days"
    if not stretches:
        return f"none of your hours is left {span}"
    if not any(room[number] for room in free):
        return f"nothing is free in your hours {span}"
    if len(free[0]) == 1:
        return f"your free hours {span} are outside their waking hours"
    return f"your free hours {span} are full, or outside their waking hours"


def _waking(one: Wanted, begin: int, length: int, awake: Mapping[str, tuple[str, ...]]) -> bool:
    """True when a call from minute ``begin`` on is within waking hours in a zone of the other side."""
    zones = awake.get(one.person, ()) if one.channel is Channel.PHONE else ()
    known = [zone for zone in map(_zone, zones) if zone is not None]
    return not known or any(_is_awake(begin, length, zone) for zone in known)


def _is_awake(begin: int, length: int, zone: tzinfo) -> bool:
    first, last = (datetime.fromtimestamp(m * 60, UTC).astimezone(zone) for m in (begin, begin + length))
    return first.date() == last.date() and first.time() >= _WAKES and last.time() <= _SLEEPS


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _whole_days(
    wanted: Sequence[Wanted], lengths: Sequence[int], days: Sequence[date], garden: GardenSettings
) -> Mapping[str, Placed]:
    """All on the first open day, or with ``spread`` each on a day of their own."""
    placed = {}
    for number, (one, length) in enumerate(zip(wanted, lengths, strict=True)):
        place = number if garden.spread else 0
        if place < len(days):
            placed[one.person] = Placed(start=When(day=days[place]), minutes=length)
        else:
            placed[one.person] = Placed(start=None, minutes=length, reason="every day is a day off")
    return placed


def _open_days(
    today: date, horizon_days: int, garden: GardenSettings, days_off: frozenset[date]
) -> Iterator[date]:
    closed = {parse_day_off(text) for text in garden.days_off}
    for ahead in range(horizon_days + 1):
        day = today + timedelta(days=ahead)
        if day not in days_off and day not in closed and day.weekday() not in closed:
            yield day


def _is_today(days: Sequence[date], now: datetime, zone: tzinfo) -> bool:
    return bool(days) and days[0] == now.astimezone(zone).date()


def _stretches(day: date, garden: GardenSettings) -> Iterator[Hours]:
    """The user's hours of one day, joined where they overlap, the earlier first."""
    found = sorted(
        (h for h in map(parse_hours, garden.hours) if day.weekday() in h.weekdays), key=lambda h: h.first
    )
    for first, last in _merged((hours.first, hours.last) for hours in found):
        yield Hours(weekdays=frozenset({day.weekday()}), first=first, last=last)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        elif first < last:
            merged.append((first, last))
    return merged


def _minute(moment: datetime, *, up: bool = False) -> int:
    seconds = moment.timestamp()
    return int(-(-seconds // 60)) if up else int(seconds // 60)


def _weekdays(text: str, whole: str) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        begin = _weekday(first, whole)
        end = _weekday(last, whole) if dash else begin
        found.update((begin + n) % 7 for n in range((end - begin) % 7 + 1))
    return frozenset(found)


def _weekday(text: str, whole: str) -> int:
    name = text.strip().casefold()
    for number, weekday in enumerate(_WEEKDAYS):
        if len(name) >= 3 and (name == weekday or (name.startswith(weekday) and name.endswith("day"))):
            return number
    raise ValueError(f'"{text.strip()}" in "{whole}" is no weekday; write Mon, Tue, Wed, Thu, Fri, Sat or Sun')
