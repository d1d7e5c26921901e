"""How many reminders this walk may write: the budget, the pace, and backing off when nothing is answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import GardenSettings, OutcomeKind
from ..model.memory import OutcomeRow, ReminderRow

PERIOD_DAYS = {"week": 7, "fortnight": 14, "month": 30}
SLACK_DAYS = 1
"""A timer may come a day early without losing its walk."""
REST_DAYS = 90
"""The first rest after a reminder was removed before its time; each further one is twice as long."""
SECOND_CHANCE_DAYS = 30
_ANSWERS = {OutcomeKind.DONE, OutcomeKind.MOVED, OutcomeKind.REMOVED, OutcomeKind.HANDLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many reminders there is room for, and why it is fewer than usual."""

    slots: int
    reason: str = ""
    slowed: bool = False
    """The walk slows down because reminders went unanswered."""


def pace(
    reminders: Iterable[ReminderRow],
    outcomes: Mapping[str, OutcomeRow],
    *,
    today: date,
    garden: GardenSettings,
) -> Pace:
    """The room for reminders today: level-triggered, so missed runs never burst.

    After two walks without any answer the next writes one reminder, after four a month passes between walks;
    the first DONE restores the pace.
    """
    rows = [row for row in reminders if row.person != "flip"]
    quiet = _unanswered_walks(rows, outcomes, today)
    period = PERIOD_DAYS[garden.every]
    people, days = garden.people, period
    if quiet >= 4:
        people, days = 1, max(period, 30)
    elif quiet >= 2:
        people = 1
    recent = [row for row in rows if (today - _day(row)).days < days - SLACK_DAYS]
    still_open = sum(row.status != "closed" for row in rows)
    slots = max(0, min(people - len(recent), garden.open_limit - still_open))
    reason = ""
    if not slots:
        if len(recent) >= people:
            reason = f"this {garden.every}'s reminders are already in the calendar"
        else:
            reason = f"{still_open} reminders are still open"
    return Pace(slots=slots, reason=reason, slowed=quiet >= 2)


def rest_until(rows: Iterable[tuple[ReminderRow, OutcomeRow | None]], garden: GardenSettings) -> date | None:
    """Until when a person is left in peace, from their reminders in the order they were written.

    The ordinary pause is ``not_again_days``; a reminder that passed leaves a gentle second chance after a
    month, once.
    """
    until: date | None = None
    passed = 0
    for row, outcome in rows:
        day = date.fromisoformat(row.start[:10])
        kind = OutcomeKind(outcome.kind) if outcome else OutcomeKind.WAITING
        passed = passed + 1 if kind is OutcomeKind.PASSED else 0
        pause = min(SECOND_CHANCE_DAYS, garden.not_again_days) if passed == 1 else garden.not_again_days
        until = day + timedelta(days=pause)
    return until


def removed_rest(earlier: int, today: date) -> date:
    """Until when somebody rests whose reminder was removed before its time, for the n-th time."""
    return today + timedelta(days=min(REST_DAYS * 2**earlier, 3650))


def _day(row: ReminderRow) -> date:
    return date.fromisoformat((row.intended_at or row.start)[:10])


def _unanswered_walks(rows: Iterable[ReminderRow], outcomes: Mapping[str, OutcomeRow], today: date) -> int:
    """How many of the latest walks ended without any answer; walks that still wait are left out."""
    runs: dict[tuple[date, str], list[ReminderRow]] = defaultdict(list)
    for row in rows:
        runs[_day(row), row.run].append(row)
    count = 0
    for _, written in sorted(runs.items(), key=lambda item: item[0], reverse=True):
        kinds = {OutcomeKind(outcomes[row.uid].kind) for row in written if row.uid in outcomes}
        if kinds & _ANSWERS:
            break
        if OutcomeKind.PASSED in kinds:
            count += 1
    return count
