"""A calendar file as bytes: components found, put in and taken out, everything else left as it is."""

import re

from .ical.content import content_lines
from .ical.outline import ENTRIES, Part, outline

_HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Reconnect//reconnect-carddav//EN\r\n"
_END = b"END:VCALENDAR\r\n"
_BEGINS = re.compile(rb"(?im)^(?:\xef\xbb\xbf)?BEGIN[ \t]*:[ \t]*VCALENDAR[ \t\r]*$")
_ENDS = re.compile(rb"(?im)^END[ \t]*:[ \t]*VCALENDAR[ \t\r]*$")
_UID = frozenset({b"UID"})


class CalendarBytes:
    """One version of a file, and where its events, tasks and time zones stand in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data or _HEAD + _END
        self._entries: dict[str, Part] = {}
        self._zones: list[Part] = []
        for part in outline(self.data):
            if part.kind in ENTRIES:
                self._entries.setdefault(self._uid(part), part)
            elif part.kind == b"VTIMEZONE":
                self._zones.append(part)

    def find(self, uid: str) -> Part | None:
        """The first event or task with this UID, or None."""
        return self._entries.get(uid)

    def alone(self, part: Part) -> bytes:
        """A calendar that holds this component and the file's time zones only."""
        return b"".join((_HEAD, *map(self._bytes, self._zones), self._bytes(part), _END))

    @property
    def is_cut(self) -> bool:
        """True where the last calendar has no end: somebody writes at it, or a copy broke off."""
        begins, ends = (
            max((one.start() for one in line.finditer(self.data)), default=-1) for line in (_BEGINS, _ENDS)
        )
        return ends < begins

    def inserted(self, zone: bytes, component: bytes) -> bytes:
        """The file with the component before its last calendar's end, and the zone where that lacks it.

        Raises ValueError for a file without a calendar that ends, or one in an encoding like UTF-16.
        """
        begins, ends = list(_BEGINS.finditer(self.data)), list(_ENDS.finditer(self.data))
        if not begins or self.is_cut or b"\0" in self.data:
            raise ValueError("no calendar that ends")
        place = ends[-1].start()
        name = re.search(rb"(?m)^TZID:.*?$", zone.replace(b"\r", b""))
        known = name is None or re.search(
            rb"(?m)^" + re.escape(name[0]) + rb"[ \t\r]*$", self.data[begins[-1].start() : place]
        )
        more = component if known else zone + component
        if b"\r\n" not in self.data:
            more = more.replace(b"\r\n", b"\n")
        return self.data[:place] + more + self.data[place:]

    def without(self, part: Part) -> bytes:
        """The file without exactly this component's lines."""
        return self.data[: part.begin] + self.data[self._after(part) :]

    def _bytes(self, part: Part) -> bytes:
        return self.data[part.begin : part.end].rstrip() + b"\r\n"

    def _after(self, part: Part) -> int:
        return part.end + (self.data[part.end : part.end + 1] == b"\n")

    def _uid(self, part: Part) -> str:
        line = next(content_lines(self.data[part.begin : part.end], _UID), b"")
        return line.partition(b":")[2].strip().decode("utf-8", "replace")
