"""Packing: many short stays into few rooms, back to back where that can be. Numbers in, numbers out.

A room is, for each guest, the minutes at which their stay may begin there; rooms do not overlap. Guests are
numbered by importance, and a set of them is the number with those bits.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

Room = Sequence[frozenset[int]]
Stay = tuple[int, int]
"""The minute at which it begins, and the guest."""
_Found = dict[int, tuple[bool, tuple[Stay, ...]]]
"""By set of guests: True where there are gaps between them, and their stays in order."""


def packed(rooms: Sequence[Room], lengths: Sequence[int], *, alone: bool = False) -> Mapping[int, int]:
    """When each guest's stay begins, by number; who finds no room is missing.

    No two stays overlap. As many guests as possible, and the more important rather than the less; in as few
    rooms as possible, without gaps rather than with, as early as possible. ``alone``: never two in one room.
    """
    best: dict[int, tuple[int, int, tuple[Stay, ...]]] = {0: (0, 0, ())}
    for room in rooms:
        guests = _one_each(room) if alone else _together(room, lengths)
        for there, (used, gaps, stays) in list(best.items()):
            for here, (gapped, more) in guests.items():
                if not there & here:
                    offer = (used + 1, gaps + gapped, stays + more)
                    best[there | here] = min(best.get(there | here, offer), offer)
    winners = max(best, key=lambda guests: (guests.bit_count(), -_lateness(guests)))
    return {guest: begin for begin, guest in best[winners][2]}


def _lateness(guests: int) -> int:
    return sum(guest for guest in range(guests.bit_length()) if guests >> guest & 1)


def _one_each(room: Room) -> _Found:
    return {1 << guest: (False, ((min(begins), guest),)) for guest, begins in enumerate(room) if begins}


def _together(room: Room, lengths: Sequence[int]) -> _Found:
    found = {guests: (True, stays) for guests, stays in _with_gaps(room, lengths).items()}
    return found | {guests: (False, stays) for guests, stays in _back_to_back(room, lengths).items()}


def _back_to_back(room: Room, lengths: Sequence[int]) -> dict[int, tuple[Stay, ...]]:
    """For every set of guests that fits without gaps the earliest stays, the more important first if it can."""
    everyone = (1 << len(room)) - 1
    found: dict[int, tuple[Stay, ...]] = {}
    for begin in sorted(frozenset().union(*room)):
        reached: dict[int, tuple[Stay, ...]] = {0: ()}
        for guests in range(everyone):
            if guests in reached:
                at = reached[guests][-1][0] + lengths[reached[guests][-1][1]] if guests else begin
                for guest, begins in enumerate(room):
                    if not guests >> guest & 1 and at in begins:
                        reached.setdefault(guests | 1 << guest, (*reached[guests], (at, guest)))
        found = reached | found
        if len(found) > everyone:
            break
    return {guests: stays for guests, stays in found.items() if guests}


def _with_gaps(room: Room, lengths: Sequence[int]) -> dict[int, tuple[Stay, ...]]:
    """For every set of guests that fits one after the other the stays that end first."""
    ordered = [sorted(begins) for begins in room]
    ends: dict[int, tuple[int, tuple[Stay, ...]]] = {0: (0, ())}
    for guests in range(1 << len(room)):
        if guests in ends:
            free_from, stays = ends[guests]
            for guest, begins in enumerate(ordered):
                place = bisect_left(begins, free_from)
                if not guests >> guest & 1 and place < len(begins):
                    offer = (begins[place] + lengths[guest], (*stays, (begins[place], guest)))
                    more = guests | 1 << guest
                    ends[more] = min(ends.get(more, offer), offer)
    return {guests: stays for guests, (_, stays) in ends.items() if guests}
