"""A store that lost much of what it held stops the write until somebody answers; one that lost little does not."""

from datetime import UTC, timedelta

import pytest

from reconnect_core import ContactTally, StoppedForSafety, WishKind

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
