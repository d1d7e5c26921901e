"""Contact-days become what is usual for one tie: its gaps, its silence, its comebacks."""

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from operator import sub

from ..model import Rhythm, unpack_days

LONG_SHARE = 0.9


def union(packs: Iterable[bytes]) -> "array[int]":
    """The distinct days of all packs (``ContactDays.days``) in rising order."""
    kept = [unpack_days(pack) for pack in packs if pack]
    if len(kept) == 1:
        return kept[0]
    return array("i", sorted(set().union(*kept)))


def first(pack: bytes) -> int:
    """The first day of a pack (``ContactDays.days``), or 0 for an empty one."""
    return int.from_bytes(pack[:4], sys.byteorder)


def last(pack: bytes) -> int:
    """The last day of a pack (``ContactDays.days``), or 0 for an empty one."""
    return int.from_bytes(pack[-4:], sys.byteorder)


def measure(days: Sequence[int], today: int, quiet_days: float) -> Rhythm:
    """The rhythm of one tie as of ``today``; later days are left out.

    ``days`` are distinct ordinals (``date.toordinal``) in rising order. Raises ValueError when none of them is
    today or earlier.
    """
    end = len(days) if days and days[-1] <= today else bisect_right(days, today)
    if not end:
        raise ValueError("no contact-day up to today")
    gaps = gaps_of(days[:end])
    return Rhythm(
        contact_days=end,
        first_day=date.fromordinal(days[0]),
        last_day=date.fromordinal(days[end - 1]),
        silence_days=today - days[end - 1],
        usual_gap_days=usual_gap(gaps),
        long_gap_days=long_gap(gaps),
        comebacks=len(gaps) - bisect_left(gaps, quiet_days),
    )


def gaps_of(days: Sequence[int]) -> list[int]:
    """The gaps between consecutive days, the shortest first."""
    return sorted(map(sub, days[1:], days))


def usual_gap(gaps: Sequence[int]) -> float:
    """The median of sorted gaps; 0 when there are none."""
    count = len(gaps)
    return (gaps[(count - 1) // 2] + gaps[count // 2]) / 2 if count else 0.0


def long_gap(gaps: Sequence[int]) -> float:
    """Nine tenths of sorted gaps are at most this long; 0 when there are none."""
    return float(gaps[int((len(gaps) - 1) * LONG_SHARE)]) if gaps else 0.0
