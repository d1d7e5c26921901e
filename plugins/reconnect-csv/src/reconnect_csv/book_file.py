"""The file of an address book: how it is written is found out, then its rows are read as contacts."""

import re
from collections.abc import Iterator
from pathlib import Path

from reconnect_core import Contact, Opening, Unreadable, Unusable

from . import bare, dialect, ldif
from .cards import Cards
from .cells import emails
from .columns import Layout, layout, unknown_headers
from .records import Damaged, records
from .settings import CsvSettings
from .survey import Survey, identity_of
from .text import TextFile
from .words import key

_ESCAPED = re.compile(r"""\\"(?!\s*(?:[,;\t|~]|$))""")
"""A quote inside a quoted cell as databases write it; before a delimiter it may end the cell."""


class BookFile:
    """One export as its store was opened for it; every look at it opens it anew."""

    def __init__(self, path: Path, opening: Opening) -> None:
        self.name = opening.name
        self.opening = opening
        self._path = path
        self._settings: CsvSettings = opening.settings

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every row that names somebody; a row that cannot be taken apart as ``Unreadable`` with its line."""
        with self._file() as file:
            found, columns = self._understand(file)
            yield from self._read(file, found, columns)

    def notes(self) -> Iterator[str]:
        """How the file was understood, and which of its columns were not."""
        with self._file() as file:
            found, columns = self._understand(file)
            if not found.delimiter:
                yield f"{file.encoding}, LDIF"
                return
            mark = {"\t": "tab"}.get(found.delimiter, found.delimiter)
            where = f"headers in line {found.skip}" if found.header else "no header line"
            yield f"{file.encoding}, delimiter {mark}, {where}"
            unknown = [column.header for column in columns.columns if column.role == "extra" and column.header]
            if unknown:
                yield f"columns kept as they are: {', '.join(unknown[:12])}"

    def _file(self) -> TextFile:
        return TextFile(self._path, self.name, self._settings.encoding, self.opening.language)

    def _understand(self, file: TextFile) -> tuple[dialect.Dialect, Layout]:
        chosen = self._settings.columns
        more = frozenset(map(key, chosen.values()))
        lines = file.head()
        if ldif.is_ldif(lines):
            if chosen:
                raise Unusable(
                    f"{self.name}: {self._path}: this is LDIF, which has no columns.",
                    next_step="Leave out columns for this file.",
                )
            return dialect.Dialect(delimiter=""), ldif.layout()
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
        survey.read(row for _, row in self._rows(file, found, {}) if not isinstance(row, Damaged))
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
        width = len(columns.columns)
        grouped = not found.delimiter and ldif.names_members(file.lines())
        groups = ldif.groups_of(file.lines()) if grouped else {}
        for line, row in self._rows(file, found, groups):
            if isinstance(row, Damaged):
                yield self._unreadable(row.reason, line)
            elif len(row) > width and self._is_shifted(row, columns):
                yield self._unreadable("it has more cells than there are columns: is a quote missing?", line)
            elif contact := cards.contact(
                _whole_note(row, columns, found.delimiter) if len(row) > width else row
            ):
                yield contact

    def _rows(
        self, file: TextFile, found: dialect.Dialect, groups: ldif.Groups
    ) -> Iterator[tuple[int, list[str] | Damaged]]:
        """The records below the header line; where files were joined, their repeated header lines are left out."""
        if not found.delimiter:
            yield from ldif.rows(file.lines(), groups)
            return
        header = list(found.header)
        escaped = any(map(_ESCAPED.search, file.head()))
        lines = file.lines(found.skip)
        if escaped:
            lines = (_ESCAPED.sub('""', line) for line in lines)
        for line, row in records(lines, found.delimiter, len(header), found.skip):
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


def _whole_note(row: list[str], columns: Layout, delimiter: str) -> list[str]:
    """The row with what follows its last column put back to a note there, which nobody quoted."""
    last = len(columns.columns) - 1
    if columns.columns[last].role != "note":
        return row
    return [*row[:last], f"{delimiter} ".join(filter(None, row[last:]))]
