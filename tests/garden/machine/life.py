"""A garden whose process may die at any step, and a user who does as they please between the walks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reconnect_core import (
    Contact,
    ContactRef,
    Entry,
    Garden,
    GardenSettings,
    Handle,
    HandleKind,
    Interaction,
    MemoryLedger,
    Phone,
    SourceRef,
    Unavailable,
)
from reconnect_core.cache import Cache
from reconnect_core.model.memory import ReminderRow
from reconnect_core.testing import MemoryBook, MemoryCalendar, MemoryJournal

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
PEOPLE = 9


class Died(BaseException):
    """The process is gone; nothing of it happens any more."""


class Fuse:
    """Counts the steps of a walk that can be its last one."""

    def __init__(self):
        self.left = None

    def step(self):
        if self.left is not None:
            self.left -= 1
            if self.left <= 0:
                raise Died

    @property
    def burnt(self):
        return self.left is not None and self.left <= 0


class MortalLedger:
    """A ledger during whose writes the process may die, before them or after them; never within, as SQLite."""

    def __init__(self, inner, fuse):
        self._inner, self._fuse = inner, fuse

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def write(self, *rows):
        self._fuse.step()
        self._inner.write(*rows)
        self._fuse.step()

    def erase(self, *rows):
        self._fuse.step()
        self._inner.erase(*rows)
        self._fuse.step()


class MortalCalendar(MemoryCalendar):
    """A calendar that notes what is put, and during whose puts the process may die."""

    def __init__(self, name, fuse):
        super().__init__(name)
        self.fuse = fuse
        self.down = False
        self.now = START
        self.made: list[tuple[datetime, Entry]] = []
        """Every entry that was ever created, as it was, in order, and when."""

    def entries(self, window):
        self._reachable()
        return super().entries(window)

    def look_up(self, receipts):
        self._reachable()
        return super().look_up(receipts)

    def put(self, reminders):
        self._reachable()
        for reminder in reminders:
            self.fuse.step()
            before = len(self.store)
            receipt = next(iter(super().put([reminder])))
            if len(self.store) > before:
                self.made.append((self.now, self.store[reminder.uid, ""]))
            self.fuse.step()
            yield receipt

    def _reachable(self):
        if self.down:
            raise Unavailable(f"{self.name}: cannot be reached.")


def vanishing(base):
    """A store of this kind that can be away."""

    class Vanishing(base):
        down = False

        def changes(self, *arguments):
            if self.down:
                raise Unavailable(f"{self.name}: cannot be reached.")
            return super().changes(*arguments)

    return Vanishing


class Life:
    """Nine people, their stores, a ledger, a clock."""

    def __init__(self):
        self.now = START
        self.fuse = Fuse()
        self.book = vanishing(MemoryBook)("book", map(card, range(PEOPLE)))
        self.journal = vanishing(MemoryJournal)("log")
        self.calendar = MortalCalendar("home", self.fuse)
        self.stores = {"book": self.book, "log": self.journal, "home": self.calendar}
        self.ledger = MemoryLedger()
        self.cache = Cache(None)
        self.settings = GardenSettings(timezone="Europe/Berlin", me=("me@x.example",), deadline_seconds=60)
        for number in range(PEOPLE):
            for ago in range(60 + 11 * number, 420, 60 + 5 * number):
                self.talk(number, days_ago=ago)

    def talk(self, number, days_ago=0):
        """The journal shows contact with this person."""
        moment = self.now - timedelta(days=days_ago, minutes=5)
        who = (Handle(kind=HandleKind.EMAIL, value=f"person{number}@mail.example"),)
        ref = SourceRef(source="log", key=f"{number}-{moment.isoformat()}")
        self.journal.records.append(Interaction(ref=ref, who=who, moment=moment))

    def garden(self):
        return Garden(
            addressbooks=[self.book],
            journals=[self.journal],
            calendar=self.calendar,
            ledger=MortalLedger(self.ledger, self.fuse),
            settings=self.settings,
            cache=self.cache,
        )

    def walk(self, dies_at=None):
        """One run as a timer makes it; the Report, or None when the process died on the way."""
        self.fuse.left, self.calendar.now = dies_at, self.now
        garden = self.garden()
        try:
            report = garden.write(garden.plan(now=self.now))
        except Died:
            return None
        finally:
            burnt, self.fuse.left = self.fuse.burnt, None
            if burnt:
                self.ledger._writing = False  # the system gives a dead process's lock back
        return report

    def ours(self):
        """The keys of the reminders that are in the calendar, in a lasting order."""
        return sorted(key for key, entry in self.calendar.store.items() if entry.marks)

    def edit(self, key, **changes):
        self.calendar.store[key] = replace(self.calendar.store[key], **changes)

    def rows(self):
        return {row.uid: row for row in self.ledger.read(ReminderRow)}


def card(number, uid=None):
    return Contact(
        ref=ContactRef(book="book", uid=uid or f"card-{number}"),
        name=f"Given{number} Family{number}",
        emails=(f"person{number}@mail.example",),
        phones=(Phone(raw=f"+49 30 {2312500 + number}"),),
    )
