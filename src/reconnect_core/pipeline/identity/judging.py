"""How likely two records are one person: log10 odds, summed over what agrees and what does not.

The frame is that of Fellegi and Sunter (1969): each comparison adds the logarithm of how much more often it
comes out so for one person's two records than for two people's. How rare a name is, the book itself tells.
"""

from math import log10
from typing import NamedTuple

from . import traits
from .alike import Likeness, Match, compare
from .records import Census, Record
from .spelling import sound

MERGE = 1.5
"""From thirty to one, two records are one person."""
MAYBE = 0.0
"""From one to one, the user is asked."""
_APART = -9.0
_OTHER_DAY = -5.0
_DOUBT = 2.5
"""So much less two given names say that may be forms of one."""


class Verdict(NamedTuple):
    """The log10 odds, whether a machine may act on them, and what agrees."""

    odds: float
    apart: bool = False
    """These are two people, whatever else they share."""
    doubt: bool = False
    """Only the user can tell."""
    because: tuple[str, ...] = ()
    strong: bool = False
    """They share a mailbox, a number, a page or the store's own identifier."""

    @property
    def merge(self) -> bool:
        """Whether the two are one without asking anybody."""
        return self.odds >= MERGE and not self.apart and not self.doubt


_TWO = Verdict(_APART, apart=True)
_SAME = Likeness(Match.SAME, Match.SAME)


def promising(one: Record, other: Record, book: Census) -> bool:
    """Whether two records without a mailbox or number in common can reach ``MAYBE`` at all; cheap to ask."""
    a, b = one.name, other.name
    if not (a.given and a.family and a.given == b.given and a.family == b.family):
        return True
    if (one.birthday and other.birthday) or (one.contact.addresses and other.contact.addresses):
        return True
    if not one.houses.isdisjoint(other.houses) or not one.mails.isdisjoint(other.mails):
        return True
    near = 1.0 if one.houses and other.houses else 0.0
    return _rarity(book.expected(a.given, a.family), book) + near + _against(one, other, _SAME) > MAYBE


def judge(one: Record, other: Record, book: Census) -> Verdict:
    """Everything that the two records say for or against being one person's."""
    if not one.name or not other.name:
        return _nameless(one, other, book)
    likeness = compare(one.name, other.name, book.words)
    if likeness.apart:
        return _TWO
    if likeness.family is Match.DIFFERS and (_signs_as(one, other) or _signs_as(other, one)):
        likeness = likeness._replace(family=Match.PART)
    because: list[str] = []
    odds = _name_odds(one, other, likeness, book, because)
    strong = _strong_odds(one, other, likeness, book, because)
    birthday = _birthday_odds(one, other, because)
    odds += (
        strong
        + birthday
        + _house_odds(one, other, likeness, book, because)
        + _place_odds(one, other, likeness, because)
    )
    odds += _against(one, other, likeness)
    doubt = _senior_or_junior(one, other, likeness) or likeness.given is Match.ENDING
    if likeness.given is Match.DOUBT:
        odds -= _DOUBT
    return Verdict(odds, apart=birthday <= _OTHER_DAY, doubt=doubt, because=tuple(because), strong=strong > 0)


def _signs_as(one: Record, other: Record) -> bool:
    """Whether a mailbox of the first bears the name of the second: who married keeps an address for long."""
    given, family = other.name.given[0], other.name.family[-1]
    if len(family) < 3:
        return False
    forms = {sound(form) for form in (given + family, family + given, given[0] + family, family + given[0])}
    return any(sound(traits.letters(mail.partition("@")[0])) in forms for mail in one.mails)


def _senior_or_junior(one: Record, other: Record, likeness: Likeness) -> bool:
    """Whether only one is told to be Sr. or Jr. and the two may yet be parent and child."""
    if likeness.generation is not Match.DOUBT:
        return False
    return one.book == other.book or not (one.mails & other.mails or _same_mobile(one, other))


def same_name(one: Record, other: Record) -> bool:
    """Whether two records bear the very same full name, generation included, in two stores."""
    a, b = one.name, other.name
    if one.book == other.book or a.given != b.given or a.family != b.family or a.generation != b.generation:
        return False
    return bool(a.given and a.family) and len(a.given[0]) > 1 and not (a.household or b.household)


def _nameless(one: Record, other: Record, book: Census) -> Verdict:
    """A bare address or number belongs to the one person who has it."""
    mails = (one.mails & other.mails) - book.shared
    numbers = (one.phones & other.phones) - book.shared
    if one.name.household or other.name.household:
        return _TWO
    if mails:
        return Verdict(4.0, because=("same e-mail",), strong=True)
    if numbers:
        return Verdict(3.0, because=("same number",), strong=True)
    return Verdict(_APART)


def _name_odds(one: Record, other: Record, likeness: Likeness, book: Census, because: list[str]) -> float:
    """The odds before anything else is known: how many others bear as much of this name."""
    a, b = one.name, one.name if likeness.swapped else other.name
    if a.given == b.given and a.family == b.family and a.given and a.family and len(a.given[0]) > 1:
        others = book.expected(a.given, a.family)
    else:
        given = _share(likeness.given, a.given, b.given, book, True)
        family = _share(likeness.family, a.family, b.family, book, False)
        others = book.others(given, family)
    odds = _rarity(others, book)
    if likeness.middle is not Match.UNKNOWN:
        odds += 0.7 if likeness.middle is Match.SAME else -3.0
    if likeness.swapped:
        odds -= 0.3
    if likeness.generation is Match.SAME:
        odds += 0.5
    because.append(_name_words(likeness))
    return odds


def _rarity(others: float, book: Census) -> float:
    return log10(0.5 / (others + 0.003 + book.namesakes))


_SLIP = {Match.NICK: 1.5, Match.NEAR: 3.0, Match.PART: 2.0}


def _share(match: Match, one: tuple[str, ...], other: tuple[str, ...], book: Census, given: bool) -> float:
    if match is Match.INITIAL:
        return 0.08
    if match <= Match.UNKNOWN:
        return 1.0
    if match is Match.SAME:
        both = [word for word in one if word in other] or (*one, *other)
        return min([book.share(word, given) for word in both], default=1.0)
    words = {word for word in (*one, *other) if len(word) > 1}
    return min(_SLIP[match] * max([book.share(word, given) for word in words], default=1.0), 1.0)


def _name_words(likeness: Likeness) -> str:
    if likeness.given is Match.SAME and likeness.family is Match.SAME:
        return "same name"
    if likeness.family is Match.DIFFERS:
        return "same given name"
    if likeness.given is Match.NICK:
        return "a nickname of the same name"
    if likeness.given is Match.INITIAL:
        return "fitting initials"
    if Match.NEAR in (likeness.given, likeness.family):
        return "names spelled nearly alike"
    return "fitting names"


def _strong_odds(one: Record, other: Record, likeness: Likeness, book: Census, because: list[str]) -> float:
    """What a shared mailbox, number, page or identifier tells, the less the given names agree the less."""
    sure = likeness.given >= Match.PART
    first = 0 if likeness.given >= Match.NEAR else 1 if likeness.given >= Match.INITIAL else 2
    odds = 0.0
    if shared := one.mails & other.mails:
        odds += (2.5, 1.5, 0.5)[first] if shared <= book.shared else (6.0, 4.0, 3.0)[first]
        because.append("same e-mail")
    if shared := one.phones & other.phones:
        odds += _number_odds(one, other, likeness, first, shared <= book.shared)
        because.append("same number")
    if one.profiles & other.profiles:
        odds += 6.0
        because.append("same profile page")
    if one.contact.uid and one.contact.uid == other.contact.uid and one.book != other.book:
        odds += 4.0
        because.append("same identifier")
    if one.known and one.known == other.known:
        odds += 5.0 if sure else 1.5
        because.append("known as one person")
    return odds


def _number_odds(one: Record, other: Record, likeness: Likeness, first: int, shared: bool) -> float:
    if shared:
        return (2.0, 0.7, 0.3)[first]
    if _same_mobile(one, other):
        return (5.0, 3.0, 2.5)[first]
    # Two colleagues of one given name have a desk's number in common too.
    numbers = one.phones & other.phones
    desk = numbers <= one.desk_lines | other.desk_lines or not one.houses.isdisjoint(other.houses)
    return 1.0 if desk and likeness.family is Match.DIFFERS else (5.0, 1.5, 1.0)[first]


def _sites(record: Record) -> set[str]:
    return {page.partition(":")[0] for page in record.profiles}


def pages_differ(one: Record, other: Record) -> bool:
    """Whether one store has another page of one network for each: two people, though they share a name."""
    if one.book != other.book or not one.profiles or not other.profiles:
        return False
    return not one.profiles & other.profiles and bool(_sites(one) & _sites(other))


def birthdays_differ(one: Record, other: Record) -> bool:
    """Whether both have a birthday and these are two people's."""
    return (
        one.birthday is not None and other.birthday is not None and _birthday_odds(one, other, []) <= _OTHER_DAY
    )


def _birthday_odds(one: Record, other: Record, because: list[str]) -> float:
    a, b = one.birthday, other.birthday
    if a is None or b is None:
        return 0.0
    if a[1:] == b[1:]:
        if a[0] and b[0] and a[0] != b[0]:
            return -1.5
        because.append("same birthday")
        return 3.5 if a[0] and b[0] else 2.2
    # A day and month the wrong way round, or one figure mistyped, is a slip; anything else is another person.
    turned = (a[2], a[1]) == b[1:] and a[0] == b[0]
    close = a[0] == b[0] != 0 and (a[1] == b[1] or a[2] == b[2]) and turned
    return -0.5 if turned or close else _OTHER_DAY


def _house_odds(one: Record, other: Record, likeness: Likeness, book: Census, because: list[str]) -> float:
    if not one.houses or not other.houses or likeness.family is Match.DIFFERS:
        return 0.0
    if shared := one.houses & other.houses:
        because.append("same organisation")
        return min(max(-log10(min([book.house_share(house) for house in shared])), 0.5), 2.5)
    for a in one.houses:
        for b in other.houses:
            if len(a) > 4 < len(b) and (a.startswith(b) or b.startswith(a)):
                because.append("nearly the same organisation")
                return 1.0
    return -0.5


def _place_odds(one: Record, other: Record, likeness: Likeness, because: list[str]) -> float:
    if not one.contact.addresses or not other.contact.addresses:
        return 0.0
    streets = {street for street, _ in one.places if street} & {street for street, _ in other.places}
    if streets:
        because.append("same address")
        return 2.5 if likeness.given >= Match.PART else 0.5
    here = {town for _, town in one.places if town}
    there = {town for _, town in other.places if town}
    if not here or not there:
        return 0.0
    return 0.6 if here & there else -0.3


def strangeness(here: list[Record], there: list[Record]) -> float:
    """How much two groups of records differ in what a person mostly has one of; odds to take off a name's."""
    towns = [{town for record in group for _, town in record.places if town} for group in (here, there)]
    return (
        _differ(here, there, "mails") * 0.4
        + _differ(here, there, "mobiles") * 0.5
        + _differ(here, there, "houses") * 0.5
        + (bool(towns[0] and towns[1]) and towns[0].isdisjoint(towns[1])) * 0.5
    )


def _differ(here: list[Record], there: list[Record], trait: str) -> bool:
    one: frozenset[str] = frozenset().union(*(getattr(record, trait) for record in here))
    other: frozenset[str] = frozenset().union(*(getattr(record, trait) for record in there))
    return bool(one and other) and one.isdisjoint(other)


def _same_mobile(one: Record, other: Record) -> bool:
    return not (one.phones & other.phones).isdisjoint(one.mobiles | other.mobiles)


def _against(one: Record, other: Record, likeness: Likeness) -> float:
    """What speaks for two people of one name."""
    odds = 0.0
    if one.mails and other.mails and not one.mails & other.mails:
        odds -= 0.4
        odds += min([_mailboxes(a, b) for a in one.mails for b in other.mails])
    if one.phones and other.phones and not one.phones & other.phones:
        odds -= 0.4
    elif one.mobiles and other.mobiles and not one.mobiles & other.mobiles:
        # They share a landline and have a mobile each: a household of two namesakes has that too.
        odds -= 1.5 if one.book == other.book else 0.7
    if one.profiles and other.profiles and not one.profiles & other.profiles:
        odds -= 5.0 if _sites(one) & _sites(other) else 0.0
    if one.book == other.book:
        odds -= 2.0
    if likeness.generation is Match.DOUBT:
        odds -= 1.0
    if (
        one.contact.title
        and other.contact.title
        and one.contact.title.casefold() == other.contact.title.casefold()
    ):
        odds += 0.5
    return odds


def _mailboxes(one: str, other: str) -> float:
    """Two mailboxes side by side: john.smith2@ beside john.smith@ in one house are two colleagues."""
    here, _, domain = one.rpartition("@")
    there, _, elsewhere = other.rpartition("@")
    a, b = (traits.letters(local) for local in (here, there))
    if domain != elsewhere:
        return 0.3 if here == there else 0.0
    if a == b and here != there:
        return -0.3 if not traits.house(domain) else -2.5
    if not traits.house(domain) or a[-4:] == b[-4:] or a[:4] == b[:4]:
        return 0.0
    return -1.5
