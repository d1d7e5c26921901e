"""What every server must pass, whatever its name: limits are found by asking, never by knowing."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic, sleep
from time import time as clock

from reconnect_carddav.caldav_calendar import CaldavCalendar, CaldavSettings
from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings
from reconnect_carddav.dav.memory import pack, unpack
from reconnect_core import (
    Complete,
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
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
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
        keys = {"url": self.server.root, "username": self.server.user, "timeout_seconds": 20}
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


def _lists_all(entry):
    return entry.method == "PROPFIND" or b"<d:sync-token></d:sync-token>" in entry.body


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


class BookSuite:
    """Address books. A subclass gives the fixtures ``account`` (through a proxy), ``proxy`` and ``person``."""

    def test_every_card_is_read_once_letter_for_letter(self, account, proxy, person):
        for number in range(30):
            person.put_card(f"c{number}.vcf", card(number, name=f"Zoë Müller {number} 李"))
        with account.book(url=account.server.addressbook) as book:
            found = list(book.contacts())
            again = list(book.contacts())
        assert sorted(contact.name for contact in found) == sorted(f"Zoë Müller {n} 李" for n in range(30))
        assert len({contact.ref.uid for contact in found}) == 30
        assert sorted(found, key=str) == sorted(again, key=str)
        assert {entry.method for entry in proxy.log} <= READING

    def test_nothing_changed_is_one_small_request(self, account, proxy, person):
        for number in range(10):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
        with account.book(url=account.server.addressbook) as book:
            with counted(proxy, book) as cost:
                mirror.take(book.changes(mirror.state))
        assert mirror.unchanged
        assert cost.requests == 1
        assert cost.received < 500

    def test_changes_come_one_by_one(self, account, proxy, person):
        for number in range(10):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
            person.put_card("c3.vcf", card(3, name="Ada New"))
            with counted(proxy, book) as cost:
                mirror.take(book.changes(mirror.state))
            assert [item.name for item in mirror.news if isinstance(item, Contact)] == ["Ada New"]
            assert len(mirror.news) == 1
            assert cost.requests == 2
            assert cost.received < 2000
            person.delete("c4.vcf")
            person.put_card("new.vcf", card(77))
            mirror.take(book.changes(mirror.state))
            assert len(mirror.records) == 10
            assert "Person 4" not in names(mirror.records)
            assert "Person 77" in names(mirror.records)
            whole = Mirror().take(book.changes(None))
            assert whole.records == mirror.records
        assert {entry.method for entry in proxy.log} <= READING

    def test_a_card_that_came_and_went_is_no_news(self, account, person):
        person.put_card("c0.vcf", card(0))
        with account.book(url=account.server.addressbook) as book:
            mirror = Mirror().take(book.changes(None))
            person.put_card("c1.vcf", card(1))
            person.delete("c1.vcf")
            mirror.take(book.changes(mirror.state))
            assert names(mirror.records) == ["Person 0"]

    def test_the_same_bytes_again_are_no_news(self, account, person):
        for number in range(5):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
            person.put_card("c1.vcf", card(1))
            mirror.take(book.changes(mirror.state))
            assert not [item for item in mirror.news if isinstance(item, Contact | Removed)]

    def test_a_token_of_another_life_leads_to_a_full_listing(self, account, person):
        for number in range(6):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = Mirror().take(book.changes(None))
            person.delete("c1.vcf")
            person.put_card("c2.vcf", card(2, name="Changed Meanwhile"))
            person.put_card("c9.vcf", card(9))
            mirror.with_token("http://example.org/ns/sync/of-another-life")
            mirror.take(book.changes(mirror.state))
            assert names(mirror.records) == sorted(
                ["Changed Meanwhile", "Person 0", "Person 3", "Person 4", "Person 5", "Person 9"]
            )
            assert len([item for item in mirror.news if isinstance(item, Contact)]) == 2
            assert len([item for item in mirror.news if isinstance(item, Removed)]) == 1

    def test_a_state_that_is_not_ours_means_everything(self, account, person):
        person.put_card("c0.vcf", card(0))
        with account.book(url=account.server.addressbook) as book:
            for state in (b"", b"junk", b"x\x9c\x00", pack("another account", {})):
                mirror = Mirror().take(book.changes(state))
                assert Complete() in mirror.items
                assert names(mirror.records) == ["Person 0"]

    def test_once_a_week_everything_is_listed(self, account, proxy, person):
        for number in range(5):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
            account.now += timedelta(days=7)
            proxy.clear()
            mirror.take(book.changes(mirror.state))
            assert mirror.news == []
            assert [_lists_all(entry) for entry in proxy.log] == [True]
            account.now += timedelta(days=6)
            mirror.take(book.changes(mirror.state))
            assert mirror.unchanged

    def test_one_poisoned_card_costs_only_itself(self, account, proxy, person):
        for number in range(20):
            person.put_card(f"c{number}.vcf", card(number))
        stored = person.try_card("poison.vcf", card(66, note="a note with \ufffe inside"))
        with account.book(url=account.server.addressbook) as book:
            mirror = Mirror().take(book.changes(None))
            person.put_card("late.vcf", card(50, name="Zoe Late"))
            mirror.take(book.changes(mirror.state))
        read = names(mirror.records)
        assert "Zoe Late" in read
        assert {f"Person {n}" for n in range(20)} <= set(read)
        broken = [item for items in mirror.records.values() for item in items if isinstance(item, Unreadable)]
        assert len(broken) + ("Person 66" in read) == stored
        assert all(item.key.endswith("/poison.vcf") and item.source == "people" for item in broken)

    def test_discovery_is_paid_for_once(self, account, proxy):
        for allowed in (4, 0):
            with (
                account.book() as book,
                account.calendar(url=account.server.root) as calendar,
                counted(proxy, book, calendar) as cost,
            ):
                list(book.notes())
                assert calendar._server.directory.calendars()
                assert book._server.directory.books()
            assert cost.requests <= allowed

    def test_the_configured_book_is_among_those_discovered(self, account):
        with account.book() as book:
            found = {one.url.rstrip("/") for one in book._server.directory.books()}
        assert account.server.addressbook.rstrip("/") in {url.replace("%40", "@") for url in found}
