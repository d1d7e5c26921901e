"""From pairs to people: records are joined by the surest ties first, and never over a contradiction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from . import blocking, judging, weighing
from .alike import Likeness, compare
from .judging import Verdict
from .namesakes import AT_ODDS, Namesakes
from .records import Census, Record

_MARGIN = 1.5
"""A name alone must speak this much more for one partner than for any rival (log10 odds)."""
_EASE = 1.5
"""So much less is asked of a name that fits nobody else, if everybody stood in several stores."""
_FEW = 20
"""So few records teach nothing about who stands in several stores."""
_NEVER = 99.0
_FORCED = Verdict(_NEVER, because=("you said so",), strong=True)
_SAME_MAIL = Verdict(_NEVER, because=("same name", "same e-mail"), strong=True)
_SAME_MOBILE = Verdict(_NEVER, because=("same name", "same number"), strong=True)
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
        self._likeness: dict[Pair, Likeness] = {}

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
        self.join_strong(forced)
        self._settle_weak(self._weak_pairs())

    def join_strong(self, forced: Iterable[Pair] = ()) -> None:
        """Join by the user's word and by strong ties only."""
        for one, other in sorted(forced):
            self._join(one, other, _FORCED)
        blocks = blocking.strong(self.records)
        self._find_shared(blocks.shared)
        self._join_plain(blocks.shared)
        self._settle_strong(self._strong_pairs(blocks.shared))

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
        return {
            pair: verdict
            for pair, verdict in found.items()
            if not self._clash(*pair, contradicted=verdict.contradicted)
        }

    def _find_shared(self, shared: dict[str, list[int]]) -> None:
        for key, block in shared.items():
            if blocking.crowded(block) or any(self._apart(*pair) for pair in combinations(block, 2)):
                self.book.shared.add(key)

    def _join_plain(self, shared: dict[str, list[int]]) -> None:
        """Join at once who bears the very same name and uses the same own mailbox or mobile number."""
        plain = [(block, key) for key, block in shared.items() if key not in self.book.shared]
        for block, key in sorted(plain):
            for one, other in pairwise(block):
                here, there = self.records[one], self.records[other]
                mail = key in here.mails
                if (mail or key in here.mobiles or key in there.mobiles) and judging.same_name(here, there):
                    self._join(one, other, _SAME_MAIL if mail else _SAME_MOBILE)

    def _strong_pairs(self, shared: dict[str, list[int]]) -> Iterator[Pair]:
        for block in shared.values():
            if not blocking.crowded(block):
                yield from combinations(block, 2)

    def _weak_pairs(self) -> Iterator[Pair]:
        records, book = self.records, self.book
        found: set[Pair] = set()
        for block in blocking.weak(records, book).shared.values():
            found.update(blocking.pairs(block, records))
        # Most have been joined or judged by now, and many share several keys.
        for one, other in found - self.verdicts.keys():
            if self.find(one) != self.find(other) and judging.promising(records[one], records[other], book):
                yield one, other

    def _settle_strong(self, pairs: Iterable[Pair]) -> None:
        """Judge the pairs that share a mailbox or the like and join those that are one, the surest first."""
        merging = [edge for edge in self._judged(pairs) if edge[3].merge]
        for _, one, other, verdict in sorted(merging, key=lambda edge: edge[:3]):
            here, there = self.records[one], self.records[other]
            own = not here.mails.isdisjoint(there.mails) or weighing.same_mobile(here, there)
            if own or not self._two_on_a_line(one, other):
                self._join(one, other, verdict)

    def _two_on_a_line(self, one: int, other: int) -> bool:
        """Whether they may be father and son: Jr. and none, or two of what one person has one of."""
        here = self._records(self.members(self.find(one)))
        there = self._records(self.members(self.find(other)))
        if any(a.name.generation for a in here) != any(b.name.generation for b in there):
            return True
        return any(a.book == b.book and weighing.one_each(a, b) for a in here for b in there)

    def _settle_weak(self, pairs: Iterable[Pair]) -> None:
        """Judge the pairs that share a name and circumstances; join those that nothing else fits as well."""
        namesakes = Namesakes(self.records, self.find, self.book)
        self.book.namesakes = namesakes.share
        ease = _EASE * self._linked() + namesakes.ease()
        least = 1 if namesakes.a_name_tells() else 2
        likely = [
            edge
            for edge in self._judged(pairs)
            if edge[3].odds >= judging.MERGE - ease and not edge[3].doubt and len(edge[3].because) >= least
        ]
        near = self._near()
        for _, one, other, verdict in sorted(likely, key=lambda edge: edge[:3]):
            if len(verdict.because) < 2 and (self._known_apart(one, other) or self._at_odds(one, other)):
                continue
            if self.find(one) != self.find(other) and verdict.odds >= self._bar(
                one, other, verdict, near, ease
            ):
                self._join(one, other, verdict)

    def _known_apart(self, one: int, other: int) -> bool:
        """Whether the ledger knows them as two: ids stay, though what a name tells varies with the book."""
        here, there = self.records[one].known, self.records[other].known
        return bool(here and there) and here != there

    def _at_odds(self, one: int, other: int) -> bool:
        """Whether two kinds of facts differ, such as mailbox and mobile: too much for a name alone."""
        here = self._records(self.members(self.find(one)))
        there = self._records(self.members(self.find(other)))
        return weighing.strangeness(here, there) > AT_ODDS

    def _judged(self, pairs: Iterable[Pair]) -> Iterator[tuple[float, int, int, Verdict]]:
        for one, other in sorted(set(pairs) - self.verdicts.keys()):
            if self.find(one) == self.find(other):
                continue
            verdict = judging.judge(
                self.records[one], self.records[other], self.book, self._likeness.get((one, other))
            )
            if verdict.odds > judging.MAYBE and not verdict.apart:
                self.verdicts[one, other] = verdict
                yield -verdict.odds, one, other, verdict

    def _near(self) -> dict[int, list[tuple[int, float]]]:
        near: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for (one, other), verdict in self.verdicts.items():
            if verdict.odds > 0 and not verdict.contradicted:
                near[one].append((other, verdict.odds))
                near[other].append((one, verdict.odds))
        return near

    def _bar(
        self, one: int, other: int, verdict: Verdict, near: dict[int, list[tuple[int, float]]], ease: float
    ) -> float:
        """The odds that a name and circumstances must reach to join two clusters.

        A store rarely has a person twice, so two records of one store ask for more. Where nobody else fits
        either of them they ask for less, the less the more people are known to stand in several stores.
        """
        here, there = self.members(self.find(one)), self.members(self.find(other))
        if not self._books(here).isdisjoint(self._books(there)):
            return judging.MERGE + _MARGIN
        low = judging.MERGE - ease
        rival = max(self._rival(here, there, near, low), self._rival(there, here, near, low))
        if rival and rival > verdict.odds - _MARGIN:
            return _NEVER
        known = weighing.strangeness([self.records[one]], [self.records[other]])
        told = weighing.strangeness(self._records(here), self._records(there))
        return (judging.MERGE if rival else low) + told - known

    def _rival(
        self, here: list[int], there: list[int], near: dict[int, list[tuple[int, float]]], low: float
    ) -> float:
        """How well the best third record fits the first cluster, if it does not fit the second too; else 0."""
        best = 0.0
        inside = {self.find(here[0]), self.find(there[0])}
        for at in here:
            for third, odds in near.get(at, ()):
                if odds > best and self.find(third) not in inside and not self._fits(third, there, low):
                    best = odds
        return best

    def _fits(self, third: int, cluster: list[int], low: float) -> bool:
        """Whether a record may well be one more of this cluster: another store's, and no contradiction."""
        if self.records[third].book in self._books(cluster):
            return False
        pairs = [(min(third, at), max(third, at)) for at in cluster]
        return any(pair in self.verdicts and self.verdicts[pair].odds >= low for pair in pairs)

    def _records(self, members: list[int]) -> list[Record]:
        return [self.records[at] for at in members]

    def _books(self, members: list[int]) -> set[str]:
        return {self.records[at].book for at in members}

    def _linked(self) -> float:
        """The share of records that strong ties joined to a record of another store."""
        joined = [members for members in self._members.values() if len(self._books(members)) > 1]
        return sum(map(len, joined)) / (len(self.records) + _FEW)

    def _join(self, one: int, other: int, verdict: Verdict) -> None:
        here, there = self.find(one), self.find(other)
        if here == there or self._clash(here, there, contradicted=verdict is _FORCED or verdict.contradicted):
            return
        low, high = sorted((here, there))
        self._members[low] = sorted(self.members(low) + self.members(high))
        self._members.pop(high, None)
        self._parent[high] = low
        self.joined.append((one, other, verdict))

    def _clash(self, here: int, there: int, contradicted: bool = False) -> bool:
        """Whether a record of one cluster can't be the same person as one of the other.

        ``contradicted`` when that is known, and only what the user forbade counts.
        """
        for one in self.members(here):
            for other in self.members(there):
                pair = (one, other) if one < other else (other, one)
                if pair in self._forbidden or (not contradicted and self._contradict(pair)):
                    return True
        return False

    def _contradict(self, pair: Pair) -> bool:
        if pair in self.verdicts:
            return self.verdicts[pair].contradicted
        found = self._contrary.get(pair)
        if found is None:
            one, other = self.records[pair[0]], self.records[pair[1]]
            found = weighing.two_birthdays(one, other) or weighing.two_pages(one, other)
            if not found and one.name and other.name:
                found = compare(one.name, other.name, self.book.words).contrary
            self._contrary[pair] = found
        return found

    def _apart(self, one: int, other: int) -> bool:
        a, b = self.records[one].name, self.records[other].name
        if not (a and b):
            return False
        found = self._likeness[one, other] = compare(a, b, self.book.words)
        return found.apart
