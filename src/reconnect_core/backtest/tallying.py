"""What the groups of one task add up to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..pipeline.weeding import LOWEST_SHARE
from .measures import MEASURES, Estimate, estimate, measure, ordered, resamples
from .reporting import Band, RuleResult, TaskResult, Weeding
from .rules import OURS, PARETO, RANDOM, Group, Rule

BANDS = (1.0, 1.5, 2.0, 3.0, 5.0, 8.0)
"""Silence in multiples of ``quiet_days``, where one band ends and the next begins."""


class Tally:
    """One task's groups, measured one by one under every rule."""

    def __init__(self, task: str, rules: Mapping[str, Rule], *, top: int, seed: int, alone: bool) -> None:
        self._task, self._rules, self._top, self._seed, self._alone = task, rules, top, seed, alone
        self._rows: dict[str, dict[str, list[list[float]]]] = defaultdict(lambda: defaultdict(list))
        self._people: set[str] = set()
        self._origins: set[float] = set()
        self._bands = {band: [0, 0] for band in BANDS}
        self._lowest = [0, 0]
        self._judged_back = 0
        self.groups = 0

    def take(self, group: Group, back: set[str]) -> None:
        """Count one group; one where all or none came back says nothing about an order."""
        self.groups += 1
        ours = self._rules[OURS](group) if OURS in self._rules else {}
        self._describe(group, back, ours)
        if not back or len(back) == len(group.candidates):
            return
        self._judged_back += len(back)
        self._people.add(group.owner)
        self._origins.add(group.now)
        unit = str(group.now) if self._alone else group.owner
        lots = f"{self._seed}|{self._task}|{group.owner}|{group.now}"
        for name, rule in self._rules.items():
            if name == PARETO and not group.expected:
                continue
            scores = ours if name == OURS else rule(group)
            order = ordered(group.candidates, scores, lots)
            if name == RANDOM:
                scores = {key: -float(place) for place, key in enumerate(order)}
            self._rows[name][unit].append(measure(order, back, scores, self._top))

    def result(self) -> TaskResult:
        """Means with their intervals, and the difference of every rule to ours, paired."""
        means = {name: _means(units) for name, units in self._rows.items()}
        rules = tuple(self._rule(name, means) for name in self._rules if name in means)
        return TaskResult(
            task=self._task,
            people=len(self._people),
            unit="origins" if self._alone else "people",
            origins=len(self._origins),
            groups=self.groups,
            candidates=sum(count for count, _ in self._bands.values()),
            came_back=sum(back for _, back in self._bands.values()),
            judged_came_back=self._judged_back,
            rules=rules,
            bands=tuple(
                Band(at_least=start, candidates=count, came_back=back)
                for start, (count, back) in self._bands.items()
            ),
            weeding=Weeding(candidates=self._lowest[0], came_back=self._lowest[1]),
        )

    def _describe(self, group: Group, back: set[str], ours: Mapping[str, float]) -> None:
        """How often the quiet came back, by length of silence and among the least warm."""
        for key, past in group.candidates.items():
            band = max(start for start in BANDS if start == 1 or past.silence >= start * group.quiet_days)
            self._bands[band][0] += 1
            self._bands[band][1] += key in back
        order = sorted(group.candidates, key=lambda key: (ours.get(key, 0.0), key))
        lowest = order[: int(len(order) * LOWEST_SHARE)]
        self._lowest[0] += len(lowest)
        self._lowest[1] += sum(key in back for key in lowest)

    def _rule(self, name: str, means: Mapping[str, Mapping[str, Sequence[float]]]) -> RuleResult:
        mine = means[name]
        samples = resamples(len(mine), self._seed)
        columns = {
            what: estimate([row[i] for row in mine.values()], samples) for i, what in enumerate(MEASURES)
        }
        ahead: Estimate | None = None
        if name != OURS and OURS in means:
            gaps = [means[OURS][unit][0] - row[0] for unit, row in mine.items()]
            ahead = estimate(gaps, samples)
        return RuleResult(rule=name, ahead=ahead, **columns)


def _means(units: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, list[float]]:
    """For each unit, in a fixed order, the mean of each measure over its groups."""
    return {
        unit: [sum(row[i] for row in units[unit]) / len(units[unit]) for i in range(len(MEASURES))]
        for unit in sorted(units)
    }
