"""Four years of calls, mails, letters and meetings, with rhythms as people have them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .people import Human

HEADER = ("when", "who", "channel", "direction", "minutes", "note", "gift")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the log."""

    day: date
    who: Human
    channel: str
    direction: str = "mutual"
    minutes: int = 0
    note: str = ""
    gift: str = ""


def story(cast: Sequence[Human], today: date, chance: Random) -> list[Told]:
    """The whole log, the oldest first."""
    told: list[Told] = []
    for human in cast:
        told += _BY_ROLE.get(human.role, _many)(human, today, chance)
    return sorted(told, key=lambda one: (one.day, one.who.name, one.channel))


def log(told: Sequence[Told]) -> str:
    """The story as a CSV that one keeps by hand."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for one in told:
        who = one.who.email if one.channel == "email" or not one.who.phone else one.who.name
        writer.writerow(
            (one.day.isoformat(), who, one.channel, one.direction, one.minutes or "", one.note, one.gift)
        )
    return text.getvalue()


def _every(human: Human, first: date, last: date, gap: int, channels: str, chance: Random) -> list[Told]:
    """Contact about every ``gap`` days, as irregular as life, never after ``last``."""
    found = []
    day = first + timedelta(days=chance.randint(0, gap))
    while day <= last:
        channel = chance.choice(channels.split())
        minutes = {"call": chance.randint(5, 50), "meeting": chance.randint(30, 120)}.get(channel, 0)
        direction = chance.choice(("out", "in")) if channel == "email" else "mutual"
        found.append(Told(day=day, who=human, channel=channel, direction=direction, minutes=minutes))
        day += timedelta(days=max(1, round(chance.lognormvariate(0, 0.5) * gap)))
    return found


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _mentor(human: Human, today: date, chance: Random) -> list[Told]:
    gifts = [
        Told(
            day=_ago(today, 1240),
            who=human,
            channel="call",
            minutes=40,
            gift="referral",
            note="introduced me to the book fair's team",
        ),
        Told(
            day=_ago(today, 610),
            who=human,
            channel="call",
            minutes=35,
            gift="encouragement",
            note="told me to hang the drawings up and let people see them",
        ),
    ]
    return gifts + _every(human, _ago(today, 1400), _ago(today, 205), 110, "call call letter", chance)


def _old_colleague(human: Human, today: date, chance: Random) -> list[Told]:
    return _every(human, _ago(today, 1460), _ago(today, 820), 12, "call meeting email", chance)


def _referrer(human: Human, today: date, chance: Random) -> list[Told]:
    gift = Told(
        day=_ago(today, 700),
        who=human,
        channel="meeting",
        minutes=60,
        gift="referral",
        note="recommended me to the harbour project",
    )
    return [gift, *_every(human, _ago(today, 1100), _ago(today, 260), 45, "email meeting", chance)]


def _client(human: Human, today: date, chance: Random) -> list[Told]:
    gift = Told(
        day=_ago(today, 480),
        who=human,
        channel="meeting",
        minutes=90,
        gift="business",
        note="the autumn catalogue",
    )
    return [gift, *_every(human, _ago(today, 900), _ago(today, 130), 20, "email email call meeting", chance)]


def _friend(human: Human, today: date, chance: Random) -> list[Told]:
    return _every(human, _ago(today, 1400), _ago(today, 90), 24, "call meeting", chance)


def _close(human: Human, today: date, chance: Random) -> list[Told]:
    return _every(human, _ago(today, 1400), _ago(today, 2), 7, "call meeting", chance)


def _teacher(human: Human, today: date, chance: Random) -> list[Told]:
    gift = Told(
        day=_ago(today, 1380),
        who=human,
        channel="letter",
        direction="in",
        gift="inspiration",
        note="sent her own sketchbook from 1971",
    )
    return [gift, *_every(human, _ago(today, 1400), _ago(today, 760), 70, "letter", chance)]


def _vendor(human: Human, today: date, chance: Random) -> list[Told]:
    return _every(human, _ago(today, 1400), _ago(today, 190), 4, "email", chance)


def _encourager(human: Human, today: date, chance: Random) -> list[Told]:
    gift = Told(
        day=_ago(today, 300),
        who=human,
        channel="call",
        minutes=25,
        gift="encouragement",
        note="stood up for the exhibition when it nearly fell through",
    )
    return [gift, *_every(human, _ago(today, 800), _ago(today, 110), 30, "call meeting", chance)]


def _died(human: Human, today: date, chance: Random) -> list[Told]:
    return _every(human, _ago(today, 1400), _ago(today, 500), 30, "call meeting", chance)


def _many(human: Human, today: date, chance: Random) -> list[Told]:
    """Three in four have no history at all; the others a few mails, a spell of work, a slow rhythm."""
    fate = chance.random()
    if fate < 0.74:
        return []
    first = _ago(today, chance.randint(300, 1400))
    last = first + timedelta(days=chance.randint(20, 900))
    last = min(last, _ago(today, chance.randint(10, 400)))
    if fate < 0.86:
        return _every(human, first, min(last, first + timedelta(days=120)), 40, "email", chance)
    if fate < 0.95:
        return _every(human, first, last, 45, "email email call", chance)
    return _every(human, first, last, 120, "call meeting email", chance)


_BY_ROLE = {
    "mentor": _mentor,
    "old colleague": _old_colleague,
    "referrer": _referrer,
    "client": _client,
    "friend": _friend,
    "brother": _close,
    "weekly": _close,
    "choir": _close,
    "teacher": _teacher,
    "vendor": _vendor,
    "encourager": _encourager,
    "planned": _client,
    "died": _died,
    "couple": _friend,
}
