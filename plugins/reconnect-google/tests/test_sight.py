"""What a plan says where rights are missing: meetings that are not seen, slots that are unchecked, less confidence."""

from datetime import UTC, datetime, timedelta

import pytest
from life import populate

from reconnect_core import (
    Channel,
    Direction,
    Garden,
    GardenSettings,
    Handle,
    HandleKind,
    Interaction,
    Journal,
    Opening,
    SourceRef,
)
from reconnect_google.settings import APP_CREATED, CONTACTS, EVENTS_READ, FREEBUSY

MEETINGS = "meetings are not seen: Google was not given the right to read events"
SLOTS = "slots are unchecked: Google was not given the right to say when you are busy"


class Letters(Journal):
    """Twelve letters to the first of the people, the last of them long ago."""

    kind = "letters"
    Settings = object

    def interactions(self, since=None):
        ana = Handle(kind=HandleKind.EMAIL, value="ana0@example.org")
        for number in range(12):
            yield Interaction(
                ref=SourceRef(source=self.name, key=f"l{number}"),
                who=(ana,),
                moment=datetime(2025, 9, 1, 12, tzinfo=UTC) - timedelta(days=20 * number),
                channel=Channel.NOTE,
                direction=Direction.OUT,
            )


def planned(desk, *, primary=True, busy=()):
    """The plan of contacts, letters and reminders, and of ``primary`` where it is in the config."""
    own = desk.reminders(busy=busy)
    if not own.address:
        own.create()
    garden = Garden(
        addressbooks=[desk.contacts()],
        journals=[Letters(Opening(name="letters", settings=None))],
        calendar=own,
        calendars=[desk.calendar()] if primary else [],
        settings=GardenSettings(timezone="Europe/Berlin", me=(desk.world.me,)),
    )
    with garden:
        return garden.plan(now=desk.world.clock())


def confidence(plan):
    return next(pick.score.confidence for pick in plan.picks if pick.person.name == "Ana0 Silva0")


@pytest.fixture
def life(desk):
    populate(desk.world, 3)
    return desk


def test_with_every_right_nothing_is_said(life):
    plan = planned(life)
    assert (plan.notes, plan.faults) == ((), ())
    assert confidence(plan) == "good"


@pytest.mark.parametrize(
    ("granted", "notes", "trust"),
    [
        ([CONTACTS, APP_CREATED], (MEETINGS, SLOTS), "fair"),
        ([CONTACTS, APP_CREATED, FREEBUSY], (MEETINGS,), "fair"),
        ([CONTACTS, APP_CREATED, EVENTS_READ], (), "good"),
        ([CONTACTS, APP_CREATED, FREEBUSY, EVENTS_READ], (), "good"),
    ],
    ids=["reminders", "slots", "no free/busy", "meetings"],
)
def test_each_missing_right_is_said_once_and_without_meetings_confidence_falls(life, granted, notes, trust):
    life.sign_in(granted)
    plan = planned(life, primary=EVENTS_READ in granted)
    assert (plan.notes, plan.faults) == (notes, ())
    assert confidence(plan) == trust
    again = planned(life, primary=EVENTS_READ in granted)
    assert again.notes == notes


def test_a_right_that_nothing_uses_is_said_too(life):
    plan = planned(life, primary=False)
    assert [note.partition(":")[0] for note in plan.notes] == ["meetings are not seen", "slots are unchecked"]
    assert all('calendar = "primary"' in note for note in plan.notes)
    assert confidence(plan) == "fair"
    named = planned(life, primary=False, busy=("primary",))
    assert [note.partition(":")[0] for note in named.notes] == ["meetings are not seen"]


def test_a_slot_is_free_where_only_free_busy_may_be_asked(life):
    life.sign_in([CONTACTS, APP_CREATED, FREEBUSY])
    evening = {"dateTime": "2026-03-03T16:30:00+01:00"}, {"dateTime": "2026-03-03T18:30:00+01:00"}
    life.world.add_event("primary", {"summary": "Class", "start": evening[0], "end": evening[1]})
    busy = planned(life, primary=False)
    assert str(busy.picks[0].reminder.start.time) == "18:30:00"
    life.sign_in([CONTACTS, APP_CREATED])
    unchecked = planned(life, primary=False)
    assert str(unchecked.picks[0].reminder.start.time) == "17:00:00"


def test_of_who_is_not_signed_in_only_that_is_said(life):
    life.vault.delete("google-google")
    garden = Garden(addressbooks=[life.contacts()], calendar=life.reminders(), calendars=[life.calendar()])
    with garden:
        plan = garden.plan(now=life.world.clock())
    assert plan.notes == ()
    assert {fault.error for fault in plan.faults} == {"not signed in to Google."}
    assert {fault.next_step for fault in plan.faults} == {"Run `reconnect signin google`."}


def test_relations_and_own_fields_are_evidence(life):
    referred = [{"person": "Ana1 Silva1", "type": "referredBy"}]
    brought = [{"key": "Encouragement", "value": "told me to go on"}]
    life.world.change_person("people/c0", relations=referred, userDefined=brought)
    gifts = {pick.person.name: {gift.kind.value for gift in pick.gifts} for pick in planned(life).picks}
    assert gifts["Ana0 Silva0"] == {"encouragement", "inspiration"}
    assert gifts["Ana1 Silva1"] == {"referral", "inspiration"}
