"""What ``undo`` says: which runs are undone already, and which reminders stay or were gone before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

from ..errors import ConfigError
from ..garden import Garden
from ..garden.admitting import answers
from ..garden.taking_back import EITHER, stays
from ..model import Entry, Fault, Gone
from ..model.memory import ReminderRow, WalkRow
from ..pipeline import outcomes, own_words
from ..plugins import within


def undone(garden: Garden, rows: Sequence[ReminderRow]) -> list[str]:
    """The days of the runs after that of ``rows`` of whose reminders none is left, the latest first."""
    there = {row.run for row in garden.ledger.read(ReminderRow)}
    since = max((row.intended_at for row in rows), default="")
    wrote = [row for row in garden.ledger.read(WalkRow) if row.picks and row.at > since]
    gone = sorted((row for row in wrote if row.run not in there), key=lambda row: row.at, reverse=True)
    return [_day(datetime.fromisoformat(row.at).astimezone(garden.zone).date()) for row in gone]


def foreseen(garden: Garden, rows: Sequence[ReminderRow]) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """What ``Garden.undo`` would remove and leave of these, from what the calendar says is there now."""
    calendar = garden.calendar
    if calendar is None:
        return tuple(row.uid for row in rows), ()
    there = _found(garden, rows)
    elsewhere = {row.uid for row in rows if row.calendar not in ("", calendar.name)}
    touched = {row.uid for row in rows if _touched(row, there.get(row.uid), garden.zone)} | elsewhere
    return tuple(row.uid for row in rows if row.uid not in touched), (stays(calendar.name),) * len(touched)


def _touched(row: ReminderRow, there: Entry | Gone | None, zone: tzinfo) -> bool:
    """True when it is gone, or its words or time are not those that were written."""
    if not isinstance(there, Entry):
        return there is not None
    ours = own_words.marks(there.title, there.text) == row.words
    return not ours or there.start.moment(zone) != outcomes.start_moment(row.start, zone)


def sort_out(
    garden: Garden, rows: Sequence[ReminderRow], left: Sequence[Fault], now: datetime
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """What kept these rows from being removed: a sentence by uid for each that was gone, and the other faults.

    A calendar that does not remove a reminder answers alike for one that is gone and one that was changed, so
    it is asked what is there; where it cannot say, both stay possible.
    """
    there = _found(garden, [row for row, fault in zip(rows, left, strict=True) if fault.error == EITHER])
    gone: dict[str, str] = {}
    faults = []
    for row, fault in zip(rows, left, strict=True):
        about, answer = f"reminder {_about(garden, row, now)}", there.get(row.uid)
        error = fault.error
        if isinstance(answer, Gone):
            gone[row.uid] = (
                f"The {about} was deleted in the calendar before: the next walk takes that for your answer."
            )
            continue
        if isinstance(answer, Entry):
            error = "it was changed, so it stays as it is"
        elif garden.calendar and row.calendar not in ("", garden.calendar.name):
            error = f"it stands in {row.calendar}, and reminders go to {garden.calendar.name} now"
        faults.append(replace(fault, error=f"the {about}: {error}"))
    return gone, tuple(faults)


def _found(garden: Garden, rows: Sequence[ReminderRow]) -> dict[str, Entry | Gone]:
    """What the calendar says of these reminders now, by uid; nothing where it cannot be asked."""
    calendar = garden.calendar
    receipts = [row.receipt for row in rows if calendar and row.calendar in ("", calendar.name)]
    if calendar is None or not receipts:
        return {}
    try:
        said: list[Entry | Gone] = within(
            garden.settings.deadline_seconds, lambda: answers(calendar.look_up(receipts), Entry, Gone)
        )
    except Exception:  # the question only makes the words better; what it cannot tell stays unsaid
        return {}
    return {one.uid: one for one in said}


def _about(garden: Garden, row: ReminderRow, now: datetime) -> str:
    day = _day(date.fromisoformat(row.start[:10]))
    try:
        return f"about {garden.one(row.person, now=now).name} on {day}"
    except ConfigError:
        return f"on {day}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
