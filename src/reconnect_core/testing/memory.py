"""Reference stores in memory: the smallest stores that keep every clause, and everyone's test doubles."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, ClassVar

from .. import (
    AddressBook,
    Calendar,
    Contact,
    ContactDays,
    ContactRef,
    Entry,
    Fault,
    Gift,
    Gone,
    Interaction,
    Journal,
    Opening,
    Receipt,
    ReceiptStatus,
    Reminder,
    SourceRef,
    Unreadable,
    When,
    Window,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSettings:
    """Stores in memory have no keys."""


def opening(
    name: str, *, now: datetime | None = None, zone: tzinfo = UTC, settings: Any = None, **more: Any
) -> Opening:
    """An Opening for tests: a fixed clock and no secrets."""
    moment = now or datetime(2026, 3, 2, 8, tzinfo=UTC)
    return Opening(
        name=name,
        settings=settings if settings is not None else NoSettings(),
        clock=lambda: moment,
        zone=zone,
        **more,
    )


class MemoryBook(AddressBook):
    """An address book of the contacts it was given; ``records`` may be changed between walks."""

    kind = "memory"
    Settings = NoSettings

    def __init__(self, made: Opening | str, records: Iterable[Contact | Unreadable] = ()) -> None:
        super().__init__(made if isinstance(made, Opening) else opening(made))
        self.records = list(records)

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every record, under the configured name of this book."""
        for record in self.records:
            if isinstance(record, Contact) and record.ref.book != self.name:
                yield replace(record, ref=ContactRef(book=self.name, uid=record.ref.uid))
            else:
                yield record


class MemoryJournal(Journal):
    """A journal of the records it was given; ``records`` may be changed between walks."""

    kind = "memory-log"
    Settings = NoSettings

    def __init__(
        self, made: Opening | str, records: Iterable[Interaction | ContactDays | Gift | Unreadable] = ()
    ) -> None:
        super().__init__(made if isinstance(made, Opening) else opening(made))
        self.records = list(records)

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every record on or after ``since``, under the configured name of this journal."""
        for record in self.records:
            if isinstance(record, Unreadable):
                yield record
            elif since is None or self._day(record) >= since:
                ref = record.ref
                own = ref.source == self.name
                yield record if own else replace(record, ref=SourceRef(source=self.name, key=ref.key))

    def _day(self, record: Interaction | ContactDays | Gift) -> date:
        if isinstance(record, Interaction):
            return record.moment.astimezone(self.opening.zone).date()
        if isinstance(record, Gift):
            return record.day or date.max
        return date.max


class MemoryCalendar(Calendar):
    """A calendar in memory; ``store`` holds the entries by uid, as a user's program would edit them."""

    kind = "memory"
    Settings = NoSettings
    limits: ClassVar[Mapping[str, str]] = {
        "S6": "Memory holds entries only, and those can be read.",
        "C13": "An entry in memory does not say who may read it.",
    }

    def __init__(self, made: Opening | str, entries: Sequence[Entry] = ()) -> None:
        super().__init__(made if isinstance(made, Opening) else opening(made))
        self.store: dict[tuple[str, str], Entry] = {(e.uid, e.recurrence_id): e for e in entries}
        self.puts = 0

    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every entry that touches the window."""
        zone = self.opening.zone
        begin, end = window.moments(zone)
        for entry in self.store.values():
            start = entry.start.moment(zone)
            stop = entry.end.moment(zone) if entry.end else start
            if start < end and (stop > begin or start >= begin):
                yield replace(entry, calendar=self.name, resource=entry.resource or entry.uid)

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our reminders as they are now, or that they are gone."""
        for receipt in receipts:
            found = self.store.get((receipt.uid, ""))
            yield replace(found, calendar=self.name) if found else Gone(uid=receipt.uid)

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless its uid is there."""
        for reminder in reminders:
            status = ReceiptStatus.CREATED
            digest = _digest(reminder.title, reminder.text, reminder.start)
            found = self.store.get((reminder.uid, ""))
            if found is not None:
                same = _digest(found.title, found.text, found.start) == digest
                status = ReceiptStatus.FOUND if same else ReceiptStatus.CHANGED
            else:
                self.puts += 1
                self.store[reminder.uid, ""] = self._entry(reminder)
            yield Receipt(
                uid=reminder.uid, calendar=self.name, status=status, resource=reminder.uid, digest=digest
            )

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders, unless the user touched it."""
        found = self.store.get((receipt.uid, ""))
        if found is None:
            return False
        if unless_changed and _digest(found.title, found.text, found.start) != receipt.digest:
            return False
        del self.store[receipt.uid, ""]
        return True

    def _entry(self, reminder: Reminder) -> Entry:
        return Entry(
            calendar=self.name,
            uid=reminder.uid,
            start=reminder.start,
            end=_end(reminder),
            resource=reminder.uid,
            title=reminder.title,
            text=reminder.text,
            busy=False,
            marks=reminder.marks,
            task=reminder.task,
        )


def _end(reminder: Reminder) -> When:
    if reminder.start.time is None:
        return replace(reminder.start, day=reminder.start.day + timedelta(days=1))
    wall = datetime.combine(reminder.start.day, reminder.start.time) + timedelta(minutes=reminder.minutes)
    return replace(reminder.start, day=wall.date(), time=wall.time())


def _digest(title: str, text: str, start: When) -> str:
    return hashlib.sha256(repr((title, text, start)).encode()).hexdigest()[:16]
