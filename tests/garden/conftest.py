"""A small made-up world on memory stores, and a garden over it."""

from datetime import UTC, datetime, timedelta

import pytest

from reconnect_core import (
    Channel,
    Contact,
    ContactRef,
    Direction,
    Garden,
    GardenSettings,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Interaction,
    MemoryLedger,
    Phone,
    ScoringSettings,
    SourceRef,
)
from reconnect_core.garden import told
from reconnect_core.model.memory import ROWS
from reconnect_core.testing import MemoryBook, MemoryCalendar, MemoryJournal

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


def contact(number, name=None, **values):
    mail = f"person{number}@mail.example"
    base = {
        "ref": ContactRef(book="book", uid=f"c{number}"),
        "name": name or f"Given{number} Family{number}",
        "emails": (mail,),
        "phones": (Phone(raw=f"+49 30 {2312500 + number}"),),
    }
    return Contact(**(base | values))


def touches(number, days_ago, channel=Channel.PHONE, direction=Direction.MUTUAL):
    who = (Handle(kind=HandleKind.EMAIL, value=f"person{number}@mail.example"),)
    for ago in days_ago:
        yield Interaction(
            ref=SourceRef(source="log", key=f"{number}-{ago}-{channel}"),
            who=who,
            moment=NOW - timedelta(days=ago),
            channel=channel,
            direction=direction,
        )


def gift(number, days_ago, kind=GiftKind.REFERRAL, **values):
    who = (Handle(kind=HandleKind.EMAIL, value=f"person{number}@mail.example"),)
    ref = SourceRef(source="log", key=f"g{number}-{days_ago}-{kind}")
    return Gift(ref=ref, who=who, kind=kind, day=(NOW - timedelta(days=days_ago)).date(), **values)


class World:
    """Stores one can change between walks, over one ledger."""

    def __init__(self):
        self.book = MemoryBook("book")
        self.journal = MemoryJournal("log")
        self.calendar = MemoryCalendar("home")
        self.ledger = MemoryLedger()
        self.settings = GardenSettings(timezone="Europe/Berlin", me=("me@x.example",), deadline_seconds=5)
        self.scoring = ScoringSettings()

    def add(self, number, days_ago=(), name=None, channel=Channel.PHONE, **values):
        self.book.records.append(contact(number, name, **values))
        self.journal.records.extend(touches(number, days_ago, channel))

    def garden(self, **values):
        base = {
            "addressbooks": [self.book],
            "journals": [self.journal],
            "calendar": self.calendar,
            "ledger": self.ledger,
            "settings": self.settings,
            "scoring": self.scoring,
        }
        _OPEN.append(Garden(**(base | values)))
        return _OPEN[-1]


_OPEN = []
"""The gardens of one test: their mirrors are closed when it is over."""


@pytest.fixture(autouse=True)
def _mirrors_are_closed():
    yield
    while _OPEN:
        _OPEN.pop().cache.close()


@pytest.fixture
def world():
    return World()


@pytest.fixture
def lived_in(world):
    """Twelve ties: eight quiet with some history, two busy, two without any."""
    for number in range(8):
        world.add(number, range(100 + 10 * number, 700, 35 + 5 * number))
    for number in (8, 9):
        world.add(number, range(2, 300, 9))
    world.add(10)
    world.add(11)
    return world


def names(plan):
    return [pick.person.name for pick in plan.picks]


def held(plan, name):
    return next((one.reason for one in plan.held if one.name == name), None)


def lived(world):
    return list(world.calendar.store.values())


def rows_of(ledger):
    return {kind: ledger.read(kind) for kind in ROWS}


def take_back(garden, kind, person, now=LATER):
    """As the verbs do: the newest of this person."""
    walk = garden.walk(now=now)
    row = told.newest_first(walk, kind, person)[0]
    told.take_back(garden, row, told.concluded(walk, row))
    return row
