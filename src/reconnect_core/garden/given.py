"""What a program gives: a day or an id that is none is refused before anything is kept."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ..model import Outcome, WishKind
from ..model.memory import GiftRow, Row, WishRow
from ..shapes import misfit
from . import transfer

R = TypeVar("R", bound=Row)
_ID = re.compile(r"p[0-9a-v]{12}")


def iso(day: date | None) -> str:
    """The day as the ledger keeps it, nothing for None; raises ValueError for what is no mere day."""
    if day is None:
        return ""
    if type(day) is not date:  # a datetime is a date to Python, and its text is no day
        raise ValueError("a day is needed, such as date(2026, 3, 2)")
    return day.isoformat()


def person(name: str) -> str:
    """The id; raises ValueError for what is none, such as a name: what is told under it would be nobody's."""
    if not (isinstance(name, str) and _ID.fullmatch(name)):
        raise ValueError("a person's id is needed, such as garden.one(name, now=now).id")
    return name


def told(row: R) -> R:
    """The row; raises ValueError that names the first field which is not of its type, or no amount."""
    name = misfit(row)
    if isinstance(row, GiftRow) and not name and row.weight <= 0:
        name = "weight"
    if isinstance(row, WishRow) and not name and row.kind == WishKind.EVERY and row.every_days < 1:
        name = "every_days"
    if name:
        raise ValueError(f"{name} is not what it should be")
    return row


def outcome(said: Outcome, whose: Mapping[str, str]) -> Outcome:
    """The outcome, about the person of its reminder by uid; raises ValueError for what no walk could read."""
    if type(said) is not Outcome or misfit(said):
        raise ValueError("it takes an Outcome, with an OutcomeKind and a date")
    if said.uid not in whose:
        raise ValueError("no reminder with this uid was ever written")
    try:
        if said.moved_to:
            transfer.start(said.moved_to)
    except (ValueError, LookupError, OSError):
        raise ValueError("moved_to is no start such as 2026-03-02T18:00 Europe/Berlin") from None
    return replace(said, person=whose[said.uid])
