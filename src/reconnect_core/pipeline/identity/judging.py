"""How likely two records are one person: log10 odds, summed over what agrees and what does not.

The frame is that of Fellegi and Sunter (1969): each comparison adds the logarithm of how much more often it
comes out so for one person's two records than for two people's. How rare a name is, the book itself tells.
"""

from math import log10
from typing import NamedTuple

from . import names, traits, weighing
from .alike import SAME_NAME, Likeness, Match, compare
from .records import Census, Record
from .spelling import sound

MERGE = 1.5
"""From thirty to one, two records are one person."""
MAYBE = 0.0
"""From one to one, the user is asked."""
_APART = -9.0
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
    contradicted: bool = False
    """All but one thing speaks for one: another given name, for foreigners say, or another birthday."""

    @property
    def merge(self) -> bool:
        """Whether the two are one without asking anybody."""
        return self.odds >= MERGE and not self.apart and not self.doubt


_TWO = Verdict(_APART, apart=True)
_QUESTION = 0.1
"""A contradiction and all else for it: about one to one."""
_REBORN = Verdict(
    _QUESTION,
    doubt=True,
    because=("same name", "same e-mail", "another birthday"),
    strong=True,
    contradicted=True,
)


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
    return (
        _rarity(book.expected(a.given, a.family), book) + near + weighing.against(one, other, SAME_NAME) > MAYBE
    )


def judge(one: Record, other: Record, book: Census, compared: Likeness | None = None) -> Verdict:
    """Everything that the two records say for or against being one person's; ``compared`` are their names."""
    if not one.name or not other.name:
        return _nameless(one, other, book)
    likeness = compared or compare(one.name, other.name, book.words)
    if likeness is not SAME_NAME and likeness.apart:
        return _other_given_name(one, other, likeness)
    if likeness.family is Match.DIFFERS and (_signs_as(one, other) or _signs_as(other, one)):
        likeness = likeness._replace(family=Match.PART)
    because: list[str] = []
    odds = _name_odds(one, other, likeness, book, because)
    strong = weighing.ties(one, other, likeness, book, because)
    birthday = weighing.birthdays(one, other, because)
    if birthday <= weighing.OTHER_DAY:
        same = likeness.given is likeness.family is Match.SAME
        return _REBORN if same and not one.mails.isdisjoint(other.mails) else _TWO
    odds += strong + birthday
    odds += weighing.houses(one, other, likeness, book, because)
    odds += weighing.places(one, other, likeness, because)
    odds += weighing.against(one, other, likeness)
    doubt = likeness.given is Match.ENDING or _senior_or_junior(one, other, likeness)
    doubt = doubt or (birthday <= 0 and _may_be_couple(one, other, likeness))
    doubt = doubt or _may_be_kin(one, other, likeness)
    if likeness.given is Match.DOUBT:
        odds -= _DOUBT
    return Verdict(odds, False, doubt, tuple(because), strong > 0)


def _other_given_name(one: Record, other: Record, likeness: Likeness) -> Verdict:
    """Two people, or a question where only the given name parts what a couple rarely shares.

    That is a family name with a mobile number, or with a mailbox at work.
    """
    ties = ["same number"] if weighing.same_mobile(one, other) else []
    ties += ["same e-mail"] if any(map(weighing.at_work, one.mails & other.mails)) else []
    if not ties or likeness.family < Match.PART or likeness.generation is Match.DIFFERS:
        return _TWO
    if one.name.household or other.name.household or weighing.two_birthdays(one, other):
        return _TWO
    because = ("another given name", *ties)
    return Verdict(_QUESTION, doubt=True, because=because, strong=True, contradicted=True)


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
    return one.book == other.book or not (weighing.own_mails(one, other) or weighing.same_mobile(one, other))


def _may_be_couple(one: Record, other: Record, likeness: Likeness) -> bool:
    """Whether Chris and Christine share no more than a couple does: a line, or a mailbox that names neither."""
    if likeness.given not in (Match.NICK, Match.NEAR) or weighing.one_mobile(one, other):
        return False
    if _one_firm(one, other):
        return False
    given = (one.name.given[0], other.name.given[0])
    known = all(word in names.stands_for() for word in given)
    if not known or not any(map(names.of_either_sex, given)):
        return False
    return not weighing.own_mails(one, other)


def _one_firm(one: Record, other: Record) -> bool:
    """Whether they share a firm that one of the cards names: a mail domain may be anybody's, or a family's."""
    told = {traits.organisation(r.contact.organisation) for r in (one, other) if r.contact.organisation}
    return not told.isdisjoint(one.houses & other.houses)


def _may_be_kin(one: Record, other: Record, likeness: Likeness) -> bool:
    """Whether an initial or a name like it stands at a mailbox of the family, and nothing tells whose it is.

    A birthday does not: twins have the same.
    """
    if likeness.given not in (Match.INITIAL, Match.NEAR) or one.mails.isdisjoint(other.mails):
        return False
    return not weighing.own_mails(one, other) and not weighing.same_mobile(one, other)


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
