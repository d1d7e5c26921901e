"""A store of the config that could not be opened: it keeps its place, and every read of it says why.

Otherwise nobody would miss it: who was known from it would look silent, and reminders meant for it would be
taken for those of an application without a calendar.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Never

from ..model import Receipt, Reminder, Window
from ..stores import AddressBook, Calendar, Journal, Opening, Store


class _Unopened(Store):
    """What the three have in common: a name, a kind, and the error that every call raises."""

    def __init__(self, opening: Opening, kind: str, error: Exception) -> None:
        super().__init__(opening)
        self.kind = kind  # type: ignore[misc]
        self._error = error

    def _refuse(self) -> Never:
        raise self._error


class _Book(_Unopened, AddressBook):
    def contacts(self) -> Iterator[Never]:
        """Raises the error of opening."""
        self._refuse()


class _Journal(_Unopened, Journal):
    def interactions(self, since: date | None = None) -> Iterator[Never]:
        """Raises the error of opening."""
        self._refuse()


class _Calendar(_Unopened, Calendar):
    def entries(self, window: Window) -> Iterator[Never]:
        """Raises the error of opening."""
        self._refuse()

    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Never]:
        """Raises the error of opening."""
        self._refuse()

    def put(self, reminders: Iterable[Reminder]) -> Iterator[Never]:
        """Raises the error of opening."""
        self._refuse()

    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Raises the error of opening."""
        self._refuse()


_KINDS = {"addressbook": _Book, "journal": _Journal, "calendar": _Calendar}


def unopened(section: str, opening: Opening, kind: str, error: Exception) -> Store:
    """A store for this place in the config that raises ``error`` whatever it is asked."""
    return _KINDS[section](opening, kind, error)
