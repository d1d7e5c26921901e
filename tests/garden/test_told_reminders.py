"""What was told is taken back, and a reminder that was done by it waits again; what else shows it as done, stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import EntryStatus
from reconnect_core.garden import told
from reconnect_core.model.memory import ContactRow, GiftRow, OutcomeRow, ReminderRow

from .conftest import LATER, NOW, rows_of, take_back, touches


@pytest.fixture
def written(lived_in):
    """A garden that has written its reminders; whom the first is about."""
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    return lived_in, plan.picks[0].person.id


def test_answers_to_cards_and_what_reminders_led_to_are_none_of_its_business(written):
    world, person = written
    garden = world.garden()
    garden.ledger.write(
        ContactRow(key=f"flip-{person}", person=person, day="2025-01-01", origin="flip"),
        ContactRow(key="outcome-x", person=person, day="2025-01-01", origin="outcome"),
        GiftRow(key=f"flip-{person}-referral", person=person, kind="referral"),
    )
    walk = garden.walk(now=NOW)
    assert told.newest_first(walk, ContactRow, person) == []
    assert told.newest_first(walk, GiftRow, person) == []


def done_by_log(world, person, told_at=LATER):
    garden = world.garden()
    garden.log(person, now=told_at)
    garden.write(garden.plan(now=LATER))
    (outcome,) = (one for one in garden.ledger.read(OutcomeRow) if one.person == person)
    assert outcome.kind == "done"
    return garden


def reminder_of(garden, person):
    return next(row for row in garden.ledger.read(ReminderRow) if row.person == person)


def edit(world, person, changes):
    """The user edits the reminder about this person."""
    key = reminder_of(world.garden(), person).uid, ""
    entry = world.calendar.store[key]
    world.calendar.store[key] = replace(entry, **changes(entry))


def test_a_reminder_that_was_done_by_it_waits_again(written):
    world, person = written
    before = rows_of(world.ledger)
    garden = done_by_log(world, person)
    assert reminder_of(garden, person).status == "closed"
    take_back(garden, ContactRow, person)
    assert reminder_of(garden, person).status == "open"
    assert [row for row in garden.ledger.read(ContactRow) if row.person == person] == []
    plan = garden.plan(now=LATER)
    assert {one.kind for one in plan.outcomes if one.person == person} == {"waiting"}
    garden.write(plan)
    for kind in (ContactRow, GiftRow, OutcomeRow, ReminderRow):
        kept = [row for row in garden.ledger.read(kind) if getattr(row, "run", "") == "" or row in before[kind]]
        assert kept == before[kind]


def test_a_reminder_that_was_ticked_too_stays_done(written):
    world, person = written
    edit(world, person, lambda entry: {"title": f"✓ {entry.title}"})
    garden = done_by_log(world, person)
    take_back(garden, ContactRow, person)
    garden.write(garden.plan(now=LATER))
    assert reminder_of(garden, person).status == "closed"
    assert [row.origin for row in garden.ledger.read(ContactRow) if row.person == person] == ["outcome"]


def test_the_words_on_a_reminder_outlive_it(written):
    world, person = written
    edit(world, person, lambda entry: {"text": f"{entry.text}\nask about the garden"})
    garden = done_by_log(world, person)
    take_back(garden, ContactRow, person)
    (outcome,) = (one for one in garden.ledger.read(OutcomeRow) if one.person == person)
    assert (outcome.kind, outcome.words) == ("waiting", "ask about the garden")


@pytest.mark.parametrize("also", ["told", "shown"])
def test_a_reminder_that_something_else_shows_as_done_stays_done(written, also):
    world, person = written
    garden = world.garden()
    if also == "told":
        garden.log(person, now=LATER, note="twice")
    else:
        number = int(garden.one(person, now=NOW).emails[0].removeprefix("person").partition("@")[0])
        world.journal.records += touches(number, [-2])
    garden = done_by_log(world, person)
    before = rows_of(garden.ledger)
    take_back(garden, ContactRow, person)
    assert rows_of(garden.ledger)[OutcomeRow] == before[OutcomeRow]
    assert rows_of(garden.ledger)[ReminderRow] == before[ReminderRow]


def test_a_reminder_that_was_done_before_it_was_told_stays_done(written):
    world, person = written
    edit(world, person, lambda _: {"status": EntryStatus.COMPLETED, "completed": LATER})
    garden = world.garden()
    garden.write(garden.plan(now=LATER))
    garden.log(person, now=LATER + timedelta(days=1), moment=LATER, note="told late")
    take_back(garden, ContactRow, person, now=LATER + timedelta(days=1))
    assert reminder_of(garden, person).status == "closed"
    assert [row.origin for row in garden.ledger.read(ContactRow) if row.person == person] == ["outcome"]


def test_a_second_call_finishes_what_a_crash_left(written, monkeypatch):
    world, person = written
    garden = done_by_log(world, person)
    erase = garden.ledger.erase
    monkeypatch.setattr(garden.ledger, "erase", lambda *rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_back(garden, ContactRow, person)
    monkeypatch.setattr(garden.ledger, "erase", erase)
    garden.forget_walk()
    take_back(garden, ContactRow, person)
    assert reminder_of(garden, person).status == "open"
    assert [row for row in garden.ledger.read(ContactRow) if row.person == person] == []
