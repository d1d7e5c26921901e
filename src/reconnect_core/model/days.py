"""Days of contact packed: what a journal of a million lines comes down to."""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import islice, product
from operator import lt, or_

from .evidence import Channel, Direction, SourceRef
from .people import Handle
from .value import value

_SHALLOW = tuple(product((None, Channel.EMAIL), Direction))
_DEEP = (*product((Channel.PHONE, Channel.NOTE), Direction), (Channel.MEET, Direction.MUTUAL))
WAY: Mapping[tuple[Channel | None, Direction], int] = {
    **{way: 1 << place for place, way in enumerate(_SHALLOW)},
    **{way: 256 << place for place, way in enumerate(_DEEP)},
    **{(Channel.MEET, direction): 256 << len(_DEEP) - 1 for direction in Direction},
}
"""One bit for each channel and direction: below 256 mail and unknown, then calls, letters and meetings.

A meeting has no direction.
"""
_LAST = date.max.toordinal()
_UNKNOWN = array("H", [WAY[None, Direction.MUTUAL]]).tobytes()
_HIGH = slice(1, None, 2) if sys.byteorder == "little" else slice(0, None, 2)
"""The bytes of ``ways`` that tell of calls, letters and meetings."""


def pack_days(days: Iterable[int]) -> bytes:
    """Distinct proleptic ordinals (``date.toordinal``) in rising order, as packed 32-bit integers."""
    return array("i", sorted(set(days))).tobytes()


def unpack_days(packed: bytes) -> "array[int]":
    """The ordinals that ``pack_days`` packed, in rising order."""
    days = array("i")
    days.frombytes(packed)
    return days


@value
class ContactDays:
    """The distinct days on which one handle was in direct contact: many interactions in compact form.

    A journal with a million lines yields one of these for each handle (and certainty) from ``changes`` instead
    of a million ``Interaction`` values (``ContactTally``). ``days`` is what ``pack_days`` makes; ``ways`` holds
    a packed 16-bit integer for each day, the sum of the ``WAY`` of everything on it, or nothing at all where
    neither channel nor direction are known. Only direct contact belongs here: one-to-one or a small group.
    """

    ref: SourceRef
    who: Handle
    days: bytes
    ways: bytes = b""
    sure: float = 1.0

    @classmethod
    def of(
        cls,
        *,
        ref: SourceRef,
        who: Handle,
        days: Iterable[int],
        channel: Channel | None = None,
        direction: Direction = Direction.MUTUAL,
        sure: float = 1.0,
    ) -> "ContactDays":
        """These ordinals, all by one channel and in one direction."""
        return cls.told(ref=ref, who=who, ways=dict.fromkeys(days, WAY[channel, direction]), sure=sure)

    @classmethod
    def told(cls, *, ref: SourceRef, who: Handle, ways: Mapping[int, int], sure: float = 1.0) -> "ContactDays":
        """The ordinals that are keys of ``ways``, each with the sum of the ``WAY`` of what happened on it."""
        days = sorted(ways)
        masks = array("H", [ways[day] for day in days])
        return cls(ref=ref, who=who, days=array("i", days).tobytes(), ways=masks.tobytes(), sure=sure)

    @property
    def unfit(self) -> str:
        """``days`` where they are no ordinals in rising order, ``ways`` where these are not as many."""
        if len(self.days) % 4:
            return "days"
        days = unpack_days(self.days)
        rising = all(map(lt, days, islice(days, 1, None)))
        if days and not (rising and days[0] >= 1 and days[-1] <= _LAST):
            return "days"
        return "" if len(self.ways) in (0, 2 * len(days)) else "ways"

    @property
    def count(self) -> int:
        """How many days there are."""
        return len(self.days) // 4

    @property
    def deep_count(self) -> int:
        """How many days had a call, a letter or a meeting."""
        return len(self.ways) // 2 - self.ways[_HIGH].count(0)

    def until(self, last: int) -> "ContactDays":
        """The same without the days after this ordinal."""
        end = bisect_right(unpack_days(self.days), last)
        return replace(self, days=self.days[: 4 * end], ways=self.ways[: 2 * end])

    def masks(self) -> "array[int]":
        """The sum of the ``WAY`` of each day, in the order of the days."""
        masks = array("H")
        masks.frombytes(self.ways or _UNKNOWN * self.count)
        return masks

    def by_way(self) -> dict[tuple[Channel | None, Direction], list[int]]:
        """The ordinals of the days of each channel and direction that there was."""
        masks = self.masks()
        days = unpack_days(self.days)
        seen = self.all_ways()
        return {
            way: [day for day, mask in zip(days, masks, strict=True) if mask & WAY[way]]
            for way in (*_SHALLOW, *_DEEP)
            if way in seen
        }

    def all_ways(self) -> frozenset[tuple[Channel | None, Direction]]:
        """Every channel and direction that there was on any day."""
        seen = reduce(or_, set(self.masks()), 0)
        return frozenset(way for way in (*_SHALLOW, *_DEEP) if WAY[way] & seen)
