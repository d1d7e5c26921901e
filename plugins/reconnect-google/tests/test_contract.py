"""Contacts and calendars of a Google account keep the contract, at the stand-in."""

import threading
from datetime import timedelta

import pytest
from desk import Desk
from google_standin.server import Server

from reconnect_core import Secret
from reconnect_core.testing import AddressBookContract, Backend, CalendarContract
from reconnect_google.calendar import GoogleCalendar
from reconnect_google.contacts import GoogleContacts
from reconnect_google.transport import Patience

pytestmark = [pytest.mark.full, pytest.mark.direct("the other side hangs, drops and refuses")]
ALWAYS = range(1, 1000)


class GoogleBackend(Backend):
    deadline_seconds = 20.0

    def __init__(self):
        super().__init__()
        self.server = Server().__enter__()
        self.desk = Desk(self.server)
        self.vault = self.desk.vault
        self.world = self.server.world
        self._ended = threading.Event()
        self._spoilt = False
        self.secrets = ("client-secret-canary", *self.world.refresh)

    def keys(self):
        secret = Secret(lambda: "client-secret-canary", "env X")
        keys = {"client_id": "client-1", "client_secret": secret, "timeout_seconds": 1}
        return keys | self.server.settings

    def clock(self):
        return self.world.clock()

    def open(self, name="shelf"):
        patience = Patience(sleep=self.world.clock.sleep, chance=lambda: 0.5)
        return self.kind(self.opening(name), patience=patience, browse=lambda url: False)

    def cut_off(self):
        self.world.faults = dict.fromkeys(ALWAYS, "drop")

    def refuse(self):
        for sign_in in self.world.refresh.values():
            sign_in.revoked = True
        self.world.access.clear()

    def hang(self):
        self.world.before = lambda number, when: self._ended.wait(60)

    def close(self):
        self._ended.set()
        self.server.__exit__(None, None, None)
        assert [one for one in self.world.complaints if not self._spoilt] == []


class ContactsBackend(GoogleBackend):
    kind = GoogleContacts

    def fill(self, records):
        wanted = {f"people/{one.ref.uid}": one for one in records}
        for name in self.world.people.keys() - wanted.keys():
            self.world.delete_person(name)
        for name, one in wanted.items():
            plain = self._person(one)
            if name not in self.world.people:
                self.world.add_person(one.ref.uid, plain)
            elif not plain.items() <= self.world.people[name].plain.items():
                self.world.change_person(name, **plain)

    def _person(self, one):
        groups = {f"contactGroups/g{label}": label for label in one.labels}
        self.world.groups.update(groups)
        return {
            "names": [{"displayName": one.name, "givenName": one.given, "familyName": one.family}],
            "emailAddresses": [{"value": email} for email in one.emails],
            "phoneNumbers": [{"value": phone.raw} for phone in one.phones],
            "biographies": [{"value": one.note}] if one.note else [],
            "memberships": [{"contactGroupMembership": {"contactGroupResourceName": name}} for name in groups],
        }

    def holds(self):
        return {name: (one.plain, one.deleted) for name, one in self.world.people.items()}, self.world.seq

    def spoil(self):
        self._spoilt = True
        self.world.add_person("broken", {"names": [{"displayName": "Bro"}], "birthdays": [{"date": 5}]})


class CalendarBackend(GoogleBackend):
    kind = GoogleCalendar

    def keys(self):
        return {**super().keys(), "calendar": "primary"}

    def fill(self, records):
        wanted = {plain["id"]: plain for one in records for plain in self._events(one)}
        known = self.world.calendars["primary"].events
        for name in known.keys() - wanted.keys():
            self.world.delete_event("primary", name)
        for name, plain in wanted.items():
            if name not in known:
                self.world.add_event("primary", plain)
            elif not plain.items() <= known[name].plain.items():
                self.world.change_event("primary", name, **plain)
        for one in records:
            if one.cancelled:
                self.world.delete_event("primary", one.uid)

    def _events(self, one):
        for week in range(one.weeks):
            later = timedelta(days=7 * week)
            plain = {
                "id": f"{one.uid.replace('-', '')}{week or ''}",
                "summary": one.title,
                "start": self._when(one.start, later),
                "end": self._when(one.end, later),
                "transparency": "opaque" if one.busy else "transparent",
            }
            if one.weeks > 1:
                plain |= {"recurringEventId": one.uid, "originalStartTime": plain["start"]}
            yield plain

    def _when(self, when, later):
        day = (when.day + later).isoformat()
        return {"date": day} if when.time is None else {"dateTime": f"{day}T{when.time.isoformat()}+00:00"}

    def holds(self):
        return {name: one.plain for name, one in self.world.calendars["primary"].events.items()}, self.world.seq

    def spoil(self):
        self._spoilt = True
        when = {"dateTime": "2026-03-03T12:00:00+00:00"}
        self.world.add_event("primary", {"id": "broken", "attendees": [5], "start": when, "end": when})

    def edit(self, uid, *, title):
        self.world.change_event("primary", uid, summary=title)

    def delete(self, uid):
        self.world.delete_event("primary", uid)

    def is_private(self, uid):
        return self.world.open_events("primary")[uid]["visibility"] == "private"


@pytest.fixture
def insecure(monkeypatch):
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


class TestGoogleContacts(AddressBookContract):
    @pytest.fixture
    def backend(self, insecure):
        return ContactsBackend()


class TestGoogleCalendar(CalendarContract):
    @pytest.fixture
    def backend(self, insecure):
        return CalendarBackend()
