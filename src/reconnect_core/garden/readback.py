"""Our own reminders found again: in what was fetched, by asking the calendar, or without any ledger at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from ..model import Entry, Fault, Gone, Outcome, OutcomeKind, Receipt, ReceiptStatus
from ..model.memory import ReminderRow, Row
from ..pipeline import evidence, outcomes
from ..plugins import fault, within
from ..stores import Calendar
from .fetch import Fetched
from .know import Ground
from .recall import Remembered

RETRY = timedelta(days=1)
"""An intent whose reminder is absent is written again only within a day, else taken as removed."""


@dataclass(slots=True)
class ReadBack:
    """What became of our reminders, and what the ledger has to learn from it."""

    outcomes: list[Outcome] = field(default_factory=list)
    adopted: list[Row] = field(default_factory=list)
    """Reminders found in the calendar that the ledger did not know, and intents that were written after all."""
    dropped: list[ReminderRow] = field(default_factory=list)
    """Intents that never reached the calendar and may be written again."""
    marks: frozenset[str] = frozenset()
    """Person ids and handle digests on open reminders."""
    faults: list[Fault] = field(default_factory=list)


def read_back(
    fetched: Sequence[Fetched],
    calendar: Calendar | None,
    remembered: Remembered,
    ground: Ground,
    *,
    now: datetime,
    zone: tzinfo,
    deadline_seconds: float,
) -> ReadBack:
    """Read every reminder that is not closed; without a calendar there is nothing to read."""
    result = ReadBack()
    if calendar is None:
        return result
    store = next((one for one in fetched if one.name == calendar.name), None)
    readable = store is not None and store.fault is None
    entries = {entry.uid: entry for entry in ground.entries if _mine(entry, calendar.name)}
    rows = [row for row in remembered.rows(ReminderRow) if row.status != "closed"]
    found: dict[str, Entry | Gone] = dict(entries)
    missing = [row for row in rows if row.uid not in found]
    if readable and missing:
        found |= _look_up(calendar, missing, result, deadline_seconds)
    for row in rows:
        _read_one(row, found.get(row.uid) if readable else None, result, ground, now, zone)
    result.adopted += _adopt(entries, remembered, calendar.name, now, zone, result)
    result.marks = _open_marks(entries, result, rows, remembered)
    return result


def _mine(entry: Entry, calendar: str) -> bool:
    return entry.calendar == calendar and bool(evidence.OUR_UID.match(entry.uid))


def _look_up(
    calendar: Calendar, rows: Iterable[ReminderRow], result: ReadBack, deadline_seconds: float
) -> dict[str, Entry | Gone]:
    receipts = [
        Receipt(
            uid=row.uid,
            calendar=calendar.name,
            status=ReceiptStatus.CREATED,
            resource=row.resource,
            etag=row.etag,
            digest=row.digest,
        )
        for row in rows
    ]
    try:
        answers = within(deadline_seconds, lambda: list(calendar.look_up(receipts)))
    except Exception as error:
        result.faults.append(fault(calendar.name, "reading reminders back", error))
        return {}
    return {answer.uid: answer for answer in answers}


def _read_one(
    row: ReminderRow,
    found: Entry | Gone | None,
    result: ReadBack,
    ground: Ground,
    now: datetime,
    zone: tzinfo,
) -> None:
    absent = row.status == "intent" and isinstance(found, Gone)
    if absent and now - datetime.fromisoformat(row.intended_at) < RETRY:
        result.dropped.append(row)
        return
    outcome = outcomes.read_back(row, found, now=now, zone=zone, fresh=ground.last_day(row.person))
    result.outcomes.append(outcome)


def _adopt(
    entries: Mapping[str, Entry],
    remembered: Remembered,
    calendar: str,
    now: datetime,
    zone: tzinfo,
    result: ReadBack,
) -> list[Row]:
    """Rows for reminders of ours that the ledger does not know: it was lost, or died before a receipt."""
    known = {row.uid: row for row in remembered.rows(ReminderRow)}
    rows: list[Row] = []
    for uid, entry in entries.items():
        row = known.get(uid)
        if row is not None and row.status != "intent":
            continue
        adopted = ReminderRow(
            uid=uid,
            person=(row.person if row else "") or (entry.marks[0] if entry.marks else ""),
            episode=row.episode if row else "",
            status="open",
            calendar=calendar,
            start=outcomes.start_text(entry.start) if row is None else row.start,
            channel=row.channel if row else "",
            lane=row.lane if row else "",
            run=row.run if row else "found",
            intended_at=row.intended_at if row else entry.start.moment(zone).isoformat(),
            written_at=now.isoformat(),
            resource=entry.resource,
            etag=entry.etag,
            words=row.words if row else outcomes.line_marks(entry.text),
        )
        rows.append(adopted)
        if row is None:
            result.outcomes.append(outcomes.read_back(adopted, entry, now=now, zone=zone))
    return rows


def _open_marks(
    entries: Mapping[str, Entry],
    result: ReadBack,
    rows: Iterable[ReminderRow],
    remembered: Remembered,
) -> frozenset[str]:
    closed = {o.uid for o in result.outcomes if o.kind not in _STILL_OPEN}
    closed |= {row.uid for row in remembered.rows(ReminderRow) if row.status == "closed"}
    marks = {mark for uid, entry in entries.items() if uid not in closed for mark in entry.marks}
    dropped = {row.uid for row in result.dropped}
    marks |= {row.person for row in rows if row.uid not in closed and row.uid not in dropped}
    return frozenset(marks)


_STILL_OPEN = (OutcomeKind.WAITING, OutcomeKind.MOVED, OutcomeKind.UNKNOWN)
