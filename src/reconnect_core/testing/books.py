"""The contract of address books."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .. import AddressBook, Contact
from . import samples
from .backends import Backend
from .contract import StoreContract


class AddressBookContract(StoreContract):
    """What an address book keeps, besides what every store does. Give one fixture: ``backend``."""

    base = AddressBook

    def samples(self, backend: Backend) -> list[Any]:
        """The sample people."""
        return list(samples.people())

    def changed(self, records: list[Any]) -> list[Any]:
        """The sample people, a week later."""
        return list(samples.later(records))

    def read(self, store: Any) -> Iterator[Any]:
        """Every contact."""
        return store.contacts()  # type: ignore[no-any-return]

    def known(self, records: Sequence[Any]) -> Any:
        """Names, each as often as it comes."""
        return Counter(record.name for record in records)

    def ref(self, record: Any) -> tuple[str, ...]:
        """Book and uid."""
        return (record.ref.book, record.ref.uid)

    def private(self, records: Sequence[Any]) -> list[str]:
        """Notes and addresses."""
        said = [line for one in records for line in one.note.splitlines() if len(line) > 3]
        return said + [text for one in records for text in (*one.emails, *(p.raw for p in one.phones))]

    def test_namesakes(self, backend: Backend) -> None:
        """A1 Namesakes stay two records, each with their own address."""
        wanted = [one for one in samples.people() if one.family == "Schmidt"]
        backend.fill(wanted)
        found = self.sound(backend)
        assert sorted(one.emails for one in found) == sorted(one.emails for one in wanted)

    def test_names_and_notes(self, backend: Backend) -> None:
        """A2 Names and notes come letter for letter."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        found = self.sound(backend)
        assert Counter(map(_named, found)) == Counter(map(_named, wanted))

    def test_emails_and_phones(self, backend: Backend) -> None:
        """A3 E-mail addresses and phone numbers come as written, in the store's order."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        found = self.sound(backend)
        assert Counter(map(_reached, found)) == Counter(map(_reached, wanted))

    def test_labels(self, backend: Backend) -> None:
        """A4 Labels come as the user wrote them."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        found = self.sound(backend)
        assert Counter(map(_labelled, found)) == Counter(map(_labelled, wanted))

    def test_refs_outlive_changes(self, backend: Backend) -> None:
        """A5 A ref stays the same when other records come, go or change."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        before = {_reached(one): self.ref(one) for one in self.sound(backend)}
        backend.fill(self.changed(wanted))
        after = {_reached(one): self.ref(one) for one in self.sound(backend)}
        kept = [who for who in before if who in after and who[0]]
        assert len(kept) >= 4
        assert {who: after[who] for who in kept} == {who: before[who] for who in kept}


def _named(one: Contact) -> tuple[str, str]:
    return one.name, one.note


def _reached(one: Contact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return one.emails, tuple(phone.raw for phone in one.phones)


def _labelled(one: Contact) -> tuple[str, frozenset[str]]:
    return one.name, frozenset(one.labels)
