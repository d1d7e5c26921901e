"""Our own entries read back become outcomes: the entry itself is the answer sheet."""

import hashlib
import re
from datetime import date, datetime, timedelta, tzinfo

from ..model import Entry, EntryStatus, Gone, Outcome, OutcomeKind
from ..model.memory import ReminderRow

GRACE_DAYS = 3
"""A reminder has passed this many days after its day when nothing happened."""
DONE = re.compile(
    r"^\s*(?:[✓✔✅☑]\ufe0f?|\[[xX✓]\]|[xX](?=[\s:.)\-])|(?:done|did|erledigt|fertig|fait|hecho|fatto|feito|klaar)\b)",
    re.IGNORECASE,
)


def line_marks(text: str) -> str:
    """Short digests of the lines of our words, so that lines the user adds can be told without keeping ours."""
    return " ".join(dict.fromkeys(_mark(line) for line in text.splitlines() if line.strip()))


def added(entry_text: str, marks: str) -> str:
    """The lines of the entry's text that are not ours: what the user wrote."""
    ours = set(marks.split())
    lines = (line.strip() for line in entry_text.splitlines())
    return "\n".join(line for line in lines if line and _mark(line) not in ours)


def read_back(
    row: ReminderRow, found: Entry | Gone | None, *, now: datetime, zone: tzinfo, fresh: date | None = None
) -> Outcome:
    """What became of one reminder.

    ``found`` None means that its calendar could not be read; ``fresh`` is the last day of contact that any
    journal or calendar shows with this person.
    """
    today = now.astimezone(zone).date()
    planned = date.fromisoformat(row.start[:10])
    written = _written_day(row, zone, planned)
    if found is None:
        return _outcome(row, OutcomeKind.UNKNOWN, today)
    if fresh is not None and fresh > written:
        return _outcome(row, OutcomeKind.DONE, fresh, found, row.words)
    if isinstance(found, Gone) or found.status is EntryStatus.CANCELLED:
        early = now < _moment(row.start, zone)
        return _outcome(row, OutcomeKind.REMOVED if early else OutcomeKind.HANDLED, today)
    words = added(found.text, row.words)
    if found.status is EntryStatus.COMPLETED or DONE.match(found.title) or DONE.match(words):
        done = found.completed.astimezone(zone).date() if found.completed else min(today, found.start.day)
        return _outcome(row, OutcomeKind.DONE, max(done, written), found, row.words)
    day = found.start.day
    moved = found.start.moment(zone) != _moment(row.start, zone)
    if today > day + timedelta(days=GRACE_DAYS):
        return _outcome(row, OutcomeKind.PASSED, today, found, row.words)
    return _outcome(
        row, OutcomeKind.MOVED if moved else OutcomeKind.WAITING, today, found, row.words, moved=moved
    )


def start_text(entry_or_reminder_start: object) -> str:
    """The wall time as the ledger keeps it: ``2026-03-01T10:00 Europe/Berlin`` or ``2026-03-01``."""
    start = entry_or_reminder_start
    day, clock, zone = (getattr(start, name) for name in ("day", "time", "zone"))
    return (
        day.isoformat()
        if clock is None
        else f"{day.isoformat()}T{clock.isoformat('minutes')} {zone or ''}".strip()
    )


def _text(entry: Entry) -> str:
    return start_text(entry.start)


def _written_day(row: ReminderRow, zone: tzinfo, planned: date) -> date:
    if not row.intended_at:
        return planned - timedelta(days=7)
    return datetime.fromisoformat(row.intended_at).astimezone(zone).date()


def _moment(start: str, zone: tzinfo) -> datetime:
    wall = datetime.fromisoformat(start.partition(" ")[0])
    return wall.replace(tzinfo=zone)


def _outcome(
    row: ReminderRow,
    kind: OutcomeKind,
    day: date,
    found: Entry | Gone | None = None,
    marks: str = "",
    *,
    moved: bool = False,
) -> Outcome:
    entry = found if isinstance(found, Entry) else None
    return Outcome(
        uid=row.uid,
        person=row.person,
        kind=kind,
        day=day,
        words=added(entry.text, marks) if entry else "",
        moved_to=_text(entry) if entry and moved else "",
    )


def _mark(line: str) -> str:
    return hashlib.sha256(" ".join(line.split()).encode()).hexdigest()[:8]
