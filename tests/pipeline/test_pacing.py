"""The pace: never above budget, no bursts, backing off without a word of reproach."""

from dataclasses import replace
from datetime import date, timedelta

from reconnect_core.model import GardenSettings, OutcomeKind
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
    month = GardenSettings(every="month")
    assert pace([row(n, 27) for n in "abc"], garden=month).slots == 0
    assert pace([row(n, 28) for n in "abc"], garden=month).slots == 3, "1 February, 1 March"


def test_the_day_of_a_walk_is_the_users_and_a_clock_that_ran_ahead_stops_no_walk_for_years():
    evening = [replace(row(n, 0), intended_at="2026-02-25T03:00:00+00:00") for n in "abc"]
    assert pace(evening).slots == 0
    assert pace(evening, garden=GardenSettings(timezone="America/Los_Angeles")).slots == 3
    assert pace([row(n, -1, "open") for n in "abc"]).slots == 0
    assert pace([row(n, -900, "open") for n in "abc"]).slots == 3


def test_after_six_unanswered_walks_two_months_pass_and_a_kind_line_says_from_when():
    walks = [row(f"w{n}", 40 + 30 * n) for n in range(6)]
    passed = [ended(f"w{n}", "passed") for n in range(6)]
    slow = pace(walks, passed)
    assert (slow.slots, slow.reason) == (
        0,
        "taking it slowly for now: the next reminder comes from 2026-03-21 on",
    )
    assert pace([row(f"w{n}", 60 + 30 * n) for n in range(6)], passed).slots == 1


def test_a_week_has_seven_days_under_a_timer_that_comes_every_day():
    for every, days in (("week", 7), ("fortnight", 14), ("month", 29)):
        garden = GardenSettings(every=every)
        rows, walks = [], []
        for ahead in range(4 * days + 1):
            day = TODAY + timedelta(days=ahead)
            slots = pacing.pace(rows, {}, today=day, garden=garden).slots
            rows += [row(f"{day}-{n}", -ahead) for n in range(slots)]
            walks += [ahead] if slots else []
        assert walks == [0, days - 1, 2 * days - 1, 3 * days - 1, 4 * days - 1]


def test_a_weekly_timer_keeps_every_week_also_when_it_comes_an_hour_before_midnight_once():
    rows, walks = [], []
    for ahead in (0, 7, 13, 21, 28):
        slots = pacing.pace(rows, {}, today=TODAY + timedelta(days=ahead), garden=GARDEN).slots
        rows += [row(f"{ahead}-{n}", -ahead) for n in range(slots)]
        walks += [ahead] if slots else []
    assert walks == [0, 7, 13, 21, 28]


def test_a_user_who_never_answers_gets_at_most_fifteen_entries_a_year():
    """A timer that runs daily or weekly, and every reminder passes."""
    for step in (1, 7):
        rows, outcomes, day = [], {}, TODAY
        while day < TODAY + timedelta(days=364):
            for one in rows:
                if (day - date.fromisoformat(one.start)).days > 4:
                    outcomes[one.uid] = ended(one.uid, "passed")
            slots = pacing.pace(rows, outcomes, today=day, garden=GARDEN).slots
            rows += [row(f"{day}-{n}", (TODAY - day).days, run=str(day)) for n in range(slots)]
            day += timedelta(days=step)
        assert 6 < len(rows) <= 15


def test_cards_are_offered_less_and_less_while_nobody_takes_them():
    kinds = [OutcomeKind.REMOVED, OutcomeKind.PASSED, OutcomeKind.REMOVED]
    assert [pacing.flip_pause(kinds[:n], GARDEN) for n in range(4)] == [6, 13, 27, 55]
    assert pacing.flip_pause([*kinds, OutcomeKind.DONE], GARDEN) == 6


def test_only_removals_in_a_row_count():
    removed, done, passed = OutcomeKind.REMOVED, OutcomeKind.DONE, OutcomeKind.PASSED
    assert pacing.removals([removed, removed, passed]) == 2
    assert pacing.removals([removed, done, removed]) == 1
    assert pacing.removals([]) == 0


def test_peace_is_counted_from_the_later_day_a_reminder_was_moved_to():
    shown = row("a", 50)
    moved = OutcomeRow(
        uid="a", person="a", kind="handled", day="2026-01-01", seen="2026-01-01", moved_to="2026-02-20T17:00"
    )
    assert pacing.rest_until([(shown, moved)], GARDEN) == date(2026, 2, 20) + timedelta(days=90)
    early = replace(moved, moved_to="2026-01-01T17:00")
    assert pacing.rest_until([(shown, early)], GARDEN) == date.fromisoformat(shown.start) + timedelta(days=90)
