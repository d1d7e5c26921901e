"""The third labelled book: other names, products and households, written by somebody who had read no rule.

Four stores: a telephone's cloud with old SIM cards in it, cards as another telephone keeps them, an export of a
network of colleagues, and an office. Americans of eleven cultures with their scripts, pet names and namesakes.
"""

from dataclasses import replace
from itertools import pairwise
from random import Random

from reconnect_core import Contact, ContactKind, ContactRef, Phone

from ..book import Book
from .lives import Life, Town, ascii_of
from .stores import Clerk
from .ways import PLACEHOLDERS, dialled

PEOPLE, SEED, REGION = 4_550, 20_260, "US"
LOST = 0.8
"""A card that shares nothing but a name with the others nobody could label; one in five stays to tempt."""
STORES = {"pixel": 0.72, "icloud": 0.62, "linkedin": 0.46, "outlook": 0.46}


def make(people: int = PEOPLE, seed: int = SEED) -> Book:
    """The book of so many people; another seed makes another book."""
    dice = Random(seed)
    town = Town(dice)
    lives = _settled(town, people)
    clerk = Clerk(dice)
    contacts: list[Contact] = []
    truth: dict[ContactRef, int] = {}
    for who, life in enumerate(lives):
        stores = [store for store, share in STORES.items() if dice.random() < share] or ["pixel"]
        if dice.random() < 0.04:
            stores.append(dice.choice(stores))
        facts: set[str] = set()
        for store in stores:
            card = clerk.card(life, store)
            for _ in range(12):
                if not facts or not facts.isdisjoint(_facts(card)):
                    break
                card = clerk.card(life, store)
            else:
                if dice.random() < LOST:
                    continue
            facts |= _facts(card)
            contacts.append(card)
            truth[card.ref] = who
    homes = {who: life.landline for who, life in enumerate(lives)}
    for card, home in _joint(dice, lives):
        contacts.append(card)
        truth[card.ref] = -len(contacts)
        homes[-len(contacts)] = home
    contacts += _nobody(dice, town)
    dice.shuffle(contacts)
    return Book(contacts, truth, homes)


def _facts(card: Contact) -> set[str]:
    """What a card says beside the name: who shares none of it with another card, nobody could tell by anything."""
    company = ascii_of(card.organisation.partition(",")[0].removesuffix(" LLC"))
    born = f"{card.birthday.month}/{card.birthday.day}" if card.birthday else ""
    numbers = (
        "".join(filter(str.isdigit, phone.raw))[-8:] for phone in card.phones if phone.labels != {"work"}
    )
    return {*(ascii_of(mail) for mail in card.emails), *numbers, company, born} - {""}


def _settled(town: Town, people: int) -> list[Life]:
    """Lives with their ties: couples, juniors, twins, namesakes, colleagues, changed hands of numbers."""
    dice, lives = town.dice, []
    while len(lives) < people:
        life, chance = town.life(), dice.random()
        if chance < 0.13:
            lives += _couple(town, life)
        elif chance < 0.145 and not life.woman:
            lives += [life, town.child(life, junior=True)]
        elif chance < 0.165:
            lives += [life, town.child(life, junior=False)]
        elif chance < 0.175:
            lives += [life, _twin(town, life)]
        elif chance < 0.21:
            lives += [life, _namesake(town, life)]
        elif chance < 0.24 and life.company:
            lives += [
                life,
                town.employed(
                    replace(town.life(), family=life.family, culture=life.culture, mother=life.mother),
                    life.company,
                ),
            ]
        else:
            lives.append(life)
    for _ in range(people // 150):  # a number that changed hands
        old, new = dice.sample(range(len(lives)), 2)
        lives[new] = (
            replace(lives[new], stray=(lives[old].mobile,)) if lives[old].country == "US" else lives[new]
        )
    for at in range(len(lives)):
        lives[at] = replace(lives[at], friends=(dice.choice(lives).mail, dice.choice(lives).mail))
    return lives


def _couple(town: Town, life: Life) -> list[Life]:
    life = replace(life, landline=life.landline or town.number(life.country, mobile=False))
    other = town.spouse(life)
    shared = ""
    if town.dice.random() < 0.35:
        shared = town.address(f"the{''.join(filter(str.isalpha, life.family)).lower()}s@comcast.net")
    if not shared.isascii():
        shared = ""
    return [replace(life, partner=other.mobile, shared_mail=shared), replace(other, shared_mail=shared)]


def _twin(town: Town, life: Life) -> Life:
    """Born on the same day in the same house."""
    other = town.dice.choice([one for one in (*life.culture.women, *life.culture.men) if one != life.given])
    woman = other in life.culture.women
    plain = replace(
        life,
        given=other,
        woman=woman,
        mobile=town.number(life.country),
        old_mail="",
        company=None,
        before=None,
        work_mail="",
    )
    if woman != life.woman and life.culture.inflect:
        plain = replace(
            plain,
            given=town.dice.choice(
                [one for one in (life.culture.women if life.woman else life.culture.men) if one != life.given]
            ),
            woman=life.woman,
        )
    return town.employed(town.with_mail(plain))


def _namesake(town: Town, life: Life) -> Life:
    """Somebody else of exactly that name; one in five even in the same house of business."""
    other = town.life()
    same = replace(
        other,
        culture=life.culture,
        given=life.given,
        family=life.family,
        woman=life.woman,
        mother=life.mother,
        second="",
        company=None,
        before=None,
        work_mail="",
        old_mail="",
    )
    return town.employed(town.with_mail(same), life.company if town.dice.random() < 0.2 else None)


def _joint(dice: Random, lives: list[Life]) -> list[tuple[Contact, str]]:
    """One card for two people: a household, neither of them."""
    made: list[tuple[Contact, str]] = []
    for one, two in pairwise(lives):
        if one.partner != two.mobile or dice.random() >= 0.08:
            continue
        names = f"{one.given.name} & {two.given.name} {one.family}"
        name = names if dice.random() < 0.6 else f"The {one.family} Family"
        raw = dialled(dice, one.landline, one.country, home=one.country == "US")
        card = Contact(
            ref=ContactRef(book="icloud", uid=f"joint{len(made)}.vcf"),
            name=name,
            given=name,
            phones=(Phone(raw=raw, labels=frozenset({"home"})),),
            emails=(one.shared_mail,) if one.shared_mail else (),
            addresses=(one.home,) if one.home else (),
        )
        made.append((card, one.landline))
    return made


def _nobody(dice: Random, town: Town) -> list[Contact]:
    """Companies with their desks, services, groups: nobody that anyone reconnects with."""
    made = []
    for at, company in enumerate(dice.sample(town.companies, 60)):
        phone = Phone(raw=dialled(dice, company.desk, "US", home=True), labels=frozenset({"work"}))
        mail = f"{dice.choice(('info', 'sales', 'hello', 'support', 'billing'))}@{company.domain}"
        kind = ContactKind.ORGANISATION if at % 3 else ContactKind.PERSON
        name = company.name if at % 2 else ""
        made.append(
            Contact(
                ref=ContactRef(book="icloud", uid=f"firm{at}.vcf"),
                name=name or company.name,
                kind=kind,
                organisation=company.name,
                phones=(phone,),
                emails=(mail,),
            )
        )
    for at, name in enumerate(
        ("Voicemail", "Pizza Roma", "Yellow Cab", "Poison Control", "My Number", "Amex Lost Card")
    ):
        made.append(
            Contact(
                ref=ContactRef(book="pixel", uid=f"people/s{at}"),
                name=name,
                given=name,
                phones=(Phone(raw=f"1-800-555-01{at:02}"),),
            )
        )
    made.append(
        Contact(
            ref=ContactRef(book="icloud", uid="team.vcf"),
            name="Soccer parents",
            kind=ContactKind.GROUP,
            emails=PLACEHOLDERS[:1],
        )
    )
    return made
