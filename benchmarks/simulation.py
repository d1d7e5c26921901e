"""A simulated year of weekly walks: the hidden worth of who is shown, against three rules that people use.

    python -m benchmarks.simulation [SEEDS [PACE]]

With PACE a talk is worth a new one after so many days with anybody, however often the two used to talk.

All rules live the same lives with the same budget (three a week, nobody twice in 90 days, nobody in touch within
40 days) and the same user, who calls whoever is shown and after a second call in vain lets them go.
``simulated_lives`` tells the truth that nobody sees.
Prints Markdown; benchmarks/results/simulation.md holds a recorded run.
"""

import statistics
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from reconnect_core import Garden, GardenSettings, MemoryLedger, WishKind
from reconnect_core.testing import MemoryBook, MemoryCalendar, MemoryJournal

from .simulated_lives import FIRST, KINDS, Life, card, contact, gift, noon

WEEKS = 52
PEOPLE, PAUSE, QUIET = 3, 90, 40


@dataclass
class Year:
    """What a year under one rule came to."""

    worth: float = 0.0
    shown: list = field(default_factory=list)


class Ours:
    """The garden, over memory stores; the user ticks what they did."""

    def __init__(self, life, settings=None):
        self.life = life
        self.book = MemoryBook("book", map(card, life.ties))
        self.journal = MemoryJournal("log")
        self.told = {tie.number: set(tie.talks) for tie in life.ties}
        self.gifts = [gift(tie, day) for tie in life.ties for day in tie.gifts]
        self.calendar = MemoryCalendar("home")
        self.ledger = MemoryLedger()
        self.settings = settings or GardenSettings(timezone="Europe/Berlin", holidays=False)
        self.by_name = {card(tie).name: tie for tie in life.ties}
        self.plans = []

    def garden(self):
        self.journal.records = [contact(tie, self.told[tie.number]) for tie in self.life.ties]
        self.journal.records += self.gifts
        return Garden(
            addressbooks=[self.book],
            journals=[self.journal],
            calendar=self.calendar,
            ledger=self.ledger,
            settings=self.settings,
        )

    def choose(self, day, chance):
        """Who is shown in this week, and on which day."""
        garden = self.garden()
        plan = garden.plan(now=noon(day))
        garden.write(plan)
        self.plans.append(plan)
        return [(self.by_name[p.person.name], p.reminder.start.day) for p in plan.picks if p.reminder]

    def happened(self, tie, day):
        self.told[tie.number].add(day)
        self.gifts += [gift(tie, given) for given in tie.gifts if given == day]

    def called(self, tie, day):
        """They talked: the tick is all that anybody can see of it, and what was given is told."""
        self.tick(tie)
        self.gifts += [gift(tie, given) for given in tie.gifts if given == day]

    def in_vain(self, tie, day):
        """Nobody answered: the user deletes the entry and leaves it at that."""
        name = card(tie).name
        self.calendar.store = {k: e for k, e in self.calendar.store.items() if not e.title.endswith(name)}

    def let_go(self, tie, day):
        garden = self.garden()
        garden.wish(garden.one(tie.mail, now=noon(day)).id, WishKind.NEVER, now=noon(day))

    def tick(self, tie):
        name = card(tie).name
        for key, entry in self.calendar.store.items():
            if entry.title.endswith(name) and not entry.title.startswith("✓"):
                self.calendar.store[key] = replace(entry, title=f"✓ {entry.title}")


class Rule:
    """A rule over what can be seen: the days of contact."""

    def __init__(self, life):
        self.life = life
        self.shown = {}
        self.gone = set()

    def choose(self, day, chance):
        free = [
            tie
            for tie in self.life.ties
            if tie.talks
            and tie.number not in self.gone
            and (day - tie.talks[-1]).days >= QUIET
            and (day - self.shown.get(tie.number, date.min)).days >= PAUSE
        ]
        free.sort(key=lambda tie: (-self.points(tie, day, chance), tie.number))
        for tie in free[:PEOPLE]:
            self.shown[tie.number] = day
        return [(tie, day + timedelta(days=1)) for tie in free[:PEOPLE]]

    def happened(self, tie, day):
        pass

    called = in_vain = happened

    def let_go(self, tie, day):
        self.gone.add(tie.number)


class LongestSilence(Rule):
    def points(self, tie, day, chance):
        return (day - tie.talks[-1]).days


class AtRandom(Rule):
    def points(self, tie, day, chance):
        return chance.random()


class FixedCadence(Rule):
    """The most overdue first, each person with the period of their tier, as such lists are kept."""

    def __init__(self, life):
        super().__init__(life)
        ranked = sorted(life.ties, key=lambda tie: (-len(tie.talks), tie.number))
        quarter = len(ranked) // 4 or 1
        self.period = {tie.number: (30, 90, 180, 365)[min(at // quarter, 3)] for at, tie in enumerate(ranked)}

    def points(self, tie, day, chance):
        return (day - tie.talks[-1]).days / self.period[tie.number]


RULES = {
    "reconnect": Ours,
    "fixed cadence": FixedCadence,
    "longest silence": LongestSilence,
    "random": AtRandom,
}


def live(kind, seed, rule, weeks=WEEKS, pace=None):
    """One year of one life under one rule."""
    life = Life(kind, seed, pace)
    chooser = RULES[rule](life)
    draw = Random(f"draw {kind} {seed}")
    year, vain = Year(), Counter()
    for week in range(weeks):
        day = FIRST + timedelta(weeks=week)
        for tie, when in chooser.choose(day, draw):
            year.worth += tie.worth_of_a_talk(when)
            year.shown.append((tie.number, when))
            if tie.alive(when):
                life.talk(tie, when)
                chooser.called(tie, when)
                continue
            chooser.in_vain(tie, when)
            vain[tie.number] += 1
            if vain[tie.number] == 2:
                chooser.let_go(tie, when)
        for tie, when in life.until(day + timedelta(days=6)):
            chooser.happened(tie, when)
            tie.talks.sort()
    return year


def table(seeds, pace=None):
    """Mean hidden worth of one shown person, by kind of life and rule, and in how many lives ours was best."""
    lines = [
        f"| life | {' | '.join(RULES)} | lives in which ours is best |",
        "|---|" + "---|" * (len(RULES) + 1),
    ]
    for kind in KINDS:
        found = {rule: [live(kind, seed, rule, pace=pace) for seed in range(seeds)] for rule in RULES}
        per = {rule: [y.worth / max(1, len(y.shown)) for y in years] for rule, years in found.items()}
        best = sum(all(per["reconnect"][s] >= per[rule][s] for rule in RULES) for s in range(seeds))
        shown = {rule: statistics.mean(len(y.shown) for y in years) for rule, years in found.items()}
        cells = " | ".join(f"{statistics.mean(per[rule]):.2f} ({shown[rule]:.0f} shown)" for rule in RULES)
        lines.append(f"| {kind} | {cells} | {best} of {seeds} |")
    return "\n".join(lines)


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    pace = float(sys.argv[2]) if len(sys.argv) > 2 else None
    print(f"Mean hidden worth of one person shown, {seeds} lives of each kind, {WEEKS} walks each.\n")
    print(table(seeds, pace))


if __name__ == "__main__":
    main()
