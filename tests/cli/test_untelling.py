"""Taking back what ``log``, ``gift`` and ``flip`` were told: which one it is, is said; what is not there, too."""

import shlex

import pytest

from .conftest import NOW, call, data

WHO = "Noah Stern"


def kept(cwd):
    rows = data("export", cwd=cwd)["rows"]
    return rows["contact"], rows["gift"]


def test_the_newest_is_taken_back_and_named(life):
    before = data("why", WHO, "--now", NOW, cwd=life)
    call("log", WHO, "--by", "phone", "--note", "a good [talk]", "--now", NOW, cwd=life)
    call("log", WHO, "--on", "2025-11-04", "--now", NOW, cwd=life)
    call("gift", WHO, "referral", "--on", "2025-12-01", "--now", NOW, cwd=life)
    said = call("log", WHO, "--undo", "--now", NOW, cwd=life).stdout
    assert said == f"Taken back what you told of {WHO}:\n  4 November 2025  you were in touch.\n"
    said = call("log", WHO, "--undo", "--now", NOW, cwd=life).stdout
    assert "2 March 2026  you talked on the phone: a good [talk]\n" in said
    assert "1 December 2025  they brought a referral." in call("gift", WHO, "--undo", cwd=life).stdout
    assert kept(life) == ([], [])
    assert data("why", WHO, "--now", NOW, cwd=life) == before


@pytest.mark.full
def test_the_wrong_line_again_with_undo_takes_back_that_one(life):
    lines = [
        ("log", WHO, "--on", "2025-11-04", "--in"),
        ("log", WHO, "--on", "2025-11-04", "--by", "note", "--glad"),
        ("log", WHO, "--on", "2025-11-04", "--minutes", "20", "--note", "x"),
        ("gift", WHO, "business", "--weight", "2"),
        ("gift", WHO, "referral", "--note", "y"),
    ]
    for argv in lines:
        call(*argv, "--now", NOW, cwd=life)
    for argv in lines:
        row = data(*argv, "--undo", "--now", NOW, cwd=life)["taken_back"]
        assert {"in": "--in", "mutual": None}.get(row.get("direction")) in (None, *argv)
        for text in (row.get("channel"), row["note"], row.get("kind")):
            assert not text or text in argv
        call(*argv, "--undo", "--now", NOW, cwd=life, code=2)
    assert kept(life) == ([], [])


@pytest.mark.parametrize("argv", [("log", WHO), ("gift", WHO, "business")])
def test_a_dry_run_names_it_and_keeps_it(life, argv):
    call(*argv, "--now", NOW, cwd=life)
    before = kept(life)
    dry = data(argv[0], WHO, "--undo", "--dry-run", "--now", NOW, cwd=life)
    said = call(argv[0], WHO, "--undo", "--dry-run", "--now", NOW, cwd=life).stdout
    assert "Would take back what you told of Noah Stern: (nothing was written)\n  2 March 2026" in said
    assert kept(life) == before
    real = data(argv[0], WHO, "--undo", "--now", NOW, cwd=life)
    assert (dry.pop("written"), real.pop("written")) == (False, True)
    assert dry == real


@pytest.mark.full
def test_a_reminder_that_was_done_by_it_is_open_again_and_said(life):
    picks = data("write", "--yes", "--now", NOW, cwd=life)["plan"]["picks"]
    person = picks[0]["person"]["id"]
    before = data("why", person, "--now", "2026-03-04T08:00", cwd=life)
    call("log", person, "--now", "2026-03-03T08:00", cwd=life)
    call("sync", "--now", "2026-03-04T08:00", cwd=life)
    assert "the reminder was done" in call("why", person, "--now", "2026-03-04T08:00", cwd=life).stdout
    dry = call("log", person, "--undo", "--dry-run", "--now", "2026-03-04T08:00", cwd=life).stdout
    assert "would be open again" in dry
    said = call("log", person, "--undo", "--now", "2026-03-04T08:00", cwd=life).stdout
    assert "is open again: the next walk looks what became of it." in said
    assert data("why", person, "--now", "2026-03-04T08:00", cwd=life) == before


def test_nothing_to_take_back_is_an_error_with_a_way_on(life):
    person = data("why", WHO, "--now", NOW, cwd=life)["person"]["id"]
    refused = call("log", WHO, "--undo", "--now", NOW, cwd=life, code=2).stderr
    assert f"you told of no contact with {WHO}" in refused
    assert f"`reconnect why {person}`" in refused
    assert "no gift of" in data("gift", WHO, "--undo", "--now", NOW, cwd=life, code=2)["error"]
    call("flip", "--answer", f"{person}=year+referral", "--now", NOW, cwd=life)
    for verb in ("log", "gift"):
        refused = call(verb, WHO, "--undo", "--now", NOW, cwd=life, code=2).stderr
        assert "`reconnect flip --undo`" in refused
    call("log", WHO, "--on", "2025-11-04", "--note", "between us", "--now", NOW, cwd=life)
    refused = call("log", WHO, "--undo", "--on", "2025-11-05", "--now", NOW, cwd=life, code=2).stderr
    assert "  4 November 2025  you were in touch\n" in refused
    assert f"`reconnect log {person} --undo`" in refused
    assert "between us" not in refused


@pytest.mark.parametrize(("verb", "value"), [("every", "60"), ("prefer", "note")])
def test_a_wish_is_taken_back(life, verb, value):
    refused = call(verb, WHO, "--undo", "--now", NOW, cwd=life, code=2).stderr
    assert f"you told nothing of {WHO} by `reconnect {verb}`" in refused
    before = data("why", WHO, "--now", NOW, cwd=life)
    call(verb, WHO, value, "--now", NOW, cwd=life)
    call("rest", WHO, "--now", NOW, cwd=life)
    assert data(verb, WHO, "--undo", "--dry-run", "--now", NOW, cwd=life)["written"] is False
    told = [row["kind"] for row in data("export", cwd=life)["rows"]["wish"]]
    assert sorted(told) == sorted([verb, "rest"])
    assert f"{WHO} has no " in call(verb, WHO, "--undo", "--now", NOW, cwd=life).stdout
    assert [row["kind"] for row in data("export", cwd=life)["rows"]["wish"]] == ["rest"]
    call("wake", WHO, "--now", NOW, cwd=life)
    assert data("why", WHO, "--now", NOW, cwd=life) == before
    asked = call(verb, WHO, "--now", NOW, cwd=life, code=2).stderr
    assert "Say a number" in asked or "Say one of phone, note" in asked


@pytest.mark.full
def test_what_the_demo_says_to_try_can_be_tried(tmp_path):
    said = call("demo", "--folder", "my demo", cwd=tmp_path).stdout
    lines = [line.strip() for line in said.splitlines() if line.startswith("    reconnect ")]
    assert len(lines) == 5
    for line in lines[:-1]:
        call(*shlex.split(line)[1:], cwd=tmp_path)


def test_a_gift_needs_a_kind_unless_it_is_taken_back(life):
    refused = call("gift", WHO, "--now", NOW, cwd=life, code=2).stderr
    assert "Say one of business, referral, encouragement, inspiration." in refused
    assert "telepathy" in call("gift", WHO, "telepathy", "--undo", "--now", NOW, cwd=life, code=2).stderr


def test_the_answer_that_flip_takes_back_is_named_also_before(life):
    person = data("why", WHO, "--now", NOW, cwd=life)["person"]["id"]
    assert "nothing to take back" in call("flip", "--undo", "--dry-run", "--now", NOW, cwd=life).stdout
    call("flip", "--answer", f"{person}=three", "--now", NOW, cwd=life)
    told = f"Taken back: {WHO}, one to three years ago."
    assert (
        f"{told} (nothing was written)\n" == call("flip", "--undo", "--dry-run", "--now", NOW, cwd=life).stdout
    )
    dry = data("flip", "--undo", "--dry-run", "--now", NOW, cwd=life)
    assert (dry["taken_back"], dry["written"]) == (person, False)
    assert call("flip", "--undo", "--now", NOW, cwd=life).stdout == f"{told}\n"
    assert kept(life) == ([], [])
    done = data("flip", "--undo", "--now", NOW, cwd=life)
    assert (done["taken_back"], done["written"]) == ("", False)
