"""A calendar file as bytes: components found, put in and taken out, everything else left as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_TOP = (b"VEVENT", b"VTODO")
HEAD = (b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//Reconnect//reconnect-carddav//EN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One event or task: where its bytes begin and end, and its UID."""

    begin: int
    end: int
    uid: str


def components(data: bytes) -> Iterator[Component]:
    """Every event and task of the file in order; a folded or odd UID line is read as far as it goes."""
    kind, begin, uid = b"", 0, ""
    for match in _LINE.finditer(data):
        line = match[0].strip().upper()
        if not kind and line.startswith(b"BEGIN:") and line[6:] in _TOP:
            kind, begin, uid = line[6:], match.start(), ""
        elif kind and line == b"END:" + kind:
            yield Component(begin=begin, end=match.end(), uid=uid)
            kind = b""
        elif kind and line.startswith(b"UID") and not uid:
            uid = match[0].strip().partition(b":")[2].decode("utf-8", "replace")


def find(data: bytes, uid: str) -> Component | None:
    """The component with this UID, or None."""
    return next((one for one in components(data) if one.uid == uid), None)


def alone(data: bytes, component: Component) -> bytes:
    """A calendar that holds this component and the file's time zones only."""
    zones = b"".join(
        match[0] for match in re.finditer(rb"(?ims)^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$\n?", data)
    )
    body = data[component.begin : component.end]
    return b"\r\n".join(HEAD) + b"\r\n" + zones + body.rstrip() + b"\r\nEND:VCALENDAR\r\n"


def inserted(data: bytes, zone: bytes, component: bytes) -> bytes:
    """The same bytes with the component before the calendar's end, and the zone where it is not there yet.

    Raises ValueError for bytes that are no calendar.
    """
    if not data.strip():
        data = b"\r\n".join((*HEAD, b"END:VCALENDAR", b""))
    ends = [m for m in _LINE.finditer(data) if m[0].strip().upper() == b"END:VCALENDAR"]
    if not ends or not re.search(rb"(?im)^\s*\xef?\xbb?\xbf?BEGIN:VCALENDAR\s*$", data):
        raise ValueError("no calendar")
    name = re.search(rb"(?im)^TZID:(.*?)\s*$", zone)
    known = name is None or re.search(rb"(?im)^TZID:" + re.escape(name[1]) + rb"\s*$", data)
    more = component if known else zone + component
    if b"\r\n" not in data:
        more = more.replace(b"\r\n", b"\n")
    place = ends[-1].start()
    return data[:place] + more + data[place:]


def without(data: bytes, component: Component) -> bytes:
    """The same bytes without exactly this component's."""
    return data[: component.begin] + data[component.end :]
