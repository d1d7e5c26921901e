"""What the user tells: contact made, gifts, wishes, answers, and what happened without a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from .. import phones
from ..errors import ConfigError
from ..model import Card, CardKind, Channel, Direction, GiftKind, Outcome, Person, WishKind
from ..model.memory import (
    AnswerRow,
    ContactRow,
    DecisionRow,
    GiftRow,
    NameRow,
    PersonRow,
    ReminderRow,
    Row,
    WishRow,
)
from ..pipeline.identity.ids import fold_name
from ..pipeline.identity.spelling import fold, sound
from . import deciding, effects, given, questions, recall, rolodex, told
from .garden import aware
from .walking import Walk

if TYPE_CHECKING:
    from .listening import Listening as Garden


NOBODY = "nobody"
"""The answer that a name in a title means none of those it may mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact that the user tells of."""

    moment: datetime
    channel: Channel | None = None
    direction: Direction = Direction.MUTUAL
    minutes: int = 0
    note: str = ""
    glad: bool = False
    sure: float = 1.0


def find(walk: Walk, name: str) -> tuple[Person, ...]:
    """The people whom this name, id, address or number may mean: exact matches, else whole words, or parts."""
    wanted = " ".join(name.split()).casefold()
    people = walk.ground.people
    if name in people:
        return (people[name],)
    number = phones.handle(name, walk.garden.settings.region).value if any(c.isdigit() for c in name) else None
    exact = [p for p in people.values() if any(h.value in (wanted, number) for h in p.handles)]
    if exact:
        return tuple(exact)
    words = fold(wanted.replace(",", " ")).split()
    found = [p for p in people.values() if words and any(_bears(name, words) for name in _names(p))]
    whole = [p for p in found if any(set(words) <= set(fold(name).split()) for name in _names(p))]
    return tuple(whole or found)


def _names(person: Person) -> set[str]:
    """The name that is shown, and those on the cards."""
    return {person.name, *(card.name for card in person.contacts)}


def _bears(name: str, words: Sequence[str]) -> bool:
    folded = fold(name)
    return all(word in folded for word in words)


def _near(walk: Walk, name: str) -> str:
    """Up to three names that sound or are spelt like this one, of people one may be reminded of, or none."""
    from difflib import get_close_matches

    hidden = walk.known.hidden
    people = (person for person in walk.ground.people.values() if person.id not in hidden)
    # Whoever has no name is shown by an address, and no error tells one.
    names = {fold(person.name): person.name for person in people if _is_name(person.name)}
    heard = set(map(sound, fold(name).split()))
    near = [spelt for spelt in names if heard <= set(map(sound, spelt.split()))][:3] if heard else []
    near = near or get_close_matches(fold(name), names, n=3, cutoff=0.75)
    return " or ".join(names[spelt] for spelt in near)


def _is_name(text: str) -> bool:
    return "@" not in text and not any(mark.isdecimal() for mark in text)


def unique(walk: Walk, name: str) -> Person:
    """The one person this name means; raises ConfigError listing the candidates when it is not exactly one."""
    found = find(walk, name)
    if len(found) == 1:
        return found[0]
    if not found:
        near = _near(walk, name)
        hint = f"Did you mean {near}?" if near else "Try another part of the name."
        raise ConfigError(f'nobody is called "{name}".', next_step=hint)
    lines = [f"  {person.id}  {person.name}  {rolodex.hint(person)}" for person in found[:20]]
    raise ConfigError(f'"{name}" may be one of {len(found)}:', *lines, next_step="Say which, by its id.")


def log(garden: Garden, person: str, contact: Contact, now: datetime) -> None:
    """Remember contact; raises ValueError for a moment in the future, which is no contact yet."""
    if aware(contact.moment) > aware(now):
        raise ValueError("that is in the future: a plan is no contact yet")
    day = contact.moment.astimezone(garden.zone).date().isoformat()
    said = repr((given.person(person), day, contact.channel, contact.direction, contact.note))
    key = "log-" + hashlib.sha256(said.encode()).hexdigest()[:16]
    row = ContactRow(
        key=key,
        person=person,
        day=day,
        channel=contact.channel.value if contact.channel else "",
        direction=contact.direction.value,
        minutes=contact.minutes,
        sure=contact.sure,
        glad=int(contact.glad),
        note=contact.note,
    )
    told.remember(garden, given.told(row), now)


def gift(
    garden: Garden,
    person: str,
    kind: GiftKind,
    *,
    now: datetime,
    day: str = "",
    weight: float = 1.0,
    note: str = "",
) -> None:
    """Remember what somebody brought; raises ValueError for a day that is none or lies ahead, or no weight."""
    today = aware(now).astimezone(garden.zone).date()
    when = date.fromisoformat(day) if day else today
    if when > today:
        raise ValueError("that day lies ahead")
    said = repr((given.person(person), GiftKind(kind), when, note))
    key = "gift-" + hashlib.sha256(said.encode()).hexdigest()[:16]
    row = GiftRow(key=key, person=person, kind=str(kind), day=when.isoformat(), weight=weight, note=note)
    told.remember(garden, given.told(row), now)


def wish(
    garden: Garden,
    person: str,
    kind: WishKind,
    *,
    now: datetime,
    until: date | None = None,
    every_days: int = 0,
    channel: Channel | None = None,
) -> None:
    """Remember a wish; a new one of the same kind replaces the old."""
    row = WishRow(
        person=given.person(person),
        kind=WishKind(kind).value,
        until=given.iso(until),
        every_days=every_days,
        channel=Channel(channel).value if channel else "",
        told=aware(now).astimezone(garden.zone).date().isoformat(),
    )
    _write(garden, given.told(row))


def wake(garden: Garden, person: str) -> bool:
    """Take back rest, never and the mark of death, also one that a card once bore; False if there was none."""
    marked = [row for row in garden.ledger.read(PersonRow) if row.person == person and row.veto]
    if marked:
        _write(garden, *(replace(row, veto="") for row in marked))
    return told.unwish(garden, person) or bool(marked)


def same(garden: Garden, one: str, other: str, *, now: datetime) -> tuple[str, str]:
    """Decide that two people, each an id, name, address or number, are one; their ids."""
    walk = garden.walk(now=now)
    here, there = unique(walk, one), unique(walk, other)
    if here.id != there.id:
        rows = deciding.decisions(walk, here.contacts, there.contacts, same=True)
        deciding.decide(garden, rows, *deciding.ids(walk, here, there))
    return here.id, there.id


def not_same(garden: Garden, one: str, other: str, *, now: datetime) -> tuple[str, str]:
    """Decide that two people, or two cards of one, are not one; their ids."""
    walk = garden.walk(now=now)
    here, there = unique(walk, one), unique(walk, other)
    rows = deciding.apart(walk, here, there, (one, other))
    deciding.decide(garden, rows, parted=(here.id, there.id))
    return here.id, there.id


def means(garden: Garden, name: str, person: str) -> None:
    """Take in whom a name in titles and logs means; an empty id for nobody."""
    _write(garden, NameRow(name=fold_name(name), person=person))


def answer(garden: Garden, key: str, said: str, gifts: Sequence[GiftKind], *, now: datetime) -> None:
    """Take in one flipped card; raises ValueError for an unknown answer or gift."""
    number = max((row.number for row in garden.ledger.read(AnswerRow)), default=0) + 1
    today = now.astimezone(garden.zone).date()
    done = AnswerRow(person=key, day=today.isoformat(), number=number, answer=said)
    kind, _, about = key.partition(":")
    if kind == CardKind.SAME:
        _answer_same(garden, about.split(":"), said, done, now)
    elif kind == CardKind.NAME:
        row = NameRow(name=about, person="" if said == NOBODY else said)
        _write(garden, done, *([] if said == questions.LATER else [row]))
    elif kind == CardKind.AGAIN:
        until = (today + timedelta(days=365)).isoformat()
        rows = questions.again_rows(about, said, day=today.isoformat(), rest_until=until)
        _write(garden, done, *rows)
    else:
        kinds = [GiftKind(kind) for kind in gifts]
        rows = rolodex.rows_for(given.person(key), said, kinds, today=today, number=number)
        before = [row for row in garden.ledger.read(AnswerRow) if row.person == key]
        _write(garden, *rows, instead_of=[one for row in before for one in _told_by(garden, row)])


def _answer_same(garden: Garden, ids: Sequence[str], said: str, done: AnswerRow, now: datetime) -> None:
    if said not in ("same", "not same", questions.LATER):
        raise ValueError("an answer is one of same, not same, skip")
    if said == questions.LATER:
        _write(garden, done)
        return
    walk = garden.shown or garden.walk(now=now)
    one, other = (walk.ground.people[person] for person in ids)
    rows = deciding.decisions(walk, one.contacts, other.contacts, same=said == "same", card=done.person)
    deciding.decide(garden, rows, done, *deciding.ids(walk, one, other))


def latest_answer(garden: Garden) -> AnswerRow | None:
    """The answer that ``unanswer`` would take back."""
    return max(garden.ledger.read(AnswerRow), key=lambda row: row.number, default=None)


def unanswer(garden: Garden) -> str:
    """Take back the latest answer and return its card's key, or an empty text when there is none."""
    last = latest_answer(garden)
    if last is None:
        return ""
    with garden.ledger.writing():
        garden.ledger.erase(last, *_told_by(garden, last))
    garden.forget_walk()
    return last.person


def _told_by(garden: Garden, last: AnswerRow) -> list[Row]:
    """What an answer added besides itself."""
    kind, _, about = last.person.partition(":")
    if kind == CardKind.NAME:
        return [row for row in garden.ledger.read(NameRow) if row.name == about]
    if kind == CardKind.SAME:
        return [row for row in garden.ledger.read(DecisionRow) if row.card == last.person]
    person = about or last.person
    added: list[Row] = [row for row in garden.ledger.read(ContactRow) if row.key == f"flip-{person}"]
    added += [row for row in garden.ledger.read(GiftRow) if row.key.startswith(f"flip-{person}-")]
    if last.answer in ("rest", "never", "deceased"):
        added += told.wished(garden.ledger, person, (WishKind(last.answer),))
    return added


def cards(garden: Garden, walk: Walk) -> tuple[Card, ...]:
    """The Rolodex: who or what is worth a card to flip, the most promising first."""
    garden.shown = walk
    return questions.cards(walk.known, walk.remembered)


def record(garden: Garden, outcome: Outcome) -> None:
    """Take in what became of a reminder; raises ValueError for what no walk could read and for unknown uids."""
    remembered = recall.Remembered(garden.ledger)
    outcome = given.outcome(outcome, {row.uid: row.person for row in remembered.rows(ReminderRow)})
    _write(garden, *effects.effects([outcome], remembered, outcome.day))


def _write(garden: Garden, *rows: Row, instead_of: Sequence[Row] = ()) -> None:
    with garden.ledger.writing():
        garden.ledger.erase(*instead_of)
        garden.ledger.write(*rows)
    garden.forget_walk()
