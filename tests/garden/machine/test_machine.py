"""The walk under every history: stores vanish, processes die, and the user does as they please."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .walks import Walks

RUNS = int(os.environ.get("RECONNECT_MACHINE", "500"))
BATCH, NIGHTLY = 500, 10_000
RECORD = Path(__file__).parents[3] / "benchmarks" / "results" / "machine.md"


def run(examples, steps=40):
    run_state_machine_as_test(
        Walks,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            # The same histories on every machine until something changes; new ones are lived by night.
            derandomize=RUNS < NIGHTLY,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            print_blob=False,
        ),
    )


def test_a_copy_of_a_moved_reminder_is_open_while_it_has_its_grace():
    """Found by the machine: moved, forgotten for a month, then copied to the day before yesterday."""
    lived = Walks()
    lived.begin()
    lived.walk()
    lived.move(at=0, days=9)
    lived.time_passes(days=33)
    lived.duplicate(at=0, days=20)
    lived.walk()
    lived.teardown()


def test_a_first_walk_in_late_autumn_leaves_nothing_to_do():
    """Found by the machine: the second walk of the day no longer took the garden for a new one."""
    lived = Walks()
    lived.begin()
    lived.time_passes(days=246)
    lived.teardown()


def test_a_reminder_moved_on_late_by_somebody_in_touch_is_done_at_once():
    """Found by the machine: it was open for one walk more."""
    lived = Walks()
    lived.begin()
    lived.be_in_touch(number=0)
    lived.walk()
    lived.time_passes(days=6)
    lived.duplicate(at=92, days=0)
    lived.duplicate(at=33, days=0)
    lived.walk()
    lived.move(at=37, days=21)
    lived.be_in_touch(number=3)
    lived.teardown()


def test_an_intent_of_which_only_a_copy_is_left_was_written_after_all():
    """Found by the machine: died before the receipt, copied, the first deleted; it stayed an intent for ever."""
    lived = Walks()
    lived.begin()
    lived.walk_and_die(step=6)
    lived.duplicate(at=0, days=0)
    lived.delete(at=1)
    lived.time_passes(days=1)
    lived.teardown()


def test_stock_is_taken_within_the_budget_of_a_week():
    """Found by the machine: three people and the entry to take stock were four."""
    lived = Walks()
    lived.begin()
    lived.time_passes(days=30)
    lived.walk_and_die(step=8)
    lived.time_passes(days=224)
    lived.walk()
    lived.teardown()


def test_a_few_histories():
    run(12, 25)


@pytest.mark.full
def test_many_histories():
    """In batches, so that a nightly run leaves a record of how far it came."""
    for done in range(min(BATCH, RUNS), RUNS + 1, BATCH):
        run(min(BATCH, RUNS))
        if RUNS >= NIGHTLY:
            RECORD.write_text(
                f"# Walks under every history\n\n`make nightly` (`RECONNECT_MACHINE={RUNS}`): {done} histories of up to "
                "40 steps lived by `tests/garden/machine`, no invariant broken.\n",
                encoding="utf-8",
            )
