"""What taking stock shows: a weeding, what grew in a season, and the garden as plants. No walk loads it."""

from datetime import date
from enum import StrEnum

from .calendar import Window
from .evidence import Channel, GiftKind
from .value import value
from .weeds import Weed


@value
class Hindsight:
    """What the rule would have said at moments of one's own past, and who was in touch again after that."""

    moments: tuple[date, ...] = ()
    horizon_days: int = 365
    named: int = 0
    """Proposals, over all moments."""
    came_back: int = 0
    """Of these, how many were in touch again within the horizon: the error of the rule."""
    quiet: int = 0
    """Everybody quiet at these moments, for comparison."""
    quiet_came_back: int = 0


@value
class Weeding:
    """Whom one might let go today, grouped by the first of their grounds, and how far to trust the rule."""

    today: date
    garden: str
    people: int
    weeds: tuple[Weed, ...] = ()
    hindsight: Hindsight = Hindsight()


@value
class Reached:
    """One time of being in touch, with the user's own words about it."""

    person: str
    name: str
    day: date
    channel: Channel | None = None
    words: str = ""
    glad: bool = False


@value
class Thank:
    """One gift, to be thankful for."""

    person: str
    name: str
    kind: GiftKind
    day: date | None = None
    words: str = ""


@value
class Planted:
    """Somebody who came into the garden in this season, and whether there was contact after that day."""

    person: str
    name: str
    day: date
    watered: bool = False


@value
class Returned:
    """A tie that came back in this season, and how long it had slept."""

    person: str
    name: str
    day: date
    after_days: int


@value
class PaceWeek:
    """One week of the season: how many people one was in touch with."""

    first: date
    people: int


@value
class Lesson:
    """Something the walk learned in this season, and how often."""

    kind: str
    """phone, note, email, meet (days of contact by each) · done, moved (reminders) · cards, gifts, wishes,
    let_go, same, not_same (what the user told)."""
    count: int


class PlantSeason(StrEnum):
    """How long a tie has been silent, as a season: nothing here is too late, winter has its buds."""

    LEAF = "in leaf"
    TURNING = "turning"
    AUTUMN = "autumn"
    BUD = "in bud"


@value
class Plant:
    """One person as a plant: size from strength, season from silence, fruit from gifts."""

    person: str
    name: str
    circle: str
    """The bed they stand in: the user's own label, the firm they share, or empty for here and there."""
    size: int
    """0 a seed (never in touch) to 5 a tree."""
    season: PlantSeason | None = None
    fruit: int = 0
    """How many gifts are known."""
    resting: bool = False
    contact_days: int = 0
    last_day: date | None = None


@value
class Harvest:
    """What grew between two days: every row of the page, in its order."""

    today: date
    garden: str
    label: str
    """spring, summer, autumn, winter, year (a calendar year) or months (the twelve up to today)."""
    window: Window
    people: int
    in_touch: int
    """How many people one was in touch with."""
    reached: tuple[Reached, ...] = ()
    thanks: tuple[Thank, ...] = ()
    planted: tuple[Planted, ...] = ()
    returned: tuple[Returned, ...] = ()
    pace: tuple[PaceWeek, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    plants: tuple[Plant, ...] = ()
