"""The user's lasting word: who is one person, whom a name means, whom to leave alone; and cards that ask."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from reconnect_core import CardKind, ConfigError, ContactRef, Entry, OutcomeKind, When, WishKind
from reconnect_core.model.memory import ContactRow, OutcomeRow, ReminderRow
from reconnect_core.testing import MemoryBook, MemoryCalendar

from .conftest import NOW, World, contact, names, touches


@pytest.fixture
def doubtful(world):
    """Two cards that may be one person: the same name at two addresses."""
    world.add(1, range(100, 700, 30), name="Robert Miller")
    other = MemoryBook("phone", [contact(2, "Robert Miller", phones=())])
    world.garden = partial(World.garden, world, addressbooks=[world.book, other])
    for number in range(3, 8):
        world.add(number, range(90 + number, 700, 30))
    return world


def card_of(garden, kind, now=NOW):
    return next((card for card in garden.cards(now=now) if card.kind is kind), None)


def people_called(garden, *wanted):
    return {garden.one(name, now=NOW).id for name in wanted}


def test_same_lasts_over_reimport_and_not_same_takes_it_back(doubtful):
    garden = doubtful.garden()
    assert len(people_called(garden, "person1@mail.example", "person2@mail.example")) == 2
    garden.same("person1@mail.example", "person2@mail.example", now=NOW)
    assert len(people_called(garden, "person1@mail.example", "person2@mail.example")) == 1
    doubtful.book.records = [
        replace(one, ref=ContactRef(book="book", uid=f"new-{at}"))
        for at, one in enumerate(reversed(doubtful.book.records))
    ]
    assert len(people_called(doubtful.garden(), "person1@mail.example", "person2@mail.example")) == 1
    again = doubtful.garden()
    again.not_same("person1@mail.example", "person2@mail.example", now=NOW)
    assert len(people_called(again, "person1@mail.example", "person2@mail.example")) == 2


def test_two_cards_that_were_wrongly_joined_are_parted(world):
    world.add(1, range(100, 700, 30), name="Anna Berg")
    world.book.records.append(contact(2, "Anna Berg", emails=("person1@mail.example", "anna@other.example")))
    garden = world.garden()
    assert len(garden.find("Anna Berg", now=NOW)) == 1
    garden.not_same("anna@other.example", "+49 30 2312501", now=NOW)
    assert len(garden.find("Anna Berg", now=NOW)) == 2


def test_one_card_cannot_be_parted_from_itself_and_the_error_shows_the_cards(doubtful):
    with pytest.raises(ConfigError, match="has one card only"):
        doubtful.garden().not_same("person1@mail.example", "+49 30 2312501", now=NOW)


def test_a_merged_person_keeps_what_was_said_of_either(doubtful):
    garden = doubtful.garden()
    garden.write(garden.plan(now=NOW))
    other = garden.one("person2@mail.example", now=NOW).id
    garden.wish(other, WishKind.NEVER, now=NOW)
    garden.log(other, now=NOW, note="a talk")
    garden.same("person1@mail.example", "person2@mail.example", now=NOW)
    for days in (0, 10):
        later = doubtful.garden()
        one = later.one("person2@mail.example", now=NOW + timedelta(days=days))
        walk = later.walk(now=NOW + timedelta(days=days))
        assert walk.known.hidden[one.id] == "let go"
        assert [row.note for row in walk.remembered.rows(ContactRow) if row.person == one.id] == ["a talk"]
        later.write(later.plan(now=NOW + timedelta(days=days)))


def test_a_pair_is_a_card_and_its_answer_can_be_taken_back(doubtful):
    garden = doubtful.garden()
    card = card_of(garden, CardKind.SAME)
    addresses = {"person1@mail.example", "person2@mail.example"}
    assert {line.split(" · ")[1] for _, line in card.choices} == addresses
    garden.answer(card.key, "same", now=NOW)
    assert len(garden.find("miller", now=NOW)) == 1
    assert card_of(garden, CardKind.SAME) is None
    fresh = doubtful.garden()
    assert fresh.unanswer() == card.key
    assert len(fresh.find("miller", now=NOW)) == 2
    fresh.answer(card.key, "not same", now=NOW)
    assert len(doubtful.garden().find("miller", now=NOW)) == 2
    assert card_of(doubtful.garden(), CardKind.SAME) is None


def test_a_name_in_titles_is_a_card_and_its_answer_is_evidence(world):
    world.add(1, nicknames=("Bobby",), given="Robert", family="Miller", name="Robert Miller")
    world.add(2, given="Bobby", family="Ray", name="Bobby Ray")
    for number, ago in enumerate((100, 130, 160, 200)):
        day = (NOW - timedelta(days=ago)).date()
        entry = Entry(calendar="home", uid=f"e{number}", start=When(day=day), title="Lunch Bobby")
        world.calendar.store[entry.uid, ""] = entry
    garden = world.garden()
    card = card_of(garden, CardKind.NAME)
    assert (card.name, card.hint) == ("Bobby", 'in 4 titles, the last "Lunch Bobby", 22 November 2025')
    miller = garden.one("Robert Miller", now=NOW).id
    garden.answer(card.key, miller, now=NOW)
    assert garden.walk(now=NOW).known.rhythms[miller].contact_days == 4
    assert card_of(garden, CardKind.NAME) is None
    assert garden.unanswer() == card.key
    garden.answer(card.key, "nobody", now=NOW)
    assert miller not in garden.walk(now=NOW).known.rhythms
    assert card_of(garden, CardKind.NAME) is None


def test_a_name_in_the_log_that_two_bear_is_a_card(world):
    from reconnect_core import Handle, HandleKind

    world.add(1, name="Anna Schmidt")
    world.add(2, name="Anna Schmidt")
    named = (Handle(kind=HandleKind.NAME, value="anna schmidt"),)
    world.journal.records += [replace(one, who=named) for one in touches(1, range(100, 400, 50))]
    garden = world.garden()
    card = card_of(garden, CardKind.NAME)
    assert len(card.choices) == 2
    first = card.choices[0][0]
    garden.answer(card.key, first, now=NOW)
    assert garden.walk(now=NOW).known.rhythms[first].contact_days == 6


def removed_twice(world):
    """Somebody whose reminders are put away before their time, twice in a row."""
    person, now = None, NOW
    for _ in range(2):
        garden = world.garden()
        plan = garden.plan(now=now)
        garden.write(plan)
        person = person or plan.picks[0].person
        mine = [key for key, entry in world.calendar.store.items() if person.id in entry.marks]
        assert mine, "they were to be picked again"
        for key in mine:
            del world.calendar.store[key]
        garden = world.garden()
        garden.write(garden.plan(now=now + timedelta(hours=2)))
        now += timedelta(days=100)
    return person, now


def test_two_removals_in_a_row_are_a_question(world):
    world.add(1, range(100, 900, 20))
    person, now = removed_twice(world)
    garden = world.garden()
    card = garden.cards(now=now)[0]
    assert (card.kind, card.person) == (CardKind.AGAIN, person.id)
    garden.answer(card.key, "keep", now=now)
    assert card_of(garden, CardKind.AGAIN, now) is None
    assert garden.unanswer() == card.key
    garden.answer(card.key, "never", now=now)
    assert garden.walk(now=now).known.hidden[person.id] == "let go"
    with pytest.raises(ValueError, match="keep"):
        garden.answer(card.key, "perhaps", now=now)


def test_each_removal_rests_longer_and_a_wish_for_more_is_kept(world):
    world.add(1, range(100, 900, 20))
    person, now = removed_twice(world)
    rests = [
        row for row in world.garden().walk(now=now).remembered.wishes()[person.id] if row.kind is WishKind.REST
    ]
    assert [rest.until - (NOW + timedelta(days=100)).date() for rest in rests] == [timedelta(days=180)]


def test_a_longer_rest_that_the_user_wished_is_not_cut_short(world):
    world.add(1, range(100, 900, 20))
    garden = world.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    person = plan.picks[0].person.id
    garden.wish(person, WishKind.REST, now=NOW)
    world.calendar.store.clear()
    garden.write(garden.plan(now=NOW + timedelta(hours=1)))
    rests = [w for w in world.garden().walk(now=NOW).remembered.wishes()[person] if w.kind is WishKind.REST]
    assert [rest.until for rest in rests] == [None]


def test_a_late_tick_counts_and_a_late_move_is_respected(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    ticked, moved = plan.picks[0], plan.picks[1]
    week = NOW + timedelta(days=9)
    garden = lived_in.garden()
    garden.write(garden.plan(now=week))
    kinds = {row.uid: row.kind for row in lived_in.ledger.read(OutcomeRow)}
    assert {kinds[pick.reminder.uid] for pick in plan.picks} == {OutcomeKind.PASSED}
    store = lived_in.calendar.store
    one, two = (ticked.reminder.uid, ""), (moved.reminder.uid, "")
    store[one] = replace(store[one], title="✓ " + store[one].title, text=store[one].text + "\nShe laughed.")
    store[two] = replace(store[two], start=replace(store[two].start, day=date(2026, 3, 25)))
    garden = lived_in.garden()
    garden.write(garden.plan(now=week + timedelta(days=1)))
    rows = {row.uid: row for row in lived_in.ledger.read(OutcomeRow)}
    assert (rows[one[0]].kind, rows[one[0]].words) == ("done", "She laughed.")
    assert rows[two[0]].kind == "moved"
    assert {row.uid: row.status for row in lived_in.ledger.read(ReminderRow)}[two[0]] == "open"
    assert moved.person.name not in names(lived_in.garden().plan(now=week + timedelta(days=2)))


@pytest.mark.parametrize("what", ["ticked", "moved"])
def test_of_two_reminders_the_earlier_may_still_be_ticked_but_not_moved(world, what):
    world.add(1, range(100, 700, 20))
    for days in (0, 9, 35):
        garden = world.garden()
        garden.write(garden.plan(now=NOW + timedelta(days=days)))
    first, second = sorted(world.ledger.read(ReminderRow), key=lambda row: row.start)
    assert (first.status, second.status) == ("closed", "open")
    entry = world.calendar.store[first.uid, ""]
    later = replace(entry.start, day=date(2026, 4, 30))
    changed = replace(entry, title=f"✓ {entry.title}") if what == "ticked" else replace(entry, start=later)
    world.calendar.store[first.uid, ""] = changed
    found = {one.uid: one.kind for one in world.garden().plan(now=NOW + timedelta(days=36)).outcomes}
    assert found.pop(first.uid, None) is (OutcomeKind.DONE if what == "ticked" else None)
    assert set(found) == {second.uid}


def test_a_copy_that_the_user_goes_on_with_is_the_reminder(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    key = (plan.picks[0].reminder.uid, "")
    entry = lived_in.calendar.store.pop(key)
    later = replace(entry, uid="mine", resource="mine", start=replace(entry.start, day=date(2026, 3, 30)))
    lived_in.calendar.store["mine", ""] = later
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW + timedelta(days=7)))
    rows = {row.uid: row for row in lived_in.ledger.read(OutcomeRow)}
    assert (rows[key[0]].kind, rows[key[0]].moved_to[:10]) == ("moved", "2026-03-30")


def test_another_calendar_cannot_say_that_a_reminder_is_gone(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    other = lived_in.garden(calendar=MemoryCalendar("elsewhere"))
    plan = other.plan(now=NOW + timedelta(days=2))
    assert {one.kind for one in plan.outcomes} == {OutcomeKind.UNKNOWN}
    other.write(plan)
    assert lived_in.ledger.read(OutcomeRow) == []
    much_later = lived_in.garden(calendar=MemoryCalendar("elsewhere"))
    much_later.write(much_later.plan(now=NOW + timedelta(days=120)))
    first = [row for row in lived_in.ledger.read(ReminderRow) if row.calendar == "home"]
    assert {row.status for row in first} == {"closed"}


def test_what_was_logged_answers_the_reminder(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    person = plan.picks[0].person.id
    garden.log(person, now=NOW + timedelta(hours=9), note="we talked")
    garden.write(garden.plan(now=NOW + timedelta(days=1)))
    rows = {row.person: row.kind for row in lived_in.ledger.read(OutcomeRow)}
    assert rows == {person: "done"}


def test_a_book_full_of_doubt_still_asks_about_people_and_loses_no_question(world):
    """Questions and people come in turn, the likeliest pair first, until one sort is at its end."""
    families = [f"{one}{other}er" for one in ("Bau", "Holm", "Lind", "Stein", "Wald") for other in "bdgklm"]
    for number, family in enumerate(families):
        world.add(number, name=f"{'Bob' if number % 3 else 'Robert'} {family}")
    other = [contact(number + 100, f"Bob {family}", phones=()) for number, family in enumerate(families)]
    world.add(65, name="Uta Sommer", starred=True)
    garden = world.garden(addressbooks=[world.book, MemoryBook("phone", other)])
    cards = garden.cards(now=NOW)
    pairs = {card.key for card in cards if card.kind is CardKind.SAME}
    people = {card.key for card in cards if card.kind is CardKind.PERSON}
    fused = garden.walk(now=NOW).ground.fused
    assert len(pairs) == len(fused.maybe_same) > 20
    assert people == {person.id for person in fused.people}
    kinds = [card.kind for card in cards[: 2 * min(len(pairs), len(people))]]
    assert set(kinds[::2]) == {kinds[0]}
    assert set(kinds[1::2]) == {kinds[1]}
    assert kinds[0] != kinds[1]
    sure = {frozenset((one.one, one.other)): one.sure for one in fused.maybe_same}
    assert len(set(sure.values())) > 1
    asked = [
        sure[frozenset(person for person, _ in card.choices)] for card in cards if card.kind is CardKind.SAME
    ]
    assert asked == sorted(asked, reverse=True)
    first = next(card for card in cards if card.kind is CardKind.PERSON)
    assert first.name == "Uta Sommer"
    for card in cards[:20]:
        garden.answer(card.key, "skip", now=NOW)
    assert garden.cards(now=NOW) == cards[20:]
