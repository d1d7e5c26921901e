"""A VTIMEZONE definition as a time zone (RFC 5545 section 3.6.5), for the TZIDs that nobody else knows."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from ..vcard.charsets import Decoder
from .content import properties, unescaped, word
from .expanding import Budget, occurrences
from .moments import moment
from .rules import Rule, parsed_rule
from .zones import known_zone

_OBSERVANCE = re.compile(rb"(?im)^BEGIN[ \t]*:[ \t]*(?:STANDARD|DAYLIGHT)[ \t\r]*$")
_END = re.compile(rb"(?im)^END[ \t]*:")
_WANTED = frozenset({b"DTSTART", b"TZOFFSETFROM", b"TZOFFSETTO", b"RRULE", b"RDATE"})
_OWN = frozenset({b"TZID", b"X-LIC-LOCATION"})
_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d):?(\d\d)?$")
_EARLY = re.compile(r"^\s*(?:0\d{3}|1[0-5]\d\d)")
_MOST = 200
"""Observances that are looked at; a history back to 1880 has fewer."""


class _Onset(NamedTuple):
    """From this wall time on, read with ``before``, the offset is ``after``."""

    wall: datetime
    before: timedelta
    after: timedelta


class _Observance(NamedTuple):
    start: datetime
    before: timedelta
    after: timedelta
    rule: Rule | None
    until: datetime | None
    further: tuple[datetime, ...]


class WrittenZone(tzinfo):
    """The offsets that a file's own definition gives; years are worked out when asked for."""

    def __init__(self, observances: list[_Observance], budget: Budget) -> None:
        self._observances, self._budget = observances, budget
        self._years: dict[int, list[_Onset]] = {}

    def utcoffset(self, when: datetime | None) -> timedelta:
        """The offset that holds at this wall time."""
        if when is None:
            return timedelta()
        wall = when.replace(tzinfo=None)
        self._budget.charge(2)
        if wall.year not in self._years:
            self._years[wall.year] = sorted(self._onsets(wall.year))
        onsets = self._years[wall.year]
        past = [onset for onset in onsets if onset.wall <= wall]
        return past[-1].after if past else min(onsets).before if onsets else self._observances[0].before

    def dst(self, when: datetime | None) -> timedelta:
        """Zero: what is called daylight saving is not needed."""
        return timedelta()

    def tzname(self, when: datetime | None) -> str | None:
        """None: the zone has no name of its own."""
        return None

    def fromutc(self, when: datetime) -> datetime:
        """The wall time of a UTC moment."""
        wall = when + self.utcoffset(when)
        return when + self.utcoffset(wall)

    def _onsets(self, year: int) -> Iterator[_Onset]:
        """The last onset of every observance before the year, and all in it."""
        first, last = datetime(year - 1, 1, 1), datetime(year, 12, 31, 23, 59, 59)
        for one in self._observances:
            walls = [wall for wall in (one.start, *one.further) if wall <= last]
            if one.rule and one.start <= last:
                begin = one.start if one.until and one.until < first else first
                end = min(one.until or last, last)
                walls.extend(occurrences(one.rule, one.start, begin, end, self._budget))
            walls = sorted(set(walls))
            recent = [wall for wall in walls if wall >= first] or walls[-1:]
            for wall in recent:
                yield _Onset(wall, one.before, one.after)


class _NoZones:
    def find(self, tzid: str) -> None:
        """Times in a definition float: they are read with its own offsets."""

    def homes(self) -> tuple[tzinfo, ...]:
        """None."""
        return ()


def written_zone(definition: bytes, budget: Budget) -> tzinfo | None:
    """The zone that a VTIMEZONE defines, or the one that its X-LIC-LOCATION names; None for neither."""
    decoder = Decoder(definition)
    location = properties(definition, _OWN, decoder).get("X-LIC-LOCATION")
    if location and (zone := known_zone(location[0].text.strip())):
        return zone
    parts = _OBSERVANCE.split(definition, _MOST)[1:]
    found = (_observance(_END.split(part, 1)[0], decoder) for part in parts)
    observances = _superseded(sorted((one for one in found if one), key=lambda one: one.start))
    return WrittenZone(observances, budget) if observances else None


def _superseded(observances: list[_Observance]) -> list[_Observance]:
    """An endless rule ends where a later one makes the same change: Exchange writes eras so."""
    found: list[_Observance] = []
    for position, one in enumerate(observances):
        later = (two.start for two in observances[position + 1 :] if two[1:3] == one[1:3] and two.rule)
        begins = next((start for start in later if start > one.start), None)
        found.append(one if one.until or begins is None else one._replace(until=begins - timedelta(days=1)))
    return found


def tzid_of(definition: bytes) -> str | None:
    """The TZID of a VTIMEZONE as text, which may be empty; None where it has none."""
    found = properties(definition, _OWN, Decoder(definition)).get("TZID")
    return unescaped(found[0].text).strip().strip('"').strip() if found else None


def _observance(component: bytes, decoder: Decoder) -> _Observance | None:
    found = properties(component, _WANTED, decoder)
    before, after = _offset(word(found, "TZOFFSETFROM")), _offset(word(found, "TZOFFSETTO"))
    if after is None:
        return None
    before = after if before is None else before
    start = _onset_start(found["DTSTART"][0].text if "DTSTART" in found else "")
    rule = until = None
    if "RRULE" in found:
        try:
            rule = parsed_rule(found["RRULE"][0].text)
            until = _until(rule.until, before)
            if rule.freq not in ("YEARLY", "MONTHLY"):
                rule = None  # no clock on earth is changed every week or second
        except ValueError:
            rule = until = None
    further = tuple(_walls(part for one in found.get("RDATE", ()) for part in one.text.split(",")))
    return _Observance(start, before, after, rule, until, further[:1000])


def _onset_start(text: str) -> datetime:
    """DTSTART; clients write the years 1 and 1601 for "always"."""
    try:
        return moment(_EARLY.sub("1601", text), "", _NoZones()).wall
    except ValueError:
        return datetime(1601, 1, 1)


def _walls(values: Iterable[str]) -> Iterator[datetime]:
    for value in values:
        try:
            yield moment(value, "", _NoZones()).wall
        except ValueError:
            continue


def _until(text: str, before: timedelta) -> datetime | None:
    if not text:
        return None
    end = moment(text, "", _NoZones())
    return end.wall + before if end.zone else end.wall


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.match(text)
    if match is None:
        return None
    length = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return None if length >= timedelta(days=1) else -length if match[1] == "-" else length
