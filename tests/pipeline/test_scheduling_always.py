"""What holds of every time that is found: it is real over any change of the clock, free, within the hours, and alone."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_core import Busy, Channel
from reconnect_core.pipeline.scheduling import parse_hours

from .wanted import people, place

CHANGES = {
    "America/Los_Angeles": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "Asia/Kolkata": (date(2026, 3, 29), date(2026, 10, 25)),
    "Australia/Sydney": (date(2026, 4, 5), date(2026, 10, 4)),
    "Pacific/Apia": (date(2011, 12, 30), date(2012, 4, 1)),
    "America/Sao_Paulo": (date(2018, 2, 18), date(2018, 11, 4)),
}
ZONES = tuple(CHANGES)
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("change", [0, 1])
@pytest.mark.parametrize("first", ["00:00", "00:50", "01:50", "02:10"])
def test_wall_times_stay_real_over_both_clock_changes(zone, change, first):
    where = ZoneInfo(zone)
    day = CHANGES[zone][change]
    now = datetime.combine(day - timedelta(days=2), time(12), where)
    placed = place(people(*[60] * 5), now=now, zone=where, hours=(f"{day:%a} {first}-05:00",))
    for found in placed.values():
        if found.start is None:
            assert day == date(2011, 12, 30), "only a day that never was has no times"
            continue
        start = found.start.moment(UTC)
        wall = datetime.combine(found.start.day, found.start.time)
        assert start.astimezone(where).replace(tzinfo=None) == wall, "the wall time exists"
        end = (start + timedelta(minutes=found.minutes)).astimezone(where).replace(tzinfo=None)
        assert end == wall + timedelta(minutes=found.minutes), "the clock runs evenly over it"


def as_written(weekday, first, minutes):
    last = min(1440, first + minutes)
    return (
        f"{date(2024, 1, 1 + weekday):%a} {first // 60:02d}:{first % 60:02d}-{last // 60:02d}:{last % 60:02d}"
    )


def check_it_is_real(found, begin, end, where):
    local_begin, local_end = (moment.astimezone(where).replace(tzinfo=None) for moment in (begin, end))
    assert local_begin.time() == found.start.time
    assert local_end - local_begin == end - begin


def check_it_is_in_the_hours(found, texts):
    minute = found.start.time.hour * 60 + found.start.time.minute
    fitting = [hours for hours in map(parse_hours, texts) if found.start.day.weekday() in hours.weekdays]
    covered = {one for hours in fitting for one in range(hours.first, hours.last)}
    assert covered.issuperset(range(minute, minute + found.minutes))


def check_they_are_awake(begin, end, there):
    assert time(9) <= begin.astimezone(there).time()
    assert end.astimezone(there).time() <= time(20, 30)


def check_each_stands_alone(stays, other, spread):
    for (a, b, day), (c, d, another) in itertools.combinations(stays, 2):
        assert b <= c or d <= a
        assert not spread or day != another
    for a, b, _ in stays:
        assert all(b <= o.start or o.end <= a or o.start == o.end for o in other)


moments = st.datetimes(datetime(2011, 12, 20), datetime(2027, 1, 1))
midnights = st.sampled_from([datetime.combine(day, time()) for days in CHANGES.values() for day in days])
windows = st.tuples(st.integers(0, 6), st.integers(0, 1380), st.integers(10, 300))


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    now=st.one_of(moments, midnights),
    silences=st.lists(st.integers(0, 5000), min_size=1, max_size=5),
    taken=st.lists(st.tuples(st.integers(0, 7 * 24 * 60), st.integers(0, 600)), max_size=25),
    hours=st.lists(windows, min_size=1, max_size=6),
    spread=st.booleans(),
    calls=st.booleans(),
)
def test_nothing_ever_overlaps_or_leaves_the_hours(zone, now, silences, taken, hours, spread, calls):
    where, now = ZoneInfo(zone), now.replace(tzinfo=UTC)
    other = [Busy(start=now + timedelta(minutes=a), end=now + timedelta(minutes=a + n)) for a, n in taken]
    texts = tuple(as_written(*window) for window in hours)
    wanted = people(*silences, channel=Channel.PHONE if calls else Channel.NOTE)
    more = {"now": now, "zone": where, "hours": texts, "spread": spread, "awake": {"p0": (TOKYO.key,)}}
    placed = place(wanted, other, **more)
    assert placed == place(wanted, list(reversed(other)), **more)
    assert list(placed) == [one.person for one in wanted]
    assert all((found.start is None) == bool(found.reason) for found in placed.values())
    stays = []
    for person, found in placed.items():
        if found.start is None:
            continue
        begin = found.start.moment(where)
        end = begin + timedelta(minutes=found.minutes)
        soonest = (now + timedelta(hours=1)).astimezone(where)
        assert soonest <= begin < soonest + timedelta(days=7)
        check_it_is_in_the_hours(found, texts)
        check_it_is_real(found, begin, end, where)
        if person == "p0" and calls:
            check_they_are_awake(begin, end, TOKYO)
        stays.append((begin, end, found.start.day))
    check_each_stands_alone(stays, other, spread)
