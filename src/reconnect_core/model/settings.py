"""What the user may set, with every default: the config's tables as values the pipeline can take."""

from collections.abc import Mapping
from dataclasses import field

from .evidence import Channel
from .value import value

DEFAULT_HOURS = ("Tue-Thu 17:00-19:00", "Sat 10:00-12:00")


@value
class GardenSettings:
    """The ``[garden]`` table."""

    name: str = "garden"
    timezone: str = "UTC"
    people: int = 3
    """At most this many picks in one walk; 1 to 5."""
    every: str = "week"
    """How often a walk writes: week, fortnight or month."""
    me: tuple[str, ...] = ()
    """The user's own addresses, so that direction, declined and organiser come out right."""
    household: tuple[str, ...] = ()
    """Names or addresses of those one lives with: never picked."""
    language: str = "en"
    region: str = ""
    """ISO 3166 code: for national phone numbers and holidays."""
    channels: tuple[Channel, ...] = (Channel.PHONE, Channel.NOTE, Channel.EMAIL)
    hours: tuple[str, ...] = DEFAULT_HOURS
    """When a reminder may stand: ``DAYS HH:MM-HH:MM``, days as Mon, Mon-Fri or Mon,Wed."""
    days_off: tuple[str, ...] = ()
    """Weekdays or dates (``Sun``, ``2026-12-24``) without reminders."""
    holidays: bool = True
    """Leave out the public holidays of ``region``."""
    when: str = "timed"
    """timed: in a free slot; all-day: a day only."""
    reminder_as: str = "event"
    """event or task."""
    minutes: int = 15
    spread: bool = False
    """False: back to back in one quiet stretch of the week; True: on different days."""
    alarm: bool = True
    not_again_days: int = 90
    """After a reminder a person is left in peace for this long."""
    open_limit: int = 6
    """Never more reminders open than this."""
    history_years: int = 5
    """How far back calendars are read."""
    deadline_seconds: int = 120
    """How long one store or plugin may take."""
    state: str = ""
    """The folder of the ledger; the default is that of the platform."""
    cache: str = ""
    """The folder of the mirror; the default is that of the platform."""
    vault: str = "file"
    """Where sign-ins are kept: file (0600, beside the ledger) or keyring."""


@value
class ScoringSettings:
    """The ``[scoring]`` table; docs/scoring.md gives the evidence for each number."""

    quiet_days: int = 40
    """Nobody is a candidate before this many days of silence."""
    gift_years: float = 6.0
    """A gift's points are half after this many years, a third after twice as many, and so on."""
    gifts: Mapping[str, float] = field(default_factory=dict)
    """Points of a fresh gift by kind (business, referral, encouragement, inspiration); 2.5 where not given."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Further labels that mean a gift: label = kind, or "none" for a label that means no gift."""
    explore: float = 0.0
    """This share of the slots is drawn from the gate to learn from; 0 to 0.5."""
    dormant_slot: bool = True
    """Keep one slot of the walk for a dormant tie."""
