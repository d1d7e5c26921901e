"""The walk as a whole, on memory stores."""

import gc
import json
import random
import weakref
from array import array
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from reconnect_core import (
    Channel,
    ConfigError,
    ContactDays,
    ContactTally,
    Garden,
    GardenSettings,
    Handle,
    HandleKind,
    Plan,
    PluginError,
    ReconnectError,
    SourceRef,
    from_plain,
    to_plain,
)
from reconnect_core.testing import MemoryBook, MemoryJournal

from .conftest import NOW, World, contact, held, lived, names, touches


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


def test_two_gardens_share_nothing(lived_in):
    other = World()
    other.add(1, range(100, 500, 30), name="Only Here")
    other.settings = GardenSettings(name="other", people=1)
    one, two = lived_in.garden(), other.garden()
    one.write(one.plan(now=NOW))
    two.write(two.plan(now=NOW))
    assert "Only Here" not in {entry.title for entry in lived(lived_in)}
    assert len(lived(other)) == 1


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


def test_a_closed_garden_lets_go_of_what_it_read(lived_in):
    garden = lived_in.garden()
    walk = weakref.ref(garden.walk(now=NOW))
    garden.close()
    gc.collect()
    assert walk() is None


@pytest.mark.parametrize("moment", ["2026-03-02", NOW.date(), NOW.replace(tzinfo=None)])
def test_what_is_no_moment_is_refused_also_after_a_walk(lived_in, moment):
    garden = lived_in.garden()
    for call in (garden.plan, garden.cards):
        with pytest.raises(ValueError, match="aware moment"):
            call(now=moment)
        garden.plan(now=NOW)


def test_a_moment_without_a_zone_opens_no_garden(tmp_path, lived_in):
    for call in (
        lambda: Garden.open(tmp_path / "reconnect.toml", now=NOW.replace(tzinfo=None)),
        lambda: lived_in.garden().known_faults(before=NOW.replace(tzinfo=None)),
    ):
        with pytest.raises(ValueError, match="aware moment"):
            call()


def test_a_closed_garden_says_so_whatever_its_ledger(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.close()
    for use in (lambda: garden.plan(now=NOW), lambda: garden.write(plan), lambda: garden.cards(now=NOW)):
        with pytest.raises(ReconnectError, match=r"this garden is closed\. Open it anew"):
            use()


def test_a_zone_that_is_none_is_told_as_in_a_config():
    with pytest.raises(ConfigError, match='no zone "Europe/Nowhere"'):
        Garden(settings=GardenSettings(timezone="Europe/Nowhere"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"every": "day"}, "every: must be week, fortnight or month"),
        ({"people": 0}, "people: must be from 1 to 5"),
        ({"channels": ("pigeon",)}, "channels: expected one of phone, note"),
        ({"me": "ada@x.example"}, "me: expected a list"),
        ({"people": True}, "people: expected a whole number"),
        ({"name": None}, "name: expected text"),
        ({"hours": ("at dawn",)}, 'hours: "at dawn"'),
        ({"hours": ()}, "hours: must be at least one"),
        ({"days_off": ("Foo",)}, "days_off: "),
    ],
)
def test_settings_that_no_walk_could_follow_are_refused_as_those_of_a_config_are(wrong, said):
    with pytest.raises(ConfigError, match=said):
        Garden(settings=GardenSettings(**wrong))


def test_channels_in_plain_words_are_channels(lived_in):
    plan = lived_in.garden(settings=GardenSettings(channels=["phone"])).plan(now=NOW)
    assert {pick.channel for pick in plan.picks} == {Channel.PHONE}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"addressbooks": [MemoryJournal("log")]},
            "addressbook: an instance of AddressBook is needed.*MemoryJournal",
        ),
        (
            {"addressbooks": [MemoryBook]},
            "an instance of AddressBook is needed, made with an Opening; MemoryBook is none",
        ),
        ({"calendar": MemoryBook("book")}, "calendar: an instance of Calendar is needed.*MemoryBook"),
    ],
)
def test_a_store_of_another_kind_is_refused_before_anything_is_read(wrong, said):
    with pytest.raises(TypeError, match=said):
        Garden(**wrong)


def test_a_store_that_forgot_its_base_is_told_by_its_class():
    class Forgetful(MemoryBook):
        def __init__(self):
            """Without the base's: it has no name."""

    with pytest.raises(PluginError, match=r"Forgetful\.__init__ must call super"):
        Garden(addressbooks=[Forgetful()])
