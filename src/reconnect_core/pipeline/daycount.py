"""Distinct days and long gaps of a history of moments, counted without a Python step for each moment.

The moments are packed into one integer with a lane of 64 bits for each, so that one operation works on all
of them. docs/decisions/003-counting-days-in-lanes.md has the measurements and the arithmetic.
"""

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat

DAY = 86_400
_CHUNK, _STEP = 1024, 8
_ONE_LANE = (1 << 64) - 1
_EXPONENT = 0x41D << 52
"""Sign and exponent of every double from 2**30 to 2**31: there its bits are a count of seconds and parts."""
_INVERSE = -(-(2**36) // 675)
"""A day is 675 times 128 seconds; this times a 24-bit count of 128 seconds, shifted by 36, is days, exactly."""


def tally(moments: Sequence[float], long_days: int) -> tuple[int, int] | None:
    """How many UTC days the moments fall on, and how many gaps of at least ``long_days`` lie between these.

    ``moments`` are unix seconds. None when this way of counting does not do: their days are not in rising
    order, or one is not between 2004-01-10 13:37:04 and 2038-01-19 03:14:08 UTC.
    """
    if len(moments) <= _CHUNK:
        return _tally(moments, long_days)
    days, long = 1, 0
    for start in range(0, len(moments) - 1, _CHUNK - 1):
        found = _tally(moments[start : start + _CHUNK], long_days)
        if found is None:
            return None
        days, long = days + found[0] - 1, long + found[1]
    return days, long


def ordinals(moments: Sequence[float]) -> list[int]:
    """The distinct UTC days as days since 1970-01-01, in rising order."""
    return sorted({int(moment // DAY) for moment in moments})


def _tally(moments: Sequence[float], long_days: int) -> tuple[int, int] | None:
    count = len(moments)
    size = -(-count // _STEP) * _STEP
    lanes = _lanes(size)
    top = lanes.top
    bits = int.from_bytes(lanes.pack(*moments, *repeat(moments[-1], size - count)), "little")
    if bits & lanes.exponent_mask != lanes.exponent:
        return None
    day = ((((bits >> 29) & lanes.count_mask) * _INVERSE) >> 36) & lanes.day_mask
    steps = (day >> 64) + top - day
    if steps & top != lanes.rising:
        return None
    new = (steps - lanes.one) & top
    long = (steps - _each(size, long_days)) & top
    return new.bit_count() + 1, long.bit_count()


class _Lanes:
    """The same small number in each of ``size`` lanes, for every number that counting needs."""

    def __init__(self, size: int) -> None:
        self.pack = struct.Struct(f"<{size}d").pack
        self.one = one = ((1 << 64 * size) - 1) // _ONE_LANE
        self.top = one << 63
        self.rising = self.top >> 64
        self.exponent = one * _EXPONENT
        self.exponent_mask = one * (0xFFF << 52)
        self.count_mask = one * 0xFFFFFF
        """23 bits of the mantissa and, where its leading 1 is left out, the 1 at the end of the exponent."""
        self.day_mask = one * 0xFFFFFFF


_lanes = cache(_Lanes)


@lru_cache(maxsize=64)
def _each(size: int, value: int) -> int:
    return _lanes(size).one * value
