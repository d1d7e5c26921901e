"""Flipping by key in a real terminal."""

import json

import pytest

from .conftest import NOW, call, data
from .terminal import Terminal


@pytest.fixture
def cards(life):
    for card in data("flip", "--now", NOW, cwd=life)["cards"]:
        if card["kind"] == "same":
            key = ":".join(("same", *(person for person, _ in card["choices"])))
            call("flip", "--answer", f"{key}=not same", "--now", NOW, cwd=life)
    found = data("flip", "--limit", "3", "--now", NOW, cwd=life)["cards"]
    assert {card["kind"] for card in found} == {"person"}
    return found


def test_cards_are_answered_by_a_key_each_and_taken_back(life, cards):
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
def test_it_goes_on_where_it_was_left(life, cards):
    terminal = Terminal("flip", "--limit", "2", "--now", NOW, cwd=life)
    terminal.until("Last in touch?")
    terminal.key("0", "What did they bring?")
    terminal.key(".", "2/2")
    terminal.key("q", "1 answered")
    assert terminal.close() == 0
    assert data("flip", "--limit", "2", "--now", NOW, cwd=life)["cards"] == cards[1:]
    assert data("flip", "--undo", cwd=life)["taken_back"] == cards[0]["person"]
    assert data("flip", "--limit", "3", "--now", NOW, cwd=life)["cards"] == cards


def test_forgetting_asks_in_a_terminal_and_no_means_no(life):
    terminal = Terminal("forget", "Ruth Albrecht", "--now", NOW, cwd=life)
    terminal.until("cannot be taken back")
    terminal.key("n\n", "Stopped.")
    assert terminal.close() == 130
    assert data("why", "Ruth Albrecht", "--now", NOW, cwd=life)["person"]["name"] == "Ruth Albrecht"


@pytest.mark.full
def test_what_the_verbs_of_memory_say(life):
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
def test_an_export_is_private_and_a_bad_one_is_one_clear_line(life):
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


@pytest.mark.full
def test_an_arrow_answers_no_card_and_escape_stops(life, cards):
    terminal = Terminal("flip", "--limit", "3", "--now", NOW, cwd=life)
    terminal.until("Last in touch?")
    terminal.key("\x1b[A\x1b[3~\x1bOP ", "2/3")  # up, delete, F1, and the space that skips
    terminal.key("\x1b", "0 answered")
    assert terminal.close() == 0


@pytest.mark.full
def test_a_card_of_an_earlier_sitting_that_is_taken_back_is_dealt_again(life, cards):
    call("flip", "--answer", f"{cards[0]['person']}=longer", "--now", NOW, cwd=life)
    terminal = Terminal("flip", "--limit", "2", "--now", NOW, cwd=life)
    terminal.until(cards[1]["name"])
    terminal.key("u", f"Taken back: {cards[0]['name']}, longer ago.")
    terminal.until(cards[0]["name"])
    terminal.key("a", cards[1]["name"])
    terminal.key("q", "1 answered")
    assert terminal.close() == 0
    rows = data("export", cwd=life)["rows"]
    assert [(row["person"], row["kind"]) for row in rows["wish"]] == [(cards[0]["person"], "deceased")]
