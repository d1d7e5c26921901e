"""Which records are no persons: companies, groups, services, and cards with nobody on them."""

import re

from ...model import Contact, ContactKind
from . import lexicon, traits
from .names import letters, stands_for
from .spelling import sound

_LEGAL_FORM = re.compile(
    r"\s(?:(?i:gmbh|mbh|kgaa|ohg|gbr|ltd|llc|inc|corp|plc|sarl|s\.?r\.?l|bv|oyj?|pty|e\. ?v|s\.p\.a|s\.a\.s"
    r"|sp\. z o\.?o|stiftung|foundation|verein|verband)|AG|KG|SE|AB|A/S|S\.A|SA|SAS|SpA|UG|NV|LLP|eG)\.?$"
)
_SERVICE = frozenset(letters(lexicon.SERVICES))
_FREE = re.compile(r"1?8(?:00|33|44|55|66|77|88)\d{7}|(?:(?:00)?(?:3[0-9]|4[0-9]|61|64)0?|0)80[08]\d{3,}")
"""Numbers that cost the caller nothing: who has no other is a service."""
_SHORT = 6
"""Numbers of at most so many digits are dialled for a service."""


def why(contact: Contact) -> str:
    """The reason why this record stands for no person, or ``""``."""
    if contact.kind is not ContactKind.PERSON:
        return "a group" if contact.kind is ContactKind.GROUP else "an organisation"
    given, family = contact.given, contact.family
    if given.isalnum() and family.isalnum() and contact.name != contact.organisation:
        if _SERVICE.isdisjoint((given.lower(), family.lower())) and not _LEGAL_FORM.match(f" {family}"):
            return ""
        return _named(contact, [*letters(given), *letters(family)])
    shown = contact.name or f"{given} {family}".strip()
    spelled = letters(shown) if "@" not in shown and any(map(str.isalpha, shown)) else []
    if not spelled:
        return _unnamed(contact)
    return _named(contact, spelled) or _service_number(contact, spelled)


def _unnamed(contact: Contact) -> str:
    if contact.organisation:
        return "an organisation"
    if not contact.emails and not contact.phones:
        return "nobody is named on it"
    if contact.emails and all(traits.is_role(traits.plain_mail(mail)) for mail in contact.emails):
        return "a desk, not a person"
    return _service_number(contact, [])


def _named(contact: Contact, spelled: list[str]) -> str:
    personal = len(spelled) > 1 and sound(spelled[0]) in stands_for()
    if _LEGAL_FORM.search(contact.name):
        return "an organisation"
    if not personal and not _SERVICE.isdisjoint(spelled) and not _has_own_mailbox(contact):
        return "a service, not a person"
    company = contact.organisation and " ".join(contact.name.split()) == " ".join(contact.organisation.split())
    if company and not personal and not contact.birthday and not _has_own_mailbox(contact):
        return "an organisation"
    return ""


def _has_own_mailbox(contact: Contact) -> bool:
    """Whether the card has a given and a family name, and an address that is no desk's."""
    named = contact.given and contact.family
    return bool(named) and any(not traits.is_role(traits.plain_mail(mail)) for mail in contact.emails)


def _service_number(contact: Contact, spelled: list[str]) -> str:
    if contact.emails or not contact.phones or (spelled and sound(spelled[0]) in stands_for()):
        return ""
    numbers = ["".join(filter(str.isdecimal, phone.raw)) for phone in contact.phones]
    short = len(spelled) < 2 and all(0 < len(digits) <= _SHORT for digits in numbers)
    return "a service number" if short or all(map(_FREE.fullmatch, numbers)) else ""
