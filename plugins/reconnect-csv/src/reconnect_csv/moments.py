"""When a line of a log says it was: a day, a wall time in the garden's zone, or a moment with its offset."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

from .dates import day_of, serial

_ZONED = re.compile(
    r"\s*\(?(?:UTC|GMT|Z)(?:\s*([+-]\d{1,2})(?::?(\d{2}))?)?\)?$|(?<=:\d\d)\s*([+-]\d{2}):?(\d{2})$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![A-Za-z])(?:UTC|GMT)(?:\s*([+-]\d{1,2})(?::?(\d{2}))?)?(?![A-Za-z\d])", re.IGNORECASE)
_CLOCK = re.compile(
    r"[T,\s]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap])?\.?\s?(?:m\.?)?$", re.IGNORECASE
)
_GARBLED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:(?!.*[ap]m)", re.IGNORECASE)
"""A day and what was meant as a time: the day still counts."""
_PLAINER = (
    (re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)[ _-]?(\d\d)(\d\d)(\d\d)$"), r"\1-\2-\3 \4:\5:\6"),
    (re.compile(r"\s+|\[[\w/+-]+\]$"), " "),
    (re.compile(r"(\d{1,2})\s?[時时點点시]\s?(\d{2})\s?[分분](?:\s?\d{1,2}\s?[秒초])?"), r"\1:\2"),
    (re.compile(r"(?:午前|上午|오전)\s?(\d{1,2}:\d\d(?::\d\d)?)"), r" \1 am"),
    (re.compile(r"(?:午後|下午|오후)\s?(\d{1,2}:\d\d(?::\d\d)?)"), r" \1 pm"),
    (re.compile(r"(?<=\s)(\d{1,2})\s?([ap])\.?m\.?$", re.IGNORECASE), r"\1:00 \2m"),
    (re.compile(r"(?<=\s)(\d{1,2})\s?(?:Uhr|h)$", re.IGNORECASE), r"\1:00"),
    (re.compile(r"\s+(?:Uhr|uur|hrs?|hs|h)\.?\s*$", re.IGNORECASE), ""),
    (
        re.compile(
            r"[\s,]+(?:[-–|]|at|à|um|klo?\.?|o|alle|às|om|la|в|о|v|a las)\s+(?=\d{1,2}[:.]\d\d)", re.IGNORECASE
        ),
        " ",
    ),
    (re.compile(r"^(\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?)[,\s]+(.*\d{4}.*)$", re.IGNORECASE), r"\2 \1"),
    (
        re.compile(r"^\w{3},? (\w{3} \d{1,2}) (\d\d:\d\d:\d\d) ?(?:(UTC|GMT)|[A-Z]{2,5})? ?(\d{4})$"),
        r"\1 \4 \2\3",
    ),
)
"""What people and programs write around day and clock, and what is the same without it."""
_HALF = re.compile("午前|上午|오전|午後|下午|오후")
_UNTIL = re.compile(
    r"(?<=[\dmM.])\s*(-(?!\d\d:\d\d:)|[–—]|bis|to|until)\s*"
    r"(\d{1,2})[:.](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?(?:\s*(?:Uhr|h))?$",
    re.IGNORECASE,
)
"""The end of a stretch of time, behind its beginning."""
_DOTTED = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d)\.(\d\d)")
_FARTHEST = timedelta(hours=14)
"""No clock is farther from that of Greenwich."""
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Reads the cells of a ``when`` column."""

    zone: tzinfo
    now: datetime
    order: str = "dmy"
    """How 1/2/2000 is to be read: dmy, mdy or ymd."""
    wall: tzinfo | None = None
    """The zone of clocks that tell none, where that is not the garden's."""

    def read(self, text: str) -> tuple[datetime, bool] | None:
        """The aware UTC moment, and whether only a day was told (then it is that day's first minute).

        None when the text is neither. A wall time without offset is one of the garden's zone.
        """
        text = text.strip()
        if self.is_count(text):
            seconds = float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1)
            return datetime.fromtimestamp(seconds, UTC), False
        try:
            found = datetime.fromisoformat(_DOTTED.sub(r"\1:\2", text) if text[13:14] == "." else text)
        except ValueError:
            return self._unusual(text)
        if (offset := found.utcoffset()) and abs(offset) > _FARTHEST:
            return self._unusual(text)
        try:
            return self._in_zone(found, clock=len(text) > 10), len(text) <= 10
        except (OverflowError, OSError):
            return None

    @staticmethod
    def is_count(text: str) -> bool:
        """True for seconds or milliseconds since 1970; a day may look so to ISO 8601 (1704110400000)."""
        return text[:10].isdecimal() and _EPOCH.fullmatch(text.strip()) is not None

    def sort(self, text: str) -> Literal["", "day", "moment", "clock"]:
        """Whether a cell is a day, a moment, or a clock alone; empty for anything else."""
        if found := self.read(text):
            return "day" if found[1] else "moment"
        found = self.read(f"2000-01-01 {text}")
        return "clock" if found and not found[1] else ""

    def day(self, moment: datetime) -> int:
        """The proleptic ordinal of the day that a moment falls on in the garden's zone."""
        return moment.astimezone(self.zone).toordinal()

    def _in_zone(self, found: datetime, *, clock: bool) -> datetime:
        zone = self.wall if self.wall and clock else self.zone
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)

    @lru_cache(maxsize=64)  # noqa: B019 -- few, and moments are small
    def _unusual(self, text: str) -> tuple[datetime, bool] | None:
        """What is no ISO 8601: 31/12/2000, 31 Dec 2000, each maybe with a time, and words around them."""
        if len(text) > 80:
            return None
        if counted := serial(text, self.now.year + 1):
            return self._in_zone(counted, clock=not text.isdecimal()), text.isdecimal()
        text = _begun(text)
        found = None if _GARBLED.match(text) or _HALF.search(text) else self._told(text)
        if found and not (found[1] and ":" in text):
            return found
        plainer = text
        for pattern, instead in _PLAINER:
            plainer = pattern.sub(instead, plainer)
        found = self._told(plainer.strip()) or found
        if found is None and (day := _GARBLED.match(text)):
            return self.read(day[1])
        return found

    def _told(self, text: str) -> tuple[datetime, bool] | None:
        zoned = _ZONED.search(text) if ":" in text else None
        rest = text[: zoned.start()] if zoned else text
        clock = _CLOCK.search(rest)
        day = day_of(rest[: clock.start()] if clock else rest, self.order, self.now.year)
        if day is None or None in (day.year, day.month, day.day):
            return None
        wall = _wall(clock) if clock else time()
        if wall is None:
            return None
        moment = datetime.combine(date.fromisoformat(str(day)), wall)
        try:
            if zoned and clock:
                return (moment - _offset(zoned)).replace(tzinfo=UTC), False
            return self._in_zone(moment, clock=clock is not None), clock is None
        except OverflowError:
            return None


def _begun(text: str) -> str:
    """The text without the end of a stretch of time: ``10:30-11:30``; before what may be an offset it has to be later."""
    until = _UNTIL.search(text)
    begin = _CLOCK.search(text[: until.start()]) if until else None
    if not (until and begin):
        return text
    later = (int(until[2]), int(until[3])) > (int(begin[1]), int(begin[2]))
    return text[: until.start()] if later or until[1] != "-" or until[4] else text


def zone_of(header: str) -> tzinfo | None:
    """The zone that the header of a column of moments names: ``Date (UTC)``, ``Start (GMT+02:00)``."""
    found = _NAMED.search(header)
    if not found:
        return None
    try:
        return timezone(_offset_of(found[1] or "0", found[2]))
    except ValueError:
        return None


def _wall(clock: re.Match[str]) -> time | None:
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    try:
        return time(hour, int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return None


def _offset(zoned: re.Match[str]) -> timedelta:
    return _offset_of(zoned[1] or zoned[3] or "0", zoned[2] or zoned[4])


def _offset_of(hours: str, minutes: str | None) -> timedelta:
    more = int(minutes or 0)
    return timedelta(hours=int(hours), minutes=-more if hours.startswith("-") else more)
