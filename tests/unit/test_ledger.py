"""The ledger: rows with keys, one writer, private files, versions."""

import sqlite3
import stat
import subprocess
import sys
from dataclasses import fields

import pytest

from reconnect_core import LedgerError, Locked
from reconnect_core.ledger import VERSION, MemoryLedger, SqliteLedger, table
from reconnect_core.model.memory import ROWS, DecisionRow, FactRow, ForgottenRow, GiftRow, ReminderRow, WishRow


@pytest.fixture(params=["memory", "sqlite"])
def ledger(request, tmp_path):
    made = MemoryLedger() if request.param == "memory" else SqliteLedger(tmp_path / "state" / "ledger.sqlite3")
    yield made
    made.close()
    made.close()


def test_a_row_with_the_same_key_replaces_the_old(ledger):
    ledger.write(FactRow(name="b", value="1"), FactRow(name="a", value="2"))
    ledger.write(FactRow(name="b", value="3"))
    assert ledger.read(FactRow) == [FactRow(name="a", value="2"), FactRow(name="b", value="3")]


def test_every_kind_of_row_comes_back_as_it_was(ledger):
    for kind in ROWS:
        values = {f.name: {str: "ü", int: 7, float: 0.25}[f.type] for f in fields(kind)}
        ledger.write(kind(**values))
        assert ledger.read(kind) == [kind(**values)]


def test_erasing_by_key(ledger):
    ledger.write(GiftRow(key="1", person="p", kind="business"), GiftRow(key="2", person="p", kind="business"))
    ledger.erase(GiftRow(key="1", person="other", kind="x"), FactRow(name="absent", value=""))
    assert [row.key for row in ledger.read(GiftRow)] == ["2"]


def test_the_revision_changes_with_every_change_and_only_then(ledger):
    seen = [ledger.revision()]
    ledger.write(FactRow(name="a", value="1"))
    seen.append(ledger.revision())
    ledger.read(FactRow)
    assert ledger.revision() == seen[-1]
    ledger.erase(FactRow(name="a", value=""))
    seen.append(ledger.revision())
    assert len(set(seen)) == 3


def test_one_writer_at_a_time(ledger):
    with ledger.writing(), pytest.raises(Locked), ledger.writing():
        pass
    with ledger.writing():
        ledger.write(FactRow(name="a", value="1"))


def test_another_process_is_kept_out_and_a_dead_one_holds_nothing(tmp_path):
    path = tmp_path / "ledger.sqlite3"
    SqliteLedger(path).close()
    code = (
        "import sys, time, pathlib; from reconnect_core.ledger import SqliteLedger;"
        f"l = SqliteLedger(pathlib.Path({str(path)!r})); w = l.writing(); w.__enter__();"
        "print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline().strip() == "held"
        mine = SqliteLedger(path)
        with pytest.raises(Locked), mine.writing():
            pass
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    with mine.writing():
        pass
    mine.close()


def test_files_are_private(tmp_path):
    made = SqliteLedger(tmp_path / "state" / "ledger.sqlite3")
    with made.writing():
        pass
    made.close()
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "state").iterdir()}
    assert modes == {0o600}


def test_a_newer_ledger_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "ledger.sqlite3"
    SqliteLedger(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="newer"):
        SqliteLedger(path)
    assert path.read_bytes() == before


def test_a_corrupt_ledger_is_kept_aside_and_said(tmp_path):
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(b"this is no database at all" * 100)
    made = SqliteLedger(path)
    assert made.kept_aside is not None
    assert made.kept_aside.read_bytes().startswith(b"this is no database")
    assert made.read(WishRow) == []
    made.close()


def test_a_write_is_all_or_nothing(tmp_path):
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    bad = ReminderRow(uid="2", person="p", episode="", status="", calendar="", start="", chance="x")
    with pytest.raises(sqlite3.IntegrityError):
        made.write(ReminderRow(uid="1", person="p", episode="", status="", calendar="", start=""), bad)
    assert made.read(ReminderRow) == []
    made.close()


OLD = """
CREATE TABLE decision (one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL, PRIMARY KEY (one, other)) STRICT;
CREATE TABLE fact (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)) STRICT;
INSERT INTO decision VALUES ('a', 'b', 1);
INSERT INTO fact VALUES ('paused_until', '2026-05-01');
PRAGMA user_version = 1;
"""


def test_an_older_ledger_is_migrated_and_loses_nothing(tmp_path):
    """Tables and columns that a newer version has are added; old rows have the defaults there."""
    path = tmp_path / "ledger.sqlite3"
    with sqlite3.connect(path) as db:
        db.executescript(OLD)
    db.close()
    made = SqliteLedger(path)
    assert made.read(DecisionRow) == [DecisionRow(one="a", other="b", same=1, card="")]
    assert made.read(FactRow) == [FactRow(name="paused_until", value="2026-05-01")]
    made.write(ForgottenRow(digest="d", bundle="x"))
    made.close()
    with sqlite3.connect(path) as db:
        tables = db.execute(
            "SELECT name, strict FROM pragma_table_list WHERE name IN ('decision', 'forgotten')"
        )
        assert set(tables) == {("decision", 1), ("forgotten", 1)}
        assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    db.close()


def test_every_table_is_strict(tmp_path):
    SqliteLedger(tmp_path / "ledger.sqlite3").close()
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as db:
        tables = dict(db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    db.close()
    assert {tables[table(kind)] for kind in ROWS} == {1}


def test_damage_found_while_reading_is_kept_aside_and_said(tmp_path):
    path = tmp_path / "ledger.sqlite3"
    made = SqliteLedger(path)
    made.write(*(WishRow(person=f"p{n}", kind="never", told="x" * 200) for n in range(2000)))
    made.close()
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3 : 2 * len(whole) // 3] = b"\xff" * (2 * len(whole) // 3 - len(whole) // 3)
    path.write_bytes(whole)
    damaged = SqliteLedger(path)
    with pytest.raises(LedgerError, match="kept as ledger"):
        for kind in ROWS:
            damaged.read(kind)
    assert (tmp_path / "ledger.sqlite3.broken-1").exists()
    new = SqliteLedger(path)
    assert new.read(WishRow) == []
    new.close()
