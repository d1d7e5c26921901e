"""The mirror: records and state together, void under another signature, begun anew when broken."""

import sqlite3
import stat
import subprocess
import sys
import time

import pytest

from reconnect_core.cache import Cache, Mirrored

ONE = Mirrored(
    signature="s", state=b"t", body="{}", days=b"\x01\x02\x03\x04", read_at="2026-01-01T00:00:00+00:00"
)


@pytest.fixture
def cache(tmp_path):
    made = Cache(tmp_path / "m" / "mirror.sqlite3")
    yield made
    made.close()


def test_what_was_saved_comes_back_also_after_reopening(cache):
    cache.save([("a", ONE)])
    cache.close()
    again = Cache(cache.path)
    assert again.load("a") == ONE
    assert again.state("a", "s") == (b"t", ONE.read_at)
    again.close()


def test_the_state_is_found_without_walking_the_records(cache):
    for table, row in (("store", "read_at"), ("derived", "signature")):
        names = [row[1] for row in cache._db.execute(f"PRAGMA table_info({table})")]
        assert names.index(row) < names.index("body")


def test_another_signature_voids_the_state(cache):
    cache.save([("a", ONE)])
    assert cache.state("a", "other") == (None, "")
    assert cache.state("b", "s") == (None, "")


def test_touching_notes_that_a_store_was_well(cache):
    cache.save([("a", ONE)])
    cache.touch(["a"], "later")
    assert cache.state("a", "s") == (b"t", "later")


def test_what_was_derived_holds_for_its_signature_only(cache):
    cache.keep("plan", "x", "body")
    assert cache.derived("plan", "x") == "body"
    assert cache.derived("plan", "y") is None
    cache.clear()
    assert cache.derived("plan", "x") is None


def test_a_broken_file_is_begun_anew(tmp_path):
    path = tmp_path / "mirror.sqlite3"
    path.write_bytes(b"garbage" * 1000)
    made = Cache(path)
    assert made.load("a") is None
    made.save([("a", ONE)])
    made.close()
    assert stat.S_IMODE(path.stat().st_mode) in (0o600, 0o644)


def test_a_new_file_is_private(cache):
    assert stat.S_IMODE(cache.path.stat().st_mode) == 0o600


def test_saving_is_all_or_nothing(cache):
    broken = Mirrored(signature="s", state=b"", body="{}", days="no bytes", read_at="")  # type: ignore[arg-type]
    with pytest.raises(Exception):  # noqa: B017
        cache.save([("a", ONE), ("b", broken)])
    assert cache.load("a") is None


ALL_AT_ONCE = """
import sys, time
from pathlib import Path
from reconnect_core.cache import Cache, Mirrored
for number in range(int(sys.argv[3])):
    while time.time() < float(sys.argv[2]) + number * 0.05:
        pass
    made = Cache(Path(sys.argv[1]) / f"{number}.sqlite3")
    made.save([("a", Mirrored(signature="s", state=b"t", body="{}", days=b"", read_at="now"))])
    assert made.state("a", "s") == (b"t", "now")
    made.keep("plan", "x", "body")
    made.close()
"""


@pytest.mark.full
def test_runs_that_begin_a_mirror_at_once_harm_none_of_them(tmp_path):
    argv = [sys.executable, "-c", ALL_AT_ONCE, str(tmp_path), str(time.time() + 1), "8"]
    runs = [subprocess.Popen(argv, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(run.communicate(timeout=60)[1], run.returncode) for run in runs] == [("", 0)] * 4


@pytest.mark.full
def test_a_mirror_that_another_run_holds_is_not_taken_for_broken(cache):
    cache.save([("a", ONE)])
    cache.close()
    holds = sqlite3.connect(cache.path, isolation_level=None)
    holds.execute("PRAGMA user_version = 1")
    holds.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        Cache(cache.path)
    holds.execute("ROLLBACK")
    assert holds.execute("SELECT count(*) FROM store").fetchone() == (1,)
    holds.close()
