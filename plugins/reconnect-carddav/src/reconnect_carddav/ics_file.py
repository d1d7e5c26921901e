"""Kind ``ics``: a local calendar file, read and written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reconnect_core import Calendar, Entry, Fault, Gone, Receipt, Reminder, Unreadable, Window


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

    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window; a broken event as ``Unreadable``."""
        raise NotImplementedError

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our own reminders as they are now, or that they are gone."""
        raise NotImplementedError

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless its uid is already there."""
        raise NotImplementedError

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders, exactly its bytes."""
        raise NotImplementedError
