"""The pytest plugin of Reconnect: fixtures for authors of plugins, found by pytest itself.

Loading it imports pytest only; a fixture imports what it gives when a test first asks for it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .. import Contact, Garden
    from . import FaultServer, MemoryBook, MemoryCalendar, MemoryJournal

for _module in ("asking", "contract", "books", "journals", "calendars", "mirror", "backends"):
    pytest.register_assert_rewrite(f"reconnect_core.testing.{_module}")


@pytest.fixture
def reconnect_now() -> datetime:
    """The frozen present moment of every fixture here: Monday, 2 March 2026, 08:00 UTC."""
    from .samples import NOW

    return NOW


@pytest.fixture
def reconnect_people() -> "list[Contact]":
    """Sample people: namesakes, accents, other scripts, several addresses, none at all."""
    from .samples import people

    return people()


@pytest.fixture
def reconnect_book() -> "MemoryBook":
    """An address book in memory of six people one was in touch with; change its ``records`` freely."""
    from .frozen import book

    return book()


@pytest.fixture
def reconnect_journal() -> "MemoryJournal":
    """A journal in memory that tells when one was in touch with them."""
    from .frozen import journal

    return journal()


@pytest.fixture
def reconnect_calendar() -> "MemoryCalendar":
    """An empty calendar in memory; ``store`` holds what was written."""
    from .frozen import calendar

    return calendar()


@pytest.fixture
def reconnect_garden(
    reconnect_book: "MemoryBook",
    reconnect_journal: "MemoryJournal",
    reconnect_calendar: "MemoryCalendar",
    request: pytest.FixtureRequest,
) -> "Iterator[Garden]":
    """A frozen garden over these three; ``plan(now=reconnect_now)`` picks three people, always the same.

    ``@pytest.mark.reconnect_plugins(module, …)`` registers plugins with it.
    """
    from .frozen import garden

    mark = request.node.get_closest_marker("reconnect_plugins")
    with garden(reconnect_book, reconnect_journal, reconnect_calendar, *(mark.args if mark else ())) as made:
        yield made


@pytest.fixture
def reconnect_fault_server() -> "Iterator[FaultServer]":
    """An HTTP server on loopback that answers as it is told, and fails as it is told."""
    from .fault_server import FaultServer

    with FaultServer() as server:
        yield server


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known, so that ``--strict-markers`` takes it."""
    config.addinivalue_line("markers", "reconnect_plugins(*plugins): plugins to register with reconnect_garden")
