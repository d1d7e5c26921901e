"""Interactions folded to days of contact."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import (
    Channel,
    ContactTally,
    Direction,
    Handle,
    HandleKind,
    Interaction,
    SourceRef,
    unpack_days,
)

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
RUTH, PETER = (Handle(kind=HandleKind.EMAIL, value=f"{name}@example.org") for name in ("ruth", "peter"))


def met(ago_hours=48, *who, **values):
    return Interaction(
        ref=SourceRef(source="log", key="x"),
        who=who or (RUTH,),
        moment=NOW - timedelta(hours=ago_hours),
        **{"channel": Channel.EMAIL, "direction": Direction.IN, **values},
    )


def folded(*interactions, zone=UTC, key=""):
    tally = ContactTally(zone=zone, now=NOW)
    for one in interactions:
        tally.add(one)
    return list(tally.days(key))


def test_a_day_counts_once_however_often_one_was_in_touch():
    (days,) = folded(met(48), met(49), met(96))
    assert (days.who, days.all_ways(), days.sure) == (RUTH, {(Channel.EMAIL, Direction.IN)}, 1.0)
    assert list(unpack_days(days.days)) == [NOW.toordinal() - 4, NOW.toordinal() - 2]


def test_the_day_is_that_of_the_zone():
    late = met(9)  # 23:00 in UTC, and noon of the next day in Auckland
    (here,), (there,) = folded(late), folded(late, zone=ZoneInfo("Pacific/Auckland"))
    assert unpack_days(there.days)[0] == unpack_days(here.days)[0] + 1


@pytest.mark.parametrize(
    "nothing", [{"bulk": True}, {"group_size": 9}, {"sure": 0.0}, {"moment": NOW + timedelta(minutes=1)}]
)
def test_bulk_crowds_doubt_and_the_future_are_no_contact(nothing):
    moment = {"moment": NOW - timedelta(days=1)}
    one = Interaction(ref=SourceRef(source="log", key="x"), who=(RUTH,), **{**moment, **nothing})
    assert folded(one) == []


def test_contact_in_a_group_is_half_as_sure_and_counts_for_each():
    both = folded(met(48, RUTH, PETER, group_size=2))
    assert {(days.who, days.sure) for days in both} == {(RUTH, 0.5), (PETER, 0.5)}


def test_the_key_tells_where_to_look_and_the_order_is_its_own():
    said = [met(24 * n, who, channel=way) for n in (2, 3) for who in (RUTH, PETER) for way in (None, *Channel)]
    shuffled = Random(4).sample(said, len(said))
    days = folded(*said)
    assert days == folded(*shuffled)
    assert [one.ref.key for one in days] == ["peter@example.org", "ruth@example.org"]
    ways = {(way, Direction.MUTUAL if way is Channel.MEET else Direction.IN) for way in (None, *Channel)}
    assert all(one.all_ways() == ways for one in days)
    assert {one.ref.key for one in folded(*said, key="inbox/7")} == {"inbox/7"}
