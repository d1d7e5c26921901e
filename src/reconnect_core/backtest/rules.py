"""The orders that are compared: ours, those of other tools, and chance."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from ..pipeline import rhythm
from ..pipeline.daycount import DAY, ordinals
from ..pipeline.ranking import rank, rank_dormant

BUCKETS = (3, 7, 14, 30, 60, 90, 180, 365, 730)
"""The periods other tools let one choose from, in days."""
OURS, OUR_DORMANT, TWO_LANES = "warmth (ours)", "dormant lane (ours)", "two warm, one dormant (ours)"
RANDOM, PARETO = "random", "Pareto/NBD"


@dataclass(frozen=True, slots=True)
class Past:
    """One tie as it was known at one moment."""

    moments: Sequence[float]
    days: Sequence[int]
    gaps: Sequence[int]
    silence: float

    @classmethod
    def of(cls, moments: Sequence[float], now: float) -> "Past":
        """What the moments, all before ``now``, say."""
        days = ordinals(moments)
        return cls(moments, days, rhythm.gaps_of(days), (now - moments[-1]) / DAY)

    @property
    def period(self) -> float:
        """The cadence another tool's user would choose: the shortest that is no shorter than the mean gap."""
        mean = sum(self.gaps) / len(self.gaps) if self.gaps else inf
        return BUCKETS[min(bisect_left(BUCKETS, mean), len(BUCKETS) - 1)]


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one owner at one origin, and what a rule may know of them."""

    owner: str
    now: float
    quiet_days: float
    candidates: Mapping[str, Past]
    expected: Mapping[str, float]
    """Expected contacts by the population model, where there is one."""


Rule = Callable[[Group], Mapping[str, float]]
"""A score for each candidate, the higher the sooner; who is left out comes last."""


def _ours(group: Group) -> Mapping[str, float]:
    return dict(rank(_moments(group), group.now, quiet_days=group.quiet_days))


def _dormant(group: Group) -> Mapping[str, float]:
    return dict(rank_dormant(_moments(group), group.now, quiet_days=group.quiet_days))


def _two_lanes(group: Group) -> Mapping[str, float]:
    """The walk's order: two by warmth, one from the dormant lane, then by warmth again."""
    warm = list(_ours(group))
    sleepers = [key for key in _dormant(group) if key not in warm[:2]]
    order = [*warm[:2], *sleepers[:1]]
    order += [key for key in warm if key not in order]
    return {key: -float(place) for place, key in enumerate(order)}


def _moments(group: Group) -> Mapping[str, Sequence[float]]:
    return {key: past.moments for key, past in group.candidates.items()}


def _each(score: Callable[[Past], float]) -> Rule:
    return lambda group: {key: score(past) for key, past in group.candidates.items()}


RULES: Mapping[str, Rule] = {
    OURS: _ours,
    TWO_LANES: _two_lanes,
    OUR_DORMANT: _dormant,
    PARETO: lambda group: group.expected,
    "most recent": _each(lambda past: -past.silence),
    "total count": _each(lambda past: float(len(past.moments))),
    "contact-days": _each(lambda past: float(len(past.days))),
    "overdue ratio": _each(lambda past: past.silence / past.period),
    "fixed cadence, days overdue": _each(lambda past: past.silence - past.period),
    "longest silence": _each(lambda past: past.silence),
    RANDOM: lambda group: {},
}
"""Every rule by its name; an empty answer leaves the order to the seeded shuffle."""
QUIET, DORMANT = "quiet", "dormant"
LATENESS = ("overdue ratio", "fixed cadence, days overdue", "longest silence")
