"""The mirror: what stores told us, so that a walk asks only for what changed. May be deleted at any time.

One row a store: its records as JSON, packed contact-days beside them, and the store's opaque state; they are
committed together. One row for what was derived when no store has anything new.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from .model.value import value

VERSION = 3


@value
class Mirrored:
    """What one store told us last: records by resource as JSON, packed days, state, and when it was well."""

    signature: str
    """Kind, settings and versions under which it was read; another signature voids it."""
    state: bytes | None
    body: str
    days: bytes
    read_at: str
    """The ISO moment of the last read that went well."""


class Cache:
    """The mirror in one SQLite file, 0600; a corrupt file or another version is begun anew.

    ``path`` None keeps it in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        try:
            self._db = self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise  # held by another run, or out of reach: not broken
            if path is not None:
                path.unlink(missing_ok=True)
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        if self.path is not None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path or ":memory:", timeout=5, isolation_level=None, check_same_thread=False)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                _begin_anew(db)
        except BaseException:
            db.close()
            raise
        return db

    def load(self, store: str) -> Mirrored | None:
        """What is mirrored of this store, or None."""
        row = self._db.execute(
            "SELECT signature, state, body, days, read_at FROM store WHERE name = ?", (store,)
        ).fetchone()
        if row is None:
            return None
        return Mirrored(signature=row[0], state=row[1], body=row[2], days=row[3], read_at=row[4])

    def state(self, store: str, signature: str) -> tuple[bytes | None, str]:
        """The state and the moment of the last good read, without the records; (None, "") when void."""
        row = self._db.execute(
            "SELECT state, read_at FROM store WHERE name = ? AND signature = ?", (store, signature)
        ).fetchone()
        return (row[0], row[1]) if row else (None, "")

    def save(self, mirrored: Iterable[tuple[str, Mirrored]]) -> None:
        """Commit records and states of these stores in one transaction."""
        with _transaction(self._db):
            self._db.executemany(
                "INSERT OR REPLACE INTO store VALUES (?, ?, ?, ?, ?, ?)",
                ((name, m.signature, m.state, m.read_at, m.body, m.days) for name, m in mirrored),
            )

    def touch(self, stores: Iterable[str], read_at: str) -> None:
        """Note that these stores were well at this moment and had nothing new."""
        self._db.executemany(
            "UPDATE store SET read_at = ? WHERE name = ?", [(read_at, name) for name in stores]
        )

    def derived(self, name: str, signature: str) -> str | None:
        """What was derived under exactly this signature, or None."""
        row = self._db.execute(
            "SELECT body FROM derived WHERE name = ? AND signature = ?", (name, signature)
        ).fetchone()
        return row[0] if row else None

    def keep(self, name: str, signature: str, body: str) -> None:
        """Keep what was derived, replacing what was kept under this name."""
        self._db.execute("INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (name, signature, body))

    def stores(self) -> tuple[str, ...]:
        """The names of the stores that are mirrored."""
        return tuple(row[0] for row in self._db.execute("SELECT name FROM store ORDER BY name"))

    def rewrite(self, mirrored: Iterable[tuple[str, Mirrored]], drop: str) -> None:
        """Replace what these stores said and drop what was derived as ``drop``; the old leaves no trace."""
        self.save(mirrored)
        self._db.execute("DELETE FROM derived WHERE name = ?", (drop,))
        self._db.execute("VACUUM")

    def clear(self) -> None:
        """Forget everything and leave no trace of it in the file."""
        self._db.execute("DELETE FROM store")
        self._db.execute("DELETE FROM derived")
        self._db.execute("VACUUM")

    def close(self) -> None:
        """Close the file; a second call does no harm."""
        self._db.close()


def _begin_anew(db: sqlite3.Connection) -> None:
    """Empty tables, unless another run has just made them."""
    db.execute("PRAGMA secure_delete = ON")
    with _transaction(db):
        if db.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            return
        for name in ("store", "derived"):
            db.execute(f"DROP TABLE IF EXISTS {name}")
        db.execute(
            # What is asked for alone stands before the body: SQLite walks all pages to pass over that.
            "CREATE TABLE store (name TEXT PRIMARY KEY, signature TEXT NOT NULL, state BLOB,"
            " read_at TEXT NOT NULL, body TEXT NOT NULL, days BLOB NOT NULL) STRICT"
        )
        db.execute("CREATE TABLE derived (name TEXT PRIMARY KEY, signature TEXT, body TEXT) STRICT")
        db.execute(f"PRAGMA user_version = {VERSION}")


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
