"""What ``check``, ``read`` and ``why`` say, also of files that nobody can be known from."""

import ctypes
import json
import os
import subprocess
import sys

import pytest

from .conftest import COMMAND, NOW, call, data

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2

CONFIG = """
[garden]
state = "state"
me = ["me@x.example"]
[[addressbook]]
name = "book"
kind = "{kind}"
path = "{file}"
[[calendar]]
name = "home"
kind = "ics"
path = "calendar.ics"
reminders = true
"""
HEAD = "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Notes\n"
EMPTY = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:\r\nNOTE:a note\r\nEND:VCARD\r\n"


def garden(folder, file, text):
    (folder / file).write_text(text, encoding="utf-8")
    kind = "vcard" if file.endswith("vcf") else "csv"
    (folder / "reconnect.toml").write_text(CONFIG.format(kind=kind, file=file), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("book.csv", HEAD + ",,,,hello\n,,,,\n", "it holds no card: export it again"),
        ("book.csv", HEAD, "it holds no card: export it again"),
        ("book.vcf", EMPTY, "its one card has no name, e-mail address or number: export it again"),
        ("book.vcf", 3 * EMPTY, "none of its 3 cards has a name, e-mail address or number: export it again"),
        ("book.vcf", "BEGIN:VCARD\r\nnonsense\r\n", "none of its cards can be read: mend"),
    ],
)
def test_a_book_that_nobody_is_known_from_is_not_well(tmp_path, file, text, said):
    garden(tmp_path, file, text)
    code = 4 if "nonsense" in text else 0
    hints = data("check", "--now", NOW, cwd=tmp_path, code=code)["hints"]
    assert [hint for hint in hints if hint.startswith(f"book: {said}")]
    told = call("check", "--now", NOW, cwd=tmp_path, code=code).stdout
    assert "empty  book" in told
    assert "well  book" not in told


@pytest.mark.parametrize(
    "card",
    [
        "FN:Ann Archer\r\nN:;;;;",
        "N:;;;;\r\nFN:\r\nEMAIL:ann@mail.example",
        "N:;;;;\r\nFN:\r\nTEL:+49 30 2312501",
    ],
)
def test_a_book_is_well_when_one_card_says_who_it_is(tmp_path, card):
    garden(tmp_path, "book.vcf", EMPTY + EMPTY.replace("N:;;;;\r\nFN:", card))
    said = call("check", "--now", NOW, cwd=tmp_path).stdout
    assert "well  book (vcard): 2 records" in said
    assert data("check", "--now", NOW, cwd=tmp_path)["hints"] == []


def test_a_book_that_failed_is_told_as_failed_only(tmp_path):
    garden(tmp_path, "book.vcf", "")
    said = call("check", "--now", NOW, cwd=tmp_path, code=4).stdout
    assert "failed  book" in said
    assert "empty" not in said.replace("this file is empty", "")
    assert data("check", "--now", NOW, cwd=tmp_path, code=4)["hints"] == []


def test_a_store_that_fails_again_is_no_less_failed(life):
    call("plan", "--now", NOW, cwd=life)
    (life / "google-contacts.csv").unlink()
    call("sync", "--now", NOW, cwd=life, code=4)
    said = call("check", "--now", "2026-03-02T09:00", cwd=life, code=4).stdout
    assert "(its last records stand in)" in said


def without_roots_right():
    """Root too is refused what the rights refuse."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH) if os.geteuid() == 0 else ():
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities of Linux")
def test_a_file_that_was_shut_since_it_was_read_is_not_well(tmp_path):
    garden(tmp_path, "book.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada King\r\nEND:VCARD\r\n")
    assert "well  book" in call("check", "--now", NOW, cwd=tmp_path).stdout
    (tmp_path / "book.vcf").chmod(0)
    done = subprocess.run(
        [COMMAND, "check", "--now", NOW],
        cwd=tmp_path,
        preexec_fn=without_roots_right,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "failed  book (vcard): 1 record" in done.stdout
    assert "book: book.vcf: cannot be opened (Permission denied) (while reading). Check" in done.stdout
    assert done.returncode == 4


def test_a_store_without_a_sign_in_says_so_also_in_a_dry_run(life):
    for more in ((), ("--dry-run",)):
        assert "nothing to sign in to" in call("signin", "log", *more, cwd=life, code=4).stderr


def test_why_names_every_part_and_its_numbers(life):
    plan = data("plan", "--now", NOW, cwd=life)["plan"]
    for pick in plan["picks"]:
        why = data("why", pick["person"]["id"], "--now", NOW, cwd=life)
        assert why["total"] == pytest.approx(sum(part["points"] for part in why["score"]["parts"]))
        assert why["person"]["name"] == pick["person"]["name"]
        assert why["score"] == pick["score"]
    assert {pick["lane"] for pick in plan["picks"]} == {"warm", "dormant"}
    call("write", "--yes", "--now", NOW, cwd=life)
    for pick in plan["picks"]:
        assert data("why", pick["person"]["id"], "--now", NOW, cwd=life)["score"] == pick["score"]
    text = call("why", plan["picks"][0]["person"]["name"], "--now", NOW, cwd=life).stdout
    assert plan["picks"][0]["person"]["name"] in text


def test_an_ambiguous_name_lists_the_candidates_and_exits_two(life):
    found = call("why", "Holm", "--now", NOW, cwd=life, code=2)
    assert "Karin Holm" in found.stderr
    assert "Peter Holm" in found.stderr
    assert all(" in " in line for line in found.stderr.splitlines()[1:3])
    assert "@" not in found.stderr
    call("why", "Nobody Atall", "--now", NOW, cwd=life, code=2)


def test_read_prints_one_object_a_line(life):
    done = call(
        "read",
        "--json",
        "--kind",
        "csv",
        "--region",
        "DE",
        "outlook-kontakte.csv",
        "google-contacts.csv",
        cwd=life,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["file"] for row in rows} == {"outlook-kontakte.csv", "google-contacts.csv"}
    assert {row["type"] for row in rows} == {"contact"}
    numbers = [phone for row in rows for phone in row["phones"]]
    assert numbers
    entries = call(
        "read", "--json", "calendar.ics", "--from", "2026-03-01", "--to", "2026-03-31", cwd=life
    ).stdout
    assert all(json.loads(line)["start"] for line in entries.splitlines())
    said = call("read", "--json", "--kind", "csv-log", "log.csv", cwd=life).stdout
    assert {json.loads(line)["type"] for line in said.splitlines()} == {"interaction", "gift"}
    call("read", "missing.csv", cwd=life, code=4)
    said = call("read", "--json", "what.xyz", "outlook-kontakte.csv", cwd=life, code=2).stdout
    refused, *others = map(json.loads, said.splitlines())
    assert (refused["file"], refused["type"]) == ("what.xyz", "unreadable")
    assert refused["reason"] == "what.xyz: its kind cannot be told from its name."
    assert others
