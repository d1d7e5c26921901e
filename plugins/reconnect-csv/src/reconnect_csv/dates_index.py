"""The days of a log's moments, each worked out once and looked up by the bytes that stand in the file.

They are ordinals shifted by ``WAY_BITS``: there is room below for the way of the contact.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .moments import Moments

COLON = ord(":")
HOURS = {b"%02d" % hour: hour for hour in range(24)}
SHORT_HOURS = frozenset((*HOURS, *(b"%d" % hour for hour in range(24))))

WAY_BITS = 4

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<offset>Z|[+-]\d\d:?\d\d)?)?")
_CLOCK = re.compile(
    rb"[T,\s]+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?$",
    re.IGNORECASE,
)
"""A wall time that exists on every day: what stands before it tells the day."""

_REMEMBERED = 20_000
_MINUTES = frozenset(b":%02d" % minute for minute in range(60))
_HALVES = (b"", b" AM", b" PM", b" am", b" pm")
_SECONDS = frozenset(b"%b:%02d" % (minute, second) for minute in _MINUTES for second in range(60))


@dataclass(slots=True)
class Dates:
    """Looks up whole days and wall times by their day, moments with an offset by their day and hour."""

    moments: Moments
    clock_ends: int = 0
    """16 or 19 where moments are ISO 8601 to the minute or second, else 0."""
    zoned: bool = False
    """They have an offset."""
    spaced: bool = False
    """They are a day in other words, a blank and a clock."""
    first_to_come: datetime | None = None
    """The first moment that lay in the future."""
    days: dict[bytes, int] = field(default_factory=dict)
    hours: dict[bytes, list[int | None]] = field(default_factory=dict)
    """The day of each hour, by date and offset; None for an hour in which the day changes."""

    @classmethod
    def like(cls, when: str, moments: Moments) -> "Dates | None":
        """The look-up for moments written like this one; None where the day cannot be told by a part of them."""
        if moments.wall:
            return None
        if iso := ISO.fullmatch(when):
            return cls(moments, clock_ends=max(iso.end("clock"), 0), zoned=bool(iso["offset"]))
        found, mark = moments.read(when), when.encode(errors="surrogatepass")
        if found is None or not (found[1] or _CLOCK.search(mark)):
            return None
        return cls(moments, spaced=not found[1] and b" " in mark)

    @property
    def clock(self) -> frozenset[bytes]:
        """What may stand between the hour and ``clock_ends``."""
        return _SECONDS if self.clock_ends == 19 else _MINUTES

    @property
    def behind_hour(self) -> frozenset[bytes]:
        """What may stand behind the hour and its colon in a ``spaced`` moment."""
        return frozenset(one[1:] + half for one in (*_MINUTES, *_SECONDS) for half in _HALVES)

    def at(self, when: bytes) -> int:
        """The day of a moment as far as it is remembered; raises KeyError otherwise."""
        end = self.clock_ends
        if self.zoned:
            if when[13:end] not in self.clock:
                raise KeyError(when)
            day = self.hours[when[:10] + when[end:]][HOURS[when[11:13]]]
            if day is None:
                raise KeyError(when)
            return day
        return self.days[self.day_of(when)]

    def day_of(self, when: bytes) -> bytes:
        """The part of a wall time that tells its day."""
        if self._is_wall(when):
            return when[:10]
        clock = None if self.moments.wall else _CLOCK.search(when)
        return when[: clock.start()] if clock else when

    def _is_wall(self, when: bytes) -> bool:
        end = self.clock_ends
        return end > 0 and len(when) == end and when[end - 3] == COLON

    def learn(self, when: str) -> int | None:
        """The day of a moment, remembered when it is over; 0 when it is yet to come, None when there is none."""
        moments = self.moments
        found = moments.read(when)
        if found is None:
            return None
        moment, only_day = found
        if moment > moments.now:
            self.first_to_come = min(moment, self.first_to_come or moment)
            return 0
        day = moments.day(moment) << WAY_BITS
        mark = when.encode(errors="surrogatepass")
        if day < moments.day(moments.now) - 1 << WAY_BITS:
            if self.zoned and not only_day:
                self._remember_hours(mark)
            elif only_day or self._is_wall(mark) or _CLOCK.search(mark):
                if len(self.days) > _REMEMBERED:
                    self.days.clear()
                self.days[self.day_of(mark)] = day
        return day

    def _remember_hours(self, mark: bytes) -> None:
        """The day of each hour of one date and offset: the day changes in one of them at most."""
        moments = self.moments
        date, offset = (part.decode("utf-8", "replace") for part in (mark[:10], mark[self.clock_ends :]))
        midnight = moments.read(f"{date}T00:00{offset}")
        if not offset or midnight is None or midnight[1]:
            return
        first = moments.day(midnight[0])
        ends = [midnight[0] + timedelta(hours=hour, minutes=59, seconds=59) for hour in range(24)]
        change = bisect_left(ends, first + 1, key=moments.day)
        before, after = first << WAY_BITS, moments.day(ends[-1]) << WAY_BITS
        days: list[int | None] = [*[before] * change, *[after] * (24 - change)]
        if change < 24 and moments.day(ends[change] - timedelta(minutes=59, seconds=59)) == first:
            days[change] = None
        if len(self.hours) > _REMEMBERED:
            self.hours.clear()
        self.hours[mark[:10] + mark[self.clock_ends :]] = days
