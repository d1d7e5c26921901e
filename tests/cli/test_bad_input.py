"""Bad input is one clear line that names the file or the key, and the other stores go on."""

import os
import sys
from pathlib import Path

import pytest

from .conftest import NOW, call, data, edit


def test_check_counts_and_names_what_is_wrong(life):
    with (life / "log.csv").open("a", encoding="utf-8") as file:
        file.write("not a day,Ruth Albrecht,call,out,,,\n")
    number = len((life / "log.csv").read_text(encoding="utf-8").splitlines())
    said = call("check", "--now", NOW, cwd=life, code=4).stdout
    assert said.count(f"log.csv:{number}") == said.count("log.csv:") == 1
    assert "failed" not in said
    found = data("check", "--now", NOW, cwd=life, code=4)
    assert {count["store"] for count in found["stores"]} == {"google", "linkedin", "outlook", "log", "calendar"}
    call("write", "--yes", "--now", NOW, cwd=life, code=4)
    assert f"log.csv:{number}" in call("check", "--now", NOW, cwd=life).stdout, "known now, and still told"


BAD = {
    "a missing file": (lambda f: (f / "log.csv").unlink(), 4, "log.csv"),
    "an empty file": (lambda f: (f / "log.csv").write_bytes(b""), 4, "log.csv"),
    "a directory": (lambda f: ((f / "log.csv").unlink(), (f / "log.csv").mkdir()), 4, "log.csv"),
    "a wrong encoding": (lambda f: (f / "log.csv").write_bytes(b"\x81\x8d\x8f\x90\x9d" * 50), 4, "log.csv"),
    "an unknown key": (lambda f: edit(f, "[garden]\n", "[garden]\npeple = 4\n"), 2, 'did you mean "people"?'),
    "an unknown kind": (lambda f: edit(f, 'kind = "csv-log"', 'kind = "csvlog"'), 2, "csv-log"),
    "a kind of another section": (
        lambda f: edit(f, 'kind = "csv-log"', 'kind = "csv"'),
        2,
        '"csv" is no kind of journal; it belongs under [[addressbook]].',
    ),
    "a bad zone": (lambda f: edit(f, "Europe/Berlin", "Europe/Bärlin"), 2, "timezone"),
    "bad hours": (lambda f: edit(f, 'region = "DE"', 'region = "DE"\nhours = ["Tue 19:00-17:00"]'), 2, "hours"),
    "broken TOML": (lambda f: edit(f, "[garden]", "[garden"), 2, "not valid TOML"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line_and_the_others_go_on(life, case):
    spoil, code, expected = BAD[case]
    spoil(life)
    done = call("plan", "--now", NOW, cwd=life, code=code)
    said = done.stdout + done.stderr
    assert expected in said
    if code == 4:
        assert "log" in said
        assert data("plan", "--now", NOW, cwd=life, code=4)["plan"]["people"] > 50


def test_two_problems_are_told_at_once(life):
    edit(life, "[garden]\n", '[garden]\nminutes = "long"\nevery = "day"\n')
    said = call("plan", cwd=life, code=2).stderr
    assert "minutes" in said
    edit(life, 'path = "google-contacts.csv"', 'pth = "google-contacts.csv"')
    (life / "reconnect.toml").write_text(
        (life / "reconnect.toml").read_text(encoding="utf-8").replace('minutes = "long"\nevery = "day"\n', ""),
        encoding="utf-8",
    )
    assert 'did you mean "path"?' in call("plan", cwd=life, code=2).stderr


@pytest.mark.skipif(
    sys.platform == "win32" or (os.geteuid() == 0 and not Path("/dev/full").exists()), reason="POSIX only"
)
def test_a_target_that_cannot_be_written_leaves_the_old_file(life):
    edit(life, 'path = "calendar.ics"', 'path = "no/such/folder/calendar.ics"')
    done = call("write", "--yes", "--now", NOW, cwd=life, code=4)
    assert "calendar" in done.stdout + done.stderr


def test_a_bad_day_and_a_bad_moment(life):
    assert "--until" in call("rest", "Noah Stern", "--until", "soon", "--now", NOW, cwd=life, code=2).stderr
    assert "--now" in call("plan", "--now", "yesterday", cwd=life, code=2).stderr
    call("log", "Noah Stern", "--on", "2030-01-01", "--now", NOW, cwd=life, code=2)
    call("no-such-verb", cwd=life, code=2)
