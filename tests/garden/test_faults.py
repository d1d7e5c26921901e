"""Whatever one store does, the others' results are the same, and nobody becomes falsely silent."""

import sys
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import AuthError, Complete, Contact, State, Unavailable, Unreadable, to_plain
from reconnect_core.cache import Cache
from reconnect_core.testing import MemoryBook, MemoryCalendar, MemoryJournal

from .conftest import NOW, contact, names


def raises(*_):
    raise RuntimeError("secret@example.org")


def hangs(*_):
    time.sleep(60)
    return iter(())


def exits(*_):
    sys.exit(9)


def breaks_off(*_):
    yield contact(500)
    raise RuntimeError("in mid-iteration")


def junk(*_):
    yield "what is this"


def offline(*_):
    raise Unavailable("no answer from the server", next_step="Try later.")


BAD = {f.__name__: f for f in (raises, hangs, exits, breaks_off, junk, offline)}


def extra(kind, function):
    """Another store beside the good ones, which misbehaves."""
    if kind == "addressbook":
        store = MemoryBook("bad")
        store.contacts = function
    elif kind == "journal":
        store = MemoryJournal("bad")
        store.interactions = function
    else:
        store = MemoryCalendar("bad")
        store.entries = function
    return store


def garden_with(world, kind, store):
    more = {
        "addressbook": {"addressbooks": [world.book, store]},
        "journal": {"journals": [world.journal, store]},
        "calendar": {"calendars": [store]},
    }[kind]
    return world.garden(settings=replace(world.settings, deadline_seconds=1), **more)


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("kind", ["addressbook", "journal", "calendar"])
def test_a_bad_store_costs_nobody_else_anything(lived_in, kind, bad):
    good = lived_in.garden(settings=replace(lived_in.settings, deadline_seconds=1)).plan(now=NOW)
    garden = garden_with(lived_in, kind, extra(kind, BAD[bad]))
    plan = garden.plan(now=NOW)
    assert [fault.who for fault in plan.faults] == ["bad"]
    assert "example.org" not in plan.faults[0].error
    assert garden.exit_code(plan.faults) == 4
    assert [to_plain(record) for record in good.stores] == [
        to_plain(s) for s in plan.stores if s.store != "bad"
    ]
    if kind != "addressbook":
        assert plan.people == good.people


@pytest.mark.parametrize("bad", ["raises", "hangs", "exits"])
def test_a_store_that_misbehaves_in_close_harms_nobody(lived_in, bad):
    garden = lived_in.garden(settings=replace(lived_in.settings, deadline_seconds=1))
    lived_in.book.close = BAD[bad]
    begin = time.perf_counter()
    garden.close()
    assert time.perf_counter() - begin < 10


def test_sign_in_again_is_exit_five(lived_in):
    def refused(*_):
        raise AuthError("the password was refused", next_step="Run `reconnect signin bad`.")

    garden = garden_with(lived_in, "addressbook", extra("addressbook", refused))
    assert garden.exit_code(garden.plan(now=NOW).faults) == 5


def test_a_fault_is_news_only_once(lived_in):
    bad = extra("journal", offline)
    for week, expected in enumerate((4, 0, 0)):
        garden = garden_with(lived_in, "journal", bad)
        assert garden.write(garden.plan(now=NOW + timedelta(days=7 * week))).exit_code == expected
    bad.interactions = lambda *_: iter(())
    garden = garden_with(lived_in, "journal", bad)
    assert garden.write(garden.plan(now=NOW + timedelta(days=28))).exit_code == 0
    bad.interactions = offline
    garden = garden_with(lived_in, "journal", bad)
    assert garden.write(garden.plan(now=NOW + timedelta(days=35))).exit_code == 4


def test_a_broken_record_costs_that_record(lived_in):
    lived_in.book.records.insert(3, Unreadable(reason="line 7 has no name", file="x.csv", line=7))
    plan = lived_in.garden().plan(now=NOW)
    count = next(store for store in plan.stores if store.store == "book")
    assert (count.records, count.unreadable) == (12, 1)
    assert [one.error for one in plan.faults] == ["x.csv: line 7 has no name"]
    assert len(plan.picks) > 0


def test_a_broken_record_is_news_only_once(lived_in):
    lived_in.book.records.insert(3, Unreadable(reason="no name", file="x.csv", line=7))
    for week, expected in enumerate((4, 0, 0)):
        garden = lived_in.garden()
        plan = garden.plan(now=NOW + timedelta(days=7 * week))
        assert bool(plan.faults) == bool(expected)
        assert garden.write(plan).exit_code == expected
    lived_in.book.records.insert(3, Unreadable(reason="no end", file="x.csv", line=9))
    garden = lived_in.garden()
    assert garden.write(garden.plan(now=NOW + timedelta(days=28))).exit_code == 4


def test_a_thousand_broken_records_are_not_told_one_by_one(lived_in):
    lived_in.book.records += [Unreadable(reason="broken", key=f"/book/{n}.vcf") for n in range(1000)]
    plan = lived_in.garden().plan(now=NOW)
    assert len(plan.faults) == 21
    assert plan.faults[-1].error == "and 980 more records"


def test_a_failing_journal_makes_nobody_silent_and_later_holds_them_back(lived_in, tmp_path):
    """Busy ties are known from the log alone: without it they would look quiet."""
    cache = Cache(tmp_path / "mirror.sqlite3")
    garden = lived_in.garden(cache=cache)
    first = garden.plan(now=NOW)
    garden.write(first)
    lived_in.journal.interactions = offline
    soon = lived_in.garden(cache=cache).plan(now=NOW + timedelta(days=7))
    assert next(s for s in soon.stores if s.store == "log").stands_in
    busy = {f"Given{n} Family{n}" for n in (8, 9)}
    assert not busy & set(names(soon))
    for days in (20, 60, 100):  # each run that cannot see the log must leave what the next one needs to know
        garden = lived_in.garden(cache=cache)
        late = garden.plan(now=NOW + timedelta(days=days))
        garden.write(late)
        assert late.picks == ()
        assert any("log could not be read" in held.reason for held in late.held)


def test_a_failing_book_brings_nobody_back_who_died(lived_in, tmp_path):
    first = lived_in.garden().plan(now=NOW).picks[0].person
    other = MemoryBook("old", [replace(contact(0), name=first.name, emails=first.emails, deceased=True)])
    cache = Cache(tmp_path / "mirror.sqlite3")

    def garden():
        return lived_in.garden(addressbooks=[lived_in.book, other], cache=cache)

    open_one = garden()
    open_one.write(open_one.plan(now=NOW))
    assert first.name not in names(open_one.plan(now=NOW))
    other.contacts = offline
    for days in (7, 40):
        assert first.name not in names(garden().plan(now=NOW + timedelta(days=days)))
    fresh = Cache(None)
    gone = lived_in.garden(addressbooks=[lived_in.book, other], cache=fresh)
    assert first.name not in names(gone.plan(now=NOW + timedelta(days=50)))


def test_a_lost_mirror_loses_no_contact(lived_in):
    """The ledger keeps the last day of contact, so that a deleted mirror and a failing log bring nobody back."""
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    lived_in.journal.interactions = offline
    plan = lived_in.garden(cache=Cache(None)).plan(now=NOW + timedelta(days=1))
    busy = {f"Given{n} Family{n}" for n in (8, 9)}
    assert not busy & set(names(plan))


def test_a_calendar_that_refuses_the_write_is_a_fault_and_the_intent_stays(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    put = lived_in.calendar.put
    lived_in.calendar.put = offline
    report = garden.write(plan)
    assert report.receipts == ()
    assert report.exit_code == 4
    lived_in.calendar.put = put
    again = lived_in.garden()
    report = again.write(again.plan(now=NOW + timedelta(hours=1)))
    assert len(report.receipts) == 3
    assert len(lived_in.calendar.store) == 3


def test_what_was_written_before_the_answer_was_lost_is_adopted(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    put = lived_in.calendar.put

    def written_then_lost(reminders):
        list(put(reminders))
        raise Unavailable("the answer was lost")

    lived_in.calendar.put = written_then_lost
    garden.write(plan)
    lived_in.calendar.put = put
    again = lived_in.garden()
    again.write(again.plan(now=NOW + timedelta(hours=1)))
    assert len(lived_in.calendar.store) == 3
    assert lived_in.calendar.puts == 3


def test_reading_changes_no_record(lived_in):
    before = list(lived_in.book.records)
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    assert lived_in.book.records == before
    assert all(isinstance(record, Contact) for record in before)


ILL_MADE = {
    "a name that is None": lambda one: replace(one, name=None),
    "a list of addresses": lambda one: replace(one, emails=list(one.emails)),
    "a moment without a zone": lambda one: replace(one, updated=NOW.replace(tzinfo=None)),
    "a text for a phone": lambda one: replace(one, phones=("+49 30 1",)),
    "a number for a key": lambda one: replace(one, ref=replace(one.ref, uid=7)),
}


@pytest.mark.parametrize("what", ILL_MADE)
def test_an_ill_made_record_costs_that_record(lived_in, what):
    lived_in.book.contacts = lambda: iter(
        [*lived_in.book.records[:-1], ILL_MADE[what](lived_in.book.records[-1])]
    )
    plan = lived_in.garden().plan(now=NOW)
    count = next(store for store in plan.stores if store.store == "book")
    assert (count.records, count.unreadable) == (11, 1)
    assert len(plan.picks) == 3
    assert [fault.who for fault in plan.faults] == ["book"]
    assert "its plugin gave an ill-made Contact: " in plan.faults[0].error


def test_an_ill_made_state_costs_itself_and_all_is_read_anew(lived_in):
    asked = []

    def changes(state):
        asked.append(state)
        return iter([*lived_in.book.records, Complete(), State(token="the third of March")])

    lived_in.book.changes = changes
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    assert "its plugin gave an ill-made State: token" in plan.faults[0].error
    garden.write(plan)
    again = lived_in.garden().plan(now=NOW)
    assert [next(s for s in one.stores if s.store == "book").records for one in (plan, again)] == [12, 12]
    assert asked == [None, None]


@pytest.mark.parametrize("where", ["name", "note", "key"])
def test_half_a_character_costs_its_record(lived_in, where):
    book, journal = lived_in.book.records, lived_in.journal.records
    ref = replace(book[3].ref, uid="\udcf6")
    book[3] = replace(book[3], ref=ref) if where == "key" else replace(book[3], **{where: "J\udcf6rg"})
    journal.append(replace(journal[0], ref=replace(journal[0].ref, key="\ud800")))
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    assert [store.unreadable for store in plan.stores if store.store in ("book", "log")] == [1, 1]
    assert {"lone surrogate" in fault.error for fault in plan.faults} == {True}
    assert len(garden.write(plan).receipts) == 3
    assert lived_in.garden().plan(now=NOW).stores[:2] == plan.stores[:2]
