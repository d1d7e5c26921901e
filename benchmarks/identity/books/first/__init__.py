"""The first labelled book: four stores that spell, shorten, swap, forget and age what they know of people.

The people are couples, parents and children, namesakes and colleagues; each store errs in its own way.
"""

from reconnect_core import Contact, ContactKind, ContactRef, Phone

from ..book import Book
from .people import Human, Maker
from .stores import Stores

PEOPLE, SEED, REGION = 4_150, 20260302, "DE"


def noise(maker: Maker) -> list[Contact]:
    """Desks, companies and services that stand between the people."""
    found = []
    for at, (name, domain, desk) in enumerate(maker.companies[:120]):
        found.append(
            Contact(
                ref=ContactRef(book="outlook", uid=f"company-{at}"),
                name=name,
                organisation=name,
                kind=ContactKind.ORGANISATION if at % 2 else ContactKind.PERSON,
                emails=(f"info@{domain}",),
                phones=(Phone(raw=desk, labels=frozenset({"work"})),),
            )
        )
    return found


def make(people: int = PEOPLE, seed: int = SEED) -> Book:
    """The book of so many people; another seed makes another book."""
    maker = Maker(seed)
    humans: list[Human] = []
    while len(humans) < people:
        human = maker.human(len(humans))
        humans.append(human)
        other = maker.relatives(human, len(humans))
        if other is not None:
            humans.append(other)
    stores = Stores(maker)
    contacts: list[Contact] = []
    truth: dict[ContactRef, int] = {}
    for human in humans:
        for write, share in (
            (stores.google, 0.72),
            (stores.book, 0.7),
            (stores.outlook, 0.5),
            (stores.linkedin, 0.5),
        ):
            for _ in range((1 + maker.yes(0.01)) if maker.yes(share) else 0):
                contact = write(human)
                contacts.append(contact)
                truth[contact.ref] = human.number
    contacts += noise(maker)
    maker.chance.shuffle(contacts)
    return Book(contacts, truth, {human.number: human.landline for human in humans})
