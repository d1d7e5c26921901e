"""Made-up lives for the simulation: ties that drift and die, and what they are worth, as nobody can see.

The truth knows no Part of ours. Two people drift apart at some day: neither calls any more, though both would be
glad of it; much later the tie is dead, and a call is in vain. A talk is worth what the person has to give, less so
soon after the last one: what is new gathers at the pace at which the two used to talk. How often two people are in touch says little about that worth: a vendor writes every
week, a mentor calls twice a year. What can be seen are days of contact, and of what was given about half. Gaps
between days of contact are as uneven as in five real logs, where the logarithm of a tie's gaps has a standard
deviation of 0.9 to 1.5 (the median over ties of eight days and more).
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from random import Random

from reconnect_core import (
    Contact,
    ContactDays,
    ContactRef,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Phone,
    SourceRef,
)

FIRST = date(2026, 1, 5)
YEARS = 6
UNEVEN = 1.2
DRIFTS, LASTS = 700, 2500
"""Days until two people drift apart, and until the tie is dead, at the mean (exponential)."""
KINDS = {
    # what people there are: how many, days between two talks, worth of one (medians)
    "freelancer": {"client": (60, 45, 1.0), "vendor": (40, 12, 0.1), "mentor": (15, 150, 4.0)},
    "academic": {"student": (90, 60, 0.6), "colleague": (50, 25, 0.8), "mentor": (12, 200, 4.0)},
    "friends and family": {
        "friend": (45, 60, 2.0),
        "neighbour": (30, 15, 0.5),
        "school": (40, 300, 2.5),
    },
    "seller": {"lead": (220, 90, 0.2), "customer": (60, 30, 1.0), "referrer": (15, 120, 5.0)},
}


@dataclass
class Tie:
    """One tie: what can be seen of it, and what can't."""

    number: int
    gap: float
    worth: float
    dies: date
    drifts: date
    chance: Random
    next: date
    pace: float | None = None
    talks: list[date] = field(default_factory=list)
    gifts: list[date] = field(default_factory=list)

    def alive(self, day):
        return day < self.dies

    def worth_of_a_talk(self, day):
        """The hidden worth of being in touch on this day."""
        silence = (day - self.talks[-1]).days if self.talks else 10_000
        return self.worth * (1 - exp(-silence / (self.pace or self.gap))) if self.alive(day) else 0.0

    @property
    def mail(self):
        return f"person{self.number}@mail.example"


class Life:
    """The ties of one life; the same seed gives the same life, whoever is reminded of whom."""

    def __init__(self, kind, seed, pace=None):
        self.pace = pace
        self.ties = []
        for many, *traits in KINDS[kind].values():
            for _ in range(many):
                self.ties.append(self._tie(len(self.ties), kind, seed, *traits))
        self.until(FIRST - timedelta(days=1))

    def _tie(self, number, kind, seed, middle_gap, worth):
        chance = Random(f"{kind} {seed} {number}")
        begun = FIRST - timedelta(days=chance.randint(200, YEARS * 365))
        return Tie(
            number=number,
            gap=middle_gap * chance.lognormvariate(0, 0.5),
            worth=worth * chance.lognormvariate(0, 0.6),
            dies=begun + timedelta(days=round(chance.expovariate(1 / LASTS))),
            drifts=begun + timedelta(days=round(chance.expovariate(1 / DRIFTS))),
            chance=chance,
            next=begun,
            pace=self.pace,
        )

    def talk(self, tie, day):
        """They are in touch; now and then something comes of it, and about half of that is noted."""
        tie.talks.append(day)
        if day >= tie.drifts:
            tie.drifts = day + timedelta(days=round(tie.chance.expovariate(1 / DRIFTS)))
        if tie.chance.random() < min(0.6, 0.15 * tie.worth) and tie.chance.random() < 0.5:
            tie.gifts.append(day)
        tie.next = day + timedelta(days=max(1, round(tie.gap * tie.chance.lognormvariate(0, UNEVEN))))

    def until(self, last):
        """What happens by itself up to this day: leads write, friends call."""
        happened = []
        for tie in self.ties:
            while tie.next <= last and tie.next < min(tie.drifts, tie.dies):
                happened.append((tie, tie.next))
                self.talk(tie, tie.next)
        return happened


def card(tie):
    """The card of this tie in the address book."""
    return Contact(
        ref=ContactRef(book="book", uid=f"card-{tie.number}"),
        name=f"Given{tie.number} Family{tie.number}",
        emails=(tie.mail,),
        phones=(Phone(raw=f"+49 30 {2312500 + tie.number}"),),
    )


def contact(tie, days):
    """The days of contact, as a journal tells them."""
    ref, (who,) = SourceRef(source="log", key=str(tie.number)), _who(tie)
    return ContactDays.of(ref=ref, who=who, days=sorted(map(date.toordinal, days)))


def gift(tie, day):
    """Something given, as a journal tells it."""
    kinds = list(GiftKind)
    ref = SourceRef(source="log", key=f"g{tie.number}-{day}")
    return Gift(ref=ref, who=_who(tie), kind=kinds[tie.number % len(kinds)], day=day)


def noon(day):
    return datetime.combine(day, time(12), UTC)


def _who(tie):
    return (Handle(kind=HandleKind.EMAIL, value=tie.mail),)
