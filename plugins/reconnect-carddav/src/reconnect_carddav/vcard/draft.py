"""A contact while its card is being read: what the handlers of single properties fill in."""

from dataclasses import dataclass, field
from datetime import datetime

from reconnect_core import DatedEvent, PartialDate, Phone, PostalAddress, Relation


@dataclass(slots=True)
class Draft:
    """Everything said so far; the fields are those of ``Contact``, or what they are derived from."""

    version: int
    names: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    """Family, given, additional, prefix, suffix; the first N with anything in it."""
    nicknames: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    addresses: list[PostalAddress] = field(default_factory=list)
    countries: dict[str, str] = field(default_factory=dict)
    """Country codes by the group of the address they belong to (Apple)."""
    told_by_samsung: list[str] = field(default_factory=list)
    """The words of an X-SAMSUNGADR."""
    envelopes: list[str] = field(default_factory=list)
    """Address labels that stand as properties of their own (vCard 2.1 and 3.0)."""
    organisation: str = ""
    title: str = ""
    labels: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    birthdays: list[PartialDate] = field(default_factory=list)
    events: list[DatedEvent] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    group: bool = False
    listed: bool = False
    """A group whose members are told by its addresses."""
    company: bool = False
    deceased: bool = False
    starred: bool = False
    updated: datetime | None = None
    uid: str = ""
