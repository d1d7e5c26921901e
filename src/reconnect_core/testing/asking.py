"""How a clause is asked, limited and numbered; what the contracts of all sections are made from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import Enum
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import pytest

from .. import ReconnectError, Secret, State, StoreError, Unreadable
from ..stores import Store
from .backends import Backend, NotGiven

CLAUSE = re.compile(r"[SAJC]\d+")


class Asking:
    """How a clause is asked: what an author gives, what a section says of its records, and open stores."""

    base: ClassVar[type[Store]]

    @pytest.fixture
    def backend(self) -> Backend:
        """The author's: the data behind the store, empty."""
        raise NotImplementedError("give a fixture `backend` that returns a Backend")

    @pytest.fixture(autouse=True)
    def _asked(self, request: pytest.FixtureRequest, backend: Backend) -> Iterator[None]:
        """A clause that the kind declares as its limit is expected to fail, and fails when it does not."""
        clause = clause_of(request.function)
        if backend.live and not clause.startswith("S"):
            raise NotGiven(f"{clause} is not asked of a store in use")
        reason = backend.kind.limits.get(clause)
        if reason and not backend.live:
            broken = (AssertionError, ReconnectError)
            request.applymarker(pytest.mark.xfail(reason=f"{clause}: {reason}", raises=broken, strict=True))
        yield
        backend.close()

    def samples(self, backend: Backend) -> list[Any]:
        """What the store is filled with unless a clause needs something else."""
        raise NotImplementedError

    def changed(self, records: list[Any]) -> list[Any]:
        """The samples after the user changed, deleted and added some."""
        raise NotImplementedError

    def read(self, store: Any) -> Iterator[Any]:
        """The full read."""
        raise NotImplementedError

    def changes(self, store: Any, state: bytes | None) -> Iterator[Any]:
        """The incremental read."""
        return store.changes(state)  # type: ignore[no-any-return]

    def tell(self, records: Sequence[Any]) -> Any:
        """What two ways of reading must agree on."""
        return sorted(map(repr, records))

    def stock(self, backend: Backend) -> list[Any]:
        """Fill the store with the samples and return them; a live one stays as it is and tells its records."""
        if backend.live:
            return self.sound(backend)
        records = self.samples(backend)
        backend.fill(records)
        return records

    @contextmanager
    def opened(self, backend: Backend) -> Iterator[Any]:
        """An open store, closed in the end."""
        store = backend.open()
        with closing(store):
            yield store

    def whole(self, backend: Backend) -> list[Any]:
        """Everything a full read tells, by a store of its own."""
        with self.opened(backend) as store:
            return list(self.read(store))

    def sound(self, backend: Backend) -> list[Any]:
        """What a full read tells, without what could not be read."""
        return [record for record in self.whole(backend) if not isinstance(record, Unreadable)]

    def known(self, records: Sequence[Any]) -> Any:
        """By what a record is recognised in any store."""
        raise NotImplementedError

    def ref(self, record: Any) -> tuple[str, ...]:
        """The store's name and the record's key."""
        raise NotImplementedError

    def private(self, records: Sequence[Any]) -> list[str]:
        """Texts of these records that nobody may say."""
        raise NotImplementedError

    def agreed(self, records: Sequence[Any]) -> Any:
        """What the full and the incremental read must agree on."""
        return self.tell(records)

    def moments(self, store: Any) -> Sequence[Any]:
        """Further values that carry moments."""
        return [item for item in self.changes(store, None) if not isinstance(item, State)]


def raised(reading: Any) -> BaseException | None:
    """The StoreError that reading to the end raises, or None; anything else passes through."""
    try:
        for _ in reading():
            pass
    except StoreError as error:
        return error
    return None


def fillable(hint: Any) -> bool:
    """True for what TOML can say: texts, numbers, flags, words of an enum, lists, tables; and a Secret."""
    if get_origin(hint) in (Union, UnionType):
        return any(fillable(arm) for arm in get_args(hint) if arm is not type(None))
    if get_origin(hint) is tuple:
        return fillable(get_args(hint)[0])
    if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        return get_args(hint)[0] is str and fillable(get_args(hint)[1])
    return hint is Any or (isinstance(hint, type) and issubclass(hint, str | int | float | Secret | Enum))


def holds_secret(backend: Backend) -> bool:
    """True when this kind is let in by a secret."""
    hints = get_type_hints(backend.kind.Settings)
    typed = any(hint is Secret or Secret in get_args(hint) for hint in hints.values())
    return typed or bool(backend.secrets)


def secrets_of(backend: Backend) -> list[str]:
    """Every secret that is in use now, wrong ones as well."""
    found = [value.reveal() for value in backend.keys().values() if isinstance(value, Secret)]
    return [text for text in (*backend.secrets, *found) if text]


def clause_of(function: Any) -> str:
    """The number at the head of a kit test's docstring."""
    return str((function.__doc__ or "").partition(" ")[0])


def clauses(contract: type) -> dict[str, str]:
    """The clauses of one contract: number and sentence."""
    found = {}
    for name in dir(contract):
        said = (getattr(contract, name).__doc__ or "").splitlines()[0:1]
        number, _, sentence = (said[0] if said else "").partition(" ")
        if name.startswith("test_") and CLAUSE.fullmatch(number):
            found[number] = sentence
    return dict(sorted(found.items(), key=lambda one: (one[0][0] != "S", one[0][0], int(one[0][1:]))))
