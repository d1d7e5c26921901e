"""Who can be called in no free hour gives way to whoever has a slot, however far down the line."""

from dataclasses import replace

import pytest

from reconnect_core import Channel, PostalAddress
from reconnect_core.pipeline.scheduling import ASLEEP

from .conftest import NOW, held, names


@pytest.fixture
def asleep(world):
    """Hours in Apia that are the middle of the night for fifteen friends in Berlin, who have a number only."""
    world.settings = replace(world.settings, timezone="Pacific/Apia", channels=(Channel.PHONE, Channel.NOTE))
    for number in range(15):
        world.add(number, range(100, 900, 20), name=f"Asleep {number}")
    return world


def add_one_to_write_to(world, number):
    address = PostalAddress(street=f"Lange Str. {number}", locality="Bremen", country="Germany")
    world.add(number, range(300, 900, 60), name=f"Reader {number}", phones=(), addresses=(address,))


def test_they_give_way_to_those_who_have_a_slot(asleep):
    for number in range(20, 26):
        add_one_to_write_to(asleep, number)
    plan = asleep.garden().plan(now=NOW)
    assert [name.split()[0] for name in names(plan)] == ["Reader"] * 3
    assert all(pick.reminder for pick in plan.picks)
    assert len(plan.reserves) == 2
    assert held(plan, "Asleep 0") == f"no slot: {ASLEEP}"
    assert len({one.person for one in plan.held} | {pick.person.id for pick in plan.picks}) == plan.people


def test_where_too_few_have_one_the_others_stay_with_their_reason(asleep):
    add_one_to_write_to(asleep, 20)
    plan = asleep.garden().plan(now=NOW)
    assert names(plan)[0] == "Reader 20"
    assert [bool(pick.reminder) for pick in plan.picks] == [True, False, False]
    assert {pick.no_slot for pick in plan.picks[1:]} == {ASLEEP}
    assert not {pick.person.name for pick in plan.picks} & {one.name for one in plan.held}


def test_where_nobody_has_one_all_stay(asleep):
    plan = asleep.garden().plan(now=NOW)
    assert [pick.no_slot for pick in plan.picks] == [ASLEEP] * 3
    assert plan.flip_reminder is None
