"""People, gifts and picks in few words."""

from datetime import date

from reconnect_core import (
    Channel,
    Contact,
    ContactRef,
    Gift,
    GiftKind,
    Lane,
    Person,
    Phone,
    Pick,
    PostalAddress,
    Score,
    SourceRef,
    languages,
)

ORDER = (Channel.PHONE, Channel.NOTE, Channel.EMAIL)
HOME = PostalAddress(street="12 St James's Square", postcode="SW1Y 4LB", locality="London", country="England")
LANGUAGES = languages.known()


def person(name="Ada Lovelace", given="Ada", **card):
    contact = Contact(ref=ContactRef(book="book", uid="1"), name=name, given=given, **card)
    return Person(id="p1", name=name, contacts=(contact,))


def phones(*raws, labels=()):
    return tuple(Phone(raw=raw, labels=frozenset(labels)) for raw in raws)


def gift(kind=GiftKind.REFERRAL, day=date(2021, 5, 4), key="1", **more):
    return Gift(ref=SourceRef(source="log", key=key), who=(), kind=kind, day=day, **more)


def pick(who=None, channel=Channel.PHONE, reach="+4930123456", gifts=(), episode="e1", **more):
    return Pick(
        person=who or person(),
        lane=Lane.WARM,
        score=Score(person="p1"),
        channel=channel,
        reach=reach,
        gifts=tuple(gifts),
        episode=episode,
        **more,
    )
