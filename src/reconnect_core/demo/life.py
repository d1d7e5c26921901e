"""Four years of calls, mails, letters and meetings, with rhythms as people have them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
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


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody once gave, so many days ago."""

    ago: int
    channel: str
    gift: str
    note: str
    _: KW_ONLY
    minutes: int = 0
    direction: str = "mutual"


@dataclass(frozen=True, slots=True)
class Part:
    """One part in the story: contact from so many days ago until so many, about every so many."""

    channels: str
    _: KW_ONLY
    first: int
    last: int
    every: int
    gifts: tuple[Given, ...] = ()


def story(cast: Sequence[Human], today: date, chance: Random) -> list[Told]:
    """The whole log, the oldest first."""
    told: list[Told] = []
    for human in cast:
        part = _BY_ROLE.get(human.role)
        told += _played(part, human, today, chance) if part else _many(human, today, chance)
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


def _played(part: Part, human: Human, today: date, chance: Random) -> list[Told]:
    gifts = [
        Told(
            day=_ago(today, given.ago),
            who=human,
            channel=given.channel,
            direction=given.direction,
            minutes=given.minutes,
            note=given.note,
            gift=given.gift,
        )
        for given in part.gifts
    ]
    first, last = _ago(today, part.first), _ago(today, part.last)
    return gifts + _every(human, first, last, part.every, part.channels, chance)


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


_FRIEND = Part("call meeting", first=1400, last=90, every=24)
_CLOSE = Part("call meeting", first=1400, last=2, every=7)
_CLIENT = Part(
    "email email call meeting",
    first=900,
    last=130,
    every=20,
    gifts=(Given(480, "meeting", "business", "the autumn catalogue", minutes=90),),
)
_BY_ROLE = {
    "mentor": Part(
        "call call letter",
        first=1400,
        last=205,
        every=110,
        gifts=(
            Given(1240, "call", "referral", "introduced me to the book fair's team", minutes=40),
            Given(
                610,
                "call",
                "encouragement",
                "told me to hang the drawings up and let people see them",
                minutes=35,
            ),
        ),
    ),
    "old colleague": Part("call meeting email", first=1460, last=820, every=12),
    "referrer": Part(
        "email meeting",
        first=1100,
        last=260,
        every=45,
        gifts=(Given(700, "meeting", "referral", "recommended me to the harbour project", minutes=60),),
    ),
    "client": _CLIENT,
    "friend": _FRIEND,
    "brother": _CLOSE,
    "weekly": _CLOSE,
    "choir": _CLOSE,
    "teacher": Part(
        "letter",
        first=1400,
        last=760,
        every=70,
        gifts=(Given(1380, "letter", "inspiration", "sent her own sketchbook from 1971", direction="in"),),
    ),
    "vendor": Part("email", first=1400, last=190, every=4),
    "encourager": Part(
        "call meeting",
        first=800,
        last=110,
        every=30,
        gifts=(
            Given(
                300,
                "call",
                "encouragement",
                "stood up for the exhibition when it nearly fell through",
                minutes=25,
            ),
        ),
    ),
    "planned": _CLIENT,
    "died": Part("call meeting", first=1400, last=500, every=30),
    "couple": _FRIEND,
}
