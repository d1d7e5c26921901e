"""What ``undo`` says: which runs are undone already, and which reminders stay."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from ..errors import ConfigError
from ..garden import Garden
from ..model import Fault
from ..model.memory import ReminderRow, WalkRow


def undone(garden: Garden, rows: Sequence[ReminderRow]) -> list[str]:
    """The days of the runs after that of ``rows`` of whose reminders none is left, the latest first."""
    there = {row.run for row in garden.ledger.read(ReminderRow)}
    since = max((row.intended_at for row in rows), default="")
    wrote = [row for row in garden.ledger.read(WalkRow) if row.picks and row.at > since]
    gone = sorted((row for row in wrote if row.run not in there), key=lambda row: row.at, reverse=True)
    return [_day(datetime.fromisoformat(row.at).astimezone(garden.zone).date()) for row in gone]


def named(
    garden: Garden, rows: Sequence[ReminderRow], left: Sequence[Fault], now: datetime
) -> tuple[Fault, ...]:
    """The faults of these rows, each with the person and the day of its reminder."""
    return tuple(
        replace(fault, error=f"the reminder {_about(garden, row, now)}: {fault.error}")
        for row, fault in zip(rows, left, strict=True)
    )


def _about(garden: Garden, row: ReminderRow, now: datetime) -> str:
    day = _day(date.fromisoformat(row.start[:10]))
    try:
        return f"about {garden.one(row.person, now=now).name} on {day}"
    except ConfigError:
        return f"on {day}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
