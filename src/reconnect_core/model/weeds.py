"""Whom one might let go, and why: a proposal, never done for the user."""

from datetime import date
from enum import StrEnum

from .people import ContactRef
from .value import value


class WeedReason(StrEnum):
    """Why little would be lost; in the order in which ``weed`` groups them."""

    COMPANY_GONE = "company gone"
    ROLE_ADDRESS = "role address"
    UNREACHABLE = "no channel that still works"
    DUPLICATE = "duplicate"
    NEVER_ANSWERED = "never answered"
    ONE_WAY = "one-way"
    SILENT = "silent since it began"


@value
class CardPlace:
    """One card, and the link or path by which it is found in its own store; ``where`` may be empty."""

    ref: ContactRef
    where: str = ""


@value
class Weed:
    """Somebody one might let go, and why: a proposal, never done for the user."""

    person: str
    name: str
    reason: str
    grounds: tuple[WeedReason, ...] = ()
    """Every reason that holds; the first is the group they stand in."""
    organisation: str = ""
    contact_days: int = 0
    last_day: date | None = None
    like: str = ""
    """Of a duplicate: whose second card this seems to be, by id."""
    cards: tuple[CardPlace, ...] = ()
