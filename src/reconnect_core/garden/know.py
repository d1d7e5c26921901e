"""From what was fetched and remembered to people and all that is known about each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from .. import phones
from ..model import (
    Candidate,
    Contact,
    ContactDays,
    Entry,
    GardenSettings,
    Gift,
    Handle,
    HandleKind,
    Interaction,
    Person,
    ScoringSettings,
    SourceRef,
    Wish,
    WishKind,
)
from ..model.memory import DecisionRow, PersonRow
from ..pipeline import evidence, gifts, groups, identity, rhythm, titles
from ..pipeline.tie import Rhythms
from . import whose
from .fetch import Fetched
from .recall import LEDGER, Remembered


@dataclass(slots=True)
class Ground:
    """Everybody, and all that the stores say about them, before what the user told us is added."""

    fused: identity.Fused
    people: dict[str, Person]
    entries: tuple[Entry, ...]
    gathered: evidence.Gathered
    planned: dict[str, evidence.Planned]
    names: Mapping[str, tuple[str, ...]]
    """Who bears a full name of two or more words, in titles."""
    unnamed: tuple[Entry, ...]
    """Entries of one's own whose title names nobody for certain."""

    def last_day(self, person: str) -> date | None:
        """The last day of contact that any store shows."""
        last = max((rhythm.last(days.days) for days in self.gathered.contact.get(person, ())), default=0)
        return date.fromordinal(last) if last else None


@dataclass(slots=True)
class Known:
    """Everybody, and all the evidence about them, before any judgement."""

    ground: Ground
    people: dict[str, Person]
    contact: dict[str, tuple[ContactDays, ...]]
    gifts: dict[str, tuple[Gift, ...]]
    wishes: Mapping[str, tuple[Wish, ...]]
    rhythms: Rhythms
    hidden: dict[str, str]
    """Who appears nowhere, and why: the dead, the resting, the let-go, the household."""

    def sources(self, person: str) -> tuple[identity.Provenance, ...]:
        """For each value that the person shows, the record it comes from, and whether it is perhaps old."""
        return identity.provenance(self.people[person])

    def candidate(self, person: str) -> Candidate:
        """One person with all the evidence there is."""
        return Candidate(
            person=self.people[person],
            rhythm=self.rhythms.get(person),
            contact=self.contact.get(person, ()),
            gifts=self.gifts.get(person, ()),
            wishes=self.wishes.get(person, ()),
        )


def till(
    fetched: Sequence[Fetched],
    remembered: Remembered,
    *,
    garden: GardenSettings,
    now: datetime,
    zone: tzinfo,
    old_books: frozenset[str] = frozenset(),
) -> Ground:
    """People and what the stores say about them; the order of records changes nothing."""
    contacts, interactions, days, gift_records, entries = _sorted_out(fetched)
    contacts = groups.labelled(contacts)
    e164s = {one.ref: phones.e164s(one, garden.region) for one in contacts if one.phones}
    fused = identity.people(contacts, e164s, _known_ids(remembered), old_books)
    people = {person.id: person for person in fused.people}
    me = frozenset(address.lower() for address in garden.me)
    remembered.follow(people, fused.retired)
    meant = remembered.meant(people)
    names = whose.full_names(people) if entries else {}
    held, booked = whose.from_entries(entries, me=me, now=now, zone=zone)
    said_in_titles = titles.read(entries, names, meant, now=now, zone=zone)
    held += said_in_titles.held
    booked += said_in_titles.booked
    days += evidence.fold([*interactions, *held], now=now, zone=zone)
    canonical = whose.Canonical(garden.region)
    by_handle = whose.with_meant(fused.by_handle, meant)
    gift_records += gifts.from_relations(contacts)
    return Ground(
        fused=fused,
        people=people,
        entries=tuple(entries),
        gathered=evidence.gather(days, gift_records, by_handle, canonical),
        planned=whose.planned(booked, by_handle, canonical),
        names=names,
        unnamed=tuple(said_in_titles.unnamed),
    )


def know(
    ground: Ground,
    remembered: Remembered,
    *,
    garden: GardenSettings,
    scoring: ScoringSettings,
    today: date,
) -> Known:
    """The ground with what the user told us and what the ledger kept."""
    contact, all_gifts = _with_told(ground.gathered, ground.people, remembered, scoring)
    wishes = remembered.wishes()
    return Known(
        ground=ground,
        people=ground.people,
        contact=contact,
        gifts=all_gifts,
        wishes=wishes,
        rhythms=Rhythms(contact, today, scoring),
        hidden=_hidden(ground.people, wishes, remembered, garden, today),
    )


def _sorted_out(
    fetched: Sequence[Fetched],
) -> tuple[list[Contact], list[Interaction], list[ContactDays], list[Gift], list[Entry]]:
    found: dict[type, list[Any]] = {kind: [] for kind in (Contact, Interaction, ContactDays, Gift, Entry)}
    for store in fetched:
        for record in store.records():
            found[type(record)].append(record)
    return found[Contact], found[Interaction], found[ContactDays], found[Gift], found[Entry]


def _known_ids(remembered: Remembered) -> identity.Known:
    decisions = remembered.rows(DecisionRow)
    return identity.Known(
        ids=remembered.aliases(),
        same=frozenset((row.one, row.other) for row in decisions if row.same),
        not_same=frozenset((row.one, row.other) for row in decisions if not row.same),
        told=remembered.not_yet_known(),
    )


def _with_told(
    gathered: evidence.Gathered,
    people: Mapping[str, Person],
    remembered: Remembered,
    scoring: ScoringSettings,
) -> tuple[dict[str, tuple[ContactDays, ...]], dict[str, tuple[Gift, ...]]]:
    """What stores say, and beside it what cards imply, the user told us, and the ledger kept."""
    contact = dict(gathered.contact)
    for name, told in remembered.contact().items():
        if name in people:
            contact[name] = (*contact.get(name, ()), *told)
    for row in remembered.rows(PersonRow):
        kept = date.fromisoformat(row.last_day).toordinal() if row.last_day else 0
        known = contact.get(row.person, ())
        if kept and row.person in people and kept > max((rhythm.last(days.days) for days in known), default=0):
            contact[row.person] = (*known, _kept(row.person, kept))
    presents: dict[str, tuple[Gift, ...]] = {}
    by_told = remembered.gifts()
    for person in people.values():
        of_cards = gifts.from_contacts(person.contacts, scoring)
        found = gifts.once((*gathered.gifts.get(person.id, ()), *of_cards, *by_told.get(person.id, ())))
        if found:
            presents[person.id] = found
    return contact, presents


def _kept(person: str, ordinal: int) -> ContactDays:
    return ContactDays.of(
        ref=SourceRef(source=LEDGER, key="kept"),
        who=Handle(kind=HandleKind.NAME, value=person),
        days=[ordinal],
    )


def _hidden(
    people: Mapping[str, Person],
    wishes: Mapping[str, tuple[Wish, ...]],
    remembered: Remembered,
    garden: GardenSettings,
    today: date,
) -> dict[str, str]:
    own = {word.casefold().strip() for word in (*garden.me, *garden.household)}
    died = {row.person for row in remembered.rows(PersonRow) if row.veto == "deceased"}
    hidden: dict[str, str] = {}
    for person in people.values():
        for wish in wishes.get(person.id, ()):
            if wish.kind is WishKind.DECEASED:
                hidden[person.id] = "no longer living"
            elif wish.kind is WishKind.NEVER:
                hidden.setdefault(person.id, "let go")
            elif wish.kind is WishKind.REST and (wish.until is None or wish.until > today):
                until = f" until {wish.until}" if wish.until else ""
                hidden.setdefault(person.id, f"resting{until}")
        if person.deceased or person.id in died:
            hidden[person.id] = "no longer living"
        if own and any(handle.value in own for handle in person.handles):
            hidden.setdefault(person.id, "you or your household")
    return hidden
