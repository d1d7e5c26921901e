"""Whom an address, a number or a name means: what calendars and journals say goes to the people who hold it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from .. import phones
from ..model import Entry, Handle, HandleKind, Interaction, Person
from ..pipeline import evidence


class Canonical:
    """A journal's handle as identity spells it: phone numbers as E.164."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._seen: dict[Handle, Handle] = {}

    def __call__(self, handle: Handle) -> Handle:
        """The handle as people hold it."""
        if handle.kind is not HandleKind.PHONE:
            return handle
        found = self._seen.get(handle)
        if found is None:
            found = self._seen[handle] = phones.handle(handle.value, self._region)
        return found


def from_entries(
    entries: Sequence[Entry], *, me: frozenset[str], now: datetime, zone: tzinfo
) -> tuple[list[Interaction], list[evidence.Planned]]:
    """Meetings held and booked, by the addresses of who took part."""
    held = evidence.meetings(entries, me=me, now=now, zone=zone)
    return list(held), list(evidence.planned(entries, me=me, now=now, zone=zone))


def full_names(people: Mapping[str, Person]) -> dict[str, tuple[str, ...]]:
    """Who bears a full name of two or more words."""
    names: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for person in people.values():
        for handle in person.handles:
            if handle.kind is HandleKind.NAME and " " in handle.value:
                names[handle.value] = (*names[handle.value], person.id)
    return names


def with_meant(
    by_handle: Mapping[Handle, tuple[str, ...]], meant: Mapping[str, str]
) -> Mapping[Handle, tuple[str, ...]]:
    """Who holds a handle; where the user said whom a name means, that person alone."""
    if not meant:
        return by_handle
    said: dict[Handle, tuple[str, ...]] = {
        Handle(kind=HandleKind.NAME, value=name): (person,) for name, person in meant.items() if person
    }
    return {**by_handle, **said}


def planned(
    booked: Iterable[evidence.Planned],
    by_handle: Mapping[Handle, tuple[str, ...]],
    canonical: Canonical,
) -> dict[str, evidence.Planned]:
    """The next meeting that is booked with each person."""
    found: dict[str, evidence.Planned] = {}
    for plan in booked:
        for person in by_handle.get(canonical(plan.who), ()):
            if person not in found or plan.day < found[person].day:
                found[person] = plan
    return found
