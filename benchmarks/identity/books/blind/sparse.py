"""The same people in stores that have less in common: few addresses and employers, so that names must do."""

from ..book import Book
from . import PEOPLE, REGION
from . import make as usual
from .cards import Habits

HABITS = Habits(linkedin_mails=0.15, personal=0.6, employers=0.45)


def make(people: int = PEOPLE, seed: int = 11) -> Book:
    """A book of so many people, the same for the same seed."""
    return usual(people, seed, HABITS)


__all__ = ["PEOPLE", "REGION", "make"]
