"""Flipping without a terminal: a card and an answer in one call."""

import pytest

from .conftest import NOW, call, data


def test_flipping_without_a_terminal(life):
    cards = data("flip", "--limit", "5", "--now", NOW, cwd=life)["cards"]
    assert len(cards) == 5
    assert "reconnect flip --answer NAME=year+referral" in call("flip", "--now", NOW, cwd=life).stdout
    first = next(card for card in cards if card["kind"] == "person")
    after = data(
        "flip", "--limit", "5", "--answer", f"{first['person']}=longer+referral", "--now", NOW, cwd=life
    )["cards"]
    assert first not in after
    assert data("flip", "--undo", "--now", NOW, cwd=life)["taken_back"] == first["person"]
    assert first in data("flip", "--limit", "5", "--now", NOW, cwd=life)["cards"]
    call("flip", "--answer", f"{first['person']}=sometimes", "--now", NOW, cwd=life, code=2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "it has a card and an answer, with = between"),
        ("Noah Stern=", "it has a card and an answer, with = between"),
        ("=year", "it has a card and an answer, with = between"),
        ("Noah Stern=sometimes", '"sometimes" is no answer: one is year, three,'),
        ("Noah Stern=year+love", '"love" is no gift: one is business,'),
        ("same:Noah Stern:nobody=same", 'nobody is called "nobody"'),
        ("same:Noah Stern:Noah Stern=same", "there is no such card"),
        ("same:Noah Stern=same", "there is no such card"),
        ("name:nora=No Such", 'nobody is called "No Such"'),
    ],
)
def test_an_answer_that_answers_nothing_is_refused_also_in_a_dry_run(life, text, said):
    for more in ((), ("--dry-run",)):
        refused = call("flip", "--answer", text, *more, "--now", NOW, cwd=life, code=2).stderr
        assert said in refused
        assert refused.count("\n") == 2
    assert data("export", cwd=life)["rows"]["answer"] == []


def test_a_card_is_answered_by_the_key_that_is_shown(life):
    dry = call(
        "flip", "--limit", "1", "--answer", "Noah Stern=year", "--dry-run", "--now", NOW, cwd=life
    ).stdout
    assert dry.startswith("Would take in: Noah Stern=year (nothing was written)\n")
    key = next(word for word in dry.split() if word.startswith("same:"))
    kind, one, other = key.split(":")
    call("flip", "--answer", f"{kind}:{other}:{one}=skip", "--now", NOW, cwd=life)
    assert [row["person"] for row in data("export", cwd=life)["rows"]["answer"]] == [key]
    assert key not in call("flip", "--limit", "400", "--now", NOW, cwd=life).stdout


def test_what_was_taken_in_before_a_refused_answer_is_told(life):
    wrong = ("flip", "--answer", "Noah Stern=year", "--answer", "Nobody Atall=year", "--now", NOW)
    assert "Taken in before it" not in data(*wrong, "--dry-run", cwd=life, code=2)["error"]
    assert "Taken in before it: Noah Stern=year." in data(*wrong, cwd=life, code=2)["error"]
    assert len(data("export", cwd=life)["rows"]["answer"]) == 1


def test_the_json_says_what_was_taken_in(life):
    key = next(card for card in data("flip", "--now", NOW, cwd=life)["cards"] if card["kind"] == "same")
    ids = [person for person, _ in key["choices"]]
    noah = data("why", "Noah Stern", "--now", NOW, cwd=life)["person"]["id"]
    wanted = [
        {"card": noah, "name": "Noah Stern", "answer": "year", "gifts": ["referral", "business"]},
        {"card": f"same:{':'.join(ids)}", "name": key["name"], "answer": "not same", "gifts": []},
        {"card": "name:nora", "name": "Nora", "answer": noah, "gifts": []},
    ]
    texts = [
        "Noah Stern=year+referral+business+referral",
        f"same:{ids[1]}:{ids[0]}=not same",
        "name:nora=Noah Stern",
    ]
    argv = ["flip", "--now", NOW, *(part for text in texts for part in ("--answer", text))]
    for more, written in ((("--dry-run",), False), ((), True)):
        found = data(*argv, *more, cwd=life)
        assert (found["answered"], found["written"]) == (wanted, written)
    rows = data("export", cwd=life)["rows"]["answer"]
    assert [(row["person"], row["answer"]) for row in sorted(rows, key=lambda row: row["number"])] == [
        (one["card"], one["answer"]) for one in wanted
    ]
    found = data("flip", "--now", NOW, cwd=life)
    assert (found["answered"], found["written"]) == ([], False)
