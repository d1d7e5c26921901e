"""A store that lost much of what it held stops the write until somebody answers; one that lost little does not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reconnect_core import ContactTally, Entry, StoppedForSafety, When, WishKind

from .conftest import NOW, touches


def test_the_shrink_guard_stops_the_write_until_it_is_answered(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    del lived_in.book.records[5:]
    garden = lived_in.garden()
    plan = garden.plan(now=NOW + timedelta(days=8))
    assert garden.exit_code(plan.faults) == 3
    with pytest.raises(StoppedForSafety) as caught:
        garden.write(plan)
    assert "check --accept book" in str(caught.value)
    assert garden.accept("book", now=NOW + timedelta(days=8)) == 5
    garden.write(garden.plan(now=NOW + timedelta(days=8)))


def test_small_changes_do_not_stop_anything(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    del lived_in.book.records[-2:]
    garden = lived_in.garden()
    assert garden.exit_code(garden.plan(now=NOW + timedelta(days=8)).faults) == 0


def test_a_log_that_lost_half_of_its_days_stops_the_write(lived_in):
    tally = ContactTally(zone=UTC, now=NOW)
    for number in range(8):
        for one in touches(number, range(100 + 10 * number, 700, 35)):
            tally.add(one)
    lived_in.journal.records = list(tally.days())
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    lived_in.journal.records = [one.until(NOW.toordinal() - 400) for one in lived_in.journal.records]
    garden = lived_in.garden()
    plan = garden.plan(now=NOW + timedelta(days=8))
    assert garden.exit_code(plan.faults) == 3
    assert [fault.who for fault in plan.faults] == ["log"]


def test_the_guard_and_what_was_read_tell_one_count(lived_in):
    """Who was let go of is counted by neither side of the guard, so it tells what is gone, not what is there."""
    garden = lived_in.garden()
    there = len(lived_in.book.records)
    garden.write(garden.plan(now=NOW))
    first = garden.one("person0@mail.example", now=NOW)
    garden.wish(first.id, WishKind.NEVER, now=NOW + timedelta(days=1))
    later = NOW + timedelta(days=8)
    del lived_in.book.records[5:]
    (said,) = (one.error for one in lived_in.garden().plan(now=later).faults)
    assert said == f"it held {there} records and now holds 5"
    del lived_in.book.records[0]
    plan = lived_in.garden().plan(now=later)
    assert [one.records for one in plan.stores if one.store == "book"] == [4]
    lost = f"{there - 5} of its {there} records are gone"
    assert [one.error for one in plan.faults] == [f"{lost}, our reminders and people you let go not counted"]


def stops(world, now):
    """The stores that stop this walk; it is written where none does."""
    garden = world.garden()
    plan = garden.plan(now=now)
    stopped = [fault.who for fault in plan.faults if fault.exit_code == 3]
    if not stopped:
        garden.write(plan)
    return stopped


def fill(calendar, year, count):
    for number in range(count):
        day = When(day=date(year, 1, 1) + timedelta(days=7 * number))
        entry = Entry(calendar=calendar.name, uid=f"{year}-{number}", start=day, title="Choir")
        calendar.store[entry.uid, ""] = entry


def test_a_calendar_that_grew_emptier_over_the_years_stops_nothing_in_january(lived_in):
    """Every January a year of it is read no more, and that may be the year in which most of it stood."""
    fill(lived_in.calendar, 2021, 40)
    for year in range(2022, 2027):
        fill(lived_in.calendar, year, 10)
    days = [(2026, 12, 28), (2027, 1, 4), (2027, 12, 30), (2028, 1, 3), (2030, 1, 7)]
    assert [stops(lived_in, datetime(*day, 7, tzinfo=UTC)) for day in days] == [[]] * len(days)


def test_a_calendar_that_lost_much_stops_the_write_in_january_too(lived_in):
    for year in range(2021, 2027):
        fill(lived_in.calendar, year, 10)
    assert stops(lived_in, datetime(2026, 12, 28, 7, tzinfo=UTC)) == []
    for year in range(2023, 2027):
        for number in range(5):
            del lived_in.calendar.store[f"{year}-{number}", ""]
    assert stops(lived_in, datetime(2027, 1, 4, 7, tzinfo=UTC)) == ["home"]
