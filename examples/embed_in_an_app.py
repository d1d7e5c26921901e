"""An application that keeps everything in its own database: two users, no file written, no calendar.

The ledger is seven methods over a table of the application's own, kept apart by user. The app shows the picks
itself and answers with `record`.
"""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from reconnect_core import (
    AddressBook,
    Contact,
    ContactRef,
    Garden,
    GardenSettings,
    Handle,
    HandleKind,
    Interaction,
    Journal,
    Locked,
    Opening,
    Outcome,
    OutcomeKind,
    Phone,
    Plan,
    SourceRef,
    from_plain,
    to_plain,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
R = TypeVar("R")


class AppLedger:
    """The ledger protocol over one table of the application."""

    def __init__(self, db: sqlite3.Connection, user: str) -> None:
        self.db, self.user, self.busy = db, user, False

    def read(self, kind: type[R]) -> list[R]:
        rows = self.db.execute(
            "SELECT body FROM reconnect WHERE user = ? AND kind = ? ORDER BY key", (self.user, kind.__name__)
        )
        return [from_plain(kind, json.loads(body)) for (body,) in rows]

    def write(self, *rows: Any) -> None:
        with self.db:
            self.db.executemany(
                "INSERT OR REPLACE INTO reconnect VALUES (?, ?, ?, ?)",
                [(*self._key(row), json.dumps(to_plain(row))) for row in rows],
            )

    def erase(self, *rows: Any) -> None:
        with self.db:
            self.db.executemany(
                "DELETE FROM reconnect WHERE user = ? AND kind = ? AND key = ?",
                [self._key(row) for row in rows],
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        if self.busy:
            raise Locked("this user's garden is being walked already")
        self.busy = True
        try:
            yield
        finally:
            self.busy = False

    def revision(self) -> str:
        return ""  # cannot be told cheaply here, so plans are made anew each time

    def vacuum(self) -> None:
        self.db.execute("VACUUM")

    def close(self) -> None:
        pass

    def _key(self, row: Any) -> tuple[str, str, str]:
        return self.user, type(row).__name__, json.dumps([getattr(row, name) for name in row.KEY])


class AppContacts(AddressBook):
    """The application's own contacts as an address book."""

    kind = "app"
    Settings = dict

    def contacts(self) -> Iterator[Contact]:
        for name, number in self.opening.settings["people"]:
            ref = ContactRef(book=self.name, uid=name)
            yield Contact(ref=ref, name=name, phones=(Phone(raw=number),))


class AppCalls(Journal):
    """The application's own call history as a journal."""

    kind = "app-calls"
    Settings = dict

    def interactions(self, since: date | None = None) -> Iterator[Interaction]:
        for number, (name, days_ago) in enumerate(self.opening.settings["calls"]):
            who = (Handle(kind=HandleKind.NAME, value=name.casefold()),)
            ref = SourceRef(source=self.name, key=str(number))
            yield Interaction(ref=ref, who=who, moment=NOW - timedelta(days=days_ago))


USERS: dict[str, dict[str, Any]] = {
    "mira": {
        "people": [("Ruth Albrecht", "+49 30 23125 901"), ("Emre Kaya", "+49 30 23125 777")],
        "calls": [("Ruth Albrecht", 400), ("Ruth Albrecht", 300), ("Ruth Albrecht", 200), ("Emre Kaya", 3)],
    },
    "paul": {
        "people": [("Olga Falk", "+49 30 23125 111")],
        "calls": [("Olga Falk", 500), ("Olga Falk", 410), ("Olga Falk", 330)],
    },
}


def garden_of(db: sqlite3.Connection, user: str) -> Garden:
    """One garden for each user; they share nothing."""
    zone = ZoneInfo("Europe/Berlin")
    return Garden(
        addressbooks=[AppContacts(Opening(name="contacts", settings=USERS[user], zone=zone))],
        journals=[AppCalls(Opening(name="calls", settings=USERS[user], zone=zone))],
        ledger=AppLedger(db, user),
        settings=GardenSettings(name=user, timezone=zone.key),
    )


async def main() -> dict[str, list[str]]:
    """Plan for both users without blocking the application's own loop, then answer for one."""
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute(
        "CREATE TABLE reconnect (user TEXT, kind TEXT, key TEXT, body TEXT, PRIMARY KEY (user, kind, key))"
    )
    shown: dict[str, Plan] = {}
    for user in USERS:
        with garden_of(db, user) as garden:
            plan = await asyncio.to_thread(garden.plan, now=NOW)  # one garden, one thread at a time
            garden.write(plan)  # no calendar: only the ledger learns that they were shown
        sent = json.dumps(to_plain(plan))  # plans travel as plain dicts
        shown[user] = from_plain(Plan, json.loads(sent))
        print(user, "sees", [pick.person.name for pick in shown[user].picks])
    with garden_of(db, "mira") as garden:
        assert not garden.plan(now=NOW).picks, "Ruth was shown this week already"
        (pick,) = shown["mira"].picks
        assert pick.reminder is not None, pick.no_slot
        uid, person = pick.reminder.uid, pick.person.id
        done = Outcome(uid=uid, person=person, kind=OutcomeKind.DONE, day=NOW.date(), words="so glad")
        garden.record(done)
        print("mira called", pick.person.name)
    return {user: [pick.person.name for pick in plan.picks] for user, plan in shown.items()}


if __name__ == "__main__":
    asyncio.run(main())
