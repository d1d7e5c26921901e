"""The clauses that every store keeps, and how a clause is asked, limited and numbered.

Each test is one clause; the first line of its docstring is the clause, word for word as in docs/contract.md.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

import pytest

from .. import (
    AuthError,
    Complete,
    ReconnectError,
    Secret,
    State,
    StoreError,
    Unavailable,
    Unchanged,
    Unreadable,
    Unusable,
)
from ..plugins import Overdue, within
from ..stores import Store
from .backends import Backend, NotGiven
from .mirror import Mirror, key

CLAUSE = re.compile(r"[SAJC]\d+")
_SECRET = re.compile(r"password|passwd|secret|token(?!_url)|api_?key", re.IGNORECASE)


class StoreContract:
    """What every store keeps; an author subclasses the contract of a section and gives one: ``backend``."""

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

    def test_made_from_an_opening(self, backend: Backend) -> None:
        """S1 A store is made from an Opening alone; Settings is a frozen dataclass that the config can fill."""
        kind = backend.kind
        assert issubclass(kind, self.base), f"{kind.__name__} is no {self.base.__name__}"
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", kind.kind), f"{kind.kind!r} is no word for a config"
        assert is_dataclass(kind.Settings), "Settings is no dataclass"
        assert kind.Settings.__dataclass_params__.frozen, "Settings is not frozen"  # type: ignore[attr-defined]
        unknown = [one for one in kind.limits if CLAUSE.fullmatch(one) and one not in clauses(type(self))]
        assert not unknown, f"limits name clauses that do not exist: {unknown}"
        assert all(reason.strip() for reason in kind.limits.values()), "a limit has no reason"
        odd = [name for name, hint in get_type_hints(kind.Settings).items() if not _fillable(hint)]
        assert not odd, f"no config can fill {odd}"
        with closing(backend.open("its-name")) as store:
            assert store.name == "its-name"

    def test_reading_is_lazy(self, backend: Backend) -> None:
        """S2 Opening a store and calling for its records reads nothing; the first record asked for does."""
        self.stock(backend)
        backend.cut_off()
        with self.opened(backend) as store:
            records = self.read(store)
            assert iter(records) is records, "the records are no iterator"
            news = self.changes(store, None)
            assert iter(news) is news, "the changes are no iterator"
            with pytest.raises(StoreError):
                next(records)

    def test_every_record_once(self, backend: Backend) -> None:
        """S3 Every record of the store comes exactly once, and nothing else."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        found = self.whole(backend)
        broken = [record.reason for record in found if isinstance(record, Unreadable)]
        assert broken == []
        assert len(found) == len(wanted)
        assert self.known(found) == self.known(wanted)

    def known(self, records: Sequence[Any]) -> Any:
        """By what a record is recognised in any store."""
        raise NotImplementedError

    def test_refs(self, backend: Backend) -> None:
        """S4 No two records share a ref, and each ref names the store as it is configured."""
        self.stock(backend)
        with closing(backend.open("another-name")) as store:
            refs = [self.ref(record) for record in self.read(store) if not isinstance(record, Unreadable)]
        assert len(set(refs)) == len(refs), "two records share a ref"
        assert {ref[0] for ref in refs} <= {"another-name"}
        assert all(ref[1] for ref in refs), "a ref is empty"

    def ref(self, record: Any) -> tuple[str, ...]:
        """The store's name and the record's key."""
        raise NotImplementedError

    def test_reading_twice_agrees(self, backend: Backend) -> None:
        """S5 Reading twice tells the same, by one store and by another, when nothing has changed."""
        self.stock(backend)
        with self.opened(backend) as store:
            first, second = list(self.read(store)), list(self.read(store))
        assert self.tell(first) == self.tell(second)
        assert self.tell(first) == self.tell(self.whole(backend))

    def test_a_broken_record(self, backend: Backend) -> None:
        """S6 A broken record comes as Unreadable with a reason, and all others still come."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        backend.spoil()
        found = self.whole(backend)
        broken = [record for record in found if isinstance(record, Unreadable)]
        assert self.known([record for record in found if not isinstance(record, Unreadable)]) == self.known(
            wanted
        )
        assert broken, "the broken record was passed over in silence"
        assert all(record.reason.strip() for record in broken)

    def test_out_of_reach(self, backend: Backend) -> None:
        """S7 What cannot be reached raises Unavailable or Unusable, in full and incremental reading alike."""
        self.stock(backend)
        backend.cut_off()
        with self.opened(backend) as store:
            for reading in (lambda: self.read(store), lambda: self.changes(store, None)):
                error = raised(reading)
                assert isinstance(error, Unavailable | Unusable), f"raised {type(error).__name__}"
                assert str(error).strip(), "the error says nothing"

    def test_a_wrong_secret(self, backend: Backend) -> None:
        """S8 A wrong secret raises AuthError, and every setting that holds a secret is a Secret."""
        hints = get_type_hints(backend.kind.Settings)
        bare = [one.name for one in fields(backend.kind.Settings) if _SECRET.search(one.name)]
        bare = [name for name in bare if hints[name] is not Secret and Secret not in get_args(hints[name])]
        bare = [name for name in bare if not name.endswith(("_url", "_file", "_path"))]
        assert not bare, f"settings that should be a Secret: {bare}"
        if not holds_secret(backend):
            return
        self.stock(backend)
        backend.refuse()
        with self.opened(backend) as store:
            error = raised(lambda: self.read(store))
        assert isinstance(error, AuthError), f"raised {type(error).__name__}"

    def test_nothing_private_is_said(self, backend: Backend, caplog: pytest.LogCaptureFixture) -> None:
        """S9 No secret, note or address is said in a repr, a log, an error or the reason of an Unreadable."""
        private = [*secrets_of(backend), *self.private(self.stock(backend))]
        with suppress(NotGiven):
            backend.spoil()
        said: list[str] = []
        with caplog.at_level(0):
            said += self._sayings(backend)
            for spoil in (backend.refuse, backend.cut_off):
                with suppress(NotGiven):
                    spoil()
                    said += self._sayings(backend)
                    private += secrets_of(backend)
        said += [record.getMessage() for record in caplog.records]
        leaks = [hidden for hidden in private if any(hidden in text for text in said)]
        assert not leaks, f"{len(leaks)} of {len(private)} private texts were said, the first is {leaks[:1]}"

    def private(self, records: Sequence[Any]) -> list[str]:
        """Texts of these records that nobody may say."""
        raise NotImplementedError

    def _sayings(self, backend: Backend) -> list[str]:
        """Everything a store says about itself while it is read once."""
        said = []
        with self.opened(backend) as store:
            said += [repr(store), repr(store.opening), repr(vars(store))]
            try:
                said += [record.reason for record in self.read(store) if isinstance(record, Unreadable)]
                said += list(store.notes())
            except StoreError as error:
                said += [str(error), repr(error), repr(error.__cause__)]
            said += [repr(store), repr(vars(store))]
        return said

    def test_reading_changes_nothing(self, backend: Backend) -> None:
        """S10 Reading changes nothing in the store."""
        self.stock(backend)
        before = backend.holds()
        with self.opened(backend) as store:
            list(self.read(store))
            news = Mirror().take(self.changes(store, None))
            list(self.changes(store, news.state))
            list(store.notes())
        assert backend.holds() == before

    def test_changes_are_the_full_read(self, backend: Backend) -> None:
        """S11 What changes tells without a state is what the full read tells, and then says Complete."""
        self.stock(backend)
        with self.opened(backend) as store:
            mirror = Mirror().take(self.changes(store, None))
            assert any(isinstance(item, Complete) for item in mirror.items), "it never said Complete"
            assert self.agreed(mirror.all) == self.agreed(list(self.read(store)))

    def agreed(self, records: Sequence[Any]) -> Any:
        """What the full and the incremental read must agree on."""
        return self.tell(records)

    def test_incremental_is_full(self, backend: Backend) -> None:
        """S12 Changes since a state, applied to a mirror, make what a full read tells; no change is no news."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        mirror = Mirror()
        with self.opened(backend) as store:
            mirror.take(self.changes(store, None))
            before = self.agreed(mirror.all)
            mirror.take(self.changes(store, mirror.state))
            assert self.agreed(mirror.all) == before, "what did not change was told as changed"
        backend.fill(self.changed(wanted))
        with self.opened(backend) as store:
            mirror.take(self.changes(store, mirror.state))
        assert self.agreed(mirror.all) == self.agreed(self.whole(backend))
        assert self.agreed(mirror.all) != before, "the changes were not seen"

    def test_a_foreign_state(self, backend: Backend) -> None:
        """S13 A state that is not its own means that everything is told again."""
        self.stock(backend)
        whole = self.agreed(self.whole(backend))
        for state in (b"", b"junk", b"\x00\xff\x9c", b'{"version": 99}'):
            with self.opened(backend) as store:
                mirror = Mirror().take(self.changes(store, state))
            assert Unchanged() not in mirror.items, f"the state {state!r} was taken for its own"
            assert self.agreed(mirror.all) == whole

    def test_closing_twice(self, backend: Backend) -> None:
        """S14 Closing twice does no harm: unread, in mid-iteration, or when all was read."""
        self.stock(backend)
        for count in (0, 1, None):
            store = backend.open()
            records = self.read(store)
            for _ in range(count or 0):
                next(records, None)
            if count is None:
                list(records)
            store.close()
            store.close()

    def test_within_the_deadline(self, backend: Backend) -> None:
        """S15 Reading ends within the deadline, also when the other side never answers."""
        self.stock(backend)

        def read() -> None:
            with self.opened(backend) as store:
                list(self.read(store))

        within(backend.deadline_seconds, read)
        try:
            backend.hang()
        except NotGiven:
            return
        try:
            within(backend.deadline_seconds, read)
        except Overdue:
            raise AssertionError(f"still hanging after {backend.deadline_seconds} seconds") from None
        except Unavailable:
            return
        raise AssertionError("nobody answered, and yet nothing was raised")

    def test_moments_are_aware(self, backend: Backend) -> None:
        """S16 Every moment is aware: no datetime without a zone is told."""
        self.stock(backend)
        with self.opened(backend) as store:
            told = [*self.read(store), *self.moments(store)]
        naive = [
            f"{type(record).__name__}.{one.name}"
            for record in told
            for one in fields(record)
            if isinstance(value := getattr(record, one.name), datetime) and value.utcoffset() is None
        ]
        assert naive == []

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


def _fillable(hint: Any) -> bool:
    """True for what TOML can say: texts, numbers, flags, words of an enum, lists, tables; and a Secret."""
    if get_origin(hint) in (Union, UnionType):
        return any(_fillable(arm) for arm in get_args(hint) if arm is not type(None))
    if get_origin(hint) is tuple:
        return _fillable(get_args(hint)[0])
    if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        return get_args(hint)[0] is str and _fillable(get_args(hint)[1])
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


__all__ = ["CLAUSE", "StoreContract", "clause_of", "clauses", "holds_secret", "key", "raised", "secrets_of"]
