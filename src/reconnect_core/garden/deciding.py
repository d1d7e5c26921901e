"""The user's lasting word: who is one person, who is not, and whom a name means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from .. import phones
from ..errors import ConfigError
from ..ledger import Ledger
from ..model import Contact, Person
from ..model.memory import AliasRow, DecisionRow, PersonRow, Row
from ..pipeline import identity
from ..pipeline.identity.ids import fold_name
from .walking import Walk

if TYPE_CHECKING:
    from .listening import Listening as Garden


def decisions(
    walk: Walk, one: Iterable[Contact], other: Iterable[Contact], *, same: bool, card: str = ""
) -> list[DecisionRow]:
    """The rows that say whether these cards are one person; they hold while an address, page or name stays."""
    one, other = list(one), list(other)
    region = walk.garden.settings.region
    e164s = {contact.ref: phones.e164s(contact, region) for contact in (*one, *other)}
    pairs = {(min(pair), max(pair)) for pair in identity.decision(one, other, e164s)}
    told = walk.now.isoformat()
    return [DecisionRow(one=a, other=b, same=int(same), card=card, told=told) for a, b in sorted(pairs)]


def overruled(ledger: Ledger, rows: Sequence[DecisionRow]) -> list[DecisionRow]:
    """Earlier decisions to the contrary between the same cards."""
    if not rows:
        return []
    here, there = {row.one for row in rows}, {row.other for row in rows}
    ends = here | there
    contrary = (row for row in ledger.read(DecisionRow) if row.same != rows[0].same)
    return [row for row in contrary if row.one in ends and row.other in ends]


def cards_meant(walk: Walk, person: Person, text: str) -> tuple[Contact, ...]:
    """The cards of a person that hold this name, address or number; all of them when none does."""
    wanted = fold_name(text)
    number = phones.handle(text, walk.garden.settings.region).value if any(c.isdigit() for c in text) else None
    found = []
    for contact in person.contacts:
        handles = identity.handles(contact, phones.e164s(contact, walk.garden.settings.region))
        if any(handle.value in (wanted, number) for handle in handles):
            found.append(contact)
    return tuple(found) or person.contacts


def apart(walk: Walk, one: Person, other: Person, texts: tuple[str, str]) -> list[DecisionRow]:
    """The rows that keep two people apart, or two cards of one person that were wrongly joined.

    Raises ConfigError when both texts mean the same card.
    """
    here, there = cards_meant(walk, one, texts[0]), cards_meant(walk, other, texts[1])
    if one.id == other.id:
        both = set(map(id, here)) & set(map(id, there))
        if both or not decisions(walk, here, there, same=False):
            if len(one.contacts) == 1:
                raise ConfigError(f"{one.name} has one card only.", next_step="Two people need two cards.")
            raise ConfigError(
                f"{one.name} is one person of {len(one.contacts)} cards:",
                *map(_card_line, one.contacts),
                next_step="Name two of them by an address or number that only one card has.",
            )
    return decisions(walk, here, there, same=False)


def ids(walk: Walk, *people: Person) -> list[AliasRow]:
    """Whom each id means: what was told under the one that a merge retires would be nobody's before a write."""
    known = {person.id for person in people}
    aliases = walk.ground.fused.aliases
    return [AliasRow(digest=digest, person=person) for digest, person in aliases.items() if person in known]


def decide(garden: Garden, rows: Sequence[DecisionRow], *more: Row, parted: Collection[str] = ()) -> None:
    """Keep a decision instead of earlier ones to the contrary; who is ``parted`` is learned of anew."""
    learned = (row for row in garden.ledger.read(PersonRow) if row.person in parted)
    with garden.ledger.writing():
        garden.ledger.erase(*overruled(garden.ledger, rows), *learned)
        garden.ledger.write(*rows, *more)
    garden.forget_walk()


def _card_line(card: Contact) -> str:
    return f"  {card.name}  {', '.join((*card.emails, *(phone.raw for phone in card.phones)))}".rstrip()
