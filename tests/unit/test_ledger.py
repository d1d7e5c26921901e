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


def test_a_closed_ledger_says_so_and_keeps_its_file(tmp_path):
    """An error of the program is no damage: nothing is set aside."""
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    made.write(FactRow(name="a", value="1"))
    made.close()
    for use in (lambda: made.read(FactRow), lambda: made.write(FactRow(name="a", value="2"))):
        with pytest.raises(LedgerError, match=r"closed.*Open the garden anew"):
            use()
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.sqlite3"]
    again = SqliteLedger(tmp_path / "ledger.sqlite3")
    assert again.read(FactRow) == [FactRow(name="a", value="1")]
    again.close()


def test_a_full_disk_is_no_other_run_and_leaves_all_as_it_was(tmp_path):
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    made.write(FactRow(name="a", value="1"))
    made._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(LedgerError, match=r"ledger\.sqlite3: .*full.*the room on the disk"):
        made.write(*(FactRow(name=f"b{number}", value="x" * 200) for number in range(500)))
    assert made.read(FactRow) == [FactRow(name="a", value="1")]
    made.close()


def test_a_ledger_that_cannot_be_written_is_no_other_run(tmp_path):
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    made._db.execute("PRAGMA query_only = ON")
    with pytest.raises(LedgerError, match=r"readonly.*Check the folder's rights"):
        made.write(FactRow(name="a", value="1"))
    made.close()


def test_what_another_run_holds_is_said_as_that(tmp_path):
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    made._db.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(made.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for use in (lambda: made.read(FactRow), lambda: made.write(FactRow(name="a", value="1"))):
        with pytest.raises(Locked, match="Wait for it to end"):
            use()
    other.close()
    made.close()


def test_a_lock_that_cannot_be_had_is_no_other_run(tmp_path):
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    (tmp_path / "ledger.sqlite3.lock").mkdir()
    with pytest.raises(LedgerError, match=r"sqlite3\.lock: .*Check the folder's rights"), made.writing():
        pass
    made.close()


def test_a_ledger_whose_file_was_taken_away_is_no_bug(tmp_path):
    made = SqliteLedger(tmp_path / "ledger.sqlite3")
    made.path.unlink()
    with pytest.raises(LedgerError, match=r"ledger\.sqlite3: .*No such file"):
        made.revision()
    made.close()
