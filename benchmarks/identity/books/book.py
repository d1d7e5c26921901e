"""What a labelled book is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from reconnect_core import Contact, ContactRef


class Verdict(NamedTuple):
    """How well somebody grouped a book; of one household are couples, parents and children, twins."""

    pairs: int
    right: int
    possible: int
    households: int

    @property
    def precision(self) -> float:
        return self.right / max(self.pairs, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.possible, 1)


class Book(NamedTuple):
    """Records in a shuffled order, whose each is (companies are nobody's), and where people live together.

    Where nothing shows that two records are of one person, they are in two of that person's ``parts``: such a pair
    is anybody's guess and counts neither way.
    """

    contacts: list[Contact]
    truth: Mapping[ContactRef, int]
    homes: Mapping[int, str]
    parts: Mapping[ContactRef, int] = MappingProxyType({})

    def judged(self, groups: Iterable[Iterable[ContactRef]]) -> Verdict:
        """Pairs of records that were joined, how many of them rightly, and how many could be."""
        pairs = right = households = 0
        for group in groups:
            whose = [(self.truth.get(ref), self.parts.get(ref, 0)) for ref in group]
            for (one, part), (other, another) in combinations(whose, 2):
                if one is not None and one == other and part != another:
                    continue
                pairs += 1
                if one is not None and one == other:
                    right += 1
                elif one is not None and other is not None:
                    home = self.homes.get(one)
                    households += bool(home) and home == self.homes.get(other)
        cards = Counter((who, self.parts.get(ref, 0)) for ref, who in self.truth.items())
        return Verdict(pairs, right, sum(n * (n - 1) // 2 for n in cards.values()), households)
