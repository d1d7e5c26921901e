"""The pace: never above budget, no bursts, backing off without a word of reproach."""

from datetime import date, timedelta

from reconnect_core.model import GardenSettings
from reconnect_core.model.memory import OutcomeRow, ReminderRow
from reconnect_core.pipeline import pacing

TODAY = date(2026, 3, 2)
GARDEN = GardenSettings()


def row(uid, days_ago, status="closed", run=None):
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    return ReminderRow(
        uid=uid, person=uid, episode="", status=status, calendar="c", start=day, intended_at=day, run=run or day
    )


def ended(uid, kind):
    return OutcomeRow(uid=uid, person=uid, kind=kind, day="2026-01-01", seen="2026-01-01")


def pace(rows, outcomes=(), garden=GARDEN):
    return pacing.pace(rows, {o.uid: o for o in outcomes}, today=TODAY, garden=garden)


def test_a_new_garden_has_room_for_all():
    assert pace([]).slots == 3


def test_what_was_written_this_week_is_taken_off():
    assert pace([row("a", 2, "open"), row("b", 2, "open")]).slots == 1
    full = pace([row(name, 2, "open") for name in "abc"])
    assert (full.slots, bool(full.reason)) == (0, True)


def test_a_weekly_timer_that_comes_a_day_early_still_walks():
    assert pace([row(name, 6) for name in "abc"]).slots == 3
    assert pace([row(name, 5) for name in "abc"]).slots == 0


def test_never_more_open_than_the_limit():
    assert pace([row(f"p{n}", 10 + n, "open") for n in range(5)]).slots == 1
    assert pace([row(f"p{n}", 10 + n, "open") for n in range(9)]).slots == 0


def test_ten_missed_weeks_do_not_burst():
    assert pace([row(name, 80) for name in "abc"]).slots == 3


def test_after_two_walks_without_an_answer_one_and_after_four_a_month():
    walks = [row(f"w{n}", 14 + 7 * n) for n in range(4)]
    passed = [ended(f"w{n}", "passed") for n in range(4)]
    assert pace(walks[:1], passed[:1]).slots == 3
    two = pace(walks[:2], passed[:2])
    assert (two.slots, two.slowed) == (1, True)
    assert pace(walks, passed).slots == 0
    month_ago = [row(f"w{n}", 30 + 7 * n) for n in range(4)]
    assert pace(month_ago, passed).slots == 1


def test_the_first_done_restores_the_pace():
    walks = [row(f"w{n}", 30 + 7 * n) for n in range(4)]
    outcomes = [ended("w0", "done"), *(ended(f"w{n}", "passed") for n in range(1, 4))]
    assert pace(walks, outcomes).slots == 3


def test_walks_that_still_wait_are_not_counted_as_unanswered():
    assert pace([row("a", 8, "open"), row("b", 15, "open"), row("c", 22, "open")]).slots == 3


def test_rest_after_a_reminder():
    shown = row("a", 10)
    start = date.fromisoformat(shown.start)
    assert pacing.rest_until([], GARDEN) is None
    assert pacing.rest_until([(shown, ended("a", "handled"))], GARDEN) == start + timedelta(days=90)
    assert pacing.rest_until([(shown, ended("a", "passed"))], GARDEN) == start + timedelta(days=30)
    again = [(row("a", 60), ended("a", "passed")), (shown, ended("a", "passed"))]
    assert pacing.rest_until(again, GARDEN) == start + timedelta(days=90)


def test_each_removal_rests_twice_as_long():
    rests = [(pacing.removed_rest(n, TODAY) - TODAY).days for n in range(4)]
    assert rests == [90, 180, 360, 720]


def test_the_slower_rhythms():
    fortnight = GardenSettings(every="fortnight")
    assert pace([row(n, 8) for n in "abc"], garden=fortnight).slots == 0
    assert pace([row(n, 13) for n in "abc"], garden=fortnight).slots == 3
