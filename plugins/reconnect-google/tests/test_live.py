"""The same checks on the stand-in and, where RECONNECT_LIVE_GOOGLE names a config, on Google itself.

The config is that of a throw-away account: an address book, a calendar ``primary`` and the calendar of our own,
all of kind ``google``, signed in with ``access = "own-calendars"``. Only entries of these tests are touched.
"""

import os
import random
import threading
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from desk import Mirror, reminder

from reconnect_core import Entry, Garden, Gone, ReceiptStatus, Unchanged, When, Window

LIVE = os.environ.get("RECONNECT_LIVE_GOOGLE", "")


@dataclass
class Place:
    """Three stores somewhere, and ids nobody used there."""

    contacts: Any
    meetings: Any
    reminders: Any
    today: date
    run: str

    @property
    def window(self):
        return Window(first=self.today - timedelta(days=30), last=self.today + timedelta(days=30))

    def fresh(self, number):
        start = When(
            day=self.today + timedelta(days=3), time=datetime(2026, 1, 1, 17).time(), zone="Europe/Berlin"
        )
        return reminder(number, uid=f"reconnectlive{self.run}{number:04d}", start=start)


@pytest.fixture(params=["standin", *(["live"] if LIVE else [])])
def place(request):
    if request.param == "standin":
        desk = request.getfixturevalue("desk")
        own = desk.reminders()
        own.create()
        yield Place(desk.contacts(), desk.calendar(), own, desk.world.clock().date(), "0" * 12)
        return
    with Garden.open(LIVE) as garden:
        stores = [store for _, store in garden.stores if store.kind == "google"]
        book = next(store for store in stores if hasattr(store, "contacts"))
        seen = next(store for store in stores if getattr(store, "address", "") == "primary")
        run = f"{int(time.time()):012d}"
        yield Place(book, seen, garden.calendar, datetime.now(UTC).date(), run)


def test_a_reminder_is_made_found_changed_back_removed_and_gone(place):
    (first,) = place.reminders.put([place.fresh(1)])
    assert first.status is ReceiptStatus.CREATED
    (again,) = place.reminders.put([place.fresh(1)])
    assert (again.status, again.etag) == (ReceiptStatus.FOUND, first.etag)
    (entry,) = place.reminders.look_up([first])
    assert (entry.uid, entry.title, entry.start) == (first.uid, "Call Ana 1", place.fresh(1).start)
    assert entry.marks == place.fresh(1).marks
    assert place.reminders.remove(first)
    assert not place.reminders.remove(first)
    assert list(place.reminders.look_up([first])) == [Gone(uid=first.uid)]
    (after,) = place.reminders.put([place.fresh(1)])
    assert after.status is ReceiptStatus.GONE


def test_several_are_looked_up_at_once(place):
    receipts = list(place.reminders.put([place.fresh(n) for n in range(2, 5)]))
    place.reminders.remove(receipts[1])
    found = list(place.reminders.look_up(receipts))
    assert [type(one) for one in found] == [Entry, Gone, Entry]
    assert all(place.reminders.remove(receipts[n]) for n in (0, 2))


def test_a_calendar_tells_what_changed(place):
    mirror = Mirror().take(place.reminders.changes(None, place.window))
    assert Unchanged() in list(place.reminders.changes(mirror.state, place.window))
    (receipt,) = place.reminders.put([place.fresh(5)])
    mirror.take(place.reminders.changes(mirror.state, place.window))
    assert receipt.uid in mirror.records
    place.reminders.remove(receipt)
    mirror.take(place.reminders.changes(mirror.state, place.window))
    assert receipt.uid not in mirror.records
    spoilt = mirror.state.replace(b'"token": "', b'"token": "x')
    assert set(Mirror().take(place.reminders.changes(spoilt, place.window)).records) == set(mirror.records)


def test_contacts_tell_that_nothing_changed(place):
    before = place.contacts.traffic.requests
    mirror = Mirror().take(place.contacts.changes(None))
    assert mirror.state
    middle = place.contacts.traffic.requests
    assert Unchanged() in list(place.contacts.changes(mirror.state))
    assert place.contacts.traffic.requests == middle + 1
    assert middle - before <= len(mirror.records) // 1000 + 2
    spoilt = mirror.state.replace(b'"contacts": "', b'"contacts": "x')
    assert len(Mirror().take(place.contacts.changes(spoilt)).records) == len(mirror.records)


def test_meetings_and_busy_times_can_be_read(place):
    mirror = Mirror().take(place.meetings.changes(None, place.window))
    assert mirror.state
    assert all(busy.start < busy.end for busy in place.meetings.busy(place.window))


def test_our_calendar_is_made_once(place):
    assert place.reminders.create() == place.reminders.address


def test_threads_get_their_own_answers(place):
    receipts = list(place.reminders.put([place.fresh(n) for n in range(10, 16)]))
    wrong = []

    def ask(seed):
        for receipt in random.Random(seed).sample(receipts, len(receipts)):
            (entry,) = place.reminders.look_up([receipt])
            wrong.extend([entry] if entry.uid != receipt.uid else [])

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert all(place.reminders.remove(receipt) for receipt in receipts)
