"""A milestone as a part of a score, and read back from it: how the weigh hook tells the words."""

from collections.abc import Iterable
from datetime import date

from reconnect_core import Part

from .milestones import POINTS, Milestone
from .words import say_day

_WHAT = {
    ("birthday", False): "A birthday",
    ("birthday", True): "A round birthday",
    ("anniversary", False): "An anniversary",
    ("anniversary", True): "A round anniversary",
}


def part(milestone: Milestone) -> Part:
    """The part; its reason reads like "A round birthday on 10 December"."""
    day = milestone.day
    return Part(
        name=milestone.kind,
        points=milestone.points,
        reason=f"{_WHAT[milestone.kind, milestone.is_round]} on {say_day(day, 'en')}.",
        facts=(("day", day.day), ("month", day.month), ("year", day.year), ("years", milestone.years)),
        evidence=milestone.evidence,
    )


def told(parts: Iterable[Part]) -> Milestone | None:
    """The milestone that a score's parts tell of, or None."""
    for one in parts:
        facts = dict(one.facts)
        if one.name in POINTS and {"year", "month", "day", "years"} <= facts.keys():
            day = date(int(facts["year"]), int(facts["month"]), int(facts["day"]))
            return Milestone(kind=one.name, day=day, years=int(facts["years"]), evidence=one.evidence)
    return None
