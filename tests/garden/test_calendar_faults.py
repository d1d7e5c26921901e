"""Whichever question a calendar fails on, and however, the walk goes on and says so."""

import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reconnect_core import Busy, Entry, Receipt, When
from reconnect_core.testing import MemoryCalendar

from .conftest import NOW


def raises(*_):
    raise RuntimeError("secret@example.org")


def hangs(*_):
    time.sleep(30)


def exits(*_):
    sys.exit(9)


FAULTS = [raises, exits, pytest.param(hangs, marks=pytest.mark.full)]
JUNK = {
    "look_up": lambda self, receipts: iter(["what is this"]),
    "busy": lambda self, window: iter([Busy(start=datetime(2026, 3, 3), end=datetime(2026, 3, 4))]),
    "blind": lambda self: None,
    "put": lambda self, reminders: iter(["junk", Receipt(uid="x", calendar=None, status="created")]),
}
NAIVE = Entry(calendar="home", uid="x", start=When(day=NOW.date()), updated=datetime(2026, 3, 3))


def walks(lived_in, **methods):
    """Two walks, a week apart, over a calendar with these methods; all that failed, and all that was picked."""
    lived_in.calendar = type("Odd", (MemoryCalendar,), methods)("home")
    garden = lived_in.garden(settings=replace(lived_in.settings, deadline_seconds=1))
    report = garden.write(garden.plan(now=NOW))
    for key in list(lived_in.calendar.store):
        del lived_in.calendar.store[key]
    later = garden.plan(now=NOW + timedelta(days=8))
    return report, [fault for fault in (*report.faults, *later.faults) if fault.who == "home"]


@pytest.mark.parametrize("bad", FAULTS)
@pytest.mark.parametrize("method", ["busy", "look_up", "blind", "put", "entries_tell_busy"])
def test_a_question_that_fails_is_a_fault_of_that_calendar(lived_in, method, bad):
    asked = {"entries_tell_busy": False} if method == "busy" else {}
    report, faults = walks(
        lived_in, **asked, **{method: property(bad) if method == "entries_tell_busy" else bad}
    )
    assert len(report.plan.picks) == 3
    assert len(report.receipts) == (0 if method == "put" else 3)
    assert faults
    assert not any("example.org" in fault.error for fault in faults)


@pytest.mark.parametrize("method", JUNK)
def test_an_answer_that_is_none_is_a_fault_of_that_calendar(lived_in, method):
    report, faults = walks(lived_in, entries_tell_busy=False, **{method: JUNK[method]})
    assert len(report.plan.picks) == 3
    assert faults


def test_reminders_without_a_receipt_are_told_and_stay_intended(lived_in):
    report, faults = walks(lived_in, put=JUNK["put"])
    assert [fault.error for fault in faults] == ["it gave no receipt for 3 of 3 reminders"]
    assert report.exit_code == 4


def test_an_ill_made_entry_costs_itself(lived_in):
    report, faults = walks(lived_in, entries=lambda self, window: iter([NAIVE]))
    assert len(report.plan.picks) == 3
    assert "its plugin gave an ill-made Entry: updated" in faults[0].error
