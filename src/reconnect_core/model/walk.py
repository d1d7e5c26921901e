"""What one walk through the garden makes: scores, picks, plans, reports, outcomes."""

from datetime import date, datetime
from enum import StrEnum

from .calendar import Receipt, Reminder, Wording
from .days import ContactDays
from .evidence import Channel, Gift, Wish
from .people import Person
from .value import value


@value
class Rhythm:
    """What is usual for one tie, in contact-days: counts and gaps, never messages."""

    contact_days: int
    first_day: date
    last_day: date
    silence_days: int
    usual_gap_days: float
    """The median gap between consecutive contact-days; 0 with fewer than two."""
    long_gap_days: float
    """Nine tenths of the tie's own gaps are at most this long."""
    comebacks: int
    """Own gaps of at least ``quiet_days`` that ended with contact."""


@value
class Candidate:
    """One person past the gate, with all the evidence there is: what the judgement hooks are asked about."""

    person: Person
    rhythm: Rhythm | None
    contact: tuple[ContactDays, ...] = ()
    gifts: tuple[Gift, ...] = ()
    wishes: tuple[Wish, ...] = ()


@value
class Part:
    """One term of a score: its points, a sentence in plain words, and every number in that sentence."""

    name: str
    points: float
    reason: str
    facts: tuple[tuple[str, int | float | str], ...] = ()
    evidence: tuple[str, ...] = ()
    """Where to look it up: ``source/key`` of each piece of evidence, the newest first, at most a few."""


@value
class Score:
    """Evidence turned into points: ``total`` is the sum of the parts, always."""

    person: str
    parts: tuple[Part, ...] = ()
    confidence: str = "low"
    """How much history there is: low, fair or good."""
    vetoes: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """Exactly ``sum(part.points for part in parts)``, summed in order."""
        return sum(part.points for part in self.parts)


class Lane(StrEnum):
    """Why a slot was given: still warm, long dormant, or drawn to learn from."""

    WARM = "warm"
    DORMANT = "dormant"
    EXPLORED = "explored"


@value
class Pick:
    """A suggestion: this person, in this lane, by this channel, for these reasons."""

    person: Person
    lane: Lane
    score: Score
    channel: Channel
    rhythm: Rhythm | None = None
    reach: str = ""
    """The number, postal address or e-mail address that the channel uses."""
    gifts: tuple[Gift, ...] = ()
    episode: str = ""
    wording: Wording | None = None
    reminder: Reminder | None = None
    no_slot: str = ""
    """Why there is no reminder, when there is none."""


@value
class Held:
    """Somebody who was not picked, and why."""

    person: str
    name: str
    reason: str


class CardKind(StrEnum):
    """What a card of the Rolodex asks."""

    PERSON = "person"
    """When were you last in touch, and what did they bring?"""
    AGAIN = "again"
    """Two reminders in a row were put away: keep them, rest, or let go?"""
    SAME = "same"
    """Are these two one person?"""
    NAME = "name"
    """Whom does this name mean in titles and logs?"""


@value
class Card:
    """One card of the Rolodex to flip through: somebody we know too little about, or an open question."""

    person: str
    """The person's id; of a question about two the first one's, of one about a name the folded name."""
    name: str
    hint: str = ""
    kind: CardKind = CardKind.PERSON
    choices: tuple[tuple[str, str], ...] = ()
    """Whom the question is about: ids, and a line for each to tell them apart."""

    @property
    def key(self) -> str:
        """What ``Garden.answer`` takes: the person's id, or kind and ids of the question."""
        if self.kind is CardKind.PERSON:
            return self.person
        if self.kind is CardKind.SAME:
            return f"{self.kind}:{':'.join(person for person, _ in self.choices)}"
        return f"{self.kind}:{self.person}"


@value
class Fault:
    """What failed, while doing what, and the user's next step; never an address, a note or a secret."""

    who: str
    doing: str
    error: str
    next_step: str = ""
    exit_code: int = 4


@value
class StoreCount:
    """What one store gave: how many records (of a journal days of contact), and how many could not be read."""

    store: str
    kind: str
    records: int
    unreadable: int = 0
    stands_in: bool = False
    """True when the store failed and its last mirrored records were used instead."""


class OutcomeKind(StrEnum):
    """What became of a reminder."""

    WAITING = "waiting"
    DONE = "done"
    MOVED = "moved"
    REMOVED = "removed"
    HANDLED = "handled"
    PASSED = "passed"
    UNKNOWN = "unknown"


@value
class Outcome:
    """One of our own entries read back: what the user did with it, and any words they added."""

    uid: str
    person: str
    kind: OutcomeKind
    day: date
    words: str = ""
    moved_to: str = ""


@value
class Plan:
    """Everything computed, nothing changed yet."""

    now: datetime
    today: date
    picks: tuple[Pick, ...] = ()
    reserves: tuple[Pick, ...] = ()
    """The next ones in line, for somebody who swaps one away."""
    held: tuple[Held, ...] = ()
    flip: tuple[Card, ...] = ()
    flip_reminder: Reminder | None = None
    stock_reminder: Reminder | None = None
    """In late autumn, once a year: an hour to take stock."""
    outcomes: tuple[Outcome, ...] = ()
    faults: tuple[Fault, ...] = ()
    stores: tuple[StoreCount, ...] = ()
    notes: tuple[str, ...] = ()
    people: int = 0
    candidates: int = 0
    known_since: tuple[tuple[str, str], ...] = ()

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """What ``write`` would put into the calendar, in order."""
        found = tuple(pick.reminder for pick in self.picks if pick.reminder is not None)
        return (*found, *(one for one in (self.flip_reminder, self.stock_reminder) if one is not None))


@value
class Report:
    """What was done: the plan, the receipts and whatever failed."""

    plan: Plan
    run: str
    receipts: tuple[Receipt, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    faults: tuple[Fault, ...] = ()
    exit_code: int = 0
