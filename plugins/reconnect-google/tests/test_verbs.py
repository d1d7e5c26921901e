"""The verbs as a user calls them: sign in, look, plan, write, and what is said when a sign-in ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from browser import Browser
from click.testing import CliRunner
from desk import CONFIG
from google_standin.server import Server
from life import populate

from reconnect_core.cli.app import reconnect

COMMAND = str(Path(sys.executable).with_name("reconnect"))
BROWSER = f"{sys.executable} {Path(__file__).with_name('browser.py')} %s &"
ENVIRONMENT = {"NO_COLOR": "1", "DISPLAY": ":0", "BROWSER": BROWSER}


class Desk:
    """A folder with a config, and everything the verbs said there."""

    def __init__(self, server, folder, **keys):
        self.server, self.world, self.folder = server, server.world, folder
        client = {"client_id": "client-1", "client_secret": "client-secret-canary"}
        (folder / "client_secret.json").write_text(json.dumps({"installed": client}))
        keys = {**server.settings, "kind": "google", "client": "client_secret.json", **keys}
        text = "".join(f'{name} = "{value}"\n' for name, value in keys.items())
        (folder / "reconnect.toml").write_text(CONFIG.format(keys=text))
        self.said = ""

    def call(self, *argv, code=(0,), typed="", faults=()):
        """What the verb printed; its exit code is one of these. ``faults`` strike request after request."""
        self.server.forget_calls()
        self.world.faults |= dict(enumerate(faults, start=1))
        argv = [*argv, "-v", "--now", self.world.clock().isoformat()]
        ended, said = self.run(argv, typed)
        self.said += said
        assert ended in code, (argv, ended, said)
        return said

    def run(self, argv, typed):
        """Exit code and output of the verb, in a process of its own."""
        done = subprocess.run(
            [COMMAND, *argv],
            cwd=self.folder,
            env={**os.environ, **ENVIRONMENT},
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


class Quick(Desk):
    """The same verbs in this process, which spares the imports."""

    def run(self, argv, typed):
        """Exit code and output of the verb."""
        argv = [*argv, "--config", str(self.folder / "reconnect.toml")]
        done = CliRunner().invoke(reconnect, argv, input=typed, env=ENVIRONMENT)
        return done.exit_code, done.output


def desks(tmp_path, kind):
    with Server() as server:
        made = kind(server, tmp_path)
        populate(server.world, 8)
        yield made
        # Every secret of the stand-in bears this word.
        assert "canary" not in made.said
        assert "Traceback" not in made.said
        assert server.world.complaints == []


@pytest.fixture(params=[Quick, pytest.param(Desk, marks=pytest.mark.full)], ids=["here", "processes"])
def desk(request, tmp_path, monkeypatch):
    """A garden with a config, whose user has a browser."""
    monkeypatch.setattr("webbrowser.open", Browser())
    yield from desks(tmp_path, request.param)


@pytest.fixture
def processes(tmp_path):
    """The same, each verb a process."""
    yield from desks(tmp_path, Desk)


@pytest.mark.direct("the verbs are on trial, not the requests")
def test_a_sign_in_that_ends_is_one_line_and_one_request_and_no_reminder_is_lost(desk):
    assert "signed in to Google" in desk.call("signin", "google", typed="new\n")
    assert "not signed in" not in desk.call("check")
    plan = desk.call("plan")
    assert "meetings are not seen" not in plan
    assert "Call Ana" in plan
    (own,) = [name for name in desk.world.calendars if name != "primary"]
    for refresh in desk.world.refresh.values():
        refresh.revoked = True
    desk.world.clock.sleep(7 * 86400)

    ended = desk.call("sync", code=(5,))
    assert ended.splitlines() == [
        "contacts, meetings, reminders: Google has ended the sign-in (while reading). "
        'Run `reconnect signin google`. An app in status "Testing" is signed out after 7 days; see docs/google.md.'
    ]
    assert [call.path for call in desk.world.calls] == ["/token"]
    for verb in ("sync", "plan"):
        desk.call(verb, code=(5,))
        assert desk.world.calls == []

    desk.world.clock.sleep(3 * 86400)
    desk.call("signin", "google")
    assert desk.call("sync") == ""
    assert len(desk.world.open_events(own)) == 3
    vault = desk.folder / "state" / "vault"
    assert "canary" in (vault / "google-google").read_text()
    assert {path.stat().st_mode & 0o777 for path in (desk.folder / "state").rglob("google-*")} == {0o600}
    assert not [path for path in desk.folder.rglob("*.sqlite3*") if b"canary" in path.read_bytes()]


@pytest.mark.full
@pytest.mark.direct("the verbs are on trial, not the requests")
@pytest.mark.parametrize("fault", ["401", "page", "cut", "drop"])
def test_no_verb_shows_a_token_whatever_fails(processes, fault):
    desk = processes
    lasting = 60 if fault in ("401", "page") else 3  # the others are waited for, here in real seconds
    desk.call("signin", "google", typed="new\n")
    desk.call("plan")
    desk.call("write", "--yes")
    for argv in (("check",), ("plan", "--json"), ("sync",)):
        desk.world.clock.sleep(3 * 86400)
        desk.call(*argv, code=(0, 4, 5), faults=[fault] * lasting)
