"""What the user wrote is told from what we wrote, whatever a calendar program made of our lines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import languages
from reconnect_core.pipeline import own_words

TITLE = "Call Ada Lovelace"
PARTS = (
    "You are thinking of Ada: reason enough to say hello. In 2021 Ada encouraged you; you may thank her for it.",
    "Phone: tel:+49301234567",
    languages.load("en").answer,
)
TEXT = "\n\n".join(PARTS)
OURS = own_words.marks(TITLE, TEXT)


def added(text):
    return [said for _, said in own_words.added(text, OURS)]


def as_html(text):
    paragraphs = (part.replace("\n", "<br>") for part in text.split("\n\n"))
    return "<html-blob>" + "".join(f"<p>{part}</p>" for part in paragraphs) + "</html-blob>"


MADE_OF_IT = {
    "nothing": lambda text: text,
    "line ends of HTML": lambda text: text.replace("\n", "<br>"),
    "paragraphs": as_html,
    "a page": lambda text: f"<html><head><style>p {{ x }}</style></head><body>{as_html(text)}</body></html>",
    "a link": lambda text: text.replace("tel:+49301234567", '<a href="tel:+49301234567">tel:+49301234567</a>'),
    "a link behind": lambda text: text.replace("tel:+49301234567", "tel:+49301234567<tel:+49301234567>"),
    "entities": lambda text: f"<span>{text.replace('“', '&ldquo;').replace(' ', '&nbsp;')}</span>",
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "no line ends": lambda text: " ".join(text.split()),
    "wide blanks": lambda text: text.replace(" ", " \u00a0"),
    "capitals": str.upper,
}


@pytest.mark.parametrize("made", MADE_OF_IT.values(), ids=MADE_OF_IT)
def test_ours_is_ours_whatever_was_made_of_it(made):
    assert added(made(TEXT)) == []
    assert added(made(f"{TEXT}\n\nShe moved to Lyon"))[-1].casefold().split() == ["she", "moved", "to", "lyon"]


@pytest.mark.parametrize("language", languages.known())
def test_wrapped_lines_are_ours_in_every_language(language):
    words = languages.load(language)
    text = "\n\n".join((*words.think, words.flip_text, words.stock_text, words.answer))
    for width in range(20, 80):
        wrapped = re.sub(rf"(.{{1,{width}}}\S*) ", r"\1\n", text)
        assert [*own_words.added(wrapped, own_words.marks("", text))] == [], width


@given(st.text(), st.text())
def test_any_text_is_ours_once_it_is_written(title, text):
    ours = own_words.marks(title, text)
    assert own_words.is_ours(title, ours)
    assert [*own_words.added(text, ours)] == []


@pytest.mark.parametrize("at", range(len(TEXT.split("\n")) + 1))
def test_a_line_of_the_users_comes_back_from_any_place(at):
    lines = TEXT.split("\n")
    text = "\n".join((*lines[:at], "  Well, she plays the oboe now!", *lines[at:]))
    assert [*own_words.added(text, OURS)] == [(True, "Well, she plays the oboe now!")]


def test_what_is_written_into_our_lines_is_told_without_them():
    text = TEXT.replace("what happened.", "what happened. She moved, to Lyon!")
    assert [*own_words.added(text, OURS)] == [(False, "She moved, to Lyon!")]
    text = TEXT.replace("reason enough", "(her birthday!) reason enough")
    assert [*own_words.added(text, OURS)] == [(False, "(her birthday!)")]
    assert [*own_words.added(f"✓ {TEXT}", OURS)] == [(True, "✓")]


def test_rules_and_the_blocks_of_meetings_are_nobodys_words():
    google = "-::~:~::~:~::-\nJoin with Google Meet: https://meet.example/abc\n-::~:~::~:~::-"
    teams = f"{'_' * 60}\nMicrosoft Teams meeting\nJoin on your computer\n{'_' * 60}"
    assert added(f"{TEXT}\n{google}\n----------\n* * *\n…\n{teams}\nWell") == ["Well"]


def test_an_address_in_brackets_is_kept():
    assert added(f"{TEXT}\nher page: <https://ada.example>") == ["her page: <https://ada.example>"]


def test_the_ledger_keeps_no_word():
    assert re.fullmatch(r"[0-9a-f]{8}( [0-9a-f]{8})*", OURS)
