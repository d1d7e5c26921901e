"""What the guard against a shrinking store must know: whose records may go, because the user let them go."""

from collections.abc import Iterable

from ..model import Contact, WishKind
from ..model.memory import WishRow
from ..pipeline import identity
from .fetch import Fetched
from .recall import Remembered

_ENDING = frozenset((WishKind.NEVER.value, WishKind.DECEASED.value))


class LetGo:
    """Everybody the user let go of, with the day of the telling, and how their records are known again."""

    def __init__(self, remembered: Remembered) -> None:
        self._told = {row.person: row.told for row in remembered.rows(WishRow) if row.kind in _ENDING}
        self._person: dict[str, str] = {}
        self._books: dict[str, frozenset[str]] = {}
        if self._told:
            aliases = remembered.aliases().items()
            self._person = {digest: person for digest, person in aliases if person in self._told}
            self._books = remembered.sources()

    def settled(self, store: Fetched, day: str) -> int:
        """How many records of the store are of people let go of before this day."""
        return sum(self._told[person] < day for person in self._persons(store))

    def deleted(self, store: Fetched, day: str) -> int:
        """How many people let go of on this day or later stood in the store and no longer do."""
        fresh = {person for person, told in self._told.items() if told >= day}
        if not fresh:
            return 0
        present = set(self._persons(store))
        return sum(store.name in self._books.get(person, ()) for person in fresh - present)

    def _persons(self, store: Fetched) -> Iterable[str]:
        if not self._person:
            return []
        found = (self._person.get(_digest(one)) for one in store.records() if isinstance(one, Contact))
        return [person for person in found if person is not None]


def _digest(contact: Contact) -> str:
    return identity.alias_digest("record", f"{contact.ref.book}\0{contact.ref.uid}")
