"""Google Calendar: entries read as evidence by sync token, and reminders created once and then the user's."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

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

from .account import Account
from .connection import Connection
from .consent import notes, open_browser, sign_in
from .reading import Reading
from .settings import EVENTS_OWNED, EVENTS_READ, FREEBUSY, LOST, CalendarSettings
from .setup import set_up
from .transport import Patience, Traffic
from .writing import Writing

PRIMARY = "primary"
_NOTHING = State(token=b"no calendar yet")
_LONGEST_DAYS = 60
"""Free/busy is asked in pieces of this length: Google refuses more than about three months at once."""


_WHICH = (
    "The calendar for reminders: new for one called Reconnect, or the id of one that was made earlier [new]"
)
_ONLY_OURS = 'no calendar of yours is read; add one with calendar = "primary"'


class GoogleCalendar(Calendar):
    """One calendar of a Google account: the one of our own, ``primary``, or any other by its id."""

    kind: ClassVar[str] = "google"
    Settings: ClassVar[type] = CalendarSettings
    limits: ClassVar[Mapping[str, str]] = {
        "tasks": "Google Calendar holds events only; a reminder as a task becomes an event",
        "removed series": "of a removed series, instances older than six months go with the next full read, "
        "at most two months later",
    }

    def __init__(
        self,
        opening: Opening,
        *,
        patience: Patience | None = None,
        browse: Callable[[str], bool] = open_browser,
    ) -> None:
        super().__init__(opening)
        self._google = Connection(opening, patience)
        self._browse = browse
        self._zone = str(getattr(opening.zone, "key", "UTC"))
        self._reading = Reading(self._google, opening, self._zone)
        self._writing = Writing(self._google, self.name, self._zone)

    @property
    def traffic(self) -> Traffic:
        """What was asked of Google so far: requests and bytes."""
        return self._google.traffic

    @property
    def account(self) -> Account:
        """The Google account's sign-in."""
        return self._google.account

    @property
    def address(self) -> str:
        """The calendar's id at Google; empty while the one of our own does not exist."""
        return self.opening.settings.calendar or self._google.account.calendar_id()

    @property
    def entries_tell_busy(self) -> bool:
        """False where only free/busy can tell: ``busy`` is named, or events may not be read.

        Where they may, the user's calendars are read as such, and a further request would tell nothing new.
        """
        granted = self.account.granted
        return not granted(FREEBUSY) or (granted(EVENTS_READ) and not self.opening.settings.busy)

    def blind(self) -> Mapping[str, str]:
        """What cannot be seen for want of a right, or since only the calendar of our own is read."""
        if self.account.signed_in is None:
            return {}
        spots = {}
        ours = self.address in ("", self.account.calendar_id())
        read = self._may(EVENTS_READ, EVENTS_OWNED)
        if ours or not read:
            spots["meetings"] = f"meetings are not seen: {_ONLY_OURS}" if read else LOST[EVENTS_READ]
            if self.entries_tell_busy:
                lost = not self.account.granted(FREEBUSY)
                spots["slots"] = LOST[FREEBUSY] if lost else f"slots are unchecked: {_ONLY_OURS}"
        return spots

    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window, except those the user declined; birthdays and the like not.

        Raises AuthError before anything is asked when the sign-in is dead; nothing is there before ``create``.
        """
        if self._readable():
            yield from self._reading.entries(self.address, window)

    def changes(
        self, state: bytes | None, window: Window
    ) -> Iterator[Entry | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state``; one request when its window only moved on by some days.

        A state of a quite different window, of another sign-in, too old or expired (410) counts as None.
        """
        if self._readable():
            yield from self._reading.changes(self.address, state, window)
        elif state == _NOTHING.token:
            yield Unchanged()
            yield _NOTHING
        else:
            yield Complete()
            yield _NOTHING

    def busy(self, window: Window) -> Iterator[Busy]:
        """The time that is taken; from the entries, or nothing, where the right to ask was not given."""
        granted = self._google.account.granted
        if not granted(FREEBUSY):
            if self.opening.settings.calendar and granted(EVENTS_READ):
                yield from super().busy(window)
            return
        begin, end = window.moments(self.opening.zone)
        while begin < end:
            until = min(end, begin + timedelta(days=_LONGEST_DAYS))
            yield from self._busy_between(begin, until)
            begin = until

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our own reminders as they are now, or that they are gone: one request, however many."""
        wanted = list(receipts)
        if wanted:
            yield from self._reading.look_up(self._there(), [receipt.uid for receipt in wanted])

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder under its own uid as event id; what is there is found, never overwritten.

        One that the user removed is GONE for good: Google keeps the id. After a fault that concerns every
        request (sign-in, no answer) the rest is not tried.
        """
        calendar = self._there()
        if calendar == PRIMARY and not self._may(EVENTS_OWNED):
            raise Refused(
                f"{self.name}: {LOST[EVENTS_OWNED]}.",
                next_step=f'Set access = "own-calendars". {self.opening.settings.again}',
            )
        yield from self._writing.put(calendar, reminders)

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders; False when it is gone, not ours, or the user changed it meanwhile."""
        return self._writing.remove(self._there(), receipt, unless_changed)

    def create(self, name: str = "Reconnect") -> str:
        """Create our own calendar once, and return its id; a second call returns the one that is there."""
        return self._writing.create(name)

    def notes(self) -> Iterator[str]:
        """Which rights are missing and what is not seen without them; when the sign-in ends, if it does."""
        yield from notes(self._google.account, self._google.settings)
        if not self.address:
            yield "the calendar for reminders does not exist yet: sign in to create it"

    def signin(self, ask: Callable[[str, bool], str], tell: Callable[[str], None]) -> None:
        """Obtain the user's consent on Google's page, keep it, and create the calendar of our own if need be.

        A sign-in that already covers what is wanted is kept when only the calendar is missing.
        """
        google, now = self._google, self.opening.clock()
        grant = google.account.signed_in
        enough = grant is not None and not grant.dead and set(google.settings.scopes) <= set(grant.scopes)
        if self.address or not enough or google.settings.service_account:
            sign_in(self.name, google.account, google.settings, now=now, tell=tell, browse=self._browse)
        if not self.address:
            known = ask(_WHICH, False).strip()
            if known in ("", "new"):
                self.create()
            else:
                google.account.keep_calendar(known)
            tell(
                f"{self.name}: reminders go into the calendar {self.address}. With this id as calendar in the "
                "config it is found again even if the state folder is lost."
            )

    @classmethod
    def set_up(
        cls,
        opening: Opening,
        where: str,
        ask: Callable[[str, bool], str],
        tell: Callable[[str], None],
    ) -> tuple[Mapping[str, Any], ...]:
        """The calendar of our own, made after asking, and ``primary`` to be read where that was granted."""

        def look(store: GoogleCalendar) -> tuple[Mapping[str, Any], ...]:
            seen = store.account.granted(EVENTS_READ)
            return ({"calendar": store.address}, *([{"calendar": PRIMARY}] if seen else []))

        return set_up(cls, opening, ask, tell, look)

    def close(self) -> None:
        """Close every connection; a second call does no harm."""
        self._google.close()

    def _may(self, *scopes: str) -> bool:
        """True when one of these rights was given, or when only a request can tell that nobody is signed in."""
        account = self._google.account
        return account.signed_in is None or any(account.granted(scope) for scope in scopes)

    def _readable(self) -> bool:
        """False while our own calendar does not exist; raises Refused when the user's was not opened to us."""
        if self.address == PRIMARY and not self._may(EVENTS_READ, EVENTS_OWNED):
            raise Refused(
                f"{self.name}: {LOST[EVENTS_READ]}.",
                next_step=f"{self.opening.settings.again} Tick its box, or take it out of the config.",
            )
        return bool(self.address)

    def _there(self) -> str:
        if not self.address:
            raise Refused(
                f"{self.name}: there is no calendar for reminders yet.",
                next_step=f"{self.opening.settings.again} It creates one.",
            )
        return self.address

    def _busy_between(self, begin: datetime, end: datetime) -> Iterator[Busy]:
        settings = self.opening.settings
        named = settings.calendar if self.account.granted(EVENTS_READ) else ""
        wanted = settings.busy or (named or PRIMARY,)
        query = {
            "timeMin": begin.isoformat(),
            "timeMax": end.isoformat(),
            "items": [{"id": one} for one in wanted],
        }
        request = self._google.calendar("freebusy").query(body=query, fields="calendars")
        found: dict[str, Any] = self._google.call(request, "asking when you are busy").data.get("calendars", {})
        for name, said in found.items():
            if said.get("errors"):
                raise Refused(
                    f"{self.name}: Google does not tell when the calendar {name} is busy.",
                    next_step="Check busy in the config.",
                )
            for taken in said.get("busy", ()):
                start, stop = datetime.fromisoformat(taken["start"]), datetime.fromisoformat(taken["end"])
                yield Busy(start=max(start, begin), end=min(stop, end))
