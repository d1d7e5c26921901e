"""Header lines in the middle of a log: repeated ones are passed over, at another table's reading ends."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from reconnect_core import Gift, Interaction

from .cells import clean
from .lines import NOBODY, Bad
from .log_table import Table, Tables, names
from .words import key

Numbered = tuple[int, Interaction | Gift | Bad]
"""What a line told, with its number."""

_LONGEST = 80
_ANOTHER = "another table with other columns begins here: it is not read"


class Headings:
    """Judges the lines of one table that cannot be read."""

    def __init__(self, table: Table, tables: Tables) -> None:
        self._header = names(table.dialect.header)
        self._when = table.at["when"]
        self._above = table.above
        self._tables = tables

    def sift(self, told: Iterable[Numbered]) -> Iterator[Numbered]:
        """What was told of numbered lines, without header lines and titles right above them; another table is told once.

        ``told`` is not asked for more after that: what follows has other columns.
        """
        for line in self._above:
            yield line, Bad(reason=_ANOTHER)
        title: tuple[int, Bad] | None = None
        for number, record in told:
            sort = self._sort(record) if isinstance(record, Bad) else ""
            if title and (number != title[0] + 1 or sort in ("", "title")):
                yield title
                title = None
            if isinstance(record, Bad) and sort == "title":
                title = number, record
                continue
            if sort in ("again", "another"):
                title = None
            if sort == "another":
                yield number, Bad(reason=_ANOTHER)
                return
            if sort != "again":
                yield number, record
        if title:
            yield title

    def _sort(self, bad: Bad) -> Literal["", "again", "another", "title"]:
        cells = [clean(cell) for cell in bad.row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) == 1 and bad.reason != NOBODY:
            return "title"
        if len(cells) == len(self._header) and all(map(self._is_named, cells, self._header)):
            return "again"
        return "another" if self._may_name(cells) and self._tables.likeness(cells) else ""

    @staticmethod
    def _is_named(cell: str, header: str) -> bool:
        return len(cell) <= _LONGEST and key(cell) == header

    def _may_name(self, cells: Sequence[str]) -> bool:
        """True for a name in each column, also where this table tells its moments: an undated line has none there."""
        if self._when >= len(cells) or not all(0 < len(cell) <= _LONGEST for cell in cells):
            return False
        here = cells[self._when]
        return not any(map(str.isdigit, here)) and bool(self._tables.meaning(here))
