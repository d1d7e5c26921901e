"""Contacts become people: one for each human, each merge with its reason, the doubtful ones left to the user.

``people`` is the stage; ``handles`` and ``alias_digest`` are the normal forms it shares with the other rooms.
docs/identity.md tells the rules and how well they do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...model import Contact, ContactRef, Handle, Person
from . import aside, ids, persons, records
from .clustering import Fusing
from .ids import Known, alias_digest
from .judging import Verdict
from .persons import Provenance, handles, provenance
from .records import Record

__all__ = [
    "Fused",
    "Known",
    "MaybeSame",
    "Provenance",
    "SetAside",
    "alias_digest",
    "decision",
    "handles",
    "people",
    "provenance",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaybeSame:
    """Two people who may be one: for the user to say."""

    one: str
    other: str
    names: tuple[str, str]
    reason: str
    sure: float
    """How likely they are one, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A record that stands for no person, and why."""

    ref: ContactRef
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """Everybody, sorted by id, and what was found on the way."""

    people: tuple[Person, ...] = ()
    maybe_same: tuple[MaybeSame, ...] = ()
    """The likeliest first."""
    by_handle: Mapping[Handle, tuple[str, ...]] = field(default_factory=dict)
    """Who holds a handle; more than one id where people share it, so that evidence on it is nobody's."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What the ledger should add: person ids by digest, and merged ids with the one that stays."""
    retired: Mapping[str, str] = field(default_factory=dict)
    """Known ids that were merged now, each with the one that stays."""
    set_aside: tuple[SetAside, ...] = ()


_NOBODY_KNOWN = Known()
_SUREST, _DOUBTFUL = 0.99, 0.6
"""What ``MaybeSame.sure`` is at most, and where something speaks for two people: Chris beside Christine."""


def people(
    contacts: Sequence[Contact],
    e164s: Mapping[ContactRef, tuple[str, ...]],
    known: Known = _NOBODY_KNOWN,
    old_books: frozenset[str] = frozenset(),
) -> Fused:
    """One ``Person`` for each human behind the contacts, the same whatever the order of the contacts.

    ``e164s`` holds the numbers of each record that has some, aligned with its ``phones``. ``known`` keeps ids
    and the user's decisions over re-imports. Only what agrees beyond doubt is merged; a contradiction in given
    name, generation or birthday is never merged over; a shared number, family mailbox or desk joins nobody.
    ``old_books`` are old exports: whatever newer books say of somebody comes before what they say.
    """
    found = _ordered(contacts, old_books)
    told = [(contact, aside.why(contact)) for contact in found]
    rows = records.read([contact for contact, reason in told if not reason], e164s)
    recognised = ids.Recognised(rows, known)
    fusing = Fusing(rows, records.census(rows), ids.decisions(rows, known.not_same, known))
    fusing.run(ids.decisions(rows, known.same, known))
    clusters = _clusters(rows, fusing)
    named, retired = ids.assign(clusters, recognised, known, fusing.book.shared)
    everybody = _persons(clusters, named, fusing, e164s, old_books)
    return Fused(
        people=tuple(sorted(everybody, key=lambda person: person.id)),
        maybe_same=_maybe_same(clusters, everybody, fusing),
        by_handle=_by_handle(everybody),
        aliases=ids.Aliases([(one.id, one.contacts) for one in everybody], e164s, retired, known.ids),
        retired=retired,
        set_aside=tuple(
            [SetAside(ref=contact.ref, name=contact.name, reason=reason) for contact, reason in told if reason]
        ),
    )


def decision(
    one: Iterable[Contact], other: Iterable[Contact], e164s: Mapping[ContactRef, tuple[str, ...]]
) -> frozenset[tuple[str, str]]:
    """The pairs to keep in ``Known.same`` or ``Known.not_same`` for the user's word on two sets of records.

    They hold over re-import, another order, new uids and renamed books while a mailbox, page or name stays.
    """
    return ids.decision(records.read(one, e164s), records.read(other, e164s))


def _ordered(contacts: Sequence[Contact], old_books: frozenset[str]) -> list[Contact]:
    """Newer books first; records that a store gives under one key in a lasting order too."""

    def place(contact: Contact) -> tuple[bool, str, str]:
        return contact.ref.book in old_books, contact.ref.book, contact.ref.uid

    if len({(contact.ref.book, contact.ref.uid) for contact in contacts}) == len(contacts):
        return sorted(contacts, key=place)
    return sorted(contacts, key=lambda contact: (*place(contact), repr(contact)))


def _clusters(rows: list[Record], fusing: Fusing) -> list[list[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for record in rows:
        found[fusing.find(record.at)].append(record)
    return list(found.values())


def _persons(
    clusters: list[list[Record]],
    named: list[str],
    fusing: Fusing,
    e164s: Mapping[ContactRef, tuple[str, ...]],
    old_books: frozenset[str],
) -> list[Person]:
    joined: dict[int, list[tuple[Contact, Contact, Verdict]]] = defaultdict(list)
    for one, other, verdict in fusing.joined:
        pair = (fusing.records[one].contact, fusing.records[other].contact)
        joined[fusing.find(one)].append((*pair, verdict))
    found = []
    for identity, cluster in zip(named, clusters, strict=True):
        if len(cluster) == 1:
            contact = cluster[0].contact
            held = handles(contact, e164s.get(contact.ref, ()) if contact.phones else ())
            found.append(persons.person(identity, (contact,), held, (), old_books))
            continue
        contacts = tuple([record.contact for record in cluster])
        all_handles = persons.made(one for c in contacts for one in persons.named(c, e164s.get(c.ref, ())))
        because = persons.reasons(joined[fusing.find(cluster[0].at)])
        read = [record.name for record in cluster]
        found.append(persons.person(identity, contacts, all_handles, because, old_books, read))
    return found


def _maybe_same(clusters: list[list[Record]], everybody: list[Person], fusing: Fusing) -> tuple[MaybeSame, ...]:
    open_questions = fusing.open_questions()
    if not open_questions:
        return ()
    behind = {fusing.find(cluster[0].at): person for cluster, person in zip(clusters, everybody, strict=True)}
    found = []
    for (here, there), verdict in open_questions.items():
        one, other = sorted((behind[here], behind[there]), key=lambda person: person.id)
        sure = round(min(1 / (1 + 10**-verdict.odds), _DOUBTFUL if verdict.doubt else _SUREST), 2)
        names = (one.name, other.name)
        found.append(
            MaybeSame(one=one.id, other=other.id, names=names, reason=persons.said(verdict), sure=sure)
        )
    return tuple(sorted(found, key=lambda maybe: (-maybe.sure, maybe.one, maybe.other)))


def _by_handle(everybody: list[Person]) -> dict[Handle, tuple[str, ...]]:
    found: dict[Handle, tuple[str, ...]] = {}
    for person in everybody:
        for handle in person.handles:
            before = found.get(handle)
            found[handle] = (person.id,) if before is None else tuple(sorted((*before, person.id)))
    return found
