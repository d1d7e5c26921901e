"""A name as its parts: what was given, what is the family's, which generation; titles and marks left out."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ...model import Contact
from . import lexicon, nicknames
from .lexicon import bag
from .spelling import fold, sound

_WORD = re.compile(r"[^\W_](?:[^\W_]|['’](?=\w)|[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f])*")
_LETTER = re.compile(r"[^\W\d_]")
_ASIDE = re.compile(r"[(\[{\"“„«‚‘](.*?)[)\]}\"”“»‘’]|(?<!\w)'(\w[^']*)'(?!\w)")
_DECORATION = re.compile(r",|\s[-–—|•·/]\s|[(\[|•]")
_BEFORE = bag(lexicon.TITLES)
_AFTER = bag(lexicon.DEGREES) | bag(lexicon.LINES)
_GENERATIONS = dict(
    zip(
        (
            "jr",
            "junior",
            "jnr",
            "jun",
            "ii",
            "2nd",
            "hijo",
            "fils",
            "sr",
            "senior",
            "snr",
            "pere",
            "iii",
            "3rd",
            "iv",
        ),
        "222222221111334",
        strict=True,
    )
)
_HOUSEHOLD = re.compile(
    r"&|\+|\b(?:und|and|et|familie|family|famille|fam|familia|famiglia|eheleute)\b", re.IGNORECASE
)
_SPECIAL = _BEFORE | _AFTER | bag(lexicon.PARTICLES) | bag(lexicon.KIN) | frozenset(_GENERATIONS)
_SPECIAL |= {"und", "and", "et", "familie", "family", "famille", "fam", "familia", "famiglia", "eheleute"}


@dataclass(slots=True, eq=False)
class Name:
    """Words of a name by how they sound, in their order; ``sure`` when the store told which is which."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    generation: str = ""
    sure: bool = False
    household: bool = False
    nicks: tuple[str, ...] = ()
    card: Contact | None = None
    _letters: dict[str, str] | None = None

    @property
    def letters(self) -> dict[str, str]:
        """How each word is spelled on the card, in plain Latin letters."""
        if self._letters is None:
            card = self.card
            text = f"{card.name} {card.given} {card.additional} {card.family}" if card else ""
            self._letters = {_heard(word): fold(word).replace("'", "") for word in _WORD.findall(text)}
        return self._letters

    def __bool__(self) -> bool:
        return bool(self.given or self.family)


NOBODY = Name()


@cache
def stands_for() -> dict[str, frozenset[int]]:
    """For a sound, the numbers of the given names it may stand for; empty for other known given names."""
    found: dict[str, set[int]] = {}
    for form, numbers in nicknames.groups().items():
        found.setdefault(sound(form), set()).update(numbers)
    known = {word: frozenset(numbers) for word, numbers in found.items()}
    return {sound(word): frozenset() for word in nicknames.others()} | known


@cache
def formal() -> dict[int, str]:
    """The sound of the name that each number stands for, without its short forms."""
    return {number: sound(name) for number, name in enumerate(nicknames.formal())}


@cache
def forms() -> dict[int, tuple[str, ...]]:
    """What the name of each number is called, as written in plain letters."""
    found: dict[int, list[str]] = {}
    for form, numbers in nicknames.groups().items():
        for number in numbers:
            found.setdefault(number, []).append(form)
    return {number: tuple(called) for number, called in found.items()}


_MEN = frozenset(map(sound, nicknames.MEN.split()))
_WOMEN = frozenset(map(sound, nicknames.WOMEN.split()))


@lru_cache(maxsize=1 << 12)
def of_either_sex(word: str) -> bool:
    """Whether a man's and a woman's name are called so: Chris, Alex, Toni; by their endings, near enough."""
    called = {formal()[number] for number in stands_for().get(word, ())}
    women = {name for name in called if name in _WOMEN or (name[-1] in "aei" and name not in _MEN)}
    return bool(women) and women != called


def words(text: str) -> list[str]:
    """The sounds of the words of a text, in order; apostrophes joined, everything else parts them."""
    return [_heard(word) for word in _WORD.findall(text)]


def letters(text: str) -> list[str]:
    """The words of a text in plain lower-case letters, in order."""
    return [fold(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=1 << 12)
def _heard(word: str) -> str:
    return sound(fold(word).replace("'", ""))


_PARTICLES = frozenset(words(lexicon.PARTICLES))
KIN = frozenset(words(lexicon.KIN))
"""How one calls relatives: in the place of a name, but another's."""


def of(contact: Contact) -> Name:
    """The name of one record; ``NOBODY`` when it has none (an address, a number or kin stands in its place)."""
    shown = contact.name
    given, family = contact.given, contact.family
    if not (given or family) and ("@" in shown or not _LETTER.search(shown)):
        return NOBODY
    told = bool(given and family)
    name = _plain(given, family) if told else _plain(*shown.split(" ")) if shown.count(" ") == 1 else None
    if name is None or contact.additional:
        name = _structured(contact) if told else _shown(shown or f"{given} {family}", bool(family))
    else:
        name.sure = told
    name.card = contact
    if contact.suffix or contact.nicknames or shown.count(" ") > 1 or not shown.replace(" ", "").isalnum():
        _complete(name, contact)
    return name


def _plain(given: str = "", family: str = "") -> Name | None:
    """Two simple words: what most names are; None for all others."""
    if not (given.isalnum() and family.isalnum()) or given.isupper() or family.isupper():
        return None
    low, last = given.lower(), family.lower()
    if low in _SPECIAL or last in _SPECIAL:
        return None
    return Name((_heard(low),), (_heard(last),))


def _structured(contact: Contact) -> Name:
    first, generation = _split(f"{contact.given} {contact.additional}")
    last, again = _split(_undecorated(contact.family))
    return Name(
        given=tuple(first),
        family=tuple(_without_particles(last)),
        generation=generation or again,
        sure=True,
        household=_HOUSEHOLD.search(f"{contact.given} {contact.family}") is not None,
    )


def _undecorated(family: str) -> str:
    """The family name without what some add, the generation kept: Smith, RN, BSN and Smith - We're hiring."""
    head, *rest = _DECORATION.split(family)
    marks = [word for text in rest for word in _WORD.findall(text) if fold(word) in _GENERATIONS]
    return " ".join((head, *marks)) if _LETTER.search(head) else family


def _shown(text: str, family_only: bool) -> Name:
    household = _HOUSEHOLD.search(text) is not None
    plain = _ASIDE.sub(" ", text)
    head, comma, tail = plain.partition(",")
    if comma and all(fold(word) in _AFTER or fold(word) in _GENERATIONS for word in _WORD.findall(tail)):
        head, comma = f"{head} {tail}", ""
    first, generation = _split(tail) if comma else ([], "")
    last, again = _split(head)
    generation = generation or again
    if first and last:
        return Name(tuple(first), tuple(_without_particles(last)), generation, True, household)
    if family_only and len(last) <= 2:
        return Name((), tuple(_without_particles(last)), generation, True, household)
    at = _shouted(head) or _border(last)
    given, family = last[:at], last[at:]
    if at < 0:
        given, family = last[-at:], last[:-at]
    return Name(tuple(given), tuple(_without_particles(family)), generation, at < 0, household)


def _border(heard: list[str]) -> int:
    """Where the family name begins: the last word, with the particles before it."""
    at = max(len(heard) - 1, 1)
    while at > 1 and heard[at - 1] in _PARTICLES:
        at -= 1
    return at


def _shouted(text: str) -> int:
    """Minus the number of leading words in capitals, where the others are not: MÜLLER Hans."""
    found = [word for word in _WORD.findall(text) if fold(word) not in _BEFORE | _AFTER]
    loud = 0
    while loud < len(found) and len(found[loud]) > 1 and found[loud].isupper():
        loud += 1
    quiet = [word for word in found[loud:] if not word.isupper()]
    return -loud if loud and len(quiet) == len(found) - loud > 0 else 0


def _split(text: str) -> tuple[list[str], str]:
    """The sounds without titles (unless nothing else is left), and the generation."""
    found = [(_heard(word), fold(word)) for word in _WORD.findall(text)]
    generation = ""
    while len(found) > 1 and (found[-1][1] in _AFTER or found[-1][1] in _GENERATIONS):
        generation = _GENERATIONS.get(found.pop()[1], generation)
    bare = [heard for heard, plain in found if plain not in _BEFORE]
    return bare or [heard for heard, _ in found], generation


def _without_particles(heard: list[str]) -> list[str]:
    return [word for word in heard if word not in _PARTICLES] or heard


def _complete(name: Name, contact: Contact) -> None:
    """Add what stands in other fields: the generation in suffix or name, nicknames, names in quotes."""
    if not name.generation:
        marks = re.findall(r"\w+", contact.suffix)
        if name.sure:
            # Some stores keep Jr. in the name as shown only.
            *_, last = contact.family.split() or [""]
            marks += _WORD.findall(contact.name.rpartition(last)[2]) if last else []
        name.generation = next(filter(None, [_GENERATIONS.get(fold(word), "") for word in marks]), "")
    asides = [found for pair in _ASIDE.findall(contact.name) for found in pair if found]
    nicks = [word for text in (*contact.nicknames, *asides) for word in words(text)[:1]]
    name.nicks = tuple(dict.fromkeys(nicks))
