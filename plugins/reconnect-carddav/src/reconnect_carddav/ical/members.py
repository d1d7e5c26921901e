"""One component of a file, read: its span in time, and its place in a series."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..vcard.lines import Property
from .content import Properties, number, parameter, word
from .moments import BadValueError, Stamp, Zones, duration, moment, stamp

_DAY = timedelta(days=1)
_LONGEST = timedelta(days=36_600)
_LAST_MINUTE = time(23, 59)
_WHOLE_DAYS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY")


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """A VEVENT that has a start, or a task of ours."""

    found: Properties
    zones: Zones
    uid: str
    method: str
    task: bool
    place: int
    """Where it begins in the file, in bytes."""
    start: Stamp
    end: Stamp | None
    original: Stamp | None
    """RECURRENCE-ID: which instance of its series this one replaces."""

    @property
    def recurs(self) -> bool:
        """True when it has further dates of its own."""
        if "RRULE" not in self.found and "RDATE" not in self.found:
            return False
        return any(one.text.strip() for name in ("RRULE", "RDATE") for one in self.found.get(name, ()))

    @property
    def sequence(self) -> int:
        """The revision (RFC 5545 section 3.8.7.4)."""
        return number(self.found, "SEQUENCE")

    @property
    def this_and_future(self) -> bool:
        """True when it replaces all later instances too (section 3.2.13)."""
        ids = self.found.get("RECURRENCE-ID", ())
        return any(one.parameters.first("RANGE").upper() == "THISANDFUTURE" for one in ids)

    @property
    def length(self) -> timedelta | None:
        """From start to end on the clock, or None without an end."""
        return None if self.end is None else min(self.end.like(self.start) - self.start.wall, _LONGEST)


def member(found: Properties, zones: Zones, *, uid: str, method: str, task: bool, place: int) -> Member:
    """The component as read; raises BadValueError when its start cannot be made out."""
    # Our tasks are only due: a client that moves one may add a DTSTART of its own.
    due = _first(found, "DUE", zones) if task else None
    start = due or _start(found, zones)
    end = None if due else _end(found, start, zones)
    if _means_days(found, start, end):
        start, end = _as_days(start, end)
    return Member(
        found=found,
        zones=zones,
        uid=uid,
        method=method,
        task=task,
        place=place,
        start=start,
        end=end,
        original=_first(found, "RECURRENCE-ID", zones),
    )


def moments(found: Properties, name: str, zones: Zones) -> Iterator[tuple[Stamp, timedelta | None]]:
    """Every value of EXDATE or RDATE, with the length a PERIOD gives; what cannot be made out is left out."""
    for one in found.get(name, ()):
        tzid = parameter(one.parameters, "TZID")
        # vCalendar 1.0 parts the values by semicolons.
        for value in one.text.replace(";", ",").split(","):
            begin, slash, rest = value.partition("/")
            try:
                start = moment(begin, tzid, zones)
                yield start, _period_length(start, rest, tzid, zones) if slash else None
            except ValueError:
                continue


def _period_length(start: Stamp, rest: str, tzid: str, zones: Zones) -> timedelta:
    if "P" in rest.upper():
        return min(duration(rest), _LONGEST)
    return min(moment(rest, tzid, zones).like(start) - start.wall, _LONGEST)


def _start(found: Properties, zones: Zones) -> Stamp:
    """The first DTSTART that can be made out: some products write two, and one of them is damaged."""
    lines = found.get("DTSTART") or found.get("RECURRENCE-ID") or []
    if not lines:
        raise BadValueError("it has no start (DTSTART)")
    for one in lines[:-1]:
        try:
            return stamp(one, zones)
        except BadValueError:
            continue
    return stamp(lines[-1], zones)


def _first(found: Properties, name: str, zones: Zones) -> Stamp | None:
    for one in found.get(name, ()):
        try:
            return stamp(one, zones)
        except ValueError:
            continue
    return None


def _end(found: Properties, start: Stamp, zones: Zones) -> Stamp | None:
    """DTEND (DUE), else DURATION, else a whole day's end; an end that is not after its start does not count."""
    end = _first(found, "DTEND", zones) or _first(found, "DUE", zones)
    if end is None:
        length = _duration(found.get("DURATION", ()))
        end = None if length is None else start._replace(wall=start.wall + length)
    elif not end.zone and not end.whole_day:
        end = end._replace(zone=start.zone)
    if start.whole_day:
        day = _day_after(end.wall) if end else start.wall
        return start._replace(wall=max(day, start.wall + _DAY))
    if end is None:
        return None
    end = end._replace(whole_day=False, zone=end.zone or start.zone)
    return end if end.like(start) > start.wall else None


def _means_days(found: Properties, start: Stamp, end: Stamp | None) -> bool:
    """True where a mark says so of what lasts from midnight to midnight, as Exchange and phones write days."""
    if start.whole_day or start.wall.time() != time() or not any(name in found for name in _WHOLE_DAYS):
        return False
    if end is not None and (end.zone is not start.zone or time() < end.wall.time() < _LAST_MINUTE):
        return False
    return any(word(found, name) in ("true", "1") for name in _WHOLE_DAYS)


def _as_days(start: Stamp, end: Stamp | None) -> tuple[Stamp, Stamp]:
    first = Stamp(start.wall, None, True)
    after = _day_after(end.wall) if end else start.wall
    return first, first._replace(wall=max(after, start.wall + _DAY))


def _duration(lines: "tuple[Property, ...] | list[Property]") -> timedelta | None:
    for one in lines:
        try:
            return min(duration(one.text), _LONGEST)
        except ValueError:
            continue
    return None


def _day_after(wall: datetime) -> datetime:
    """The day that whole days end before; 23:59 is the end of its own."""
    return datetime.combine((wall + timedelta(minutes=1)).date(), time())
