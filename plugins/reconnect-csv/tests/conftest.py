"""Files written into a fresh folder and read by the stores, as the host would."""

from datetime import UTC, datetime

import pytest

from reconnect_core import WAY, Contact, ContactDays, Interaction, Opening, Unreadable, unpack_days
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


@pytest.fixture
def told(opened):
    """The contacts of a log and what was told of lines, which must be the same added up as one by one."""

    def read(content, **said):
        store = opened(CsvLog, content, **said)
        records = list(store.interactions())
        met = [one for one in records if isinstance(one, Interaction)]
        lines = [(one.line, one.reason) for one in records if isinstance(one, Unreadable)]
        folded = list(store.changes(None))
        assert [(one.line, one.reason) for one in folded if isinstance(one, Unreadable)] == lines
        days = {
            (one.who, day, bit)
            for one in folded
            if isinstance(one, ContactDays)
            for day, mask in zip(unpack_days(one.days), one.masks(), strict=True)
            for bit in WAY.values()
            if mask & bit
        }
        assert days == {
            (who, one.moment.toordinal(), WAY[one.channel, one.direction]) for one in met for who in one.who
        }
        return met, lines

    return read
