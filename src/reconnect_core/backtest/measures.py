"""How good an order is, and how sure one can be of a mean."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2

RESAMPLES = 400
MEASURES = ("ndcg", "hit", "precision", "auc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean and its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """``0.610 [0.570, 0.648]``."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def ordered(keys: Collection[str], scores: Mapping[str, float], seed: str) -> list[str]:
    """The keys by falling score, ties and those without a score in a shuffle that ``seed`` decides."""
    shuffled = sorted(keys)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 -- a repeatable shuffle, not a secret
    return sorted(shuffled, key=lambda key: -scores.get(key, float("-inf")))


def measure(order: Sequence[str], back: Collection[str], scores: Mapping[str, float], top: int) -> list[float]:
    """NDCG@top (Järvelin and Kekäläinen 2002), hit@top, precision@top and AUC, in the order of ``MEASURES``."""
    gains = [1 / log2(place + 2) for place, key in enumerate(order[:top]) if key in back]
    ideal = sum(1 / log2(place + 2) for place in range(min(top, len(back))))
    return [sum(gains) / ideal, float(bool(gains)), len(gains) / top, auc(order, back, scores)]


def auc(order: Sequence[str], back: Collection[str], scores: Mapping[str, float]) -> float:
    """The chance that somebody who came back stands before somebody who did not; equal scores count a half."""
    worst = float("-inf")
    wins, passed, total = 0.0, 0, 0
    place = 0
    while place < len(order):
        value, end = scores.get(order[place], worst), place
        while end < len(order) and scores.get(order[end], worst) == value:
            end += 1
        came = sum(key in back for key in order[place:end])
        stayed = end - place - came
        wins += total * stayed + came * stayed / 2
        total, passed, place = total + came, passed + stayed, end
    return wins / (total * passed)


def resamples(count: int, seed: int) -> list[list[int]]:
    """Which of ``count`` units each bootstrap sample takes; the same for every rule, so that rules pair up."""
    lots = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    return [lots.choices(range(count), k=count) for _ in range(RESAMPLES)]


def estimate(values: Sequence[float], samples: Sequence[Sequence[int]]) -> Estimate:
    """The mean of ``values`` with its percentile interval (Efron 1979)."""
    count = len(values)
    means = sorted(sum(map(values.__getitem__, sample)) / count for sample in samples)
    edge = int(len(means) * 0.025)
    return Estimate(value=sum(values) / count, low=means[edge], high=means[-edge - 1])
