"""What was told of contact and gifts: in which order, and what goes when it is taken back."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from ..ledger import Ledger
from ..model import OutcomeKind, WishKind, unpack_days
from ..model.memory import AliasRow, ContactRow, GiftRow, OutcomeRow, ReminderRow, Row, WishRow

if TYPE_CHECKING:
    from .listening import Listening as Garden
    from .walking import Walk

Told = TypeVar("Told", ContactRow, GiftRow)

_KEY = re.compile(r"(log|gift)-(?:(\d{8}T\d{6})-)?([0-9a-f]{16})")
"""The key of what was told: the moment of telling, which older ledgers lack, and a digest of what was said."""
ENDING = (WishKind.REST, WishKind.NEVER, WishKind.DECEASED)
"""The wishes that let somebody rest or go: ``wake`` takes them back."""
_UNKNOWN = datetime.min.replace(tzinfo=UTC)


def remember(garden: Garden, row: ContactRow | GiftRow, now: datetime) -> None:
    """Write what was told, its key marked with this moment; the same told before is replaced."""
    with garden.ledger.writing():
        there: list[ContactRow | GiftRow] = [*garden.ledger.read(ContactRow), *garden.ledger.read(GiftRow)]
        kept = replace(row, key=_stamped(row.key, now, max(map(_told_at, there), default=_UNKNOWN)))
        garden.ledger.write(kept)
        said = _said(kept)
        garden.ledger.erase(*(old for old in there if _said(old) == said and old.key != kept.key))
    garden.forget_walk()


def superseded(rows: Iterable[ContactRow | GiftRow]) -> list[ContactRow | GiftRow]:
    """Those that say what a later one says again: an import brings them beside what was told since."""
    latest: dict[tuple[str, str], ContactRow | GiftRow] = {}
    old = []
    for row in sorted(rows, key=_told_at):
        if (before := latest.get(_said(row))) is not None:
            old.append(before)
        latest[_said(row)] = row
    return old


def newest_first(walk: Walk, kind: type[Told], person: str) -> list[Told]:
    """What was told of this person with ``log`` or ``gift``, the newest first.

    What an older ledger keeps without its moment comes last, by day.
    """
    _ = walk.ground  # gives what was told under a merged id to the id that stays
    rows = [row for row in walk.remembered.rows(kind) if row.person == person and _KEY.fullmatch(row.key)]
    return sorted(rows, key=lambda row: (_told_at(row), row.day, row.key), reverse=True)


def concluded(walk: Walk, row: ContactRow | GiftRow) -> tuple[ReminderRow, ...]:
    """The reminders that the ledger counts as done because of this contact and nothing else it knows."""
    if isinstance(row, GiftRow) or _elsewhere(walk, row):
        return ()
    told = _told_day(walk, row)
    done = {
        outcome.uid
        for outcome in walk.garden.ledger.read(OutcomeRow)
        if outcome.kind == OutcomeKind.DONE and outcome.day == row.day and outcome.seen >= told
    }
    reminders = (one for one in walk.remembered.rows(ReminderRow) if one.person == row.person)
    return tuple(one for one in reminders if one.uid in done)


def unwish(garden: Garden, person: str, kinds: Collection[WishKind] = ENDING) -> bool:
    """Take back these wishes; False when there was none."""
    with garden.ledger.writing():
        rows = wished(garden.ledger, person, kinds)
        garden.ledger.erase(*rows)
    garden.forget_walk()
    return bool(rows)


def take_back(garden: Garden, row: ContactRow | GiftRow, reminders: Sequence[ReminderRow] = ()) -> None:
    """Erase what was told; these reminders are open again, so that the next walk looks at them anew."""
    uids = {one.uid for one in reminders}
    outcomes = [one for one in garden.ledger.read(OutcomeRow) if one.uid in uids]
    kept = [one for one in outcomes if one.words or one.moved_to]
    effects = {f"outcome-{uid}" for uid in uids}
    opened = [replace(one, status="open") for one in garden.ledger.read(ReminderRow) if one.uid in uids]
    gone: list[Row] = [one for one in garden.ledger.read(ContactRow) if one.key in effects]
    gone += [one for one in outcomes if one not in kept]
    gone += [one for one in garden.ledger.read(type(row)) if _said(one) == _said(row)]
    with garden.ledger.writing():
        # What was told goes last: after a crash in between a second call does the rest.
        garden.ledger.write(*opened, *map(_not_done, kept))
        garden.ledger.erase(*gone)
    garden.forget_walk()


def take_back_last(garden: Garden, kind: type[Told], person: str, *, now: datetime) -> bool:
    """Take back what of this kind was told last of this person; False when there was nothing."""
    walk = garden.walk(now=now)
    rows = newest_first(walk, kind, person)
    if rows:
        take_back(garden, rows[0], concluded(walk, rows[0]))
    return bool(rows)


def wished(ledger: Ledger, person: str, kinds: Collection[WishKind] = ENDING) -> list[WishRow]:
    """The wishes of these kinds about this person, also under ids that a write has seen merged into theirs."""
    aliases = {row.digest: row.person for row in ledger.read(AliasRow)}
    ids = {person}
    while more := {old for old, kept in aliases.items() if kept in ids and old.startswith("p")} - ids:
        ids |= more
    return [row for row in ledger.read(WishRow) if row.person in ids and row.kind in kinds]


def _not_done(outcome: OutcomeRow) -> OutcomeRow:
    """The outcome as it was before: the user's words, and where the reminder was moved to, are not lost."""
    kind = OutcomeKind.MOVED if outcome.moved_to else OutcomeKind.WAITING
    return replace(outcome, kind=kind.value)


def _elsewhere(walk: Walk, row: ContactRow) -> bool:
    """True when a store shows contact on this day too, or the user told of it more than once."""
    day = date.fromisoformat(row.day).toordinal()
    shown = walk.ground.gathered.contact.get(row.person, ())
    if any(day in unpack_days(days.days) for days in shown):
        return True
    return any(one.key != row.key and one.day == row.day for one in newest_first(walk, ContactRow, row.person))


def _told_day(walk: Walk, row: ContactRow) -> str:
    """The day on which it was told, or an empty text when that is not known."""
    moment = _told_at(row)
    return "" if moment == _UNKNOWN else moment.astimezone(walk.zone).date().isoformat()


def _said(row: ContactRow | GiftRow) -> tuple[str, str]:
    """What was said, whenever; only the row itself for one that nobody told with a verb."""
    found = _KEY.fullmatch(row.key)
    return (found[1], found[3]) if found else ("", row.key)


def _told_at(row: ContactRow | GiftRow) -> datetime:
    """When it was told, as its key has it; before everything else when that is not known."""
    found = _KEY.fullmatch(row.key)
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(f"{found[2]}Z") if found and found[2] else _UNKNOWN
    return _UNKNOWN


def _stamped(key: str, now: datetime, latest: datetime) -> str:
    """The key with the moment of telling, later than all before, whatever the clock says."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    if moment <= latest:
        moment = latest + timedelta(seconds=1)
    prefix, _, said = key.partition("-")
    return f"{prefix}-{moment:%Y%m%dT%H%M%S}-{said}"
