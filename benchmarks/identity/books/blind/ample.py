"""The same people in stores that have much in common: most cards show mailbox, mobile and employer."""

from ..book import Book
from . import PEOPLE, REGION
from . import make as usual
from .cards import Habits

HABITS = Habits(linkedin_mails=0.6, personal=0.95, employers=0.8)


def make(people: int = PEOPLE, seed: int = 11) -> Book:
    """A book of so many people, the same for the same seed."""
    return usual(people, seed, HABITS)


__all__ = ["PEOPLE", "REGION", "make"]
