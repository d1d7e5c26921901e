"""The kind ``csv-log``: contact made and gifts received, one line each, as one keeps it in a spreadsheet.

What reads the file is imported when it has to be read: a walk that finds it unchanged needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from reconnect_core import (
    Complete,
    ContactDays,
    Gift,
    Interaction,
    Journal,
    Opening,
    Removed,
    State,
    Unchanged,
    Unreadable,
)

from .settings import LOG_FIELDS, CsvLogSettings, check
from .source import fingerprint, path_of

if TYPE_CHECKING:
    from .log_file import LogFile

VERSION = 8


class CsvLog(Journal):
    """Interactions and gifts from one CSV file; ``changes`` tells plain contact as days."""

    kind = "csv-log"
    Settings = CsvLogSettings
    limits: ClassVar[Mapping[str, str]] = {}

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: CsvLogSettings = opening.settings
        self._path: Path = path_of(opening, self._settings.path)
        check(self._settings, self.name, LOG_FIELDS, number="")

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every line on or after the day ``since``; a line that says nothing usable as ``Unreadable``.

        Raises Unusable when there is no such file, it is no text, or has no columns for when and who.
        """
        yield from self._file().lines(since)

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` when the file is the one of ``state`` and nothing it foretold has come; else everything.

        Contact comes as ``ContactDays``; lines with a note, a gift or a mark of gladness also one by one.
        """
        me = sorted(self.opening.me)
        now = fingerprint(self._path, self.name, VERSION, self._settings, str(self.opening.zone), me)
        if state and state.startswith(now) and not self._is_due(state[len(now) :]):
            yield Unchanged()
            return
        file = self._file()
        yield from file.counted()
        yield Complete()
        due = file.first_to_come.isoformat() if file.first_to_come else ""
        yield State(token=now + due.encode())

    def notes(self) -> Iterator[str]:
        """Which column was taken for what."""
        yield from self._file().notes()

    def _is_due(self, token: bytes) -> bool:
        return bool(token) and datetime.fromisoformat(token.decode()) <= self.opening.clock()

    def _file(self) -> LogFile:
        from .log_file import LogFile

        return LogFile(self._path, self.opening)
