"""The kind ``csv``: an address book exported to a file, whatever product and language wrote it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from reconnect_core import (
    AddressBook,
    Complete,
    Contact,
    Opening,
    Removed,
    State,
    Unchanged,
    Unreadable,
    Unusable,
)

from . import bare, dialect
from .cards import Cards
from .cells import emails
from .columns import FIELDS, Layout, layout, unknown_headers
from .dates import ORDERS
from .records import Damaged, records
from .source import TextFile, fingerprint, path_of
from .survey import Survey, identity_of
from .words import key

VERSION = 2
"""Part of every fingerprint: a reader that reads differently reads again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvSettings:
    """The config keys of ``kind = "csv"``; only ``path`` is needed."""

    path: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our field = the header in the file, or the number of the column where there is no header line."""
    encoding: str = ""
    delimiter: str = ""
    date_order: str = ""
    """How the file writes 1/2/2000: dmy, mdy or ymd."""


class CsvBook(AddressBook):
    """Contacts from one CSV file: Google, Outlook, LinkedIn, Thunderbird, Yahoo and anything with headers."""

    kind = "csv"
    Settings = CsvSettings
    limits: ClassVar[Mapping[str, str]] = {
        "groups": "A CSV export holds people only; labels tell the groups they are in."
    }

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: CsvSettings = opening.settings
        self._path: Path = path_of(opening, self._settings.path)
        self._check()

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every row that names somebody; a row that cannot be taken apart as ``Unreadable`` with its line.

        Raises Unusable when there is no such file, it is no text, or no column in it is known.
        """
        with self._file() as file:
            found, columns = self._understand(file)
            yield from self._read(file, found, columns)

    def changes(
        self, state: bytes | None
    ) -> Iterator[Contact | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` without opening the file when it is the one of ``state``; else everything."""
        settings = self._settings
        now = fingerprint(self._path, self.name, VERSION, settings, self.opening.region, self.opening.language)
        if now == state:
            yield Unchanged()
            return
        yield from self.contacts()
        yield Complete()
        yield State(token=now)

    def notes(self) -> Iterator[str]:
        """How the file was understood, and which of its columns were not."""
        with self._file() as file:
            found, columns = self._understand(file)
            mark = {"\t": "tab"}.get(found.delimiter, found.delimiter)
            where = f"headers in line {found.skip}" if found.header else "no header line"
            yield f"{file.encoding}, delimiter {mark}, {where}"
            unknown = [column.header for column in columns.columns if column.role == "extra" and column.header]
            if unknown:
                yield f"columns kept as they are: {', '.join(unknown[:12])}"

    def _check(self) -> None:
        settings = self._settings
        for name in settings.columns:
            if name.rstrip("0123456789_") not in FIELDS:
                from difflib import get_close_matches

                near = get_close_matches(name, FIELDS, n=1, cutoff=0.5)
                hint = f'did you mean "{near[0]}"?' if near else f"Known are {', '.join(FIELDS)}."
                raise Unusable(f'{self.name}: columns: there is no field "{name}".', next_step=hint)
        if settings.date_order not in ("", *ORDERS):
            raise Unusable(f"{self.name}: date_order must be dmy, mdy or ymd.")
        if settings.delimiter and len(settings.delimiter) != 1:
            raise Unusable(f"{self.name}: delimiter must be one character.", next_step='For a tab write "\\t".')

    def _file(self) -> TextFile:
        return TextFile(self._path, self.name, self._settings.encoding, self.opening.language)

    def _understand(self, file: TextFile) -> tuple[dialect.Dialect, Layout]:
        chosen = self._settings.columns
        more = frozenset(map(key, chosen.values()))
        lines = file.head()
        marks = self._settings.delimiter or dialect.DELIMITERS
        found = dialect.find(lines, marks, lambda row: dialect.likeness(row, more))
        if found:
            missing = unknown_headers(found.header, chosen)
            if missing:
                raise Unusable(
                    f'{self.name}: {self._path}: there is no column "{missing[0]}".',
                    next_step=f"Its columns are {', '.join(filter(None, found.header))}.",
                )
            return found, layout(found.header, chosen)
        guessed = bare.find(lines, self._settings.delimiter)
        if guessed is None:
            raise Unusable(
                f"{self.name}: {self._path}: no column of this file is known.",
                next_step='Name them in the config under columns, such as email = "...".',
            )
        if chosen and all(text.isdecimal() for text in chosen.values()):
            width = max(len(guessed[1].columns), *map(int, chosen.values()))
            return guessed[0], layout([str(number + 1) for number in range(width)], chosen)
        return guessed

    def _read(self, file: TextFile, found: dialect.Dialect, columns: Layout) -> Iterator[Contact | Unreadable]:
        survey = Survey(columns)
        survey.read(row for _, row in self._rows(file, found) if not isinstance(row, Damaged))
        decided = survey.columns()
        cards = Cards(
            book=self.name,
            columns=decided,
            order=survey.order(self._settings.date_order, self.opening.region, found.delimiter),
            this_year=self.opening.clock().year,
            identity=identity_of(columns.columns),
            repeated=survey.twice,
            nobody=any(column.role == "event.connected" for column in decided),
        )
        for line, row in self._rows(file, found):
            if isinstance(row, Damaged):
                yield self._unreadable(row.reason, line)
            elif self._is_shifted(row, columns):
                yield self._unreadable("it has more cells than there are columns: is a quote missing?", line)
            elif contact := cards.contact(row):
                yield contact

    def _rows(self, file: TextFile, found: dialect.Dialect) -> Iterator[tuple[int, list[str] | Damaged]]:
        """The records below the header line; where files were joined, their repeated header lines are left out."""
        header = list(found.header)
        for line, row in records(file.lines(found.skip), found.delimiter, len(header), found.skip):
            if row != header or not header:
                yield line, row

    def _is_shifted(self, row: list[str], columns: Layout) -> bool:
        """True when surplus cells moved the others: an address stands where none belongs."""
        if not any(cell.strip() for cell in row[len(columns.columns) :]):
            return False
        pairs = list(zip(columns.columns, row, strict=False))
        misplaced = [
            column for column, cell in pairs if "@" in cell and column.role != "email" and emails(cell)
        ]
        empty = [
            column for column, cell in pairs if column.role == "email" and cell.strip() and not emails(cell)
        ]
        return bool(misplaced or empty)

    def _unreadable(self, reason: str, line: int) -> Unreadable:
        return Unreadable(reason=reason, source=self.name, file=str(self._path), line=line)
