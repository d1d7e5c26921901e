"""What the ledger remembers: decisions, receipts, outcomes and what the user told us; never a copy of a card.

Each row class is one table. Its ``KEY`` names the fields that identify a row: writing a row with the same key
replaces it. All fields are ``str``, ``int`` or ``float``; days are ISO text and an empty text means none.
"""

from typing import ClassVar

from .calendar import Receipt, ReceiptStatus
from .row import ForgottenRow, Row
from .value import value

__all__ = [
    "ROWS",
    "AliasRow",
    "AnswerRow",
    "ArmRow",
    "ContactRow",
    "DecisionRow",
    "FactRow",
    "FaultRow",
    "ForgottenRow",
    "GiftRow",
    "NameRow",
    "OutcomeRow",
    "PersonRow",
    "ReminderRow",
    "Row",
    "StoreRow",
    "UndoneRow",
    "WalkRow",
    "WishRow",
]


@value
class AliasRow(Row):
    """One digest of a handle or record key, and the person it belongs to."""

    KEY: ClassVar[tuple[str, ...]] = ("digest",)
    digest: str
    person: str


@value
class ReminderRow(Row):
    """One reminder we intended (``status`` intent), wrote (open) or saw the end of (closed)."""

    KEY: ClassVar[tuple[str, ...]] = ("uid",)
    uid: str
    person: str
    episode: str
    status: str
    calendar: str
    start: str
    minutes: int = 15
    channel: str = ""
    lane: str = ""
    arm: str = "suggested"
    chance: float = 1.0
    run: str = ""
    intended_at: str = ""
    written_at: str = ""
    resource: str = ""
    etag: str = ""
    digest: str = ""
    words: str = ""

    @property
    def receipt(self) -> Receipt:
        """What tells its calendar which entry is meant."""
        return Receipt(
            uid=self.uid,
            calendar=self.calendar,
            status=ReceiptStatus.CREATED,
            resource=self.resource,
            etag=self.etag,
            digest=self.digest,
        )


@value
class UndoneRow(Row):
    """One reminder that was taken back: its uid is used up, and nothing else is left of it."""

    KEY: ClassVar[tuple[str, ...]] = ("uid",)
    uid: str
    person: str


@value
class OutcomeRow(Row):
    """What became of one reminder, as last read back."""

    KEY: ClassVar[tuple[str, ...]] = ("uid",)
    uid: str
    person: str
    kind: str
    day: str
    seen: str
    words: str = ""
    moved_to: str = ""


@value
class WishRow(Row):
    """One wish of the user about one person; one of each kind at a time."""

    KEY: ClassVar[tuple[str, ...]] = ("person", "kind")
    person: str
    kind: str
    until: str = ""
    every_days: int = 0
    channel: str = ""
    told: str = ""


@value
class GiftRow(Row):
    """A gift the user told us of."""

    KEY: ClassVar[tuple[str, ...]] = ("key",)
    key: str
    person: str
    kind: str
    day: str = ""
    weight: float = 1.0
    sure: float = 1.0
    note: str = ""


@value
class ContactRow(Row):
    """Contact the user told us of: logged, answered in ``flip``, or a reminder that was done."""

    KEY: ClassVar[tuple[str, ...]] = ("key",)
    key: str
    person: str
    day: str
    channel: str = ""
    direction: str = "mutual"
    minutes: int = 0
    sure: float = 1.0
    glad: int = 0
    note: str = ""
    origin: str = "log"
    """log, flip or outcome."""


@value
class AnswerRow(Row):
    """One card flipped: so that the Rolodex goes on where it was left, and an answer can be undone."""

    KEY: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    """The card's key: a person's id, or that of a question (see ``Card.key``)."""
    day: str
    number: int
    answer: str


@value
class DecisionRow(Row):
    """The user's lasting word on whether two records are one person."""

    KEY: ClassVar[tuple[str, ...]] = ("one", "other")
    one: str
    other: str
    same: int
    card: str = ""
    """The key of the card whose answer this is; empty when it was said without a card."""
    told: str = ""
    """The ISO moment at which it was said, the same in all rows of one decision."""


@value
class NameRow(Row):
    """The user's word on whom a name means in titles and journals; an empty ``person`` means nobody."""

    KEY: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    person: str


@value
class ArmRow(Row):
    """What the draw of ``explore`` made of one person in one episode, and how likely that was."""

    KEY: ClassVar[tuple[str, ...]] = ("person", "episode")
    person: str
    episode: str
    arm: str
    """suggested, explored or held back."""
    chance: float
    day: str


@value
class PersonRow(Row):
    """What must outlive the mirror: last day of contact, where evidence came from, whether they died."""

    KEY: ClassVar[tuple[str, ...]] = ("person",)
    person: str
    last_day: str = ""
    sources: str = ""
    veto: str = ""


@value
class StoreRow(Row):
    """How many records a store held when last read well, for the guard against a sudden shrink."""

    KEY: ClassVar[tuple[str, ...]] = ("store",)
    store: str
    records: int
    read_at: str
    accepted: int = 0


@value
class FaultRow(Row):
    """A fault of the last run: only what is new since then changes the exit code."""

    KEY: ClassVar[tuple[str, ...]] = ("who", "error")
    who: str
    error: str
    since: str


@value
class WalkRow(Row):
    """One run that wrote."""

    KEY: ClassVar[tuple[str, ...]] = ("run",)
    run: str
    at: str
    picks: int
    exit_code: int


@value
class FactRow(Row):
    """A single fact about the garden: its salt, the day it is paused until, whether a plan was seen."""

    KEY: ClassVar[tuple[str, ...]] = ("name",)
    name: str
    value: str


ROWS: tuple[type[Row], ...] = (
    AliasRow,
    ReminderRow,
    UndoneRow,
    OutcomeRow,
    WishRow,
    GiftRow,
    ContactRow,
    AnswerRow,
    DecisionRow,
    NameRow,
    ForgottenRow,
    ArmRow,
    PersonRow,
    StoreRow,
    FaultRow,
    WalkRow,
    FactRow,
)
