"""What only a look at every row tells: the order of days, which column is the whole name, which keys repeat."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from .cells import emails
from .columns import Column, Layout
from .dates import order_of
from .headers import is_others, languages, meaning
from .words import key

_DATES = ("birthday", "event")
_IDENTITY = frozenset({"name", "full", "given", "additional", "family", "email", "url", "reach"})
_PARTS = ("given", "family")
_LOOKED_AT = 20


@dataclass(slots=True)
class Survey:
    """The first pass over a file's rows: feed them to ``see``, then ask."""

    layout: Layout
    votes: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    orders: set[str] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    twice: set[int] = field(default_factory=set)
    addresses: dict[int, list[str]] = field(default_factory=dict)
    """What stands in the first cells of columns that nobody knows, where none is known to hold addresses."""
    look: tuple[Callable[[Sequence[str]], None], ...] = ()

    def read(self, rows: Iterable[Sequence[str]]) -> None:
        """Take in every row once."""
        dates = [c.index for c in self.layout.columns if c.role.partition(".")[0] in _DATES]
        names = [c.index for c in self.layout.having("name")]
        parts = [c.index for c in self.layout.having(*_PARTS)]
        identity = identity_of(self.layout.columns)
        self.addresses = {index: [] for index in self._unknown()}
        for row in rows:
            for index, cells in self.addresses.items():
                if len(cells) < _LOOKED_AT and index < len(row) and row[index].strip():
                    cells.append(row[index])
            if names:
                self._vote(row, names, parts)
            if dates:
                self.orders.add(order_of(row[index] for index in dates if index < len(row)))
            mark = hash(identity(row))
            (self.twice if mark in self.seen else self.seen).add(mark)

    def order(self, told: str, region: str, delimiter: str) -> str:
        """How this file writes 1/2/2000: what was told, what its cells show, or what its language does."""
        shown = self.orders - {""}
        if told:
            return told
        if shown:
            return next(iter(shown)) if len(shown) == 1 else "mixed"
        if self.layout.order == "mdy" and (delimiter == ";" or region not in ("", "US", "PH")):
            # A list separated by semicolons was written where the comma is decimal: not in the United States.
            return "dmy"
        return self.layout.order

    def columns(self) -> tuple[Column, ...]:
        """The columns with every ``name`` decided: the full name, or the part that no other column holds."""
        roles = {column.role for column in self.layout.columns}
        names = self.layout.having("name")
        missing = [part for part in _PARTS if part not in roles] if roles.intersection(_PARTS) else []
        part = self._part(names) if missing else None
        email = next(filter(self._holds_addresses, self.addresses), -1)
        told = {column.index: missing[0] if column is part else "full" for column in names}
        if email >= 0:
            told[email] = "email"
        return tuple(
            replace(column, role=told[column.index]) if column.index in told else column
            for column in self.layout.columns
        )

    def _unknown(self) -> list[int]:
        """The columns that nobody knows, where none is known to hold addresses."""
        if self.layout.having("email", "reach"):
            return []
        extra = self.layout.having("extra")
        return [c.index for c in extra if not is_others(key(c.header)) and not meaning(c.header, languages())]

    def _holds_addresses(self, index: int) -> bool:
        """True where most cells are addresses, each another one: what is the same in many rows is an owner's."""
        cells = self.addresses[index]
        found = [text for text in cells if emails(text)]
        return len(found) * 2 > len(cells) and len(found) > 1 and len(set(found)) == len(found)

    def _part(self, names: Sequence[Column]) -> Column | None:
        """The one ambiguous column that holds a part of the name: by its cells, else the first of two."""
        for column in names:
            if self.votes[column.index] < 0:
                return column
        open_ones = [column for column in names if not self.votes[column.index]]
        return open_ones[0] if len(names) > 1 and open_ones else None

    def _vote(self, row: Sequence[str], names: Sequence[int], parts: Sequence[int]) -> None:
        cells = {i: row[i].strip().casefold() for i in (*names, *parts) if i < len(row) and row[i].strip()}
        for index in names:
            own = cells.get(index, "")
            others = [text for other, text in cells.items() if other != index and text != own]
            if own and others:
                self.votes[index] += 1 if any(text in own for text in others) else -1


def identity_of(columns: Iterable[Column]) -> Callable[[Sequence[str]], str]:
    """A function from a row to what makes it that record: its own id, else name and addresses in any order."""
    columns = tuple(columns)
    own = [column.index for column in columns if column.role == "uid"]
    told = [column.index for column in columns if column.role in _IDENTITY]

    def identity(row: Sequence[str]) -> str:
        width = len(row)
        for index in own:
            if index < width and row[index].strip():
                return row[index].strip()
        cells = [cell for index in told if index < width and (cell := row[index].strip())]
        return "\x1f".join(sorted(cells or filter(None, map(str.strip, row)))).casefold()

    return identity
