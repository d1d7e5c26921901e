"""A life of made-up people to call the verbs on, in this process or in one of their own."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from reconnect_core.cli.app import reconnect
from reconnect_core.demo import NOW as MORNING
from reconnect_core.demo import calendar, exports, lay_out, people, told
from reconnect_core.demo import life as story

COMMAND = str(Path(sys.executable).with_name("reconnect"))
NOW = "2026-03-02T08:00"


def call(*argv, cwd, code=0, **env):
    """The verb in this process: what is new in a process of its own, ``process`` shows."""
    with contextlib.chdir(cwd):
        done = CliRunner(env={"NO_COLOR": "1", **env}).invoke(reconnect, argv)
    assert "Traceback" not in done.stderr
    assert done.exit_code == code, (argv, done.exit_code, done.stdout[-500:], done.stderr[-800:])
    return done


def process(*argv, cwd, code=0, **env):
    done = subprocess.run(
        [COMMAND, *argv],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == code, (argv, done.returncode, done.stdout[-500:], done.stderr[-800:])
    return done


def data(*argv, cwd, code=0):
    return json.loads(call(*argv, "--json", cwd=cwd, code=code).stdout)


def edit(folder, old, new):
    path = folder / "reconnect.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    """The people with a part in the demo and some of the many, and the last year or so of their calendar.

    Only looked at: ``life`` is a copy to change.
    """
    folder, chance = tmp_path_factory.mktemp("life"), Random(7)
    lay_out(folder)
    cast = people.cast(chance)[:80]
    told_of = told.with_words(story.story(cast, MORNING.date(), chance))
    lately = [one for one in told_of if one.day.year > 2024]
    for name, text in {
        "google-contacts.csv": exports.google(cast, chance),
        "Connections.csv": exports.linkedin(cast, chance),
        "outlook-kontakte.csv": exports.outlook(cast, chance),
        "log.csv": story.log(told_of),
        "calendar.ics": calendar.ics(cast, lately, MORNING.date(), chance),
    }.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def life(original, tmp_path):
    shutil.copytree(original, tmp_path / "life")
    return tmp_path / "life"
