"""A long log folded to days of contact: a million lines in little more time than it takes to split them.

A line's day, its person and its tail (all that follows) repeat a thousandfold: each is understood once and looked
up ever after. What is kept of a line is one integer in the array of its person: the day above, the way (channel and
direction) below. Arrays are sorted and made distinct at the end, and now and then on the way.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, compress, islice
from operator import eq
from typing import BinaryIO

from reconnect_core import WAY, ContactDays, Gift, Handle, Interaction, SourceRef

from .dates_index import COLON, HOURS, SHORT_HOURS, WAY_BITS, Dates
from .lines import CROWD, Bad, Lines, Told
from .records import Damaged, records, split

Found = tuple[int, Interaction | Gift | Bad]
Key = str | bytes
"""The text of a cell or cells as it stands in the file: bytes where lines were only split."""

_CELL = "\x1f"
_WAY = (1 << WAY_BITS) - 1
_WAYS = [1 << bit for bit in range(_WAY + 1)]
_REMEMBERED = 20_000
_CHUNK = 1 << 17
_CHUNKS = 256
_LONG = 4096
_FEW = 100
"""So many days to join are quicker joined in place."""
_ELSEWHERE = frozenset((*Lines.WHO, "when", "time", "last", "minutes", "seconds", "hours"))


@dataclass(slots=True)
class Tally:
    """Counts the lines of one log: exhaust ``split_lines`` or ``rows``, then take ``days``."""

    lines: Lines
    delimiter: str
    width: int
    dates: Dates
    _tails: dict[Key, int] = field(default_factory=dict)
    _people: dict[Key, "array[int]"] = field(default_factory=dict)
    """What is kept of a person, by the text that names them."""
    _kept: dict[tuple[Handle, ...], "array[int]"] = field(default_factory=dict)
    _who: tuple[int, ...] = ()
    _others: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self._who = tuple(self.lines.at[name] for name in self.lines.WHO if name in self.lines.at)
        self._others = tuple(sorted(at for name, at in self.lines.at.items() if name not in _ELSEWHERE))

    def split_lines(self, raw: BinaryIO, encoding: str, number: int) -> Iterator[Found]:
        """Take in lines whose first two columns are when and who; ``number`` lines went before.

        Yields what is more than a day of contact: gifts, notes and, with its line number, what cannot be read.
        """
        read, chunks = self._quickest(), 0
        while lines := raw.readlines(_CHUNK):
            at = 0
            for line in read(lines):
                while lines[at] is not line:
                    at += 1
                at += 1
                text = line.decode(encoding, "surrogateescape")
                if text.count('"') % 2:
                    # A quote carries this record on into further lines: no line is one by itself any more.
                    rest = chain(lines[at - 1 :], raw)
                    yield from self.rows(
                        (one.decode(encoding, "surrogateescape") for one in rest), number + at - 1
                    )
                    return
                for found in self._line(text, line):
                    yield number + at, found
            number += len(lines)
            chunks += 1
            if chunks % _CHUNKS == 0:
                self._shorten()

    def rows(self, text: Iterable[str], number: int) -> Iterator[Found]:
        """The same for columns in any order and quoted cells, more slowly."""
        people, tails = self._people, self._tails
        for line, row in records(text, self.delimiter, self.width, number):
            if isinstance(row, Damaged):
                yield line, Bad(reason=row.reason)
                continue
            when, who, tail = keys = self._keys(row)
            try:
                people[who].append(self.dates.at(when.encode(errors="surrogatepass")) | tails[tail])
            except KeyError:
                for found in self._learn(keys, row):
                    yield line, found

    def days(self) -> Iterator[ContactDays]:
        """The distinct days of each handle and what there was on each, in an order of their own; once only."""
        by_handle: dict[Handle, list[array[int]]] = defaultdict(list)
        for who, kept in self._kept.items():
            for handle in who:
                by_handle[handle].append(kept)
        # What is packed needs room; what it is packed from gives room, one after the other.
        self._people.clear()
        self._kept.clear()
        for handle in sorted(by_handle, key=lambda one: (one.kind, one.value)):
            codes = sorted(chain.from_iterable(by_handle.pop(handle)))
            if codes:
                told = f"{handle.kind.value}:{handle.value}".encode(errors="surrogatepass")
                key = hashlib.blake2b(told, digest_size=10).hexdigest()
                yield _packed(SourceRef(source=self.lines.source, key=key), handle, codes)

    def _quickest(self) -> Callable[[Iterable[bytes]], Iterator[bytes]]:
        dates = self.dates
        if dates.spaced:
            return partial(self._by_clock, behind_hour=dates.behind_hour)
        return self._by_day if not dates.clock_ends else self._by_hour if dates.zoned else self._by_wall

    def _by_day(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Count the lines that are known in all three parts; yield those in which something is new."""
        people, days, tails, delimiter = self._people, self.dates.days, self._tails, self.delimiter.encode()
        known, day_of = days.get, self.dates.day_of
        for line in lines:
            try:
                when, who, tail = line.split(delimiter, 2)
                day = known(when) or days[day_of(when)]
                people[who].append(day | tails[tail])
            except (KeyError, ValueError):
                yield line

    def _by_wall(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same where wall times are looked up by their day."""
        people, days, tails, delimiter = self._people, self.dates.days, self._tails, self.delimiter.encode()
        end = self.dates.clock_ends
        colon = end - 3
        for line in lines:
            try:
                when, who, tail = line.split(delimiter, 2)
                if len(when) == end and when[colon] == COLON:
                    when = when[:10]
                people[who].append(days[when] | tails[tail])
            except (KeyError, ValueError):
                yield line

    def _by_clock(self, lines: Iterable[bytes], behind_hour: frozenset[bytes]) -> Iterator[bytes]:
        """The same where a blank and a clock stand behind a day, however that is written."""
        people, days, tails, delimiter = self._people, self.dates.days, self._tails, self.delimiter.encode()
        hours = SHORT_HOURS
        for line in lines:
            try:
                when, who, tail = line.split(delimiter, 2)
                day, _, clock = when.partition(b" ")
                hour, _, behind = clock.partition(b":")
                if hour in hours and behind in behind_hour:
                    people[who].append(days[day] | tails[tail])
                else:
                    yield line
            except (KeyError, ValueError):
                yield line

    def _by_hour(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same where moments with an offset are looked up by their hour."""
        people, hours, tails, delimiter = self._people, self.dates.hours, self._tails, self.delimiter.encode()
        end = self.dates.clock_ends
        clock = self.dates.clock
        number = HOURS
        for line in lines:
            try:
                when, who, tail = line.split(delimiter, 2)
                if when[13:end] not in clock:
                    yield line
                    continue
                hour = hours[when[:10] + when[end:]][number[when[11:13]]]
                people[who].append(hour | tails[tail])  # type: ignore[operator]
            except (KeyError, ValueError, TypeError):
                yield line

    def _line(self, text: str, line: bytes) -> Iterator[Interaction | Gift | Bad]:
        """One whole line in which something is new."""
        bare = text.rstrip("\r\n")
        row = split(bare, self.delimiter) if '"' in bare else bare.split(self.delimiter)
        parts = line.split(self.delimiter.encode(), 2)
        if not any(row):
            return
        if '"' in bare or len(parts) < 3:
            yield from self._learn(self._keys(row), row)
        else:
            yield from self._learn((row[0], parts[1], parts[2]), row)

    def _learn(self, keys: tuple[str, Key, Key], row: Sequence[str]) -> Iterator[Interaction | Gift | Bad]:
        """Understand what is new in a row and count it; yield what is more than a day of contact."""
        when, who, tail = keys
        kept = self._people.get(who)
        if kept is None:
            kept = self._meet(who, row)
        try:
            day: int | None = self.dates.at(when.encode(errors="surrogatepass"))
        except KeyError:
            day = self.dates.learn(when)
        code = self._tails.get(tail)
        told = None
        if code is None:
            told = self.lines.told(row)
            code = self._remember_tail(tail, told)
        if kept is not None and day and code is not None:
            kept.append(day | code)
        elif day != 0:
            yield from self._one_by_one(row, told or self.lines.told(row))

    def _meet(self, who: Key, row: Sequence[str]) -> "array[int] | None":
        """What is kept of the person who is named like this; None for nobody and for several."""
        named = self.lines.people(row)
        if len(named) != 1:
            return None
        self._people[who] = kept = self._kept.setdefault(named[0], array("i"))
        return kept

    def _remember_tail(self, tail: Key, told: Told) -> int | None:
        """The code of channel and direction when a tail says no more than these."""
        if not told.plain:
            return None
        if len(self._tails) > _REMEMBERED:
            self._tails.clear()
        code = self._tails[tail] = _code(told)
        return code

    def _one_by_one(self, row: Sequence[str], told: Told) -> Iterator[Interaction | Gift | Bad]:
        """Count a row that says more than a day of contact, and yield what more it says."""
        lines = self.lines
        found = lines.moments.read(lines.when(row))
        people = lines.people(row)
        if found is None or not people:
            yield from lines.read(row)
            return
        if told.contact and max(told.group, len(people)) <= CROWD:
            code = lines.moments.day(found[0]) << WAY_BITS | _code(told)
            for one in people:
                self._kept.setdefault(one, array("i")).append(code)
        special = told.contact and bool(told.note or told.glad)
        yield from lines.records(row, people, found[0], told, contact=special)

    def _keys(self, row: Sequence[str]) -> tuple[str, Key, Key]:
        """The moment's text, and what day, person and the rest of a row are looked up by."""
        who = [row[index] if index < len(row) else "" for index in self._who]
        rest = [row[index] if index < len(row) else "" for index in self._others]
        return self.lines.when(row), _CELL.join(("", *who)), _CELL.join(("", *rest))

    def _shorten(self) -> None:
        for kept in self._kept.values():
            if len(kept) > _LONG:
                kept[:] = array("i", sorted(set(kept)))


def _code(told: Told) -> int:
    """The number of the bit of ``WAY``."""
    return WAY[told.channel, told.direction].bit_length() - 1


def _packed(ref: SourceRef, who: Handle, codes: Sequence[int]) -> ContactDays:
    """The days of codes in rising order; what there was on one day goes together."""
    days = [code >> WAY_BITS for code in codes]
    ways = [_WAYS[code & _WAY] for code in codes]
    again = list(compress(range(1, len(days)), map(eq, days, islice(days, 1, None))))
    if len(again) > _FEW:
        together: dict[int, int] = {}
        for day, way in zip(days, ways, strict=True):
            together[day] = together.get(day, 0) | way
        return ContactDays.told(ref=ref, who=who, ways=together)
    for place in reversed(again):
        ways[place - 1] |= ways[place]
        del days[place], ways[place]
    return ContactDays(ref=ref, who=who, days=array("i", days).tobytes(), ways=array("H", ways).tobytes())
