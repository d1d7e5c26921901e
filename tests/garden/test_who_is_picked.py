"""Whom the walk picks, whom it passes over, and that it says why."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from reconnect_core import (
    Attendee,
    Channel,
    ContactKind,
    Direction,
    Entry,
    GiftKind,
    Lane,
    Part,
    Phone,
    When,
    to_plain,
)
from reconnect_core.plugins import Plugins

from .conftest import NOW, World, gift, held, names, touches


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


def test_a_card_that_says_deceased_is_never_picked(lived_in):
    first = lived_in.garden().plan(now=NOW).picks[0].person
    lived_in.book.records = [
        replace(one, deceased=True) if one.name == first.name else one for one in lived_in.book.records
    ]
    assert first.name not in json.dumps(to_plain(lived_in.garden().plan(now=NOW)))


def test_a_groups_own_card_labels_its_members(world):
    for number in (1, 2, 3):
        world.add(number, range(120, 700, 60))
    choir, gone = (("member", "urn:uuid:c1"), ("member", "mailto:Person2@mail.example")), (("member", "C3"),)
    for number, name, members in ((20, "Mentors", choir), (21, "Verstorbene", gone)):
        world.add(number, name=name, kind=ContactKind.GROUP, extra=members, emails=(), phones=())
    plan = world.garden().plan(now=NOW)
    assert {pick.person.name: pick.person.labels for pick in plan.picks} == {
        "Given1 Family1": ("Mentors",),
        "Given2 Family2": ("Mentors",),
    }
    for pick in plan.picks:
        assert [gift.sure < 1 for gift in pick.gifts] == [True]
    assert plan.people == 3


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


def test_the_dormant_lane_has_its_slot(world):
    for number in range(30):
        world.add(number, range(65 + number, 500, 14))
    world.add(99, range(1500, 2500, 10), name="Dormant One")
    plan = world.garden().plan(now=NOW)
    assert [pick.lane for pick in plan.picks].count(Lane.DORMANT) == 1
    assert next(p.person.name for p in plan.picks if p.lane is Lane.DORMANT) == "Dormant One"


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
    reason = "no card has a number or an address that still works (your channels: phone, note)"
    assert held(world.garden().plan(now=NOW), "Mail Only") == reason
    world.settings = replace(world.settings, channels=(Channel.PHONE, Channel.EMAIL))
    assert names(world.garden().plan(now=NOW)) == ["Mail Only"]


def test_where_nobody_has_a_slot_all_stay_with_their_own_channel(lived_in):
    usual = lived_in.garden().plan(now=NOW).picks
    lived_in.settings = replace(lived_in.settings, hours=("Sun 03:00-03:10",))
    found = lived_in.garden().plan(now=NOW).picks
    assert [(one.person.id, one.channel, one.reach) for one in found] == [
        (one.person.id, one.channel, one.reach) for one in usual
    ]
    assert {one.no_slot for one in found} == {"none of your hours is 20 minutes long"}
