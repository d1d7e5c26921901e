"""Rest, never, every and pause are kept from the next plan on, and end when they should."""

import json
from dataclasses import replace
from datetime import date, timedelta

from reconnect_core import WishKind, to_plain
from reconnect_core.model.memory import PersonRow

from .conftest import LATER, NOW, names


def test_rest_never_and_death_appear_nowhere(lived_in):
    everybody = {pick.person.id for pick in lived_in.garden().plan(now=NOW).picks}
    garden = lived_in.garden()
    kinds = (WishKind.REST, WishKind.NEVER, WishKind.DECEASED)
    for person, kind in zip(sorted(everybody), kinds, strict=True):
        garden.wish(person, kind, now=NOW)
    text = json.dumps(to_plain(garden.plan(now=NOW)))
    assert not any(person in text for person in everybody)
    for person in everybody:
        assert garden.wake(person)
    assert {pick.person.id for pick in garden.plan(now=NOW).picks} == everybody


def test_a_rest_ends_by_itself(lived_in):
    person = lived_in.garden().plan(now=NOW).picks[0].person
    garden = lived_in.garden()
    garden.wish(person.id, WishKind.REST, now=NOW, until=date(2026, 3, 20))
    assert person.name not in names(garden.plan(now=NOW))
    assert person.name in names(garden.plan(now=NOW + timedelta(days=19)))


def test_a_paused_garden_walks_on_the_day_it_wakes(lived_in):
    garden = lived_in.garden()
    garden.pause(date(2026, 3, 20))
    plan = garden.plan(now=NOW)
    assert plan.picks == ()
    assert "paused until 2026-03-20" in plan.notes
    assert garden.plan(now=NOW + timedelta(days=18)).picks


def test_every_wish_is_kept_within_a_fortnight(world):
    for number in range(30):
        world.add(number, range(61 + number, 700, 25))
    world.add(99, [5, 300], name="Every Month")
    person = world.garden().one("Every Month", now=NOW)
    world.garden().wish(person.id, WishKind.EVERY, now=NOW, every_days=30)
    for week in range(7):
        garden = world.garden()
        plan = garden.plan(now=NOW + timedelta(days=7 * week))
        garden.write(plan)
        if "Every Month" in names(plan):
            assert 5 + 7 * week >= 30
            return
        for key, entry in world.calendar.store.items():
            world.calendar.store[key] = replace(entry, title="✓ " + entry.title)
    raise AssertionError("the wish was never kept")


def test_a_mark_of_death_that_was_taken_off_a_card_is_taken_back_by_waking(lived_in):
    def write(*, deceased, now=NOW):
        lived_in.book.records[0] = replace(lived_in.book.records[0], deceased=deceased)
        garden = lived_in.garden()
        garden.write(garden.plan(now=now))
        return garden, garden.one("Given0 Family0", now=now).id

    write(deceased=True)
    garden, person = write(deceased=False, now=LATER)
    assert garden.walk(now=LATER).known.hidden[person] == "no longer living"
    assert garden.wake(person)
    assert person not in garden.walk(now=LATER).known.hidden
    assert not garden.wake(person)
    garden, person = write(deceased=True, now=LATER)
    assert garden.wake(person)
    assert garden.walk(now=LATER).known.hidden[person] == "no longer living", "the card still says so"


def test_two_who_were_one_by_mistake_keep_nothing_of_each_other(world):
    world.add(1, range(100, 700, 30), name="Robert Miller")
    world.add(2, (3,), name="Bob Miller")
    garden = world.garden()
    mails = ("person1@mail.example", "person2@mail.example")
    garden.same(*mails, now=NOW)
    garden.write(garden.plan(now=NOW))
    garden.not_same(*mails, now=LATER)
    garden.write(garden.plan(now=LATER))
    one, other = (garden.one(mail, now=LATER).id for mail in mails)
    days = {row.person: row.last_day for row in world.ledger.read(PersonRow)}
    assert (days[one], days[other]) == ("2025-11-22", "2026-02-27")
