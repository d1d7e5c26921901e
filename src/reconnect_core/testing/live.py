"""The contracts over a store in use: run by ``reconnect plugins --check``, which offers the store."""

import pytest

from .backends import Backend
from .books import AddressBookContract
from .calendars import CalendarContract
from .journals import JournalContract


class TestLiveBook(AddressBookContract):
    """An address book from the config."""

    @pytest.fixture
    def backend(self, reconnect_live: Backend) -> Backend:
        """The store in use."""
        return reconnect_live


class TestLiveJournal(JournalContract):
    """A journal from the config."""

    @pytest.fixture
    def backend(self, reconnect_live: Backend) -> Backend:
        """The store in use."""
        return reconnect_live


class TestLiveCalendar(CalendarContract):
    """A calendar from the config."""

    @pytest.fixture
    def backend(self, reconnect_live: Backend) -> Backend:
        """The store in use."""
        self.window = reconnect_live.window  # type: ignore[attr-defined]
        return reconnect_live
