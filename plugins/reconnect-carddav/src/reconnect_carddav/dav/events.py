"""Calendar resources as entries: those of a window, those of a UID, and those that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from reconnect_core import Entry, Refused, Unavailable, Unreadable, Unusable, Window

from .. import ical
from .discovery import Collection
from .fetch import Fetched, fetched
from .multistatus import MARK, parsed
from .reports import CAL_DATA, ETAG, calendar_query, time_range, with_uid
from .sync import Listing, token_of
from .transport import Missing, TooLarge, Transport, expect

ALWAYS = Window(first=date(1970, 1, 2), last=date(2199, 12, 30))
COMPONENTS = ("VEVENT", "VTODO")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How resources of one calendar store become entries."""

    calendar: str
    zone: tzinfo

    def entries(self, resource: Fetched, window: Window) -> Iterator[Entry | Unreadable]:
        """The occurrences of one resource in the window."""
        if resource.why:
            yield Unreadable(reason=resource.why, source=self.calendar, key=resource.path)
            return
        for item in ical.read(
            resource.data.encode("utf-8", "surrogatepass"),
            window,
            calendar=self.calendar,
            zone=self.zone,
            resource=resource.path,
            file=resource.path,
            etag=resource.etag,
        ):
            if isinstance(item, Unreadable):
                yield replace(item, source=self.calendar, key=resource.path)
            else:
                yield item

    def reminder(self, resource: Fetched, uid: str) -> Entry | None:
        """The entry with this UID in one resource, wherever it was moved to; None when there is none."""
        found = (item for item in self.entries(resource, ALWAYS) if isinstance(item, Entry))
        return next((entry for entry in found if entry.uid == uid), None)


def in_window(transport: Transport, calendar: Collection, window: Window, zone: tzinfo) -> Iterator[Fetched]:
    """Each resource with an occurrence in the window, data included: one request for each component.

    Where such a large answer fails, addresses are asked for first and the data in batches.
    """
    seen: set[str] = set()
    for component in COMPONENTS:
        if calendar.holds(component):
            for resource in _with_data(transport, calendar, component, window, zone):
                if resource.path not in seen:
                    seen.add(resource.path)
                    yield resource


def listed(transport: Transport, calendar: Collection, window: Window, zone: tzinfo) -> Listing:
    """Addresses and etags of the resources with an occurrence in the window, and the token of before."""
    found = Listing(token=token_of(transport, calendar), complete=True)
    for component in COMPONENTS:
        if calendar.holds(component):
            found.etags.update(_etags(transport, calendar, component, window, zone))
    return found


def by_uid(transport: Transport, calendar: Collection, uid: str) -> Iterator[Fetched]:
    """Resources that a calendar gives for this UID; the caller checks, as some servers ignore the filter."""
    for component in COMPONENTS:
        if calendar.holds(component):
            try:
                answer = calendar_query(transport, calendar.url, component, with_uid(uid), (ETAG, CAL_DATA))
                expect(transport.name, answer, 207)
            except (Refused, Missing):  # a calendar shared without the right to read it, or just removed
                continue
            yield from _resources(transport.name, answer.body)


def _with_data(
    transport: Transport, calendar: Collection, component: str, window: Window, zone: tzinfo
) -> Iterator[Fetched]:
    filters = time_range(*window.moments(zone))
    try:
        answer = calendar_query(transport, calendar.url, component, filters, (ETAG, CAL_DATA))
        if answer.status < 500:
            expect(transport.name, answer, 207)
            return iter(_resources(transport.name, answer.body))
    except (TooLarge, Unusable, Unavailable) as error:
        if isinstance(error, Missing):
            raise
    paths = _etags(transport, calendar, component, window, zone)
    return fetched(transport, calendar.url, list(paths), CAL_DATA)


def _etags(
    transport: Transport, calendar: Collection, component: str, window: Window, zone: tzinfo
) -> dict[str, str]:
    filters = time_range(*window.moments(zone))
    answer = calendar_query(transport, calendar.url, component, filters, (ETAG,))
    found = parsed(transport.name, expect(transport.name, answer, 207).body).found
    return {entry.path: entry.text(ETAG) for entry in found if entry.status < 300}


def _resources(name: str, body: bytes) -> Sequence[Fetched]:
    return [
        Fetched(
            path=entry.path,
            etag=entry.text(ETAG),
            data=entry.data(CAL_DATA),
            why="it holds a character that XML cannot carry" if MARK in entry.data(CAL_DATA) else "",
        )
        for entry in parsed(name, body).found
        if entry.status < 300 and entry.data(CAL_DATA).strip()
    ]
