"""What none of a garden's calendars can see: the plan says so, and trusts its scores less."""

from collections.abc import Mapping, Sequence

from ..model import Fault
from ..plugins import fault, within
from ..stores import Calendar, Store

MEETINGS = "meetings"
SLOTS = "slots"
LESS = {"good": "fair", "fair": "low", "low": "low"}
"""A score's confidence where meetings are not seen."""


def blind_spots(
    stores: Sequence[tuple[str, Store]], deadline_seconds: float
) -> tuple[Mapping[str, str], list[Fault]]:
    """Why nobody sees meetings or slots, for each that every calendar is blind to; and what failed here."""
    said: list[Mapping[str, str]] = []
    faults: list[Fault] = []
    for _, store in stores:
        if isinstance(store, Calendar):
            try:
                said.append(within(deadline_seconds, lambda store=store: dict(store.blind())))  # type: ignore[misc]
            except Exception as error:
                said.append({})
                faults.append(fault(store.name, "telling what it cannot see", error))
    spots = {sight: said[0][sight] for sight in (MEETINGS, SLOTS) if said and all(sight in one for one in said)}
    return spots, faults
