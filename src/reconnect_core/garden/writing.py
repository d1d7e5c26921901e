"""Intend, put, remember: the only place where something outside the ledger changes."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..errors import PluginError, StoppedForSafety
from ..model import Fault, Lane, OutcomeKind, Plan, Receipt, ReceiptStatus, Reminder, Report
from ..model.memory import FaultRow, OutcomeRow, ReminderRow, Row, WalkRow
from ..pipeline import outcomes, own_words
from ..plugins import fault, within
from ..shapes import misfit
from ..stores import Calendar
from .fetch import READING
from .walking import Walk

if TYPE_CHECKING:
    from .garden import Garden

log = logging.getLogger("reconnect_core")
log.addHandler(logging.NullHandler())


def write(garden: Garden, walk: Walk, plan: Plan, chosen: Sequence[str] | None) -> Report:
    """Write the chosen reminders, and into the ledger everything the walk learned."""
    stops = [one for one in walk.faults() if one.exit_code == 3]
    if stops:
        raise StoppedForSafety(f"{stops[0].who}: {stops[0].error}.", next_step=stops[0].next_step)
    run = hashlib.sha256(f"{garden.settings.name}|{plan.now.isoformat()}".encode()).hexdigest()[:12]
    with garden.ledger.writing():
        _ = walk.readback
        garden.ledger.write(*walk.learned())
        reminders = wanted(garden, walk, plan, chosen)
        receipts, failed = _put(garden, walk, plan, reminders, run)
        faults = (*plan.faults, *failed)
        code = exit_code(faults, walk.remembered.rows(FaultRow))
        _remember_faults(garden, walk, faults, plan.now)
        if receipts:
            picks = sum(receipt.status is ReceiptStatus.CREATED for receipt in receipts)
            garden.ledger.write(WalkRow(run=run, at=plan.now.isoformat(), picks=picks, exit_code=code))
    report = Report(
        plan=plan, run=run, receipts=tuple(receipts), outcomes=plan.outcomes, faults=faults, exit_code=code
    )
    for one in garden.plugins.ran(report):
        log.warning("plugin %s failed in %s: %s", one.who, one.doing, one.error)
    return report


def exit_code(faults: Iterable[Fault], known: Iterable[FaultRow]) -> int:
    """3 stopped for safety, 5 sign in again, 4 something failed that had not failed before, else 0."""
    faults = list(faults)
    seen = {(row.who, row.error) for row in known}
    if any(one.exit_code == 3 for one in faults):
        return 3
    if any(one.exit_code == 5 for one in faults):
        return 5
    return 4 if any((one.who, one.error) not in seen for one in faults) else 0


def wanted(garden: Garden, walk: Walk, plan: Plan, chosen: Sequence[str] | None) -> list[Reminder]:
    """The reminders to write now: those chosen, unless the ledger already knows their uid.

    A fresh intent that never reached the calendar is no obstacle.

    None while the calendar that takes them cannot be read: an intent that nobody could carry out would be taken
    for a reminder that the user removed.
    """
    target = garden.calendar.name if garden.calendar else ""
    if any(one.who == target and one.doing == READING for one in plan.faults):
        return []
    known = {row.uid for row in garden.ledger.read(ReminderRow)} - {row.uid for row in walk.readback.dropped}
    reminders = plan.reminders
    if chosen is not None:
        everybody = [pick.reminder for pick in (*plan.picks, *plan.reserves) if pick.reminder]
        reminders = tuple(one for one in everybody if one.person in chosen)
        reminders += tuple(one for one in (plan.flip_reminder, plan.stock_reminder) if one)
    return [reminder for reminder in reminders if reminder.uid not in known]


def _intent(garden: Garden, plan: Plan, reminder: Reminder, run: str) -> ReminderRow:
    pick = next((p for p in (*plan.picks, *plan.reserves) if p.person.id == reminder.person), None)
    return ReminderRow(
        uid=reminder.uid,
        person=reminder.person,
        episode=pick.episode if pick else "",
        status="intent",
        calendar=garden.calendar.name if garden.calendar else "",
        start=outcomes.start_text(reminder.start),
        minutes=reminder.minutes,
        channel=reminder.channel.value if reminder.channel else "",
        lane=pick.lane.value if pick else "",
        arm="explored" if pick and pick.lane is Lane.EXPLORED else "suggested",
        run=run,
        intended_at=plan.now.isoformat(),
        words=own_words.marks(reminder.title, reminder.text),
    )


def _put(
    garden: Garden, walk: Walk, plan: Plan, reminders: Sequence[Reminder], run: str
) -> tuple[list[Receipt], list[Fault]]:
    if not reminders:
        return [], []
    first = {row.uid: row.intended_at for row in walk.readback.dropped}
    intents = {}
    for reminder in reminders:
        intent = _intent(garden, plan, reminder, run)
        intents[reminder.uid] = replace(intent, intended_at=first.get(reminder.uid, intent.intended_at))
    garden.ledger.write(*intents.values())
    if garden.calendar is None:
        garden.ledger.write(*(replace(row, status="open") for row in intents.values()))
        return [], []
    calendar: Calendar = garden.calendar
    try:
        answers = within(garden.settings.deadline_seconds, lambda: list(calendar.put(reminders)))
    except Exception as error:
        return [], [fault(calendar.name, "writing reminders", error)]
    receipts = [one for one in answers if isinstance(one, Receipt) and not misfit(one) and one.uid in intents]
    garden.ledger.write(*(row for one in receipts for row in _received(one, intents[one.uid], plan.now)))
    failed = [one for one in answers if isinstance(one, Fault)]
    silent = len(reminders) - len({one.uid for one in receipts}) - len(failed)
    if silent > 0:
        missing = PluginError(f"it gave no receipt for {silent} of {len(reminders)} reminders")
        failed.append(fault(calendar.name, "writing reminders", missing))
    return receipts, failed


def _received(receipt: Receipt, intent: ReminderRow, now: datetime) -> list[Row]:
    gone = receipt.status is ReceiptStatus.GONE
    row = replace(
        intent,
        status="closed" if gone else "open",
        written_at=now.isoformat(),
        resource=receipt.resource,
        etag=receipt.etag,
        digest=receipt.digest,
    )
    if not gone:
        return [row]
    day = now.date().isoformat()
    removed = OutcomeKind.REMOVED.value
    return [row, OutcomeRow(uid=row.uid, person=row.person, kind=removed, day=day, seen=day)]


def _remember_faults(garden: Garden, walk: Walk, faults: Iterable[Fault], now: datetime) -> None:
    """Known faults change no exit code; what works again is forgotten, so that it counts when it fails anew."""
    before = {(row.who, row.error): row for row in walk.remembered.rows(FaultRow)}
    present = {(one.who, one.error) for one in (*faults, *walk.broken)}
    garden.ledger.erase(*(row for name, row in before.items() if name not in present))
    fresh = sorted(present - set(before))
    garden.ledger.write(
        *(FaultRow(who=who, error=error, since=now.astimezone(UTC).isoformat()) for who, error in fresh)
    )
