"""The busy time of a calendar whose entries one may not see (RFC 4791 section 7.10)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from reconnect_core import Busy, Unusable, Window

from .discovery import Collection
from .reports import free_busy
from .transport import Transport, expect


def busy_times(transport: Transport, calendar: Collection, window: Window, zone: tzinfo) -> Iterator[Busy]:
    """The stretches that the server calls busy; raises Unusable for an answer that is no iCalendar."""
    begin, end = window.moments(zone)
    answer = expect(transport.name, free_busy(transport, calendar.url, begin, end), 200)
    from icalendar import Calendar

    try:
        parts = Calendar.from_ical(answer.body).walk("VFREEBUSY")
    except (ValueError, IndexError, KeyError):
        raise Unusable(f"{transport.name}: the free-busy answer is no iCalendar.", next_step="") from None
    for part in parts:
        lines = part.get("FREEBUSY", [])
        for line in lines if isinstance(lines, list) else [lines]:
            if str(line.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                yield from _periods(line, zone)


def _periods(line: Any, zone: tzinfo) -> Iterator[Busy]:
    for period in getattr(line, "dts", None) or [line]:
        begin, end = _moment(period.start, zone), _moment(period.end, zone)
        if begin < end:
            yield Busy(start=begin, end=end)


def _moment(value: date, zone: tzinfo) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
