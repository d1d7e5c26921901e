"""Labelled books by four hands: who is who is known, so that fusing can be judged."""

from . import blind, far, first, other
from .blind import ample, sparse
from .book import Book, Verdict

BOOKS = {"first": first, "other": other, "far": far, "blind": blind, "sparse": sparse, "ample": ample}

__all__ = ["BOOKS", "Book", "Verdict"]
