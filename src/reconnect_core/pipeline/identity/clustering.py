"""From pairs to people: records are joined by the surest ties first, and never over a contradiction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from . import blocking, judging
from .alike import compare
from .judging import Verdict
from .records import Census, Record

_MARGIN = 1.5
"""A name alone must speak this much more for one partner than for any rival (log10 odds)."""
_FORCED = Verdict(99.0, because=("you said so",), strong=True)
Pair = tuple[int, int]


class Fusing:
    """Clusters of records that grow by union; what was joined by which verdict; what stays open."""

    def __init__(self, records: list[Record], book: Census, forbidden: set[Pair]) -> None:
        self.records = records
        self.book = book
        self.joined: list[tuple[int, int, Verdict]] = []
        self.verdicts: dict[Pair, Verdict] = {}
        self._forbidden = forbidden
        self._parent = list(range(len(records)))
        self._members: dict[int, list[int]] = {}
        self._contrary: dict[Pair, bool] = {}

    def find(self, at: int) -> int:
        """The number that stands for the record's cluster."""
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def members(self, at: int) -> list[int]:
        """The records of a cluster, by the number that stands for it."""
        return self._members.get(at, [at])

    def run(self, forced: Iterable[Pair]) -> None:
        """Join all that belong together: by the user's word, by strong ties, then by name and circumstance."""
        for one, other in sorted(forced):
            self._join(one, other, _FORCED)
        blocks = blocking.strong(self.records)
        self._find_shared(blocks.shared)
        self._settle(self._strong_pairs(blocks.shared), weak=False)
        self._settle(self._weak_pairs(), weak=True)

    def open_questions(self) -> dict[Pair, Verdict]:
        """For each two clusters that may be one, the strongest verdict; keys are cluster numbers, rising."""
        found: dict[Pair, Verdict] = {}
        for (one, other), verdict in self.verdicts.items():
            if verdict.apart or verdict.odds < judging.MAYBE:
                continue
            here, there = sorted((self.find(one), self.find(other)))
            before = found.get((here, there))
            if here != there and (
                before is None or (verdict.odds, verdict.because) > (before.odds, before.because)
            ):
                found[here, there] = verdict
        return {pair: verdict for pair, verdict in found.items() if not self._clash(*pair)}

    def _find_shared(self, shared: dict[str, list[int]]) -> None:
        for key, block in shared.items():
            if blocking.crowded(block) or any(self._apart(*pair) for pair in combinations(block, 2)):
                self.book.shared.add(key)

    def _strong_pairs(self, shared: dict[str, list[int]]) -> Iterator[Pair]:
        for block in shared.values():
            if not blocking.crowded(block):
                yield from combinations(block, 2)

    def _weak_pairs(self) -> Iterator[Pair]:
        for block in blocking.weak(self.records).shared.values():
            yield from blocking.pairs(block, self.records)

    def _settle(self, pairs: Iterable[Pair], weak: bool) -> None:
        """Judge the pairs and join those that are one, the surest first."""
        if weak:
            self.book.namesakes = self._namesakes()
        merging = []
        for one, other in sorted(set(pairs) - self.verdicts.keys()):
            if self.find(one) == self.find(other):
                continue
            verdict = judging.judge(self.records[one], self.records[other], self.book)
            if verdict.odds > judging.MAYBE and not verdict.apart:
                self.verdicts[one, other] = verdict
                if verdict.merge:
                    merging.append((-verdict.odds, one, other, verdict))
        near = self._near() if weak else {}
        for _, one, other, verdict in sorted(merging, key=lambda edge: edge[:3]):
            if not weak or not self._rivalled(one, other, verdict, near):
                self._join(one, other, verdict)

    def _near(self) -> dict[int, list[tuple[int, Verdict]]]:
        near: dict[int, list[tuple[int, Verdict]]] = defaultdict(list)
        for (one, other), verdict in self.verdicts.items():
            if verdict.odds > judging.MERGE - _MARGIN:
                near[one].append((other, verdict))
                near[other].append((one, verdict))
        return near

    def _rivalled(
        self, one: int, other: int, verdict: Verdict, near: dict[int, list[tuple[int, Verdict]]]
    ) -> bool:
        """Whether a third record fits one of the two about as well, and not the other."""
        clusters = {self.find(one), self.find(other)}
        for here, there in ((one, other), (other, one)):
            for rival, tie in near.get(here, ()):
                if tie.odds < verdict.odds - _MARGIN or self.find(rival) in clusters:
                    continue
                between = self.verdicts.get((min(there, rival), max(there, rival)))
                if between is None or not between.merge:
                    return True
        return False

    def _namesakes(self) -> float:
        """The share of records that bear the exact name of somebody else in the same store."""
        clusters: dict[tuple[str, tuple[str, ...], tuple[str, ...]], set[int]] = defaultdict(set)
        for record in self.records:
            if record.name.given and record.name.family:
                clusters[record.book, record.name.given, record.name.family].add(self.find(record.at))
        return sum(len(found) - 1 for found in clusters.values()) / max(len(self.records), 1)

    def _join(self, one: int, other: int, verdict: Verdict) -> None:
        here, there = self.find(one), self.find(other)
        if here == there or self._clash(here, there, by_hand=verdict is _FORCED):
            return
        low, high = sorted((here, there))
        self._members[low] = sorted(self.members(low) + self.members(high))
        self._members.pop(high, None)
        self._parent[high] = low
        self.joined.append((one, other, verdict))

    def _clash(self, here: int, there: int, by_hand: bool = False) -> bool:
        """Whether a record of one cluster can't be the same person as one of the other."""
        for one in self.members(here):
            for other in self.members(there):
                pair = (one, other) if one < other else (other, one)
                if pair in self._forbidden or (not by_hand and self._contradict(pair)):
                    return True
        return False

    def _contradict(self, pair: Pair) -> bool:
        found = self._contrary.get(pair)
        if found is None:
            one, other = self.records[pair[0]], self.records[pair[1]]
            found = judging.birthdays_differ(one, other)
            if not found and one.name and other.name:
                found = compare(one.name, other.name, self.book.words).contrary
            self._contrary[pair] = found
        return found

    def _apart(self, one: int, other: int) -> bool:
        a, b = self.records[one].name, self.records[other].name
        return bool(a and b) and compare(a, b, self.book.words).apart
