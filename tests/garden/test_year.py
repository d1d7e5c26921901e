"""Fifty-two weeks with a user who answers, one who answers late, and one who never does, over several books."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from reconnect_core import WishKind
from reconnect_core.model.memory import OutcomeRow
from reconnect_core.testing import MemoryBook

from .conftest import NOW, World, contact, touches

WEEKS = 52
WISHES = {0: 30, 1: 45, 2: 60, 3: 90, 4: 90, 5: 120}
BOOKS = {
    # how many people, how many of them with history, how often (days), in how many books
    "a busy freelancer": (60, 60, 30, 1),
    "two books and much dust": (150, 30, 60, 2),
    "a small circle": (14, 14, 20, 1),
    "hardly any history": (80, 4, 90, 1),
}


def book(kind):
    people, known, gap, books = BOOKS[kind]
    world = World()
    other = MemoryBook("other")
    for number in range(people):
        to = other if books > 1 and number % 3 == 0 else world.book
        to.records.append(contact(number))
        if number < known:
            days = range(50 + 3 * number, 1200, gap + number % 17)
            world.journal.records += touches(number, days)
    world.books = [world.book, other] if books > 1 else [world.book]
    return world


class Year:
    """One user's year: a walk each Monday, and what the user does with their entries between."""

    def __init__(self, kind, answer, wishes=None):
        self.world, self.answer = book(kind), answer
        self.entries = []
        self.shown = []
        self.notes = Counter()
        garden = self.garden()
        self.wished = {}
        for number, days in (wishes or {}).items():
            person = garden.one(f"person{number}@mail.example", now=NOW)
            garden.wish(person.id, WishKind.EVERY, now=NOW, every_days=days)
            self.wished[person.id] = days
        for week in range(WEEKS):
            self.week(NOW + timedelta(weeks=week))

    def garden(self):
        return self.world.garden(addressbooks=self.world.books)

    def week(self, now):
        answered = self.answer(self.world.calendar.store, now)
        self.world.calendar.store.update(answered)
        garden = self.garden()
        plan = garden.plan(now=now)
        garden.write(plan)
        self.entries.append(len(plan.reminders))
        self.shown += [(pick.person.id, pick.reminder.start.day) for pick in plan.picks if pick.reminder]
        self.notes.update(plan.notes)
        assert plan.faults == ()
        assert len(plan.reminders) <= self.world.settings.people


def answers(store, now):
    """Everything is ticked on its day."""
    return {
        key: replace(entry, title=f"✓ {entry.title}")
        for key, entry in store.items()
        if entry.start.day < now.date() and not entry.title.startswith("✓")
    }


def answers_late(store, now):
    """Everything is ticked, two weeks after its day."""
    return answers({k: e for k, e in store.items() if e.start.day < now.date() - timedelta(days=14)}, now)


def never(store, now):
    return {}


@pytest.mark.quick("hardly any history")
@pytest.mark.parametrize("kind", BOOKS)
def test_a_user_who_never_answers_is_left_in_peace(kind):
    year = Year(kind, never)
    assert 3 <= sum(year.entries) <= 15
    assert sum(year.entries[-26:]) <= 6


def spacing(shown):
    last, gaps = {}, []
    for person, day in shown:
        if person in last:
            gaps.append((day - last[person]).days)
        last[person] = day
    return gaps


@pytest.mark.full
@pytest.mark.parametrize("kind", BOOKS)
def test_a_user_who_answers_meets_many_and_nobody_too_often(kind):
    year = Year(kind, answers)
    people = {person for person, _ in year.shown}
    assert len(people) >= min(BOOKS[kind][1], 40) * 0.9
    assert min(spacing(year.shown), default=90) >= 30
    assert {row.kind for row in year.world.ledger.read(OutcomeRow)} <= {"done", "waiting"}


@pytest.mark.full
def test_a_user_who_answers_late_keeps_most_of_the_pace():
    late, prompt = Year("a busy freelancer", answers_late), Year("a busy freelancer", answers)
    assert sum(late.entries) >= sum(prompt.entries) / 3
    kinds = Counter(row.kind for row in late.world.ledger.read(OutcomeRow))
    assert kinds["done"] > 0.8 * sum(kinds.values())


@pytest.mark.full
def test_every_wish_is_kept_within_a_fortnight():
    """From the wish, or the last contact if it came later, to the next reminder: at most n + 14 days."""
    year = Year("a busy freelancer", answers, WISHES)
    assert not any("wishes" in note for note in year.notes)
    end = NOW.date() + timedelta(weeks=WEEKS)
    for person, every in year.wished.items():
        days = [day for who, day in year.shown if who == person]
        stops = [NOW.date(), *days, end]
        assert days, "never reminded"
        waits = [(b - a).days for a, b in pairwise(stops)]
        assert max(waits) <= every + 14, (every, waits)


def test_of_a_single_slot_the_dormant_lane_has_its_third():
    world = book("a small circle")
    world.settings = replace(world.settings, people=1)
    garden = world.garden(addressbooks=world.books)
    for number in range(3):
        person = garden.one(f"person{number}@mail.example", now=NOW).id
        garden.wish(person, WishKind.EVERY, now=NOW, every_days=28)
    notes = garden.plan(now=NOW).notes
    assert notes == ("the wishes for every so often come to 39 a year; there is room for 35",)


def test_wishes_that_do_not_fit_are_said():
    world = book("a small circle")
    garden = world.garden(addressbooks=world.books)
    people = [garden.one(f"person{number}@mail.example", now=NOW).id for number in range(14)]
    for person in people:
        garden.wish(person, WishKind.EVERY, now=NOW, every_days=30)
    notes = garden.plan(now=NOW).notes
    assert notes == ("the wishes for every so often come to 170 a year; there is room for 104",)
