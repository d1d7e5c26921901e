"""weed, harvest and open on the demo's files."""

import contextlib
import csv
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconnect_core.cli.app import reconnect
from reconnect_core.demo import lay_out
from reconnect_core.errors import Unusable
from reconnect_core.pages.answering import read_answers, weed_csv

NOW = "2026-03-02T08:00"


def call(*argv, cwd, code=0, **env):
    """One verb in this process, which saves the start of thirty others; what it printed."""
    at = [] if argv[0] == "open" else ["--now", NOW]
    with contextlib.chdir(cwd):
        done = CliRunner(env={"NO_COLOR": "1", "BROWSER": "true", **env}).invoke(reconnect, [*argv, *at])
    assert done.exit_code == code, (argv, done.exit_code, done.output[-400:])
    return done.output if code else done.stdout


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("life")
    lay_out(folder)
    call("plan", cwd=folder)
    return folder


@pytest.fixture
def life(original, tmp_path):
    shutil.copytree(original, tmp_path / "life")
    return tmp_path / "life"


def files(folder):
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.suffix in (".csv", ".ics", ".toml", ".html")
    }


def test_answers_go_out_as_a_table_and_come_back_into_the_ledger_only(life):
    before = files(life)
    weeding = json.loads(call("weed", "--json", cwd=life))["weeding"]
    call("weed", "--csv", "weeds.csv", cwd=life)
    rows = list(csv.DictReader(io.StringIO((life / "weeds.csv").read_text(encoding="utf-8"))))
    assert [row["person"] for row in rows] == [one["person"] for one in weeding["weeds"]]
    assert [row["reason"] for row in rows] == [one["reason"] for one in weeding["weeds"]]
    text = (life / "weeds.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    text[1], text[2] = f"Let Go{text[1]}", f"keep{text[2]}"
    text[3] = f"perhaps{text[3]}"
    (life / "weeds.csv").write_text("".join(text), encoding="utf-8")
    dry = call("weed", "--apply", "weeds.csv", "--dry-run", cwd=life, code=4)
    assert f"Would be let go: {rows[0]['name']}" in dry
    assert "weeds.csv, line 4" in dry
    assert json.loads(call("weed", "--json", cwd=life))["weeding"] == weeding
    done = json.loads(call("weed", "--apply", "weeds.csv", "--json", cwd=life, code=4))
    assert (done["let_go"], done["kept"], done["unknown"]) == ([rows[0]["person"]], [rows[1]["person"]], [])
    left = {one["person"] for one in json.loads(call("weed", "--json", cwd=life))["weeding"]["weeds"]}
    assert left == {row["person"] for row in rows[2:]}
    (life / "weeds.csv").unlink()
    assert files(life) == before
    assert rows[0]["name"] not in call("plan", "--all", cwd=life)


@pytest.mark.full
def test_the_table_groups_and_tells_how_often_the_rule_errs(life):
    said = call("weed", cwd=life)
    for heading in ("Company gone", "Role address", "No channel that still works", "Never answered", "One-way"):
        assert heading in said
    assert re.search(r"named \d+ ties\. In touch again within a year: \d+ of\s+them", said)
    assert list(life.glob("*.html")) == []


@pytest.mark.full
def test_pages_are_private_the_same_each_time_and_opened_again(life):
    call("weed", "--page", cwd=life)
    call("harvest", "year", cwd=life)
    harvest, weed = life / "reconnect-harvest-year.html", life / "reconnect-weed.html"
    first = harvest.read_bytes(), weed.read_bytes()
    call("weed", "--page", "other.html", cwd=life)
    call("harvest", "year", "--page", "again.html", cwd=life)
    assert ((life / "again.html").read_bytes(), (life / "other.html").read_bytes()) == first
    assert stat.S_IMODE(harvest.stat().st_mode) == 0o600
    script = life / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" >> {life}/seen\n', encoding="utf-8")
    script.chmod(0o755)
    done = subprocess.run(  # a process of its own: Python looks for browsers once
        [Path(sys.executable).with_name("reconnect"), "open", "--json"],
        cwd=life,
        env={**os.environ, "BROWSER": str(script)},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "version": 1,
        "verb": "open",
        "page": str(life / "again.html"),
        "opened": True,
    }
    assert (life / "seen").read_text(encoding="utf-8").strip() == (life / "again.html").as_uri()
    (life / "again.html").unlink()
    call("open", cwd=life, code=2)


def test_a_harvest_as_text_without_names_or_not_at_all(life):
    text = call("harvest", "year", "--text", cwd=life)
    data = json.loads(call("harvest", "year", "--json", cwd=life))["harvest"]
    for one in data["reached"]:
        assert one["words"] in text
    assert str(data["in_touch"]) in text
    blurred = call("harvest", "year", "--text", "--blur", cwd=life)
    assert not [one for one in data["plants"] if one["name"] in blurred]
    call("harvest", "year", "--dry-run", cwd=life)
    assert list(life.glob("*.html")) == []
    call("harvest", "soon", cwd=life, code=2)
    (life / "taken").mkdir()
    call("harvest", "--page", "taken", cwd=life, code=4)
    assert [path.name for path in life.iterdir() if path.name.startswith(".taken")] == []


def test_answers_about_another_garden_are_refused(life):
    text = '{"version": 1, "verb": "weed", "garden": "elsewhere", "answers": {}}'
    (life / "answers").write_text(text, encoding="utf-8")
    assert "elsewhere" in call("weed", "--apply", "answers", cwd=life, code=2)
    assert "no-such-file" in call("weed", "--apply", "no-such-file", cwd=life, code=4)


# --- the files themselves ----------------------------------------------------------------------------------


def test_the_pages_file_is_read_and_one_bad_answer_costs_no_other():
    text = json.dumps(
        {"version": 1, "verb": "weed", "garden": "g", "answers": {"a": "keep", "b": 3, "c": "let go"}}
    )
    said = read_answers(f"\ufeff{text}", "weed-answers.json")
    assert said.answers == {"a": "keep", "c": "let go"}
    assert said.problems == ('weed-answers.json: b: an answer is "keep", "let go" or nothing',)
    with pytest.raises(Unusable):
        read_answers('{"answers": []}', "x")


def test_a_spreadsheet_takes_no_name_for_a_formula_and_may_use_semicolons(hostile):
    _, weeding = hostile
    text = weed_csv(weeding)
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row[:-1]]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["person"] for row in rows] == [one.person for one in weeding.weeds]
    german = "answer;person\nkeep;p1\n;p2\nLET  GO;p3\n"
    assert read_answers(german, "x.csv").answers == {"p1": "keep", "p3": "let go"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x, line 1"),
        ("name,answer\nAda,keep\n", "x, line 1"),
        ("{", "x: not valid JSON"),
        ('{"version": 1, "verb": "plan", "answers": {}}', "x: not the answers"),
    ],
)
def test_what_holds_no_answers_is_refused_by_name(text, expected):
    with pytest.raises(Unusable, match=re.escape(expected)):
        read_answers(text, "x")
