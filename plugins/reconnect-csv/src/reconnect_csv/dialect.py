"""Where the header line is and what parts its cells: told by known headers, never by counting commas."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .headers import every_header, meaning, spoken
from .records import quotes, split
from .words import key

DELIMITERS = ",;\t|~"
MOST_COLUMNS = 2000
"""A longer line is no header line and no row of a list; the widest exports have a few hundred columns."""
_LINES = 15
_DATA = re.compile(r"\S+@\S+\.\S+|https?://.*|\+?[\d\s()/.-]{6,}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_INSIDE = re.compile(r"\d{6}")
"""What no known header has in it: there a wrong delimiter has joined the cells of a row."""
_NUMBERED = re.compile(
    r"(email|phone) \d+ (type|label|value)"
    r"|(address|organization|website|relation|event|custom field|im|section) \d+ [a-z ]+"
)
_TELLING = frozenset({"name", "given", "family", "nickname", "filed", "email", "phone", "org"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one file is written: its delimiter (none in LDIF), its headers (maybe none), the lines before its data."""

    delimiter: str
    header: tuple[str, ...] = ()
    skip: int = 0


def find(lines: Sequence[str], delimiters: str, score: Callable[[Sequence[str]], float]) -> Dialect | None:
    """The dialect in which one of the first lines is a header line, or None when none of them is.

    ``score`` judges a candidate: above 0 for a header line, and the more the better.
    """
    return max(candidates(lines, delimiters, score), key=lambda one: one[0], default=(0.0, None))[1]


def candidates(
    lines: Sequence[str], delimiters: str, score: Callable[[Sequence[str]], float]
) -> Iterator[tuple[float, Dialect]]:
    """Each of the first lines that is a header line in one of the dialects, with its points."""
    for delimiter in delimiters:
        for number in range(min(len(lines), _LINES)):
            row, taken = record(lines, number, delimiter)
            points = score(row)
            if points > 0:
                yield points, Dialect(delimiter=delimiter, header=tuple(row), skip=number + taken)


def likeness(row: Sequence[str], more: frozenset[str] = frozenset()) -> float:
    """How much a row looks like the header line of a list of contacts; 0 for anything else.

    ``more`` holds the keys of headers that the user named.
    """
    cells = [cell.strip() for cell in row if cell.strip()] if len(row) <= MOST_COLUMNS else []
    if not cells or any(len(cell) > 80 or _DATA.fullmatch(cell) for cell in cells):
        return 0.0
    order = spoken(cells)[:4]
    known = [(2.0, "name") if key(cell) in more else _weight(cell, order) for cell in cells]
    hits = sum(points > 0 for points, _ in known)
    if not any(role in _TELLING for _, role in known) or (hits < 2 and hits * 2 < len(cells)):
        return 0.0
    return sum(points for points, _ in known) - 0.1 * (len(cells) - hits)


def headers_in(text: str) -> int:
    """How many known headers the best of the first lines has: what tells one encoding from another."""
    known = every_header()
    most = 0
    for line in text[:8192].splitlines()[:_LINES]:
        # By every delimiter that it is without, a line is one cell.
        for cells in (*(line.split(mark) for mark in DELIMITERS if mark in line), [line]):
            texts = [key(cell) for cell in cells if len(cell) < 80] if len(cells) < 500 else []
            most = max(most, sum(text in known for text in texts))
    return most


def record(lines: Sequence[str], number: int, delimiter: str) -> tuple[list[str], int]:
    """The record that begins on this line, and how many lines it takes."""
    taken = 1
    text = lines[number]
    while quotes(text) % 2 and taken < 5 and number + taken < len(lines):
        text += lines[number + taken]
        taken += 1
    return split(text.rstrip("\r\n"), delimiter), taken


def _weight(cell: str, order: Sequence[str]) -> tuple[float, str]:
    found = meaning(cell, order) if not _INSIDE.search(cell) else None
    if found:
        return found.weight, found.role.partition(".")[0]
    numbered = _NUMBERED.fullmatch(key(cell))
    return (1.5, numbered[1] or "note") if numbered else (0.0, "")
