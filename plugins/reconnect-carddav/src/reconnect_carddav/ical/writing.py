"""One reminder as iCalendar bytes (RFC 5545): single, private, transparent, with one alarm or none."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from reconnect_core import Reminder, When

from .zone_rules import timezone_lines

MARKS = "X-RECONNECT-MARKS"
_MARK = re.compile(r"[A-Za-z0-9._/-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_WIDTH = 75


def calendar(reminder: Reminder, now: datetime) -> bytes:
    """The reminder in a calendar object of its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reconnect//reconnect-carddav//EN"]
    return folded(lines) + timezone(reminder) + component(reminder, now) + folded(["END:VCALENDAR"])


def timezone(reminder: Reminder) -> bytes:
    """The VTIMEZONE that the reminder needs; empty for a day, a floating time or UTC."""
    start = reminder.start
    if start.time is None or start.zone in (None, "UTC"):
        return b""
    return folded(timezone_lines(str(start.zone), start.day.year))


def component(reminder: Reminder, now: datetime) -> bytes:
    """The VEVENT or VTODO alone; raises ValueError for a uid or mark with signs that are not allowed."""
    return folded(_lines(reminder, now))


def end_of(reminder: Reminder) -> When | None:
    """The next day, or so many minutes later on the clock; None for a task, which is only due."""
    start = reminder.start
    if reminder.task:
        return None
    if start.time is None:
        return When(day=start.day + timedelta(days=1))
    wall = datetime.combine(start.day, start.time) + timedelta(minutes=max(1, reminder.minutes))
    return When(day=wall.date(), time=wall.time(), zone=start.zone)


def marks_of(text: str) -> tuple[str, ...]:
    """The marks in an X-RECONNECT-MARKS value."""
    return tuple(mark for mark in text.split() if _MARK.fullmatch(mark))


def cleaned(text: str) -> str:
    r"""The text as a calendar can hold it: no control characters, ``\\n`` at the end of lines."""
    return _CONTROL.sub("", _BREAKS.sub("\n", text.encode("utf-8", "replace").decode()))


def folded(lines: Iterable[str]) -> bytes:
    """Content lines with CRLF, none longer than 75 octets, no character cut (section 3.1)."""
    return b"".join(_folded(line.encode()) for line in lines)


def _folded(line: bytes) -> bytes:
    pieces: list[bytes] = []
    width = _WIDTH
    while len(line) > width:
        cut = width
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(line[:cut])
        line, width = line[cut:], _WIDTH - 1
    return b"\r\n ".join((*pieces, line)) + b"\r\n"


def _lines(reminder: Reminder, now: datetime) -> Iterator[str]:
    for mark in (reminder.uid, *reminder.marks):
        if not _MARK.fullmatch(mark):
            raise ValueError("a uid or mark of a reminder holds a sign that is not allowed")
    kind, end = "VTODO" if reminder.task else "VEVENT", end_of(reminder)
    yield f"BEGIN:{kind}"
    yield f"UID:{reminder.uid}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if end is None:
        # Only DUE: what clients move when the user moves a task.
        yield f"DUE{_value(reminder.start)}"
    else:
        yield f"DTSTART{_value(reminder.start)}"
        yield f"DTEND{_value(end)}"
    yield f"SUMMARY:{_escaped(' '.join(cleaned(reminder.title).split()))}"
    yield f"DESCRIPTION:{_escaped(reminder.text)}"
    yield "CLASS:PRIVATE"
    if not reminder.task:
        yield "TRANSP:TRANSPARENT"
    if reminder.marks:  # Cyrus refuses an X- property without a value
        yield f"{MARKS}:{' '.join(reminder.marks)}"
    if reminder.alarm:
        yield from _alarm(reminder)
    yield f"END:{kind}"


def _alarm(reminder: Reminder) -> Iterator[str]:
    """At the start; of a whole day, at nine in the morning."""
    related = ";RELATED=END" if reminder.task else ""
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(' '.join(cleaned(reminder.title).split()))}"
    yield f"TRIGGER{related}:{'PT9H' if reminder.start.time is None else 'PT0S'}"
    yield "END:VALARM"


def _value(when: When) -> str:
    if when.time is None:
        return f";VALUE=DATE:{when.day:%Y%m%d}"
    wall = f"{when.day:%Y%m%d}T{when.time:%H%M%S}"
    if when.zone == "UTC":
        return f":{wall}Z"
    return f";TZID={when.zone}:{wall}" if when.zone else f":{wall}"


def _escaped(text: str) -> str:
    return cleaned(text).translate(_ESCAPED)
