"""Taking stock of a whole garden: answers that touch the ledger only, a guard that knows them, one entry a year."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reconnect_core import GardenSettings, Opening, StoppedForSafety, Unavailable, WishKind
from reconnect_core.model import GiftKind, WeedReason
from reconnect_core.model.memory import FactRow, ReminderRow, StoreRow, WishRow
from reconnect_core.pipeline import pacing
from reconnect_core.testing import MemoryBook

from .conftest import NOW, World, gift, names


def at(day, hour=7):
    return datetime.fromisoformat(f"{day}T{hour:02d}:00+00:00")


@pytest.fixture
def crowded(lived_in):
    """Twelve ties, and twenty cards that lead to nobody."""
    for number in range(20, 40):
        lived_in.add(number, phones=(), emails=(), name=f"Card {number}")
    return lived_in


def weeds(world, now=NOW):
    with world.garden() as garden:
        return garden.weed(now=now)


def test_the_cards_that_lead_to_nobody_are_proposed_with_their_place(crowded):
    found = weeds(crowded)
    unreachable = [one for one in found.weeds if one.grounds[0] is WeedReason.UNREACHABLE]
    assert [one.name for one in unreachable] == [f"Card {n}" for n in range(20, 40)]
    assert unreachable[0].cards[0].ref.uid == "c20"
    assert (found.people, found.garden) == (32, "garden")


def test_answers_touch_the_ledger_and_nothing_else(crowded):
    def held():
        return crowded.book.records.copy(), crowded.journal.records.copy(), dict(crowded.calendar.store)

    before = held()
    found = weeds(crowded).weeds
    go, keep = found[0].person, found[1].person
    with crowded.garden() as garden:
        done = garden.weeded({go: "let go", keep: "keep", "nobody": "keep"}, now=NOW)
    assert (done.let_go, done.kept, done.unknown) == ((go,), (keep,), ("nobody",))
    assert held() == before
    assert {(row.person, row.kind) for row in crowded.ledger.read(WishRow)} == {(go, "never"), (keep, "keep")}
    left = {one.person for one in weeds(crowded).weeds}
    assert not {go, keep} & left
    assert len(left) == len(found) - 2
    with crowded.garden() as garden:
        assert garden.wake(go)
    assert go in {one.person for one in weeds(crowded).weeds}


def test_another_word_changes_nothing(crowded):
    found = weeds(crowded).weeds
    with crowded.garden() as garden, pytest.raises(ValueError, match="maybe"):
        garden.weeded({found[0].person: "let go", found[1].person: "maybe"}, now=NOW)
    assert crowded.ledger.read(WishRow) == []


def let_go(world, people, now):
    with world.garden() as garden:
        garden.weeded(dict.fromkeys(people, "let go"), now=now)


def write(world, now):
    with world.garden() as garden:
        return garden.write(garden.plan(now=now))


def delete(world, uids):
    world.book.records = [one for one in world.book.records if one.ref.uid not in uids]


@pytest.mark.parametrize("writes_between", [False, True], ids=["at once", "a week later"])
def test_whom_one_let_go_may_be_deleted_without_tripping_the_guard(crowded, writes_between):
    write(crowded, NOW)
    gone = [one for one in weeds(crowded).weeds if one.grounds[0] is WeedReason.UNREACHABLE]
    let_go(crowded, [one.person for one in gone], NOW + timedelta(hours=1))
    if writes_between:
        write(crowded, NOW + timedelta(days=7))
    delete(crowded, {card.ref.uid for one in gone for card in one.cards})
    assert len(crowded.book.records) == 12
    write(crowded, NOW + timedelta(days=14))
    row = next(row for row in crowded.ledger.read(StoreRow) if row.store == "book")
    assert row.records == 12


@pytest.mark.parametrize("answered", ["nobody", "others"])
def test_the_guard_still_trips_when_others_vanish(crowded, answered):
    write(crowded, NOW)
    gone = [one for one in weeds(crowded).weeds if one.grounds[0] is WeedReason.UNREACHABLE]
    if answered == "others":
        let_go(crowded, [one.person for one in gone], NOW + timedelta(hours=1))
        write(crowded, NOW + timedelta(days=7))
        delete(crowded, {f"c{n}" for n in range(6)})
    else:
        delete(crowded, {f"c{n}" for n in range(20, 40)})
    with pytest.raises(StoppedForSafety):
        write(crowded, NOW + timedelta(days=14))


def test_an_emptied_store_is_never_forgiven(crowded):
    write(crowded, NOW)
    gone = [one.person for one in weeds(crowded).weeds]
    let_go(crowded, gone, NOW)
    crowded.book.records = []
    with pytest.raises(StoppedForSafety):
        write(crowded, NOW + timedelta(days=7))


def test_the_harvest_knows_words_gifts_and_who_rests(lived_in):
    lived_in.journal.records.append(gift(1, 20, GiftKind.BUSINESS, note="the autumn catalogue"))
    lived_in.journal.records[0] = replace(
        lived_in.journal.records[0], moment=NOW - timedelta(days=5), note="we sang"
    )
    with lived_in.garden() as garden:
        (rest,) = garden.find("Given2 Family2", now=NOW)
        (never,) = garden.find("Given3 Family3", now=NOW)
        (told,) = garden.find("Given4 Family4", now=NOW)
        garden.wish(rest.id, WishKind.REST, now=NOW, until=(NOW + timedelta(days=90)).date())
        garden.wish(never.id, WishKind.NEVER, now=NOW)
        garden.log(told.id, now=NOW, moment=NOW - timedelta(days=1), note="a long walk", glad=True)
        found = garden.harvest(now=NOW, period="year")
    assert [(one.words, one.glad) for one in found.reached] == [("a long walk", True), ("we sang", False)]
    assert [(one.name, one.words) for one in found.thanks] == [("Given1 Family1", "the autumn catalogue")]
    plants = {plant.person: plant for plant in found.plants}
    assert plants[rest.id].resting
    assert never.id not in plants
    assert len(plants) == found.people - 1
    assert plants[told.id].fruit == 0


def test_what_was_added_to_a_reminder_is_what_happened(lived_in):
    report = write(lived_in, NOW)
    uid = report.receipts[0].uid
    entry = lived_in.calendar.store[uid, ""]
    lived_in.calendar.store[uid, ""] = replace(
        entry, title=f"✓ {entry.title}", text=f"{entry.text}\n\nShe has a new studio by the river."
    )
    later = NOW + timedelta(days=10)
    with lived_in.garden() as garden:
        found = garden.harvest(now=later, period="year")
    person = next(row.person for row in lived_in.ledger.read(ReminderRow) if row.uid == uid)
    assert [(one.person, one.words) for one in found.reached] == [
        (person, "She has a new studio by the river.")
    ]
    assert person in {one.person for one in found.returned}
    assert {one.kind: one.count for one in found.lessons}["done"] == 1
    assert lived_in.calendar.store[uid, ""].title.startswith("✓")


def test_a_period_that_is_none_is_refused(lived_in):
    with lived_in.garden() as garden, pytest.raises(ValueError, match="soon"):
        garden.harvest(now=NOW, period="soon")


@pytest.mark.parametrize("known", [False, True], ids=["a new ledger", "a ledger that knows the sources"])
def test_a_store_that_fails_makes_nobody_a_weed(crowded, known):
    for number in range(50, 60):
        crowded.add(number, [1000 + number], phones=(), name=f"Once {number}")
    met = {one.person for one in weeds(crowded).weeds if one.name.startswith("Once")}
    assert met
    if known:
        write(crowded, NOW)

    def failing(since=None):
        raise Unavailable("log: it is away.", next_step="Wait.")

    crowded.journal.interactions = failing
    assert not met & {one.person for one in weeds(crowded).weeds}
    assert bool(weeds(crowded).weeds) == known


def test_a_book_that_cannot_tell_where_its_cards_are_costs_no_weed(crowded):
    before = weeds(crowded).weeds

    def failing(ref):
        raise RuntimeError("no idea")

    crowded.book.where = failing
    assert [one.person for one in weeds(crowded).weeds] == [one.person for one in before]
    assert {card.where for one in weeds(crowded).weeds for card in one.cards} == {""}


# --- one entry a year --------------------------------------------------------------------------------------


def plan(world, day):
    with world.garden() as garden:
        return garden.plan(now=at(day))


def walk(world, day):
    with world.garden() as garden:
        return garden.write(garden.plan(now=at(day)))


def test_late_autumn_offers_one_entry_to_take_stock_once_a_year(lived_in):
    walk(lived_in, "2026-10-05")
    assert plan(lived_in, "2026-10-19").stock_reminder is None
    first = plan(lived_in, "2026-11-03")
    assert first.stock_reminder is not None
    assert first.stock_reminder in first.reminders
    assert first.stock_reminder.title == "Take stock of the garden"
    assert not {one.start for one in first.reminders if one.person != "stock"} & {first.stock_reminder.start}
    assert len(first.reminders) <= lived_in.settings.people
    walk(lived_in, "2026-11-03")
    assert plan(lived_in, "2026-11-17").stock_reminder is None
    rows = [row for row in lived_in.ledger.read(ReminderRow) if row.person == pacing.STOCK]
    assert len(rows) == 1
    assert plan(lived_in, "2027-11-02").stock_reminder is not None


def test_it_takes_the_place_of_one_person_and_waits_for_a_week_with_room(lived_in):
    lived_in.settings = replace(lived_in.settings, people=1)
    walk(lived_in, "2026-10-05")
    full = plan(lived_in, "2026-10-12")
    assert [len(full.picks), full.stock_reminder] == [1, None]
    november = plan(lived_in, "2026-11-03")
    assert november.picks == ()
    assert november.reminders == (november.stock_reminder,)
    walk(lived_in, "2026-10-30")
    assert plan(lived_in, "2026-11-03").reminders == ()


def test_where_no_slot_is_long_enough_nobody_gives_way_to_it(lived_in):
    walk(lived_in, "2026-10-05")
    narrow = replace(lived_in.settings, hours=("Tue 17:00-17:30",), people=2)
    usual, lived_in.settings = lived_in.settings, narrow
    assert [plan(lived_in, "2026-11-03").stock_reminder, len(plan(lived_in, "2026-11-03").picks)] == [None, 2]
    lived_in.settings = usual
    assert plan(lived_in, "2026-11-03").stock_reminder is not None


def test_a_new_garden_is_not_asked_to_take_stock(lived_in):
    assert plan(lived_in, "2026-11-03").stock_reminder is None


def test_south_of_the_equator_it_comes_in_may(lived_in):
    lived_in.settings = replace(lived_in.settings, region="NZ", holidays=False)
    walk(lived_in, "2026-03-02")
    assert plan(lived_in, "2026-11-03").stock_reminder is None
    assert plan(lived_in, "2026-05-05").stock_reminder is not None


def test_a_removed_entry_changes_nothing_about_anybody(lived_in):
    walk(lived_in, "2026-10-05")
    walk(lived_in, "2026-11-03")
    row = next(row for row in lived_in.ledger.read(ReminderRow) if row.person == pacing.STOCK)
    del lived_in.calendar.store[row.uid, ""]
    walk(lived_in, "2026-11-17")
    assert [wish for wish in lived_in.ledger.read(WishRow) if wish.person == pacing.STOCK] == []
    assert names(plan(lived_in, "2026-11-24")) is not None


# --- where a card is ---------------------------------------------------------------------------------------


class Settings:
    def __init__(self, **values):
        self.__dict__.update(values)


@pytest.mark.parametrize(
    ("settings", "uid", "expected"),
    [
        (Settings(path="cards/a.vcf"), "1", "/base/cards/a.vcf"),
        (Settings(path="/home/me/a.csv"), "1", "/home/me/a.csv"),
        (Settings(url="https://dav.example/books/"), "/books/a/1.vcf", "https://dav.example/books/a/1.vcf"),
        (Settings(url="https://dav.example/books/"), "1", "https://dav.example/books/"),
        (Settings(), "1", ""),
    ],
)
def test_a_card_is_found_in_its_own_store(settings, uid, expected):
    from reconnect_core import ContactRef

    book = MemoryBook("book")
    book.opening = Opening(name="book", settings=settings, base="/base")
    assert book.where(ContactRef(book="book", uid=uid)) == expected


def test_a_garden_without_anybody_takes_stock_too():
    world = World()
    world.settings = GardenSettings(deadline_seconds=5)
    with world.garden() as garden:
        assert garden.weed(now=NOW).weeds == ()
        assert garden.harvest(now=NOW).plants == ()
    assert world.ledger.read(FactRow) == []
