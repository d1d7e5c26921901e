"""What became of one person's reminders and what the user told, as one reads it."""

from collections.abc import Iterable
from datetime import date

from rich.markup import escape

from ..model import Channel, GiftKind, OutcomeKind
from ..model.memory import ContactRow, GiftRow, OutcomeRow, ReminderRow
from .session import Session

_BECAME = {
    OutcomeKind.WAITING: "is in the calendar",
    OutcomeKind.MOVED: "was moved",
    OutcomeKind.DONE: "was done",
    OutcomeKind.REMOVED: "was put away before its time",
    OutcomeKind.HANDLED: "was deleted after its time: no answer needed",
    OutcomeKind.PASSED: "passed",
    OutcomeKind.UNKNOWN: "could not be read back",
}
_BY = {
    Channel.PHONE: "you talked on the phone",
    Channel.NOTE: "a handwritten note",
    Channel.EMAIL: "an e-mail",
    Channel.MEET: "you met",
}


def tell(
    session: Session,
    reminders: Iterable[ReminderRow],
    outcomes: Iterable[OutcomeRow],
    contact: Iterable[ContactRow],
) -> None:
    """One line for each reminder and each contact that was told, the oldest first."""
    by_uid = {row.uid: row for row in outcomes}
    lines = []
    passed = 0
    for row in sorted(reminders, key=lambda row: row.start):
        outcome = by_uid.get(row.uid)
        passed = passed + 1 if outcome and outcome.kind == OutcomeKind.PASSED else 0
        lines.append((row.start, _reminder(row, outcome, "; there is a second chance" if passed == 1 else "")))
    lines += [(row.day, _contact(row)) for row in contact if row.origin != "outcome"]
    for _, line in sorted(lines):
        session.say(line)


def _reminder(row: ReminderRow, outcome: OutcomeRow | None, chance: str) -> str:
    kind = OutcomeKind(outcome.kind) if outcome else OutcomeKind.WAITING
    said = f"the reminder {_BECAME[kind]}"
    moved_to = day(outcome.moved_to) if outcome and outcome.moved_to else ""
    if moved_to and kind in (OutcomeKind.MOVED, OutcomeKind.WAITING):
        said += f" to {moved_to}"
    if moved_to and kind is OutcomeKind.PASSED:
        said = f"the reminder was moved to {moved_to} and passed"
    said += chance
    if outcome and kind is OutcomeKind.DONE and outcome.day > row.start[:10]:
        said += f" on {day(outcome.day)}"
    return _line(row.start, said, outcome.words if outcome else "")


def _contact(row: ContactRow) -> str:
    if row.origin == "flip":
        return _line(row.day, "about when you were last in touch, as you remember", row.note)
    return _line(row.day, _met(row), row.note)


def _line(when: str, said: str, words: str) -> str:
    quoted = f" [italic]{escape(' / '.join(words.splitlines()))}[/]" if words else ""
    return f"  [dim]{day(when)}[/]  {escape(said)}{'.' if not words else ':'}{quoted}"


def told(row: ContactRow | GiftRow) -> str:
    """One line for what the user told."""
    return _contact(row) if isinstance(row, ContactRow) else _line(row.day, _brought(row), row.note)


def plainly(row: ContactRow | GiftRow) -> str:
    """The same for an error: without the user's words, which no error holds."""
    said = _met(row) if isinstance(row, ContactRow) else _brought(row)
    return f"  {day(row.day)}  {said}"


def _met(row: ContactRow) -> str:
    return _BY[Channel(row.channel)] if row.channel else "you were in touch"


def _brought(row: GiftRow) -> str:
    return f"they brought {'a referral' if row.kind == GiftKind.REFERRAL else row.kind}"


def day(text: str) -> str:
    """``2 March 2026``, of an ISO day or moment."""
    that = date.fromisoformat(text[:10])
    return f"{that.day} {that:%B %Y}"
