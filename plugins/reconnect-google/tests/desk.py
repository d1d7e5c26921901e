"""A user's desk: stores signed in to the stand-in, and a host that applies what they say as the core does."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from google_standin import oauth
from google_standin.faults import FAULTS
from google_standin.server import Server

from reconnect_core import (
    Complete,
    Contact,
    Entry,
    MemoryVault,
    Opening,
    Reminder,
    Removed,
    Secret,
    State,
    Unchanged,
    Unreadable,
    When,
    Window,
    to_plain,
)
from reconnect_google.account import Grant
from reconnect_google.calendar import GoogleCalendar
from reconnect_google.contacts import GoogleContacts
from reconnect_google.settings import ACCESS, OTHER_CONTACTS, CalendarSettings, ContactsSettings
from reconnect_google.transport import Patience

BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = Window(first=date(2021, 1, 1), last=date(2026, 5, 1))
EVERYTHING = (*ACCESS["own-calendars"], OTHER_CONTACTS)
UID = "reconnect0123456789abcdefghij"
CONFIG = """
[garden]
timezone = "Europe/Berlin"
state = "state"
me = ["me@example.org"]

[[addressbook]]
name = "contacts"
{keys}
[[calendar]]
name = "meetings"
calendar = "primary"
{keys}
[[calendar]]
name = "reminders"
reminders = true
{keys}
"""
"""Three stores of one account; ``keys`` stands for the keys they share."""


def faults(*names: str) -> list[Any]:
    """These faults as parameters; those that leave the referee no whole answer do not go by way of it."""
    mark = pytest.mark.direct("there is no whole answer to judge")
    lost = ("drop", "applied-drop", "cut", "page")
    return [pytest.param(name, marks=mark) if name in lost else name for name in names]


EVERY_FAULT = faults(*FAULTS)


def reminder(number: int = 0, **more: Any) -> Reminder:
    """A reminder as the core makes them."""
    given: dict[str, Any] = {
        "uid": f"{UID}{number:04d}",
        "person": f"p{number}",
        "title": f"Call Ana {number}",
        "text": "You were glad last time.\nHer number is on the card.",
        "start": When(day=date(2026, 3, 5), time=time(17, 15 * (number % 4)), zone="Europe/Berlin"),
        "marks": (f"p{number}", "d" * 16),
    }
    return Reminder(**(given | more))


@dataclass
class Desk:
    """Makes stores; every one of them shares the vault, as those of one garden do."""

    server: Server
    vault: Any = field(default_factory=MemoryVault)
    patience: Patience | None = None
    stores: list[Any] = field(default_factory=list)
    browse: Callable[[str], bool] = lambda url: False

    def __post_init__(self) -> None:
        self.sign_in()

    @property
    def world(self) -> Any:
        return self.server.world

    def sign_in(self, scopes: Iterable[str] = EVERYTHING) -> str:
        """An earlier sign-in with these scopes; returns its refresh token."""
        refresh = oauth.signed_in(self.world, frozenset(scopes))
        grant = Grant(
            client_id="client-1",
            scopes=tuple(sorted(scopes)),
            since=self.world.clock(),
            refresh_token=refresh,
        )
        self.vault.save("google-google", json.dumps(to_plain(grant)))
        return refresh

    def contacts(self, **settings: Any) -> GoogleContacts:
        """The address book ``contacts``."""
        return self._made(GoogleContacts, ContactsSettings, "contacts", settings)

    def calendar(self, name: str = "meetings", **settings: Any) -> GoogleCalendar:
        """A calendar: ``primary`` unless another is named."""
        return self._made(GoogleCalendar, CalendarSettings, name, {"calendar": "primary", **settings})

    def reminders(self, **settings: Any) -> GoogleCalendar:
        """The calendar of our own."""
        return self._made(GoogleCalendar, CalendarSettings, "reminders", settings)

    def close(self) -> None:
        """Close every store, twice."""
        for store in (*self.stores, *self.stores):
            store.close()

    def _made(self, cls: Any, settings: Any, name: str, given: dict[str, Any]) -> Any:
        clock = self.world.clock
        patience = self.patience or Patience(sleep=clock.sleep, chance=lambda: 0.5)
        secret = Secret(lambda: "client-secret-canary", "env X")
        if "service_account" not in given:
            given = {"client_id": "client-1", "client_secret": secret, **given}
        opening = Opening(
            name=name,
            settings=settings(**{**self.server.settings, **given}),
            clock=clock,
            zone=BERLIN,
            me=frozenset({self.world.me}),
            vault=self.vault,
        )
        store = cls(opening, patience=patience, browse=self.browse)
        self.stores.append(store)
        return store


@dataclass
class Mirror:
    """What a host keeps of one store: records by key and the state, committed together or not at all."""

    records: dict[str, Any] = field(default_factory=dict)
    state: bytes | None = None
    unchanged: bool = False

    def take(self, items: Iterable[Any]) -> "Mirror":
        """Apply one iteration of ``changes``; an error in it leaves everything as it was."""
        items = list(items)
        self.unchanged = any(isinstance(item, Unchanged) for item in items)
        if self.unchanged:
            return self
        records = {} if any(isinstance(item, Complete) for item in items) else dict(self.records)
        state: bytes | None = None
        seen: set[str] = set()
        for item in items:
            assert state is None, "the state comes last"
            if isinstance(item, State):
                state = item.token
            elif isinstance(item, Removed):
                records.pop(item.key, None)
            elif isinstance(item, Contact | Entry | Unreadable):
                key = key_of(item)
                assert key not in seen, f"{key} came twice"
                seen.add(key)
                records[key] = item
            else:
                assert isinstance(item, Complete), item
        self.records, self.state = records, state
        return self


def key_of(item: Any) -> str:
    """The key of a record."""
    if isinstance(item, Contact):
        return item.ref.uid
    return item.key if isinstance(item, Unreadable) else item.resource


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


def sign_in(store: Any, answers: Iterable[str] = ("new",)) -> str:
    """What the user is told while signing in; ``answers`` are typed."""
    told: list[str] = []
    asked = iter(answers)
    store.signin(lambda question, secret: next(asked), told.append)
    return "\n".join(told)
