"""How many reminders this walk may write: the budget, the pace, and backing off when nothing is answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ..model import GardenSettings, OutcomeKind
from ..model.memory import OutcomeRow, ReminderRow

PERIOD_DAYS = {"week": 7, "fortnight": 14, "month": 29}
SLACK_DAYS = 1
"""A timer may come a day early without losing its walk; so may one of every first of the month, in March."""
REST_DAYS = 90
"""The first rest after a reminder was removed before its time; each further one is twice as long."""
SECOND_CHANCE_DAYS = 30
FIRST = date(1970, 1, 1)
"""Before every walk."""
FLIP = "flip"
"""What stands for a person in the entry that offers to flip through the Rolodex."""
STOCK = "stock"
"""And in the one that offers to take stock, once a year."""
ENTRIES = frozenset((FLIP, STOCK))
_SLOWER = ((6, 60), (4, 30))
"""After so many walks without any answer this many days pass between walks."""
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

    After two walks without any answer the next writes one reminder, after four a month passes between walks,
    after six two months; the first DONE restores the pace.
    """
    rows = list(reminders)
    zone = ZoneInfo(garden.timezone)
    quiet = _unanswered_walks(rows, outcomes, zone)
    people = garden.people if quiet < 2 else 1
    period = PERIOD_DAYS[garden.every]
    days = max(period, next((days for walks, days in _SLOWER if quiet >= walks), 0))
    written = [_day(row, zone) for row in rows]
    begun = _begun(written, days, today)
    # Both ways: what a clock wrote that ran years ahead is no reminder of this week.
    recent = [day for day in written if begun <= day <= today or abs((today - day).days) < days - SLACK_DAYS]
    still_open = sum(row.status != "closed" for row in rows)
    slots = max(0, min(people - len(recent), garden.open_limit - still_open))
    return Pace(
        slots=slots, reason="" if slots else _full(recent, people, still_open, days, garden), slowed=quiet >= 2
    )


def _begun(written: Iterable[date], days: int, today: date) -> date:
    """When the period began in which ``today`` is; ``date.max`` where the next may begin.

    Who came a day early has that day taken from the period that begins, so that nobody comes early each time.
    """
    begun = due = FIRST
    for day in sorted(day for day in written if day <= today):
        if day >= due - timedelta(days=SLACK_DAYS):
            begun, due = day, max(day, due) + timedelta(days=days)
    return begun if today < due - timedelta(days=SLACK_DAYS) else date.max


def _full(recent: Sequence[date], people: int, still_open: int, days: int, garden: GardenSettings) -> str:
    """Why there is no room."""
    if len(recent) < people:
        return f"{still_open} reminders are still open"
    if days > PERIOD_DAYS[garden.every]:
        again = max(recent) + timedelta(days=days - SLACK_DAYS)
        return f"taking it slowly for now: the next reminder comes from {again} on"
    return f"this {garden.every}'s reminders are already in the calendar"


def rest_until(rows: Iterable[tuple[ReminderRow, OutcomeRow | None]], garden: GardenSettings) -> date | None:
    """Until when a person is left in peace, from their reminders in the order they were written.

    The ordinary pause is ``not_again_days`` from the day of the reminder, or a later one it was moved to; a
    reminder that passed leaves a gentle second chance after a month, once.
    """
    until: date | None = None
    passed = 0
    for row, outcome in rows:
        kind = OutcomeKind(outcome.kind) if outcome else OutcomeKind.WAITING
        day = date.fromisoformat(max(row.start[:10], outcome.moved_to[:10] if outcome else ""))
        passed = passed + 1 if kind is OutcomeKind.PASSED else 0
        pause = min(SECOND_CHANCE_DAYS, garden.not_again_days) if passed == 1 else garden.not_again_days
        until = day + timedelta(days=pause)
    return until


def removals(kinds: Iterable[OutcomeKind]) -> int:
    """How often in a row a person's reminders were removed before their time, given how each ended in order.

    A reminder that was done begins the count anew.
    """
    count = 0
    for kind in kinds:
        if kind is OutcomeKind.REMOVED:
            count += 1
        elif kind is OutcomeKind.DONE:
            count = 0
    return count


def removed_rest(earlier: int, today: date) -> date:
    """Until when somebody rests whose reminder was removed before its time, after ``earlier`` such removals."""
    return today + timedelta(days=min(REST_DAYS * 2**earlier, 3650))


def flip_pause(kinds: Iterable[OutcomeKind], garden: GardenSettings) -> int:
    """Days until cards are offered again: the period, doubled for each offer in a row that was not taken."""
    in_vain = 0
    for kind in kinds:
        in_vain = in_vain + 1 if kind in (OutcomeKind.REMOVED, OutcomeKind.PASSED) else 0
    return min(PERIOD_DAYS[garden.every] << in_vain, 180) - SLACK_DAYS


def _day(row: ReminderRow, zone: tzinfo) -> date:
    wrote = datetime.fromisoformat(row.intended_at or row.start[:10])
    return (wrote.astimezone(zone) if wrote.tzinfo else wrote).date()


def _unanswered_walks(rows: Iterable[ReminderRow], outcomes: Mapping[str, OutcomeRow], zone: tzinfo) -> int:
    """How many of the latest walks ended without any answer; walks that still wait are left out."""
    runs: dict[tuple[date, str], list[ReminderRow]] = defaultdict(list)
    for row in rows:
        runs[_day(row, zone), row.run].append(row)
    count = 0
    for _, written in sorted(runs.items(), key=lambda item: item[0], reverse=True):
        kinds = {OutcomeKind(outcomes[row.uid].kind) for row in written if row.uid in outcomes}
        if kinds & _ANSWERS:
            break
        if OutcomeKind.PASSED in kinds:
            count += 1
    return count
