"""Rolling origins: at ten moments of the past, who was quiet, how would each rule order them, who came back."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..pipeline import rhythm, scoring
from ..pipeline.daycount import DAY
from . import population
from .reporting import BacktestReport
from .rules import DORMANT, PARETO, QUIET, RULES, Group, Past, Rule
from .tables import Histories
from .tallying import Tally

FIRST_ORIGIN = 0.35
"""The first origin stands at this share of the time that is known."""
LABELS = ("any", "sustained")

Progress = Callable[[int, int], None]


def run(
    histories: Histories,
    *,
    quiet_days: float = 40,
    horizon_days: float = 90,
    origins: int = 10,
    top: int = 3,
    min_candidates: int = 5,
    label: str = "any",
    seed: int = 1,
    rules: Mapping[str, Rule] = RULES,
    progress: Progress | None = None,
) -> BacktestReport:
    """How well each rule names the ties that came back within ``horizon_days``, from what was known before.

    ``label`` "any" asks for one contact within the horizon, "sustained" for contact on two days. Means are over
    owners, or over origins when there is one owner, with 95 % bootstrap intervals; the same arguments give the
    same report, whatever the order of the histories. ``progress(done, total)`` is called after each origin.
    Raises ValueError for a label or number that makes no sense.
    """
    _refuse_nonsense(label, quiet_days, horizon_days, origins, top, min_candidates)
    setup = _Setup(quiet_days, horizon_days, min_candidates, label, PARETO in rules and population.at_hand())
    alone = len(histories) == 1
    tallies = {task: Tally(task, rules, top=top, seed=seed, alone=alone) for task in (QUIET, DORMANT)}
    spots = _origins(histories, horizon_days, origins)
    for done, now in enumerate(spots, 1):
        for task, group, back in setup.groups(histories, now):
            tallies[task].take(group, back)
        if progress:
            progress(done, len(spots))
    return BacktestReport(
        quiet_days=quiet_days,
        horizon_days=horizon_days,
        origins=len(spots),
        top=top,
        label=label,
        seed=seed,
        owners=len(histories),
        tasks=tuple(tally.result() for tally in tallies.values() if tally.groups),
    )


def _refuse_nonsense(label: str, *numbers: float) -> None:
    if label not in LABELS or min(numbers) <= 0:
        raise ValueError("label is any or sustained; the numbers must be above 0")


def _origins(histories: Histories, horizon_days: float, count: int) -> list[float]:
    """Evenly from a third of the known time to one horizon before its end."""
    known = [moments for ties in histories.values() for moments in ties.values() if moments]
    if not known:
        return []
    first, last = min(moments[0] for moments in known), max(moments[-1] for moments in known)
    start, stop = first + FIRST_ORIGIN * (last - first), last - horizon_days * DAY
    if stop <= start:
        return []
    return [start + step * (stop - start) / max(1, count - 1) for step in range(count)]


@dataclass(frozen=True, slots=True)
class _Setup:
    """What does not change from origin to origin."""

    quiet: float
    horizon: float
    at_least: int
    label: str
    model: bool

    def groups(self, histories: Histories, now: float) -> Iterator[tuple[str, Group, set[str]]]:
        """The candidates of every owner who was active themselves, by task, and who of them came back."""
        known = {owner: _before(ties, now) for owner, ties in sorted(histories.items())}
        modelled = self._modelled(known, now)
        for owner, ties in known.items():
            if not ties or (now - max(moments[-1] for moments in ties.values())) / DAY > self.quiet:
                continue
            silent = {k: Past.of(m, now) for k, m in ties.items() if (now - m[-1]) / DAY >= self.quiet}
            back = {key for key in silent if self._came_back(histories[owner][key], now)}
            for task, passes in ((QUIET, _is_quiet), (DORMANT, self._is_dormant)):
                chosen = {key: past for key, past in silent.items() if passes(past)}
                if len(chosen) >= self.at_least:
                    expected = modelled.get(owner, {})
                    yield task, Group(owner, now, self.quiet, chosen, expected), back & chosen.keys()

    def _came_back(self, moments: Sequence[float], now: float) -> bool:
        begin = bisect_left(moments, now)
        after = moments[begin : bisect_left(moments, now + self.horizon * DAY, begin)]
        return bool(after) and (self.label == "any" or after[-1] // DAY > after[0] // DAY)

    def _is_dormant(self, past: Past) -> bool:
        return (
            len(past.days) >= scoring.DORMANT_DAYS
            and past.silence >= scoring.DORMANT_FACTOR * self.quiet
            and past.silence > rhythm.long_gap(past.gaps)
        )

    def _modelled(
        self, known: Mapping[str, Mapping[str, Sequence[float]]], now: float
    ) -> Mapping[str, Mapping[str, float]]:
        if not self.model:
            return {}
        pasts = {owner: {k: Past.of(m, now) for k, m in ties.items()} for owner, ties in known.items()}
        return population.expected(pasts, now, quiet_days=self.quiet, horizon_days=self.horizon)


def _before(ties: Mapping[str, Sequence[float]], now: float) -> dict[str, Sequence[float]]:
    """Every tie with what was known of it: what happens from ``now`` on is cut off here and nowhere else."""
    return {key: past for key, moments in ties.items() if (past := moments[: bisect_left(moments, now)])}


def _is_quiet(past: Past) -> bool:
    return len(past.days) >= 2 and past.silence > rhythm.usual_gap(past.gaps)
