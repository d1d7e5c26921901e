"""Kind ``ics``: a local calendar file, read and written; or a secret https address, only read."""

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reconnect_core import (
    Calendar,
    Complete,
    Entry,
    Fault,
    Gone,
    Opening,
    Receipt,
    ReceiptStatus,
    Refused,
    Reminder,
    Removed,
    State,
    Unchanged,
    Unreadable,
    Unusable,
    Window,
)

from . import ical, ics_disk
from .ical import writing
from .ical.envelopes import holds_calendar
from .ical.outline import Part
from .ics_bytes import CalendarBytes

_ALWAYS = Window(first=date(1970, 1, 1), last=date(2200, 1, 1))


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
        data = self._read()
        if data is None:
            return
        yield from ical.read(
            data,
            window,
            calendar=self.name,
            zone=self.opening.zone,
            file="" if self._remote else str(self._path),
        )

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
        file = CalendarBytes(self._read() or b"")
        for receipt in receipts:
            part = file.find(receipt.uid)
            found = Gone(uid=receipt.uid) if part is None else self._entry(file, part)
            if found is not None:
                yield found

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless its uid is already there; the file is replaced once, or not at all.

        Raises Unusable when it cannot be written (the old file stays), Unavailable when another program does
        not finish writing it, Refused for an https address.
        """
        wanted = list(reminders)
        with self._locked():
            before = self._read() or b""
            file = CalendarBytes(before)
            receipts = []
            for reminder in wanted:
                receipts.append(self._receipt(file, reminder))
                if receipts[-1].status is ReceiptStatus.CREATED:
                    file = CalendarBytes(self._with(file, reminder))
            if any(receipt.status is ReceiptStatus.CREATED for receipt in receipts):
                ics_disk.replace(self._path, file.data)
        yield from receipts

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders, exactly its bytes; False when it is gone or the user touched it."""
        with self._locked():
            file = CalendarBytes(self._read() or b"")
            part = file.find(receipt.uid)
            if part is None:
                return False
            entry = self._entry(file, part) if unless_changed else None
            if unless_changed and (entry is None or ical.digest(entry) != receipt.digest):
                return False
            ics_disk.replace(self._path, file.without(part))
        return True

    def notes(self) -> Iterator[str]:
        """That the file is still to be created: in a read-only calendar that is a wrong path."""
        if not self._remote and ics_disk.read(self._path) is None:
            yield f"{self._path}: not there yet; the first reminder creates it."

    def _locked(self) -> AbstractContextManager[None]:
        if self._remote:
            raise Refused(f"{self.name}: an https address is only read.", next_step="Choose another calendar.")
        return ics_disk.locked(self._path)

    def _read(self) -> bytes | None:
        """The bytes of the calendar; None for a file that is still to be created."""
        if self._remote:
            from .dav import fetch_ics

            return fetch_ics(self._settings.path, self.opening)
        data = ics_disk.read(self._path)
        if data is None and not self._settings.create:
            raise Unusable(f"{self._path}: there is no such file.", next_step="Check the path.")
        if data is None and not self._path.parent.is_dir():
            raise Unusable(f"{self._path}: its folder is not there.", next_step="Create it, or check the path.")
        if data is not None and not data.strip():
            raise Unusable(f"{self._path}: this file is empty.", next_step="Delete it, or export it again.")
        if data is not None and not holds_calendar(data):
            raise Unusable(f"{self._path}: this is no calendar file.", next_step="Name an .ics file.")
        return data

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
        facts = (1, found.st_size, found.st_mtime_ns, found.st_ino, str(window), str(self.opening.zone))
        return repr(facts).encode()

    def _entry(self, file: CalendarBytes, part: Part) -> Entry | None:
        records = ical.read(file.alone(part), _ALWAYS, calendar=self.name, zone=self.opening.zone)
        return next((one for one in records if isinstance(one, Entry)), None)

    def _with(self, file: CalendarBytes, reminder: Reminder) -> bytes:
        component = writing.component(reminder, self.opening.clock())
        try:
            return file.inserted(writing.timezone(reminder), component)
        except ValueError:
            raise Unusable(
                f"{self._path}: no reminder can be put in: it is not UTF-8, or its calendar has no end.",
                next_step="Export it again as UTF-8, or name another file.",
            ) from None

    def _receipt(self, file: CalendarBytes, reminder: Reminder) -> Receipt:
        digest, part, status = ical.digest(reminder), file.find(reminder.uid), ReceiptStatus.CREATED
        if part is not None:
            entry = self._entry(file, part)
            same = entry is not None and ical.digest(entry) == digest
            status = ReceiptStatus.FOUND if same else ReceiptStatus.CHANGED
        return Receipt(
            uid=reminder.uid, calendar=self.name, status=status, resource=reminder.uid, digest=digest
        )
