"""Days of contact, packed: what goes in comes out."""

from array import array
from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import WAY, Channel, ContactDays, Direction, Handle, HandleKind, SourceRef, unpack_days

REF = SourceRef(source="log", key="ada")
ADA = Handle(kind=HandleKind.NAME, value="ada")
WAYS = list(product((None, *Channel), Direction))
DEEP = (Channel.PHONE, Channel.NOTE, Channel.MEET)


@given(st.lists(st.tuples(st.integers(1, 3_652_059), st.sampled_from(WAYS))))
def test_every_day_keeps_its_channels_and_directions(contacts):
    ways = defaultdict(int)
    for day, way in contacts:
        ways[day] |= WAY[way]
    packed = ContactDays.told(ref=REF, who=ADA, ways=ways)
    wanted = defaultdict(set)
    for day, (channel, direction) in contacts:
        wanted[channel, Direction.MUTUAL if channel is Channel.MEET else direction].add(day)
    assert packed.by_way() == {way: sorted(days) for way, days in wanted.items()}
    assert packed.all_ways() == wanted.keys()
    assert list(unpack_days(packed.days)) == sorted(ways)
    assert packed.count == len(ways)
    assert packed.deep_count == len({day for day, (channel, _) in contacts if channel in DEEP})
    assert not packed.unfit
    last = sorted(ways)[len(ways) // 2] if ways else 5
    assert packed.until(last) == ContactDays.told(
        ref=REF, who=ADA, ways={day: way for day, way in ways.items() if day <= last}
    )


def test_one_way_for_all_days_and_none_known_at_all():
    letters = ContactDays.of(ref=REF, who=ADA, days=[9, 4, 9], channel=Channel.NOTE, direction=Direction.OUT)
    assert letters.by_way() == {(Channel.NOTE, Direction.OUT): [4, 9]}
    bare = ContactDays(ref=REF, who=ADA, days=letters.days)
    assert (bare.by_way(), bare.deep_count) == ({(None, Direction.MUTUAL): [4, 9]}, 0)
    assert ContactDays(ref=REF, who=ADA, days=b"").by_way() == {}


def test_each_way_has_a_bit_of_its_own_but_a_meeting_has_no_direction():
    assert len({*WAY.values()}) == len(WAYS) - 2
    assert all(bit.bit_count() == 1 for bit in WAY.values())
    assert {way for way in WAYS if WAY[way] >= 256} == {way for way in WAYS if way[0] in DEEP}


@pytest.mark.parametrize(
    ("days", "ways", "wrong"),
    [
        ([1, 2], b"\1\0", "ways"),
        ([2], b"\1\0\1\0", "ways"),
        ([2, 1], b"", "days"),
        ([2, 2], b"", "days"),
        ([0, 2], b"", "days"),
        ([-7], b"", "days"),
        ([9_000_000], b"", "days"),
        ([1, 3_652_059], b"\1\0\1\0", ""),
        ([], b"", ""),
    ],
)
def test_days_that_are_none_and_ways_for_some_of_them_do_not_fit(days, ways, wrong):
    packed = ContactDays(ref=REF, who=ADA, days=array("i", days).tobytes(), ways=ways)
    assert packed.unfit == wrong


def test_a_part_of_a_number_is_no_day():
    assert ContactDays(ref=REF, who=ADA, days=b"\1\0\0").unfit == "days"
