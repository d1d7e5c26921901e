"""The reference stores keep every clause."""

import pytest

from reconnect_core.testing import AddressBookContract, CalendarContract, JournalContract

from .reference import ReferenceBook, ReferenceCalendar, ReferenceJournal, ShelfBackend


class TestBook(AddressBookContract):
    @pytest.fixture
    def backend(self):
        return ShelfBackend(ReferenceBook)


class TestJournal(JournalContract):
    @pytest.fixture
    def backend(self):
        return ShelfBackend(ReferenceJournal)


class TestCalendar(CalendarContract):
    @pytest.fixture
    def backend(self):
        return ShelfBackend(ReferenceCalendar)
