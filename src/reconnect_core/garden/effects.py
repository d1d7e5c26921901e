"""What outcomes change in the ledger."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ..model import Direction, Outcome, OutcomeKind, WishKind
from ..model.memory import ContactRow, OutcomeRow, ReminderRow, Row, WishRow
from ..pipeline import pacing
from ..pipeline.outcomes import lost
from .recall import Remembered

_OPEN = (OutcomeKind.WAITING, OutcomeKind.MOVED)
"""What leaves a reminder open."""


def effects(outcomes: Iterable[Outcome], remembered: Remembered, today: date) -> list[Row]:
    """The rows that these outcomes add to the ledger: each is taken in once, however often it is read."""
    rows: list[Row] = []
    by_uid = {row.uid: row for row in remembered.rows(ReminderRow)}
    before = remembered.outcomes()
    for outcome in outcomes:
        reminder = by_uid.get(outcome.uid)
        earlier = before.get(outcome.uid)
        if reminder is None or (outcome.kind is OutcomeKind.UNKNOWN and not lost(reminder, today)):
            continue
        if earlier is None and outcome.kind is OutcomeKind.WAITING and not outcome.words:
            continue
        row = _row(outcome, earlier, today)
        is_open = outcome.kind in _OPEN
        if earlier and replace(earlier, seen="", day="") == replace(row, seen="", day=""):
            # What came with it has come; only a reminder from another copy of the ledger is open yet.
            rows += [] if is_open or reminder.status == "closed" else [replace(reminder, status="closed")]
            continue
        rows.append(row)
        if is_open:
            rows += [replace(reminder, status="open")] if reminder.status == "closed" else []
            continue
        rows.append(replace(reminder, status="closed"))
        rows += _consequences(replace(outcome, words=row.words), reminder, remembered, today)
    return rows


def _row(outcome: Outcome, earlier: OutcomeRow | None, today: date) -> OutcomeRow:
    """The outcome for the ledger; what was said and where it was moved outlives a deleted entry."""
    before = (earlier.words, earlier.moved_to) if earlier and outcome.kind not in _OPEN else ("", "")
    return OutcomeRow(
        uid=outcome.uid,
        person=outcome.person,
        kind=outcome.kind.value,
        day=outcome.day.isoformat(),
        seen=today.isoformat(),
        words=outcome.words or before[0],
        moved_to=outcome.moved_to or before[1],
    )


def _consequences(outcome: Outcome, reminder: ReminderRow, remembered: Remembered, today: date) -> list[Row]:
    if reminder.person in pacing.ENTRIES:
        return []
    if outcome.kind is OutcomeKind.DONE:
        return [
            ContactRow(
                key=f"outcome-{outcome.uid}",
                person=outcome.person,
                day=outcome.day.isoformat(),
                channel=reminder.channel,
                direction=Direction.OUT.value,
                note=outcome.words,
                origin="outcome",
            )
        ]
    if outcome.kind is OutcomeKind.REMOVED:
        return _rest(outcome, remembered, today)
    return []


def _rest(outcome: Outcome, remembered: Remembered, today: date) -> list[Row]:
    """A rest for somebody whose reminder was removed, unless the user wished for a longer one."""
    kinds = remembered.ended(outcome.person, besides=outcome.uid)
    until = pacing.removed_rest(pacing.removals(kinds), today).isoformat()
    wished = (row for row in remembered.rows(WishRow) if row.person == outcome.person and row.kind == "rest")
    if any(not row.until or row.until >= until for row in wished):
        return []
    rest = WishKind.REST.value
    return [WishRow(person=outcome.person, kind=rest, until=until, told=today.isoformat())]
