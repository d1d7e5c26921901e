"""One record with what can be compared, and a census of the book it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ...model import Contact, ContactRef
from . import lexicon, names, traits
from .names import Name

_COMMON = frozenset(names.words(lexicon.COMMON_FAMILIES))
_FORMER = 1000.0
"""How many people's names we knew before reading this book: what a small book lacks in experience."""


_WORLD = 1000
"""A small book is a small part of all whom one could know."""
_KIN = 0.3
"""So often somebody of the same family stands in the book too."""


@dataclass(slots=True, eq=False)
class Record:
    """One contact and its comparable traits; equal only to itself."""

    at: int
    contact: Contact
    book: str
    name: Name
    mails: frozenset[str]
    phones: frozenset[str]
    mobiles: frozenset[str]
    """Those of the numbers that the store calls mobile: one person's each."""
    desk_lines: frozenset[str]
    """Those that it calls work: they may ring on many desks."""
    houses: frozenset[str]
    """Organisations, by name and by mail domain."""
    birthday: tuple[int, int, int] | None
    profiles: frozenset[str]
    known: str = ""
    """The person that the ledger knows this record as."""
    _places: list[tuple[str, str]] | None = None

    @property
    def places(self) -> list[tuple[str, str]]:
        """Street keys and towns of the addresses."""
        if self._places is None:
            self._places = [traits.place(address) for address in self.contact.addresses]
        return self._places


@dataclass(slots=True)
class Census:
    """How common words, organisations and mailboxes are in one book."""

    records: int = 0
    words: dict[str, int] = field(default_factory=dict)
    houses: dict[str, int] = field(default_factory=dict)
    bearers: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = field(default_factory=dict)
    """How many records bear each given and family name."""
    namesakes: float = 0.0
    """The share of records whose exact name somebody else in the same store bears."""
    shared: set[str] = field(default_factory=set)
    """Mailboxes and numbers that more than one person uses."""
    _expected: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = field(default_factory=dict)
    _shares: dict[tuple[str, bool], float] = field(default_factory=dict)

    def share(self, word: str, given: bool) -> float:
        """The share of people who bear this word, the two at hand left out; never zero."""
        found = self._shares.get((word, given))
        if found is None:
            if given:
                before = 0.01 if word in names.stands_for() else 0.001
            else:
                before = 0.004 if word in _COMMON else 0.0003
            found = (max(self.words.get(word, 0) - 2, 0) + _FORMER * before) / (self.records + _FORMER)
            self._shares[word, given] = found
        return found

    @property
    def people(self) -> int:
        """How many different names there are, at least one."""
        return len(self.bearers) or 1

    def expected(self, given: tuple[str, ...], family: tuple[str, ...]) -> float:
        """How many others are expected to have this given and family name."""
        found = self._expected.get((given, family))
        if found is None:
            shares = [
                min([self.share(word, told) for word in words])
                for words, told in ((given, True), (family, False))
            ]
            found = self._expected[given, family] = self.others(*shares)
        return found

    def others(self, given: float, family: float) -> float:
        """How many others bear names of these shares: by chance, and being kin."""
        return max(self.people, _WORLD) * given * family + (_KIN * given if family < 1.0 else 0.0)

    def house_share(self, house: str) -> float:
        """The share of records with this organisation, the two at hand left out."""
        return (max(self.houses.get(house, 0) - 2, 0) + 1.0) / (self.records + _FORMER)


_LOOSE = "~"
"""Stands before the last digits of a number whose country nobody knows."""
_TAIL = 9
_MOBILE = frozenset({"mobile", "cell", "iphone"})
_SHARED_LINES = frozenset({"fax", "pager"})
_NOTHING: frozenset[str] = frozenset()
_NO_NUMBERS = (_NOTHING, _NOTHING, _NOTHING)


def read(contacts: Iterable[Contact], e164s: Mapping[ContactRef, tuple[str, ...]]) -> list[Record]:
    """A record for each contact, numbered in order."""
    found = [
        _record(at, contact, e164s.get(contact.ref, ()) if contact.phones else ())
        for at, contact in enumerate(contacts)
    ]
    _complete_numbers(found)
    return found


def _complete_numbers(records: list[Record]) -> None:
    """Let numbers that nobody could read meet by their last digits, and meet the one E.164 that ends so."""
    loose = [record for record in records if any(number[0] == _LOOSE for number in record.phones)]
    if not loose:
        return
    ends: dict[str, set[str]] = {}
    for record in records:
        for number in record.phones:
            if number[0] == "+":
                ends.setdefault(_LOOSE + number[-_TAIL:], set()).add(number)
    for record in loose:
        whole = {
            number: min(ends.get(number, {number})) if len(ends.get(number, ())) == 1 else number
            for number in record.phones
        }
        record.phones = frozenset(whole.values())
        record.mobiles = frozenset(whole.get(number, number) for number in record.mobiles)
        record.desk_lines = frozenset(whole.get(number, number) for number in record.desk_lines)


def _record(at: int, contact: Contact, numbers: tuple[str, ...]) -> Record:
    mails = houses = _NOTHING
    if contact.emails:
        found = [mail for mail in map(traits.mailbox, contact.emails) if mail]
        mails = frozenset([mail for mail in found if not traits.is_role(mail)])
        houses = _houses(found[0].rpartition("@")[2]) if found else _NOTHING
        if len(found) > 1:
            houses = houses.union(*[_houses(mail.rpartition("@")[2]) for mail in found[1:]])
    if contact.organisation:
        houses |= {traits.organisation(contact.organisation)}
    return Record(
        at,
        contact,
        contact.ref.book,
        names.of(contact),
        mails,
        *(_numbers(contact, numbers) if contact.phones else _NO_NUMBERS),
        houses,
        traits.day(contact.birthday) if contact.birthday else None,
        frozenset(filter(None, map(traits.profile, contact.urls))) if contact.urls else _NOTHING,
    )


@lru_cache(maxsize=1 << 12)
def _houses(domain: str) -> frozenset[str]:
    """The organisation of a mail domain, one set for all who have it."""
    house = traits.house(domain)
    return frozenset((house,)) if house else _NOTHING


def _numbers(
    contact: Contact, numbers: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The numbers that can tell a person, the mobile and the work ones; E.164, or their last digits."""
    found: list[str] = []
    mobiles: list[str] = []
    desks: list[str] = []
    for at, phone in enumerate(contact.phones):
        number = numbers[at] if at < len(numbers) else ""
        if not number:
            digits = "".join([mark for mark in phone.raw if mark.isdecimal()]).lstrip("0")
            number = _LOOSE + digits[-_TAIL:]
        if len(number) < 8 or not phone.labels.isdisjoint(_SHARED_LINES):
            continue
        found.append(number)
        if not phone.labels.isdisjoint(_MOBILE):
            mobiles.append(number)
        elif "work" in phone.labels:
            desks.append(number)
    all_found = frozenset(found)
    return (
        all_found,
        all_found if mobiles == found else frozenset(mobiles) if mobiles else _NOTHING,
        all_found if desks == found else frozenset(desks) if desks else _NOTHING,
    )


def census(records: list[Record]) -> Census:
    """What the names and organisations of these records are like together."""
    book = Census(records=len(records))
    words, houses, bearers = book.words, book.houses, book.bearers
    for record in records:
        name = record.name
        given, family = name.given, name.family
        for word in given:
            words[word] = words.get(word, 0) + 1
        for word in family:
            words[word] = words.get(word, 0) + 1
        for house in record.houses:
            houses[house] = houses.get(house, 0) + 1
        bearers[given, family] = bearers.get((given, family), 0) + 1
    return book
