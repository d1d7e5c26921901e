"""Recurrence rules: dateutil is the judge for ordinary ones; the budget for the others."""

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reconnect_carddav.ical.expanding import Budget, TooMuchError, occurrences
from reconnect_carddav.ical.rules import BadRuleError, parsed_rule

PLENTY = 10_000_000


def days(rule, start, first, last, budget=PLENTY):
    return list(occurrences(parsed_rule(rule), start, first, last, Budget(budget)))


def some(values, most=3):
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


def part(name, values, most=3):
    return st.one_of(st.just(""), some(values, most).map(lambda found: f";{name}=" + ",".join(map(str, found))))


WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
NTH = [f"{n}{day}" for n in (1, 2, 4, 5, -1, -2) for day in WEEKDAYS]
# dateutil takes plain and ordinal weekdays in one rule as "both at once", where RFC 5545 means either.
PARTS = {
    "DAILY": [part("BYMONTH", range(1, 13)), part("BYMONTHDAY", [1, 15, 31, -1]), part("BYDAY", WEEKDAYS)],
    "WEEKLY": [part("BYDAY", WEEKDAYS), part("BYMONTH", range(1, 13)), part("WKST", ["MO", "SU"], 1)],
    "MONTHLY": [
        part("BYMONTHDAY", [1, 13, 29, 31, -1, -3]),
        st.one_of(part("BYDAY", NTH), part("BYDAY", WEEKDAYS)),
        part("BYMONTH", range(1, 13)),
    ],
    "YEARLY": [
        part("BYMONTH", range(1, 13)),
        part("BYMONTHDAY", [1, 29, 31, -1]),
        st.one_of(part("BYDAY", NTH), part("BYDAY", WEEKDAYS)),
    ],
    "HOURLY": [part("BYDAY", WEEKDAYS), part("BYHOUR", [9, 10, 17]), part("BYMINUTE", [0, 30])],
    "MINUTELY": [part("BYHOUR", [9, 10]), part("BYMINUTE", [0, 30]), part("BYDAY", WEEKDAYS)],
}
TIMES = part("BYHOUR", [0, 9, 17])
ENDS = st.one_of(st.just(""), st.integers(1, 400).map(lambda n: f";COUNT={n}"))
POSITIONS = part("BYSETPOS", [1, 2, -1], 2)


@st.composite
def rules(draw):
    freq = draw(st.sampled_from(sorted(PARTS)))
    parts = "".join(draw(one) for one in PARTS[freq])
    if freq in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        parts += draw(TIMES)
        if "BYDAY" in parts or "BYHOUR" in parts:
            parts += draw(POSITIONS)
    return f"FREQ={freq};INTERVAL={draw(st.integers(1, 5))}{parts}{draw(ENDS)}"


STARTS = st.datetimes(datetime(2012, 1, 1), datetime(2021, 1, 1)).map(lambda at: at.replace(microsecond=0))


@pytest.mark.full
@settings(max_examples=120, deadline=None)
@given(rules(), STARTS, st.integers(0, 900), st.integers(1, 500))
@example("FREQ=YEARLY;INTERVAL=1;BYDAY=20MO", datetime(1997, 5, 19, 9), 0, 1500)
@example("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", datetime(1997, 5, 12, 9), 0, 1500)
@example("FREQ=YEARLY;BYYEARDAY=1,100,-1", datetime(1997, 1, 1, 9), 0, 1500)
@example("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=SU;WKST=SU", datetime(1996, 1, 1), 0, 4000)
@example("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", datetime(1997, 9, 2, 9), 0, 1500)
@example("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", datetime(1997, 9, 29, 9), 0, 900)
@example("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", datetime(1997, 8, 5, 9), 0, 60)
@example("FREQ=YEARLY", datetime(2016, 2, 29), 0, 4000)
def test_every_rule_gives_what_dateutil_gives(rule, start, after, length):
    if "MINUTELY" in rule or "HOURLY" in rule:
        after, length = after % 10, length % 10
    first = start + timedelta(days=after)
    last = first + timedelta(days=length)
    try:
        expected = rrulestr(rule, dtstart=start).between(first, last, inc=True)
    except ValueError:
        expected = []  # dateutil refuses hours that an interval never meets
    assert days(rule, start, first, last) == expected


def test_an_endless_rule_is_entered_at_the_window():
    start = datetime(1900, 1, 1, 9)
    found = days("FREQ=DAILY", start, datetime(2026, 1, 1), datetime(2026, 1, 3), budget=20)
    assert found == [datetime(2026, 1, 1, 9), datetime(2026, 1, 2, 9)]


def test_a_thousand_million_seconds_are_plain_arithmetic():
    start = datetime(2000, 1, 1)
    end = start + timedelta(seconds=10**9 - 1)
    found = days("FREQ=SECONDLY;COUNT=1000000000", start, end - timedelta(seconds=2), end, budget=100)
    assert found == [end - timedelta(seconds=2), end - timedelta(seconds=1), end]
    assert days("FREQ=SECONDLY;COUNT=1000000000", start, end, end + timedelta(days=1), budget=100) == [end]


def test_plain_and_ordinal_weekdays_in_one_rule_are_either():
    start = datetime(2026, 1, 1)
    found = days("FREQ=MONTHLY;BYDAY=-1SU,1MO", start, start, datetime(2026, 2, 28))
    assert [day.day for day in found] == [5, 25, 2, 22]


@pytest.mark.parametrize(
    ("rule", "start", "found"),
    [
        ("FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31 2026-04-30"),
        ("FREQ=MONTHLY;SKIP=FORWARD;COUNT=4", "2026-01-31", "2026-01-31 2026-03-01 2026-03-31 2026-05-01"),
        ("FREQ=MONTHLY;SKIP=OMIT;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31"),
        ("FREQ=YEARLY;SKIP=BACKWARD;COUNT=3", "2023-02-28", "2023-02-28 2024-02-28 2025-02-28"),
        ("FREQ=YEARLY;SKIP=BACKWARD;COUNT=3", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28"),
        (
            "FREQ=YEARLY;SKIP=FORWARD;UNTIL=20281231",
            "2024-02-29",
            "2024-02-29 2025-03-01 2026-03-01 2027-03-01",
        ),
        ("FREQ=YEARLY;SKIP=FORWARD;BYMONTHDAY=31;BYMONTH=6;COUNT=2", "2026-01-01", "2026-07-01 2027-07-01"),
        (
            "FREQ=MONTHLY;SKIP=FORWARD;BYMONTHDAY=1,31;COUNT=4",
            "2026-02-01",
            "2026-02-01 2026-03-01 2026-03-31 2026-04-01",
        ),
        (
            "FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=28,30,31;COUNT=3",
            "2026-02-01",
            "2026-02-28 2026-03-28 2026-03-30",
        ),
    ],
)
def test_a_day_that_its_month_lacks_is_moved_where_the_rule_says_so(rule, start, found):
    first = datetime.fromisoformat(start)
    told = days(f"RSCALE=GREGORIAN;{rule}", first, first, datetime(2028, 1, 1))
    assert " ".join(str(day.date()) for day in told) == found


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9;COUNT=3",
    ],
)
def test_a_rule_that_never_matches_costs_its_budget_and_no_more(rule):
    with pytest.raises(TooMuchError):
        days(rule, datetime(1100, 1, 1), datetime(2026, 1, 1), datetime(2027, 1, 1), budget=5_000)


@pytest.mark.parametrize("rule", ["", "COUNT=3", "FREQ=FORTNIGHTLY", "FREQ=DAILY" + ";X=1" * 2000])
def test_what_is_no_rule_is_said_so(rule):
    with pytest.raises(BadRuleError):
        parsed_rule(rule)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("FREQ=DAILY\\;COUNT=10", "FREQ=DAILY;COUNT=10"),
        ("freq=weekly; byday = mo , fr", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1"),
        ("FREQ=DAILY;COUNT=-1", "FREQ=DAILY"),
        ("FREQ=MONTHLY;BYMONTHDAY=99,15;BYDAY=;FOO", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=MO"),
        ('RRULE:FREQ=WEEKLY;BYDAY=MON,"WEDNESDAY"', "FREQ=WEEKLY;BYDAY=MO,WE"),
    ],
)
def test_sloppy_rules_mean_what_they_mean(written, meant):
    assert parsed_rule(written) == parsed_rule(meant)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("D2 #5", "FREQ=DAILY;INTERVAL=2;COUNT=5"),
        ("D1 19991224T000000", "FREQ=DAILY;UNTIL=19991224T000000"),
        ("D1", "FREQ=DAILY;COUNT=2"),
        ("W1 FR #9", "FREQ=WEEKLY;BYDAY=FR;COUNT=9"),
        ("W2 MO WE #0", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        ("MP1 1+ MO #12", "FREQ=MONTHLY;BYDAY=1MO;COUNT=12"),
        ("MP6 1+ 3- FR SA #2", "FREQ=MONTHLY;INTERVAL=6;BYDAY=1FR,-3FR,1SA,-3SA;COUNT=2"),
        ("MD1 2 15 LD #0", "FREQ=MONTHLY;BYMONTHDAY=2,15,-1"),
        ("MD1 3- #0", "FREQ=MONTHLY;BYMONTHDAY=-3"),
        ("YM1 #0", "FREQ=YEARLY"),
        ("YM1 6 7 #8", "FREQ=YEARLY;BYMONTH=6,7;COUNT=8"),
        ("YD1 1 100 #10", "FREQ=YEARLY;BYYEARDAY=1,100;COUNT=10"),
    ],
)
def test_vcalendar_rules_are_read(old, new):
    assert parsed_rule(old) == parsed_rule(new)
