"""What a calendar file or address holds: its entries read, our own reminders put in and taken out."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from reconnect_core import (
    Entry,
    Gone,
    Opening,
    Receipt,
    ReceiptStatus,
    Refused,
    Reminder,
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


class IcsContent:
    """The content of one store of kind ``ics``, asked for anew by each call."""

    def __init__(self, path: Path, opening: Opening, *, url: str) -> None:
        self._path = path
        self._opening = opening
        self._create: bool = opening.settings.create
        self._name = opening.name
        self._url = url
        """Where it is read from instead of the path; empty for a file on this machine."""

    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window; a broken event as ``Unreadable``."""
        data = self._read()
        if data is None:
            return
        yield from ical.read(
            data,
            window,
            calendar=self._name,
            zone=self._opening.zone,
            file="" if self._url else str(self._path),
        )

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our own reminders as they are now, or that they are gone; neither for an unreadable one.

        Raises Unusable where one is missing in a file that has no end: it may stand in the rest.
        """
        file = CalendarBytes(self._read() or b"")
        for receipt in receipts:
            part = file.find(receipt.uid)
            if part is None and file.is_cut:
                raise Unusable(
                    f"{self._path}: the file has no end.", next_step="Wait until it is written, or mend it."
                )
            found = Gone(uid=receipt.uid) if part is None else self._entry(file, part)
            if found is not None:
                yield found

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt]:
        """Create each reminder unless its uid is already there; the file is replaced once, or not at all."""
        wanted = list(reminders)
        with self._locked():
            before = self._read()
            file = CalendarBytes(before or b"")
            receipts = []
            for reminder in wanted:
                receipts.append(self._receipt(file, reminder))
                if receipts[-1].status is ReceiptStatus.CREATED:
                    file = CalendarBytes(self._with(file, reminder))
            if any(receipt.status is ReceiptStatus.CREATED for receipt in receipts):
                ics_disk.replace(self._path, before, file.data)
        yield from receipts

    def remove(self, receipt: Receipt, unless_changed: bool) -> bool:
        """Remove one of our reminders, exactly its bytes; False when it is gone or the user touched it."""
        with self._locked():
            before = self._read()
            file = CalendarBytes(before or b"")
            part = file.find(receipt.uid)
            if part is None:
                return False
            entry = self._entry(file, part) if unless_changed else None
            if unless_changed and (entry is None or ical.digest(entry) != receipt.digest):
                return False
            ics_disk.replace(self._path, before, file.without(part))
        return True

    def is_missing(self) -> bool:
        """True while the file is still to be created."""
        return ics_disk.read(self._path) is None

    def _locked(self) -> AbstractContextManager[None]:
        if self._url:
            raise Refused(f"{self._name}: an https address is only read.", next_step="Choose another calendar.")
        return ics_disk.locked(self._path)

    def _read(self) -> bytes | None:
        """The bytes of the calendar; None for a file that is still to be created."""
        if self._url:
            from .dav import fetch_ics

            return fetch_ics(self._url, self._opening)
        data = ics_disk.read(self._path)
        if data is None and not self._create:
            raise Unusable(f"{self._path}: there is no such file.", next_step="Check the path.")
        if data is None and not self._path.parent.is_dir():
            raise Unusable(f"{self._path}: its folder is not there.", next_step="Create it, or check the path.")
        if data is not None and not data.strip():
            raise Unusable(f"{self._path}: this file is empty.", next_step="Delete it, or export it again.")
        if data is not None and not holds_calendar(data):
            raise Unusable(f"{self._path}: this is no calendar file.", next_step="Name an .ics file.")
        return data

    def _entry(self, file: CalendarBytes, part: Part) -> Entry | None:
        records = ical.read(file.alone(part), _ALWAYS, calendar=self._name, zone=self._opening.zone)
        return next((one for one in records if isinstance(one, Entry)), None)

    def _with(self, file: CalendarBytes, reminder: Reminder) -> bytes:
        component = writing.component(reminder, self._opening.clock())
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
            uid=reminder.uid, calendar=self._name, status=status, resource=reminder.uid, digest=digest
        )
