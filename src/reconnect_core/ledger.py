"""The ledger: decisions, receipts and outcomes, never thrown away.

``Ledger`` is a small protocol, so that an application can keep the rows where it keeps
everything else. ``SqliteLedger`` is a file, ``MemoryLedger`` lasts as long as the process.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from .errors import LedgerError, Locked, ReconnectError
from .model.row import Row

R = TypeVar("R", bound=Row)
VERSION = 4
_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}


class Ledger(Protocol):
    """Where a garden remembers; one for each user."""

    def read(self, kind: type[R]) -> list[R]:
        """Every row of this kind, in the order of their keys."""

    def write(self, *rows: Row) -> None:
        """Add these rows, replacing those with the same key: all of them or none."""

    def erase(self, *rows: Row) -> None:
        """Take out the rows with these keys: all of them or none; absent ones do no harm."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one writer's place while the block runs; raises Locked when another has it."""

    def revision(self) -> str:
        """A text that differs after every change; an empty one when that cannot be told."""

    def vacuum(self) -> None:
        """Leave no trace of erased rows."""

    def close(self) -> None:
        """Release what is held; a second call does no harm."""


def table(kind: type[Row]) -> str:
    """The table's name: ``ReminderRow`` lives in ``reminder``."""
    return kind.__name__.removesuffix("Row").lower()


def key(row: Row) -> tuple[Any, ...]:
    """The values that identify this row within its table."""
    return tuple(getattr(row, name) for name in row.KEY)


class MemoryLedger:
    """A ledger that lasts as long as the process."""

    def __init__(self) -> None:
        from .model.memory import ROWS

        self._rows: dict[type[Row], dict[tuple[Any, ...], Row]] = {kind: {} for kind in ROWS}
        self._writing = False
        self._changes = 0

    def read(self, kind: type[R]) -> list[R]:
        """Every row of this kind, in the order of their keys."""
        rows: dict[tuple[Any, ...], Any] = self._rows[kind]
        return [rows[key] for key in sorted(rows)]

    def write(self, *rows: Row) -> None:
        """Add these rows, replacing those with the same key."""
        self._changes += bool(rows)
        for row in rows:
            self._rows[type(row)][key(row)] = row

    def erase(self, *rows: Row) -> None:
        """Take out the rows with these keys."""
        self._changes += bool(rows)
        for row in rows:
            self._rows[type(row)].pop(key(row), None)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place; raises Locked when another has it."""
        if self._writing:
            raise Locked("another run of this garden is under way.", next_step="Wait for it to end.")
        self._writing = True
        try:
            yield
        finally:
            self._writing = False

    def revision(self) -> str:
        """How many changes there were."""
        return str(self._changes)

    def vacuum(self) -> None:
        """Nothing is left anyway."""

    def close(self) -> None:
        """Nothing is held."""


class SqliteLedger:
    """A ledger in one SQLite file, 0600 in a 0700 folder, with STRICT tables and a version.

    Raises LedgerError for a file of a newer version; a corrupt file is kept aside under another name and a
    new one begun, which ``kept_aside`` then names.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept_aside: Path | None = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = self._open()
        except (OSError, sqlite3.DatabaseError) as error:
            if not _is_damage(error):
                raise _said(path, error) from None
            self.kept_aside = _set_aside(path)
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = _connected(self.path, timeout=5)
        try:
            db.execute("PRAGMA secure_delete = ON")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise LedgerError(
                    f"{self.path}: this ledger is from a newer version of reconnect.",
                    next_step="Update reconnect-core.",
                )
            if version < VERSION:
                _migrate(db)
            db.execute("SELECT count(*) FROM fact").fetchone()
        except BaseException:
            db.close()
            raise
        return db

    def read(self, kind: type[R]) -> list[R]:
        """Every row of this kind, in the order of their keys."""
        names = [item.name for item in fields(cast("Any", kind))]
        query = f"SELECT {', '.join(names)} FROM {table(kind)} ORDER BY {', '.join(kind.KEY)}"  # noqa: S608 -- our names
        with self._watched():
            return [kind(**dict(zip(names, row, strict=True))) for row in self._db.execute(query)]

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """What SQLite refuses is said in our words; a damaged file is kept aside, and only a damaged one."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise self._damaged() if _is_damage(error) else _said(self.path, error) from None

    def _damaged(self) -> LedgerError:
        self._db.close()
        self.kept_aside = _set_aside(self.path)
        return LedgerError(
            f"{self.path}: the ledger is damaged; it is kept as {self.kept_aside.name}.",
            next_step="Bring back a copy with `reconnect import FILE`; without one the next run begins anew.",
        )

    def write(self, *rows: Row) -> None:
        """Add these rows, replacing those with the same key: all of them or none."""
        from .model.memory import ROWS

        with self._transaction():
            for kind in ROWS:
                mine = [row for row in rows if type(row) is kind]
                names = [item.name for item in fields(cast("Any", kind))]
                marks = ", ".join("?" * len(names))
                self._db.executemany(
                    f"INSERT OR REPLACE INTO {table(kind)} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
                    ([getattr(row, name) for name in names] for row in mine),
                )

    def erase(self, *rows: Row) -> None:
        """Take out the rows with these keys: all of them or none."""
        with self._transaction():
            for row in rows:
                where = " AND ".join(f"{name} = ?" for name in row.KEY)
                self._db.execute(f"DELETE FROM {table(type(row))} WHERE {where}", key(row))  # noqa: S608

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._watched():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place, also against other processes; raises Locked when it is taken.

        A second SQLite file beside the ledger is the lock: the system releases it when a process dies.
        """
        path = self.path.with_name(self.path.name + ".lock")
        with contextlib.ExitStack() as held:
            try:
                lock = held.enter_context(contextlib.closing(_connected(path, timeout=0)))
                lock.execute("BEGIN EXCLUSIVE")
            except (OSError, sqlite3.DatabaseError) as error:
                raise _said(path, error) from None
            yield

    def revision(self) -> str:
        """The change counter in the file's header (SQLite file format, section 1.3.5)."""
        try:
            with self.path.open("rb") as file:
                file.seek(24)
                return file.read(4).hex()
        except OSError as error:
            raise _said(self.path, error) from None

    def vacuum(self) -> None:
        """Leave no trace of erased rows in the file."""
        with self._watched():
            self._db.execute("VACUUM")

    def close(self) -> None:
        """Close the file; a second call does no harm."""
        self._db.close()


def _connected(path: Path, *, timeout: float) -> sqlite3.Connection:
    """The database of this file, which is made for its owner alone."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    return sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)


def _said(path: Path, error: Exception) -> ReconnectError:
    """What kept us from the file, in the words of the system, and who can mend it."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked("another run of this garden is under way.", next_step="Wait for it to end.")
    mend = "Check the folder's rights, that no file is in its place, and the room on the disk."
    if isinstance(error, sqlite3.ProgrammingError):
        mend = "Open the garden anew, and use it from one thread at a time."
    why = getattr(error, "strerror", "") or error
    return LedgerError(f"{path}: the ledger cannot be used ({why}).", next_step=mend)


def _is_damage(error: Exception) -> bool:
    """True for a file that is no database or a broken one; the subclasses tell of everything else."""
    return type(error) is sqlite3.DatabaseError


def _migrate(db: sqlite3.Connection) -> None:
    """Add the tables and columns that this version has and the file lacks; what is there stays."""
    from .model.memory import ROWS

    db.execute("BEGIN IMMEDIATE")
    for kind in ROWS:
        name = table(kind)
        there = {row[1] for row in db.execute(f"PRAGMA table_info({name})")}
        if not there:
            columns = ", ".join(_column(item) for item in fields(cast("Any", kind)))
            db.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({', '.join(kind.KEY)})) STRICT")
            continue
        for item in fields(cast("Any", kind)):
            if item.name not in there:
                db.execute(f"ALTER TABLE {name} ADD COLUMN {_column(item)} DEFAULT {_literal(item)}")
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _column(item: Field[Any]) -> str:
    return f"{item.name} {_TYPES[_plain(item.type)]} NOT NULL"


def _literal(item: Field[Any]) -> str:
    """What rows of an older version have in a new column: the default of its field."""
    if item.default is MISSING:
        raise TypeError(f"a new column needs a default: {item.name}")
    return f"'{item.default}'" if isinstance(item.default, str) else repr(item.default)


def _plain(kind: Any) -> type:
    if kind not in _TYPES:
        raise TypeError(f"a ledger column cannot be {kind}")
    return kind  # type: ignore[no-any-return]


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    return path.replace(aside)
