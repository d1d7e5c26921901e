"""Files of every kind written into a fresh folder and read as the host would."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import ContactDays, Opening

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path):
    """A journal of this class over a file with this content; settings and host facts by keyword."""

    def made(cls, content, *, name="file", **said):
        if content is not None:
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        host = {"clock": lambda: NOW, "zone": ZoneInfo("Europe/Berlin"), "region": said.pop("region", "")}
        settings = cls.Settings(path=said.pop("path", name), **said)
        return cls(Opening(name="history", settings=settings, base=str(tmp_path), **host))

    return made


def plain(records):
    """Who, when and which way, of interactions."""
    return [
        ("+".join(h.value for h in one.who), f"{one.moment:%Y-%m-%d %H:%M}", one.direction.value)
        for one in records
    ]


def days(records):
    """The days of each handle and direction, of what ``changes`` tells."""
    found = {}
    for one in records:
        if isinstance(one, ContactDays):
            for (_, direction), days in one.by_way().items():
                told = [datetime.fromordinal(number).strftime("%Y-%m-%d") for number in days]
                found[one.who.value, direction.value, one.sure] = told
    return found
