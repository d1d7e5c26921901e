"""ATTENDEE and ORGANIZER as people: damaged addresses mended; rooms, groups and calendars left out."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from reconnect_core import Attendee

from ..vcard.lines import Property
from .content import parameter

_MAILTO = re.compile(r".*mailto:\s*(.*)$", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"\s*(?:mailto:\s*)+", re.IGNORECASE)
_ANGLED = re.compile(r"<\s*(?:mailto:)?([^<>]*@[^<>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+$")
_AROUND_AT = re.compile(r"\s*@\s*")
_SEVERAL = re.compile(r"[^\s@<>,;\"]++@[^\s@<>,;\"]++(?:\s*[,;]\s*[^\s@<>,;\"]++@[^\s@<>,;\"]++)++")
_BETWEEN = re.compile(r"[,;]")
_NOT_PEOPLE = frozenset({"room", "resource", "group"})
_CALENDARS = re.compile(
    r"@(?:(?:group(?:\.v)?|resource|import)\.calendar\.google\.com)$|^unknownorganizer@calendar\.google\.com$",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"\b(?:conf(?:erence)?|meeting|board|class|huddle|zoom|teams)[ -]?room\b"
    r"|\b(?:besprechungs|konferenz|sitzungs|meeting|schulungs)-?(?:raum|zimmer|saal)\b"
    r"|\bsal(?:le|a|ón|on) (?:de|di|d')\s?(?:r[ée]uni|conf|juntas)|\bvergader(?:ruimte|zaal)\b"
    r"|\b(?:møte|möte|mötes|konferens)r(?:om|um)\b|会議室|会议室|會議室|회의실|переговорная",
    re.IGNORECASE,
)
_ROOM_IF_NOT_PARTICIPATING = re.compile(r"(?:room|raum|salle|sala|zaal|rom|rum)\b", re.IGNORECASE)
_LONGEST = 1000
_STATES = {
    "confirmed": "accepted", "needs action": "needs-action", "sent": "needs-action", "accept": "accepted",
    "decline": "declined", "needsaction": "needs-action",
    "accepted": "accepted", "declined": "declined", "tentative": "tentative", "delegated": "delegated",
    "completed": "completed", "in-process": "in-process",
}  # fmt: skip


def attendees(lines: Iterable[Property]) -> tuple[Attendee, ...]:
    """Each invited person once, in the order of the file; an answer counts more than no answer."""
    found: dict[str, Attendee] = {}
    for one in _people(lines):
        key = one.email.lower()
        if key not in found or found[key].partstat == "needs-action" != one.partstat:
            found[key] = one
    return tuple(found.values())


def organizer(lines: Iterable[Property]) -> Attendee | None:
    """The first organiser who is a person with an address."""
    return next(_people(lines), None)


def _people(lines: Iterable[Property]) -> Iterator[Attendee]:
    for one in lines:
        cutype = one.parameters.first("CUTYPE").strip().lower() or "individual"
        if cutype in _NOT_PEOPLE or _is_room(one):
            continue
        for address in _addresses(one):
            yield Attendee(
                email=address,
                name=_name(one, address),
                partstat=_partstat(one),
                cutype="unknown" if cutype == "unknown" else "individual",
            )


def _is_room(one: Property) -> bool:
    """True for a room that says so in its name only, as older Exchange and Notes invite them."""
    name = one.parameters.first("CN").strip("\"' ")[:200]
    role = one.parameters.first("ROLE").strip().lower()
    return bool(_ROOM.search(name) or (role == "non-participant" and _ROOM_IF_NOT_PARTICIPATING.match(name)))


def _addresses(one: Property) -> list[str]:
    """The address in the EMAIL parameter, else that in the value, rarely several, else that in the name.

    Apple's value is often a path or an address that answers go through; the person's own is the parameter.
    """
    several = _BETWEEN.split(one.text) if _SEVERAL.fullmatch(one.text) else ()
    email, calendarserver, name = map(one.parameters.first, ("EMAIL", "X-CALENDARSERVER-EMAIL", "CN"))
    for texts in ((email,), several, (one.text,), (calendarserver,), (name,)):
        found = [address for text in texts if (address := mended_address(text))]
        if found:
            return [address for address in found if not _CALENDARS.search(address)]
    return []


def mended_address(text: str) -> str:
    """Without ``MAILTO:``, brackets, quotes and the blanks that a fold left; empty when none is left."""
    if ("@" not in text and "%40" not in text) or len(text) > _LONGEST:
        return ""
    if angled := _ANGLED.search(text):
        text = angled[1]
    elif after := _MAILTO.match(text):
        text = after[1].partition("?")[0]
    if "%" in text:
        text = unquote(text)
    text = _AROUND_AT.sub("@", text.strip().strip("\"'<>,;.\\").strip())
    local, at, domain = text.rpartition("@")
    return address if _ADDRESS.match(address := local + at + re.sub(r"\s", "", domain)) else ""


def _name(one: Property, address: str) -> str:
    name = parameter(one.parameters, "CN").strip("\"'").strip()
    if not name and "<" in one.text:
        name = _SCHEME.sub("", one.text.partition("<")[0]).strip().strip('"').strip()
    if name.endswith(f"<{address}>"):
        name = name.partition("<")[0].strip().strip('"').strip()
    return "" if name.lower() == address.lower() else name


def _partstat(one: Property) -> str:
    """PARTSTAT, or STATUS of vCalendar 1.0, in small letters; an unknown one is no answer (RFC 5545)."""
    state = (one.parameters.first("PARTSTAT") or one.parameters.first("STATUS")).strip().lower()
    return _STATES.get(state, "needs-action")
