"""A long log folded to days of contact: a million lines in about the time it takes to split them.

A line's day, its person and its tail (all that follows) repeat a thousandfold: each is understood once and looked
up ever after. What is kept of a line is one integer in the array of its person: the pair of channel and direction
above, the day below. Arrays are sorted and made distinct at the end, and now and then on the way.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice
from operator import methodcaller

from reconnect_core import Channel, ContactDays, Direction, Gift, Handle, Interaction, SourceRef, pack_days

from .lines import CROWD, Bad, Lines, Told
from .records import Damaged, records, split

Found = tuple[int, Interaction | Gift | Bad]

_CELL = "\x1f"
_BITS = 22
_PAIRS = tuple((channel, direction) for channel in (None, *Channel) for direction in Direction)
_CODE = {pair: number << _BITS for number, pair in enumerate(_PAIRS)}
_REMEMBERED = 50_000
_BATCH = 1 << 20
_LONG = 4096
_MINUTES = frozenset(f":{minute:02d}" for minute in range(60))
_SECONDS = frozenset(f"{minute}:{second:02d}" for minute in _MINUTES for second in range(60))


@dataclass(slots=True)
class Tally:
    """Counts the lines of one log: exhaust ``split_lines`` or ``rows``, then take ``days``."""

    lines: Lines
    delimiter: str
    width: int
    clock_ends: int = 0
    """16 or 19 where moments are ISO 8601 to the minute or second: they are then looked up by their hour."""
    first_to_come: datetime | None = None
    """The first moment that was left out because it lies in the future."""
    _days: dict[str, int] = field(default_factory=dict)
    _tails: dict[str, int] = field(default_factory=dict)
    _add: dict[str, Callable[[int], None]] = field(default_factory=dict)
    _kept: dict[tuple[Handle, ...], "array[int]"] = field(default_factory=dict)

    def split_lines(self, text: Iterator[str], number: int) -> Iterator[Found]:
        """Take in lines whose first two columns are when and who; ``number`` lines went before.

        Yields with its line number what is more than a day of contact: gifts, notes, what cannot be read.
        """
        pieces = enumerate(map(methodcaller("split", self.delimiter, 2), text), number + 1)
        count = self._by_hour if self.clock_ends else self._by_day
        while first := next(pieces, None):
            yield from count(chain((first,), islice(pieces, _BATCH)), text)
            self._shorten()

    def rows(self, text: Iterable[str], number: int) -> Iterator[Found]:
        """The same for columns in any order and quoted cells, more slowly."""
        add, tails, days = self._add, self._tails, self._days
        others = sorted(index for name, index in self.lines.at.items() if name not in _ELSEWHERE)
        for line, row in records(text, self.delimiter, self.width, number):
            if isinstance(row, Damaged):
                yield line, Bad(reason=row.reason)
                continue
            cells = [row[index] if index < len(row) else "" for index in others]
            keys = self.lines.when(row), self._who(row), _CELL.join(("", *cells))
            try:
                add[keys[1]](days[self._mark(keys[0])] | tails[keys[2]])
            except KeyError:
                for found in self._learn(*keys, row):
                    yield line, found

    def days(self) -> Iterator[ContactDays]:
        """The distinct days of each handle, channel and direction, in an order that the lines' order leaves alone."""
        by_handle: dict[Handle, list[array[int]]] = defaultdict(list)
        for who, kept in self._kept.items():
            for handle in who:
                by_handle[handle].append(kept)
        for handle in sorted(by_handle, key=lambda one: (one.kind, one.value)):
            digest = hashlib.blake2b(f"{handle.kind}:{handle.value}".encode(), digest_size=10).hexdigest()
            for (channel, direction), days in _unpacked(sorted(set(chain.from_iterable(by_handle[handle])))):
                yield ContactDays(
                    ref=SourceRef(source=self.lines.source, key=f"{digest}.{channel or 'any'}.{direction}"),
                    who=handle,
                    days=pack_days(days),
                    channel=channel,
                    direction=direction,
                )

    def _by_day(self, pieces: Iterable[tuple[int, list[str]]], text: Iterator[str]) -> Iterator[Found]:
        add, days, tails = self._add, self._days, self._tails
        for number, piece in pieces:
            try:
                when, who, tail = piece
                add[who](days[when] | tails[tail])
            except (KeyError, ValueError):
                yield from self._line(piece, number, text)

    def _by_hour(self, pieces: Iterable[tuple[int, list[str]]], text: Iterator[str]) -> Iterator[Found]:
        add, days, tails = self._add, self._days, self._tails
        end = self.clock_ends
        clock = _SECONDS if end == 19 else _MINUTES
        for number, piece in pieces:
            try:
                when, who, tail = piece
                if when[13:end] in clock:
                    when = when[:13] + when[end:]
                add[who](days[when] | tails[tail])
            except (KeyError, ValueError):
                yield from self._line(piece, number, text)

    def _line(self, piece: list[str], number: int, text: Iterator[str]) -> Iterator[Found]:
        """A line of which something is new; one that a quote carries on takes all lines after it along."""
        line = self.delimiter.join(piece)
        if line.count('"') % 2:
            yield from self.rows(chain((line,), text), number - 1)
            return
        row = split(line, self.delimiter) if '"' in line else line.rstrip("\r\n").split(self.delimiter)
        if not line.strip():
            return
        tail = piece[2] if len(piece) == 3 and '"' not in line else ""
        for found in self._learn(self.lines.when(row), piece[1] if tail else self._who(row), tail, row):
            yield number, found

    def _learn(self, when: str, who: str, tail: str, row: Sequence[str]) -> Iterator[Interaction | Gift | Bad]:
        """Understand one row: count it, remember what will come again, yield what is more than a day."""
        lines = self.lines
        found = lines.moments.read(when)
        people = lines.people(row)
        if found is None or not people:
            yield from lines.read(row)
            return
        moment, only_day = found
        if moment > lines.moments.now:
            self.first_to_come = min(moment, self.first_to_come or moment)
            return
        self._remember_day(when, moment, only_day)
        for one in people:
            if one not in self._kept:
                self._kept[one] = array("i")
        if len(people) == 1:
            self._add[who] = self._kept[people[0]].append
        told = lines.told(row)
        if told.contact and told.group <= CROWD:
            self._count(told, people, lines.moments.day(moment), tail)
        if not told.plain:
            for record in lines.records(row, people, moment):
                if not isinstance(record, Interaction) or record.note or record.glad:
                    yield record

    def _count(self, told: Told, people: Sequence[tuple[Handle, ...]], day: int, tail: str) -> None:
        code = _CODE[told.channel, told.direction]
        for one in people:
            self._kept[one].append(code | day)
        if told.plain and tail:
            if len(self._tails) > _REMEMBERED:
                self._tails.clear()
            self._tails[tail] = code

    def _remember_day(self, when: str, moment: datetime, only_day: bool) -> None:
        """Look this day up next time; of a moment its hour, when that lies in one day and is over."""
        moments = self.lines.moments
        mark = self._mark(when)
        if len(self._days) > _REMEMBERED:
            self._days.clear()
        if only_day:
            self._days[when] = moments.day(moment)
        elif mark != when:
            begin = moment.replace(minute=0, second=0) if not moment.minute % 60 else moment
            hour = moments.read(f"{mark[:13]}:00{mark[13:]}")
            begin = hour[0] if hour else begin
            last = begin + timedelta(minutes=59, seconds=59)
            if hour and last <= moments.now and moments.day(begin) == moments.day(last):
                self._days[mark] = moments.day(begin)

    def _mark(self, when: str) -> str:
        """What moments of one hour and offset have in common; the text itself where that is not plain."""
        end = self.clock_ends
        if end and when[13:end] in (_SECONDS if end == 19 else _MINUTES):
            return when[:13] + when[end:]
        return when

    def _who(self, row: Sequence[str]) -> str:
        at = self.lines.at
        cells = [row[at[name]] if name in at and at[name] < len(row) else "" for name in _WHO]
        return _CELL.join(cells) if any(cells[1:]) else cells[0]

    def _shorten(self) -> None:
        for kept in self._kept.values():
            if len(kept) > _LONG:
                kept[:] = array("i", sorted(set(kept)))


_WHO = ("who", "name", "email", "phone")
_ELSEWHERE = frozenset((*_WHO, "when", "time", "minutes", "seconds"))


def _unpacked(codes: Sequence[int]) -> Generator[tuple[tuple[Channel | None, Direction], list[int]]]:
    """Sorted codes as days by channel and direction."""
    low = 0
    while low < len(codes):
        number = codes[low] >> _BITS
        base = number << _BITS
        high = bisect_left(codes, base + (1 << _BITS), low)
        yield _PAIRS[number], [code - base for code in codes[low:high]]
        low = high
