"""Forgetting somebody: no byte of them stays in any file of ours but keyed digests that keep them unseen."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .. import phones
from ..ledger import Ledger
from ..model import CardKind, Fault, HandleKind, Person
from ..model.memory import (
    ROWS,
    AliasRow,
    AnswerRow,
    DecisionRow,
    FactRow,
    ForgottenRow,
    NameRow,
    ReminderRow,
    Row,
    StoreRow,
)
from ..pipeline import own_words
from . import fetch, mirror, safety, unseen
from .unseen import KEY, Unseen

if TYPE_CHECKING:
    from .listening import Listening as Garden

_TEXTS = ("note", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What became of forgetting somebody."""

    rows: int
    """How many rows of the ledger were about them."""
    open: tuple[ReminderRow, ...] = ()
    """Their reminders that are still open in the calendar; of no more than this did anything remain."""
    removed: tuple[str, ...] = ()
    """The uids of reminders that were taken out of the calendar."""
    left: tuple[Fault, ...] = ()
    aside: tuple[str, ...] = ()
    """Broken ledgers that were kept aside: they may still name anybody."""


def look(garden: Garden, person: Person) -> Forgotten:
    """What forgetting this person would take away; changes nothing."""
    ids = _ids(garden.ledger, person.id)
    return Forgotten(
        rows=len(_about(garden.ledger, ids, _names(person))),
        open=tuple(row for row in _reminders(garden.ledger, ids) if row.status != "closed"),
        aside=_aside(garden.ledger),
    )


def forget(garden: Garden, person: Person, *, now: datetime, completely: bool, reminders: bool) -> Forgotten:
    """Erase the person from ledger and mirror; unless ``completely``, keep keyed digests of them.

    The digests come first and the mirror last: after a crash at any step a second call does the rest.
    """
    walk = garden.walk(now=now)
    sole = [one for one in person.handles if walk.ground.fused.by_handle.get(one) == (person.id,)]
    plan = look(garden, person)
    ids = _ids(garden.ledger, person.id)
    with garden.ledger.writing():
        removed, left = _take_out(garden, plan.open) if reminders else ((), ())
        key = _key(garden.ledger)
        digests = sorted({unseen.digest(key, *told) for told in unseen.told(person, sole)})
        gone = Unseen(key, digests, garden.settings.region)
        bundle = unseen.digest(key, "bundle", person.id)
        if not completely:
            garden.ledger.write(*(ForgottenRow(digest=one, bundle=bundle) for one in digests))
        garden.ledger.erase(*_about(garden.ledger, ids, _names(person)))
        garden.ledger.write(*_scrubbed(garden.ledger, gone, frozenset(_shown(person))))
        garden.ledger.write(*_scrub_mirror(garden, gone, again=completely))
        garden.ledger.vacuum()
    garden.forget_walk()
    return replace(plan, removed=removed, left=left)


def drop(garden: Garden, name: str) -> int:
    """Drop the digests of somebody forgotten whom this name, address or number means; how many they were."""
    rows = garden.ledger.read(ForgottenRow)
    key = _key(garden.ledger) if rows else b""
    number = phones.handle(name, garden.settings.region).value
    said = (("name", " ".join(unseen.words(name))), ("email", name.strip().lower()), ("phone", number))
    wanted = {unseen.digest(key, kind, value) for kind, value in said if value}
    bundles = {row.bundle for row in rows if row.digest in wanted}
    dropped = [row for row in rows if row.bundle in bundles]
    if dropped:
        with garden.ledger.writing():
            garden.ledger.erase(*dropped)
            garden.ledger.vacuum()
            _scrub_mirror(garden, Unseen(key, ()), again=True)
        garden.forget_walk()
    return len(dropped)


def _key(ledger: Ledger) -> bytes:
    found = next((row.value for row in ledger.read(FactRow) if row.name == KEY), "")
    if not found:
        found = secrets.token_hex(32)
        ledger.write(FactRow(name=KEY, value=found))
    return bytes.fromhex(found)


def _ids(ledger: Ledger, person: str) -> frozenset[str]:
    """The person's id and every id that was merged into it."""
    aliases = {row.digest: row.person for row in ledger.read(AliasRow)}
    found = {person}
    while more := {old for old, kept in aliases.items() if kept in found and old.startswith("p")} - found:
        found |= more
    return frozenset(found)


def _names(person: Person) -> frozenset[str]:
    return frozenset(handle.value for handle in person.handles if handle.kind is HandleKind.NAME)


def _shown(person: Person) -> set[str]:
    """Their names as the entry that offers to flip shows them, one a line."""
    return {person.name, *(contact.name for contact in person.contacts)}


def _reminders(ledger: Ledger, ids: frozenset[str]) -> list[ReminderRow]:
    return [row for row in ledger.read(ReminderRow) if row.person in ids]


def _about(ledger: Ledger, ids: frozenset[str], names: frozenset[str]) -> list[Row]:
    """Every row that speaks of this person."""
    named = {f"{CardKind.NAME}:{name}" for name in names}
    marks = ids | {row.digest for row in ledger.read(AliasRow) if row.person in ids}
    found: list[Row] = []
    for kind in ROWS:
        for row in ledger.read(kind):
            if isinstance(row, DecisionRow):
                mine = bool({row.one, row.other} & marks)
            elif isinstance(row, AnswerRow):
                mine = any(one in row.person for one in ids) or row.person in named
            elif isinstance(row, NameRow):
                mine = row.person in ids or row.name in names
            else:
                mine = getattr(row, "person", None) in ids or getattr(row, "digest", None) in ids
            if mine:
                found.append(row)
    return found


def _scrubbed(ledger: Ledger, gone: Unseen, names: frozenset[str]) -> list[Row]:
    """Rows about others whose words mention the person, without these words."""
    lines = {mark for name in names for mark in own_words.text_marks(name)}
    found: list[Row] = []
    for reminder in ledger.read(ReminderRow):
        marks = reminder.words.split()
        if lines.intersection(marks):
            found.append(replace(reminder, words=" ".join(mark for mark in marks if mark not in lines)))
    for kind in ROWS:
        texts = [item.name for item in fields(cast("Any", kind)) if item.name in _TEXTS]
        if not texts or kind is ReminderRow:
            continue
        for row in ledger.read(kind):
            changes = {name: gone.scrub(getattr(row, name)) for name in texts}
            if any(getattr(row, name) != text for name, text in changes.items()):
                found.append(replace(cast("Any", row), **changes))
    return found


def _scrub_mirror(garden: Garden, gone: Unseen, *, again: bool) -> list[StoreRow]:
    """Take the person out of the mirror; the sizes of the stores without them, for the guard against a shrink.

    ``again``: every store is to be read as a whole next time, since what was left out may come back.
    """
    sizes: list[StoreRow] = []
    rewritten: dict[str, Any] = {}
    known = {row.store: row for row in garden.ledger.read(StoreRow)}
    for name in garden.cache.stores():
        kept = garden.cache.load(name)
        if kept is None:
            continue
        row = known.get(name)
        first = safety.counted_from(row, garden.settings, garden.zone) if row else date.min
        resources, hidden, fewer = _without(mirror.decode(kept.body, kept.days), gone, first)
        body, days = mirror.encode(resources)
        state = None if again else fetch.telling_nothing_of(kept.state, hidden)
        rewritten[name] = replace(kept, body=body, days=days, state=state)
        if fewer and row:
            sizes.append(replace(row, records=max(0, row.records - fewer)))
    garden.cache.rewrite(rewritten.items(), "plan")
    return sizes


def _without(found: mirror.Resources, gone: Unseen, first: date) -> tuple[mirror.Resources, set[str], int]:
    """The records without the person, the keys that are gone, and how many fewer the guard counts."""
    left: mirror.Resources = {}
    hidden: set[str] = set()
    fewer = 0
    for key, records in found.items():
        kept = [one for record in records if (one := gone.without(record)) is not None]
        fewer += sum(safety.counted(one, first) for one in records)
        fewer -= sum(safety.counted(one, first) for one in kept)
        if kept:
            left[key] = kept
        if len(kept) < len(records):
            hidden.add(key)
    return left, hidden, fewer


def _take_out(garden: Garden, rows: Iterable[ReminderRow]) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    removed: list[str] = []
    left: list[Fault] = []
    for row in rows:
        problem = garden.take_out(row, unless_changed=False)
        if problem is None:
            removed.append(row.uid)
        else:
            left.append(problem)
    return tuple(removed), tuple(left)


def _aside(ledger: Ledger) -> tuple[str, ...]:
    path = getattr(ledger, "path", None)
    if not isinstance(path, Path):
        return ()
    found: Sequence[Path] = sorted(path.parent.glob(f"{path.name}.broken-*"))
    return tuple(one.name for one in found)
