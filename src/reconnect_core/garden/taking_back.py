"""Reminders are taken back as long as nobody has touched them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Fault
from ..model.memory import ReminderRow, UndoneRow
from ..plugins import fault, within

if TYPE_CHECKING:
    from .listening import Listening as Garden

EITHER = "it was changed or is gone; it stays as it is"
"""What is known of a reminder that a calendar did not remove: ``remove`` answers alike for both."""


def undoable(garden: Garden) -> tuple[ReminderRow, ...]:
    """The open reminders of the latest run that wrote any."""
    rows = [row for row in garden.ledger.read(ReminderRow) if row.status == "open" and row.run != "found"]
    latest = max((row.intended_at for row in rows), default="")
    return tuple(row for row in rows if row.intended_at == latest)


def undo(garden: Garden) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """Remove the latest run's untouched reminders; the uids removed, and what was left and why."""
    removed: list[str] = []
    left: list[Fault] = []
    with garden.ledger.writing():  # first: what another run finds gone meanwhile, the user did not delete
        for row in undoable(garden):
            problem = garden.take_out(row)
            if problem is None:
                # Its uid is used up: a calendar that remembers what was deleted (Google) takes no second one.
                garden.ledger.write(UndoneRow(uid=row.uid, person=row.person))
                garden.ledger.erase(row)
                removed.append(row.uid)
            else:
                left.append(problem)
    garden.forget_walk()
    return tuple(removed), tuple(left)


def take_out(garden: Garden, row: ReminderRow, *, unless_changed: bool = True) -> Fault | None:
    """Remove this reminder from the calendar; None when it is gone, else what stood in the way."""
    if garden.calendar is None:
        return None
    calendar = garden.calendar
    try:
        if within(garden.settings.deadline_seconds, lambda: calendar.remove(row.receipt, unless_changed)):
            return None
    except Exception as error:
        return fault(calendar.name, "removing a reminder", error)
    return stays(calendar.name)


def stays(calendar: str) -> Fault:
    """What is said of a reminder that this calendar did not remove."""
    return Fault(
        who=calendar,
        doing="removing a reminder",
        error=EITHER,
        next_step="A touched one stays. Remove it by hand if it should go.",
    )
