"""A fourth book, written from the bar alone, before its writer had seen how the library fuses.

Western names with short forms, initials, titles, accents lost or spelled out, married names and wrong letters;
changed mailboxes, numbers and jobs; couples, parents and children (Sr. and Jr.), twins and namesakes; a home's
landline and mailbox, switchboards and front desks. Four stores: like Google, like CardDAV, LinkedIn with few
addresses, a telephone with names and numbers only. Numbers are as dialled in the USA or international.

What counts: two cards of one person are held joinable when they show the same personal address or number; the same
line or mailbox of a home or firm with a name that nobody else there bears; the same name with the same firm, street
or birthday; or the same rightly spelled name when it is unusual (fair.py), and so is what hangs together by such
steps. All other pairs of one person (two cards of a John Smith with nothing else in common) are anybody's guess:
joining or leaving them counts neither way.
"""

import random

from ..book import Book
from .cards import Card, Clerk, Habits
from .fair import Reader
from .people import Town

PEOPLE = 3_950
REGION = "US"
USUAL = Habits()


def make(people: int = PEOPLE, seed: int = 11, habits: Habits = USUAL) -> Book:
    """A book of so many people, the same for the same seed."""
    chance = random.Random(f"blind {seed}")
    town = Town(chance, people)
    town.fill(people)
    clerk = Clerk(chance, habits)
    reader = Reader(town.people)
    contacts = [clerk.company(company) for company in town.companies if chance.random() < 0.2]
    truth, parts = {}, {}
    for someone in town.people:
        cards: list[Card] = clerk.cards(someone)
        for number, part in enumerate(reader.parts(cards)):
            parts.update((card.contact.ref, number) for card in part)
        truth.update((card.contact.ref, someone.who) for card in cards)
        contacts += [card.contact for card in cards]
    chance.shuffle(contacts)
    return Book(contacts, truth, {someone.who: someone.home for someone in town.people if someone.home}, parts)
