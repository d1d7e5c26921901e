"""How a verb ends: ordinary causes are one clear line and no bug, also where the answer is JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import COMMAND, NOW, call, data, edit, process

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and pipes as POSIX has them")


def piped(command, cwd, **more):
    env = {**os.environ, "NO_COLOR": "1", **more.pop("env", {})}
    return subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
        **more,
    )


def limited(size):
    """No file may grow beyond so many bytes, as on a disk that fills up."""

    def limit():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.quick("verb0-40000", "verb1-40000")
@posix
@pytest.mark.parametrize("size", [0, 40_000, 150_000])
@pytest.mark.parametrize("verb", [("plan",), ("write", "--yes"), ("log", "Noah Stern")])
def test_a_full_disk_is_no_bug_and_no_other_run(life, size, verb):
    for _ in range(2):
        done = piped([COMMAND, *verb, "--now", NOW], life, stdout=subprocess.DEVNULL, preexec_fn=limited(size))
        said = done.stderr.decode()
        assert done.returncode == 4, said
        assert said.count("\n") == 1
        assert "cannot be" in said
        assert "another run" not in said
    call(*verb, "--now", NOW, cwd=life)


@posix
def test_a_lock_that_cannot_be_written_is_not_another_run(life):
    call("plan", "--now", NOW, cwd=life)
    done = piped([COMMAND, "sync", "--now", NOW], life, stdout=subprocess.DEVNULL, preexec_fn=limited(0))
    assert done.returncode == 4
    assert "another run" not in done.stderr.decode()


@posix
def test_another_run_is_told_as_one(life):
    import sqlite3

    call("plan", "--now", NOW, cwd=life)
    lock = sqlite3.connect(life / "state" / "ledger.sqlite3.lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    assert "another run" in call("write", "--yes", "--now", NOW, cwd=life, code=6).stderr
    lock.close()


@pytest.mark.full
@posix
def test_a_ledger_that_another_program_holds_is_not_a_wrong_right(life):
    import sqlite3

    call("plan", "--now", NOW, cwd=life)
    held = sqlite3.connect(life / "state" / "ledger.sqlite3", isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    said = call("plan", "--now", NOW, cwd=life, code=6).stderr
    held.close()
    assert "Wait for it to end" in said
    assert "rights" not in said


@posix
def test_where_a_disk_is_full_its_folder_is_named(life):
    call("plan", "--now", NOW, cwd=life)
    done = piped([COMMAND, "sync", "--now", NOW], life, stdout=subprocess.DEVNULL, preexec_fn=limited(0))
    assert f"the rights of {Path('state')}." in done.stderr.decode()


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("state", ["locked", "locked/in"])
def test_a_ledger_that_may_not_be_written_is_what_a_full_disk_is(life, state):
    """Whether SQLite or the system refuses it first, and whether the folder is there."""
    edit(life, 'state = "state"', f'state = "{state}"')
    (life / "locked").mkdir(mode=0o500)
    said = call("plan", "--now", NOW, cwd=life, code=4).stderr
    assert said.count("\n") == 1
    assert f"the rights of {Path(state)}." in said


@pytest.mark.full
@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_output_that_takes_nothing_is_told(life):
    for argv in (("plan",), ("plan", "--json")):
        with open("/dev/full", "w") as full:  # noqa: PTH123
            done = piped([COMMAND, *argv, "--now", NOW], life, stdout=full)
        said = done.stderr.decode()
        assert (done.returncode, said.count("\n")) == (4, 1)
        assert "No space left on device" in said


@pytest.mark.quick("argv0")
@posix
@pytest.mark.parametrize("argv", [("plan", "--all"), ("plan", "--json"), ("export",)])
def test_a_reader_that_goes_away_ends_it_quietly(life, argv):
    call("plan", "--now", NOW, cwd=life)
    reading, writing = os.pipe()
    os.close(reading)
    done = piped([COMMAND, *argv, "--now", NOW], life, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.quick("latin-1")
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_all_letters_gets_marks_and_whole_json(life, encoding):
    with (life / "log.csv").open("a", encoding="utf-8") as log:
        log.write("2025-11-02,Łucja Żółć 王,call,out,,,\n")
    call("plan", "--now", NOW, cwd=life)
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for argv in (("plan", "--all"), ("flip", "--limit", "40"), ("read", "--kind", "csv-log", "log.csv")):
        done = piped([COMMAND, *argv, *([] if "read" in argv else ["--now", NOW])], life, stdout=-1, env=env)
        assert done.returncode == 0, done.stderr
    assert b"?ucja" in done.stdout
    told = piped([COMMAND, "read", "--json", "--kind", "csv-log", "log.csv"], life, stdout=-1, env=env)
    assert json.loads(told.stdout.splitlines()[-1])["who"] == ["łucja żółć 王"]


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31", "1899-12-31T23:00"])
def test_a_moment_beyond_all_calendars_is_refused(life, moment):
    refused = call("plan", "--now", moment, cwd=life, code=2).stderr
    assert "from 1900 to 2200" in refused
    assert refused.count("\n") == 1


def test_the_farthest_moment_is_walked(life):
    assert "A bug" not in call("plan", "--now", "2200-12-31", cwd=life).stderr


@posix
def test_a_demo_where_nothing_can_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    refused = call("demo", "--folder", "file/demo", cwd=tmp_path, code=4).stderr
    assert "--folder" in refused
    call("demo", "--folder", "file", cwd=tmp_path, code=4)
    done = piped([COMMAND, "demo"], tmp_path, stdout=subprocess.DEVNULL, preexec_fn=limited(1000))
    assert done.returncode == 4
    assert b"reconnect-demo" in done.stderr


@posix
@pytest.mark.parametrize("place", ["file", "file/in"])
@pytest.mark.parametrize(
    ("keys", "code", "told"), [("state = ", 2, "ledger"), ('state = "state"\ncache = ', 4, "cannot be written")]
)
def test_a_file_where_a_folder_of_ours_should_be_is_told(life, keys, code, told, place):
    (life / "file").write_text("x")
    edit(life, 'state = "state"', f'{keys}"{place}"')
    refused = call("plan", "--now", NOW, cwd=life, code=code).stderr
    assert "file" in refused
    assert told in refused


def test_a_weight_that_is_no_number_is_refused(life):
    for weight in ("nan", "inf", "-nan"):
        refused = call("gift", "Noah Stern", "business", f"--weight={weight}", "--now", NOW, cwd=life, code=2)
        assert "--weight" in refused.stderr


WRONG = {
    "an unknown option": (("plan", "--no-such"), "plan"),
    "a missing argument": (("why",), "why"),
    "a value out of range": (("every", "Noah Stern", "3"), "every"),
    "an unknown verb": (("no-such",), ""),
}


@pytest.mark.quick("a missing argument")
@pytest.mark.parametrize("case", WRONG)
def test_a_usage_error_is_json_too(life, case):
    argv, verb = WRONG[case]
    done = process(*argv, "--json", cwd=life, code=2)
    told = json.loads(done.stdout)
    assert (told["version"], told["verb"], told["exit_code"]) == (1, verb, 2)
    assert told["error"] in done.stderr.replace("Error: ", "")
    assert process(*argv, cwd=life, code=2).stdout == ""


def test_the_end_of_a_pause_is_what_the_schema_says(life):
    assert data("pause", "--now", NOW, cwd=life)["paused_until"] is None


@pytest.mark.parametrize(
    "argv",
    [
        ("log", "Noah Stern", "--in", "--out"),
        ("rest", "Noah Stern", "--until", "2026-03-01"),
        ("rest", "Noah Stern", "--until", "2026-03-02"),
        ("pause", "2020-01-01"),
        ("pause", "2026-03-02"),
    ],
)
def test_what_would_say_nothing_is_refused_and_nothing_is_kept(life, argv):
    before = data("export", cwd=life)["rows"]
    for more in ((), ("--dry-run",)):
        refused = call(*argv, *more, "--now", NOW, cwd=life, code=2).stderr
        assert 1 <= refused.count("\n") <= 2
    assert data("export", cwd=life)["rows"] == before


def test_who_reached_out_is_kept(life):
    for note, *option in (("in", "--in"), ("out", "--out"), ("mutual",)):
        call("log", "Noah Stern", *option, "--note", note, "--now", NOW, cwd=life)
    kept = data("export", cwd=life)["rows"]["contact"]
    assert {row["note"] for row in kept} == {"in", "out", "mutual"}
    assert all(row["direction"] == row["note"] for row in kept)


@posix
@pytest.mark.quick("plan")
@pytest.mark.parametrize("verb", [("plan",), ("plan", "--json"), ("flip",)], ids=" ".join)
def test_closed_streams_are_no_bug(life, verb):
    shut = ["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', COMMAND, *verb, "--now", NOW]
    assert subprocess.run(shut, cwd=life, check=False, timeout=120).returncode == 0
