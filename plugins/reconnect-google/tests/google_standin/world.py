"""What the stand-in's Google holds: one user's contacts and calendars, sign-ins, a clock, faults and a log."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

AUTH = "https://www.googleapis.com/auth/"


class Clock:
    """A clock that goes on only when told, or when somebody sleeps."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass
class Call:
    """One request as it was answered."""

    method: str
    verb: str
    path: str
    query: Mapping[str, Any]
    body: Any
    status: int = 0
    applied: bool = False
    """True when something was changed."""
    sent: int = 0
    """Bytes of the answer's body on the wire."""
    number: int = 0
    """Which API request it was, counted from 1."""
    token: bool = False
    """True for a request to the token endpoint."""


@dataclass
class Record:
    """A person or an event, and when it last changed."""

    plain: dict[str, Any]
    seq: int
    at: datetime
    deleted: bool = False
    previous: list[str] = field(default_factory=list)


@dataclass
class CalendarRecord:
    """One calendar with its events by id."""

    id: str
    summary: str
    zone: str
    owned_by_app: bool = False
    events: dict[str, Record] = field(default_factory=dict)


@dataclass
class Refresh:
    """A sign-in that Google remembers."""

    client_id: str
    scopes: frozenset[str]
    issued: datetime
    testing: bool = False
    revoked: bool = False


@dataclass
class World:
    """Everything behind the server; tests play the user by changing it directly."""

    clock: Clock = field(default_factory=lambda: Clock(datetime(2026, 3, 2, 8, tzinfo=UTC)))
    people: dict[str, Record] = field(default_factory=dict)
    others: dict[str, Record] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    calendars: dict[str, CalendarRecord] = field(default_factory=dict)
    me: str = "me@example.org"
    testing: bool = False
    consent: frozenset[str] | None = None
    """What the user ticks on the consent page; None: everything, empty: denied."""
    full_quota: int | None = None
    lag: timedelta = timedelta()
    delta_in_window: bool = False
    """True: an incremental answer keeps to the times of the first read. Google does not say."""
    token_floor: int = 0
    """Sync tokens of calendars older than this sequence number have expired."""
    faults: dict[int, str] = field(default_factory=dict)
    """Fault by number of the API request, counted from 1."""
    token_faults: dict[int, str] = field(default_factory=dict)
    before: Callable[[int, str], None] | None = None
    """Called with the number (0 for a token request) and "before" or "after" around each request."""
    calls: list[Call] = field(default_factory=list)
    access: dict[str, tuple[frozenset[str], datetime]] = field(default_factory=dict)
    refresh: dict[str, Refresh] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    clients: dict[str, str] = field(default_factory=lambda: {"client-1": "client-secret-canary"})
    pages: dict[str, Any] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    """Answers of our own that the documents do not allow: a test that sees one fails."""
    lock: threading.RLock = field(default_factory=threading.RLock)
    seq: int = 0
    serial: int = 0

    def __post_init__(self) -> None:
        self.calendars.setdefault("primary", CalendarRecord("primary", self.me, "Europe/Berlin"))

    def tick(self) -> int:
        """The next sequence number."""
        self.seq += 1
        return self.seq

    def name(self, prefix: str) -> str:
        """A fresh word, the same in every run."""
        self.serial += 1
        return f"{prefix}{self.serial}"

    # --- the user at Google's own pages -----------------------------------------------------------

    def add_person(self, key: str, plain: Mapping[str, Any], *, other: bool = False) -> str:
        """A contact the user saved; returns its resource name."""
        name = f"{'otherContacts' if other else 'people'}/{key}"
        kind = "OTHER_CONTACT" if other else "CONTACT"
        stamp = self.clock().isoformat().replace("+00:00", "Z")
        person = {
            "resourceName": name,
            "etag": f"%E{self.seq}",
            "metadata": {"objectType": "PERSON", "sources": [{"type": kind, "id": key, "updateTime": stamp}]},
            **plain,
        }
        store = self.others if other else self.people
        store[name] = Record(person, self.tick(), self.clock())
        return name

    def change_person(self, name: str, **plain: Any) -> None:
        """The user edits a contact."""
        record = self._person(name)
        record.plain.update(plain)
        record.seq, record.at = self.tick(), self.clock()

    def delete_person(self, name: str) -> None:
        """The user deletes a contact."""
        record = self._person(name)
        record.deleted, record.seq, record.at = True, self.tick(), self.clock()

    def rename_person(self, name: str, key: str) -> str:
        """A verified address joins contact and profile: the resource name changes."""
        record = self.people.pop(name)
        fresh = f"people/{key}"
        record.plain["resourceName"] = fresh
        record.previous.append(name)
        record.seq, record.at = self.tick(), self.clock()
        self.people[fresh] = record
        return fresh

    def _person(self, name: str) -> Record:
        return self.people[name] if name in self.people else self.others[name]

    def add_event(self, calendar: str, plain: Mapping[str, Any]) -> str:
        """An event the user or somebody else put into a calendar; returns its id."""
        id_ = str(plain.get("id") or self.name("ev"))
        seq = self.tick()
        stamp = self.clock().isoformat().replace("+00:00", "Z")
        event = {
            "kind": "calendar#event",
            "status": "confirmed",
            "iCalUID": f"{id_}@google.com",
            "eventType": "default",
            "created": stamp,
            "organizer": {"email": self.me, "self": True},
            **plain,
            "id": id_,
            "etag": f'"{seq}"',
            "updated": stamp,
        }
        self.calendars[calendar].events[id_] = Record(event, seq, self.clock())
        return id_

    def change_event(self, calendar: str, id_: str, **plain: Any) -> None:
        """The user edits an event: moved, retitled, declined."""
        record = self.calendars[calendar].events[id_]
        record.seq, record.at = self.tick(), self.clock()
        record.plain = {**record.plain, **plain, "etag": f'"{record.seq}"'}

    def delete_event(self, calendar: str, id_: str) -> None:
        """The user deletes an event: Google keeps its id, as cancelled."""
        record = self.calendars[calendar].events[id_]
        record.deleted, record.seq, record.at = True, self.tick(), self.clock()
        record.plain = {**record.plain, "status": "cancelled", "etag": f'"{record.seq}"'}

    # --- what tests ask ---------------------------------------------------------------------------

    @property
    def requests(self) -> list[Call]:
        """The API requests so far; token requests are not among them."""
        return [call for call in self.calls if not call.token]

    @property
    def writes(self) -> list[Call]:
        """The requests that changed something."""
        return [call for call in self.requests if call.applied]

    def open_events(self, calendar: str) -> dict[str, dict[str, Any]]:
        """The events a user sees in a calendar, by id."""
        return {id_: one.plain for id_, one in self.calendars[calendar].events.items() if not one.deleted}

    def forget_calls(self) -> None:
        """Count from here, and fault no more."""
        self.calls.clear()
        self.faults.clear()
        self.token_faults.clear()


def sealed(value: Any) -> str:
    """A token that holds a value, opaque to the client."""
    return json.dumps(value, sort_keys=True).encode().hex()


def opened(token: str) -> Any:
    """What ``sealed`` was given; raises ValueError for any other text."""
    return json.loads(bytes.fromhex(token))
