"""The file of a log: how it is written is found out, then its lines are read one by one or counted into days."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from reconnect_core import ContactDays, Gift, Interaction, Opening, Unreadable, Unusable

from .dates import order_of
from .dates_index import ISO, Dates
from .dialect import Dialect
from .headers import spoken
from .headings import Headings, Numbered
from .lines import Bad, Lines
from .log_table import SIDES, WHO, Table, Tables
from .moments import Moments, zone_of
from .records import Damaged, records, split
from .settings import CsvLogSettings
from .tally import Tally
from .text import TextFile

_CLOCK_FIRST = 8
"""So few characters before a colon are no day: the clock stands before it."""
_REMEMBERED = 50_000


class LogFile:
    """One log as its store was opened for it; every look at it opens it anew."""

    first_to_come: datetime | None = None
    """The first moment that lay in the future when the lines were counted."""

    def __init__(self, path: Path, opening: Opening) -> None:
        self.name = opening.name
        self.opening = opening
        self._path = path
        self._settings: CsvLogSettings = opening.settings
        self._tables = Tables(self._settings, opening)

    def lines(self, since: date | None) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every line on or after the day ``since``; a line that says nothing usable as ``Unreadable``."""
        with self._file() as file:
            table = self._understand(file)
            told = Headings(table, self._tables).sift(self._read(file, table))
            for number, record in told:
                if isinstance(record, Bad):
                    yield self._unreadable(record, number)
                elif since is None or self._day(record) >= since:
                    yield record

    def counted(self) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Contact as ``ContactDays``; lines with a note, a gift or a mark of gladness also one by one."""
        with self._file() as file:
            table = self._understand(file)
            skip = table.dialect.skip
            lines = self._lines(file, table)
            dates = Dates.like(self._first_when(file, table), lines.moments)
            tally = Tally(
                lines=lines,
                delimiter=table.dialect.delimiter,
                width=len(table.dialect.header),
                dates=dates or Dates(moments=lines.moments),
            )
            # Last of all, for every look at the head begins the file anew.
            if dates is not None and self._is_plain(file, table):
                told = tally.split_lines(file.bytes(skip), file.encoding, skip)
            else:
                told = tally.rows(file.lines(skip), skip)
            for number, record in Headings(table, self._tables).sift(told):
                yield self._unreadable(record, number) if isinstance(record, Bad) else record
        yield from tally.days()
        self.first_to_come = tally.dates.first_to_come

    def notes(self) -> Iterator[str]:
        """Which column was taken for what."""
        with self._file() as file:
            table = self._understand(file)
            yield ", ".join(f"{name} = {table.dialect.header[index]}" for name, index in table.at.items())

    def _read(self, file: TextFile, table: Table) -> Iterator[Numbered]:
        found = table.dialect
        lines = self._lines(file, table)
        for number, row in records(file.lines(found.skip), found.delimiter, len(found.header), found.skip):
            told = [Bad(reason=row.reason)] if isinstance(row, Damaged) else lines.read(row)
            for record in told:
                yield number, record

    def _day(self, record: Interaction | Gift) -> date:
        if isinstance(record, Gift):
            return record.day or date.max
        return record.moment.astimezone(self.opening.zone).date()

    def _file(self) -> TextFile:
        return TextFile(self._path, self.name, self._settings.encoding, self.opening.language)

    def _understand(self, file: TextFile) -> Table:
        found = self._tables.find(file.head())
        if found is None:
            raise Unusable(
                f"{self.name}: {self._path}: no columns for when and who were found.",
                next_step='Give it a header line such as "when,who,channel", or name yours under columns.',
            )
        if found.has_sides and not self._tables.tells_me(file.lines(found.dialect.skip), found):
            sender, receiver = (found.dialect.header[found.at[name]] for name in SIDES)
            raise Unusable(
                f'{self.name}: {self._path}: which of "{sender}" and "{receiver}" is you cannot be told.',
                next_step="Add your addresses and numbers, as they stand there, to me under [garden]; or say --me.",
            )
        return found

    def _lines(self, file: TextFile, table: Table) -> Lines:
        order, found, when = self._settings.date_order, table.dialect, table.at["when"]
        if not order and not ISO.fullmatch(self._first_when(file, table)):
            order = order_of(_days_told(file.lines(found.skip), found.delimiter, when))
        moments = Moments(
            zone=self.opening.zone,
            now=self.opening.clock(),
            order=order or self._usual(found),
            wall=zone_of(found.header[table.at.get("time", when)]) or zone_of(found.header[when]),
        )
        return self._tables.lines(self.name, table, moments)

    def _usual(self, found: Dialect) -> str:
        """How 1/2/2000 is read when no line tells: as in the user's country, if the header line is in its language."""
        american = self.opening.region in ("US", "PH") or (not self.opening.region and found.delimiter == ",")
        english = self.opening.language.startswith("en") and spoken(found.header)[0] == "en"
        return "mdy" if american and english else "dmy"

    def _first_when(self, file: TextFile, table: Table) -> str:
        """The first line's moment as it stands there."""
        when = table.at["when"]
        rows = (
            split(line.rstrip("\r\n"), table.dialect.delimiter)
            for line in islice(file.lines(table.dialect.skip), 5)
        )
        return next((row[when] for row in rows if len(row) > when), "")

    def _is_plain(self, file: TextFile, table: Table) -> bool:
        """True when lines begin with when and who, hold known columns only, and the first ones quote nothing."""
        at = table.at
        known = set(at.values()) == set(range(len(table.dialect.header)))
        head = file.head()
        return (
            not file.encoding.startswith(("utf-16", "utf-32"))
            and not table.has_sides
            and at["when"] == 0
            and "time" not in at
            and "family" not in at
            and [at[name] for name in WHO if name in at] == [1]
            and known
            and not any('"' in line or line.endswith("\r") for line in head)
        )

    def _unreadable(self, bad: Bad, line: int) -> Unreadable:
        return Unreadable(reason=bad.reason, source=self.name, file=str(self._path), line=line)


def _days_told(lines: Iterable[str], delimiter: str, at: int) -> Iterator[str]:
    """The cells of one column, most of those with one day in the same words left out; a line is one record."""
    told: set[str] = set()
    for line in lines:
        row = split(line, delimiter) if '"' in line else line.split(delimiter, at + 1)
        if at < len(row):
            day, colon, _ = row[at].partition(":")
            words = day if colon and len(day) > _CLOCK_FIRST else row[at]
            if words not in told:
                if len(told) < _REMEMBERED:
                    told.add(words)
                yield row[at]
