"""The memory stores that authors are given keep the contract, but for what memory cannot do."""

from dataclasses import replace

import pytest

from reconnect_core import Unavailable, Unreadable
from reconnect_core.testing import (
    AddressBookContract,
    Backend,
    CalendarContract,
    JournalContract,
    MemoryBook,
    MemoryCalendar,
    MemoryJournal,
)

from .reference import occurrence


class Lost(list):
    """Records that cannot be reached any more."""

    def __iter__(self):
        raise Unavailable("there is nobody there", next_step="Try later.")

    def values(self):
        return iter(self)


class MemoryBackend(Backend):
    """Every store opened here shares what is in memory."""

    deadline_seconds = 2.0

    def __init__(self, kind):
        super().__init__()
        self.kind = kind
        self.records = []

    def open(self, name="shelf"):
        store = super().open(name)
        store.records = self.records
        return store

    def fill(self, records):
        self.records[:] = records

    def holds(self):
        return list(self.records)

    def spoil(self):
        self.records.append(Unreadable(reason="it is no record"))

    def cut_off(self):
        self.records = Lost()


class CalendarBackend(MemoryBackend):
    def __init__(self):
        super().__init__(MemoryCalendar)
        self.records = {}

    def open(self, name="shelf"):
        store = Backend.open(self, name)
        store.store = self.records
        return store

    def fill(self, records):
        self.records.clear()
        for one in records:
            for week in range(one.weeks):
                self.records[one.uid, str(week) if one.weeks > 1 else ""] = occurrence(one, week)

    def holds(self):
        return dict(self.records)

    spoil = Backend.spoil

    def edit(self, uid, *, title):
        self.records[uid, ""] = replace(self.records[uid, ""], title=title)

    def delete(self, uid):
        del self.records[uid, ""]


class TestBook(AddressBookContract):
    @pytest.fixture
    def backend(self):
        return MemoryBackend(MemoryBook)


class TestJournal(JournalContract):
    @pytest.fixture
    def backend(self):
        return MemoryBackend(MemoryJournal)


class TestCalendar(CalendarContract):
    @pytest.fixture
    def backend(self):
        return CalendarBackend()
