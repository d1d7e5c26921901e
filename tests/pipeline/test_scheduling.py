"""Scheduling: free and sensible times, back to back, safe over every change of the clock."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_core import Busy, Channel, GardenSettings, When, holidays
from reconnect_core.pipeline import scheduling
from reconnect_core.pipeline.packing import packed
from reconnect_core.pipeline.scheduling import Placed, Wanted, minutes_for, parse_day_off, parse_hours

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=BERLIN)
ZONES = (
    "America/Los_Angeles",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Pacific/Apia",
    "America/Sao_Paulo",
)
CHANGES = {
    "America/Los_Angeles": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "Asia/Kolkata": (date(2026, 3, 29), date(2026, 10, 25)),
    "Australia/Sydney": (date(2026, 4, 5), date(2026, 10, 4)),
    "Pacific/Apia": (date(2011, 12, 30), date(2012, 4, 1)),
    "America/Sao_Paulo": (date(2018, 2, 18), date(2018, 11, 4)),
}


def people(*silences, channel=Channel.NOTE):
    return [Wanted(person=f"p{i}", channel=channel, silence_days=days) for i, days in enumerate(silences)]


def place(wanted, busy=(), *, now=MONDAY, zone=BERLIN, days_off=(), awake=None, horizon_days=7, **garden):
    return scheduling.place(
        wanted,
        busy,
        now=now,
        zone=zone,
        garden=GardenSettings(timezone=str(zone), **garden),
        days_off=frozenset(days_off),
        awake=awake or {},
        horizon_days=horizon_days,
    )


def busy(day, first, last, zone=BERLIN):
    return Busy(
        start=datetime.combine(day, time.fromisoformat(first), zone).astimezone(UTC),
        end=datetime.combine(day, time.fromisoformat(last), zone).astimezone(UTC),
    )


def said(placed):
    return [
        f"{p.start.day:%a} {p.start.time:%H:%M} +{p.minutes}" if p.start else p.reason for p in placed.values()
    ]


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


@pytest.mark.parametrize(
    ("text", "weekdays", "first", "last"),
    [
        ("Tue-Thu 17:00-19:00", {1, 2, 3}, 1020, 1140),
        ("Sat 10:00-12:00", {5}, 600, 720),
        ("mon,wed-fri 9:05–24:00", {0, 2, 3, 4}, 545, 1440),
        ("Sat-Mon 08:00-09:00", {5, 6, 0}, 480, 540),
        ("Thursday 08:00 - 09:00", {3}, 480, 540),
    ],
)
def test_hours_are_read(text, weekdays, first, last):
    hours = parse_hours(text)
    assert (hours.weekdays, hours.first, hours.last) == (weekdays, first, last)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "is not like"),
        ("17:00-19:00", "is not like"),
        ("Tue 17-19", "is not like"),
        ("Tue 17:00", "is not like"),
        ("Die 17:00-19:00", '"Die" in'),
        ("Tue- 17:00-19:00", '"" in'),
        ("Tu 17:00-19:00", '"Tu" in'),
        ("Tue 25:00-26:00", "25:00"),
        ("Tue 17:61-18:00", "17:61"),
        ("Tue 24:00-24:01", "24:01"),
        ("Tue 19:00-17:00", "ends before it begins"),
        ("Tue 17:00-17:00", "ends before it begins"),
    ],
)
def test_hours_that_cannot_be_read_say_what_is_wrong(text, wrong):
    with pytest.raises(ValueError, match=wrong):
        parse_hours(text)


def test_days_off_are_read():
    assert [parse_day_off(text) for text in ("Sun", "monday", " 2026-12-24 ")] == [6, 0, date(2026, 12, 24)]
    for wrong in ("Funday", "24.12.2026", "2026-13-01", "Su"):
        with pytest.raises(ValueError, match=wrong.replace(".", r"\.")):
            parse_day_off(wrong)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("change", [0, 1])
@pytest.mark.parametrize("first", ["00:00", "00:50", "01:50", "02:10"])
def test_wall_times_stay_real_over_both_clock_changes(zone, change, first):
    where = ZoneInfo(zone)
    day = CHANGES[zone][change]
    now = datetime.combine(day - timedelta(days=2), time(12), where)
    placed = scheduling.place(
        people(*[60] * 5),
        (),
        now=now,
        zone=where,
        garden=GardenSettings(hours=(f"{day:%a} {first}-05:00",)),
        days_off=frozenset(),
        awake={},
    )
    for found in placed.values():
        if found.start is None:
            assert day == date(2011, 12, 30), "only a day that never was has no times"
            continue
        start = found.start.moment(UTC)
        wall = datetime.combine(found.start.day, found.start.time)
        assert start.astimezone(where).replace(tzinfo=None) == wall, "the wall time exists"
        end = (start + timedelta(minutes=found.minutes)).astimezone(where).replace(tzinfo=None)
        assert end == wall + timedelta(minutes=found.minutes), "the clock runs evenly over it"


moments = st.datetimes(datetime(2011, 12, 20), datetime(2027, 1, 1))


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    now=st.one_of(
        moments, st.sampled_from([datetime.combine(d, time()) for ds in CHANGES.values() for d in ds])
    ),
    silences=st.lists(st.integers(0, 5000), min_size=1, max_size=5),
    taken=st.lists(st.tuples(st.integers(0, 7 * 24 * 60), st.integers(0, 600)), max_size=25),
    hours=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 1380), st.integers(10, 300)), min_size=1, max_size=6
    ),
    spread=st.booleans(),
    calls=st.booleans(),
)
def test_nothing_ever_overlaps_or_leaves_the_hours(zone, now, silences, taken, hours, spread, calls):
    where = ZoneInfo(zone)
    start = now.replace(tzinfo=UTC)
    other = [Busy(start=start + timedelta(minutes=a), end=start + timedelta(minutes=a + n)) for a, n in taken]
    texts = tuple(
        f"{date(2024, 1, 1 + d):%a} {a // 60:02d}:{a % 60:02d}-{(b := min(1440, a + n)) // 60:02d}:{b % 60:02d}"
        for d, a, n in hours
    )
    wanted = people(*silences, channel=Channel.PHONE if calls else Channel.NOTE)
    arguments = {
        "now": start,
        "zone": where,
        "garden": GardenSettings(hours=texts, spread=spread),
        "days_off": frozenset(),
        "awake": {"p0": ("Asia/Tokyo",)},
    }
    placed = scheduling.place(wanted, other, **arguments)
    assert placed == scheduling.place(wanted, list(reversed(other)), **arguments)
    assert list(placed) == [one.person for one in wanted]
    stays = []
    for person, found in placed.items():
        assert (found.start is None) == bool(found.reason)
        if found.start is None:
            continue
        begin = found.start.moment(where)
        end = begin + timedelta(minutes=found.minutes)
        assert start + timedelta(hours=1) <= begin < start + timedelta(days=7)
        minute = found.start.time.hour * 60 + found.start.time.minute
        fitting = [h for h in map(parse_hours, texts) if found.start.day.weekday() in h.weekdays]
        covered = {m for h in fitting for m in range(h.first, h.last)}
        assert covered.issuperset(range(minute, minute + found.minutes))
        assert begin.astimezone(where).time() == found.start.time
        assert (
            end.astimezone(where).replace(tzinfo=None) - begin.astimezone(where).replace(tzinfo=None)
            == end - begin
        )
        if person == "p0" and calls:
            there = begin.astimezone(ZoneInfo("Asia/Tokyo"))
            assert time(9) <= there.time()
            assert end.astimezone(there.tzinfo).time() <= time(20, 30)
        stays.append((begin, end, found.start.day))
    for (a, b, day), (c, d, another) in itertools.combinations(stays, 2):
        assert b <= c or d <= a
        assert not spread or day != another
    for a, b, _ in stays:
        assert all(b <= o.start or o.end <= a or o.start == o.end for o in other)


def brute(rooms, lengths):
    """The largest number of guests, by trying everything."""
    options = [[None, *((r, b) for r, room in enumerate(rooms) for b in room[g])] for g in range(len(lengths))]
    best = 0
    for choice in itertools.product(*options):
        stays = [(r, b, b + lengths[g]) for g, c in enumerate(choice) if c for r, b in [c]]
        if all(x[0] != y[0] or x[2] <= y[1] or y[2] <= x[1] for x, y in itertools.combinations(stays, 2)):
            best = max(best, len(stays))
    return best


small = st.frozensets(st.sampled_from(range(0, 40, 5)), max_size=3)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(small, small, small), min_size=1, max_size=3),
    st.tuples(*[st.sampled_from((10, 15, 20))] * 3),
)
def test_packing_places_as_many_as_can_be(rooms, lengths):
    # rooms are days of their own: shift each by a day
    rooms = [[frozenset(b + 1440 * r for b in begins) for begins in room] for r, room in enumerate(rooms)]
    found = packed(rooms, lengths)
    assert len(found) == brute(rooms, lengths)
    assert all(any(begin in room[guest] for room in rooms) for guest, begin in found.items())
    stays = sorted((begin, begin + lengths[guest]) for guest, begin in found.items())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(stays))


def test_packing_prefers_the_more_important():
    only = frozenset({0})
    assert packed([[only, only]], [15, 15]) == {0: 0}


def test_holidays_of_a_region():
    pytest.importorskip("holidays")
    assert holidays.days_off("DE-BY", "de", [2026])[date(2026, 1, 6)] == "Heilige Drei Könige"
    assert date(2026, 1, 6) not in holidays.days_off("DE-HE", "de", [2026])
    assert list(holidays.days_off("us", "en", [2025, 2026])) == sorted(
        holidays.days_off("US", "en", [2026, 2025])
    )


@pytest.mark.parametrize("region", ["XX", "DE-ZZ", "Germany"])
def test_an_unknown_region_has_none_and_says_so(region):
    pytest.importorskip("holidays")
    assert holidays.days_off(region, "en", [2026]) == {}
    assert region in holidays.why_none(region)


def test_no_region_has_no_holidays():
    assert holidays.days_off("", "en", [2026]) == {}
