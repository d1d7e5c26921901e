"""Scheduling: free and sensible times, back to back."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import Busy, Channel, GardenSettings, When
from reconnect_core.pipeline import scheduling
from reconnect_core.pipeline.scheduling import Placed, minutes_for

from .wanted import BERLIN, MONDAY, busy, people, place, said


def test_all_stand_back_to_back_in_the_first_window_that_takes_all():
    assert said(place(people(60, 365, 4000))) == ["Tue 17:00 +15", "Tue 17:15 +25", "Tue 17:40 +30"]


def test_times_carry_the_zone_of_the_garden():
    placed = place(people(60))["p0"]
    assert placed == Placed(start=When(day=date(2026, 3, 3), time=time(17), zone="Europe/Berlin"), minutes=15)


def test_a_window_that_takes_only_some_is_passed_over():
    taken = [busy(date(2026, 3, 3), "17:20", "19:00")]
    assert said(place(people(60, 60), taken)) == ["Wed 17:00 +15", "Wed 17:15 +15"]


def test_without_a_window_for_all_as_few_as_needed():
    taken = [busy(date(2026, 3, d), "17:30", "19:00") for d in (3, 4, 5)] + [
        busy(date(2026, 3, 7), "10:00", "12:00")
    ]
    assert said(place(people(60, 60, 60), taken)) == ["Tue 17:00 +15", "Tue 17:15 +15", "Wed 17:00 +15"]


def test_a_later_window_without_a_gap_is_better_than_an_interrupted_one():
    taken = [busy(date(2026, 3, 3), "17:15", "18:45")]
    assert said(place(people(60, 60), taken)) == ["Wed 17:00 +15", "Wed 17:15 +15"]


def test_an_interrupted_window_is_better_than_two():
    taken = [busy(date(2026, 3, 3), "17:15", "18:45")] + [
        busy(d, "09:00", "19:00") for d in (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 7))
    ]
    assert said(place(people(60, 60), taken)) == ["Tue 17:00 +15", "Tue 18:45 +15"]


def test_spread_puts_each_on_a_day_of_their_own():
    assert said(place(people(60, 60, 60), spread=True)) == ["Tue 17:00 +15", "Wed 17:00 +15", "Thu 17:00 +15"]


def test_spread_over_fewer_days_than_people_says_so():
    placed = place(people(60, 60), spread=True, hours=("Sat 10:00-12:00",))
    assert said(placed) == ["Sat 10:00 +15", "the free times of the next 7 days went to others"]


@pytest.mark.parametrize(
    ("days", "minutes"), [(0, 15), (60, 15), (90, 15), (180, 20), (365, 25), (1825, 30), (9000, 30)]
)
def test_length_grows_with_the_logarithm_of_the_gap(days, minutes):
    assert minutes_for(days) == minutes


@given(st.integers(0, 20_000), st.integers(0, 20_000), st.sampled_from((5, 10, 15, 20, 30, 45)))
def test_length_never_shrinks_and_is_whole_fives(a, b, plain):
    assert minutes_for(min(a, b), plain) <= minutes_for(max(a, b), plain) <= 2 * plain + 4
    assert minutes_for(a, plain) % 5 == 0


def test_days_off_and_holidays_stay_free():
    garden = GardenSettings(timezone="Europe/Berlin", days_off=("Tue", "2026-03-05"))
    holiday = frozenset({date(2026, 3, 4)})
    placed = scheduling.place(
        people(60), (), now=MONDAY, zone=BERLIN, garden=garden, days_off=holiday, awake={}
    )
    assert said(placed) == ["Sat 10:00 +15"]


def test_at_least_an_hour_ahead():
    tuesday = datetime(2026, 3, 3, 16, 31, 20, tzinfo=BERLIN)
    assert said(place(people(60), now=tuesday)) == ["Tue 17:35 +15"]


def test_within_the_horizon():
    assert said(
        place(people(60), hours=("Wed 10:00-11:00",), now=datetime(2026, 3, 4, 10, 30, tzinfo=BERLIN))
    ) == ["Wed 10:00 +15"]
    late = place(
        people(60), hours=("Wed 11:00-12:00",), now=datetime(2026, 3, 4, 10, 30, tzinfo=BERLIN), horizon_days=6
    )
    assert said(late) == ["Wed 11:30 +15"]
    none = place(
        people(60), hours=("Tue 10:00-11:00",), now=datetime(2026, 3, 4, 10, tzinfo=BERLIN), horizon_days=5
    )
    assert said(none) == ["none of your hours falls on a day of the next 5 that is not off"]


@pytest.mark.parametrize(
    "day", ["2026-03-01", "2026-03-22", "2026-10-18"], ids=["plain", "hour lost", "hour won"]
)
def test_hours_that_begin_when_the_walk_does_are_used_a_week_later(day):
    walk = datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=BERLIN)
    (found,) = place(people(60), hours=("Sun 18:00-19:00",), now=walk).values()
    assert found.start.moment(BERLIN) == walk + timedelta(days=7)


def test_calls_wait_for_the_waking_hours_of_the_other_side():
    calls = people(60, 60, channel=Channel.PHONE)
    placed = place(calls, awake={"p0": ("Asia/Kolkata",), "p1": ("America/New_York", "America/Los_Angeles")})
    assert said(placed) == ["Sat 10:00 +15", "Tue 17:00 +15"]
    assert said(place(people(60), awake={"p0": ("Asia/Kolkata",)})) == ["Tue 17:00 +15"], "a note has no hours"
    unknown = place(people(60, channel=Channel.PHONE), awake={"p0": ("Mars/Olympus",)})
    assert said(unknown) == ["Tue 17:00 +15"], "an unknown zone holds nobody up"


def test_a_call_ends_before_the_other_side_sleeps():
    call = people(4000, channel=Channel.PHONE)
    hours = ("Tue 19:00-21:00",)
    taken = [busy(date(2026, 3, 3), "19:00", "20:05")]
    assert said(place(call, taken, hours=hours, awake={"p0": ("Europe/Berlin",)})) == [
        "no free time in your hours is between 09:00 and 20:30 where their number is"
    ]


@pytest.mark.parametrize(
    ("garden", "taken", "reason"),
    [
        ({"hours": ("Tue 17:00-17:10",)}, (), "none of your hours is 15 minutes long"),
        (
            {"days_off": ("Tue", "Wed", "Thu", "Sat")},
            (),
            "none of your hours falls on a day of the next 7 that is not off",
        ),
        (
            {},
            [busy(date(2026, 3, 2), "00:00", "23:59"), Busy(start=MONDAY, end=MONDAY + timedelta(days=9))],
            "your hours of the next 7 days are taken",
        ),
    ],
)
def test_it_says_why_when_no_slot_is_left(garden, taken, reason):
    found = scheduling.place(
        people(60),
        taken,
        now=MONDAY,
        zone=BERLIN,
        garden=GardenSettings(**garden),
        days_off=frozenset(),
        awake={},
    )
    assert said(found) == [reason]


def test_all_day_is_the_first_coming_day_that_is_not_off():
    whole = place(people(60, 60), when="all-day", days_off=[date(2026, 3, 3)])
    assert [p.start for p in whole.values()] == [When(day=date(2026, 3, 4))] * 2
    apart = place(people(60, 60), when="all-day", spread=True)
    assert [p.start for p in apart.values()] == [When(day=date(2026, 3, 3)), When(day=date(2026, 3, 4))]
    assert said(place(people(60), when="all-day", horizon_days=0)) == ["no day is free of days off"]


def test_a_naive_now_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        place(people(60), now=datetime(2026, 3, 2, 9))
