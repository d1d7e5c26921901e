"""What is usual for one tie, and days counted without a step for each moment."""

import random
from array import array
from datetime import date
from itertools import pairwise

import pytest

from reconnect_core import pack_days, unpack_days
from reconnect_core.pipeline import daycount, rhythm

TODAY = date(2026, 3, 1).toordinal()


def test_a_rhythm_counts_days_gaps_silence_and_comebacks():
    days = array("i", [TODAY - ago for ago in (400, 390, 380, 100, 90)])
    found = rhythm.measure(days, TODAY, 60)
    assert (found.contact_days, found.silence_days, found.comebacks) == (5, 90, 1)
    assert found.usual_gap_days == 10
    assert found.long_gap_days == 10
    assert (found.first_day, found.last_day) == (date(2025, 1, 25), date(2025, 12, 1))


@pytest.mark.parametrize(
    ("gaps", "usual", "long"),
    [([], 0, 0), ([7], 7, 7), ([1, 3], 2, 1), ([1, 2, 30], 2, 2), ([1] * 9 + [50, 60], 1, 50)],
)
def test_usual_and_long_gaps_are_order_statistics_of_the_own_gaps(gaps, usual, long):
    assert (rhythm.usual_gap(gaps), rhythm.long_gap(gaps)) == (usual, long)


def test_days_to_come_are_no_contact_yet():
    days = [TODAY - 30, TODAY, TODAY + 20]
    assert rhythm.measure(days, TODAY - 1, 60) == rhythm.measure(days[:1], TODAY - 1, 60)
    with pytest.raises(ValueError, match="no contact-day"):
        rhythm.measure([TODAY + 1], TODAY, 60)


def test_a_pause_of_exactly_quiet_days_that_ended_is_a_comeback():
    assert rhythm.measure([TODAY - 160, TODAY - 100], TODAY, 60).comebacks == 1
    assert rhythm.measure([TODAY - 159, TODAY - 100], TODAY, 60).comebacks == 0


def test_the_days_of_merged_records_are_united_not_added():
    one, other = pack_days([1, 5, 9]), pack_days([5, 9, 11])
    assert list(rhythm.union([one, b"", other])) == [1, 5, 9, 11]
    assert rhythm.union([one]) == unpack_days(one)
    assert not rhythm.union([])


def plainly(moments, long_days):
    days = daycount.ordinals(moments)
    return len(days), sum(b - a >= long_days for a, b in pairwise(days))


def test_counting_in_lanes_equals_counting_one_by_one():
    lots = random.Random(1)
    for turn in range(1500):
        count = (
            lots.choice((1, 2, 7, 8, 9, 32, 33, 100)) if turn % 50 else lots.choice((1023, 1024, 1025, 2500))
        )
        start = lots.uniform(1.08e9, 2.1e9)
        if turn % 2:
            moments = sorted(lots.uniform(start, start + lots.choice((1e5, 1e7, 4e7))) for _ in range(count))
        else:  # hard by midnight
            midnights = [lots.randrange(12_430, 24_855) * 86_400 for _ in range(count)]
            moments = sorted(t + lots.choice((0, -1e-6, 1e-6, 127.999, -128)) for t in midnights)
        assert daycount.tally(moments, 60) == plainly(moments, 60)


@pytest.mark.parametrize("odd", [-1e9, 0.0, 5e8, float("nan"), float("inf"), float("-inf"), 2.0**31, 1.1e9])
def test_moments_that_lanes_cannot_count_are_left_to_others(odd):
    moments = [1.2e9 + day * 86_400 for day in range(20)]
    moments[10] = odd
    assert daycount.tally(moments, 60) is None


def test_every_day_of_the_lanes_is_divided_exactly():
    for count in range(2**23, 2**24, 337):
        assert (count * daycount._INVERSE) >> 36 == count // 675
    for day in range(12_428, 24_856):  # the first 128 seconds of a day, and the last of the day before
        for count in (day * 675, day * 675 - 1):
            assert (count * daycount._INVERSE) >> 36 == count // 675
