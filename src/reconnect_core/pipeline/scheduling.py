"""Scheduling: who is wanted gets a free, sensible time of the coming days, or the reason why there is none.

Times are wall times in the garden's zone. A slot lies inside the user's hours, on no day off, in nothing that
is busy, and for a call in the waking hours of the other side. By default all stand back to back in one window,
for three interruptions are not one pause. No slot touches a skipped or doubled hour.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from datetime import time as WallTime
from math import log
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..model import Busy, Channel, GardenSettings, When
from .packing import packed

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = re.compile(r"(\S.*?)\s+(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_STEP = 5
_FAR = 2**62
_WAKES, _SLEEPS = WallTime(9), WallTime(20, 30)
_LEAD = timedelta(hours=1)
"""What is ahead is counted from there, so that hours which open when the walk begins come once in each."""
ASLEEP = "no free time in your hours is between 09:00 and 20:30 where their number is"
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
    """A time for everybody, by person id, at least an hour after ``now`` and within ``horizon_days`` of that.

    Nobody overlaps anything; as many as possible are placed, the earlier in ``wanted`` before the later, in as
    few windows as needed (``garden.spread``: each on a day of their own), as early as possible. ``awake`` holds
    the IANA zones of the other side's number: a call stands between 09:00 and 20:30 in at least one of them.
    The same input gives the same answer. Raises ValueError for a naive ``now`` and unreadable hours.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    lengths = [minutes_for(one.silence_days, garden.minutes) for one in wanted]
    today = now.astimezone(zone).date()
    days = _open_days(today, horizon_days, garden, days_off)
    if garden.when == "all-day":
        return _whole_days(wanted, lengths, [day for day in days if day > today], spread=garden.spread)
    soonest = (now + _LEAD).astimezone(zone)
    span = (_minute(soonest, up=True), _minute(soonest + timedelta(days=horizon_days)))
    diary = _Diary(zone=zone, span=span, taken=_merged(busy))
    windows = [(day, first, last) for day in days for first, last in _windows(day, garden)]
    free = [diary.begins(window, lengths) for window in windows]
    rooms = [[_waking(*each, awake) for each in zip(room, lengths, wanted, strict=True)] for room in free]
    if garden.spread:
        rooms = _by_day([day for day, _, _ in windows], rooms)
    found = packed(rooms, lengths, alone=garden.spread)
    placed = {}
    for i, (one, length) in enumerate(zip(wanted, lengths, strict=True)):
        start = _when(found[i], zone) if i in found else None
        reason = "" if start else _why_not(i, length, windows, free, rooms, horizon_days)
        placed[one.person] = Placed(start=start, minutes=length, reason=reason)
    return placed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Diary:
    """What is free of the days ahead. Minutes are counted from the epoch."""

    zone: tzinfo
    span: tuple[int, int]
    """The first minute at which something may begin, and the first at which nothing may."""
    taken: tuple[tuple[int, int], ...]

    def begins(self, window: tuple[date, int, int], lengths: Sequence[int]) -> list[frozenset[int]]:
        """For each of the lengths the minutes at which something that long may begin inside the window."""
        day, first, last = window
        minutes = {wall: self._at(day, wall) for wall in range(first, last + 1, _STEP)}
        found = {length: self._begins(minutes, length) for length in set(lengths)}
        return [found[length] for length in lengths]

    def _begins(self, minutes: Mapping[int, int | None], length: int) -> frozenset[int]:
        return frozenset(
            begin
            for wall, begin in minutes.items()
            if begin is not None
            and self.span[0] <= begin < self.span[1]
            and minutes.get(wall + length) == begin + length
            and self._is_free(begin, begin + length)
        )

    def _at(self, day: date, wall: int) -> int | None:
        """The minute that a wall time stands for; None where it is skipped or comes twice."""
        naive = datetime.combine(day, WallTime()) + timedelta(minutes=wall)
        moment = naive.replace(tzinfo=self.zone)
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            return None
        return _minute(moment)

    def _is_free(self, begin: int, end: int) -> bool:
        before = bisect_right(self.taken, (begin, _FAR)) - 1
        reaches_in = before >= 0 and self.taken[before][1] > begin
        return not reaches_in and (before + 1 == len(self.taken) or self.taken[before + 1][0] >= end)


def _open_days(today: date, horizon_days: int, garden: GardenSettings, days_off: frozenset[date]) -> list[date]:
    off = {parse_day_off(text) for text in garden.days_off}
    days = (today + timedelta(days=ahead) for ahead in range(horizon_days + 1))
    return [day for day in days if day not in days_off and day not in off and day.weekday() not in off]


def _windows(day: date, garden: GardenSettings) -> list[tuple[int, int]]:
    """The user's hours of that day in order; hours that touch are one window."""
    known = (parse_hours(text) for text in garden.hours)
    windows: list[tuple[int, int]] = []
    for first, last in sorted((hours.first, hours.last) for hours in known if day.weekday() in hours.weekdays):
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _merged(busy: Sequence[Busy]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted((_minute(b.start), _minute(b.end, up=True)) for b in busy if b.start < b.end):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _waking(
    begins: frozenset[int], length: int, one: Wanted, awake: Mapping[str, tuple[str, ...]]
) -> frozenset[int]:
    zones = [zone for name in awake.get(one.person, ()) if (zone := _zone(name)) is not None]
    if one.channel is not Channel.PHONE or not zones:
        return begins
    return frozenset(begin for begin in begins if any(_is_day(begin, length, zone) for zone in zones))


def _is_day(begin: int, length: int, zone: tzinfo) -> bool:
    first, last = (datetime.fromtimestamp(minute * 60, zone) for minute in (begin, begin + length))
    return first.date() == last.date() and first.time() >= _WAKES and last.time() <= _SLEEPS


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _by_day(days: Sequence[date], rooms: Sequence[Sequence[frozenset[int]]]) -> list[list[frozenset[int]]]:
    joined: dict[date, list[frozenset[int]]] = {}
    for day, room in zip(days, rooms, strict=True):
        before = joined.get(day, [frozenset()] * len(room))
        joined[day] = [a | b for a, b in zip(before, room, strict=True)]
    return list(joined.values())


def _whole_days(
    wanted: Sequence[Wanted], lengths: Sequence[int], days: Sequence[date], *, spread: bool
) -> Mapping[str, Placed]:
    placed = {}
    for i, (one, minutes) in enumerate(zip(wanted, lengths, strict=True)):
        turn = i if spread else 0
        start = When(day=days[turn]) if turn < len(days) else None
        placed[one.person] = Placed(
            start=start, minutes=minutes, reason="" if start else "no day is free of days off"
        )
    return placed


def _why_not(
    who: int,
    minutes: int,
    windows: Sequence[tuple[date, int, int]],
    free: Sequence[Sequence[frozenset[int]]],
    rooms: Sequence[Sequence[frozenset[int]]],
    horizon_days: int,
) -> str:
    if not windows:
        return f"none of your hours falls on a day of the next {horizon_days} that is not off"
    if all(last - first < minutes for _, first, last in windows):
        return f"none of your hours is {minutes} minutes long"
    if not any(window[who] for window in free):
        return f"your hours of the next {horizon_days} days are taken"
    if not any(room[who] for room in rooms):
        return ASLEEP
    return f"the free times of the next {horizon_days} days went to others"


def _when(minute: int, zone: tzinfo) -> When:
    wall = datetime.fromtimestamp(minute * 60, zone)
    return When(day=wall.date(), time=wall.time(), zone=str(zone))


def _minute(moment: datetime, *, up: bool = False) -> int:
    seconds = moment.timestamp()
    return int(-(-seconds // 60)) if up else int(seconds // 60)


def _weekdays(text: str, whole: str) -> frozenset[int]:
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.replace("–", "-").partition("-")
        begin = _weekday(first, whole)
        end = _weekday(last, whole) if dash else begin
        days.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return frozenset(days)


def _weekday(text: str, whole: str) -> int:
    name = text.strip().casefold()
    full = next((i for i, day in enumerate(_WEEKDAYS) if len(name) > 2 and day.startswith(name)), None)
    if full is None:
        raise ValueError(f'"{text.strip()}" in "{whole}" is no weekday; they are Mon Tue Wed Thu Fri Sat Sun')
    return full
