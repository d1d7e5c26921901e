"""An IANA zone as a VTIMEZONE that is right for its event and, where rules allow, for years after it.

icalendar's own ``Timezone.from_tzinfo`` is not used: it states onsets with the offset after the change, where
RFC 5545 section 3.8.2.4 wants the one before, so that clients are an hour off around each change.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS = 9
"""A rule counts as one when it holds from the year before the event for so many years."""
_MOST_SINGLE = 12
_DAY = timedelta(days=1)


class _Change(NamedTuple):
    """From ``wall``, read with the offset before, the offset after holds."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(64)
def timezone_lines(name: str, year: int) -> tuple[str, ...]:
    """The content lines of the VTIMEZONE for an event in this year; raises LookupError for an unknown name."""
    zone = ZoneInfo(name)
    begin = datetime(year - 1, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begin))
    if not changes or changes[0].wall.year >= year:
        local = begin.astimezone(zone)
        offset = _offset(zone, begin)
        changes.insert(0, _Change(local.replace(tzinfo=None), offset, offset, local.tzname() or ""))
    body = (line for one, rule in _observances(changes) for line in _observance(one, rule))
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", *body, "END:VTIMEZONE")


def _changes(zone: ZoneInfo, begin: datetime) -> Iterator[_Change]:
    """Every change of offset in the years that matter, in order."""
    days = (begin + n * _DAY for n in range(_YEARS * 366))
    for low, high in pairwise(days):
        if _offset(zone, low) != _offset(zone, high):
            yield _change(zone, low, high)


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> _Change:
    """The change between two moments a day apart, found by halving."""
    old = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        low, high = (middle, high) if _offset(zone, middle) == old else (low, middle)
    name = high.astimezone(zone).tzname() or ""
    return _Change((high + old).replace(tzinfo=None), old, _offset(zone, high), name)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _observances(changes: list[_Change]) -> Iterator[tuple[_Change, str]]:
    """Changes that come back by a rule once, with the rule; of the others the first few."""
    alike: dict[tuple[timedelta, timedelta, str], list[_Change]] = {}
    for one in changes:
        alike.setdefault(one[1:], []).append(one)
    rules = {key: _rule(found) for key, found in alike.items()}
    single = 0
    for one in changes:
        rule = rules[one[1:]]
        if rule and one is alike[one[1:]][0]:
            yield one, rule
        elif not rule and single < _MOST_SINGLE:
            single += 1
            yield one, ""


def _rule(found: list[_Change]) -> str:
    """``BYMONTH=3;BYDAY=-1SU`` when that is when all of these are, one in each year; else nothing."""
    walls = [one.wall for one in found]
    years = [wall.year for wall in walls]
    if len(years) < _YEARS - 1 or years != list(range(years[0], years[0] + len(years))):
        return ""
    if len({(wall.month, wall.weekday(), wall.time()) for wall in walls}) > 1:
        return ""
    ahead = {(wall.day - 1) // 7 + 1 for wall in walls}
    last = all((wall + 7 * _DAY).month != wall.month for wall in walls)
    if len(ahead) > 1 and not last:
        return ""
    nth = -1 if last else ahead.pop()
    return f"FREQ=YEARLY;BYMONTH={walls[0].month};BYDAY={nth}{_WEEKDAYS[walls[0].weekday()]}"


def _observance(one: _Change, rule: str) -> Iterator[str]:
    kind = "DAYLIGHT" if one.after > one.before else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{one.wall:%Y%m%dT%H%M%S}"
    if rule:
        yield f"RRULE:{rule}"
    yield f"TZOFFSETFROM:{_text(one.before)}"
    yield f"TZOFFSETTO:{_text(one.after)}"
    if one.name:
        yield f"TZNAME:{one.name}"
    yield f"END:{kind}"


def _text(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
