"""Reference stores: all three kinds over one shelf in memory, which keep every clause."""

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from reconnect_core import (
    AddressBook,
    AuthError,
    Calendar,
    Complete,
    Contact,
    ContactRef,
    Entry,
    EntryStatus,
    Gift,
    Gone,
    Interaction,
    Journal,
    Receipt,
    ReceiptStatus,
    Removed,
    Secret,
    SourceRef,
    State,
    Unavailable,
    Unchanged,
    Unreadable,
    When,
)
from reconnect_core.testing import Appointment, Backend
from reconnect_core.testing.mirror import key

PASSWORD = "correct-horse-canary"
JUNK = "~~ not a record ~~"


@dataclass
class Shelf:
    """What lies behind: records by key, or reminders; perhaps out of reach."""

    records: dict[str, Any] = field(default_factory=dict)
    reminders: dict[str, Any] = field(default_factory=dict)
    password: str = PASSWORD
    reachable: bool = True
    hanging: bool = False
    released: threading.Event = field(default_factory=threading.Event)

    def __repr__(self):
        return "Shelf()"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfSettings:
    shelf: Any
    password: Secret | None = None
    timeout_seconds: float = 0.05


class OnShelf:
    """What the three reference stores share: being let in, and telling what changed."""

    Settings = ShelfSettings

    def shelf(self) -> Shelf:
        shelf = self.opening.settings.shelf
        if shelf.hanging:
            shelf.released.wait(self.opening.settings.timeout_seconds)
            raise Unavailable(f"{self.name}: no answer.", next_step="Try later.")
        if not shelf.reachable:
            raise Unavailable(f"{self.name}: there is nobody there.", next_step="Try later.")
        password = self.opening.settings.password
        if password is not None and password.reveal() != shelf.password:
            raise AuthError(f"{self.name}: the password was refused.", next_step="Sign in again.")
        return shelf

    def unreadable(self, name):
        return Unreadable(reason="it is no record", source=self.name, key=name)

    def _incremental(self, full, state, about=""):
        known = self._known(state, about)
        found = {}
        for record in full:
            found.setdefault(key(record), []).append(record)
        digests = {name: hashlib.sha256(repr(records).encode()).hexdigest() for name, records in found.items()}
        if known == digests:
            yield Unchanged()
        elif known is None:
            yield from (record for records in found.values() for record in records)
            yield Complete()
        else:
            yield from (Removed(key=name) for name in known if name not in digests)
            for name, records in found.items():
                if known.get(name) != digests[name]:
                    yield from records
        yield State(token=json.dumps(["shelf-1", about, digests]).encode())

    def _known(self, state, about):
        try:
            mark, over, digests = json.loads(state or b"")
        except (ValueError, UnicodeDecodeError):
            return None
        return digests if (mark, over) == ("shelf-1", about) else None


class ReferenceBook(OnShelf, AddressBook):
    kind = "shelf"

    def contacts(self):
        for name, record in list(self.shelf().records.items()):
            yield self.contact(name, record)

    def contact(self, name, record):
        if not isinstance(record, Contact):
            return self.unreadable(name)
        return replace(record, ref=ContactRef(book=self.name, uid=name))

    def changes(self, state):
        yield from self._incremental(self.contacts(), state)


class ReferenceJournal(OnShelf, Journal):
    kind = "shelf-log"

    def interactions(self, since=None):
        for name, record in list(self.shelf().records.items()):
            if not isinstance(record, Interaction | Gift):
                yield self.unreadable(name)
            elif since is None or self.day(record) >= since:
                yield replace(record, ref=SourceRef(source=self.name, key=name))

    def day(self, record):
        return record.day if isinstance(record, Gift) else record.moment.astimezone(self.opening.zone).date()

    def changes(self, state):
        yield from self._incremental(self.interactions(), state)


def occurrence(one, week):
    """An appointment as it stands in one week, in no calendar yet."""
    later = timedelta(days=7 * week)
    return Entry(
        calendar="",
        uid=one.uid,
        start=replace(one.start, day=one.start.day + later),
        end=replace(one.end, day=one.end.day + later),
        recurrence_id=str(one.start.day + later) if one.weeks > 1 else "",
        title=one.title,
        status=EntryStatus.CANCELLED if one.cancelled else EntryStatus.CONFIRMED,
        busy=one.busy,
    )


class ReferenceCalendar(OnShelf, Calendar):
    kind = "shelf-calendar"

    def entries(self, window):
        shelf = self.shelf()
        for name, one in list(shelf.records.items()):
            if isinstance(one, Appointment):
                yield from (entry for entry in self.occurrences(name, one) if self.touches(entry, window))
            else:
                yield self.unreadable(name)
        for entry in list(shelf.reminders.values()):
            if self.touches(entry, window):
                yield replace(entry, calendar=self.name)

    def occurrences(self, name, one):
        for week in range(one.weeks):
            yield replace(occurrence(one, week), calendar=self.name, resource=name)

    def touches(self, entry, window):
        begin, end = window.moments(self.opening.zone)
        start, stop = (when.moment(self.opening.zone) for when in (entry.start, entry.end))
        return start < end and (stop > begin or start == stop >= begin)

    def changes(self, state, window):
        yield from self._incremental(self.entries(window), state, str(window))

    def put(self, reminders):
        shelf = self.shelf()
        for one in reminders:
            status = ReceiptStatus.CREATED
            if one.uid in shelf.reminders:
                same = digest(shelf.reminders[one.uid]) == digest(self.written(one))
                status = ReceiptStatus.FOUND if same else ReceiptStatus.CHANGED
            else:
                shelf.reminders[one.uid] = self.written(one)
            yield Receipt(
                uid=one.uid,
                calendar=self.name,
                status=status,
                resource=one.uid,
                digest=digest(self.written(one)),
            )

    def written(self, one):
        end = replace(one.start, day=one.start.day + timedelta(days=1))
        if one.start.time is not None:
            wall = datetime.combine(one.start.day, one.start.time) + timedelta(minutes=one.minutes)
            end = When(day=wall.date(), time=wall.time(), zone=one.start.zone)
        return Entry(
            calendar=self.name,
            uid=one.uid,
            resource=one.uid,
            start=one.start,
            end=end,
            title=one.title,
            text=one.text,
            busy=False,
            marks=one.marks,
            categories=("private",),
        )

    def look_up(self, receipts):
        shelf = self.shelf()
        for receipt in receipts:
            found = shelf.reminders.get(receipt.uid)
            yield replace(found, calendar=self.name) if found else Gone(uid=receipt.uid)

    def remove(self, receipt, unless_changed=True):
        shelf = self.shelf()
        found = shelf.reminders.get(receipt.uid)
        if found is None or (unless_changed and digest(found) != receipt.digest):
            return False
        del shelf.reminders[receipt.uid]
        return True


def digest(entry):
    return hashlib.sha256(repr((entry.title, entry.text, entry.start)).encode()).hexdigest()[:16]


class ShelfBackend(Backend):
    """All abilities, for a reference store or a mutant of one."""

    secrets = (PASSWORD,)
    deadline_seconds = 2.0

    def __init__(self, kind):
        super().__init__()
        self.kind = kind
        self.shelf = Shelf()
        self.typed = PASSWORD

    def keys(self) -> Mapping[str, Any]:
        return {"shelf": self.shelf, "password": Secret(lambda: self.typed, "typed in")}

    def fill(self, records):
        self.shelf.records = {getattr(one, "uid", "") or ref_key(one): one for one in records}

    def holds(self):
        return dict(self.shelf.records), dict(self.shelf.reminders)

    def spoil(self):
        self.shelf.records["junk"] = JUNK

    def cut_off(self):
        self.shelf.reachable = False

    def refuse(self):
        self.typed = "a wrong one"

    def hang(self):
        self.shelf.hanging = True

    def edit(self, uid, *, title):
        self.shelf.reminders[uid] = replace(self.shelf.reminders[uid], title=title)

    def delete(self, uid):
        del self.shelf.reminders[uid]

    def is_private(self, uid):
        return "private" in self.shelf.reminders[uid].categories

    def close(self):
        self.shelf.released.set()


def ref_key(one):
    return getattr(one.ref, "uid", None) or one.ref.key
