"""Packing places as many as can be, and the more important first."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_core.pipeline.packing import packed


def brute(rooms, lengths):
    """The largest number of guests, by trying everything."""
    options = [[None, *((r, b) for r, room in enumerate(rooms) for b in room[g])] for g in range(len(lengths))]
    best = 0
    for choice in itertools.product(*options):
        stays = [(r, b, b + lengths[g]) for g, c in enumerate(choice) if c for r, b in [c]]
        if all(x[0] != y[0] or x[2] <= y[1] or y[2] <= x[1] for x, y in itertools.combinations(stays, 2)):
            best = max(best, len(stays))
    return best


small = st.frozensets(st.sampled_from(range(0, 40, 5)), max_size=3)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(small, small, small), min_size=1, max_size=3),
    st.tuples(*[st.sampled_from((10, 15, 20))] * 3),
)
def test_packing_places_as_many_as_can_be(rooms, lengths):
    # rooms are days of their own: shift each by a day
    rooms = [[frozenset(b + 1440 * r for b in begins) for begins in room] for r, room in enumerate(rooms)]
    found = packed(rooms, lengths)
    assert len(found) == brute(rooms, lengths)
    assert all(any(begin in room[guest] for room in rooms) for guest, begin in found.items())
    stays = sorted((begin, begin + lengths[guest]) for guest, begin in found.items())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(stays))


def test_packing_prefers_the_more_important():
    only = frozenset({0})
    assert packed([[only, only]], [15, 15]) == {0: 0}
