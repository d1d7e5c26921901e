"""iCalendar, once: every occurrence in a window out of any bytes, and one reminder into bytes.

Nothing here imports a protocol library before it is needed.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from reconnect_core import Entry, Reminder, Unreadable, Window

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
    """Every occurrence that touches the window, recurrences expanded; never raises, whatever the bytes."""
    raise NotImplementedError


def write(reminder: Reminder, *, now: datetime) -> bytes:
    """One VCALENDAR with one VEVENT (VTODO for a task); the same arguments give the same bytes."""
    raise NotImplementedError


def digest(thing: Entry | Reminder) -> str:
    """The same for a reminder and for its entry read back until the user changes words, times or status."""
    raise NotImplementedError


def is_ours(entry: Entry) -> bool:
    """True for an entry that ``write`` made: its uid and its marks say so."""
    raise NotImplementedError
