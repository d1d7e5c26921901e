"""The log10 odds that single traits of two records give: what they share, and what sets them apart."""

from functools import lru_cache
from math import log10

from . import traits
from .alike import Likeness, Match
from .records import Census, Record

OTHER_DAY = -5.0
"""Two birthdays that no slip explains."""


def ties(one: Record, other: Record, likeness: Likeness, book: Census, because: list[str]) -> float:
    """What a shared mailbox, number, page or identifier tells, the less the given names agree the less."""
    first = 0 if likeness.given >= Match.NEAR else 1 if likeness.given >= Match.INITIAL else 2
    odds = 0.0
    if not one.mails.isdisjoint(other.mails):
        own = not one.mails & other.mails <= book.shared and bool(own_mails(one, other))
        odds += ((6.0, 4.0, 3.0) if own else (2.5, 1.5, 0.5))[first]
        because.append("same e-mail")
    if not one.phones.isdisjoint(other.phones):
        odds += _number(one, other, likeness, first, book)
        because.append("same number")
    if not one.profiles.isdisjoint(other.profiles):
        odds += 6.0
        because.append("same profile page")
    if one.contact.uid and one.contact.uid == other.contact.uid and one.book != other.book:
        odds += 4.0
        because.append("same identifier")
    if one.known and one.known == other.known:
        odds += 5.0 if likeness.given >= Match.PART else 1.5
        because.append("known as one person")
    return odds


def _number(one: Record, other: Record, likeness: Likeness, first: int, book: Census) -> float:
    numbers = one.phones & other.phones
    if numbers <= book.shared:
        return (2.0, 0.7, 0.3)[first]
    if same_mobile(one, other):
        return (5.0, 3.0, 2.5)[first]
    if one.mobiles and other.mobiles:
        # A line in common and a mobile each: whose changed, or father and son of one name.
        return (2.5 if likeness.given is Match.SAME else 1.5, 1.0, 0.5)[first]
    # Two colleagues of one given name have a desk's number in common too.
    desk = numbers <= one.desk_lines | other.desk_lines or not one.houses.isdisjoint(other.houses)
    return 1.0 if desk and likeness.family is Match.DIFFERS else (5.0, 1.5, 1.0)[first]


def own_mails(one: Record, other: Record) -> list[str]:
    """The mailboxes that both have and that do not bear the family's name alone."""
    families = ("".join(one.name.family), "".join(other.name.family))
    return [
        mail
        for mail in one.mails & other.mails
        if not any(traits.is_of_family(mail, family) for family in families if family)
    ]


def same_mobile(one: Record, other: Record) -> bool:
    """Whether they share a number that one of the stores calls mobile."""
    return not (one.phones & other.phones).isdisjoint(one.mobiles | other.mobiles)


def one_mobile(one: Record, other: Record) -> bool:
    """Whether they share a mobile, and none of them has one of its own instead."""
    return same_mobile(one, other) and not _differ([one.mobiles], [other.mobiles])


def one_each(one: Record, other: Record) -> bool:
    """Whether each has a mobile of its own, or both a mailbox and an organisation."""
    mobiles = _differ([one.mobiles], [other.mobiles])
    return mobiles or (_differ([one.mails], [other.mails]) and _differ([one.houses], [other.houses]))


def birthdays(one: Record, other: Record, because: list[str]) -> float:
    """What two birthdays tell; ``OTHER_DAY`` for two people's, 0 where one has none."""
    a, b = one.birthday, other.birthday
    if a is None or b is None:
        return 0.0
    if a[1:] == b[1:]:
        if a[0] and b[0] and a[0] != b[0]:
            return -1.5
        because.append("same birthday")
        return 3.5 if a[0] and b[0] else 2.2
    if a[0] != b[0] or not a[0]:
        return OTHER_DAY
    if (a[2], a[1]) == b[1:]:
        return -0.5
    # One figure of day or month is mistyped at times; two are another day.
    slips = sum(x != y for x, y in zip(f"{a[1]:02}{a[2]:02}", f"{b[1]:02}{b[2]:02}", strict=True))
    return -1.0 if slips == 1 else OTHER_DAY


def houses(one: Record, other: Record, likeness: Likeness, book: Census, because: list[str]) -> float:
    """What two organisations tell; nothing where the family names differ, since colleagues share one too."""
    if not one.houses or not other.houses or likeness.family is Match.DIFFERS:
        return 0.0
    if not one.houses.isdisjoint(other.houses):
        because.append("same organisation")
        rarest = min([book.house_share(house) for house in one.houses & other.houses])
        return min(max(-log10(rarest), 0.5), 2.5)
    for a in one.houses:
        for b in other.houses:
            if len(a) > 4 < len(b) and (a.startswith(b) or b.startswith(a)):
                because.append("nearly the same organisation")
                return 1.0
    return -0.5


def places(one: Record, other: Record, likeness: Likeness, because: list[str]) -> float:
    """What two addresses tell: little where the given names are not told, since households share one."""
    if not one.contact.addresses or not other.contact.addresses:
        return 0.0
    streets = {street for street, _ in one.places if street} & {street for street, _ in other.places}
    if streets:
        because.append("same address")
        return 2.5 if likeness.given >= Match.PART else 0.5
    here, there = _towns([one]), _towns([other])
    if not here or not there:
        return 0.0
    return -0.3 if here.isdisjoint(there) else 0.6


def against(one: Record, other: Record, likeness: Likeness) -> float:
    """What speaks for two people of one name; a job title in common speaks a little for one."""
    odds = -2.0 if one.book == other.book else 0.0
    if one.mails and other.mails and one.mails.isdisjoint(other.mails):
        odds -= 0.4
        odds += min([_mailboxes(a, b) for a in one.mails for b in other.mails])
    if one.phones and other.phones and one.phones.isdisjoint(other.phones):
        odds -= 0.4
    elif one.mobiles and other.mobiles and one.mobiles.isdisjoint(other.mobiles):
        # They share a landline and have a mobile each: a household of two namesakes has that too.
        odds -= 1.5 if one.book == other.book else 0.7
    if one.profiles and other.profiles and _rival_pages(one, other):
        odds -= 5.0
    if likeness.generation is Match.DOUBT:
        odds -= 1.0
    title, their_title = one.contact.title, other.contact.title
    if title and their_title and title.casefold() == their_title.casefold():
        odds += 0.5
    return odds


def at_work(mail: str) -> bool:
    """Whether an organisation gave out the mailbox."""
    return bool(traits.house(mail.rpartition("@")[2]))


@lru_cache(maxsize=1 << 15)
def _parts(mail: str) -> tuple[str, str, str, bool]:
    local, _, domain = mail.rpartition("@")
    return local, domain, traits.letters(local), bool(traits.house(domain))


def _mailboxes(one: str, other: str) -> float:
    """Two mailboxes side by side: john.smith2@ beside john.smith@ in one house are two colleagues."""
    here, domain, a, own = _parts(one)
    there, elsewhere, b, _ = _parts(other)
    if domain != elsewhere:
        return 0.3 if here == there else 0.0
    if a == b:
        return -2.5 if own else -0.3
    return -1.5 if own and a[-4:] != b[-4:] and a[:4] != b[:4] else 0.0


def _rival_pages(one: Record, other: Record) -> bool:
    if not one.profiles.isdisjoint(other.profiles):
        return False
    sites = {page.partition(":")[0] for page in one.profiles}
    return not sites.isdisjoint(page.partition(":")[0] for page in other.profiles)


def two_pages(one: Record, other: Record) -> bool:
    """Whether one store has another page of one network for each: two people, though they share a name."""
    return one.book == other.book and bool(one.profiles and other.profiles) and _rival_pages(one, other)


def two_birthdays(one: Record, other: Record) -> bool:
    """Whether both have a birthday and these are two people's."""
    return bool(one.birthday and other.birthday) and birthdays(one, other, []) <= OTHER_DAY


def strangeness(here: list[Record], there: list[Record]) -> float:
    """How much two groups of records differ in what a person mostly has one of; odds to take off a name's."""
    one, other = _towns(here), _towns(there)
    moved = bool(one and other) and one.isdisjoint(other)
    return (
        0.4 * _differ([record.mails for record in here], [record.mails for record in there])
        + 0.5 * _differ([record.mobiles for record in here], [record.mobiles for record in there])
        + 0.5 * _differ([record.houses for record in here], [record.houses for record in there])
        + 0.5 * moved
    )


def _differ(here: list[frozenset[str]], there: list[frozenset[str]]) -> bool:
    if len(here) == 1 == len(there):
        one, other = here[0], there[0]
    else:
        one, other = here[0].union(*here[1:]), there[0].union(*there[1:])
    return bool(one and other) and one.isdisjoint(other)


def _towns(group: list[Record]) -> set[str]:
    return {town for record in group if record.contact.addresses for _, town in record.places if town}
