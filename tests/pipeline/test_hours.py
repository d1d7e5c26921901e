"""Hours and days off are read as a user writes them, and what cannot be read is told."""

from datetime import date

import pytest

from reconnect_core.pipeline.scheduling import parse_day_off, parse_hours


@pytest.mark.parametrize(
    ("text", "weekdays", "first", "last"),
    [
        ("Tue-Thu 17:00-19:00", {1, 2, 3}, 1020, 1140),
        ("Sat 10:00-12:00", {5}, 600, 720),
        ("mon,wed-fri 9:05–24:00", {0, 2, 3, 4}, 545, 1440),
        ("Sat-Mon 08:00-09:00", {5, 6, 0}, 480, 540),
        ("Thursday 08:00 - 09:00", {3}, 480, 540),
    ],
)
def test_hours_are_read(text, weekdays, first, last):
    hours = parse_hours(text)
    assert (hours.weekdays, hours.first, hours.last) == (weekdays, first, last)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "is not like"),
        ("17:00-19:00", "is not like"),
        ("Tue 17-19", "is not like"),
        ("Tue 17:00", "is not like"),
        ("Die 17:00-19:00", '"Die" in'),
        ("Tue- 17:00-19:00", '"" in'),
        ("Tu 17:00-19:00", '"Tu" in'),
        ("Tue 25:00-26:00", "25:00"),
        ("Tue 17:61-18:00", "17:61"),
        ("Tue 24:00-24:01", "24:01"),
        ("Tue 19:00-17:00", "ends before it begins"),
        ("Tue 17:00-17:00", "ends before it begins"),
    ],
)
def test_hours_that_cannot_be_read_say_what_is_wrong(text, wrong):
    with pytest.raises(ValueError, match=wrong):
        parse_hours(text)


def test_days_off_are_read():
    assert [parse_day_off(text) for text in ("Sun", "monday", " 2026-12-24 ")] == [6, 0, date(2026, 12, 24)]
    for wrong in ("Funday", "24.12.2026", "2026-13-01", "Su"):
        with pytest.raises(ValueError, match=wrong.replace(".", r"\.")):
            parse_day_off(wrong)
