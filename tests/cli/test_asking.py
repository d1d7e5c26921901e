"""A no is a no, a script does what it was told, and what is told as written was written."""

import contextlib
import subprocess

import pytest
from click.testing import CliRunner

from reconnect_carddav.ics_file import IcsFile
from reconnect_core import Refused
from reconnect_core.cli.app import reconnect

from .conftest import COMMAND, NOW, call, data

WHO = "Ruth Albrecht"


def typed(text, *argv, cwd):
    with contextlib.chdir(cwd):
        return CliRunner(env={"NO_COLOR": "1"}).invoke(reconnect, argv, input=text)


def rows(cwd):
    return data("export", cwd=cwd)["rows"]


IRREVERSIBLE = {
    "forget": ("forget", WHO, "--now", NOW),
    "forget as JSON": ("forget", WHO, "--json", "--now", NOW),
    "import --replace": ("import", "empty.json", "--replace"),
    "write": ("write", "--now", NOW),
    "write as JSON": ("write", "--json", "--now", NOW),
}


@pytest.fixture
def told(life):
    data("export", "empty.json", cwd=life)
    call("log", WHO, "--note", "a good talk", "--now", NOW, cwd=life)
    return life


@pytest.mark.quick("forget", "write")
@pytest.mark.parametrize("case", IRREVERSIBLE)
def test_where_nobody_answers_a_script_does_what_it_was_told(told, case):
    before = rows(told)
    assert typed("", *IRREVERSIBLE[case], cwd=told).exit_code == 0
    assert rows(told) != before


@pytest.mark.quick("forget", "write")
@pytest.mark.parametrize("case", IRREVERSIBLE)
def test_a_no_through_a_pipe_is_a_no(told, case):
    before, calendar = rows(told), (told / "calendar.ics").read_bytes()
    for answer in ("n\n", "\n", "no\n", "what\n"):
        assert typed(answer, *IRREVERSIBLE[case], cwd=told).exit_code != 0, answer
        assert rows(told) == before, answer
        assert (told / "calendar.ics").read_bytes() == calendar, answer


@pytest.mark.quick("forget", "write")
@pytest.mark.parametrize("case", IRREVERSIBLE)
def test_a_yes_is_a_yes_typed_or_as_an_option(told, case):
    before, calendar = rows(told), (told / "calendar.ics").read_bytes()
    assert typed("what\ny\n", *IRREVERSIBLE[case], cwd=told).exit_code == 0
    assert rows(told) != before
    assert ((told / "calendar.ics").read_bytes() != calendar) == case.startswith("write")


def test_digests_stay_after_a_no(told):
    call("forget", WHO, "--yes", "--now", NOW, cwd=told)
    again = ("forget", WHO, "--completely", "--now", NOW)
    assert typed("n\n", *again, cwd=told).exit_code != 0
    assert data(*again, "--yes", cwd=told)["digests"] > 0


@pytest.mark.quick("None")
@pytest.mark.parametrize("said", [None, b"", b"n\n"])
def test_a_pipe_that_says_nothing_hangs_no_script(life, said):
    """Nobody writes to it, it is at its end, or somebody says no: only the last one keeps from writing."""
    before = (life / "calendar.ics").read_bytes()
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [COMMAND, "write", "--now", NOW], cwd=life, stdin=pipe, stdout=pipe, stderr=pipe
    ) as verb:
        if said is not None:
            verb.stdin.write(said)
            verb.stdin.close()
        verb.wait(60)
    assert (verb.returncode == 0) == (said != b"n\n")
    assert ((life / "calendar.ics").read_bytes() == before) == (said == b"n\n")


def halfway(whole):
    return lambda self, reminders: whole(self, reminders[:1])


def refusing(self, reminders):
    raise Refused("calendar: the disk is full.")


@pytest.mark.parametrize(("put", "written", "missing"), [(lambda whole: refusing, 0, 3), (halfway, 1, 2)])
def test_only_what_has_a_receipt_is_told_as_written(life, monkeypatch, put, written, missing):
    monkeypatch.setattr(IcsFile, "put", put(IcsFile.put))
    said = call("write", "--yes", "--now", NOW, cwd=life, code=4).stdout
    before, _, after = said.partition(f"{missing} of 3 could not be written.")
    assert ("\nWritten:\n" in said) == bool(written)
    assert before.count(" min\n") == written
    assert "calendar:" in after, "the error follows"


def test_the_answer_says_that_not_all_was_written(life, monkeypatch):
    monkeypatch.setattr(IcsFile, "put", halfway(IcsFile.put))
    answer = data("write", "--yes", "--now", NOW, cwd=life, code=4)
    assert (answer["written"], len(answer["reminders"]), len(answer["receipts"])) == (False, 3, 1)


def test_the_demo_tells_what_was_written_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(IcsFile, "put", refusing)
    assert " min\n" not in call("demo", cwd=tmp_path, code=4).stdout


def test_a_dry_run_of_forgetting_says_what_becomes_of_the_reminders(life):
    person = data("plan", "--now", NOW, cwd=life)["plan"]["picks"][0]["person"]["id"]
    call("write", "--yes", "--now", NOW, cwd=life)
    dry = ("forget", person, "--dry-run", "--now", NOW)
    assert "1 open reminder stands in the calendar still" in call(*dry, cwd=life).stdout
    said = call(*dry, "--reminders", cwd=life).stdout
    assert "1 open reminder would be taken out of the calendar." in said
    assert "still" not in said
    would = data(*dry, "--reminders", cwd=life)
    assert would["written"] is False
    done = data("forget", person, "--yes", "--reminders", "--now", NOW, cwd=life)
    assert (done["removed"], done["rows"]) == (would["removed"], would["rows"])
