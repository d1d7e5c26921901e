"""Kind ``caldav``: a calendar on a CalDAV server, read as evidence and written with reminders."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any
from urllib.parse import urljoin

from reconnect_core import (
    Busy,
    Calendar,
    Complete,
    Entry,
    Fault,
    Gone,
    Opening,
    Receipt,
    Refused,
    Reminder,
    Removed,
    State,
    Unchanged,
    Unreadable,
    Window,
)

from .dav.access import DavSettings
from .dav.discovery import CALENDAR, Collection, chosen
from .dav.events import Reading, in_window, listed
from .dav.fetch import Fetched, fetched
from .dav.free_busy import busy_times
from .dav.memory import Shelf, digest, pack, unpack
from .dav.presets import left_out
from .dav.reminders import Desk
from .dav.reports import CAL_DATA, child, mkcalendar
from .dav.server import Ask, Server, Tell
from .dav.setup import choose, set_up
from .dav.sync import Listing, changes, token_of
from .dav.transport import Lost, Traffic, expect
from .versions import ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class CaldavSettings(DavSettings):
    """The config keys of kind ``caldav``."""

    calendar: str = ""
    """Its name, or the last part of its address; may be left out when url is the calendar's own."""


class CaldavCalendar(Calendar):
    """One calendar of an account; vanished reminders are looked for in the others."""

    kind = "caldav"
    Settings = CaldavSettings
    entries_tell_busy = True
    """False once it turned out that only busy time may be seen here: then ``busy`` is to be asked."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._server = Server(opening, contacts=False)
        self._reading = Reading(calendar=opening.name, zone=opening.zone)

    @property
    def traffic(self) -> Traffic:
        """Requests and bytes since this store was opened."""
        return self._server.traffic

    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window: the server filters (RFC 4791 section 7.8), we expand."""
        with self._server.directory.healing():
            for resource in self._in_window(window) if self._calendar().readable else ():
                yield from self._reading.entries(resource, window)

    def changes(
        self, state: bytes | None, window: Window
    ) -> Iterator[Entry | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state`` in the same window: one request when nothing did.

        The window is listed again once a week, and whenever the sync token cannot be trusted.
        """
        calendar, now = self._calendar(), self.opening.clock()
        self.entries_tell_busy = calendar.readable
        if not calendar.readable:
            yield Complete()
            return
        about = repr((ENTRIES, calendar.url, self.opening.settings.username, window.first, window.last))
        before = (unpack(about, state) or {}).get(calendar.url)
        shelf = Shelf(known=dict(before.known)) if before else Shelf(listed=now)
        with self._server.directory.healing():
            if before is None:
                shelf.token = token_of(self._server.transport, calendar)
                yield from self._all(window, shelf)
            else:
                yield from self._changed(calendar, window, before, shelf, now)
        if before is None:
            yield Complete()
        same = shelf == before
        if same:
            yield Unchanged()
        yield State(token=state if state and same else pack(about, {calendar.url: shelf}))

    def busy(self, window: Window) -> Iterator[Busy]:
        """The time that is taken, from the entries; where those may not be seen, by free-busy-query."""
        calendar = self._calendar()
        try:
            if calendar.readable:
                yield from super().busy(window)
                return
        except Refused:
            if not calendar.free_busy:
                raise
        if calendar.free_busy:
            yield from busy_times(self._server.transport, calendar, window, self.opening.zone)

    def blind(self) -> Mapping[str, str]:
        """Meetings, where only busy time may be seen."""
        return {} if self.entries_tell_busy else {"meetings": "meetings are not seen: only busy time is shared"}

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our reminders as they are now, in one request; those not there are searched for by UID everywhere."""
        return self._desk().look_up(receipts, _Lazy(self._server.directory.calendars))

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless it is there: one request for all, and one for each new one."""
        every = list(reminders)
        if every:
            yield from self._desk().put(every, self.opening.clock())

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders; False when it is gone or the user touched it."""
        return self._desk().remove(receipt, unless_changed=unless_changed)

    def create(self, name: str) -> str:
        """Create a calendar of this name (RFC 4791 section 5.3.1) and return its address."""
        directory = self._server.directory
        known = directory.calendars()
        homes = directory.account.homes
        if homes is None or not homes[1]:
            raise Refused(
                f"{self.name}: the server tells no place for calendars.", next_step="Create it by hand."
            )
        home, taken = urljoin(self._server.transport.url, homes[1][0]), {one.url for one in known}
        word = "".join(c if c.isalnum() and c.isascii() else "-" for c in name.lower()).strip("-") or "calendar"
        url = next(u for u in (f"{child(home, word + tail)}/" for tail in _tails()) if u not in taken)
        try:
            answer = mkcalendar(self._server.transport, url, name, ("VEVENT", "VTODO"))
            expect(self.name, answer, 200, 201)
        except Lost:
            directory.relist(CALENDAR)
            if url not in {one.url for one in directory.calendars()}:
                raise
        directory.relist(CALENDAR)
        return url

    def shared(self) -> Iterator[str]:
        """That others see the calendar, where the server says so in its resource type."""
        calendar = self._calendar()
        if calendar.shared:
            yield f"{calendar.name} is shared on the server"

    def close(self) -> None:
        """End the connection; a second call does no harm."""
        self._server.close()

    def signin(self, ask: Ask, tell: Tell) -> None:
        """Ask for the password or token, try it, and keep it when it works."""
        self._server.signin(ask, tell)

    @classmethod
    def set_up(cls, opening: Opening, where: str, ask: Ask, tell: Tell) -> tuple[Mapping[str, Any], ...]:
        """Ask for the account, sign in, and ask which calendar takes the reminders, creating it if need be."""

        def look(store: CaldavCalendar) -> tuple[Mapping[str, Any], ...]:
            return choose(store._server.directory.calendars(), store.create, ask, tell)

        return set_up(cls, opening, where, ask, tell, look)

    def notes(self) -> Iterator[str]:
        """The calendars found, and what the server cannot do for the one that is used."""
        names = ", ".join(one.name for one in self._server.directory.calendars() if not left_out(one.url))
        yield f"calendars on the server: {names or 'none'}"
        calendar = self._calendar()
        limits = {
            "only busy time may be seen: whom you met is not known from here": calendar.readable,
            "read-only: reminders cannot be written there": calendar.writable,
            "takes no tasks: reminders are events": calendar.holds("VTODO"),
            "takes no events": calendar.holds("VEVENT"),
            "no sync-collection: the window is listed at every read": calendar.sync,
            "no free-busy-query": calendar.free_busy,
        }
        yield from (f"{calendar.name}: {limit}" for limit, fine in limits.items() if not fine)
        yield from self._server.preset.limits if self._server.preset else ()

    def _calendar(self) -> Collection:
        directory, wanted = self._server.directory, self.opening.settings.calendar
        own = directory.account.own
        if not wanted and own is not None and own.kind == CALENDAR:
            return own
        return chosen(self.name, directory.calendars(), wanted, "calendar")

    def _desk(self) -> Desk:
        return Desk(self._server.transport, self._reading, self._calendar())

    def _in_window(self, window: Window) -> Iterator[Fetched]:
        return in_window(self._server.transport, self._calendar(), window, self.opening.zone)

    def _all(self, window: Window, shelf: Shelf) -> Iterator[Entry | Unreadable]:
        for resource in self._in_window(window):
            shelf.known[resource.path] = (resource.etag, _mark(resource))
            yield from self._reading.entries(resource, window)

    def _changed(
        self, calendar: Collection, window: Window, before: Shelf, shelf: Shelf, now: datetime
    ) -> Iterator[Entry | Unreadable | Removed]:
        transport = self._server.transport
        weekly = before.due(now)

        def whole() -> Listing:
            return listed(transport, calendar, window, self.opening.zone)

        known = before.etags(again=weekly)
        found = changes(transport, calendar, "" if weekly else before.token, known, whole)
        shelf.token = found.token
        shelf.listed = now if found.complete else before.listed
        for path in found.gone:
            del shelf.known[path]
            yield Removed(key=path)
        for resource in fetched(transport, calendar.url, list(found.etags), CAL_DATA):
            yield from self._renewed(resource, found.etags[resource.path], window, shelf)

    def _renewed(
        self, resource: Fetched, etag: str, window: Window, shelf: Shelf
    ) -> Iterator[Entry | Unreadable | Removed]:
        mark = "" if resource.gone else _mark(resource)
        before = shelf.known.pop(resource.path, None)
        now = (etag or resource.etag, mark)
        if mark and before == now:  # an entry tells its etag: a new one is news, though the content is the same
            shelf.known[resource.path] = now
            return
        items = [] if resource.gone else list(self._reading.entries(resource, window))
        if items:
            shelf.known[resource.path] = now
        elif before is not None:
            yield Removed(key=resource.path)
        yield from items


class _Lazy:
    """Calendars listed only when somebody goes through them."""

    def __init__(self, ask: Callable[[], tuple[Collection, ...]]) -> None:
        self._ask = ask

    def __iter__(self) -> Iterator[Collection]:
        return iter(self._ask())


def _mark(resource: Fetched) -> str:
    return "" if resource.why else digest(resource.data)


def _tails() -> Iterator[str]:
    return chain([""], (f"-{number}" for number in count(2)))
