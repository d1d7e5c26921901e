"""The frozen garden of the pytest plugin: six people, their history, an empty calendar, one moment."""

from datetime import timedelta

from .. import (
    Channel,
    Contact,
    ContactRef,
    Direction,
    Garden,
    GardenSettings,
    Handle,
    HandleKind,
    Interaction,
    MemoryLedger,
    Phone,
    SourceRef,
)
from ..plugins import Plugins
from .memory import MemoryBook, MemoryCalendar, MemoryJournal
from .samples import NOW

NAMES = ("Ada Berg", "Bo Chen", "Cleo Diaz", "Dana Eriksen", "Emil Fuchs", "Fay Grant")


def book() -> MemoryBook:
    """Six people with an address and a number each."""
    return MemoryBook("book", [_contact(number, name) for number, name in enumerate(NAMES)])


def journal() -> MemoryJournal:
    """Calls every few weeks, until some months ago."""
    return MemoryJournal("log", [call for number in range(len(NAMES)) for call in _calls(number)])


def calendar() -> MemoryCalendar:
    """An empty one."""
    return MemoryCalendar("calendar")


def garden(addressbook: MemoryBook, log: MemoryJournal, target: MemoryCalendar, *registered: object) -> Garden:
    """A garden over these stores, with these plugins."""
    plugins = Plugins(deadline_seconds=5)
    for plugin in registered:
        plugins.register(plugin, getattr(plugin, "__name__", type(plugin).__name__))
    return Garden(
        addressbooks=[addressbook],
        journals=[log],
        calendar=target,
        ledger=MemoryLedger(),
        settings=GardenSettings(timezone="Europe/Berlin", me=("me@home.example",), deadline_seconds=5),
        plugins=plugins,
    )


def _contact(number: int, name: str) -> Contact:
    given, _, family = name.partition(" ")
    return Contact(
        ref=ContactRef(book="book", uid=f"c{number}"),
        name=name,
        given=given,
        family=family,
        emails=(f"{given}@mail.example".lower(),),
        phones=(Phone(raw=f"+49 30 {2312600 + number}"),),
    )


def _calls(number: int) -> list[Interaction]:
    who = Handle(kind=HandleKind.EMAIL, value=f"{NAMES[number].split()[0]}@mail.example".lower())
    return [
        Interaction(
            ref=SourceRef(source="log", key=f"{number}-{days}"),
            who=(who,),
            moment=NOW - timedelta(days=days),
            channel=Channel.PHONE,
            direction=Direction.MUTUAL,
        )
        for days in range(100 + 15 * number, 700, 35 + 5 * number)
    ]
