"""What address books hold (a contact) and who is behind it (a person)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .value import value


class ContactKind(StrEnum):
    """What a record describes; only a ``PERSON`` can ever be suggested."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"


@value
class ContactRef:
    """Where one record lives: the configured name of the book and the store's own key in it."""

    book: str
    uid: str


@value
class PartialDate:
    """A date that may lack its year (vCard 4.0 section 6.2.5), or one that only words describe."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    text: str = ""

    def __str__(self) -> str:
        """``1980-05-31``, ``--05-31``, ``1980-05``, ``1980``, or the words as written."""
        if self.month is None:
            return self.text if self.year is None else f"{self.year:04d}"
        head = "-" if self.year is None else f"{self.year:04d}"
        tail = "" if self.day is None else f"-{self.day:02d}"
        return f"{head}-{self.month:02d}{tail}"


@value
class Phone:
    """A telephone number as written in the store; normalising happens once, in the core."""

    raw: str
    labels: frozenset[str] = frozenset()
    """Lower-case type words of the store: mobile, home, work, fax, pager, preferred."""


@value
class PostalAddress:
    """A postal address in the parts of vCard ADR (RFC 6350 section 6.3.1)."""

    street: str = ""
    locality: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    label: str = ""

    def lines(self) -> tuple[str, ...]:
        """The non-empty lines one would write on an envelope, or the store's own label."""
        if self.label and not (self.street or self.locality):
            return tuple(line.strip() for line in self.label.splitlines() if line.strip())
        town = " ".join(part for part in (self.postcode, self.locality) if part)
        parts = (*self.street.splitlines(), town, self.region, self.country)
        return tuple(part.strip() for part in parts if part.strip())


@value
class DatedEvent:
    """A labelled date on a card: an anniversary, the day one connected. Never contact made."""

    label: str
    day: PartialDate


@value
class Relation:
    """A named tie to somebody else: ``referredBy``, ``spouse``, ``friend``, … as the store spells it."""

    kind: str
    name: str


@value
class Contact:
    """One record of one store, letter for letter; nothing here was normalised or guessed."""

    ref: ContactRef
    name: str
    kind: ContactKind = ContactKind.PERSON
    given: str = ""
    additional: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""
    nicknames: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    organisation: str = ""
    title: str = ""
    labels: tuple[str, ...] = ()
    note: str = ""
    birthday: PartialDate | None = None
    events: tuple[DatedEvent, ...] = ()
    relations: tuple[Relation, ...] = ()
    deceased: bool = False
    urls: tuple[str, ...] = ()
    starred: bool = False
    updated: datetime | None = None
    uid: str = ""
    """The vCard UID or the like, where the store's key (``ref.uid``) is another."""
    extra: tuple[tuple[str, str], ...] = ()
    """The user's own fields, and of a group its members: ``member`` with a uid or an address as ``mailto:``."""


@value
class Unreadable:
    """A record that could not be read: a value, never an exception that ends the iteration.

    ``reason`` names the cause in plain words without quoting a note or an address; ``file`` and ``line``
    (counted from 1) say where, as far as the store knows.
    """

    reason: str
    source: str = ""
    key: str = ""
    file: str = ""
    line: int | None = None


class HandleKind(StrEnum):
    """What two records can share; in falling order of strength."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"

    # That of the text it equals, which an enum's own is not; and quicker.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Handle:
    """A normalised e-mail address, E.164 number or folded name: how a journal names a person."""

    kind: HandleKind
    value: str

    def __hash__(self) -> int:
        # Hardly anything is a handle of two kinds, and thousands are looked up.
        return hash(self.value)


def _reaches(contact: Contact) -> set[str]:
    numbers = [phone.raw for phone in contact.phones]
    places = ["\n".join(address.lines()) for address in contact.addresses]
    return {_spelled(reach) for reach in (*contact.emails, *numbers, *places)}


def _spelled(reach: str) -> str:
    """A way to reach somebody in one spelling: the last digits of a number, or small letters."""
    from .extension import parted

    main = parted(reach)[0].partition(";")[0].removeprefix("tel:")
    digits = "".join(mark for mark in main if mark.isdecimal())
    number = len(digits) > 5 and not any(map(str.isalpha, main))
    return digits[-7:] if number else reach.strip().casefold()


@value
class Person:
    """One human: every record about them and the reason why these belong together."""

    id: str
    name: str
    contacts: tuple[Contact, ...]
    handles: tuple[Handle, ...] = ()
    merged_because: tuple[str, ...] = ()
    old_books: frozenset[str] = frozenset()
    """Those of the books that are old exports; their contacts come last."""

    def perhaps_old(self, reach: str) -> bool:
        """True when only old exports know this number, mailbox or postal address, however it is spelled."""
        wanted = _spelled(reach)
        known = {contact.ref.book for contact in self.contacts if wanted in _reaches(contact)}
        return bool(known) and known <= self.old_books

    @property
    def emails(self) -> tuple[str, ...]:
        """Every address of every record, each once, in the order of the books."""
        return tuple(dict.fromkeys(mail for contact in self.contacts for mail in contact.emails))

    @property
    def phones(self) -> tuple[Phone, ...]:
        """Every number of every record as written, each once, in the order of the books."""
        return tuple(dict.fromkeys(phone for contact in self.contacts for phone in contact.phones))

    @property
    def addresses(self) -> tuple[PostalAddress, ...]:
        """Every postal address of every record, each once."""
        return tuple(dict.fromkeys(a for contact in self.contacts for a in contact.addresses))

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label of every record, each once."""
        return tuple(dict.fromkeys(label for contact in self.contacts for label in contact.labels))

    @property
    def deceased(self) -> bool:
        """True when any record says so."""
        return any(contact.deceased for contact in self.contacts)

    @property
    def starred(self) -> bool:
        """True when any record is starred."""
        return any(contact.starred for contact in self.contacts)

    @property
    def organisation(self) -> str:
        """The first organisation any record names."""
        return next((c.organisation for c in self.contacts if c.organisation), "")
