"""A calendar without attendees is a log all the same: a title with one person's name is a meeting.

Full names count by themselves, nicknames once the user has said whose they are; what several people bear is a
question for the user.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from ..model import Channel, Entry, EntryStatus, Handle, HandleKind, Interaction, Person, SourceRef
from .evidence import Planned, has_ended, is_ours, key

SURE = 0.6
"""How sure it is that a title with somebody's name was a meeting with them."""
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_LONGEST = 4
_CHOICES = 5
"""A first name that more people bear than this is no question worth asking."""
_NO_NAMES = frozenset(
    "april august may june march summer autumn spring mark will bill art grace hope joy rose dawn page "
    "mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday".split()
)
"""Words of calendars and of every day that are given names too: never asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """A name in titles that may mean several people, or one by a first name only."""

    name: str
    people: tuple[str, ...]
    entries: tuple[Entry, ...]
    """The entries that hold it, the latest first."""


@dataclass(slots=True)
class Read:
    """What titles say."""

    held: list[Interaction] = field(default_factory=list)
    booked: list[Planned] = field(default_factory=list)
    unnamed: list[Entry] = field(default_factory=list)
    """Entries of one's own whose title names nobody for certain."""


def read(
    entries: Iterable[Entry],
    names: Mapping[str, Sequence[str]],
    said: Mapping[str, str],
    *,
    now: datetime,
    zone: tzinfo,
) -> Read:
    """Entries without attendees whose title holds exactly one person's full name: meetings held and booked.

    ``names`` maps folded full names of two or more words to person ids; ``said`` maps names to the person that
    the user means by them, or to ``""`` for nobody. A whole day that comes back is no meeting, and no time of
    the day that comes back once a year: a birthday.
    """
    entries, result = list(entries), Read()
    yearly = _yearly(entries)
    for entry in entries:
        if entry.attendees or entry.organizer or is_ours(entry) or entry.status is EntryStatus.CANCELLED:
            continue
        if entry.recurrence_id and (entry.start.time is None or (entry.calendar, entry.uid) in yearly):
            continue
        found = _named(entry.title, names, said)
        people = {said[name] if name in said else "|".join(names[name]) for name in found} - {""}
        if len(people) != 1 or "|" in next(iter(people)):
            if not found or people:
                result.unnamed.append(entry)
            continue
        who = Handle(kind=HandleKind.NAME, value=next(name for name in found if said.get(name, "-")))
        if has_ended(entry, now, zone):
            result.held.append(_meeting(entry, who, zone))
        else:
            result.booked.append(Planned(who=who, day=entry.start.day, calendar=entry.calendar))
    return result


def unclear(
    entries: Iterable[Entry],
    people: Iterable[Person],
    names: Mapping[str, Sequence[str]],
    said: Mapping[str, str],
) -> tuple[Unclear, ...]:
    """The names in these titles that are a question, those in most entries first.

    Either a full name that several people bear, or a nickname or given name of at most five people.
    """
    first = _first_names(people)
    found: dict[str, list[Entry]] = defaultdict(list)
    whose: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        full = [name for name in _named(entry.title, names, said) if name not in said]
        shared = {name: tuple(names[name]) for name in full if len(names[name]) > 1}
        whose |= shared
        for name in shared if full else _asked(entry.title, first, said):
            whose.setdefault(name, first.get(name, ()))
            found[name].append(entry)
    questions = [
        Unclear(
            name=name,
            people=whose[name],
            entries=tuple(sorted(held, key=lambda entry: (entry.start.day, entry.uid), reverse=True)),
        )
        for name, held in found.items()
    ]
    return tuple(sorted(questions, key=lambda one: (-len(one.entries), one.name)))


def _yearly(entries: Iterable[Entry]) -> frozenset[tuple[str, str]]:
    """Calendar and uid of the series that come back on one day of the year, as far as they are known."""
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for entry in entries:
        if entry.recurrence_id:
            days[entry.calendar, entry.uid].append(entry.start.day)
    return frozenset(
        series
        for series, known in days.items()
        if len(set(known)) > 1 and len({(day.month, day.day) for day in known}) == 1
    )


def _meeting(entry: Entry, who: Handle, zone: tzinfo) -> Interaction:
    return Interaction(
        ref=SourceRef(source=entry.calendar, key=key(entry)),
        who=(who,),
        moment=entry.start.moment(zone),
        channel=Channel.MEET,
        sure=SURE,
    )


def _named(title: str, names: Mapping[str, Sequence[str]], said: Mapping[str, str]) -> list[str]:
    """The names in a title, the longest first; a part of a longer one is not told again."""
    words = _WORD.findall(title.casefold())
    found: list[str] = []
    for size in range(_LONGEST, 0, -1):
        for start in range(len(words) - size + 1):
            name = " ".join(words[start : start + size]).rstrip(".")
            known = name in said or (size > 1 and name in names)
            if known and not any(f" {name} " in f" {longer} " for longer in found):
                found.append(name)
    return found


def _asked(title: str, first: Mapping[str, Sequence[str]], said: Mapping[str, str]) -> list[str]:
    words = [word.rstrip(".") for word in _WORD.findall(title)]
    plain = (word.casefold() for word in words if word[:1].isupper())
    return [word for word in dict.fromkeys(plain) if word in first and word not in said]


def _first_names(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for person in people:
        for contact in person.contacts:
            given = contact.given or (contact.name.split()[0] if " " in contact.name.strip() else "")
            for name in (given, *contact.nicknames):
                word = name.strip().casefold()
                if len(word) > 2 and " " not in word and word not in _NO_NAMES:
                    found[word][person.id] = None
    return {name: tuple(sorted(bearers)) for name, bearers in found.items() if len(bearers) <= _CHOICES}
