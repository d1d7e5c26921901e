"""Language files: which one is taken, and a broken one says where."""

import re
from pathlib import Path

import pytest

from reconnect_core import languages

ENGLISH = (Path(languages.__file__).with_name("words") / "en.toml").read_text("utf-8")


def test_an_unknown_language_is_english_and_says_so():
    assert languages.resolved("tlh") == ("en", False)
    assert languages.load("tlh") == languages.load("en")
    assert [languages.resolved(code) for code in ("de", "de-AT", "de_DE.UTF-8", "DE")] == [("de", True)] * 4


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ('phone = "Call {name}"\n', "", "phone"),
        ('"Sunday"]', '"Sunday", "Funday"]', "weekdays needs 7"),
        ("Call {name}", "Call {nmae}", "“Call {nmae}”"),
        ("Call {name}", "Call {name", "“Call {name”"),
        ("hear = [\n", "hear = []\nheard = [\n", "empty"),
        ('language = "English"', "language = English", "line 6"),
        ("kind_pause", "unkind_pause", "kind_pause"),
    ],
)
def test_a_broken_language_file_says_where(before, after, wrong):
    assert before in ENGLISH
    with pytest.raises(ValueError, match=re.escape(wrong)) as caught:
        languages.parsed(ENGLISH.replace(before, after, 1), "xx")
    assert str(caught.value).startswith("xx.toml: ")


def test_a_broken_tone_says_what_is_missing():
    broken = languages.parsed(ENGLISH.replace("denials = ", "denails = "), "xx")
    with pytest.raises(ValueError, match="denials"):
        assert broken.tone
