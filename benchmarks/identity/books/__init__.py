"""Three labelled books by three hands: who is who is known, so that fusing can be judged."""

from . import far, first, other
from .book import Book, Verdict

BOOKS = {"first": first, "other": other, "far": far}

__all__ = ["BOOKS", "Book", "Verdict"]
