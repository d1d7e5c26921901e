import json

import pytest

from reconnect_core import to_plain
from reconnect_core.testing import AddressBookContract, FileBackend, JournalContract

from . import JsonlBook, JsonlLog


def lines(records):
    rows = [{"id": repr(one.ref), **to_plain(one)} for one in records]
    return "".join(json.dumps(row) + "\n" for row in rows)


class TestJsonlBook(AddressBookContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return FileBackend(JsonlBook, tmp_path / "people.jsonl", lines, junk="{}\n")


class TestJsonlLog(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return FileBackend(JsonlLog, tmp_path / "calls.jsonl", lines, junk="{}\n")
