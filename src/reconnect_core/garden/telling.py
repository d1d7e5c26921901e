"""What the user tells: contact made, gifts, wishes, answers, and what happened without a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from .. import phones
from ..errors import ConfigError
from ..model import Card, Channel, Direction, GiftKind, Outcome, Person, WishKind
from ..model.memory import AnswerRow, ContactRow, GiftRow, ReminderRow, Row, WishRow
from . import recall, rolodex
from .walking import Walk

if TYPE_CHECKING:
    from .listening import Listening as Garden


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
    """The people whom this name, id, address or number may mean: exact matches before partial ones."""
    wanted = " ".join(name.split()).casefold()
    people = walk.ground.people
    if name in people:
        return (people[name],)
    number = phones.handle(name, walk.garden.settings.region).value if any(c.isdigit() for c in name) else None
    exact = [p for p in people.values() if any(h.value in (wanted, number) for h in p.handles)]
    if exact:
        return tuple(exact)
    words = wanted.split()
    return tuple(p for p in people.values() if words and all(word in p.name.casefold() for word in words))


def one(walk: Walk, name: str) -> Person:
    """The one person this name means; raises ConfigError listing the candidates when it is not exactly one."""
    found = find(walk, name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ConfigError(f'nobody is called "{name}".', next_step="Try another part of the name.")
    lines = [f"  {person.id}  {person.name}  {person.organisation}".rstrip() for person in found[:20]]
    raise ConfigError(f'"{name}" may be one of {len(found)}:', *lines, next_step="Say which, by its id.")


def log(garden: Garden, person: str, told: Contact, now: datetime) -> None:
    """Remember contact; raises ValueError for a moment in the future, which is no contact yet."""
    if told.moment > now:
        raise ValueError("that is in the future: a plan is no contact yet")
    day = told.moment.astimezone(garden.zone).date().isoformat()
    said = repr((person, day, told.channel, told.direction, told.note))
    key = "log-" + hashlib.sha256(said.encode()).hexdigest()[:16]
    _write(
        garden,
        ContactRow(
            key=key,
            person=person,
            day=day,
            channel=told.channel.value if told.channel else "",
            direction=told.direction.value,
            minutes=told.minutes,
            sure=told.sure,
            glad=int(told.glad),
            note=told.note,
        ),
    )


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
    """Remember what somebody brought; raises ValueError for a day that is none or lies ahead."""
    today = now.astimezone(garden.zone).date()
    when = date.fromisoformat(day) if day else today
    if when > today:
        raise ValueError("that day lies ahead")
    said = repr((person, kind, when, note))
    key = "gift-" + hashlib.sha256(said.encode()).hexdigest()[:16]
    _write(
        garden,
        GiftRow(key=key, person=person, kind=kind.value, day=when.isoformat(), weight=weight, note=note),
    )


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
        person=person,
        kind=kind.value,
        until=until.isoformat() if until else "",
        every_days=every_days,
        channel=channel.value if channel else "",
        told=now.astimezone(garden.zone).date().isoformat(),
    )
    _write(garden, row)


def wake(garden: Garden, person: str) -> bool:
    """Take back rest, never, and the mark of death; False when there was none."""
    ending = (WishKind.REST, WishKind.NEVER, WishKind.DECEASED)
    rows = [row for row in garden.ledger.read(WishRow) if row.person == person and row.kind in ending]
    with garden.ledger.writing():
        garden.ledger.erase(*rows)
    garden.forget_walk()
    return bool(rows)


def answer(garden: Garden, person: str, said: str, gifts: Sequence[GiftKind], *, now: datetime) -> None:
    """Take in one flipped card; raises ValueError for an unknown answer."""
    number = max((row.number for row in garden.ledger.read(AnswerRow)), default=0) + 1
    today = now.astimezone(garden.zone).date()
    _write(garden, *rolodex.rows_for(person, said, gifts, today=today, number=number))


def unanswer(garden: Garden) -> str:
    """Take back the latest answer and return its person id, or an empty text when there is none."""
    rows = sorted(garden.ledger.read(AnswerRow), key=lambda row: row.number)
    if not rows:
        return ""
    last = rows[-1]
    told: list[Row] = [last, *(r for r in garden.ledger.read(ContactRow) if r.key == f"flip-{last.person}")]
    told += [r for r in garden.ledger.read(GiftRow) if r.key.startswith(f"flip-{last.person}-")]
    if last.answer in ("rest", "never", "deceased"):
        told += [r for r in garden.ledger.read(WishRow) if r.person == last.person and r.kind == last.answer]
    with garden.ledger.writing():
        garden.ledger.erase(*told)
    garden.forget_walk()
    return last.person


def cards(walk: Walk) -> tuple[Card, ...]:
    """The Rolodex: who is worth a card to flip, the most promising first."""
    return rolodex.cards(walk.known, walk.remembered)


def record(garden: Garden, outcome: Outcome) -> None:
    """Take in what became of a reminder; raises ValueError when its uid was never written."""
    remembered = recall.Remembered(garden.ledger)
    if outcome.uid not in {row.uid for row in remembered.rows(ReminderRow)}:
        raise ValueError("no reminder with this uid was ever written")
    _write(garden, *recall.effects([outcome], remembered, outcome.day))


def _write(garden: Garden, *rows: Row) -> None:
    with garden.ledger.writing():
        garden.ledger.write(*rows)
    garden.forget_walk()
