"""One user on one server, what their host keeps of it, and what it costs: what every suite is built from."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from time import monotonic, sleep
from time import time as clock

import pytest

from reconnect_carddav.caldav_calendar import CaldavCalendar, CaldavSettings
from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings
from reconnect_carddav.dav.memory import pack, unpack
from reconnect_core import (
    Complete,
    ConfigError,
    Contact,
    Entry,
    MemoryVault,
    Opening,
    Reminder,
    Removed,
    Secret,
    State,
    Unchanged,
    Unreadable,
    When,
    Window,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WINDOW = Window(first=date(2026, 2, 1), last=date(2026, 4, 30))
READING = {"GET", "OPTIONS", "PROPFIND", "REPORT"}


def card(number, name="", note=""):
    name = name or f"Person {number}"
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:uid-{number}", f"FN:{name}", f"N:{name};;;;"]
    lines += [f"EMAIL;TYPE=INTERNET:person{number}@example.org", f"TEL;TYPE=CELL:+49 170 {number:07d}"]
    lines += [f"NOTE:{note}"] if note else []
    lines += ["REV:20260101T000000Z"]  # some servers add the present moment where there is none
    return ("\r\n".join([*lines, "END:VCARD"]) + "\r\n").encode()


def event(uid, day, title="Lunch", extra=(), hour=12):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", "BEGIN:VEVENT", f"UID:{uid}"]
    lines += [
        "DTSTAMP:20260101T000000Z",
        f"DTSTART:{day:%Y%m%d}T{hour:02d}0000Z",
        f"DTEND:{day:%Y%m%d}T{hour:02d}3000Z",
    ]
    lines += [f"SUMMARY:{title}", *extra, "END:VEVENT", "END:VCALENDAR"]
    return ("\r\n".join(lines) + "\r\n").encode()


def reminder(number, day=date(2026, 3, 5), **how):
    return Reminder(
        uid=f"reconnect0123456789abcdefghijklmnopqrstuv{number:04d}",
        person=f"p{number}",
        title=f"Call Person {number}",
        text="You were on my mind.",
        start=When(day=day, time=time(17, 30), zone="Europe/Berlin"),
        marks=(f"p{number}",),
        **how,
    )


@dataclass
class Account:
    """One user's way to a server, with a clock that can be moved and a vault that lasts."""

    server: object
    now: datetime = NOW
    vault: MemoryVault = field(default_factory=MemoryVault)

    def opening(self, name, settings, **facts):
        return Opening(name=name, settings=settings, clock=lambda: self.now, vault=self.vault, **facts)

    def keys(self, **more):
        keys = {"url": self.server.root, "username": self.server.user, "timeout_seconds": 60}
        if self.server.user:
            keys["password"] = Secret(lambda: self.server.password, "test")
        return keys | more

    @contextmanager
    def book(self, **settings):
        store = CarddavBook(self.opening("people", CarddavSettings(**self.keys(**settings))))
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def calendar(self, **settings):
        keys = self.keys(url=self.server.calendar) | settings
        store = CaldavCalendar(self.opening("diary", CaldavSettings(**keys)))
        try:
            yield store
        finally:
            store.close()


class Mirror:
    """What a host keeps: records by key, and the state."""

    def __init__(self):
        self.records = {}
        self.state = None
        self.items = []

    def take(self, items):
        self.items = list(items)
        fresh = {}
        for item in self.items:
            if isinstance(item, Removed):
                self.records.pop(item.key, None)
                fresh.pop(item.key, None)
            elif isinstance(item, Contact):
                fresh.setdefault(item.ref.uid, []).append(item)
            elif isinstance(item, Entry):
                fresh.setdefault(item.resource, []).append(item)
            elif isinstance(item, Unreadable):
                fresh.setdefault(item.key, []).append(item)
        if any(isinstance(item, Complete) for item in self.items):
            self.records = {}
        self.records |= fresh
        assert isinstance(self.items[-1], State), "the state comes last"
        assert sum(isinstance(item, State) for item in self.items) == 1
        self.state = self.items[-1].token
        return self

    @property
    def news(self):
        return [item for item in self.items if not isinstance(item, State)]

    @property
    def unchanged(self):
        return self.news == [Unchanged()]

    def with_token(self, token):
        """The state with another sync token in it, as if the server had forgotten or changed its mind."""
        about = _about(self.state)
        shelves = unpack(about, self.state)
        for shelf in shelves.values():
            shelf.token = token
        self.state = pack(about, shelves)


class Cost:
    """Requests and bytes of a stretch of work."""

    requests = received = 0


@contextmanager
def counted(proxy, *stores):
    """What the work inside costs, by our counters and by the proxy's log, which must agree."""

    def ours():
        return sum(one.traffic.requests for one in stores), sum(one.traffic.received for one in stores)

    proxy.log.clear()
    before, cost = ours(), Cost()
    yield cost
    requests, received = ours()
    cost.requests, cost.received = proxy.count(), proxy.bytes_out()
    assert requests - before[0] == cost.requests
    assert received - before[1] == cost.received


def _about(state):
    import json
    import zlib

    return json.loads(zlib.decompress(state))[1]


def settled(store, *window):
    """A mirror of the store, once it has nothing left to repeat.

    A sync token that is a clock cannot tell two changes in one second apart: then that second is waited for.
    """
    mirror = Mirror().take(store.changes(None, *window))
    shelves = unpack(_about(mirror.state), mirror.state).values()
    if any(shelf.token.isdigit() and abs(int(shelf.token) - clock()) < 3600 for shelf in shelves):
        sleep(1.1)
    end = monotonic() + 5
    while not mirror.take(store.changes(mirror.state, *window)).unchanged:
        assert monotonic() < end, f"the server never comes to rest: {mirror.news}"
        sleep(0.3)
    return mirror


def differing(one, other):
    """The keys under which two mirrors do not hold the same, with what they hold."""
    keys = sorted(one.records.keys() | other.records.keys())
    return {
        key: (one.records.get(key), other.records.get(key))
        for key in keys
        if one.records.get(key) != other.records.get(key)
    }


def names(records):
    return sorted(item.name for items in records.values() for item in items if isinstance(item, Contact))


def failing(book):
    """The error in which reading ends: it names the store and the next step, and nothing that is nobody's business."""
    with pytest.raises(Exception) as caught:
        list(book.contacts())
    error = caught.value
    assert str(error).startswith("people: ")
    assert error.next_step
    assert str(error).count("\n") == isinstance(error, ConfigError)
    for secret in ("alicepw", "person1@", "Traceback", "niquests", "lxml"):
        assert secret not in str(error)
    return error
