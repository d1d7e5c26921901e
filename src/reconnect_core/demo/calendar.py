"""The demo's calendar file: past meetings with people, the busy days of the coming week, one date to come."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from .life import Told
from .people import Human

ME = "me@mira-lind.example"
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


def ics(cast: Sequence[Human], told: Sequence[Told], today: date, chance: Random) -> str:
    """An iCalendar file as a desktop program would keep it."""
    events = [_met(one, number) for number, one in enumerate(told) if one.channel == "meeting"]
    events += _week(today, chance)
    planned = next(human for human in cast if human.role == "planned")
    events.append(
        _event("coming-1", today + timedelta(days=10), 12, 60, f"Lunch with {planned.given}", (planned,))
    )
    events.append(
        _event(
            "choir-1",
            today - timedelta(days=today.weekday() + 7 * 30 - 3),
            19,
            90,
            "Choir",
            (),
            "RRULE:FREQ=WEEKLY;BYDAY=TH",
        )
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Demo//Calendar//EN", BERLIN, *events, "END:VCALENDAR"]
    return "\r\n".join("\n".join(lines).splitlines()) + "\r\n"


def _met(one: Told, number: int) -> str:
    return _event(f"met-{number}", one.day, 12, one.minutes or 60, f"Coffee with {one.who.given}", (one.who,))


def _week(today: date, chance: Random) -> list[str]:
    titles = ("Dentist", "Layout review", "Parents' evening", "Proofs", "Yoga", "Print shop", "Team round")
    events = []
    for offset in range(1, 13):
        day = today + timedelta(days=offset)
        for slot in chance.sample((9, 11, 14, 16, 17, 18), 2 if day.weekday() < 5 else 1):
            title = chance.choice(titles)
            events.append(_event(f"week-{offset}-{slot}", day, slot, chance.choice((30, 60, 90)), title, ()))
    return events


def _event(
    uid: str, day: date, hour: int, minutes: int, title: str, who: Sequence[Human], extra: str = ""
) -> str:
    end = hour * 60 + minutes
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@mira-lind.example",
        f"DTSTAMP:{day:%Y%m%d}T080000Z",
        f"DTSTART;TZID=Europe/Berlin:{day:%Y%m%d}T{hour:02d}0000",
        f"DTEND;TZID=Europe/Berlin:{day:%Y%m%d}T{end // 60:02d}{end % 60:02d}00",
        f"SUMMARY:{title}",
    ]
    if who:
        lines.append(f"ORGANIZER;CN=Mira Lind:mailto:{ME}")
        lines.append(f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Mira Lind:mailto:{ME}")
        lines += [f"ATTENDEE;PARTSTAT=ACCEPTED;CN={human.name}:mailto:{human.email}" for human in who]
    return "\n".join([*lines, *([extra] if extra else []), "END:VEVENT"])
