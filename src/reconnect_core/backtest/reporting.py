"""What a backtest found, in numbers, in rows for a table, and in words that claim no more than it shows."""

from dataclasses import dataclass
from typing import Any

from ..plain import to_plain
from .measures import Estimate
from .rules import LATENESS, OURS, QUIET, RANDOM

ENOUGH_ORIGINS, ENOUGH_BACK = 4, 10
"""With fewer origins, or fewer who came back, nothing can be told."""
WHAT_IT_MEANS = (
    "Measured is who came back by themselves: nobody here was reminded of anybody. It shows that an order "
    "finds ties that are still alive. It does not show who was glad of it, nor that a reminder would have "
    "been welcome."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule's measures, each with its interval; ``ahead`` is by how much NDCG of ours exceeds it, paired."""

    rule: str
    ndcg: Estimate
    hit: Estimate
    precision: Estimate
    auc: Estimate
    ahead: Estimate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """How many came back of those silent for at least this multiple of ``quiet_days``, up to the next band."""

    at_least: float
    candidates: int
    came_back: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeding:
    """How many of the least warm fifth came back all the same: the error of letting them go."""

    candidates: int
    came_back: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 when there was nobody."""
        return self.came_back / self.candidates if self.candidates else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """One task: "quiet" (everybody past the gate) or "dormant" (once strong, long silent)."""

    task: str
    people: int
    unit: str
    """What was resampled for the intervals: people, or origins when there is one person."""
    origins: int
    groups: int
    candidates: int
    came_back: int
    judged_came_back: int
    rules: tuple[RuleResult, ...]
    bands: tuple[Band, ...]
    weeding: Weeding

    @property
    def enough(self) -> bool:
        """True when there is enough to say anything about an order."""
        return bool(self.rules) and self.origins >= ENOUGH_ORIGINS and self.judged_came_back >= ENOUGH_BACK

    def of(self, rule: str) -> RuleResult:
        """The result of one rule; raises KeyError when it was not measured."""
        for result in self.rules:
            if result.rule == rule:
                return result
        raise KeyError(rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestReport:
    """Everything ``run`` found; ``plain()`` is the same as a dict of JSON types."""

    quiet_days: float
    horizon_days: float
    origins: int
    top: int
    label: str
    seed: int
    owners: int
    tasks: tuple[TaskResult, ...] = ()

    @property
    def enough(self) -> bool:
        """True when at least one task has enough to say anything."""
        return any(task.enough for task in self.tasks)

    @property
    def words(self) -> tuple[str, ...]:
        """What can be said, and what cannot."""
        said = [line for task in self.tasks for line in _task_words(task, self.top)]
        if not self.tasks:
            said.append(
                "Too little to tell: at no time were there enough quiet ties, or the history is too short."
            )
        return (*said, WHAT_IT_MEANS)

    def plain(self) -> dict[str, Any]:
        """Dicts, lists, numbers and text, ``words`` included."""
        found: dict[str, Any] = to_plain(self)
        return found | {"enough": self.enough, "words": list(self.words)}


def table_rows(report: BacktestReport) -> list[tuple[str, ...]]:
    """A header and one row for each task and rule, all text: for a terminal."""
    top = report.top
    header = ("task", "rule", f"NDCG@{top}", f"hit@{top}", f"precision@{top}", "AUC", "ours ahead by")
    rows: list[tuple[str, ...]] = [header]
    for task in report.tasks:
        rows += [
            (
                task.task,
                result.rule,
                *(str(value) for value in (result.ndcg, result.hit, result.precision, result.auc)),
                f"{result.ahead.value:+.3f} [{result.ahead.low:+.3f}, {result.ahead.high:+.3f}]"
                if result.ahead
                else "",
            )
            for result in task.rules
        ]
    return rows


def _task_words(task: TaskResult, top: int) -> list[str]:
    base = task.came_back / task.candidates if task.candidates else 0.0
    said = [
        f"{task.task}: {task.candidates} times a tie was quiet, {task.came_back} times it came back by itself "
        f"({base:.0%}), at {task.origins} moments of the past."
    ]
    if not task.enough:
        return [*said, f"{task.task}: too little to tell one order from another."]
    if task.task == QUIET:
        said += [_against(task, rule, top) for rule in ("most recent", *LATENESS, RANDOM) if _has(task, rule)]
        said.append(f"Of the least warm fifth {task.weeding.share:.0%} came back all the same.")
    return said


def _has(task: TaskResult, rule: str) -> bool:
    return rule != OURS and any(result.rule == rule for result in task.rules)


def _against(task: TaskResult, rule: str, top: int) -> str:
    """Who is ahead; nobody is while the interval of the difference holds 0."""
    ahead = task.of(rule).ahead
    if ahead is None:
        return f"Against {rule}: not compared."
    if ahead.low > 0:
        return f"Ours finds living ties better than {rule}: NDCG@{top} {ahead.value:+.3f}."
    if ahead.high < 0:
        return f"Here {rule} finds living ties better than ours: NDCG@{top} {-ahead.value:+.3f}."
    return f"Between ours and {rule} nothing can be told from this history."
