"""A second labelled book, written after the rules were settled: other names, another idea of what goes wrong.

Here every record is a damaged copy of one full card: each field is dropped or spoiled by chance, alike in all
stores, in the manner of the Febrl generator (Christen 2005). People live in families of up to five with one line and often one
mailbox, twins included; offices have one number; a secretary's address stands on the chief's card.
"""

from dataclasses import replace

from reconnect_core import Contact, ContactRef

from ..book import Book
from .people import Life, World

PEOPLE, SEED, REGION = 4_000, 77, "NL"
STORES = ("work", "private", "handset", "old")


def make(people: int = PEOPLE, seed: int = SEED) -> Book:
    """The book of so many people; another seed makes another book."""
    world = World(seed)
    lives: list[Life] = []
    while len(lives) < people:
        first = world.life(len(lives))
        lives.append(first)
        roll = world.dice.random()
        if roll < 0.15:
            lives += world.household(first, len(lives))
        elif roll < 0.165:
            other = world.life(len(lives))
            lives.append(
                replace(
                    other,
                    given=first.given,
                    family=first.family,
                    mails=(world.mail(first.given, first.family, "mailo.com"),),
                )
            )
    contacts: list[Contact] = []
    truth: dict[ContactRef, int] = {}
    for life in lives:
        for store in STORES:
            if world.dice.random() < 0.63:
                contact = world.copy(life, store, len(contacts))
                contacts.append(contact)
                truth[contact.ref] = life.number
    world.dice.shuffle(contacts)
    return Book(contacts, truth, {life.number: life.line for life in lives})
