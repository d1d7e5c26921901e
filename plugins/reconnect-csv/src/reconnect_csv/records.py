"""The records of a delimited text, each with its line; a quote that never closes costs one record, not the rest."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LINES_AT_MOST = 2000
_REPAIRS_AT_MOST = 200
_INNER = re.compile(r'"(?=\w)(?<=\w")')
_CELLS_AT_MOST = 20_000
"""More in one line are taken apart for nobody: they cost many times the memory of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A record that could not be taken apart, and why."""

    reason: str


def quotes(line: str) -> int:
    """How many quotes may open or close a cell: one between two letters (Hebrew writes abbreviations so) does neither."""
    return line.count('"') - len(_INNER.findall(line)) if '"' in line else 0


class _Lines:
    """Physical lines that remember what the current record took, so that some can be given back."""

    def __init__(self, lines: Iterable[str], delimiter: str, number: int) -> None:
        self._source = iter(lines)
        self._delimiter = delimiter
        self.flooded = False
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.number = number

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) > _LINES_AT_MOST:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._source)
        self.number += 1
        if len(line) > _CELLS_AT_MOST and line.count(self._delimiter) > _CELLS_AT_MOST:
            self.flooded = True
            line = "\n"
        self.taken.append(line)
        return line

    def give_back(self, first: int) -> None:
        lines = self.taken[first:]
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line on its own; empty when it cannot be split or has too many."""
    if len(line) > _CELLS_AT_MOST and line.count(delimiter) > _CELLS_AT_MOST:
        return []
    try:
        return _unwrapped(next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), []), delimiter)
    except csv.Error:
        return []


def _unwrapped(row: list[str], delimiter: str) -> list[str]:
    """The cells of a line that some spreadsheet quoted as a whole, as if it were one cell."""
    return split(row[0], delimiter) if len(row) == 1 and delimiter in row[0] else row


def records(
    lines: Iterable[str], delimiter: str, width: int, number: int = 0
) -> Iterator[tuple[int, list[str] | Damaged]]:
    """Each record with the line it begins on, counted on from ``number``; blank lines are passed over.

    ``width`` is the number of cells of a sound record: where a quote swallowed sound lines, the record is
    ``Damaged`` and reading goes on with the first sound one.
    """
    source = _Lines(lines, delimiter, number)
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True)
    repairs = 0
    while True:
        source.taken.clear()
        begin = source.number + 1
        try:
            row: list[str] | Damaged = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = Damaged(reason="a cell is too long to be one: is a closing quote missing?")
        taken = source.taken
        if source.flooded:
            source.flooded = False
            row = Damaged(reason="it has far more cells than there are columns")
        elif len(taken) > 1 and (sound := _first_sound(row, taken, delimiter, width)):
            if repairs < _REPAIRS_AT_MOST:
                source.give_back(sound)
                repairs += 1
            row = Damaged(reason="a closing quote is missing")
        elif len(taken) > 1 and isinstance(row, list) and _is_open(taken):
            row = Damaged(reason="a closing quote is missing")
        if isinstance(row, Damaged):
            yield begin, row
        elif any(row):
            inner = _unwrapped(row, delimiter) if len(row) == 1 < width and _is_line(row[0], delimiter) else row
            yield begin, inner if len(inner) == width else row


def _is_line(cell: str, delimiter: str) -> bool:
    """True for a cell that may be a whole line; ``Lee, Ann`` with nothing behind it is a name."""
    return '"' in cell or f"{delimiter} " not in cell


def _is_open(taken: list[str]) -> bool:
    return len(taken) > _LINES_AT_MOST or sum(map(quotes, taken)) % 2 == 1


def _first_sound(row: list[str] | Damaged, taken: list[str], delimiter: str, width: int) -> int:
    """Which of the taken lines is a sound record by itself although the record as a whole is not; else 0."""
    if width < 3 or (isinstance(row, list) and len(row) == width and not _is_open(taken)):
        return 0
    for index, line in enumerate(taken[1:], 1):
        if quotes(line) % 2 == 0 and len(split(line, delimiter)) == width:
            return index
    return 0
