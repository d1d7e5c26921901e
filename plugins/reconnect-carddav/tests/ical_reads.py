"""Calendars in a few lines, and what the reader makes of them."""

from datetime import UTC, date

from reconnect_carddav import ical
from reconnect_core import Entry, Window

ALL = Window(first=date(1970, 1, 1), last=date(2036, 12, 31))
START = "DTSTART:20260105T100000Z\n"


def calendar(*events, frame="", kind="VEVENT"):
    body = "".join(f"BEGIN:{kind}\n{event.strip()}\nEND:{kind}\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{frame}{body}END:VCALENDAR\n"


def read(data, window=ALL, zone=UTC):
    data = data.encode() if isinstance(data, str) else data
    return list(ical.read(data, window, calendar="c", zone=zone, resource="r", file="f.ics", etag="e"))


def one(event, frame="", **more):
    (found,) = read(calendar(event, frame=frame), **more)
    assert isinstance(found, Entry), found
    return found
