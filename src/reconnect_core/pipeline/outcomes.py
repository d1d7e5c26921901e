"""Our own entries read back become outcomes: the entry itself is the answer sheet."""

import re
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ..model import Entry, EntryStatus, Gone, Outcome, OutcomeKind
from ..model.memory import ReminderRow
from . import own_words

GRACE_DAYS = 3
"""A reminder has passed this many days after its day when nothing happened."""
LOST_DAYS = 90
"""A reminder that could not be read back for this long after its day is given up, without judgement."""
_TICK = r"[✓✔✅☑🗸🗹][\ufe0e\ufe0f]?"
_WORD = r"(?:done|erledigt|fertig|fait|hecho|fatto|feito|klaar)\b"
_UNSEEN = r"[\s\u200b-\u200f\u2060\ufeff]*"
"""Blanks, and the marks of direction that some programs put before a text."""
_DIVIDES = r"[\s:.,;!)\-–—]"
_DONE = re.compile(
    rf"^{_UNSEEN}(?:(?:{_TICK})+|\[[xX✓]\]|x(?![-.]\w)(?={_DIVIDES}|$)|{_WORD}){_DIVIDES}*", re.IGNORECASE
)
"""How a line begins that says it is done, with what divides it from the rest."""
_DONE_ASIDE = re.compile(
    rf"^{_UNSEEN}[\"'“”„‘’«»(\[*]+\s*(?:{_TICK}|x|{_WORD})\s*[\"'“”‘’«»)\]*]+{_DIVIDES}*", re.IGNORECASE
)
"""The same in quotes or brackets, as our last line says it; of titles alone."""
_DONE_AT_END = re.compile(rf"(?:{_TICK}|[-–—:(]\s*{_WORD}\)?)[.!]*\s*$", re.IGNORECASE)


def unticked(title: str) -> str:
    """The title without what says that it is done, which is all of it where nothing does."""
    return _DONE_AT_END.sub("", _after_tick(title)).strip()


def _after_tick(title: str) -> str:
    return _DONE_ASIDE.sub("", _DONE.sub("", title)).strip()


def is_done(entry: Entry, marks: str) -> bool:
    """True when the task is completed, or a title or line that is not ours says that it is done."""
    title = entry.title.strip()
    return (
        entry.status is EntryStatus.COMPLETED
        or (unticked(title) != title and not own_words.is_ours(title, marks))
        or any(begins and _DONE.match(said) for begins, said in own_words.added(entry.text, marks))
    )


def read_back(
    row: ReminderRow,
    found: Entry | Gone | None,
    *,
    now: datetime,
    zone: tzinfo,
    fresh: date | None = None,
    moved_to: str = "",
) -> Outcome:
    """What became of one reminder.

    ``found`` None means that its calendar could not be read; ``fresh`` is the last day of contact with this
    person that any journal or calendar shows or the user told; ``moved_to`` where it was seen last. Somebody
    was no candidate on the day of contact, so contact on the day of writing came after it.
    """
    today = now.astimezone(zone).date()
    planned = date.fromisoformat(row.start[:10])
    written = _written_day(row, zone, planned)
    if fresh is not None and fresh >= written:
        return _outcome(row, OutcomeKind.DONE, fresh, found, row.words)
    if found is None:
        return _outcome(row, OutcomeKind.UNKNOWN, today)
    if isinstance(found, Gone) or found.status is EntryStatus.CANCELLED:
        early = now < start_moment(moved_to or row.start, zone)
        return _outcome(row, OutcomeKind.REMOVED if early else OutcomeKind.HANDLED, today, found, row.words)
    if is_done(found, row.words):
        done = found.completed.astimezone(zone).date() if found.completed else min(today, found.start.day)
        return _outcome(row, OutcomeKind.DONE, max(done, written), found, row.words)
    day = found.start.day
    moved = found.start.moment(zone) != start_moment(row.start, zone)
    if today > day + timedelta(days=GRACE_DAYS):
        return _outcome(row, OutcomeKind.PASSED, today, found, row.words, moved=moved)
    return _outcome(
        row, OutcomeKind.MOVED if moved else OutcomeKind.WAITING, today, found, row.words, moved=moved
    )


def lost(row: ReminderRow, today: date) -> bool:
    """True when a reminder that cannot be read back is so old that nobody waits for it any more."""
    return today > date.fromisoformat(row.start[:10]) + timedelta(days=LOST_DAYS)


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


def start_moment(start: str, zone: tzinfo) -> datetime:
    """The moment that ``start_text`` made a text of; raises ValueError or KeyError for another text."""
    wall, _, name = start.partition(" ")
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(name) if name else zone)


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
        words=_said(entry, marks) if entry else "",
        moved_to=_text(entry) if entry and moved else "",
    )


def _said(entry: Entry, marks: str) -> str:
    """What the user wrote: a title that is not ours but for the tick, and the lines they added."""
    title = unticked(entry.title)
    known = any(own_words.is_ours(one, marks) for one in (title, _after_tick(entry.title), entry.title))
    text = (said for _, said in own_words.added(entry.text, marks))
    return "\n".join(filter(None, ("" if known else title, *text)))
