"""Reading one calendar: in full with recurrences expanded by Google, and then only what changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from reconnect_core import (
    Complete,
    Entry,
    Gone,
    Opening,
    Removed,
    State,
    Unchanged,
    Unreadable,
    Window,
    from_plain,
    to_plain,
)

from . import event
from .connection import Connection

PAGE = 2500
AHEAD = timedelta(days=35)
"""A full read looks this much further ahead, so that a window that moves on needs no further request."""
GUESTS = 30
"""More guests are a crowd, of which Google then names only the user."""
_EXPIRED = (400, 404, 410)

BEFORE, INSIDE, AFTER = -1, 0, 1

Json = Mapping[str, Any]
Limits = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """Where the last read ended, the window it answered, and what lies further ahead."""

    asked: str
    token: str
    first: date
    last: date
    covered: date
    """The last day that the full read looked at."""
    ahead: Mapping[str, Json] = field(default_factory=dict)
    """Events after ``last`` by id, as Google gave them: each is yielded when the window reaches it."""
    zone: str = "UTC"
    """The calendar's own zone."""


class Reading:
    """Events of one calendar as entries."""

    def __init__(self, google: Connection, opening: Opening, zone: str) -> None:
        self._google = google
        self._opening = opening
        self._zone = zone

    def entries(self, calendar: str, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window, a page of 2500 at a time."""
        seen: set[str] = set()
        limits = window.moments(self._opening.zone)
        for page in self._pages(calendar, _times(limits)):
            zone = _zone_of(page, self._zone)
            for one in (page or {}).get("items", ()):
                if str(one.get("id")) not in seen and self._where(one, limits, zone) == INSIDE:
                    seen.add(str(one.get("id")))
                    yield from self._entry(one, zone)

    def changes(
        self, calendar: str, state: bytes | None, window: Window
    ) -> Iterator[Entry | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since the state, or everything; the state comes last, after the last page."""
        kept = self._usable(calendar, state, window)
        found = self._since(calendar, kept) if kept else None
        if kept is None or found is None:
            yield from self._full(calendar, window)
            return
        events, token = found
        ahead = dict(kept.ahead)
        limits = window.moments(self._opening.zone)
        items = list(self._moved(events, ahead, limits, kept.zone))
        due = [name for name, one in ahead.items() if self._where(one, limits, kept.zone) == INSIDE]
        for name in due:
            items += self._entry(ahead.pop(name), kept.zone)
        if not events and not items:
            yield Unchanged()
        yield from items
        yield _state(
            Synced(
                asked=kept.asked,
                token=token or kept.token,
                first=kept.first,
                last=window.last,
                covered=kept.covered,
                ahead=ahead,
                zone=kept.zone,
            )
        )

    def look_up(self, calendar: str, uids: Iterable[str]) -> Iterator[Entry | Gone]:
        """Our own reminders by uid: one get for one, one list for several."""
        wanted = list(uids)
        found: dict[str, Json] = {}
        zone = self._zone
        if len(wanted) == 1:
            request = self._google.calendar("events").get(
                calendarId=calendar, eventId=wanted[0], fields=event.MASK
            )
            reply = self._google.call(request, "looking at a reminder", expect=(404, 410))
            if reply.status == 200:
                found[wanted[0]] = reply.data
        else:
            for page in self._pages(calendar, {"privateExtendedProperty": f"{event.OURS}=1"}, alone=False):
                zone = _zone_of(page, zone)
                found |= {str(one.get("id")): one for one in (page or {}).get("items", ())}
        for uid in wanted:
            one = found.get(uid)
            if one is None or event.cancelled(one):
                yield Gone(uid=uid)
            else:
                # What cannot be read is neither here nor gone: the host then knows nothing of it.
                yield from (item for item in self._entry(one, zone) if isinstance(item, Entry))

    def _pages(self, calendar: str, given: Mapping[str, Any], *, alone: bool = True) -> Iterator[Json | None]:
        """Every page; None when the sync token is no longer honoured. ``alone`` expands recurrences."""
        asked: dict[str, Any] = {**_asked(alone), **given, "calendarId": calendar}
        expect = _EXPIRED if "syncToken" in given else ()
        while True:
            reply = self._google.call(
                self._google.calendar("events").list(**asked), "reading events", expect=expect
            )
            if reply.status != 200:
                yield None
                return
            yield reply.data
            if not reply.data.get("nextPageToken"):
                return
            asked["pageToken"] = reply.data["nextPageToken"]

    def _usable(self, calendar: str, state: bytes | None, window: Window) -> Synced | None:
        """The state, when the asked-for window is its own or that one moved on by some days."""
        try:
            kept = from_plain(Synced, json.loads(state)) if state else None
        except ValueError:
            return None
        if kept is None or kept.asked != self._signed(calendar):
            return None
        moved_on = (
            timedelta() <= window.first - kept.first <= AHEAD and kept.last <= window.last <= kept.covered
        )
        return kept if moved_on else None

    def _signed(self, calendar: str) -> str:
        said = [self._google.account.mark(), calendar, str(self._opening.zone), _asked(True)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]

    def _full(
        self, calendar: str, window: Window
    ) -> Iterator[Entry | Unreadable | Removed | Complete | Unchanged | State]:
        covered = window.last + AHEAD
        ahead: dict[str, Json] = {}
        seen: set[str] = set()
        token, zone = "", self._zone
        limits = window.moments(self._opening.zone)
        further = Window(first=window.first, last=covered).moments(self._opening.zone)
        for page in self._pages(calendar, _times(further)):
            zone = _zone_of(page, zone)
            token = (page or {}).get("nextSyncToken", "")
            for one in (page or {}).get("items", ()):
                name, where = str(one.get("id")), self._where(one, limits, zone)
                if where == AFTER:
                    ahead[name] = one
                elif where == INSIDE and name not in seen:
                    seen.add(name)
                    yield from self._entry(one, zone)
        # Google puts the token on the last page: without it the list may have been cut, and nothing is gone.
        if token:
            yield Complete()
            signed = self._signed(calendar)
            yield _state(
                Synced(
                    asked=signed,
                    token=token,
                    first=window.first,
                    last=window.last,
                    covered=covered,
                    ahead=ahead,
                    zone=zone,
                )
            )

    def _since(self, calendar: str, kept: Synced) -> tuple[list[Json], str] | None:
        """Every event that changed, and the new token, when all is here; None when the token has expired."""
        latest: dict[str, Json] = {}
        token = ""
        for page in self._pages(calendar, {"syncToken": kept.token}):
            if page is None:
                return None
            latest |= {str(one.get("id")): one for one in page.get("items", ())}
            token = page.get("nextSyncToken", "")
        return list(latest.values()), token

    def _moved(
        self, events: list[Json], ahead: dict[str, Json], limits: Limits, zone: str
    ) -> Iterator[Entry | Unreadable | Removed]:
        """What each changed event is now to the window; those further ahead wait in ``ahead``."""
        for one in events:
            name = str(one.get("id"))
            ahead.pop(name, None)
            where = BEFORE if event.cancelled(one) else self._where(one, limits, zone)
            if where == AFTER:
                ahead[name] = one
            found = self._entry(one, zone) if where == INSIDE else []
            yield from found
            if not found:
                yield Removed(key=name)

    def _where(self, one: Json, limits: Limits, zone: str) -> int:
        """Whether an event lies before, inside or after the window; inside when nobody can tell."""
        begin, end = limits
        try:
            start, stop = event.span(one, zone, self._opening.zone)
        except (ValueError, TypeError, KeyError, AttributeError):
            return INSIDE
        if start >= end:
            return AFTER
        return INSIDE if stop > begin or start >= begin else BEFORE

    def _entry(self, one: Json, zone: str) -> list[Entry | Unreadable]:
        try:
            found = event.entry(one, self._opening.name, self._opening.me, zone)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = f"not an event as Google documents it ({type(error).__name__})"
            return [Unreadable(reason=reason, source=self._opening.name, key=str(one.get("id", "")))]
        return [found] if found else []


def _times(limits: Limits) -> dict[str, str]:
    return {"timeMin": limits[0].isoformat(), "timeMax": limits[1].isoformat()}


def _asked(alone: bool) -> dict[str, Any]:
    """The parameters that a sync token is bound to: all but the times."""
    fields = f"nextPageToken,nextSyncToken,timeZone,items({event.MASK})"
    asked: dict[str, Any] = {
        "maxResults": PAGE,
        "maxAttendees": GUESTS,
        "eventTypes": "default",
        "fields": fields,
        "prettyPrint": False,
    }
    return asked | ({"singleEvents": True} if alone else {})


def _zone_of(page: Json | None, default: str) -> str:
    return str((page or {}).get("timeZone") or default)


def _state(synced: Synced) -> State:
    return State(token=json.dumps(to_plain(synced)).encode())
