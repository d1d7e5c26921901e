"""Flipping by key in a real terminal."""

import json
import os
import pty
import select
import subprocess
import time

import pytest

from .test_cli import COMMAND, NOW, call, data, life, original  # noqa: F401 -- fixtures


class Terminal:
    """One run of a verb in a pseudo-terminal; keys are typed when a question is on the screen."""

    def __init__(self, *argv, cwd):
        self.fd, slave = pty.openpty()
        env = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}
        self.process = subprocess.Popen(
            [COMMAND, *argv], cwd=cwd, env=env, stdin=slave, stdout=slave, stderr=slave, close_fds=True
        )
        os.close(slave)
        self.screen = ""
        self.read_to = 0

    def until(self, text, seconds=60):
        end = time.monotonic() + seconds
        while text not in self.screen[self.read_to :]:
            if time.monotonic() > end:
                self.process.kill()
                raise AssertionError(f"{text!r} never came:\n{self.screen[-800:]}")
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.screen += os.read(self.fd, 65536).decode(errors="replace")
                except OSError:
                    break
        self.read_to = self.screen.index(text, self.read_to) + len(text)

    def key(self, key, then):
        os.write(self.fd, key.encode())
        self.until(then)

    def close(self):
        try:
            return self.process.wait(30)
        finally:
            self.process.kill()
            self.process.wait()
            os.close(self.fd)


@pytest.fixture
def cards(life):  # noqa: F811
    for card in data("flip", "--now", NOW, cwd=life)["cards"]:
        if card["kind"] == "same":
            key = ":".join(("same", *(person for person, _ in card["choices"])))
            call("flip", "--answer", f"{key}=not same", "--now", NOW, cwd=life)
    found = data("flip", "--limit", "3", "--now", NOW, cwd=life)["cards"]
    assert {card["kind"] for card in found} == {"person"}
    return found


def test_cards_are_answered_by_a_key_each_and_taken_back(life, cards):  # noqa: F811
    terminal = Terminal("flip", "--limit", "3", "--now", NOW, cwd=life)
    terminal.until("Last in touch?")
    terminal.key("2", "What did they bring?")
    terminal.key("r", "+ referral")
    terminal.key(".", "2/3")
    terminal.key("r", "3/3")
    terminal.key("u", "2/3")
    terminal.key("xn", "3/3")
    terminal.key("q", "2 answered")
    assert terminal.close() == 0
    kept = json.loads(call("export", cwd=life).stdout)["rows"]
    answers = {row["person"]: row["answer"] for row in kept["answer"] if ":" not in row["person"]}
    assert answers == {
        cards[0]["person"]: "three",
        cards[1]["person"]: "never",
    }
    assert [(row["person"], row["kind"]) for row in kept["gift"]] == [(cards[0]["person"], "referral")]
    assert [(row["person"], row["kind"]) for row in kept["wish"]] == [(cards[1]["person"], "never")]


@pytest.mark.full
def test_it_goes_on_where_it_was_left(life, cards):  # noqa: F811
    terminal = Terminal("flip", "--limit", "2", "--now", NOW, cwd=life)
    terminal.until("Last in touch?")
    terminal.key("0", "What did they bring?")
    terminal.key(".", "2/2")
    terminal.key("q", "1 answered")
    assert terminal.close() == 0
    assert data("flip", "--limit", "2", "--now", NOW, cwd=life)["cards"] == cards[1:]
    assert data("flip", "--undo", cwd=life)["taken_back"] == cards[0]["person"]
    assert data("flip", "--limit", "3", "--now", NOW, cwd=life)["cards"] == cards


def test_forgetting_asks_in_a_terminal_and_no_means_no(life):  # noqa: F811
    terminal = Terminal("forget", "Ruth Albrecht", "--now", NOW, cwd=life)
    terminal.until("cannot be taken back")
    terminal.key("n\n", "Stopped.")
    assert terminal.close() == 130
    assert data("why", "Ruth Albrecht", "--now", NOW, cwd=life)["person"]["name"] == "Ruth Albrecht"


@pytest.mark.full
def test_what_the_verbs_of_memory_say(life):  # noqa: F811
    same = data("same", "Ruth Albrecht", "Henning Voss", "--dry-run", "--now", NOW, cwd=life)
    assert (same["same"], same["written"], len(set(same["people"]))) == (True, False, 2)
    dry = data("forget", "Ruth Albrecht", "--dry-run", "--now", NOW, cwd=life)
    assert dry["written"] is False
    assert data("forget", "Ruth Albrecht", "--now", NOW, cwd=life)["written"] is True
    gone = call("why", "Ruth Albrecht", "--now", NOW, cwd=life, code=2)
    assert 'nobody is called "Ruth Albrecht"' in gone.stderr
    assert data("forget", "Ruth Albrecht", "--completely", "--now", NOW, cwd=life)["digests"] > 3
    assert data("why", "Ruth Albrecht", "--now", NOW, cwd=life)["person"]["name"] == "Ruth Albrecht"


@pytest.mark.full
def test_an_export_is_private_and_a_bad_one_is_one_clear_line(life):  # noqa: F811
    call("log", "Ruth Albrecht", "--now", NOW, cwd=life)
    said = data("export", "kept.json", cwd=life)
    file = life / "kept.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert data("import", "kept.json", cwd=life) == {
        "version": 1, "verb": "import", "rows": said["rows"], "replaced": False, "written": True,
    }  # fmt: skip
    file.write_text(file.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    broken = call("import", "kept.json", cwd=life, code=2)
    assert "kept.json: line" in broken.stderr
    assert "no JSON" in broken.stderr
    assert "no such file" in call("import", "nowhere.json", cwd=life, code=4).stderr.lower()
    assert "Name another place" in call("export", "no/folder/x.json", cwd=life, code=4).stderr
