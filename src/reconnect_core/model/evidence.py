"""What is known about a tie: contact made, gifts received, wishes told."""

from datetime import date, datetime
from enum import StrEnum

from .people import Handle
from .value import value


class Channel(StrEnum):
    """A way to be in touch, in the order a reminder prefers them."""

    PHONE = "phone"
    NOTE = "note"
    EMAIL = "email"
    MEET = "meet"

    __hash__ = str.__hash__


class Direction(StrEnum):
    """Who reached out, seen from the user."""

    OUT = "out"
    IN = "in"
    MUTUAL = "mutual"

    __hash__ = str.__hash__


class GiftKind(StrEnum):
    """What a person brought into the user's life."""

    BUSINESS = "business"
    REFERRAL = "referral"
    ENCOURAGEMENT = "encouragement"
    INSPIRATION = "inspiration"


@value
class SourceRef:
    """Where a piece of evidence can be looked up: the configured name of the store and its key there."""

    source: str
    key: str


@value
class Interaction:
    """One time that two people were in touch; only what has ended counts."""

    ref: SourceRef
    who: tuple[Handle, ...]
    moment: datetime
    channel: Channel | None = None
    direction: Direction = Direction.MUTUAL
    minutes: int | None = None
    group_size: int = 1
    """How many others took part; 1 is one-to-one."""
    sure: float = 1.0
    note: str = ""
    glad: bool = False
    """The user marked it as a reconnection that was good."""
    bulk: bool = False
    """A newsletter, list or no-reply message: never contact."""


@value
class Gift:
    """Something this person brought, with its day, weight and how sure we are of it."""

    ref: SourceRef
    who: tuple[Handle, ...]
    kind: GiftKind
    day: date | None = None
    weight: float = 1.0
    sure: float = 1.0
    note: str = ""


class WishKind(StrEnum):
    """What the user told us about a person."""

    REST = "rest"
    NEVER = "never"
    EVERY = "every"
    PREFER = "prefer"
    DECEASED = "deceased"
    KEEP = "keep"
    """Not to be proposed for letting go again."""


@value
class Wish:
    """The user's word on one person; it outranks everything that was computed."""

    person: str
    kind: WishKind
    until: date | None = None
    every_days: int | None = None
    channel: Channel | None = None
    told: date | None = None
