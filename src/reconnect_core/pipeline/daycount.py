"""Distinct days and long gaps of a history of moments, counted without a Python step for each moment.

The moments are packed into one integer with a lane of 64 bits for each, so that one operation works on all
of them. docs/decisions/003-counting-days-in-lanes.md has the measurements and the arithmetic.
"""

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat

DAY = 86_400
_LOW, _HIGH = 2.0**30, 2.0**31
"""2004-01-10 to 2038-01-19: doubles in between share one exponent, so that their bits are whole seconds."""
_CHUNK, _STEP = 1024, 32
_MASK = (1 << 64) - 1
_INVERSE = -(-(2**36) // 675)
"""A day is 675 times 128 seconds; this times a 24-bit count of 128 seconds, shifted by 36, is days, exactly."""


def tally(moments: Sequence[float], long_days: int) -> tuple[int, int] | None:
    """How many UTC days the moments fall on, and how many gaps of at least ``long_days`` lie between these.

    ``moments`` are unix seconds. None when this way of counting does not do: they are not in rising order,
    or one of them is before 2004-01-10 13:37:04 or after 2038-01-19 03:14:07 UTC.
    """
    if not (moments[0] >= _LOW and moments[-1] < _HIGH):
        return None
    new = long = 0
    for start in range(0, max(1, len(moments) - 1), _CHUNK - 1):
        found = _tally_chunk(moments[start : start + _CHUNK], long_days)
        if found is None:
            return None
        new, long = new + found[0], long + found[1]
    return new + 1, long


def ordinals(moments: Sequence[float]) -> list[int]:
    """The distinct UTC days as days since 1970-01-01, in rising order."""
    return sorted({int(moment // DAY) for moment in moments})


def _tally_chunk(moments: Sequence[float], long_days: int) -> tuple[int, int] | None:
    count = len(moments)
    size = -(-count // _STEP) * _STEP
    one, top, seconds, offset, days = _constants(size)
    packed = struct.pack(f"<{size}d", *moments, *repeat(moments[-1], size - count))
    bits = int.from_bytes(packed, "little")
    if bits & top or (((bits >> 64) + top - bits) & top).bit_count() != size - 1:
        return None
    day = ((((bits >> 29) & seconds) * _INVERSE + offset) >> 36) & days
    steps = (day >> 64) + top - day
    new = ((steps - one) & top).bit_count()
    return new, ((steps - _each(size, long_days)) & top).bit_count() if new else 0


@cache
def _constants(size: int) -> tuple[int, int, int, int, int]:
    """In every lane: 1; the top bit; a mask for 128-second counts; their leading bit; a mask for days."""
    one = ((1 << 64 * size) - 1) // _MASK
    return one, one << 63, one * 0x7FFFFF, one * ((1 << 23) * _INVERSE), one * 0xFFFFFFF


@lru_cache(maxsize=64)
def _each(size: int, value: int) -> int:
    return _constants(size)[0] * value
