"""DATE, DATE-TIME, DURATION and PERIOD values as products write them (RFC 5545 section 3.3)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from reconnect_core import When

from ..vcard.lines import Property
from .content import parameter

_MOMENT = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]+(\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?[TZ]?[\s;,]*$",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\s*([+-]?)PT?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T?(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?\s*$",
    re.IGNORECASE,
)
_UNQUOTED_ZONE = re.compile(r"(.*):\s*(\d{8}.*)$", re.DOTALL)
FIRST_YEAR, LAST_YEAR = 1000, 9000


class BadValueError(ValueError):
    """A value that cannot be made out; its text is the reason, in plain words."""


class Stamp(NamedTuple):
    """A wall time in a zone, a floating one (no zone), or a whole day (its first minute)."""

    wall: datetime
    zone: tzinfo | None = None
    whole_day: bool = False

    def moment(self, default: tzinfo) -> datetime:
        """The UTC moment; ``default`` is the zone of what floats."""
        return self.wall.replace(tzinfo=self.zone or default).astimezone(UTC)

    def when(self) -> When:
        """The value to hand out; a zone without an IANA name becomes UTC."""
        if self.whole_day:
            return When(day=self.wall.date())
        name = zone_name(self.zone)
        if name is None and self.zone is not None:
            return Stamp(self.moment(UTC).replace(tzinfo=None), UTC).when()
        return When(day=self.wall.date(), time=self.wall.time(), zone=name)

    def text(self, moment: datetime) -> str:
        """As ``str(self.when())``, given the UTC moment of this value."""
        if self.whole_day:
            return self.wall.date().isoformat()
        return self.wall.isoformat() if self.zone is None else moment.isoformat()[:19] + "Z"

    def like(self, other: "Stamp") -> datetime:
        """The value as a wall time of the zone that ``other`` is in."""
        if self.whole_day or other.whole_day or not self.zone or not other.zone or self.zone is other.zone:
            return self.wall
        return self.wall.replace(tzinfo=self.zone).astimezone(other.zone).replace(tzinfo=None)


class Zones(Protocol):
    """What a TZID means."""

    def find(self, tzid: str) -> tzinfo | None:
        """The zone, or None for one that nobody knows; an empty name means what floats here."""

    def homes(self) -> Iterable[tzinfo]:
        """Where the file may have been written, the likeliest first."""


def zone_name(zone: tzinfo | None) -> str | None:
    """The IANA name, ``UTC``, or None."""
    return "UTC" if zone is UTC else getattr(zone, "key", None)


def stamp(one: Property, zones: Zones) -> Stamp:
    """The value of a date property; raises BadValueError when there is none to be made out."""
    tzid, value = parameter(one.parameters, "TZID"), one.text
    if not _MOMENT.match(value) and (torn := _UNQUOTED_ZONE.match(value)):
        # TZID=(UTC-05:00) Eastern Time, unquoted: the first colon was not the one before the value.
        # DTSTART:TZID=Europe/Berlin: it is a parameter that stands after the colon.
        written = torn[1].partition("TZID=")[2]
        tzid, value = f"{tzid}:{torn[1]}" if tzid else written, torn[2]
    whole_day = one.parameters.first("VALUE").upper() == "DATE"
    return moment(value, tzid, zones, whole_day=whole_day)


def moment(value: str, tzid: str, zones: Zones, *, whole_day: bool = False) -> Stamp:
    """One DATE or DATE-TIME; ``Z`` and offsets win over a zone's name."""
    match = _MOMENT.match(value)
    if match is None:
        raise BadValueError("a date that cannot be made out")
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        begin = datetime(int(year), int(month), int(day))
    except ValueError:
        raise BadValueError("a day that no calendar has") from None
    if not FIRST_YEAR <= begin.year <= LAST_YEAR:
        raise BadValueError("a year out of range")
    seconds = int(hour or 0) * 3600 + int(minute or 0) * 60 + min(int(second or 0), 59)
    # Some programs declare a DATE and write a time: only midnight is none.
    if hour is None or (whole_day and not seconds):
        return Stamp(begin, None, True)
    if int(hour) > 24 or int(minute) > 59:
        raise BadValueError("a time of day that no clock shows")
    return Stamp(begin + timedelta(seconds=seconds), _offset(offset) if offset else zones.find(tzid))


def _offset(text: str) -> tzinfo:
    return UTC if text in "Zz" else fixed(text)


def fixed(text: str) -> tzinfo:
    """The zone of ``+0100``, ``+1:00`` or ``+1``; UTC for zero."""
    digits = re.sub(r"\D", "", text)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if not timedelta() < offset < timedelta(days=1):
        return UTC
    return timezone(-offset if "-" in text else offset)


def duration(value: str) -> timedelta:
    """A DURATION; raises BadValueError when there is none to be made out."""
    match = _DURATION.match(value)
    if match is None or not any(match.groups()[1:]):
        raise BadValueError("a duration that cannot be made out")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match[1] == "-" else length


def as_date(when: date | datetime) -> date:
    """The day of a date or of a wall time."""
    return when.date() if isinstance(when, datetime) else when


def iana(name: str) -> ZoneInfo | None:
    """The zone of an IANA name written exactly so, or None."""
    if not re.fullmatch(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,3}", name, re.ASCII) or name in (
        "localtime",
        "Factory",
    ):
        return None
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        return None
