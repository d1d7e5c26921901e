"""The file of a log: how it is written is found out, then its lines are read one by one or counted into days."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from reconnect_core import ContactDays, Gift, Interaction, Opening, Unreadable, Unusable

from . import dialect, lexicon
from .dates import order_of
from .dates_index import Dates
from .lines import Bad, Lines
from .moments import Moments
from .records import Damaged, records, split
from .settings import CsvLogSettings
from .tally import Tally
from .text import TextFile
from .words import key

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<offset>Z|[+-]\d\d:?\d\d)?)?")
_WHO = ("who", "name", "email", "phone")


class LogFile:
    """One log as its store was opened for it; every look at it opens it anew."""

    first_to_come: datetime | None = None
    """The first moment that lay in the future when the lines were counted."""

    def __init__(self, path: Path, opening: Opening) -> None:
        self.name = opening.name
        self.opening = opening
        self._path = path
        self._settings: CsvLogSettings = opening.settings

    def lines(self, since: date | None) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every line on or after the day ``since``; a line that says nothing usable as ``Unreadable``."""
        with self._file() as file:
            found, at = self._understand(file)
            lines = self._lines(file, found, at)
            for number, row in records(file.lines(found.skip), found.delimiter, len(found.header), found.skip):
                told = [Bad(reason=row.reason)] if isinstance(row, Damaged) else lines.read(row)
                for record in told:
                    if isinstance(record, Bad):
                        yield self._unreadable(record, number)
                    elif since is None or self._day(record) >= since:
                        yield record

    def counted(self) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Contact as ``ContactDays``; lines with a note, a gift or a mark of gladness also one by one."""
        with self._file() as file:
            found, at = self._understand(file)
            lines = self._lines(file, found, at)
            first = self._first_moment(file, found, at)
            tally = Tally(
                lines=lines,
                delimiter=found.delimiter,
                width=len(found.header),
                dates=Dates(
                    moments=lines.moments,
                    clock_ends=first.end("clock") if first and first["clock"] else 0,
                    zoned=bool(first and first["offset"]),
                ),
            )
            # Last of all, for every look at the head begins the file anew.
            if first is not None and self._is_plain(file, found, at):
                told = tally.split_lines(file.bytes(found.skip), file.encoding, found.skip)
            else:
                told = tally.rows(file.lines(found.skip), found.skip)
            for number, record in told:
                yield self._unreadable(record, number) if isinstance(record, Bad) else record
        yield from tally.days()
        self.first_to_come = tally.dates.first_to_come

    def notes(self) -> Iterator[str]:
        """Which column was taken for what."""
        with self._file() as file:
            found, at = self._understand(file)
            yield ", ".join(f"{name} = {found.header[index]}" for name, index in at.items())

    def _day(self, record: Interaction | Gift) -> date:
        if isinstance(record, Gift):
            return record.day or date.max
        return record.moment.astimezone(self.opening.zone).date()

    def _file(self) -> TextFile:
        return TextFile(self._path, self.name, self._settings.encoding, self.opening.language)

    def _understand(self, file: TextFile) -> tuple[dialect.Dialect, dict[str, int]]:
        marks = self._settings.delimiter or dialect.DELIMITERS
        found = dialect.find(file.head(), marks, lambda row: _likeness(self._fields(row)))
        if found is None:
            raise Unusable(
                f"{self.name}: {self._path}: no columns for when and who were found.",
                next_step='Give it a header line such as "when,who,channel", or name yours under columns.',
            )
        return found, self._fields(found.header)

    def _fields(self, header: Sequence[str]) -> dict[str, int]:
        """Field to column: what the user told, then what the headers tell, the first of each kind."""
        told = {key(text): name for name, text in self._settings.columns.items()}
        at: dict[str, int] = {}
        for mine in (True, False):
            for index, text in enumerate(header):
                name = told.get(key(text), "") if mine else "" if key(text) in told else lexicon.column(text)
                if name:
                    at.setdefault(name, index)
        return at

    def _lines(self, file: TextFile, found: dialect.Dialect, at: Mapping[str, int]) -> Lines:
        order = self._settings.date_order
        first = self._first_moment(file, found, at)
        if not order and first is None:
            rows = (
                row for _, row in records(file.lines(found.skip), found.delimiter, 0) if isinstance(row, list)
            )
            order = order_of(row[at["when"]] for row in rows if at["when"] < len(row))
        moments = Moments(zone=self.opening.zone, now=self.opening.clock(), order=order or self._usual(found))
        return Lines(source=self.name, at=at, moments=moments)

    def _usual(self, found: dialect.Dialect) -> str:
        """How 1/2/2000 is read when no line tells: as in the user's country."""
        american = self.opening.region in ("US", "PH") or (not self.opening.region and found.delimiter == ",")
        return "mdy" if american and self.opening.language.startswith("en") else "dmy"

    def _first_moment(
        self, file: TextFile, found: dialect.Dialect, at: Mapping[str, int]
    ) -> re.Match[str] | None:
        """The first line's moment when it is plain ISO 8601, else None."""
        for line in islice(file.lines(found.skip), 5):
            row = split(line.rstrip("\r\n"), found.delimiter)
            if len(row) > at["when"]:
                return _ISO.fullmatch(row[at["when"]])
        return None

    def _is_plain(self, file: TextFile, found: dialect.Dialect, at: Mapping[str, int]) -> bool:
        """True when lines begin with when and who, hold known columns only, and the first ones quote nothing."""
        who = [name for name in _WHO if name in at]
        known = set(at.values()) == set(range(len(found.header)))
        head = file.head()
        return (
            not file.encoding.startswith(("utf-16", "utf-32"))
            and at["when"] == 0
            and "time" not in at
            and [at[name] for name in who] == [1]
            and known
            and not any('"' in line or line.endswith("\r") for line in head)
        )

    def _unreadable(self, bad: Bad, line: int) -> Unreadable:
        return Unreadable(reason=bad.reason, source=self.name, file=str(self._path), line=line)


def _likeness(at: Mapping[str, int]) -> float:
    return float(len(at)) if "when" in at and any(name in at for name in _WHO) else 0.0
