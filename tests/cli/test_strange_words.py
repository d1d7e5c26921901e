"""What a stranger may type: names spelt otherwise, keys by hand, a channel nobody has, days that lie ahead."""

import os
import sys
from threading import Thread

import pytest

from .conftest import NOW, call, data, process

CONFIG = """
[garden]
state = "state"
region = "DE"
[[addressbook]]
name = "book"
kind = "csv"
path = "book.csv"
"""
BOOK = """First Name,Last Name,E-mail 1 - Value,Phone 1 - Value
Nora,Müller,nora@x.example,+49 170 1234567
Nora,Müller,nora@work.example,
Иван,Петров,ivan@x.example,
"""


@pytest.fixture
def small(tmp_path):
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    (tmp_path / "reconnect.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def person(name, folder):
    return data("why", name, "--now", NOW, cwd=folder)["person"]["id"]


@pytest.mark.parametrize(("name", "near"), [("mueller", "Nora Müller"), ("ivan petroff", "Иван Петров")])
def test_who_sounds_like_the_name_is_offered_and_never_taken(small, name, near):
    assert f"Did you mean {near}?" in call("never", name, "--now", NOW, cwd=small, code=2).stderr


def test_a_channel_that_no_card_has_is_told(small):
    no_card = "No card of theirs leads there"
    assert no_card in call("prefer", "ivan", "phone", "--dry-run", "--now", NOW, cwd=small).stdout
    assert no_card in call("prefer", "ivan", "meet", "--now", NOW, cwd=small).stdout
    assert no_card not in call("prefer", "ivan", "email", "--now", NOW, cwd=small).stdout
    assert no_card not in call("rest", "ivan", "--now", NOW, cwd=small).stdout


def test_an_answer_may_have_blanks_and_capitals_and_a_name_is_folded(small):
    nora, ivan = person("nora@x.example", small), person("ivan", small)
    texts = f" {ivan} = Year + Referral ", f"name: Nora  Q={nora}"
    argv = [part for text in texts for part in ("--answer", text)]
    found = data("flip", *argv, "--now", NOW, cwd=small)["answered"]
    assert [(one["card"], one["answer"], one["gifts"]) for one in found] == [
        (ivan, "year", ["referral"]),
        ("name:nora q", nora, []),
    ]
    assert [row["name"] for row in data("export", cwd=small)["rows"]["name"]] == ["nora q"]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("flip", "--answer", "name: =nora@x.example"), 2, "there is no such card"),
        (("flip", "--undo", "--answer", "ivan=year"), 2, "exclude each other"),
        (("harvest", "2027", "--now", NOW), 2, "2027 lies ahead."),
        (("harvest", "2026-summer", "--text", "--now", NOW), 2, "2026-summer lies ahead."),
        (("read", "x.ics", "--from", "2026-01-02", "--to", "2026-01-02"), 2, "does not lie after --from"),
        (("read", "x.ics", "--to", "1999-01-01"), 2, "--to 1999-01-01 does not lie after --from 20"),
        (("export", "."), 4, ".: this is a folder."),
        (("export", "/"), 4, "/: this is a folder."),
    ],
)
def test_what_cannot_be_done_says_why(small, argv, code, said):
    assert said in call(*argv, cwd=small, code=code).stderr


def test_two_who_are_told_apart_are_named_by_the_ids_they_have_then(small):
    both = ("nora@x.example", "nora@work.example")
    call("same", *both, "--now", NOW, cwd=small)
    assert len({person(one, small) for one in both}) == 1
    dry = data("not-same", *both, "--dry-run", "--now", NOW, cwd=small)["people"]
    assert len(set(dry)) == 1
    people = data("not-same", *both, "--now", NOW, cwd=small)["people"]
    assert people == [person(one, small) for one in both]
    assert len(set(people)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
@pytest.mark.parametrize("argv", [("export",), ("weed", "--csv"), ("harvest", "--page")])
def test_a_pipe_is_written_to_and_a_link_stays_a_link(small, argv):
    os.mkfifo(small / "pipe")
    (small / "link").symlink_to("there")
    (small / "there").write_text("old", encoding="utf-8")
    told = []
    reader = Thread(target=lambda: told.append((small / "pipe").read_text("utf-8")), daemon=True)
    reader.start()
    call(*argv, "pipe", cwd=small)
    assert (small / "pipe").is_fifo()
    reader.join(10)
    assert told != [""]
    call(*argv, "link", cwd=small)
    assert (small / "link").is_symlink()
    assert (small / "there").read_text(encoding="utf-8") not in ("", "old")
    assert (small / "there").stat().st_mode & 0o777 == 0o600
    assert {"pipe", "link", "there"} <= {path.name for path in small.iterdir()}


def test_a_garden_without_anybody_says_so(tmp_path):
    (tmp_path / "reconnect.toml").write_text('[garden]\nstate = "state"\n', encoding="utf-8")
    assert call("flip", cwd=tmp_path).stdout == "No card is left to flip.\n"
    assert "Not this time" not in call("plan", "--all", cwd=tmp_path).stdout
    assert "There are none." in call("signin", "x", cwd=tmp_path, code=2).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of POSIX")
def test_a_terminal_of_ascii_alone_shows_a_mark_in_place_of_a_letter(small):
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": os.environ["HOME"]}
    said = process("plan", "--all", "--now", NOW, cwd=small, **ascii_alone).stdout
    assert "Nora M?ller" in said
