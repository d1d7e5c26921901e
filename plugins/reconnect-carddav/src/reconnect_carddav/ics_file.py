"""Kind ``ics``: a local calendar file, read and written; or a secret https address, only read.

What reads and writes the file is imported when it has to be: a walk that finds it unchanged needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reconnect_core import (
    Calendar,
    Complete,
    Entry,
    Fault,
    Gone,
    Opening,
    Receipt,
    Reminder,
    Removed,
    State,
    Unchanged,
    Unreadable,
    Window,
)

from .versions import ENTRIES

if TYPE_CHECKING:
    from .ics_content import IcsContent


@dataclass(frozen=True, slots=True, kw_only=True)
class IcsSettings:
    """The config keys of kind ``ics``."""

    path: str
    """A local ``.ics`` file, or an ``https://`` address that is only read."""
    create: bool = True
    """Create the file at the first reminder when it is not there."""


class IcsFile(Calendar):
    """A calendar in one file: reads all of it, adds and removes only our own entries."""

    kind = "ics"
    Settings = IcsSettings

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: IcsSettings = opening.settings
        self._remote = self._settings.path.startswith(("https://", "http://", "webcal://"))
        self._path = Path(opening.base, os.path.expanduser(self._settings.path))  # noqa: PTH111 -- never raises

    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window; a broken event as ``Unreadable``.

        A file that may be created and is not there yet is an empty calendar. Raises Unusable for a folder, an
        empty file or one that is no calendar.
        """
        yield from self._content().entries(window)

    def changes(
        self, state: bytes | None, window: Window
    ) -> Iterator[Entry | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` without opening the file when it and the window are those of ``state``."""
        now = self._fingerprint(window)
        if now is not None and now == state:
            yield Unchanged()
            return
        yield from self.entries(window)
        yield Complete()
        if now is not None:
            yield State(token=now)

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our own reminders as they are now, or that they are gone; neither for an unreadable one."""
        yield from self._content().look_up(receipts)

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless its uid is already there; the file is replaced once, or not at all.

        Raises Unusable when it cannot be written (the old file stays), Unavailable when another program does
        not finish writing it, Refused for an https address.
        """
        yield from self._content().put(reminders)

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders, exactly its bytes; False when it is gone or the user touched it."""
        return self._content().remove(receipt, unless_changed)

    def notes(self) -> Iterator[str]:
        """That the file is still to be created: in a read-only calendar that is a wrong path."""
        if not self._remote and self._content().is_missing():
            yield f"{self._path}: not there yet; the first reminder creates it."

    def _fingerprint(self, window: Window) -> bytes | None:
        """What changes when the file, the window or the zone of floating times does; None when unknown."""
        if self._remote:
            return None
        try:
            found = self._path.stat()
        except FileNotFoundError:
            here = self._settings.create and self._path.parent.is_dir()
            return repr((1, "still to be created", str(window))).encode() if here else None
        except OSError:
            return None
        facts = (ENTRIES, found.st_size, found.st_mtime_ns, found.st_ino, str(window), str(self.opening.zone))
        return repr(facts).encode()

    def _content(self) -> IcsContent:
        from .ics_content import IcsContent

        return IcsContent(self._path, self.opening, url=self._settings.path if self._remote else "")
