"""Kind ``ics``: a local calendar file, read and written; or a secret https address, only read."""

from collections.abc import Iterable, Iterator
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

from . import ical, ics_bytes, ics_disk

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
        self._path = Path(opening.base) / Path(self._settings.path).expanduser()

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
        """Our own reminders as they are now, or that they are gone."""
        data = self._read() or b""
        for receipt in receipts:
            yield self._entry(data, receipt.uid) or Gone(uid=receipt.uid)

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless its uid is already there; the file is replaced once, or not at all.

        Raises Unusable when it cannot be written (the old file stays), Refused for an https address.
        """
        if self._remote:
            raise Refused(f"{self.name}: an https address is only read.", next_step="Choose another calendar.")
        wanted = list(reminders)
        with ics_disk.locked(self._path):
            data = before = self._read() or b""
            receipts = []
            for reminder in wanted:
                found = self._entry(data, reminder.uid)
                if found is None:
                    data = self._with(data, reminder)
                receipts.append(self._receipt(reminder, found))
            if data != before:
                ics_disk.replace(self._path, data)
        yield from receipts

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders, exactly its bytes."""
        with ics_disk.locked(self._path):
            data = self._read() or b""
            component = ics_bytes.find(data, receipt.uid)
            entry = self._entry(data, receipt.uid)
            if component is None or (
                unless_changed and (entry is None or ical.digest(entry) != receipt.digest)
            ):
                return False
            ics_disk.replace(self._path, ics_bytes.without(data, component))
        return True

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
        if data is not None and b"BEGIN:V" not in data.replace(b"\0", b"").upper():
            raise Unusable(f"{self._path}: this is no calendar file.", next_step="Name an .ics file.")
        return data

    def _fingerprint(self, window: Window) -> bytes | None:
        if self._remote:
            return None
        try:
            found = self._path.stat()
        except OSError:
            return None
        return repr((1, found.st_size, found.st_mtime_ns, found.st_ino, str(window))).encode()

    def _entry(self, data: bytes, uid: str) -> Entry | None:
        component = ics_bytes.find(data, uid)
        if component is None:
            return None
        single = ics_bytes.alone(data, component)
        records = ical.read(single, _ALWAYS, calendar=self.name, zone=self.opening.zone)
        return next((one for one in records if isinstance(one, Entry)), None)

    def _with(self, data: bytes, reminder: Reminder) -> bytes:
        from .ical import writing

        component = writing.component(reminder, self.opening.clock())
        try:
            return ics_bytes.inserted(data, writing.timezone(reminder), component)
        except ValueError:
            raise Unusable(
                f"{self._path}: its calendar has no end.", next_step="Export it again, or name another file."
            ) from None

    def _receipt(self, reminder: Reminder, found: Entry | None) -> Receipt:
        digest = ical.digest(reminder)
        status = ReceiptStatus.CREATED
        if found is not None:
            status = ReceiptStatus.FOUND if ical.digest(found) == digest else ReceiptStatus.CHANGED
        return Receipt(
            uid=reminder.uid, calendar=self.name, status=status, resource=reminder.uid, digest=digest
        )
