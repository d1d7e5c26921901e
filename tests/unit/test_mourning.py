"""Marks of death as people write them, and what looks like one."""

import pytest

from reconnect_core import tells_of_death


@pytest.mark.parametrize("label", ["Deceased", "verstorben", "Verstorbene", "†", "décédée", "故人"])
def test_a_label_says_so(label):
    assert tells_of_death(labels=["Choir", label])


@pytest.mark.parametrize("name", ["Hans Maier †", "† Hans Maier", "Hans Maier (verstorben)", "Hans - deceased"])
def test_a_sign_or_a_word_beside_a_name(name):
    assert tells_of_death(name=name)


@pytest.mark.parametrize("note", ["†", "died 3.4.2012", "a friend\nDeceased: 2012\nof my aunt"])
def test_a_line_of_a_note_with_at_most_a_day(note):
    assert tells_of_death(notes=["", note])


@pytest.mark.parametrize("day", ["Death", "Todestag", "date of death", "verstorben"])
def test_a_day_is_called_so(day):
    assert tells_of_death(days=["birthday", day])


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "Rip Maier"},
        {"name": "Hans†Peter Maier"},
        {"days": ["anniversary", "death of her father"]},
        {"labels": ["Dead Sea Swimmers", ""]},
        {"notes": ["her father died in 2012", "† 3.4.2012 was the day of " + "x" * 80]},
    ],
)
def test_what_tells_of_none(said):
    assert not tells_of_death(**said)


def test_a_note_of_a_thousand_lines_is_read_so_far():
    assert tells_of_death(notes=["x\n" * 999 + "†"])
    assert not tells_of_death(notes=["x\n" * 1000 + "†"])
