"""What a stranger meets: help by chapters, near verbs, words for what did not happen, and where nothing can be written."""

import contextlib
import json
import tomllib
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from reconnect_core.cli import app

from .conftest import NOW, call, data, process


def test_the_help_shows_every_verb_once_with_its_whole_sentence(tmp_path):
    shown = [verb for verbs in app._CHAPTERS.values() for verb in verbs.split()]
    assert sorted(shown) == sorted(app._WHERE)
    said = " ".join(call("--help", cwd=tmp_path).stdout.split())
    assert "..." not in said.replace("[ARGS]...", "")
    assert (
        "To begin: demo The whole walk on made-up people, into a calendar file in a folder of its own." in said
    )


@pytest.mark.parametrize(("wrong", "near"), [("pln", "plan"), ("undoo", "undo"), ("notsame", "not-same")])
def test_a_verb_that_is_none_names_the_nearest(tmp_path, wrong, near):
    refused = call(wrong, cwd=tmp_path, code=2).stderr
    assert "Did you mean " in refused
    assert near in refused.partition("Did you mean ")[2]
    assert "Did you mean" not in call("xyzzy", cwd=tmp_path, code=2).stderr


def test_options_before_the_verb_are_told_where_they_belong(tmp_path):
    assert "Options stand behind a verb" in call("--json", "plan", cwd=tmp_path, code=2).stderr
    assert "reconnect plan --json" in call("-c", "x.toml", "plan", cwd=tmp_path, code=2).stderr


def test_waking_somebody_who_did_not_rest_says_so(life):
    told = data("wake", "Noah Stern", "--now", NOW, cwd=life)
    assert (told["written"], told["done"]) == (False, "did not rest")
    assert "did not rest" in call("wake", "Noah Stern", "--now", NOW, cwd=life).stdout
    call("rest", "Noah Stern", "--now", NOW, cwd=life)
    assert data("wake", "Noah Stern", "--dry-run", "--now", NOW, cwd=life)["written"] is False
    assert call("wake", "Noah Stern", "--now", NOW, cwd=life).stdout == "Noah Stern is back.\n"


@pytest.mark.full
def test_waking_somebody_who_had_a_reminder_says_that_they_are_left_in_peace(life):
    """A wish is taken back by it, and the days after a reminder go on."""
    call("write", "--yes", "--now", NOW, cwd=life)
    (row, *_) = data("export", cwd=life)["rows"]["reminder"]
    call("rest", row["person"], "--now", NOW, cwd=life)
    until = date.fromisoformat(row["start"][:10]) + timedelta(days=90)
    said = f"is back, and left in peace until {until} after the last reminder"
    assert data("wake", row["person"], "--now", NOW, "--dry-run", cwd=life)["done"] == said
    assert f"{said}.\n" in call("wake", row["person"], "--now", NOW, cwd=life).stdout.replace("\n ", " ")
    call("rest", row["person"], "--now", until.isoformat(), cwd=life)
    assert data("wake", row["person"], "--now", until.isoformat(), cwd=life)["done"] == "is back"


def test_a_pause_that_is_only_tried_says_so(life):
    for argv in (("pause", "2026-05-01"), ("pause",)):
        assert "(nothing was written)" in call(*argv, "--dry-run", "--now", NOW, cwd=life).stdout
        assert data(*argv, "--dry-run", "--now", NOW, cwd=life)["written"] is False
        assert "nothing was written" not in call(*argv, "--now", NOW, cwd=life).stdout


@pytest.mark.parametrize("verb", [("write", "--yes"), ("write", "--dry-run"), ("sync",)])
def test_where_no_calendar_takes_reminders_nothing_is_written_and_that_is_said(life, verb):
    text = (life / "reconnect.toml").read_text(encoding="utf-8")
    (life / "reconnect.toml").write_text(text.partition("[[calendar]]")[0], encoding="utf-8")
    assert data("plan", "--now", NOW, cwd=life)["plan"]["picks"]
    refused = call(*verb, "--now", NOW, cwd=life, code=2).stderr
    assert "no [[calendar]] of the config takes the reminders" in refused
    assert data("export", cwd=life)["rows"]["reminder"] == []
    assert [hint for hint in data("check", "--now", NOW, cwd=life)["hints"] if "[[calendar]]" in hint]


def test_a_config_without_books_is_told_by_check(tmp_path):
    (tmp_path / "reconnect.toml").write_text('[garden]\nstate = "state"\n', encoding="utf-8")
    hints = data("check", "--now", NOW, cwd=tmp_path)["hints"]
    assert [hint for hint in hints if "there is no [[addressbook]]" in hint]


def test_reading_says_how_a_file_was_read_and_what_says_nobody(tmp_path):
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\n{}\r\nEND:VCARD\r\n"
    (tmp_path / "a.vcf").write_text(card.format("N:;;;;\r\nFN:\r\nNOTE:x"), encoding="utf-8")
    said = call("read", "a.vcf", cwd=tmp_path).stdout
    assert (
        said == "(a card that says nobody)\na.vcf: 1 record, read as vcard; another kind is said with --kind\n"
    )
    (tmp_path / "b.vcf").write_text(2 * card.format("FN:Ann\r\nN:;;;;"), encoding="utf-8")
    assert call("read", "--kind", "vcard", "b.vcf", cwd=tmp_path).stdout == "Ann\nAnn\nb.vcf: 2 records\n"


@pytest.mark.parametrize("zone", ["Europe/Bärlin", "..", "x" * 300])
def test_reading_in_no_zone_is_refused(life, zone):
    for now in ([], ["--now", "2026-03-02"]):
        refused = call("read", "--zone", zone, "log.csv", *now, cwd=life, code=2).stderr
        assert refused.endswith("is no zone.\nWrite it like Europe/Berlin.\n")


@pytest.mark.parametrize("region", ["ZZZ", "D", "4D", "ÄÖ"])
def test_reading_in_no_country_is_refused(life, region):
    refused = call("read", "--region", region, "log.csv", cwd=life, code=2).stderr
    assert refused.endswith("is no country.\nWrite two letters, like DE.\n")
    call("read", "--kind", "csv-log", "--region", "de-by", "log.csv", cwd=life)


def test_the_kind_of_an_ldif_file_is_told_by_its_name(tmp_path):
    (tmp_path / "a.ldif").write_text("dn: cn=Ann\nobjectclass: person\ncn: Ann\n", encoding="utf-8")
    assert "a.ldif: 1 record, read as csv" in call("read", "a.ldif", cwd=tmp_path).stdout


def test_a_config_that_is_only_shown_can_be_used_as_it_is(tmp_path):
    said = process("init", "--dry-run", "--yes", "-c", "reconnect.toml", cwd=tmp_path).stdout
    assert max(map(len, said.splitlines())) > 100
    assert tomllib.loads(said)["addressbook"]


def test_an_indented_line_that_is_wrapped_stays_indented(life):
    lines = call("check", "--now", NOW, cwd=life).stdout.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("      when = when"))
    assert lines[first].endswith("note =")
    assert lines[first + 1] == "      note, gift = gift"


@pytest.mark.parametrize(
    "argv",
    [
        ("log", "Noah Stern", "--minutes", "9" * 20),
        ("log", "Noah Stern", "--on", "0001-01-01"),
        ("gift", "Noah Stern", "referral", "--on", "1899-12-31"),
    ],
)
def test_what_no_ledger_or_calendar_can_hold_is_refused(life, argv):
    assert argv[-2] in call(*argv, "--now", NOW, cwd=life, code=2).stderr
    assert data("export", cwd=life)["rows"]["contact"] == []


def test_a_dash_is_the_output_of_an_export_and_the_input_of_an_import(life):
    said = call("export", "-", cwd=life).stdout
    assert said == call("export", cwd=life).stdout
    assert json.loads(said)["format"] == "reconnect-ledger"
    with contextlib.chdir(life):
        taken = CliRunner().invoke(app.reconnect, ["import", "-", "--json"], input=said)
        broken = CliRunner().invoke(app.reconnect, ["import", "-"], input=said[:-20])
    assert json.loads(taken.stdout)["written"] is True
    assert broken.exit_code == 2
    assert "it is no JSON" in broken.stderr
    assert not (life / "-").exists()


def test_a_log_of_senders_and_receivers_is_read_once_it_is_said_which_is_the_user(tmp_path):
    sent, got = (
        "2024-03-02 10:00,Me <me@x.example>,ann@y.example",
        "2024-03-04 09:00,ann@y.example,me@x.example",
    )
    lines = f"Date,From,To\n{sent}\n{got}\n"
    (tmp_path / "log.csv").write_text(lines, encoding="utf-8")
    refused = call("read", "--kind", "csv-log", "log.csv", cwd=tmp_path, code=4).stderr
    assert "--me" in refused
    said = call("read", "--json", "--kind", "csv-log", "--me", "ME@x.example", "log.csv", cwd=tmp_path).stdout
    rows = [json.loads(line) for line in said.splitlines()]
    assert [row["direction"] for row in rows] == ["out", "in"]
    assert {who for row in rows for who in row["who"]} == {"ann@y.example"}


def test_a_chat_is_read_as_the_user_whose_name_is_said(tmp_path):
    chat = "02/03/2024, 10:00 - Ann: hi\n02/03/2024, 10:01 - Udo: hello\n02/03/2024, 10:02 - Eva: hello\n"
    (tmp_path / "chat.txt").write_text(chat, encoding="utf-8")
    said = call("read", "--json", "--kind", "whatsapp", "--me", "Udo", "chat.txt", cwd=tmp_path).stdout
    rows = [json.loads(line) for line in said.splitlines()]
    assert {(row["direction"], *row["who"]) for row in rows} >= {("in", "ann"), ("in", "eva")}
    assert any(row["direction"] == "out" for row in rows)
