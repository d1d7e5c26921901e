"""Text that was made UTF-8 twice is told by a look at all of it, and made what it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import from_mojibake, is_mojibake

NAMES = ["Zoë Müller", "Łucja Żółć", "Ελένη", "Ольга", "דנה", "أحمد", "王芳", "김민준", "Ann 🎈"]


def as_windows(byte):
    """Windows has no sign for five of the bytes: they stay what they are."""
    return bytes([byte]).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252")


@pytest.mark.parametrize("name", [*NAMES, "Zoë €5 Müller – Ärzte"])
@pytest.mark.parametrize("taken_for", [chr, as_windows])
def test_what_was_made_twice_is_made_what_it_was(name, taken_for):
    again = "".join(map(taken_for, name.encode()))
    assert is_mojibake(again)
    assert from_mojibake(again) == name


@pytest.mark.parametrize("text", [*NAMES, "plain", "", "São João", "Ã", "Â 5", "Øresund Å", "naïve café"])
def test_text_as_people_write_it_is_none(text):
    assert not is_mojibake(text)


def test_nearly_all_of_it_has_to_be():
    assert is_mojibake("MÃ¼ller " * 10 + "é")
    assert not is_mojibake("MÃ¼ller é é")


@given(st.text())
def test_ascii_stays_and_nothing_raises(text):
    from_mojibake(text)
    plain = text.encode("ascii", "ignore").decode()
    assert from_mojibake(plain) == plain
