"""What the kit fills a store with: people, interactions, gifts and appointments that are easy to get wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .. import (
    Channel,
    Contact,
    ContactRef,
    Direction,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Interaction,
    Phone,
    Reminder,
    SourceRef,
    When,
    Window,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""The kit's present moment, a Monday."""
ZONE = ZoneInfo("Europe/Berlin")
"""The garden's zone: an evening in UTC is the next day here."""
WINDOW = Window(first=date(2026, 2, 2), last=date(2026, 4, 30))
"""The days the kit asks calendars for."""
NOTE = 'Met at "Chez Léa", Köln; likes tea, not coffee.\nKids: Åsa, Иван – both play the 🎻.\n\nC:\\letters'


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An entry of the user's own, as their calendar program would save it."""

    uid: str
    title: str
    start: When
    end: When
    weeks: int = 1
    """How often it recurs, weekly; 1 is a single entry."""
    cancelled: bool = False
    busy: bool = True


def people() -> list[Contact]:
    """Namesakes, accents, other scripts, quotes, several addresses, none at all, a long note, a label."""
    return [
        _contact(1, "Anna", "Schmidt", emails=("anna@one.example",), phones=("+49 30 2312501",)),
        _contact(2, "Anna", "Schmidt", emails=("anna@two.example",)),
        _contact(
            3,
            "Zoë",
            "Müller-O'Neil",
            emails=("zoe@work.example", "zoe@home.example"),
            phones=("030/2312503", "+49 (170) 2312504"),
            note=NOTE,
        ),
        _contact(4, "小龍", "李", name="李小龍", emails=("li@three.example",), labels=("Mentor",)),
        _contact(5, "Łucja", "Ćwikła", phones=("+48 12 3456789",), labels=("Friends", "Choir, Tuesdays")),
        _contact(6, "ليلى", "حداد", emails=("layla@four.example",)),
        _contact(7, "Jean", "d'Arc, Jr.", emails=("jean@five.example",), note="; leads\tto\\n trouble,"),
    ]


def later(records: Sequence[Contact]) -> list[Contact]:
    """The same people a week later: one was deleted, one got another address, somebody new came."""
    return [
        *records[1:4],
        _contact(5, "Łucja", "Ćwikła-Nowak", phones=("+48 12 3456789",), labels=("Friends",)),
        *records[5:],
        _contact(9, "Nadia", "New", emails=("nadia@six.example",)),
    ]


def interactions(channels: Sequence[Channel], handles: Sequence[HandleKind]) -> list[Interaction]:
    """Two people over two years, by these channels, in every direction, two of them alike."""
    said = []
    for number in range(8):
        said.append(
            Interaction(
                ref=SourceRef(source="samples", key=f"i{number}"),
                who=(handle(number % 2, handles[number % len(handles)]),),
                moment=NOW - timedelta(days=90 * number + 1, hours=1.3 * number),
                channel=channels[number % len(channels)],
                direction=(Direction.OUT, Direction.IN)[number // 2 % 2],
            )
        )
    return said


def gifts(handles: Sequence[HandleKind]) -> list[Gift]:
    """One gift of each kind."""
    return [
        Gift(
            ref=SourceRef(source="samples", key=f"g{number}"),
            who=(handle(number % 2, handles[0]),),
            kind=kind,
            day=date(2025, 5, 1 + number),
        )
        for number, kind in enumerate(GiftKind)
    ]


def handle(number: int, kind: HandleKind) -> Handle:
    """How a journal names the person of this number."""
    values = {
        HandleKind.EMAIL: f"person{number}@mail.example",
        HandleKind.PHONE: f"+49302312{500 + number}",
        HandleKind.NAME: ("ada lovelace", "grace hopper")[number % 2],
    }
    return Handle(kind=kind, value=values[kind])


def appointments() -> list[Appointment]:
    """Busy and free, by the hour and by the day."""
    return [
        appointment("lunch", date(2026, 3, 3), 12, title="Lunch, with Zoë; at noon"),
        appointment("talk", date(2026, 3, 4), 16),
        appointment("free", date(2026, 3, 5), 10, busy=False),
        Appointment(
            uid="holiday",
            title="Holiday",
            start=When(day=date(2026, 3, 9)),
            end=When(day=date(2026, 3, 11)),
            busy=False,
        ),
    ]


def cancelled() -> Appointment:
    """An appointment that was called off."""
    return appointment("off", date(2026, 3, 6), 11, cancelled=True)


def appointment(uid: str, day: date, hour: int, *, title: str = "", **more: object) -> Appointment:
    """One hour in UTC."""
    start = When(day=day, time=time(hour), zone="UTC")
    end = When(day=day, time=time(hour, 59), zone="UTC")
    return Appointment(uid=uid, title=title or uid.title(), start=start, end=end, **more)  # type: ignore[arg-type]


def reminder(number: int = 0, *, day: date = date(2026, 3, 10), all_day: bool = False) -> Reminder:
    """A reminder as the core makes them, with every mark that a format might stumble over."""
    start = When(day=day) if all_day else When(day=day, time=time(17, 15), zone="Europe/Berlin")
    return Reminder(
        uid=f"reconnect{number:04d}kit0123456789abcdefghijklmnopqrstuv",
        person=f"p{number}",
        title=f"Ring Zoë Müller, {number}; perhaps 🎻",
        text="You were glad last time.\n\nHer number: +49 30 2312503; 030/2312503, evenings.\n\\o/ No more.",
        start=start,
        minutes=15,
        channel=Channel.PHONE,
        marks=(f"p{number}", "0123456789abcdef"),
    )


def _contact(
    number: int,
    given: str,
    family: str,
    *,
    name: str = "",
    emails: tuple[str, ...] = (),
    phones: tuple[str, ...] = (),
    note: str = "",
    labels: tuple[str, ...] = (),
) -> Contact:
    return Contact(
        ref=ContactRef(book="samples", uid=f"sample-{number}"),
        name=name or f"{given} {family}",
        given=given,
        family=family,
        emails=emails,
        phones=tuple(Phone(raw=raw) for raw in phones),
        note=note,
        labels=labels,
    )
