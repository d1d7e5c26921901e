"""What one calls somebody whose card has a whole name only."""

import re
from functools import cache

from .identity import lexicon, names
from .identity.spelling import fold, sound

_TWO = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)(,?) ([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’-]{2,}")
_OTHERS = """
famille familia famiglia fam household haushalt eheleute couple team group club verein jr jnr jun junior sr snr
sen senior ii iii iv shop store cafe café bar studio salon bank
"""
"""Households, businesses and generations: no part of a plain name."""


def given_name(name: str) -> str:
    """The given name of a plain ``Ann Archer`` or ``Archer, Ann``; ``""`` where that may not be what it is."""
    found = _TWO.fullmatch(" ".join(name.split()))
    if found is None:
        return ""
    first, comma, second = found.groups()
    if not all(_LATIN.fullmatch(word) and not word.isupper() for word in (first, second)):
        return ""
    if {fold(first), fold(second)} & _no_names():
        return ""
    if comma:
        return second
    return "" if _family_first(first, second) else first


def _family_first(first: str, second: str) -> bool:
    """True where the family's name may stand first: Nagy Anna, Smith John, Li Wei."""
    known = names.stands_for()
    family = fold(first) in _families()
    if sound(fold(second)) in known:
        return family or sound(fold(first)) not in known
    return family and sound(fold(first)) not in known


@cache
def _no_names() -> frozenset[str]:
    lists = (
        lexicon.TITLES,
        lexicon.DEGREES,
        lexicon.LINES,
        lexicon.PARTICLES,
        lexicon.KIN,
        lexicon.DESKS,
        lexicon.LEGAL_FORMS,
        lexicon.SERVICES,
        _OTHERS,
    )
    return frozenset(fold(word) for words in lists for word in lexicon.bag(words))


@cache
def _families() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.bag(lexicon.COMMON_FAMILIES))
