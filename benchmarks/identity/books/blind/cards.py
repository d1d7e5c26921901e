"""What each of the four stores shows of somebody, and how it writes it."""

import random
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reconnect_core import Contact, ContactKind, ContactRef, PartialDate, Phone, PostalAddress

from . import names
from .people import Company, Someone


class Habits(NamedTuple):
    """How much the stores have in common."""

    linkedin_mails: float = 0.35
    """How many LinkedIn cards show an address."""
    personal: float = 0.8
    """How many cards of the others show the mailbox, and how many the mobile."""
    employers: float = 0.65
    """How many cards of the others name the employer."""


@dataclass
class Card:
    """A record, whose it is, and what of it a reader can lean on."""

    contact: Contact
    someone: Someone
    readable: bool = True
    """Whether the given name is written out, be it short or with a wrong letter."""
    family: str = ""
    exact: bool = True
    """Whether given and family name are spelled as they should be."""
    personal: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    company: str = ""


class Name(NamedTuple):
    """A name as written."""

    given: str
    family: str
    shown: str
    readable: bool
    exact: bool


def written(chance: random.Random, someone: Someone, store: str) -> Name:
    """How this store spells somebody: short, reversed, with titles, mistyped, without accents, in Cyrillic."""
    given, family = someone.given.full, someone.family.full
    readable = exact = True
    if someone.born and chance.random() < 0.35:
        family = someone.born.full
    if someone.given.script and chance.random() < 0.5:
        given, family = _script(chance, someone)
    elif (
        someone.called
        and chance.random() < {"phone": 0.6, "google": 0.4, "linkedin": 0.2, "carddav": 0.25}[store]
    ):
        given = someone.called
    if chance.random() < 0.25:
        table = chance.choice([names.TRANSLITERATED, names.BARE])
        given, family = names.without_marks(given, table), names.without_marks(family, table)
    if chance.random() < 0.03:
        exact = False
        if chance.random() < 0.5:
            given = names.mistyped(chance, given)
        else:
            family = names.mistyped(chance, family)
    elif chance.random() < {"phone": 0.03, "google": 0.03, "linkedin": 0.005, "carddav": 0.03}[store]:
        readable, given = False, f"{given[0]}."
    elif store == "phone" and chance.random() < 0.06:
        family = chance.choice(["", f"{family[0]}."])
        exact = False
    return Name(given, family, _shown(chance, someone, store, given, family), readable, exact)


def _script(chance: random.Random, someone: Someone) -> tuple[str, str]:
    if chance.random() < 0.4:
        return someone.given.script, someone.family.script or someone.family.full
    return someone.given.spelling, someone.family.spelling or someone.family.full


def _shown(chance: random.Random, someone: Someone, store: str, given: str, family: str) -> str:
    middle = (
        f" {someone.middle if chance.random() < 0.3 else someone.middle[0] + '.'}" if someone.middle else ""
    )
    middle = middle if chance.random() < 0.4 else ""
    shown = f"{given}{middle} {family}".strip()
    if family and chance.random() < {"phone": 0.12, "google": 0.06, "linkedin": 0, "carddav": 0.1}[store]:
        shown = f"{family}, {given}{middle}"
    elif someone.prefix and chance.random() < 0.5:
        shown = f"{someone.prefix} {shown}"
    if someone.suffix and chance.random() < 0.75:
        shown = f"{shown} {someone.suffix}"
    elif store == "linkedin" and chance.random() < 0.08:
        shown = f"{shown}, {chance.choice(['MBA', 'PhD', 'PMP', 'CPA'])}"
    if chance.random() < 0.02:
        shown = shown.upper() if chance.random() < 0.5 else shown.lower()
    return shown


def phone(chance: random.Random, number: str, label: str) -> Phone:
    """A number as people write it: international, national (at home, in the USA), with and without spaces."""
    rest = number.removeprefix("+1") if number.startswith("+1") else ""
    if rest and chance.random() < 0.65:
        area, middle, end = rest[:3], rest[3:6], rest[6:]
        raw = chance.choice(
            [f"({area}) {middle}-{end}", f"{area}-{middle}-{end}", f"{area}.{middle}.{end}", rest]
        )
    elif rest:
        raw = chance.choice(
            [number, f"+1 {rest[:3]} {rest[3:6]} {rest[6:]}", f"1-{rest[:3]}-{rest[3:6]}-{rest[6:]}"]
        )
    else:
        spaced = f"{number[:3]} {number[3:5]} {number[5:8]} {number[8:]}"
        raw = chance.choice([number, number, spaced, f"011{number[1:]}"])
    return Phone(raw=raw, labels=frozenset({label} if chance.random() < 0.85 else ()))


class Clerk:
    """Fills in the cards of one book."""

    def __init__(self, chance: random.Random, habits: Habits) -> None:
        """With these habits."""
        self.chance = chance
        self.habits = habits
        self.count = 0

    def cards(self, someone: Someone) -> list[Card]:
        """All of somebody's cards: some stores know them, some twice."""
        found = []
        for store, known in (("google", 0.75), ("carddav", 0.6), ("linkedin", 0.55), ("phone", 0.55)):
            if self.chance.random() < known:
                twice = 1 + (self.chance.random() < (0.01 if store == "linkedin" else 0.06))
                found += [self._card(someone, store) for _ in range(twice)]
        return found

    def company(self, company: Company) -> Contact:
        """The card of a firm itself."""
        kind = ContactKind.ORGANISATION if self.chance.random() < 0.5 else ContactKind.PERSON
        return Contact(
            ref=self._ref("google"),
            name=company.name,
            kind=kind,
            organisation=company.name,
            emails=(company.desk,),
            phones=(phone(self.chance, company.switchboard, "work"),),
        )

    def _ref(self, store: str) -> ContactRef:
        self.count += 1
        return ContactRef(book=store, uid=f"{store}-{self.count}")

    def _card(self, someone: Someone, store: str) -> Card:
        chance = self.chance
        name = written(chance, someone, store)
        old = chance.random() < (0.05 if store == "linkedin" else 0.25)
        structured = (store in ("google", "carddav") and chance.random() < 0.9) or store == "linkedin"
        contact = Contact(
            ref=self._ref(store),
            name=name.shown,
            given=name.given if structured else "",
            family=name.family if structured else "",
            prefix=someone.prefix if structured and chance.random() < 0.4 else "",
            suffix=someone.suffix if structured and chance.random() < 0.6 else "",
            nicknames=(someone.called,)
            if store == "google" and someone.called and chance.random() < 0.15
            else (),
        )
        card = Card(contact, someone, name.readable, name.family, name.exact)
        if store == "linkedin":
            self._linkedin(card, old)
        else:
            self._numbers(card, store, old)
        if store in ("google", "carddav"):
            self._mails(card, old)
            self._rest(card, store, old)
        return card

    def _linkedin(self, card: Card, old: bool) -> None:
        someone, chance = card.someone, self.chance
        company = someone.old_company if old and someone.old_company else someone.company
        card.company = company.name if company and chance.random() < 0.92 else ""
        mails: tuple[str, ...] = ()
        if chance.random() < self.habits.linkedin_mails:
            mails = (someone.old_mail if someone.old_mail and chance.random() < 0.3 else someone.mail,)
        card.personal |= set(mails)
        url = f"https://www.linkedin.com/in/{someone.given.full[0].lower()}{someone.who}"
        card.contact = replace(
            card.contact, emails=mails, organisation=card.company, title=someone.trade, urls=(url,)
        )

    def _numbers(self, card: Card, store: str, old: bool) -> None:
        someone, chance = card.someone, self.chance
        found = []
        if chance.random() < (0.92 if store == "phone" else self.habits.personal):
            found.append((someone.old_mobile if old and someone.old_mobile else someone.mobile, "mobile"))
        if (someone.landline and chance.random() < 0.35) or (store == "phone" and not found):
            found.append((someone.landline or someone.mobile, "home"))
        if someone.direct and chance.random() < 0.2:
            found.append((someone.direct, "work"))
        elif someone.company and chance.random() < 0.15:
            found.append((someone.company.switchboard, "work"))
        if someone.partner and store != "phone" and chance.random() < 0.02:
            found.append((someone.partner.mobile, "home"))
        mine = {someone.mobile, someone.old_mobile, someone.direct, "" if someone.home else someone.landline}
        for number, _ in found:
            (card.personal if number in mine else card.shared).add(number)
        phones = tuple(phone(chance, number, label) for number, label in found)
        card.contact = replace(card.contact, phones=phones)

    def _mails(self, card: Card, old: bool) -> None:
        someone, chance = card.someone, self.chance
        found = []
        if chance.random() < self.habits.personal:
            found.append(someone.old_mail if old and someone.old_mail else someone.mail)
        if someone.work_mail and chance.random() < 0.35:
            found.append(someone.old_work_mail if old and someone.old_work_mail else someone.work_mail)
        card.personal |= set(found)
        if someone.family_mail and chance.random() < 0.3:
            found.append(someone.family_mail)
            card.shared.add(someone.family_mail)
        if someone.company and chance.random() < 0.03:
            found.append(someone.company.desk)
            card.shared.add(someone.company.desk)
        mails = tuple(mail.title() if chance.random() < 0.02 else mail for mail in found)
        card.contact = replace(card.contact, emails=mails)

    def _rest(self, card: Card, store: str, old: bool) -> None:
        someone, chance = card.someone, self.chance
        company = someone.old_company if old and someone.old_company else someone.company
        if company and chance.random() < self.habits.employers:
            card.company = company.name
        year, month, day = someone.birthday
        address = PostalAddress(street=someone.street, locality=someone.town)
        card.contact = replace(
            card.contact,
            organisation=card.company,
            title=someone.trade if card.company and chance.random() < 0.4 else "",
            birthday=PartialDate(year=year, month=month, day=day) if chance.random() < 0.25 else None,
            addresses=(address,) if chance.random() < (0.5 if store == "carddav" else 0.2) else (),
        )
