"""The walk as a whole, on memory stores."""

import gc
import json
import random
import weakref
from array import array
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from reconnect_core import (
    Attendee,
    Channel,
    ConfigError,
    ContactDays,
    ContactTally,
    Direction,
    Entry,
    GardenSettings,
    GiftKind,
    Handle,
    HandleKind,
    Lane,
    OutcomeKind,
    Part,
    Phone,
    Plan,
    SourceRef,
    StoppedForSafety,
    When,
    WishKind,
    from_plain,
    to_plain,
)
from reconnect_core.plugins import Plugins

from .conftest import NOW, World, contact, gift, names, touches


def held(plan, name):
    return next((one.reason for one in plan.held if one.name == name), None)


def test_two_or_three_people_with_reasons_and_a_slot(lived_in):
    plan = lived_in.garden().plan(now=NOW)
    assert 2 <= len(plan.picks) <= 3
    for pick in plan.picks:
        assert pick.score.total == sum(part.points for part in pick.score.parts)
        assert all(part.reason for part in pick.score.parts)
        assert pick.channel is Channel.PHONE
        assert pick.reminder is not None
        assert pick.reminder.start.day > plan.today or pick.reminder.start.time is not None
    assert not set(names(plan)) & {f"Given{n} Family{n}" for n in (8, 9, 10, 11)}


def test_now_must_be_aware(lived_in):
    with pytest.raises(ValueError, match="aware"):
        lived_in.garden().plan(now=NOW.replace(tzinfo=None))


def test_the_same_plan_twice_and_with_shuffled_input(lived_in):
    def text(world):
        return json.dumps(to_plain(world.garden().plan(now=NOW)))

    first = text(lived_in)
    assert text(lived_in) == first
    for seed in range(5):
        random.Random(seed).shuffle(lived_in.book.records)
        random.Random(seed + 1).shuffle(lived_in.journal.records)
        assert text(lived_in) == first


def test_a_plan_goes_to_plain_and_back_and_can_still_be_written(lived_in):
    garden = lived_in.garden()
    plan = from_plain(Plan, json.loads(json.dumps(to_plain(garden.plan(now=NOW)))))
    report = lived_in.garden().write(plan)
    assert len(report.receipts) == len(plan.picks)
    assert report.exit_code == 0


def test_planning_changes_nothing_and_writing_ten_times_writes_once(lived_in):
    lived_in.garden().plan(now=NOW)
    assert lived_in.calendar.store == {}
    first = None
    for minutes in range(10):
        garden = lived_in.garden()
        garden.write(garden.plan(now=NOW + timedelta(minutes=minutes)))
        first = first or dict(lived_in.calendar.store)
        assert lived_in.calendar.store == first
    assert lived_in.calendar.puts == 3


def test_the_reminder_is_quiet(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    for entry in lived_in.calendar.store.values():
        assert set(entry.uid) <= set("0123456789abcdefghijklmnopqrstuv")
        assert not entry.busy
        assert not entry.attendees
        assert "silen" not in entry.text
        assert "tel:" in entry.text


@pytest.mark.parametrize("alarm", [True, False])
def test_every_reminder_has_an_alarm_or_none_as_the_garden_says(lived_in, alarm):
    untold = World()
    for number in range(30):
        untold.add(number)
    for place in (lived_in, untold):
        place.settings = replace(place.settings, alarm=alarm)
    people = lived_in.garden().plan(now=NOW)
    rolodex = untold.garden().plan(now=NOW)
    assert rolodex.flip_reminder
    assert [one.alarm for one in (*people.reminders, rolodex.flip_reminder)] == [alarm] * 4


def test_somebody_one_will_meet_is_not_picked_and_the_plan_says_why(lived_in):
    first = lived_in.garden().plan(now=NOW).picks[0].person
    day = date(2026, 3, 12)
    meeting = Entry(
        calendar="home",
        uid="m1",
        start=When(day=day),
        attendees=(Attendee(email="me@x.example"), Attendee(email=first.emails[0])),
    )
    lived_in.calendar.store["m1", ""] = meeting
    plan = lived_in.garden().plan(now=NOW)
    assert first.name not in names(plan)
    assert held(plan, first.name) == f"already planned: you meet on {day}"


def test_a_mentor_of_twelve_calls_outranks_a_vendor_of_three_hundred_mails(world):
    world.add(1, range(200, 1400, 100), name="Mentor One")
    world.journal.records += [gift(1, 900), gift(1, 500)]
    world.add(2, range(200, 1400, 4), name="Vendor Two", channel=Channel.EMAIL)
    plan = world.garden(settings=replace(world.settings, people=1)).plan(now=NOW)
    assert names(plan) == ["Mentor One"]


@pytest.mark.parametrize("years", [1, 5, 12])
def test_no_ceiling_on_silence(world, years):
    silent = int(years * 365.25)
    world.add(0, range(silent, silent + 900, 20), name="Old Friend")
    world.journal.records += [gift(0, silent + 10), gift(0, silent + 300, GiftKind.ENCOURAGEMENT)]
    for number in range(1, 40):
        world.add(number, range(41 + number % 35, 800, 12 + number % 20))
    plan = world.garden().plan(now=NOW)
    assert "Old Friend" in names(plan)


def test_two_thousand_cards_of_which_most_have_no_history():
    world = World()
    for number in range(2000):
        world.add(number, range(80 + number % 300, 900, 40) if number % 4 == 0 else ())
    plan = world.garden().plan(now=NOW)
    assert len(plan.picks) == 3
    assert all(pick.rhythm is not None and pick.rhythm.contact_days > 1 for pick in plan.picks)
    world.book.records.reverse()
    assert names(world.garden().plan(now=NOW)) == names(plan)


def test_contacts_without_a_log_become_picks_by_flipping():
    world = World()
    for number in range(1500):
        world.add(number, labels=("Mentor",) if number % 50 == 0 else ())
    garden = world.garden()
    before = garden.plan(now=NOW)
    assert before.picks == ()
    assert before.flip_reminder is not None
    for number, card in enumerate(garden.cards(now=NOW)[:20]):
        said = ("three", "longer", "year", "unsure")[number % 4]
        garden.answer(card.person, said, [GiftKind.REFERRAL] if number % 5 == 0 else (), now=NOW)
    plan = garden.plan(now=NOW)
    assert 2 <= len(plan.picks) <= 3
    assert all(pick.score.confidence == "low" for pick in plan.picks)


def test_an_answer_can_be_taken_back(world):
    world.add(1)
    garden = world.garden()
    card = garden.cards(now=NOW)[0]
    garden.answer(card.person, "year", [GiftKind.BUSINESS], now=NOW)
    assert garden.cards(now=NOW) == ()
    assert garden.unanswer() == card.person
    assert garden.cards(now=NOW) == (card,)
    assert garden.unanswer() == ""


def test_a_book_without_picks_offers_the_rolodex_once(world):
    for number in range(30):
        world.add(number)
    garden = world.garden()
    report = garden.write(garden.plan(now=NOW))
    assert [entry.marks for entry in lived(world)] == [("flip",)]
    assert len(report.receipts) == 1
    garden.write(garden.plan(now=NOW + timedelta(days=1)))
    assert len(lived(world)) == 1


def lived(world):
    return list(world.calendar.store.values())


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


def test_a_card_that_says_deceased_is_never_picked(lived_in):
    first = lived_in.garden().plan(now=NOW).picks[0].person
    lived_in.book.records = [
        replace(one, deceased=True) if one.name == first.name else one for one in lived_in.book.records
    ]
    assert first.name not in json.dumps(to_plain(lived_in.garden().plan(now=NOW)))


def test_household_and_oneself_are_never_picked(lived_in):
    first, second, *_ = lived_in.garden().plan(now=NOW).picks
    settings = replace(lived_in.settings, household=(first.person.name,), me=(second.person.emails[0],))
    plan = lived_in.garden(settings=settings).plan(now=NOW)
    assert not {first.person.name, second.person.name} & set(names(plan))


def test_ten_missed_weeks_make_no_burst(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    later = NOW + timedelta(days=70)
    plan = lived_in.garden().plan(now=later)
    assert len(plan.picks) <= 3


def test_nobody_twice_within_the_pause(lived_in):
    seen: dict[str, int] = {}
    for week in range(20):
        garden = lived_in.garden()
        plan = garden.plan(now=NOW + timedelta(days=7 * week))
        garden.write(plan)
        for pick in plan.picks:
            if pick.person.id in seen:
                assert 7 * (week - seen[pick.person.id]) >= 29
            seen[pick.person.id] = week
    assert len(seen) >= 6


def test_only_outgoing_mail_to_a_role_address_is_no_friendship(world):
    world.add(1, (), emails=("newsletter@mail.example",), phones=())
    world.journal.records += list(touches(1, range(100, 900, 30), Channel.EMAIL, Direction.IN))
    assert world.garden().plan(now=NOW).picks == ()


def test_a_paused_garden_walks_on_the_day_it_wakes(lived_in):
    garden = lived_in.garden()
    garden.pause(date(2026, 3, 20))
    plan = garden.plan(now=NOW)
    assert plan.picks == ()
    assert "paused until 2026-03-20" in plan.notes
    assert garden.plan(now=NOW + timedelta(days=18)).picks


def test_the_dormant_lane_has_its_slot(world):
    for number in range(30):
        world.add(number, range(65 + number, 500, 14))
    world.add(99, range(1500, 2500, 10), name="Dormant One")
    plan = world.garden().plan(now=NOW)
    assert [pick.lane for pick in plan.picks].count(Lane.DORMANT) == 1
    assert next(p.person.name for p in plan.picks if p.lane is Lane.DORMANT) == "Dormant One"


def test_the_shrink_guard_stops_the_write_until_it_is_answered(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    del lived_in.book.records[5:]
    garden = lived_in.garden()
    plan = garden.plan(now=NOW + timedelta(days=8))
    assert garden.exit_code(plan.faults) == 3
    with pytest.raises(StoppedForSafety) as caught:
        garden.write(plan)
    assert "check --accept book" in str(caught.value)
    assert garden.accept("book", now=NOW + timedelta(days=8)) == 5
    garden.write(garden.plan(now=NOW + timedelta(days=8)))


def test_small_changes_do_not_stop_anything(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    del lived_in.book.records[-2:]
    garden = lived_in.garden()
    assert garden.exit_code(garden.plan(now=NOW + timedelta(days=8)).faults) == 0


def test_a_journal_that_packs_its_days_is_told_by_its_days(world):
    tally = ContactTally(zone=UTC, now=NOW)
    for one in touches(1, (50, 60, 70)):
        tally.add(one)
    world.add(1)
    world.journal.records = [*tally.days(), *touches(1, (80,))]
    counts = {one.store: one.records for one in world.garden().plan(now=NOW).stores}
    assert counts == {"book": 1, "log": 4, "home": 0}


def test_a_walk_of_a_day_before_all_contact_picks_nobody(lived_in):
    plan = lived_in.garden().plan(now=NOW - timedelta(days=2000))
    assert plan.picks == ()
    assert plan.faults == ()
    assert held(plan, "Given1 Family1") == "no history yet: a card to flip"


HONOLULU = (Phone(raw="+1 808 586 0221"),)
"""No hour of a Berlin evening is one to call there."""


def test_who_can_be_called_in_no_free_hour_is_written_to(world):
    world.add(1, range(100, 400, 20), name="Keanu Kealoha", phones=HONOLULU)
    world.settings = replace(world.settings, people=1)
    (pick,) = world.garden().plan(now=NOW).picks
    assert (pick.person.name, pick.channel) == ("Keanu Kealoha", Channel.EMAIL)
    assert pick.reminder is not None


def test_who_can_be_reached_in_no_free_hour_gives_way_to_the_next(world):
    world.add(1, range(100, 400, 20), name="Keanu Kealoha", phones=HONOLULU)
    world.add(2, range(60, 200, 40), name="Next Inline")
    world.settings = replace(world.settings, people=1, channels=(Channel.PHONE,))
    plan = world.garden().plan(now=NOW)
    assert [pick.person.name for pick in plan.picks] == ["Next Inline"]
    assert plan.picks[0].reminder is not None
    assert "no slot" in held(plan, "Keanu Kealoha")
    assert held(plan, "Next Inline") is None
    assert len({one.person for one in plan.held} | {pick.person.id for pick in plan.picks}) == plan.people
    world.settings = replace(world.settings, hours=("Sun 17:00-17:05",))
    assert [pick.person.name for pick in world.garden().plan(now=NOW).picks] == ["Keanu Kealoha"]


def test_a_name_may_be_typed_without_accents_and_a_mistyped_one_is_answered_with_the_nearest(world):
    world.add(1, name="José Álvarez")
    world.add(2, name="Ruth Albrecht")
    garden = world.garden()
    assert garden.one("jose alvarez", now=NOW).name == "José Álvarez"
    assert garden.one("Albrecht, Ruth", now=NOW).name == "Ruth Albrecht"
    world.add(5, name="Joanna Stern")
    world.add(6, name="Anna Stern")
    assert world.garden().one("anna", now=NOW).name == "Anna Stern"
    joined = world.garden()
    joined.same("Joanna Stern", "Ruth Albrecht", now=NOW)
    assert joined.one("joanna", now=NOW).id == joined.one("ruth", now=NOW).id
    with pytest.raises(ConfigError, match="Did you mean Ruth Albrecht") as near:
        garden.one("Ruht Albrecht", now=NOW)
    assert "José" not in str(near.value)
    with pytest.raises(ConfigError, match="another part of the name"):
        garden.one("Zzz Qqq", now=NOW)
    world.book.records.append(contact(3, name="secret.person@clinic.example"))
    world.book.records.append(contact(4, name="Maria Tott", deceased=True))
    for near in ("secret.persn@clinic.example", "Maria Tovt"):
        with pytest.raises(ConfigError, match="another part of the name"):
            world.garden().one(near, now=NOW)


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


def test_two_gardens_share_nothing(lived_in):
    other = World()
    other.add(1, range(100, 500, 30), name="Only Here")
    other.settings = GardenSettings(name="other", people=1)
    one, two = lived_in.garden(), other.garden()
    one.write(one.plan(now=NOW))
    two.write(two.plan(now=NOW))
    assert "Only Here" not in {entry.title for entry in lived(lived_in)}
    assert len(lived(other)) == 1


def test_outcomes_are_written_once_and_shown(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    uid = plan.picks[0].reminder.uid
    entry = lived_in.calendar.store[uid, ""]
    lived_in.calendar.store[uid, ""] = replace(entry, title="✓ " + entry.title, text=entry.text + "\nnew job")
    for _ in range(3):
        garden = lived_in.garden()
        later = garden.plan(now=NOW + timedelta(days=7))
        garden.write(later)
    walk = lived_in.garden().walk(now=NOW + timedelta(days=8))
    person = plan.picks[0].person.id
    assert walk.known.rhythms[person].silence_days <= 8
    assert [row.note for row in walk.remembered.rows(_contact_row()) if row.person == person] == ["new job"]


def _contact_row():
    from reconnect_core.model.memory import ContactRow

    return ContactRow


def test_a_removed_reminder_rests_the_person(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    first = plan.picks[0]
    del lived_in.calendar.store[first.reminder.uid, ""]
    garden = lived_in.garden()
    early = garden.plan(now=NOW + timedelta(minutes=30))
    assert [o.kind for o in early.outcomes if o.uid == first.reminder.uid] == [OutcomeKind.REMOVED]
    garden.write(early)
    assert first.reminder.uid not in {entry.uid for entry in lived(lived_in)}
    garden = lived_in.garden()
    for week in range(1, 12):
        plan = garden.plan(now=NOW + timedelta(days=7 * week))
        assert first.person.name not in names(plan)


def test_a_lost_ledger_makes_no_second_open_reminder(lived_in):
    from reconnect_core import MemoryLedger

    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    before = dict(lived_in.calendar.store)
    lived_in.ledger = MemoryLedger()
    garden = lived_in.garden()
    again = garden.plan(now=NOW + timedelta(hours=2))
    garden.write(again)
    people = [entry.marks[0] for entry in lived(lived_in)]
    assert len(people) == len(set(people))
    assert {uid: entry for uid, entry in lived_in.calendar.store.items() if uid in before} == before


def test_undo_removes_what_was_not_touched(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    touched = plan.picks[1].reminder.uid
    lived_in.calendar.store[touched, ""] = replace(lived_in.calendar.store[touched, ""], title="my own words")
    removed, left = lived_in.garden().undo()
    assert set(removed) == {p.reminder.uid for p in plan.picks} - {touched}
    assert len(left) == 1
    assert list(lived_in.calendar.store) == [(touched, "")]
    assert set(names(lived_in.garden().plan(now=NOW))) >= {plan.picks[0].person.name}


def test_a_task_of_ours_takes_its_minutes_though_it_tells_no_end(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    store = lived_in.calendar.store
    for key, entry in store.items():
        store[key] = replace(entry, end=None, task=True)
    taken = {(busy.start, busy.end) for busy in garden.walk(now=NOW + timedelta(hours=1)).thinker.busy}
    for reminder in plan.reminders:
        begin = reminder.start.moment(garden.zone)
        assert (begin, begin + timedelta(minutes=reminder.minutes)) in taken


class Favouring(Plugins):
    """A plugin that gives one person many points."""

    def __init__(self, name):
        super().__init__(5)
        self.name = name

    def has_judgement(self):
        return True

    def weigh(self, candidates, today):
        part = Part(name="favour", points=50.0, reason="Somebody said so.")
        return {one.person.id: (part,) for one in candidates if one.person.name == self.name}, []


def test_points_of_a_plugin_bring_the_faintest_first(lived_in):
    lived_in.add(20, [900], name="Faint One")
    lived_in.journal.records += touches(20, [1000])
    assert "Faint One" not in names(lived_in.garden().plan(now=NOW))
    assert names(lived_in.garden(plugins=Favouring("Faint One")).plan(now=NOW))[0] == "Faint One"


def test_who_has_only_mail_is_held_where_mail_is_no_channel(world):
    world.add(1, range(100, 400, 20), name="Mail Only", phones=())
    world.settings = replace(world.settings, channels=(Channel.PHONE, Channel.NOTE))
    assert held(world.garden().plan(now=NOW), "Mail Only").startswith("no card has a number")
    world.settings = replace(world.settings, channels=(Channel.PHONE, Channel.EMAIL))
    assert names(world.garden().plan(now=NOW)) == ["Mail Only"]


@pytest.mark.parametrize(("days", "ways"), [([5, 3], b""), ([-4], b""), ([9_000_000], b""), ([700_000], b"\1")])
def test_days_that_are_none_cost_themselves_only(lived_in, days, ways):
    before = lived_in.garden().plan(now=NOW)
    bad = ContactDays(
        ref=SourceRef(source="log", key="bad"),
        who=Handle(kind=HandleKind.EMAIL, value="person1@mail.example"),
        days=array("i", days).tobytes(),
        ways=ways,
    )
    lived_in.journal.records.append(bad)
    plan = lived_in.garden().plan(now=NOW)
    assert plan.picks == before.picks
    assert [(fault.who, "ill-made ContactDays" in fault.error) for fault in plan.faults] == [("log", True)]


def test_a_log_that_lost_half_of_its_days_stops_the_write(lived_in):
    tally = ContactTally(zone=UTC, now=NOW)
    for number in range(8):
        for one in touches(number, range(100 + 10 * number, 700, 35)):
            tally.add(one)
    lived_in.journal.records = list(tally.days())
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    lived_in.journal.records = [one.until(NOW.toordinal() - 400) for one in lived_in.journal.records]
    garden = lived_in.garden()
    plan = garden.plan(now=NOW + timedelta(days=8))
    assert garden.exit_code(plan.faults) == 3
    assert [fault.who for fault in plan.faults] == ["log"]


def test_a_closed_garden_lets_go_of_what_it_read(lived_in):
    garden = lived_in.garden()
    walk = weakref.ref(garden.walk(now=NOW))
    garden.close()
    gc.collect()
    assert walk() is None
