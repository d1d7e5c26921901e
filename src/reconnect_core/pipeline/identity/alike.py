"""Whether two names can be one person's: part by part, from the same word to a contradiction."""

import re
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from .names import KIN, Name, formal, stands_for
from .spelling import distance

_FIGURE = re.compile(r"\d")
_REAL = 3
"""A word that so many records bear is a name of its own, not a slip of the pen."""


class Match(IntEnum):
    """How one part of a name fits the other's, from no to yes."""

    DIFFERS = 0
    DOUBT = 1
    UNKNOWN = 2
    INITIAL = 3
    PART = 4
    NEAR = 5
    NICK = 6
    SAME = 7


class Likeness(NamedTuple):
    """Two names side by side."""

    given: Match
    family: Match
    swapped: bool = False
    middle: Match = Match.UNKNOWN
    generation: Match = Match.UNKNOWN
    """UNKNOWN when neither says; DOUBT when only one does."""

    @property
    def apart(self) -> bool:
        """True when these are two people whatever else they share."""
        return self.contrary or (self.family is Match.DIFFERS and self.given < Match.PART)

    @property
    def contrary(self) -> bool:
        """True when these are two people even if a third record fits both."""
        return self.given is Match.DIFFERS or self.generation is Match.DIFFERS


_APART = Likeness(Match.DIFFERS, Match.DIFFERS)
_Counts = Mapping[str, int]


def compare(one: Name, other: Name, counts: _Counts) -> Likeness:
    """The most favourable reading of two names; ``counts`` tells how many records bear a word."""
    if one.household or other.household:
        same = one.household and other.household and {*_all(one)} == {*_all(other)}
        return Likeness(Match.SAME, Match.SAME) if same else _APART
    if one.given == other.given and one.family == other.family:
        given = (
            Match.SAME
            if one.given and len(one.given[0]) > 1
            else _given(one, other, one.given, other.given, counts)
        )
        return Likeness(
            given, Match.SAME if one.family else Match.UNKNOWN, False, Match.UNKNOWN, _generation(one, other)
        )
    if len(_all(one)) != len(_all(other)) and _unparted(one) & _unparted(other):
        return Likeness(Match.SAME, Match.SAME, generation=_generation(one, other))
    found = _straight(one, other, counts)
    if min(found.given, found.family) < Match.PART and other.given and other.family:
        turned = Name(other.family, other.given, other.generation, other.sure, nicks=other.nicks)
        swapped = _straight(one, turned, counts)._replace(swapped=True)
        if min(swapped.given, swapped.family) >= Match.NEAR and swapped[:2] > found[:2]:
            return swapped
    return found


def _all(name: Name) -> tuple[str, ...]:
    return name.given + name.family


def _unparted(name: Name) -> set[str]:
    """All words in one, in either order: some scripts part them or not as they like."""
    given, family = "".join(name.given), "".join(name.family)
    return {given + family, family + given}


def _straight(one: Name, other: Name, counts: _Counts) -> Likeness:
    given_one, family_one = _parted(one, other)
    given_other, family_other = _parted(other, one)
    if not (family_one and given_one) or not (family_other and given_other):
        given_one, family_one, given_other, family_other = _lone(
            (given_one, family_one), (given_other, family_other)
        )
    return Likeness(
        _given(one, other, given_one, given_other, counts),
        _family(family_one, family_other, counts),
        False,
        _middle(given_one[1:], given_other[1:]),
        _generation(one, other),
    )


def _parted(name: Name, other: Name) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Given and family words; where the store did not part them, as the other name parts them."""
    if name.sure or len(name.given) < 2:
        return name.given, name.family
    family = tuple(word for word in _all(name) if word in other.family)
    given = tuple(word for word in _all(name) if word not in other.family)
    return (given, family) if family and given else (name.given, name.family)


_Parts = tuple[tuple[str, ...], tuple[str, ...]]


def _lone(one: _Parts, other: _Parts) -> tuple[tuple[str, ...], ...]:
    """One word alone is taken as that part of the name in which the other has it."""
    for lone, full in ((one, other), (other, one)):
        words = lone[0] + lone[1]
        if len(words) == 1 and full[0] and full[1]:
            known = ((), words) if words[0] in full[1] else (words, ()) if words[0] in full[0] else lone
            return (*known, *full) if lone is one else (*full, *known)
    return (*one, *other)


def _given(one: Name, other: Name, a: tuple[str, ...], b: tuple[str, ...], counts: _Counts) -> Match:
    if not a or not b:
        return Match.UNKNOWN
    x, y = a[0], b[0]
    if x == y:
        return Match.SAME if len(x) > 1 else Match.INITIAL
    if len(x) == 1 or len(y) == 1:
        if x in b or y in a:
            return Match.PART
        return Match.INITIAL if x[0] == y[0] else Match.DIFFERS
    if "".join(a) == "".join(b):
        return Match.SAME
    if x in other.nicks or y in one.nicks:
        return Match.NICK
    if (x in KIN) != (y in KIN):
        return Match.DOUBT
    return _two_words(x, y, x in b or y in a, counts)


def _two_words(x: str, y: str, called_so: bool, counts: _Counts) -> Match:
    """Two different given names; ``called_so`` when one is among the further names of the other."""
    known = stands_for()
    if both := known.get(x, _NONE) & known.get(y, _NONE):
        # Two short forms of one name are less of a match: Dirk and Dieter both come from Dietrich.
        return Match.NICK if any(formal()[number] in (x, y) for number in both) else Match.NEAR
    if called_so:
        return Match.PART
    if x in known and y in known:
        return Match.DIFFERS
    return max(_nearly(x, y, counts), _slipped(x, known.get(y, _NONE)), _slipped(y, known.get(x, _NONE)))


_NONE: frozenset[int] = frozenset()


def _slipped(word: str, numbers: frozenset[int]) -> Match:
    """Whether the word is a misspelling of the name behind a short form: Babrara and Babs."""
    heads = [formal()[number] for number in numbers]
    return Match.NEAR if any(len(head) > 4 and distance(word, head) == 1 for head in heads) else Match.DIFFERS


def _nearly(x: str, y: str, counts: _Counts) -> Match:
    if _FIGURE.search(x + y):
        return Match.DIFFERS
    if counts.get(x, 0) >= _REAL and counts.get(y, 0) >= _REAL:
        return Match.DIFFERS
    short, long = sorted((x, y), key=len)
    apart = distance(x, y)
    if apart > (2 if len(long) >= 8 else 1) or len(short) < 3:
        return Match.DOUBT if len(short) >= 3 and long.startswith(short) else Match.DIFFERS
    # Paul and Paula, Mario and Maria: an ending is more often another person than a slip.
    ending = long[:-1] in (short, short[:-1]) and long[-1] in "aeio"
    if ending or (len(long) < 5 and sorted(x) != sorted(y)):
        return Match.DOUBT
    return Match.NEAR


def _family(a: tuple[str, ...], b: tuple[str, ...], counts: _Counts) -> Match:
    if not a or not b:
        return Match.UNKNOWN
    if a == b:
        return Match.SAME if len(a[0]) > 1 else Match.INITIAL
    if "".join(a) == "".join(b):
        return Match.SAME
    if any(len(word) > 2 and word in b for word in a):
        return Match.PART
    x, y = "".join(a), "".join(b)
    if len(x) == 1 or len(y) == 1:
        return Match.INITIAL if x[0] == y[0] else Match.DIFFERS
    if counts.get(x, 0) >= _REAL and counts.get(y, 0) >= _REAL:
        return Match.DIFFERS
    long = 0 if _FIGURE.search(x + y) else max(len(x), len(y))
    return Match.NEAR if long >= 4 and distance(x, y) <= (2 if long >= 8 else 1) else Match.DIFFERS


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> Match:
    if not a or not b:
        return Match.UNKNOWN
    if any(x.startswith(y) or y.startswith(x) for x in a for y in b):
        return Match.SAME
    return Match.DIFFERS


def _generation(one: Name, other: Name) -> Match:
    if one.generation == other.generation:
        return Match.SAME if one.generation else Match.UNKNOWN
    return Match.DIFFERS if one.generation and other.generation else Match.DOUBT
