"""Our own reminders found again: in what was fetched, by asking the calendar, or without any ledger at all."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo

from ..model import Entry, EntryStatus, Fault, Gone, Outcome, OutcomeKind, When
from ..model.memory import OutcomeRow, ReminderRow, Row
from ..pipeline import evidence, marking, outcomes, own_words
from ..plugins import fault, within
from ..stores import Calendar
from .admitting import answers
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
    own: str,
    now: datetime,
    zone: tzinfo,
    deadline_seconds: float,
) -> ReadBack:
    """Read every reminder that is not closed; without a calendar those that passed in silence have passed.

    Reminders of other gardens in the same calendar are none of ours: they carry another mark than ``own``.
    """
    result = ReadBack()
    rows = [row for row in remembered.rows(ReminderRow) if row.status != "closed"]
    if calendar is None:
        seen = _Seen("", remembered, ground, now, zone)
        result.outcomes += filter(None, (_unanswered(row, seen) for row in rows))
        return result
    store = next((one for one in fetched if one.name == calendar.name), None)
    readable = store is not None and store.fault is None
    ours = _ours(ground.entries, calendar.name, own, {row.uid for row in remembered.rows(ReminderRow)})
    entries = {entry.uid: entry for entry in ours if evidence.OUR_UID.match(entry.uid)}
    late = remembered.passed_lately(now.astimezone(zone).date())
    seen = _Seen(calendar.name, remembered, ground, now, zone)
    if readable:
        missing = [row for row in (*rows, *late) if row.uid not in entries]
        seen.found = entries | _look_up(calendar, missing, result, deadline_seconds)
        seen.copies = _copies(ground.entries, calendar.name, (*rows, *late))
    for row in rows:
        _read_one(row, seen, result)
    result.outcomes += _late_answers(late, seen)
    if readable:
        result.adopted += _adopt(entries, seen, result)
    result.marks = _open_marks(entries, result, rows, remembered) | _ahead(ours, now, zone)
    return result


@dataclass(slots=True)
class _Seen:
    """What is known of our reminders at this moment; of a calendar that could not be read nothing is found."""

    calendar: str
    remembered: Remembered
    ground: Ground
    now: datetime
    zone: tzinfo
    found: Mapping[str, Entry | Gone] = field(default_factory=dict)
    copies: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    before: Mapping[str, OutcomeRow] = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.remembered.outcomes()

    def there(self, row: ReminderRow) -> Entry | Gone | None:
        """What stands for this reminder: itself, or what the user made of it and went on with.

        Another calendar than the one it was written to cannot say that it is gone.
        """
        found, made = self.found.get(row.uid), self.copies.get(row.uid, ())
        done = next((copy for copy in made if outcomes.is_done(copy, row.words)), None)
        if isinstance(found, Entry):
            return found if outcomes.is_done(found, row.words) else done or found
        if made:
            return done or made[0]
        return None if isinstance(found, Gone) and row.calendar and row.calendar != self.calendar else found

    def fresh(self, row: ReminderRow) -> date | None:
        """The last day of contact, as the stores or the user tell it."""
        days = self.ground.last_day(row.person), self.remembered.told_day(row.person)
        return max(filter(None, days), default=None)


def _read_one(row: ReminderRow, seen: _Seen, result: ReadBack) -> None:
    there, now = seen.there(row), seen.now
    if row.status == "intent" and isinstance(there, Gone) and _fresh_intent(row, now):
        result.dropped.append(row)
        return
    if row.status == "intent" and isinstance(there, Entry) and there.uid != row.uid:
        # It was written after all: somebody made a copy of it and went on with that.
        result.adopted.append(replace(row, status="open", written_at=now.isoformat()))
    moved_to = seen.before[row.uid].moved_to if row.uid in seen.before else ""
    found = outcomes.read_back(row, there, now=now, zone=seen.zone, fresh=seen.fresh(row), moved_to=moved_to)
    # Its time is where it was moved to: it is not lost before that is long over.
    waited_for = moved_to and not outcomes.lost(replace(row, start=moved_to), now.astimezone(seen.zone).date())
    if found.kind is not OutcomeKind.UNKNOWN or not waited_for:
        result.outcomes.append(found)


def _unanswered(row: ReminderRow, seen: _Seen) -> Outcome | None:
    """What became of one that an application showed and nobody answered, once its time is over."""
    before = seen.before.get(row.uid)
    day = date.fromisoformat(((before and before.moved_to) or row.start)[:10])
    there = None if row.calendar else Entry(calendar="", uid=row.uid, start=When(day=day))
    found = outcomes.read_back(row, there, now=seen.now, zone=seen.zone, fresh=seen.fresh(row))
    return None if found.kind in (OutcomeKind.WAITING, OutcomeKind.MOVED) else found


def _ours(everything: Iterable[Entry], calendar: str, own: str, known: Container[str]) -> list[Entry]:
    """Reminders of this garden and copies of them; one that the ledger knows is its own whatever it carries."""
    return [
        entry
        for entry in everything
        if entry.calendar == calendar and evidence.is_ours(entry)
        if not marking.is_anothers(entry.marks, own) or any(one in known for one in (entry.uid, *entry.marks))
    ]


def _copies(everything: Iterable[Entry], calendar: str, rows: Iterable[ReminderRow]) -> dict[str, list[Entry]]:
    """What the user made of reminders, by the uid of the reminder, which is theirs or among their marks.

    Copies, what was put into another of their calendars, and every time of one that they made to come back.
    """
    uids = {row.uid for row in rows}
    found: dict[str, list[Entry]] = {}
    for entry in everything:
        if entry.calendar == calendar and entry.uid in uids and not entry.recurrence_id:
            continue
        if entry.uid in uids or not uids.isdisjoint(entry.marks):
            for uid in uids.intersection((entry.uid, *entry.marks)):
                found.setdefault(uid, []).append(entry)
    return {uid: sorted(made, key=lambda entry: entry.uid) for uid, made in found.items()}


def _look_up(
    calendar: Calendar, rows: Sequence[ReminderRow], result: ReadBack, deadline_seconds: float
) -> dict[str, Entry | Gone]:
    if not rows:
        return {}
    receipts = [replace(row.receipt, calendar=calendar.name) for row in rows]
    try:
        found: list[Entry | Gone] = within(
            deadline_seconds, lambda: answers(calendar.look_up(receipts), Entry, Gone)
        )
    except Exception as error:
        result.faults.append(fault(calendar.name, "reading reminders back", error))
        return {}
    return {answer.uid: answer for answer in found}


def _late_answers(late: Iterable[ReminderRow], seen: _Seen) -> Iterator[Outcome]:
    """What became after all of reminders that had passed; one moved on by somebody already in touch is done."""
    newest = {person: rows[-1].uid for person, rows in seen.remembered.reminders_by_person().items()}
    for row in late:
        there = seen.there(row)
        answer = outcomes.read_back(row, there, now=seen.now, zone=seen.zone)
        if answer.kind is OutcomeKind.MOVED:
            if newest[row.person] != row.uid:
                continue  # another one has taken its place
            answer = outcomes.read_back(row, there, now=seen.now, zone=seen.zone, fresh=seen.fresh(row))
        said_more = answer.kind is OutcomeKind.PASSED and answer.words not in ("", seen.before[row.uid].words)
        if said_more or answer.kind in _LATE_ANSWERS:
            yield answer


def _fresh_intent(row: ReminderRow, now: datetime) -> bool:
    return bool(row.intended_at) and now - datetime.fromisoformat(row.intended_at) < RETRY


def _adopt(entries: Mapping[str, Entry], seen: _Seen, result: ReadBack) -> list[Row]:
    """Rows for reminders of ours that the ledger does not know: it was lost, or died before a receipt."""
    known = {row.uid: row for row in seen.remembered.rows(ReminderRow)}
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
            calendar=seen.calendar,
            start=outcomes.start_text(entry.start) if row is None else row.start,
            channel=row.channel if row else "",
            lane=row.lane if row else "",
            run=row.run if row else "found",
            intended_at=row.intended_at if row else entry.start.moment(seen.zone).isoformat(),
            written_at=seen.now.isoformat(),
            resource=entry.resource,
            etag=entry.etag,
            words=row.words if row else own_words.marks(outcomes.unticked(entry.title), entry.text),
        )
        rows.append(adopted)
        if row is None:
            fresh = seen.fresh(adopted)
            result.outcomes.append(
                outcomes.read_back(adopted, entry, now=seen.now, zone=seen.zone, fresh=fresh)
            )
    return rows


def _open_marks(
    entries: Mapping[str, Entry],
    result: ReadBack,
    rows: Iterable[ReminderRow],
    remembered: Remembered,
) -> frozenset[str]:
    closed = {o.uid for o in result.outcomes if o.kind not in _STILL_OPEN}
    closed |= {row.uid for row in remembered.rows(ReminderRow) if row.status == "closed"}
    closed -= {o.uid for o in result.outcomes if o.kind in _STILL_OPEN}
    marks = {mark for uid, entry in entries.items() if uid not in closed for mark in entry.marks}
    dropped = {row.uid for row in result.dropped}
    marks |= {row.person for row in rows if row.uid not in closed and row.uid not in dropped}
    marks |= {one.person for one in result.outcomes if one.kind is OutcomeKind.MOVED}
    return frozenset(marks)


def _ahead(ours: Iterable[Entry], now: datetime, zone: tzinfo) -> frozenset[str]:
    """Marks on what the user put ahead, whatever the ledger thinks; a copy also while it has its grace."""
    over = (EntryStatus.COMPLETED, EntryStatus.CANCELLED)
    grace = now.astimezone(zone).date() - timedelta(days=outcomes.GRACE_DAYS)
    return frozenset(
        mark
        for entry in ours
        if entry.status not in over
        if entry.start.moment(zone) > now
        or (entry.start.day >= grace and not evidence.OUR_UID.match(entry.uid))
        if outcomes.unticked(entry.title) == entry.title.strip()
        for mark in entry.marks
    )


_LATE_ANSWERS = (OutcomeKind.DONE, OutcomeKind.MOVED, OutcomeKind.HANDLED)
"""What may still become of a reminder that passed: it is ticked late, moved on, or deleted."""
_STILL_OPEN = (OutcomeKind.WAITING, OutcomeKind.MOVED, OutcomeKind.UNKNOWN)
