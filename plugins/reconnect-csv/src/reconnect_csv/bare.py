"""Files without a header line: Palm Desktop, old Thunderbird, plain lists; told by what stands in the cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from .cells import emails, phones
from .columns import Column, Layout, layout
from .dialect import DELIMITERS, MOST_COLUMNS, Dialect, record
from .headers import is_others
from .words import key

_THUNDERBIRD = (
    "given family full nickname email email extra phone.work phone.home phone.fax phone.pager phone.mobile"
    " street.home street.home city.home region.home postcode.home country.home"
    " street.work street.work city.work region.work postcode.work country.work"
    " job extra org url url birthday.year birthday.month birthday.day extra extra extra extra note"
).split()
_PALM = (
    "family given job org reach reach reach reach reach street city region postcode country"
    " extra extra extra extra note skip label"
).split()
_NAMES = ("name", "full", "given", "family")
_ROWS = 40
_DAY = re.compile(r"\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?:19|20)\d{6}")
"""A number that is written as days are; phone numbers in such groups do not exist."""


def find(lines: Sequence[str], delimiters: str = "") -> tuple[Dialect, Layout] | None:
    """How to read a file in which no header is known; None when it holds no e-mail address and no number."""
    best: tuple[float, Dialect, list[list[str]]] | None = None
    for delimiter in delimiters or DELIMITERS:
        rows = _rows(lines, delimiter)
        full = sum(any(map(_reaches, row)) for row in rows)
        width = max((len(row) for row in rows), default=0)
        points = full + width / 1000 if full * 2 >= len(rows) > 0 else 0.0
        if points > 0 and (best is None or points > best[0]):
            best = points, Dialect(delimiter=delimiter), rows
    if best is None:
        return None
    _, dialect, rows = best
    if len(rows) > 1 and not any(map(_reaches, rows[0])) and all(any(map(_reaches, row)) for row in rows[1:]):
        # The first row differs from all others: a header line in words nobody told us.
        dialect = Dialect(delimiter=dialect.delimiter, header=tuple(rows[0]), skip=1)
        rows = rows[1:]
    told = Layout(columns=tuple(_columns(rows, dialect.header)), order="", language="")
    return dialect, _beside_known(told, layout(dialect.header, {})) if dialect.header else told


def _beside_known(told: Layout, known: Layout) -> Layout:
    """What the cells tell of columns of which the header tells nothing, not even that they are somebody else's."""
    named = bool(known.having(*_NAMES))
    columns = [
        column
        if column.role != "extra" or is_others(key(column.header)) or (named and guess.role in _NAMES)
        else guess
        for column, guess in zip(known.columns, told.columns, strict=False)
    ]
    return replace(known, columns=(*columns, *told.columns[len(columns) :]))


def _rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    number = 0
    while number < len(lines) and len(rows) < _ROWS:
        row, taken = record(lines, number, delimiter)
        number += taken
        if any(cell.strip() for cell in row):
            rows.append(row[:MOST_COLUMNS])
    return rows


def _reaches(cell: str) -> bool:
    return bool(emails(cell)) or _is_number(cell)


def _is_number(cell: str) -> bool:
    if sum(c.isdigit() for c in cell) < 7 or _DAY.fullmatch(cell.strip()):
        return False
    return bool(phones(cell, fewest=5))


def _columns(rows: Sequence[Sequence[str]], header: Sequence[str]) -> list[Column]:
    width = max(len(row) for row in rows)
    roles = _known_product(rows, width) or _by_content(rows, width)
    columns = []
    for index, told in enumerate(roles[:width]):
        role, _, label = told.partition(".")
        text = header[index].strip() if index < len(header) else f"column {index + 1}"
        labels = frozenset({label}) if label and role == "phone" else frozenset[str]()
        if role == "birthday":
            role, label = told, ""
        columns.append(Column(index=index, header=text, role=role, labels=labels, group=label))
    return columns


def _known_product(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The columns of Palm Desktop (21) or of a Thunderbird that wrote no headers (36 to 38)."""
    if all(len(row) == 21 and row[19] in ("0", "1") for row in rows):
        return _PALM
    if 36 <= width <= 38 and any(emails(row[4]) for row in rows if len(row) > 4):
        return _THUNDERBIRD if width > 36 else [*_THUNDERBIRD[:6], *_THUNDERBIRD[7:]]
    return []


def _by_content(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """E-mail and phone columns by their cells, the first words side by side as name, the rest unnamed."""
    roles = []
    for index in range(width):
        cells = [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
        share = len(cells) / 2
        if cells and sum(bool(emails(cell)) for cell in cells) > share:
            roles.append("email")
        elif cells and sum(map(_is_number, cells)) > share:
            roles.append("phone")
        else:
            is_words = cells and sum(bool(re.fullmatch(r"[^\d@/:]+", cell)) for cell in cells) > share
            roles.append("words" if is_words else "extra")
    first = next((index for index, role in enumerate(roles) if role == "words"), width)
    words = list(takewhile(lambda index: roles[index] == "words", range(first, width)))
    for index, role in zip(words, _names(rows, words[:3]), strict=False):
        roles[index] = role
    return ["extra" if role == "words" else role for role in roles]


def _names(rows: Sequence[Sequence[str]], words: Sequence[int]) -> list[str]:
    """A whole name and its two parts, two parts, or one whole name."""

    def holds(whole: int, part: int) -> bool:
        pairs = [(row[whole], row[part]) for row in rows if max(whole, part) < len(row)]
        return sum(one.strip() in other for other, one in pairs if one.strip()) * 2 > len(pairs)

    if len(words) == 3 and holds(words[0], words[1]) and holds(words[0], words[2]):
        return ["full", "given", "family"]
    if len(words) == 3 and holds(words[2], words[0]) and holds(words[2], words[1]):
        return ["given", "family", "full"]
    spaced = sum(" " in row[words[0]].strip() for row in rows if words and words[0] < len(row))
    return ["full"] if len(words) < 2 or spaced * 2 > len(rows) else ["given", "family"]
