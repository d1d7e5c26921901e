"""Plain histories in, an order out: the walk's own formula for anybody who has moments and no garden."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from math import ceil
from operator import itemgetter
from typing import TypeVar

from . import daycount, rhythm, scoring
from .daycount import DAY

K = TypeVar("K", bound=Hashable)


def rank(
    histories: Mapping[K, Sequence[float]],
    now: float,
    *,
    quiet_days: float,
    worth: Mapping[K, float] | None = None,
    zone: tzinfo = UTC,
) -> list[tuple[K, float]]:
    """Every tie past the gate and ``ln days + ½ ln(1 + comebacks) - 2 ln silence + worth``, best first.

    ``histories`` are unix seconds of direct contact, in any order; what is after ``now`` is left out. The gate:
    silent for ``quiet_days`` and for longer than the tie's median gap, with contact on two days (on one, for
    somebody with worth). ``worth`` are points. Equal scores stand in the order of a hash.
    Raises ValueError when ``quiet_days`` is not above 0.
    """
    return _ranked(histories, now, quiet_days, worth or {}, zone, _warm)


def rank_dormant(
    histories: Mapping[K, Sequence[float]],
    now: float,
    *,
    quiet_days: float,
    worth: Mapping[K, float] | None = None,
    zone: tzinfo = UTC,
) -> list[tuple[K, float]]:
    """Every dormant tie with its score, best first: as ``rank``, but silence weighs an eighth of that.

    Dormant is who was in contact on five days, or has worth, and is silent for twice ``quiet_days`` and for
    longer than nine tenths of the tie's own gaps.
    """
    return _ranked(histories, now, quiet_days, worth or {}, zone, _dormant)


def tie_break(name: str, episode: str) -> str:
    """What decides between equal scores: fair, the same on every run, and free of the order of files."""
    return hashlib.sha256(f"{name}|{episode}".encode()).hexdigest()


@dataclass(slots=True)
class _Tie:
    """What the formula asks of one history."""

    days: int
    comebacks: int
    silence: float
    moments: Sequence[float]
    zone: tzinfo | None

    def outlasts(self, gap_of: Callable[[list[int]], float], at_most: int) -> bool:
        """Silent for longer than ``gap_of(gaps)``; as many as ``at_most`` gaps are at least that long."""
        if self.days < 2 or (self.moments[-1] - self.moments[0]) / DAY + 1 < self.silence * at_most:
            return True
        return self.silence > gap_of(_gaps(self.moments, self.zone))


def _warm(tie: _Tie, worth: float, quiet: float) -> float | None:
    """The warm lane's score, or None for who does not pass its gate."""
    if tie.days < 2 and worth <= 0:
        return None
    if not tie.outlasts(rhythm.usual_gap, tie.days // 2):
        return None
    return scoring.warmth(tie.days, tie.comebacks) + scoring.quiet(tie.silence) + worth


def _dormant(tie: _Tie, worth: float, quiet: float) -> float | None:
    """The dormant lane's score, or None for who is not dormant."""
    if not scoring.strong(tie.days, worth > 0) or tie.silence < scoring.DORMANT_FACTOR * quiet:
        return None
    gaps = tie.days - 1
    if not tie.outlasts(rhythm.long_gap, gaps - int((gaps - 1) * rhythm.LONG_SHARE)):
        return None
    return scoring.warmth(tie.days, tie.comebacks) + scoring.quiet(tie.silence, dormant=True) + worth


def _ranked(
    histories: Mapping[K, Sequence[float]],
    now: float,
    quiet: float,
    worth: Mapping[K, float],
    zone: tzinfo,
    lane: Callable[[_Tie, float, float], float | None],
) -> list[tuple[K, float]]:
    if not quiet > 0:
        raise ValueError("quiet_days must be above 0")
    utc = zone is UTC or str(zone) == "UTC"
    scores: dict[K, float] = {}
    for key, moments in histories.items():
        tie = _tie(moments, now, quiet, None if utc else zone) if len(moments) else None
        if tie is not None:
            score = lane(tie, worth.get(key, 0.0), quiet)
            if score is not None:
                scores[key] = score
    ranked = sorted(scores.items(), key=itemgetter(1), reverse=True)
    if len(set(scores.values())) == len(ranked):
        return ranked
    return list(_settled(ranked, lambda key: max(m for m in histories[key] if m <= now)))


def _settled(ranked: Iterable[tuple[K, float]], last: Callable[[K], float]) -> Iterator[tuple[K, float]]:
    """The same in the same order, and those of equal score in that of their hashes."""
    for _, group in groupby(ranked, key=itemgetter(1)):
        yield from sorted(group, key=lambda item: tie_break(str(item[0]), repr(float(last(item[0])))))


def _tie(moments: Sequence[float], now: float, quiet: float, zone: tzinfo | None) -> _Tie | None:
    """What is known of one history up to ``now``, or None while it is not silent for ``quiet`` days."""
    last = moments[-1]
    if last <= now and (now - last) / DAY < quiet:
        return None  # one contact this recent is enough, wherever the others stand
    long_days = ceil(quiet)
    counted = daycount.tally(moments, long_days) if zone is None and last <= now else None
    if counted is None:
        moments = sorted(moment for moment in moments if moment <= now)
        if not moments:
            return None
        gaps = _gaps(moments, zone)
        counted = len(gaps) + 1, sum(gap >= long_days for gap in gaps)
        last = moments[-1]
    else:
        last = _latest(moments, now)
    silence = (now - last) / DAY
    if silence < quiet:
        return None
    return _Tie(counted[0], counted[1], silence, moments, zone)


def _latest(moments: Sequence[float], now: float) -> float:
    """The last moment up to ``now`` of moments whose days are in order, though those of one day may not be."""
    last = moments[-1]
    start = last // DAY * DAY
    for moment in reversed(moments):
        if moment < start:
            break
        if last < moment <= now:
            last = moment
    return last


def _gaps(moments: Sequence[float], zone: tzinfo | None) -> list[int]:
    if zone is None:
        return rhythm.gaps_of(daycount.ordinals(moments))
    return rhythm.gaps_of(sorted({datetime.fromtimestamp(moment, zone).toordinal() for moment in moments}))
