"""Somebody forgotten leaves no byte in any file of ours but keyed digests, and stays unseen."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import (
    Attendee,
    ConfigError,
    Contact,
    ContactKind,
    ContactRef,
    Entry,
    GiftKind,
    Phone,
    PostalAddress,
    Relation,
    When,
    WishKind,
)
from reconnect_core.cache import Cache
from reconnect_core.ledger import SqliteLedger
from reconnect_core.model.memory import ForgottenRow, StoreRow
from reconnect_core.testing import MemoryBook

from .conftest import NOW, World, contact, gift, names, touches

NAME = "Zelda Quitterer"
TRACES = (
    NAME, "zelda", "quitterer", "person0@mail.example", "2312500", "Kestrelgasse", "harpsichord", "zq-card-0001",
    "zelda's lovely concert",
)  # fmt: skip


@pytest.fixture
def world():
    world = World()
    for number in range(1, 8):
        world.add(number, range(100 + 10 * number, 700, 35))
    world.book.records.append(
        contact(
            0,
            NAME,
            ref=ContactRef(book="book", uid="zq-card-0001"),
            given="Zelda",
            family="Quitterer",
            addresses=(PostalAddress(street="Kestrelgasse 3", locality="Graz", country="AT"),),
            note="plays the harpsichord",
        )
    )
    world.journal.records += [*touches(0, range(100, 700, 20)), gift(0, 200, note="a harpsichord recital")]
    world.book.records[0] = replace(
        world.book.records[0],
        note=f"We met at {NAME}'s; ask person0@mail.example or +49 30 2312500.",
        relations=(Relation(kind="friend", name=NAME),),
    )
    members = ("urn:uuid:ZQ-card-0001", "mailto:Person0@mail.example", "c1")
    choir = contact(9, "Choir", kind=ContactKind.GROUP, extra=tuple(("member", one) for one in members))
    world.book.records.append(choir)
    day = (NOW - timedelta(days=300)).date()
    world.calendar.store["m1", ""] = Entry(
        calendar="home",
        uid="m1",
        start=When(day=day),
        title="Dinner at Kestrelgasse",
        attendees=(Attendee(email="me@x.example"), Attendee(email="person0@mail.example", name=NAME)),
    )
    world.calendar.store["m2", ""] = Entry(calendar="home", uid="m2", start=When(day=day), title=f"Tea, {NAME}")
    return world


@pytest.fixture
def files(world, tmp_path):
    """Ledger and mirror as files; every walk of ``open_garden`` is a process of its own."""

    def open_garden():
        ledger = SqliteLedger(tmp_path / "state" / "ledger.sqlite3")
        return world.garden(ledger=ledger, cache=Cache(tmp_path / "cache" / "mirror.sqlite3"))

    return open_garden, tmp_path


def lived(open_garden, world):
    """A few weeks with reminders, answers and things told."""
    with open_garden() as garden:
        plan = garden.plan(now=NOW)
        assert NAME in names(plan)
        garden.write(plan)
        person = garden.one(NAME, now=NOW)
        garden.log(person.id, now=NOW, note="zelda's lovely concert")
        garden.gift(person.id, GiftKind.INSPIRATION, now=NOW, note="harpsichord")
        garden.wish(person.id, WishKind.EVERY, now=NOW, every_days=60)
        other = garden.one("Given1 Family1", now=NOW)
        garden.log(other.id, now=NOW, note=f"talked about {NAME} and the weather")
        garden.not_same(other.id, person.id, now=NOW)
        garden.write(garden.plan(now=NOW + timedelta(days=8)))
        return person


def bytes_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def traces(folder, *more):
    found = []
    for path, content in bytes_of(folder).items():
        low = content.lower()
        found += [(path.name, word) for word in (*TRACES, *more) if word.lower().encode() in low]
    return found


def test_no_byte_is_left_in_any_file(world, files):
    open_garden, folder = files
    person = lived(open_garden, world)
    assert {name for name, _ in traces(folder, person.id)} == {"ledger.sqlite3", "mirror.sqlite3"}
    later = NOW + timedelta(days=9)
    with open_garden() as garden:
        done = garden.forget(person.id, now=later)
        assert done.rows > 5
        assert traces(folder, person.id) == []
    for days in (9, 20, 40):
        with open_garden() as garden:
            plan = garden.plan(now=NOW + timedelta(days=days))
            assert plan.faults == ()
            garden.write(plan)
            assert NAME not in names(plan)
            assert all(one.name != NAME for one in plan.held)
            assert garden.find(NAME, now=later) == ()
    left = [one for one in traces(folder, person.id) if one]
    assert left == []


def test_what_others_cards_and_notes_say_besides_stays(world, files):
    open_garden, folder = files
    person = lived(open_garden, world)
    with open_garden() as garden:
        garden.forget(person.id, now=NOW + timedelta(days=9))
        friend = garden.one("Given1 Family1", now=NOW + timedelta(days=10))
        assert friend.labels == ("Choir",)
        assert friend.contacts[0].note == "We met at …; ask … or …."
    content = b"".join(bytes_of(folder).values())
    assert "talked about … and the weather".encode() in content


def test_their_open_reminder_may_go_too_and_is_not_taken_up_again(world, files):
    open_garden, folder = files
    person = lived(open_garden, world)
    mine = [key for key, entry in world.calendar.store.items() if person.id in entry.marks]
    assert mine
    with open_garden() as garden:
        kept = garden.forget(person.id, now=NOW + timedelta(hours=1))
        assert kept.removed == ()
        assert all(key in world.calendar.store for key in mine)
        garden.write(garden.plan(now=NOW + timedelta(days=2)))
    assert traces(folder, person.id, mine[0][0]) == []


def test_reminders_are_taken_out_on_request(world, files):
    open_garden, _ = files
    with open_garden() as garden:
        garden.write(garden.plan(now=NOW))
        person = garden.one(NAME, now=NOW)
        mine = [key for key, entry in world.calendar.store.items() if person.id in entry.marks]
        assert [row.uid for row in garden.forgettable(person.id, now=NOW).open] == [mine[0][0]]
        done = garden.forget(person.id, now=NOW, reminders=True)
        assert done.removed == (mine[0][0],)
    assert mine[0] not in world.calendar.store


def test_completely_lets_them_come_back_as_a_stranger(world, files):
    open_garden, _ = files
    person = lived(open_garden, world)
    with open_garden() as garden:
        garden.forget(person.id, now=NOW + timedelta(days=9), completely=True)
        assert garden.ledger.read(ForgottenRow) == []
        back = garden.one(NAME, now=NOW + timedelta(days=10))
        assert not garden.walk(now=NOW + timedelta(days=10)).remembered.wishes().get(back.id)


def test_the_digests_can_be_dropped_later(world, files):
    open_garden, _ = files
    with open_garden() as garden:
        garden.forget(garden.one(NAME, now=NOW).id, now=NOW)
        assert garden.find(NAME, now=NOW) == ()
        assert garden.unforget("somebody else") == 0
        assert garden.unforget("person0@mail.example") > 3
        assert garden.one(NAME, now=NOW).name == NAME


def test_a_household_line_hides_nobody_else(world, files):
    open_garden, _ = files
    shared = (Phone(raw="+49 30 2312500"),)
    world.book.records.append(contact(50, "Yorick Quitterer", phones=shared))
    with open_garden() as garden:
        garden.forget(garden.one(NAME, now=NOW).id, now=NOW)
        assert garden.one("Yorick Quitterer", now=NOW).name == "Yorick Quitterer"


def test_a_new_book_with_the_same_address_brings_nobody_back(world, files):
    open_garden, _ = files
    with open_garden() as garden:
        garden.forget(garden.one(NAME, now=NOW).id, now=NOW)
    again = Contact(ref=ContactRef(book="new", uid="1"), name="Z. Q.", emails=("Person0@mail.example",))
    ledger = SqliteLedger(files[1] / "state" / "ledger.sqlite3")
    with world.garden(addressbooks=[world.book, MemoryBook("new", [again])], ledger=ledger) as garden:
        assert garden.find("person0@mail.example", now=NOW) == ()


def test_forgetting_is_no_shrink(files, world):
    open_garden, _ = files
    world.book.records[:] = [one for one in world.book.records if one.name == NAME]
    with open_garden() as garden:
        garden.write(garden.plan(now=NOW))
        assert {row.store: row.records for row in garden.ledger.read(StoreRow)}["book"] == 1
        garden.forget(garden.one(NAME, now=NOW).id, now=NOW)
        plan = garden.plan(now=NOW + timedelta(days=1))
        assert garden.exit_code(plan.faults) == 0


def test_nobody_is_forgotten_by_a_wrong_name(world, files):
    with files[0]() as garden, pytest.raises(ConfigError, match="nobody"):
        garden.forget("Nobody At All", now=NOW)


def test_without_the_key_a_digest_tells_nothing(world, files):
    """Another garden that forgets the same person keeps other digests."""
    open_garden, folder = files
    with open_garden() as garden:
        garden.forget(garden.one(NAME, now=NOW).id, now=NOW)
        mine = {row.digest for row in garden.ledger.read(ForgottenRow)}
    other = world.garden(ledger=SqliteLedger(folder / "other" / "ledger.sqlite3"))
    other.forget(other.one(NAME, now=NOW).id, now=NOW)
    assert not mine & {row.digest for row in other.ledger.read(ForgottenRow)}
    other.close()
    with sqlite3.connect(folder / "state" / "ledger.sqlite3") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
