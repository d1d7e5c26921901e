"""The weeding rule against one's own past: whom it would have named then, and who was in touch again."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..model import Candidate, ScoringSettings
from ..model.stock import Hindsight
from . import rhythm, scoring, weeding

HORIZON_DAYS = 365
STEP_DAYS, MOMENTS = 182, 4
"""Every half year backwards from one horizon ago, so many times as the history allows."""
LEAST_DAYS = 180
"""Before a moment at least so many days must be known."""


def look_back(candidates: Sequence[Candidate], *, today: date, settings: ScoringSettings) -> Hindsight:
    """Whom ``weeds`` would have named at moments of the past, from what was known then, and who came back.

    Came back is who was in touch on any day of the ``HORIZON_DAYS`` after that moment. What cards say is as it
    is today, since books keep no past: only reasons that rest on contact are judged.
    """
    known = [(c, rhythm.union(pack.days for pack in c.contact)) for c in candidates]
    lived = [(c, days) for c, days in known if days and not c.wishes]
    first = min((days[0] for _, days in lived), default=today.toordinal())
    last = today.toordinal() - HORIZON_DAYS
    moments = [m for m in range(last, last - STEP_DAYS * MOMENTS, -STEP_DAYS) if m >= first + LEAST_DAYS]
    counts = [0, 0, 0, 0]
    for moment in moments:
        counts = [a + b for a, b in zip(counts, _judged(lived, moment, settings), strict=True)]
    return Hindsight(
        moments=tuple(date.fromordinal(moment) for moment in moments),
        horizon_days=HORIZON_DAYS,
        named=counts[0],
        came_back=counts[1],
        quiet=counts[2],
        quiet_came_back=counts[3],
    )


def _judged(
    lived: Sequence[tuple[Candidate, "array[int]"]], moment: int, settings: ScoringSettings
) -> tuple[int, int, int, int]:
    """Named, named and back, quiet, quiet and back, as of the end of one day."""
    day = date.fromordinal(moment)
    then, back = [], set()
    for candidate, days in lived:
        end = bisect_right(days, moment)
        if not end or moment - days[end - 1] < settings.quiet_days:
            continue
        measured = rhythm.measure(days[:end], moment, settings.quiet_days)
        if scoring.gate(measured, settings, day):
            continue
        then.append(_as_of(replace(candidate, rhythm=measured), moment, day))
        if end < len(days) and days[end] <= moment + HORIZON_DAYS:
            back.add(candidate.person.id)
    scores = {c.person.id: scoring.score(c, day, settings) for c in then}
    named = weeding.by_contact(then, scores).keys()
    return len(named), len(named & back), len(then), len(back)


def _as_of(candidate: Candidate, moment: int, day: date) -> Candidate:
    """The candidate without what came later."""
    packs = tuple(pack for later in candidate.contact if (pack := later.until(moment)).days)
    gifts = tuple(gift for gift in candidate.gifts if gift.day is None or gift.day <= day)
    return replace(candidate, contact=packs, gifts=gifts)
