"""iCalendar, once: every occurrence in a window out of any bytes, and one reminder into bytes.

Importing this loads no protocol library.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from reconnect_core import Entry, Reminder, Unreadable, Window

from .digests import digest, is_ours

__all__ = ["digest", "is_ours", "read", "write"]


def read(
    data: bytes,
    window: Window,
    *,
    calendar: str,
    zone: tzinfo,
    resource: str = "",
    file: str = "",
    etag: str = "",
) -> Iterator[Entry | Unreadable]:
    """Every occurrence that touches the window, recurrences expanded; never raises, whatever the bytes.

    ``zone`` is the garden's: days and floating times are read in it. A broken event costs that event, which
    becomes an ``Unreadable`` with its line. Also reads vCalendar 1.0 and the calendars in an e-mail.
    """
    from .entries import Source
    from .reading import Reading

    source = Source(calendar=calendar, resource=resource, file=file, etag=etag)
    yield from Reading(data, window, zone, source).records()


def write(reminder: Reminder, *, now: datetime) -> bytes:
    """One VCALENDAR with one VEVENT (VTODO for a task); the same arguments give the same bytes.

    Single, private, transparent, one alarm or none, no attendee. Raises ValueError for a uid or mark with other
    signs than ``[A-Za-z0-9._/-]``, LookupError for a zone that nobody knows.
    """
    from .writing import calendar

    return calendar(reminder, now)
