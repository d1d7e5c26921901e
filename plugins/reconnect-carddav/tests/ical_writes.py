"""A reminder, and what is read back of what was written of it."""

from datetime import UTC, date, datetime, time

from reconnect_carddav import ical
from reconnect_core import Entry, Reminder, When, Window

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
ALL = Window(first=date(1990, 1, 1), last=date(2040, 1, 1))


def reminder(**more):
    given = {
        "uid": "reconnect0123456789abcdefghijklmnopqrstuv",
        "person": "p1",
        "title": "Call Zoë, my friend; soon",
        "text": "You are thinking of her.\nTel: tel:+49,30\\1\n\n✓ done",
        "start": When(day=date(2026, 3, 4), time=time(17), zone="Europe/Berlin"),
        "marks": ("p1", "h/ab.c-d_e"),
    }
    return Reminder(**(given | more))


def back(data, zone=UTC):
    (entry,) = ical.read(data, ALL, calendar="c", zone=zone)
    assert isinstance(entry, Entry), entry
    return entry
