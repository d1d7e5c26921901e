"""Files written into a fresh folder and read by the stores, as the host would."""

from datetime import UTC, datetime

import pytest

from reconnect_core import Contact, ContactDays, Opening
from reconnect_csv.book import CsvBook
from reconnect_csv.log import CsvLog

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path):
    """A store over a file with this content; what the host knows and what the settings say by keyword."""

    def open_store(store, content, *, encoding="utf-8", name="file.csv", **said):
        data = content if isinstance(content, bytes) else content.encode(encoding)
        (tmp_path / name).write_bytes(data)
        host = {key: said.pop(key) for key in ("zone", "region", "language", "clock", "me") if key in said}
        host.setdefault("clock", lambda: NOW)
        settings = store.Settings(path=name, **said)
        return store(Opening(name="x", settings=settings, base=str(tmp_path), **host))

    return open_store


@pytest.fixture
def book(opened):
    """The records of an address book with this content."""
    return lambda content, **said: list(opened(CsvBook, content, **said).contacts())


@pytest.fixture
def people(book):
    """The contacts of an address book in which every row can be read."""

    def read(content, **said):
        records = book(content, **said)
        assert all(isinstance(record, Contact) for record in records), records
        return records

    return read


@pytest.fixture
def log(opened):
    """The records of a log, one by one."""
    return lambda content, **said: list(opened(CsvLog, content, **said).interactions())


@pytest.fixture
def folded(opened):
    """The records of a log as ``changes`` tells them, and its days of contact."""

    def read(content, **said):
        records = list(opened(CsvLog, content, **said).changes(None))
        return records, [record for record in records if isinstance(record, ContactDays)]

    return read
