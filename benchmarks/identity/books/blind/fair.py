"""Which of somebody's cards a careful reader could put together, and which only by a guess."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from .cards import Card
from .people import Someone

RARE = 12
"""So many in four thousand may bear a family name that still says who somebody is."""


class Reader:
    """Knows how often each name is borne in the book, as who has read all of it."""

    def __init__(self, people: list[Someone]) -> None:
        """Count the names and who is on each line."""
        self.rare = max(RARE * len(people) / 4000, 2)
        self.families = Counter(family for someone in people for family in _families(someone))
        self.named: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.near: dict[str, list[Someone]] = defaultdict(list)
        for someone in people:
            for place in {someone.landline, someone.mobile, someone.family_mail, *_offices(someone)} - {""}:
                self.near[place].append(someone)
            for family in _families(someone):
                for given in _givens(someone):
                    self.named[given, family].add(someone.who)

    def parts(self, cards: list[Card]) -> list[list[Card]]:
        """Somebody's cards in groups that hang together by evidence."""
        groups = [[card] for card in cards]
        for one, other in combinations(cards, 2):
            if self.held(one, other):
                first = next(group for group in groups if one in group)
                second = next(group for group in groups if other in group)
                if first is not second:
                    first += second
                    groups.remove(second)
        return groups

    def held(self, one: Card, other: Card) -> bool:
        """Whether these two cards of one person show it to a careful reader."""
        if one.personal & other.personal:
            return True
        someone = one.someone
        plain = one.readable and other.readable and one.family == other.family != ""
        if any(self._alone(someone, place, plain) for place in one.shared & other.shared):
            return True
        if not plain or len(one.family) < 3:
            return False
        if one.company and one.company == other.company and self._alone(someone, one.company, True):
            return True
        both = (one.contact, other.contact)
        if (both[0].birthday and both[1].birthday) or (both[0].addresses and both[1].addresses):
            return True
        return one.exact and other.exact and self._unusual(someone)

    def _alone(self, someone: Someone, place: str, plain: bool) -> bool:
        """Whether nobody else at this line, mailbox or firm could be meant by the name."""
        for other in self.near[place]:
            if other.who == someone.who or not _families(other) & _families(someone):
                continue
            if not plain and {g[0] for g in _givens(other)} & {g[0] for g in _givens(someone)}:
                return False
            if _givens(other) & _givens(someone):
                return False
        return True

    def _unusual(self, someone: Someone) -> bool:
        if self.families[someone.family.full] > self.rare:
            return False
        bearers: Iterable[set[int]] = (
            self.named[given, family] for given in _givens(someone) for family in _families(someone)
        )
        return set().union(*bearers) == {someone.who}


def _families(someone: Someone) -> set[str]:
    return {someone.family.full, *([someone.born.full] if someone.born else ())}


def _givens(someone: Someone) -> set[str]:
    return {someone.given.full, *someone.given.short}


def _offices(someone: Someone) -> set[str]:
    found = set()
    for company in (someone.company, someone.old_company):
        if company:
            found |= {company.name, company.switchboard, company.desk}
    return found
