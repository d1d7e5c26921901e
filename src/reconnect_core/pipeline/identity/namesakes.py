"""How often two people of one name stand in a book: what its own stores tell of what a name alone is worth."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from math import log10

from . import weighing
from .records import Census, Record

_RARE = 0.1
"""A name that fewer others than this are expected to bear; who shares it all the same is kin or chance."""
_MANY = 24
"""A name that so many groups of records bear is common, whatever its parts are."""
_WRONG = 0.1
"""A name alone joins only where fewer than this share of what it could join are two people. They are few beside
all that is joined, and of them rivals and a store in common leave out the worst (docs/decisions/010)."""
_HARDLY, _MOST = 0.03, 0.5
"""From this share on, which is thirty to one, less is asked of a name; and so much less at most."""
AT_ODDS = 0.6
"""More than one kind of fact weighs in this (see ``weighing.strangeness``): too much for a name alone."""
_Stores = frozenset[str]


class Namesakes:
    """The groups of records that bear one rare name, by the stores that they stand in.

    Two groups of one name that share a store are two people, since a store rarely has a person twice. So they
    tell how many pairs of groups that share no store are two people as well, as decoys tell of false
    discoveries (Elias and Gygi 2007). Counted is what a name alone could join: two groups that no third
    bears the name of, and that differ in no more than one kind of fact.
    """

    def __init__(self, records: list[Record], find: Callable[[int], int], book: Census) -> None:
        self._records = len(records)
        self._members: dict[int, list[Record]] = defaultdict(list)
        bearers: dict[tuple[tuple[str, ...], tuple[str, ...]], set[int]] = defaultdict(set)
        for record in records:
            group = find(record.at)
            self._members[group].append(record)
            given, family = record.name.given, record.name.family
            if given and family and len(given[0]) > 1 and book.bearers[given, family] > 1:
                bearers[given, family].add(group)
        kinds: dict[_Stores, _Stores] = {}
        # One set for all groups of the same stores.
        stores = ((group, frozenset([one.book for one in found])) for group, found in self._members.items())
        self.stores = {group: kinds.setdefault(found, found) for group, found in stores}
        self.named = [
            sorted(groups)
            for name, groups in bearers.items()
            if 1 < len(groups) <= _MANY and book.expected(*name) < _RARE
        ]

    @property
    def share(self) -> float:
        """The share of records whose rare name somebody else in the same store bears."""
        twice = 0
        for groups in self.named:
            counts = Counter(store for group in groups for store in self.stores[group])
            twice += sum(count - 1 for count in counts.values())
        return twice / max(self._records, 1)

    def a_name_tells(self) -> bool:
        """Whether of the pairs that share a rare name and no store only few are two people."""
        return self.wrong() <= _WRONG

    def wrong(self, more: int = 0) -> float:
        """The share of pairs that a name alone could join and that are two people, as decoys tell.

        ``more`` decoys than were seen make it a cautious guess: few pairs prove little.
        """
        decoys, pairs = self._seen
        meeting = self._meeting()
        return (decoys + more) * (1 - meeting) / meeting / max(pairs, 1) if decoys + more and meeting else 0.0

    @cached_property
    def _seen(self) -> tuple[int, int]:
        """How many pairs share a store, and how many do not."""
        sharing = [not self.stores[one].isdisjoint(self.stores[other]) for one, other in self.pairs()]
        return sum(sharing), len(sharing) - sum(sharing)

    def ease(self) -> float:
        """How much less may be asked of a name, in log10 odds, where hardly any would join two people."""
        wrong = self.wrong(1)
        return min(max(log10(_HARDLY / wrong), 0.0), _MOST) if wrong else 0.0

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The two groups of each name that no third bears, where they are not at odds."""
        for groups in self.named:
            if len(groups) == 2:
                one, other = groups
                if weighing.strangeness(self._members[one], self._members[other]) <= AT_ODDS:
                    yield one, other

    def _meeting(self) -> float:
        """How likely any two groups share a store."""
        kinds = Counter(self.stores.values())
        pairs: Iterable[tuple[_Stores, int, _Stores, int]] = (
            (one, many, other, more) for one, many in kinds.items() for other, more in kinds.items()
        )
        shared = sum(many * more for one, many, other, more in pairs if not one.isdisjoint(other))
        return shared / max(len(self.stores), 1) ** 2
