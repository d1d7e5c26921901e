"""The clauses that every store keeps.

Each test is one clause; the first line of its docstring is the clause, word for word as in docs/contract.md.
"""

import re
from contextlib import closing, suppress
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import get_args, get_type_hints

import pytest

from .. import AuthError, Complete, Secret, StoreError, Unavailable, Unchanged, Unreadable, Unusable
from ..plugins import Overdue, within
from ..shapes import misfit
from .asking import CLAUSE, Asking, clauses, fillable, holds_secret, raised, secrets_of
from .backends import Backend, NotGiven
from .mirror import Mirror

_SECRET = re.compile(r"password|passwd|secret|token(?!_url)|api_?key", re.IGNORECASE)


class StoreContract(Asking):
    """What every store keeps; an author subclasses the contract of a section and gives one: ``backend``."""

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
        odd = [name for name, hint in get_type_hints(kind.Settings).items() if not fillable(hint)]
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

    def test_refs(self, backend: Backend) -> None:
        """S4 No two records share a ref, and each ref names the store as it is configured."""
        self.stock(backend)
        with closing(backend.open("another-name")) as store:
            refs = [self.ref(record) for record in self.read(store) if not isinstance(record, Unreadable)]
        assert len(set(refs)) == len(refs), "two records share a ref"
        assert {ref[0] for ref in refs} <= {"another-name"}
        assert all(ref[1] for ref in refs), "a ref is empty"

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

    def _sayings(self, backend: Backend) -> list[str]:
        """Everything a store says about itself while it is read once."""
        said = []
        with self.opened(backend) as store:
            said += [repr(store), repr(store.opening)]
            try:
                said += [record.reason for record in self.read(store) if isinstance(record, Unreadable)]
                said += list(store.notes())
            except StoreError as error:
                said += [str(error), repr(error), repr(error.__cause__)]
            said.append(repr(store))
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

    def test_fields_have_their_types(self, backend: Backend) -> None:
        """S17 Every field of every record is of the type that the model gives it."""
        self.stock(backend)
        with self.opened(backend) as store:
            told = [*self.read(store), *self.moments(store)]
        odd = {f"{type(record).__name__}.{problem}" for record in told if (problem := misfit(record))}
        assert odd == set()
