"""What a TZID means: an IANA name, a Windows name, a definition in the file, a display name, an offset.

IANA names win over a definition of the same name, since products ship outdated ones; a bare word such as
``GMT`` or ``EST`` means what the file says it means.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import tzinfo
from functools import lru_cache
from itertools import islice

from .moments import fixed, iana
from .zone_names import by_display_name

_UTC_NAMES = frozenset({"UTC", "Z", "ETC/UTC", "ETC/GMT", "UCT", "ZULU", "MICROSOFT/UTC"})
_PURE_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-]\d{1,2}(?::?\d\d)?)(?::?00)?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+\d{1,2}$")
_VENDOR = re.compile(r"^(?:tzone:)?/+", re.IGNORECASE)


MOST_ZONES = 200
"""Of one file; a name beyond them is an unknown one."""
_HOMES = 4


class FileZones:
    """The zones of one file; each name is looked up once."""

    def __init__(self, definitions: Mapping[str, Callable[[], tzinfo | None]], floating: str = "") -> None:
        self._definitions = definitions
        self._found: dict[str, tzinfo | None] = {}
        self._floating = self._look_up(floating) if floating else self._defined("")

    def find(self, tzid: str) -> tzinfo | None:
        """The zone of a TZID; an unknown one is that of X-WR-TIMEZONE, else the nameless one, else floats."""
        if tzid not in self._found and len(self._found) < MOST_ZONES:
            zone = self._look_up(tzid) if tzid else None
            self._found[tzid] = zone or self._floating
        return self._found.get(tzid, self._floating)

    def homes(self) -> Iterator[tzinfo]:
        """The zone of X-WR-TIMEZONE, else the first ones that the file defines."""
        for name in [""] if self._floating else islice(self._definitions, _HOMES):
            if zone := self.find(name):
                yield zone

    def _look_up(self, tzid: str) -> tzinfo | None:
        # Older Radicales put the next parameter inside the quotes.
        name = tzid.partition(";VALUE=")[0].strip().strip('"').strip()
        exact = known_zone(name)
        if exact is not None and ("/" in name or " " in name):
            return exact
        return self._defined(name) or exact or by_display_name(name)

    def _defined(self, name: str) -> tzinfo | None:
        definition = self._definitions.get(name) or self._definitions.get(name.casefold())
        return definition() if definition else None


@lru_cache(256)
def known_zone(name: str) -> tzinfo | None:
    """The zone that a name alone tells: IANA, also below a vendor's path, Windows (CLDR), UTC, an offset."""
    bare = _VENDOR.sub("", name)
    if bare.upper() in _UTC_NAMES:
        return fixed("+0")
    pieces = bare.split("/")
    for begin in range(min(len(pieces), 6)):
        if zone := iana("/".join(pieces[begin:]).replace(" ", "_")):
            return zone
        if "/" not in bare:
            break
    for form in (_NUMBERED.sub("", bare), bare.replace("-", "/", 1), bare.replace("-", "/", 2)):
        if zone := iana(form):
            return zone
    if offset := _PURE_OFFSET.match(bare):
        return fixed(offset[1])
    return _windows(bare.casefold())


def _windows(name: str) -> tzinfo | None:
    """By its Windows name, also one that Outlook numbered, that says daylight, or only where."""
    forms = (name, _NUMBERED.sub("", name), name.replace(" daylight ", " standard "), f"{name} standard time")
    known = windows_names()
    return next((iana(known[form]) for form in forms if form in known), None)


@lru_cache(1)
def windows_names() -> Mapping[str, str]:
    """Windows zone names, folded, to IANA names: CLDR's windowsZones, as icalendar ships it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
