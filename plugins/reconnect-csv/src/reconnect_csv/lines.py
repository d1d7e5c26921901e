"""One line of a log taken apart: who, when, by which channel, and what it brought."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from reconnect_core import Channel, Direction, Gift, GiftKind, Handle, Interaction, SourceRef

from . import lexicon, persons
from .cells import clean, says_yes
from .durations import seconds_of
from .moments import Moments

CROWD = 8
"""With more people than this it was no contact with any one of them."""

_SIZE = re.compile(
    r"(?:[~≈<>]|ca\.?|about)?\s*(\d{1,4})(?:[.,]\d+)?(?:\s*[-–]\s*(\d{1,4}))?\s*\+?(?:\s+[^\W\d]+)?"
)
NOBODY = "it names nobody"

_OWN = ("email", "phone", "name")
_KEYED = (
    "when",
    "time",
    "who",
    *_OWN,
    "channel",
    "direction",
    "minutes",
    "seconds",
    "note",
    "gift",
    "group",
    "glad",
)
_KEYED_TOO = (
    "call",
    "duration",
    "duration_seconds",
    "outcome",
    "cancelled",
    "absent",
    "done",
    "family",
    "mine",
    "theirs",
    "hours",
)
"""Fields that not every log has: they are in the key of a line where they say something."""
_WAYS = (("mine", "out", "in"), ("theirs", "in", "out"))
"""Fields that are answered by yes or no, and what that says."""
_CODES = {"1": Direction.IN, "2": Direction.OUT}
_MISSED_CODES = frozenset({"3", "5", "6"})
"""A phone's numbers for the kinds of calls, as Android counts them; a router's 2 and 3 are the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the cells beside who and when say; ``contact`` is False for a missed call or a mere gift."""

    contact: bool
    channel: Channel | None = None
    direction: Direction = Direction.MUTUAL
    gifts: tuple[GiftKind, ...] = ()
    group: int = 1
    minutes: int | None = None
    note: str = ""
    glad: bool = False
    problem: str = ""

    @property
    def plain(self) -> bool:
        """True when nothing but channel and direction would be lost in a count of days."""
        return (
            self.contact and self.group <= CROWD and not (self.gifts or self.note or self.glad or self.problem)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A line that says nothing usable, and why."""

    reason: str
    row: Sequence[str] = ()
    """What it says, where it could be taken apart but tells no moment or nobody."""


@dataclass(slots=True)
class Lines:
    """Rows of one log to interactions and gifts, by the columns that its header names."""

    WHO: ClassVar[tuple[str, ...]] = ("who", "name", "family", "email", "phone")
    """Fields on which it hangs who a row is about."""

    source: str
    at: Mapping[str, int]
    """Field to column."""
    moments: Moments
    hours: bool = False
    """A duration of two parts is hours and minutes, as routers write it."""
    seconds: bool = False
    """A duration that is a mere number counts seconds."""
    router: bool = False
    """Kinds of calls are numbers as routers use them."""
    listed: bool = False
    """The column for who lists people."""
    given_out: Counter[str] = field(default_factory=Counter)

    def read(self, row: Sequence[str]) -> Iterator[Interaction | Gift | Bad]:
        """What one row tells; the future tells nothing yet."""
        when = self.when(row)
        found = self.moments.read(when)
        people = self.people(row)
        if found is None and (not self._took_place(row) or ("last" in self.at and not when)):
            return
        if found is None:
            yield Bad(reason="its date cannot be read" if when else "it has no date", row=row)
        elif not people:
            yield Bad(reason=NOBODY, row=row)
        elif found[0] <= self.moments.now:
            told = self.told(row)
            yield from self.records(row, people, found[0], told, contact=told.contact)

    def records(
        self,
        row: Sequence[str],
        people: Sequence[tuple[Handle, ...]],
        moment: datetime,
        told: Told,
        *,
        contact: bool,
    ) -> Iterator[Interaction | Gift | Bad]:
        """What is wrong with a row, then of each person the interaction (if ``contact``) and each gift."""
        if told.problem:
            yield Bad(reason=told.problem)
        if not (contact or told.gifts):
            return
        key = self._key(row)
        for number, who in enumerate(people):
            own = f"{key}.{number}" if number else key
            if contact:
                yield Interaction(
                    ref=SourceRef(source=self.source, key=own),
                    who=who,
                    moment=moment,
                    channel=told.channel,
                    direction=told.direction,
                    minutes=told.minutes,
                    group_size=max(told.group, len(people)),
                    note=told.note,
                    glad=told.glad,
                )
            for kind in told.gifts:
                yield Gift(
                    ref=SourceRef(source=self.source, key=f"{own}.{kind}"),
                    who=who,
                    kind=kind,
                    day=moment.astimezone(self.moments.zone).date(),
                    note=told.note,
                )

    def when(self, row: Sequence[str]) -> str:
        """The text of the moment: one cell, or a day and a time."""
        time = self._cell(row, "time")
        return f"{self._cell(row, 'when')} {time}" if time else self._cell(row, "when")

    def people(self, row: Sequence[str]) -> list[tuple[Handle, ...]]:
        """Who the row is about; one person where several columns tell: a name, an e-mail address, a number."""
        several = persons.people(self._cell(row, "who") or self._told_alone(row), listed=self.listed)
        cells = [self._cell(row, name) for name in _OWN if name in self.at]
        if "family" in self.at:
            cells[-1] = f"{cells[-1]} {self._cell(row, 'family')}".strip()
        own = persons.one_person(cells)
        if len(several) > 1 or not own:
            return several
        return [tuple(dict.fromkeys((*own, *(several[0] if several else ()))))]

    def _told_alone(self, row: Sequence[str]) -> str:
        """A name or an address where nothing beside it says that it is one person's."""
        told = [name for name in (*_OWN, "family") if self._cell(row, name)]
        return self._cell(row, told[0]) if told in (["name"], ["email"]) else ""

    def told(self, row: Sequence[str]) -> Told:
        """What the other cells say."""
        way, sense = self._words(row)
        channel = lexicon.channel(way) or (lexicon.channel(sense) if not way else None)
        direction = self._direction(row)
        gifts = lexicon.gifts(self._cell(row, "gift"))
        took_place = direction is not False and self._took_place(row)
        return Told(
            contact=took_place and bool(way or sense or not gifts),
            channel=channel or (Channel.PHONE if self._cell(row, "call") else None),
            direction=direction or Direction.MUTUAL,
            gifts=gifts or (),
            group=_size(self._cell(row, "group")),
            minutes=self._minutes(row),
            note=self._cell(row, "note"),
            glad=says_yes(self._cell(row, "glad")),
            problem="" if gifts is not None else "its gift is no word for one",
        )

    def _words(self, row: Sequence[str]) -> tuple[str, str]:
        """What is said of the channel, and of the direction, for want of that by the kind of the call or a yes or no."""
        sense = self._cell(row, "direction") or self._cell(row, "call")
        for name, yes, no in _WAYS:
            if not sense and (cell := self._cell(row, name)):
                sense = yes if says_yes(cell) else no
        return self._cell(row, "channel"), sense

    def _direction(self, row: Sequence[str]) -> Direction | Literal[False] | None:
        """What the words or the numbers for it say; a call that took no time was none, whichever way it went."""
        way, sense = self._words(row)
        said = lexicon.direction(sense) if sense else lexicon.direction_of_channel(way)
        if said is False or not ("call" in self.at or "phone" in self.at):
            return said
        code = sense or way
        lasted = self._seconds(row)
        if self.router and code == "2":
            return False  # Nobody took it, though a machine may have.
        if lasted == 0 and lexicon.channel(way or sense) in (None, Channel.PHONE):
            return False
        if said is not None:
            return said
        if lasted is None and code in _MISSED_CODES:
            return False
        return _CODES.get("2" if lasted and code in ("3", "4" if self.router else "3") else code)

    def _took_place(self, row: Sequence[str]) -> bool:
        """False when a column of its own says that nothing came of it: no answer, cancelled, not done."""
        cells = {name: self._cell(row, name) for name in ("call", "outcome", "cancelled", "absent", "done")}
        done = cells["done"]
        return (
            all(lexicon.direction(cells[name]) is not False for name in ("call", "outcome", "done"))
            and not any(lexicon.is_unheld(cells[name]) for name in ("outcome", "done"))
            and not (says_yes(cells["cancelled"]) or says_yes(cells["absent"]))
            and (not done or says_yes(done))
        )

    def _seconds(self, row: Sequence[str]) -> int | None:
        """How long it lasted by a column that a phone or a program filled; None where there is none."""
        told = self._cell(row, "duration_seconds")
        if told:
            return seconds_of(told, 1)
        counted = self.seconds or self.moments.is_count(self.when(row))
        return seconds_of(self._cell(row, "duration"), 1 if counted else 60, hours=self.hours)

    def _minutes(self, row: Sequence[str]) -> int | None:
        seconds = _whole(self._cell(row, "seconds"))
        if seconds is None:
            seconds = self._seconds(row)
        if seconds is not None:
            return round(seconds / 60)
        hours = seconds_of(self._cell(row, "hours"), 3600, hours=True)
        minutes = self._minutes_alone(row)
        return minutes if hours is None else hours // 60 + (minutes or 0)

    def _minutes_alone(self, row: Sequence[str]) -> int | None:
        parts = self._cell(row, "minutes").split(":")
        if len(parts) in (2, 3) and all(map(str.isdecimal, parts)):
            hours, minutes, *_ = map(int, parts)
            return hours * 60 + minutes if len(parts) == 3 else hours
        return _whole(parts[0]) if len(parts) == 1 else None

    def _cell(self, row: Sequence[str], name: str) -> str:
        index = self.at.get(name, -1)
        return clean(row[index]) if 0 <= index < len(row) else ""

    def _key(self, row: Sequence[str]) -> str:
        """The same for the same line wherever it stands, and of no other line."""
        told = "\x1f".join(self._cell(row, name) for name in _KEYED)
        told += "".join(f"\x1e{cell}" for name in _KEYED_TOO if (cell := self._cell(row, name)))
        digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
        self.given_out[digest] += 1
        return digest if self.given_out[digest] == 1 else f"{digest}-{self.given_out[digest]}"


def _size(text: str) -> int:
    """How many were there, the more of ``5-6``; 1 where none is told."""
    found = _SIZE.fullmatch(text) if len(text) < 40 else None
    return max(1, *(int(one) for one in found.groups() if one)) if found else 1


def _whole(text: str) -> int | None:
    """The whole number at the beginning of a text such as ``12.5 min``; None when there is none."""
    digits = text.partition(" ")[0].replace(",", ".").partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 7 else None
