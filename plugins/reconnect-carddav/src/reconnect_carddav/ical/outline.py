"""Where each component of a file begins and ends: found in the bytes, so that a broken one stays alone.

A sibling that begins, or the end of the calendar, closes a component that lacks its END line. One that the
end of the file cuts off is not read: what is missing might have been its cancellation.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

_MARK = re.compile(rb"(?im)^(BEGIN|END)[ \t]*:[ \t]*([A-Z0-9-]+)[ \t\r]*$")
ENTRIES = frozenset({b"VEVENT", b"VTODO"})
_SIBLINGS = ENTRIES | {b"VTIMEZONE", b"VJOURNAL", b"VFREEBUSY"}
_SAME = {name: name for name in _SIBLINGS}
"""One object for each name: a file may hold very many small components."""


@dataclass(slots=True)
class Frame:
    """The calendar object around some components: its own lines, wherever they stand in it."""

    lines: list[bytes] = field(default_factory=list)


class Part(NamedTuple):
    """One component directly in a calendar: ``data[begin:end]``, its BEGIN and END lines included."""

    kind: bytes
    begin: int
    end: int
    frame: Frame
    cut: bool = False


def outline(data: bytes) -> Iterator[Part]:
    """Every component in the order of the file, also where a VCALENDAR around it is missing."""
    frame, kind, begin, rest = Frame(), b"", 0, 0
    for mark in _MARK.finditer(data):
        word, name = mark[1].upper(), mark[2].upper()
        name, at = _SAME.get(name, name), mark.start()
        if word == b"BEGIN":
            if kind and name not in _SIBLINGS and name != b"VCALENDAR":
                continue
            if kind:
                yield Part(kind, begin, at, frame)
            else:
                _keep(frame, data[rest:at])
            kind, begin, rest = name, at, mark.end()
            if name == b"VCALENDAR":
                frame, kind = Frame(), b""
        elif name in (kind, b"VCALENDAR"):
            if kind:
                yield Part(kind, begin, mark.end() if name == kind else at, frame)
            else:
                _keep(frame, data[rest:at])
            kind, rest = b"", mark.end()
    if kind:
        yield Part(kind, begin, len(data), frame, cut=True)


def _keep(frame: Frame, lines: bytes) -> None:
    if lines := lines.strip():
        frame.lines.append(lines)


class LineCounter:
    """Line numbers, counted from 1, of places in the data."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _ends(self) -> "array[int]":
        return array("Q", (match.start() for match in re.finditer(b"\n", self._data)))

    def at(self, place: int) -> int:
        """The line that the byte at ``place`` stands in."""
        return bisect_left(self._ends, place) + 1
