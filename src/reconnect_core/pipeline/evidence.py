"""Calendar entries, journals and answers become contact-days and gifts of persons.

Only what has ended counts. Future, cancelled and declined entries, crowds, lists and our own reminders
never do.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from ..folding import CROWD, ContactTally
from ..model import (
    Channel,
    ContactDays,
    Direction,
    Entry,
    EntryStatus,
    Gift,
    Handle,
    HandleKind,
    Interaction,
    SourceRef,
)

SMALL_GROUP = 5
"""Up to this many others a meeting is direct contact; above, it counts half."""
NO_ONE = re.compile(
    r"^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|newsletter|notifications?|"
    r".*-(announce|request|bounces|owner|list))$"
)
OUR_UID = re.compile(r"^reconnect[0-9a-v]{20,}$")
P = TypeVar("P", ContactDays, Gift)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A meeting that is already in the calendar: not now, they are planned."""

    who: Handle
    day: date
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Evidence by person id, and what could not be given to exactly one person."""

    contact: Mapping[str, tuple[ContactDays, ...]]
    gifts: Mapping[str, tuple[Gift, ...]]
    unclear: tuple[Handle, ...] = ()
    """Names in journals that several people bear: nobody's evidence until the user says whose."""


def is_ours(entry: Entry) -> bool:
    """True for a reminder of ours, or a copy the user made of one: it is never evidence of contact."""
    return bool(entry.marks) or bool(OUR_UID.match(entry.uid))


def is_no_one(address: str) -> bool:
    """True for an address that no human answers: no-reply senders, lists, bounces."""
    return bool(NO_ONE.match(address.lower().partition("@")[0]))


def meetings(
    entries: Iterable[Entry], *, me: frozenset[str], now: datetime, zone: tzinfo
) -> Iterator[Interaction]:
    """One Interaction for each entry that has ended and that the user and a few others took part in."""
    for entry in entries:
        others = _others(entry, me)
        if not others or not has_ended(entry, now, zone):
            continue
        sure = _sure(entry, me) * (1.0 if len(others) <= SMALL_GROUP else 0.5)
        if sure:
            yield Interaction(
                ref=SourceRef(source=entry.calendar, key=key(entry)),
                who=tuple(Handle(kind=HandleKind.EMAIL, value=address) for address in others),
                moment=entry.start.moment(zone),
                channel=Channel.MEET,
                direction=Direction.MUTUAL,
                group_size=len(others),
                sure=sure,
            )


def planned(entries: Iterable[Entry], *, me: frozenset[str], now: datetime, zone: tzinfo) -> Iterator[Planned]:
    """Everybody with whom a meeting is booked that has not ended yet."""
    for entry in entries:
        if not has_ended(entry, now, zone) and _sure(entry, me):
            day = entry.start.day
            for address in _others(entry, me):
                yield Planned(
                    who=Handle(kind=HandleKind.EMAIL, value=address), day=day, calendar=entry.calendar
                )


def fold(interactions: Iterable[Interaction], *, now: datetime, zone: tzinfo) -> list[ContactDays]:
    """Distinct contact-days by handle, certainty and source; bulk, crowds and the future left out."""
    tally = ContactTally(zone=zone, now=now)
    for one in interactions:
        tally.add(one)
    return list(tally.days())


def gather(
    contact: Iterable[ContactDays],
    gifts: Iterable[Gift],
    by_handle: Mapping[Handle, Sequence[str]],
    canonical: Callable[[Handle], Handle],
) -> Gathered:
    """Evidence given to the persons who hold its handle.

    A name that several people bear is nobody's; an address or line that a household shares counts half for
    each of them, since taking it away would make them falsely silent.
    """
    by_person: dict[str, list[ContactDays]] = defaultdict(list)
    gifts_by_person: dict[str, list[Gift]] = defaultdict(list)
    unclear: dict[Handle, None] = {}
    for who, packs in groupby(contact, key=attrgetter("who")):
        owners = by_handle.get(canonical(who), ())
        if len(owners) == 1:
            by_person[owners[0]] += packs
        elif owners and who.kind is HandleKind.NAME:
            unclear[who] = None
        elif owners:
            halved = [replace(days, sure=days.sure / 2) for days in packs]
            for owner in owners:
                by_person[owner] += halved
    for gift in gifts:
        owners = next((found for who in gift.who if (found := by_handle.get(canonical(who), ()))), ())
        if len(owners) == 1:
            gifts_by_person[owners[0]].append(gift)
        elif owners:
            unclear[gift.who[0]] = None
    return Gathered(
        contact={person: _in_place(found) for person, found in by_person.items()},
        gifts={person: _in_place(found) for person, found in gifts_by_person.items()},
        unclear=tuple(unclear),
    )


def _in_place(found: list[P]) -> tuple[P, ...]:
    """In an order that does not hang on that of the stores' records."""
    if len(found) > 1:
        found.sort(key=lambda one: (one.ref.source, one.ref.key))
    return tuple(found)


def key(entry: Entry) -> str:
    """The key of an entry as evidence: its uid, and which instance of a series it is."""
    return f"{entry.uid}/{entry.recurrence_id}" if entry.recurrence_id else entry.uid


def has_ended(entry: Entry, now: datetime, zone: tzinfo) -> bool:
    """True when nothing of the entry lies ahead; one without an end has ended when it began."""
    if entry.start.time is None:
        last = (
            entry.end.day - timedelta(days=1)
            if entry.end and entry.end.day > entry.start.day
            else entry.start.day
        )
        return last < now.astimezone(zone).date()
    return (entry.end or entry.start).moment(zone) <= now


def _others(entry: Entry, me: frozenset[str]) -> tuple[str, ...]:
    """The addresses of the other people who took part, or none when the entry cannot count."""
    if (
        is_ours(entry)
        or entry.status is EntryStatus.CANCELLED
        or entry.method in ("cancel", "reply", "counter")
    ):
        return ()
    found: dict[str, None] = {}
    if entry.organizer and entry.organizer.cutype == "individual":
        found[entry.organizer.email.lower()] = None
    for attendee in entry.attendees:
        address = attendee.email.lower()
        if attendee.cutype in ("individual", "unknown"):
            if attendee.partstat == "declined":
                found.pop(address, None)
            else:
                found[address] = None
    others = tuple(address for address in found if address and address not in me and not is_no_one(address))
    return () if len(others) > CROWD else others


def _sure(entry: Entry, me: frozenset[str]) -> float:
    """How sure it is that the user took part: not at all when they declined, half when it was tentative."""
    mine = [attendee.partstat for attendee in entry.attendees if attendee.email.lower() in me]
    if entry.organizer and entry.organizer.email.lower() in me and "declined" not in mine:
        return 1.0
    if "declined" in mine:
        return 0.0
    if entry.status is EntryStatus.TENTATIVE or any(state in ("tentative", "needs-action") for state in mine):
        return 0.5
    return 0.5 if entry.start.time is None else 1.0
