"""The kind ``csv``: an address book exported to a file, whatever product and language wrote it.

What reads the file is imported when it has to be read: a walk that finds it unchanged needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from reconnect_core import AddressBook, Complete, Contact, Opening, Removed, State, Unchanged, Unreadable

from .settings import BOOK_FIELDS, NUMBER, CsvSettings, check
from .source import fingerprint, path_of

if TYPE_CHECKING:
    from .book_file import BookFile

VERSION = 12
"""Part of every fingerprint: a reader that reads differently reads again."""


class CsvBook(AddressBook):
    """Contacts from one CSV file: Google, Outlook, LinkedIn, Thunderbird, Yahoo and anything with headers."""

    kind = "csv"
    Settings = CsvSettings
    limits: ClassVar[Mapping[str, str]] = {
        "groups": "A CSV export holds people only; labels tell the groups they are in."
    }

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: CsvSettings = opening.settings
        self._path: Path = path_of(opening, self._settings.path)
        check(self._settings, self.name, BOOK_FIELDS, NUMBER)

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every row that names somebody; a row that cannot be taken apart as ``Unreadable`` with its line.

        Raises Unusable when there is no such file, it is no text, or no column in it is known.
        """
        yield from self._file().contacts()

    def changes(
        self, state: bytes | None
    ) -> Iterator[Contact | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` without opening the file when it is the one of ``state``; else everything."""
        settings = self._settings
        now = fingerprint(self._path, self.name, VERSION, settings, self.opening.region, self.opening.language)
        if now == state:
            yield Unchanged()
            return
        yield from self.contacts()
        yield Complete()
        yield State(token=now)

    def notes(self) -> Iterator[str]:
        """How the file was understood, and which of its columns were not."""
        yield from self._file().notes()

    def _file(self) -> BookFile:
        from .book_file import BookFile

        return BookFile(self._path, self.opening)
