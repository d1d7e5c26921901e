"""Any bytes to the entries of a window: outline, groups by uid, series, entries."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from itertools import chain
from typing import Any

from reconnect_core import Entry, Unreadable, Window

from ..vcard.charsets import Decoder
from .content import content_lines, number, properties, text, word
from .digests import OUR_UID
from .entries import WANTED, Source, described
from .envelopes import laid_bare
from .expanding import Budget, TooMuchError
from .members import Member, member
from .outline import ENTRIES, Frame, LineCounter, Part, outline
from .rules import BadRuleError
from .series import Occurrence, Span, as_they_are, expanded
from .written_zones import tzid_of, written_zone
from .zones import MOST_ZONES, FileZones

MOST_OCCURRENCES = 5_000
"""Of one series in one window; that there are more is told."""
MOST_TOGETHER = 1_000
"""Components with one uid; more are no series but an exporter that gives all the same uid."""
_STEPS, _STEPS_A_BYTE_ABOVE = 500_000, 1.0
_STEPS_A_COMPONENT = 30
_LARGE = 1_000_000
_UID = frozenset({b"UID"})
_FRAME_LINES = frozenset({b"METHOD", b"X-WR-TIMEZONE"})
_NEEDS_NO_START = frozenset({"reply", "cancel", "refresh", "declinecounter"})
_FIRST_DAY, _LAST_DAY = date(1200, 1, 1), date(8800, 1, 1)


class Reading:
    """One reading of one file or resource."""

    def __init__(self, data: bytes, window: Window, zone: tzinfo, source: Source) -> None:
        self._data = laid_bare(data)
        self._span, self._source = span(window, zone), source
        self._budget = Budget(_steps(len(self._data)))
        self._decoder, self._lines = Decoder(self._data), LineCounter(self._data)
        self._definitions: dict[str, Callable[[], tzinfo | None]] = {}
        self._frames: dict[int, tuple[str, FileZones]] = {}

    def records(self) -> Iterator[Entry | Unreadable]:
        """Every occurrence in the window, and a value for every component that could not be read."""
        groups: dict[bytes, list[Part]] = defaultdict(list)
        alone: list[Part] = []
        empty = True
        for part in outline(self._data):
            empty = False
            if part.kind in ENTRIES:
                uid = self._uid(part)
                # The tasks of others take up no time, and are no meetings whoever is assigned to them.
                if part.kind == b"VEVENT" or OUR_UID.match(uid.decode("ascii", "replace")):
                    (groups[part.kind + uid] if uid else alone).append(part)
            elif part.kind == b"VTIMEZONE":
                self._define(part)
        for group in chain(groups.values(), ([part] for part in alone)):
            yield from self._group(group)
        if empty and not self._data.upper().lstrip().startswith(b"BEGIN:VCALENDAR"):
            yield self._unreadable("no calendar was found in it", 0)

    def _uid(self, part: Part) -> bytes:
        """What the components of one series share; empty for one that stands alone."""
        component = self._data[part.begin : part.end]
        if b"UID" not in component:
            return b""
        return next(content_lines(component, _UID), b"").partition(b":")[2].strip()

    def _define(self, part: Part) -> None:
        definition = self._data[part.begin : part.end]
        if len(self._definitions) < 2 * MOST_ZONES and (tzid := tzid_of(definition)) is not None:
            zone = partial(written_zone, definition, self._budget)
            self._definitions.setdefault(tzid, zone)
            self._definitions.setdefault(tzid.casefold(), zone)

    def _group(self, parts: list[Part]) -> Iterator[Entry | Unreadable]:
        if len(parts) > MOST_TOGETHER:
            for part in parts:
                yield from self._group([part])
            return
        members: list[Member] = []
        called_off = -1
        for part in parts:
            try:
                one = self._member(part, together=len(parts) > 1)
                if isinstance(one, Member):
                    members.append(one)
                elif one is not None:
                    called_off = max(called_off, one)
            except (ValueError, OverflowError) as error:
                yield self._unreadable(f"an entry could not be read: {_reason(error)}", part.begin)
        for one in members:
            if one.sequence <= called_off:
                one.method = "cancel"
        if members:
            yield from self._entries(members)

    def _member(self, part: Part, *, together: bool) -> Member | int | None:
        """What the component says; the revision of a cancellation without a start; None for what says nothing.

        ``together`` tells that others share its uid: then RECURRENCE-ID may stand for a start.
        """
        if part.cut:
            raise ValueError("the file ends before its end")
        component = self._data[part.begin : part.end]
        if self._budget.is_spent and b"RRULE" in component:
            raise TooMuchError("the file has more recurrences than can be followed")
        self._budget.charge(_STEPS_A_COMPONENT)
        method, zones = self._frame(part.frame)
        found = properties(component, WANTED, self._decoder)
        method = method or word(found, "METHOD")
        if part.kind == b"VEVENT" and "DTSTART" not in found and not (together and "RECURRENCE-ID" in found):
            # Replies and cancellations may do without: then they take up no time.
            if method not in _NEEDS_NO_START:
                raise ValueError("it has no start (DTSTART)")
            return number(found, "SEQUENCE") if method == "cancel" and "RECURRENCE-ID" not in found else None
        # An event without a name of its own is known by its content.
        uid = text(found, "UID") or f"without-uid-{hashlib.sha256(component).hexdigest()[:24]}"
        return member(found, zones, uid=uid, method=method, task=part.kind == b"VTODO", place=part.begin)

    def _frame(self, frame: Frame) -> tuple[str, FileZones]:
        """The METHOD of the calendar around a component, and its zones."""
        if id(frame) not in self._frames:
            found = properties(b"\n".join(frame.lines), _FRAME_LINES, self._decoder)
            floating = found["X-WR-TIMEZONE"][0].text if "X-WR-TIMEZONE" in found else ""
            self._frames[id(frame)] = word(found, "METHOD"), FileZones(self._definitions, floating)
        return self._frames[id(frame)]

    def _entries(self, members: list[Member]) -> Iterator[Entry | Unreadable]:
        common: dict[int, dict[str, Any]] = {}
        try:
            yield from self._capped(expanded(members, self._span, self._budget), common)
        except BadRuleError as error:
            yield self._unreadable(f"only the written dates of a series are told: {error}", members[0].place)
            yield from self._capped(as_they_are(members, self._span), common)
        except (ValueError, OverflowError) as error:
            yield self._unreadable(f"a series could not be followed: {_reason(error)}", members[0].place)

    def _capped(self, found: Iterator[Occurrence], common: dict[int, dict[str, Any]]) -> Iterator[Entry]:
        for count, one in enumerate(found):
            if count >= MOST_OCCURRENCES:
                raise ValueError(f"it has more than {MOST_OCCURRENCES} occurrences in the window")
            if one.member.place not in common:
                common[one.member.place] = self._common(one.member)
            yield _entry(one, common[one.member.place])

    def _common(self, one: Member) -> dict[str, Any]:
        return described(one, self._source)

    def _unreadable(self, reason: str, place: int) -> Unreadable:
        return Unreadable(
            reason=reason,
            source=self._source.calendar,
            key=self._source.resource,
            file=self._source.file,
            line=self._lines.at(place),
        )


def _steps(size: int) -> int:
    """So many that a file below 1 MB takes a second or two at most, whatever it asks for."""
    return _STEPS + int(_STEPS_A_BYTE_ABOVE * max(0, size - _LARGE))


def span(window: Window, zone: tzinfo) -> Span:
    """The moments of the window, within what dates can hold."""
    first, last = max(window.first, _FIRST_DAY), min(window.last, _LAST_DAY) + timedelta(days=1)
    begin, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, last))
    return Span(begin, end, zone)


def _entry(one: Occurrence, common: dict[str, Any]) -> Entry:
    end = None if one.end is None else one.end.when()
    return Entry(start=one.start.when(), end=end, recurrence_id=one.original, **common)


def _reason(error: Exception) -> str:
    return "a time out of range" if isinstance(error, OverflowError) else str(error)
