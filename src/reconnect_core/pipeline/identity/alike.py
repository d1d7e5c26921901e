"""Whether two names can be one person's: part by part, from the same word to a contradiction."""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from .names import KIN, Name, formal, forms, stands_for
from .spelling import clipped, distance, fold, sound

_FIGURE = re.compile(r"\d")
_REAL = 3
"""A word that so many records bear is a name of its own, not a slip of the pen, ..."""
_SLIPS = 0.15
"""... unless a word like it is far more common: slips recur."""


class Match(IntEnum):
    """How one part of a name fits the other's, from no to yes."""

    DIFFERS = 0
    ENDING = 1
    """Maria and Mario: spelled nearly alike, and mostly two people."""
    DOUBT = 2
    UNKNOWN = 3
    INITIAL = 4
    PART = 5
    NEAR = 6
    NICK = 7
    SAME = 8


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


SAME_NAME = Likeness(Match.SAME, Match.SAME)
_APART = Likeness(Match.DIFFERS, Match.DIFFERS)
_Counts = Mapping[str, int]
_Word = tuple[Name, str]
_Words = tuple[Name, tuple[str, ...]]


def compare(one: Name, other: Name, counts: _Counts) -> Likeness:
    """The most favourable reading of two names; ``counts`` tells how many records bear a word."""
    if one.household or other.household:
        same = one.household and other.household and {*_all(one)} == {*_all(other)}
        return SAME_NAME if same else _APART
    if one.given == other.given and one.family == other.family:
        return _same_words(one, other, counts)
    if len(_all(one)) != len(_all(other)) and _unparted(one) & _unparted(other):
        return Likeness(Match.SAME, Match.SAME, generation=_generation(one, other))
    found = _straight(one, other, counts)
    fits = found.family >= Match.NEAR or min(found.given, found.family) >= Match.PART
    if not fits and other.given and other.family:
        turned = (_straight(one, _turned(other), counts), _straight(_turned(one), other, counts))
        fitting = [one for one in turned if one.given >= Match.INITIAL and one.family >= Match.PART]
        if fitting and (swapped := max(fitting))[:2] > found[:2]:
            return swapped._replace(swapped=True)
    return found


def _turned(name: Name) -> Name:
    """The same name with the family first."""
    return replace(name, given=name.family, family=name.given)


def _same_words(one: Name, other: Name, counts: _Counts) -> Likeness:
    whole = one.given and one.family and len(one.given[0]) > 1
    if whole and one.generation == other.generation == "":
        return SAME_NAME
    given = Match.SAME if whole else _given(one, other, one.given, other.given, counts)
    return Likeness(given, Match.SAME if one.family else Match.UNKNOWN, generation=_generation(one, other))


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
    given = _given(one, other, given_one, given_other, counts)
    if given is Match.SAME and _two_doubles((one, given_one), (other, given_other)):
        given = Match.DIFFERS
    return Likeness(
        given,
        _family((one, family_one), (other, family_other), counts),
        False,
        _middle(given_one[1:], given_other[1:]),
        _generation(one, other),
    )


def _two_doubles(here: _Words, there: _Words) -> bool:
    """Whether both are called by a double name with a hyphen, and these are two: Jean-Luc and Jean-Pierre."""
    a, b = here[1], there[1]
    if len(a) < 2 or len(b) < 2 or a[0] != b[0] or _middle(a[1:2], b[1:2]) is not Match.DIFFERS:
        return False
    return _hyphened(*here) and _hyphened(*there)


def _hyphened(name: Name, given: tuple[str, ...]) -> bool:
    """Whether the card has the first two given names joined by a hyphen."""
    one, other = (name.letters.get(word, word) for word in given[:2])
    return name.card is not None and f"{one}-{other}" in fold(f"{name.card.given} {name.card.name}")


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
        if (len(x) > 1 and x in b) or (len(y) > 1 and y in a):
            return Match.PART
        if x in b or y in a:
            return Match.INITIAL
        return Match.INITIAL if _begins((one, x), (other, y)) else Match.DIFFERS
    if sound("".join(a)) == sound("".join(b)):
        return Match.SAME
    if x in other.nicks or y in one.nicks or _contracted(x, b) or _contracted(y, a):
        return Match.NICK
    if (x in KIN) != (y in KIN):
        return Match.DOUBT
    return _two_words((one, x), (other, y), x in b or y in a, counts)


def _begins(here: _Word, there: _Word) -> bool:
    """Whether one is the initial of the other as spelled, or of the name behind a short form."""
    initial, (name, word) = (here[1], there) if len(here[1]) == 1 else (there[1], here)
    behind = (formal()[number] for number in stands_for().get(word, _NONE))
    return any(full[0] == initial for full in (word, name.letters.get(word, word), *behind))


def _contracted(word: str, names: tuple[str, ...]) -> bool:
    """Whether the word is the beginnings of two names: Analú and Ana Lucía, Juanca and Juan Carlos."""
    if len(names) < 2:
        return False
    heads = (word[:at] for at in range(2, len(word) - 1) if names[1].startswith(word[at:]))
    return any(names[0].startswith(head) for head in heads)


def _two_words(here: _Word, there: _Word, called_so: bool, counts: _Counts) -> Match:
    """Two different given names; ``called_so`` when one is among the further names of the other."""
    known = stands_for()
    x, y = here[1], there[1]
    if both := known.get(x, _NONE) & known.get(y, _NONE):
        # Two short forms of one name are less of a match: Dirk and Dieter both come from Dietrich.
        return Match.NICK if any(formal()[number] in (x, y) for number in both) else Match.NEAR
    if called_so:
        return Match.PART
    short, long = sorted((x, y), key=len)
    if len(short) == 2 and long.startswith(short):
        return Match.INITIAL
    if (x in known and y in known) or _both_real(x, y, counts):
        return Match.DIFFERS
    spelled, written = here[0].letters.get(x, x), there[0].letters.get(y, y)
    slipped = max(_slipped(spelled, known.get(y, _NONE)), _slipped(written, known.get(x, _NONE)))
    return max(slipped, _nearly(spelled, written))


_NONE: frozenset[int] = frozenset()


def _both_real(x: str, y: str, counts: _Counts) -> bool:
    """Whether both words are so common here that neither is a slip for the other."""
    rarer, commoner = sorted((counts.get(x, 0), counts.get(y, 0)))
    return rarer >= max(_REAL, _SLIPS * commoner)


@lru_cache(maxsize=1 << 16)
def _slipped(word: str, numbers: frozenset[int]) -> Match:
    """Whether the word is a misspelling of another form of the name: Babrara and Babs, Becy and Rebecca."""
    size = len(word)
    called = [
        form for number in numbers for form in forms()[number] if len(form) > 4 and -2 < len(form) - size < 2
    ]
    return Match.NEAR if any(distance(word, form) == 1 for form in called) else Match.DIFFERS


@lru_cache(maxsize=1 << 16)
def _nearly(x: str, y: str) -> Match:
    if _FIGURE.search(x + y):
        return Match.DIFFERS
    short, long = sorted((x, y), key=len)
    if clipped(short, long):
        return Match.PART
    apart = distance(x, y)
    if len(short) < 3 or apart > (2 if len(long) >= 8 else 1):
        kept = short in long or (len(short) > 4 and (short[:4] == long[:4] or apart == 2))
        return Match.DOUBT if kept and len(short) >= 3 else Match.DIFFERS
    # Paul and Paula, Mario and Maria: an ending is more often another person than a slip.
    if long[:-1] in (short, short[:-1]) and long[-1] in "aeio":
        return Match.ENDING
    return Match.DOUBT if len(long) < 5 and sorted(x) != sorted(y) else Match.NEAR


def _family(here: _Words, there: _Words, counts: _Counts) -> Match:
    a, b = here[1], there[1]
    if not a or not b:
        return Match.UNKNOWN
    if a == b:
        return Match.SAME if len(a[0]) > 1 else Match.INITIAL
    x, y = "".join(a), "".join(b)
    if x == y:
        return Match.SAME
    if any(len(word) > 2 and word in b for word in a):
        return Match.PART
    if len(x) == 1 or len(y) == 1:
        return Match.INITIAL if x[0] == y[0] else Match.DIFFERS
    if _both_real(x, y, counts) or _FIGURE.search(x + y):
        return Match.DIFFERS
    x, y = _spelled(here), _spelled(there)
    long = max(len(x), len(y))
    if long >= 4 and distance(x, y) <= (2 if long >= 8 else 1):
        return Match.NEAR
    # One of two family names is left out at times, and the other mistyped.
    slipped = len(a) != len(b) and any(min(len(v), len(w)) > 4 and distance(v, w) == 1 for v in a for w in b)
    return Match.PART if slipped else Match.DIFFERS


def _spelled(words: _Words) -> str:
    return "".join([words[0].letters.get(word, word) for word in words[1]])


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> Match:
    if not a or not b:
        return Match.UNKNOWN
    if any(x.startswith(y) or y.startswith(x) or (len(x) > 3 and distance(x, y) == 1) for x in a for y in b):
        return Match.SAME
    return Match.DIFFERS


def _generation(one: Name, other: Name) -> Match:
    if one.generation == other.generation:
        return Match.SAME if one.generation else Match.UNKNOWN
    return Match.DIFFERS if one.generation and other.generation else Match.DOUBT
