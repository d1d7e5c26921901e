"""What was told of contact and gifts is taken back: in the order of telling, with all that followed from it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from reconnect_core import Channel, GiftKind, Outcome, OutcomeKind, WishKind
from reconnect_core.garden import told
from reconnect_core.model.memory import ContactRow, GiftRow
from reconnect_core.testing import MemoryBook

from .conftest import LATER, NOW, contact, rows_of, take_back


def test_the_newest_is_what_was_told_last_though_its_day_is_earlier_and_the_clock_stands_still(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    for ago in (10, 300, 40):
        garden.log(person, now=NOW, moment=NOW - timedelta(days=ago))
    garden.log(person, now=NOW - timedelta(days=2), moment=NOW - timedelta(days=70))
    newest = told.newest_first(garden.walk(now=NOW), ContactRow, person)
    assert [row.day for row in newest] == [
        (NOW - timedelta(days=ago)).date().isoformat() for ago in (70, 40, 300, 10)
    ]


def test_what_is_told_and_taken_back_leaves_ledger_and_plan_as_they_were(lived_in):
    garden = lived_in.garden()
    before, plan = rows_of(garden.ledger), garden.plan(now=LATER)
    person = plan.picks[0].person.id
    garden.log(person, now=NOW, channel=Channel.PHONE, note="a good talk")
    garden.gift(person, GiftKind.BUSINESS, now=NOW)
    assert garden.plan(now=LATER).picks != plan.picks
    take_back(garden, ContactRow, person)
    take_back(garden, GiftRow, person)
    assert rows_of(garden.ledger) == before
    assert garden.plan(now=LATER) == plan


def test_the_same_told_again_is_one_row_and_the_newest(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    day = NOW - timedelta(days=30)
    garden.log(person, now=NOW, moment=day, note="one")
    garden.log(person, now=NOW, moment=day, note="two")
    garden.log(person, now=LATER, moment=day, note="one", minutes=30)
    rows = told.newest_first(garden.walk(now=LATER), ContactRow, person)
    assert [(row.note, row.minutes) for row in rows] == [("one", 30), ("two", 0)]
    garden.gift(person, GiftKind.REFERRAL, now=NOW)
    garden.gift(person, GiftKind.REFERRAL, now=NOW)
    assert len(garden.ledger.read(GiftRow)) == 1


def test_an_older_ledger_knows_no_moment_and_is_taken_back_by_day_after_all_that_has_one(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    for key, day in (("log-" + 16 * "a", "2026-01-05"), ("log-" + 16 * "b", "2026-01-04")):
        garden.ledger.write(ContactRow(key=key, person=person, day=day))
    garden.log(person, now=NOW, moment=NOW - timedelta(days=400))
    days = [row.day for row in told.newest_first(garden.walk(now=NOW), ContactRow, person)]
    assert days[1:] == ["2026-01-05", "2026-01-04"]


def test_what_an_older_ledger_keeps_is_replaced_when_it_is_told_again(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    garden.log(person, now=NOW)
    (row,) = garden.ledger.read(ContactRow)
    garden.ledger.erase(row)
    garden.ledger.write(replace(row, key=f"log-{row.key.rpartition('-')[2]}"))
    garden.log(person, now=LATER, moment=NOW)
    assert [one.key for one in garden.ledger.read(ContactRow)] == [row.key.replace("0302", "0304", 1)]


def test_a_key_that_is_no_moment_does_no_harm(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    garden.ledger.write(ContactRow(key="log-20269999T999999-" + 16 * "0", person=person, day="2026-01-01"))
    garden.log(person, now=NOW)
    days = [row.day for row in told.newest_first(garden.walk(now=NOW), ContactRow, person)]
    assert days == ["2026-03-02", "2026-01-01"]


def test_it_follows_somebody_who_was_merged(world):
    world.add(1, range(100, 700, 30), name="Robert Miller")
    other = MemoryBook("phone", [contact(2, "Robert Miller", phones=())])
    garden = world.garden(addressbooks=[world.book, other])
    for mail in ("person1@mail.example", "person2@mail.example"):
        garden.log(garden.one(mail, now=NOW).id, now=NOW, note=mail)
    garden.same("person1@mail.example", "person2@mail.example", now=NOW)
    person = garden.one("Robert Miller", now=NOW).id
    notes = [take_back(garden, ContactRow, person).note for _ in range(2)]
    assert notes == ["person2@mail.example", "person1@mail.example"]
    assert garden.ledger.read(ContactRow) == []


def test_a_rest_that_was_told_under_a_merged_id_ends_too(world):
    world.add(1, range(100, 700, 30), name="Robert Miller")
    other = MemoryBook("phone", [contact(2, "Robert Miller", phones=())])
    garden = world.garden(addressbooks=[world.book, other])
    for mail in ("person1@mail.example", "person2@mail.example"):
        garden.wish(garden.one(mail, now=NOW).id, WishKind.NEVER, now=NOW)
    garden.same("person1@mail.example", "person2@mail.example", now=NOW)
    garden.write(garden.plan(now=NOW))
    person = garden.one("Robert Miller", now=NOW).id
    assert garden.wake(person)
    assert person not in garden.walk(now=NOW).known.hidden
    assert not garden.wake(person)


def test_the_order_of_telling_outlives_an_export(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    for ago in (10, 300, 40):
        garden.log(person, now=NOW, moment=NOW - timedelta(days=ago))
    document = garden.export()
    lived_in.ledger = type(lived_in.ledger)()
    again = lived_in.garden()
    again.take_in(document)
    newest = told.newest_first(again.walk(now=NOW), ContactRow, person)
    assert [row.day for row in newest] == ["2026-01-21", "2025-05-06", "2026-02-20"]


def test_what_an_import_brings_again_counts_once_and_goes_at_once(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    score = garden.walk(now=LATER).thinker.score([person])[person]
    garden.gift(person, GiftKind.BUSINESS, now=NOW, day="2026-02-01")
    garden.log(person, now=NOW, moment=NOW - timedelta(days=100))
    document = garden.export()
    garden.gift(person, GiftKind.BUSINESS, now=LATER, day="2026-02-01")
    garden.log(person, now=LATER, moment=NOW - timedelta(days=100))
    once = garden.walk(now=LATER).thinker.score([person])[person]
    garden.take_in(document)
    assert len(garden.ledger.read(GiftRow)) == len(garden.ledger.read(ContactRow)) == 2
    assert garden.walk(now=LATER).thinker.score([person])[person] == once
    assert len(told.newest_first(garden.walk(now=LATER), GiftRow, person)) == 1
    take_back(garden, GiftRow, person)
    take_back(garden, ContactRow, person)
    assert garden.ledger.read(GiftRow) == garden.ledger.read(ContactRow) == []
    assert garden.walk(now=LATER).thinker.score([person])[person] == score


def test_a_host_takes_back_what_was_told_last(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    before = rows_of(garden.ledger)
    garden.log(person, now=NOW, moment=NOW - timedelta(days=9))
    garden.log(person, now=NOW, moment=NOW - timedelta(days=30))
    garden.gift(person, GiftKind.REFERRAL, now=NOW)
    assert garden.unlog(person, now=LATER)
    assert [row.day for row in garden.ledger.read(ContactRow)] == ["2026-02-21"]
    assert garden.unlog(person, now=LATER)
    assert garden.ungift(person, now=LATER)
    assert rows_of(garden.ledger) == before
    assert not garden.unlog(person, now=LATER)
    assert not garden.ungift(person, now=LATER)


def test_the_harvest_shows_it_no_more(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    garden.log(person, now=NOW, note="a good talk")
    garden.gift(person, GiftKind.BUSINESS, now=NOW)
    shown = garden.harvest(now=NOW, period="year")
    assert "a good talk" in {one.words for one in shown.reached}
    assert person in {one.person for one in shown.thanks if one.day == date(2026, 3, 2)}
    take_back(garden, ContactRow, person, now=NOW)
    take_back(garden, GiftRow, person, now=NOW)
    shown = garden.harvest(now=NOW, period="year")
    assert "a good talk" not in {one.words for one in shown.reached}
    assert person not in {one.person for one in shown.thanks if one.day == date(2026, 3, 2)}


def test_forgetting_leaves_nothing_of_what_was_told(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    garden.log(person, now=datetime(2026, 3, 1, tzinfo=UTC), note="a good talk")
    garden.gift(person, GiftKind.BUSINESS, now=NOW)
    garden.forget(person, now=NOW)
    assert garden.ledger.read(ContactRow) == []
    assert garden.ledger.read(GiftRow) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "done"},
        {"day": "2026-03-02"},
        {"day": datetime(2026, 3, 2, 8, tzinfo=UTC)},
        {"words": None},
    ],
)
def test_an_outcome_that_is_ill_made_is_refused_and_nothing_is_kept(lived_in, wrong):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    pick = plan.picks[0]
    before = rows_of(garden.ledger)
    well = Outcome(uid=pick.reminder.uid, person=pick.person.id, kind=OutcomeKind.DONE, day=NOW.date())
    with pytest.raises(ValueError, match="takes an Outcome"):
        garden.record(replace(well, **wrong))
    with pytest.raises(ValueError, match="takes an Outcome"):
        garden.record({"uid": pick.reminder.uid})
    assert rows_of(garden.ledger) == before
    garden.record(well)
    assert rows_of(garden.ledger) != before


def test_an_outcome_is_about_whom_its_reminder_is_and_its_new_time_is_one(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    pick = plan.picks[0]
    well = Outcome(uid=pick.reminder.uid, person="", kind=OutcomeKind.MOVED, day=NOW.date())
    for wrong in ("next week", "20260320T1700", "2026-03-20T17:00 Europe/Bärlin", "2026-02-30"):
        with pytest.raises(ValueError, match="moved_to is no start"):
            garden.record(replace(well, moved_to=wrong))
    garden.record(replace(well, moved_to="2026-03-20T17:00 Europe/Berlin"))
    garden.record(replace(well, kind=OutcomeKind.DONE, words="so glad"))
    assert {row.person for row in garden.ledger.read(ContactRow)} == {pick.person.id}
    garden.plan(now=NOW + timedelta(days=7))


def test_what_an_application_shows_and_nobody_answers_has_passed_and_the_walk_slows_down(lived_in):
    walks = []
    for day in range(0, 22, 7):
        garden = lived_in.garden(calendar=None)
        walks.append(garden.plan(now=NOW + timedelta(days=day)))
        garden.write(walks[-1])
    assert {one.kind for plan in walks for one in plan.outcomes} == {OutcomeKind.PASSED}
    assert [len(plan.picks) for plan in walks] == [3, 3, 1, 1]


def test_a_new_time_that_an_application_tells_is_waited_for_and_contact_answers(lived_in):
    garden = lived_in.garden(calendar=None)
    plan = garden.plan(now=NOW)
    garden.write(plan)
    moved, called, _ = plan.picks
    told = Outcome(uid=moved.reminder.uid, person=moved.person.id, kind=OutcomeKind.MOVED, day=NOW.date())
    garden.record(replace(told, moved_to="2026-04-20T17:00 Europe/Berlin"))
    garden.log(called.person.id, now=NOW + timedelta(days=1))
    later = garden.plan(now=NOW + timedelta(days=14))
    became = {one.person: one.kind for one in later.outcomes}
    assert became[called.person.id] is OutcomeKind.DONE
    assert moved.person.id not in became


def test_what_is_no_day_moment_or_id_is_refused_before_anything_is_kept(lived_in):
    garden = lived_in.garden()
    pick = garden.plan(now=NOW).picks[0].person
    before, midnight = rows_of(garden.ledger), datetime(2026, 5, 1, tzinfo=UTC)
    for wrong in (midnight, "2026-05-01"):
        with pytest.raises(ValueError, match="a day is needed"):
            garden.pause(wrong)
        with pytest.raises(ValueError, match="a day is needed"):
            garden.wish(pick.id, WishKind.REST, now=NOW, until=wrong)
    with pytest.raises(ValueError, match="aware moment"):
        garden.log(pick.id, now=NOW, moment=datetime(2026, 1, 1))
    for tell in (
        lambda: garden.log(pick.name, now=NOW),
        lambda: garden.gift(pick.name, GiftKind.BUSINESS, now=NOW),
        lambda: garden.wish(pick.name, WishKind.REST, now=NOW),
        lambda: garden.answer(pick.name, "three", now=NOW),
    ):
        with pytest.raises(ValueError, match="a person's id"):
            tell()
    for name, tell in {
        "minutes": lambda: garden.log(pick.id, now=NOW, minutes="x"),
        "weight": lambda: garden.gift(pick.id, GiftKind.BUSINESS, now=NOW, weight=float("nan")),
        "every_days": lambda: garden.wish(pick.id, WishKind.EVERY, now=NOW, every_days=0),
        "aware moment": lambda: garden.wish(pick.id, WishKind.REST, now=datetime(2026, 1, 1)),
    }.items():
        with pytest.raises(ValueError, match=name):
            tell()
    with pytest.raises(ValueError, match="weight"):
        garden.gift(pick.id, GiftKind.BUSINESS, now=NOW, weight=0)
    assert rows_of(garden.ledger) == before


def test_the_words_of_an_enum_are_taken_for_it_and_no_others(lived_in):
    garden = lived_in.garden()
    person = garden.plan(now=NOW).picks[0].person.id
    for kind in (GiftKind.BUSINESS, "business"):
        garden.gift(person, kind, now=NOW)
    for channel in (Channel.PHONE, "phone"):
        garden.log(person, now=NOW, channel=channel)
    assert len(garden.ledger.read(GiftRow)) == len(garden.ledger.read(ContactRow)) == 1
    with pytest.raises(ValueError, match="love"):
        garden.gift(person, "love", now=NOW)
    with pytest.raises(ValueError, match="fax"):
        garden.log(person, now=NOW, channel="fax")
