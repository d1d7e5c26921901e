"""What reminders brought is told with its interval, and too little is said to be too little."""

from datetime import date, timedelta

import pytest

from reconnect_core import backtest
from reconnect_core.backtest import trials as draws

TODAY = date(2026, 3, 1)


def trial(number, arm, back, day=TODAY - timedelta(days=200), glad=False):
    contact = [day.toordinal() + 30] if back else [day.toordinal(), day.toordinal() + 91]
    return backtest.Trial(person=f"p{number}", arm=arm, chance=0.5, day=day, contact=contact, glad=glad)


def trials(suggested, held):
    """``(came back, of)`` for each of two arms."""
    return [trial(k, "suggested", k < suggested[0], glad=k < suggested[0]) for k in range(suggested[1])] + [
        trial(1000 + k, "held back", k < held[0]) for k in range(held[1])
    ]


def test_a_real_difference_is_told_with_its_interval():
    found = backtest.uplift(trials((40, 60), (10, 60)), today=TODAY)
    assert found.contact.value == pytest.approx(0.5)
    assert 0 < found.contact.low < 0.5 < found.contact.high
    assert any("More were in contact" in line for line in found.words)


def test_no_difference_and_too_little_are_both_said():
    equal = backtest.uplift(trials((20, 60), (20, 60)), today=TODAY)
    assert any("cannot be told yet" in line for line in equal.words)
    few = backtest.uplift(trials((5, 60), (5, 19)), today=TODAY)
    assert few.contact is None
    assert "Too little to tell: 19 in the smaller arm" in few.words[-1]
    none = backtest.uplift([], today=TODAY)
    assert (none.contact, none.glad, none.explored) == (None, None, None)


def test_only_contact_within_the_horizon_and_after_the_draw_counts_and_recent_draws_wait():
    found = backtest.uplift([trial(1, "suggested", False), trial(2, "suggested", True, TODAY)], today=TODAY)
    assert (found.arms[0].ties, found.arms[0].in_contact, found.waiting) == (1, 0, 1)


def test_somebody_drawn_again_and_again_counts_once_an_arm():
    again = [trial(1, "suggested", True, TODAY - timedelta(days=100 + k)) for k in range(50)]
    assert backtest.uplift(again, today=TODAY).arms[0].ties == 1


def test_the_intervals_are_the_published_ones():
    found = draws.wilson(81, 263)  # Newcombe 1998
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    gap = draws.difference(draws.wilson(56, 70), draws.wilson(48, 80))
    assert (round(gap.low, 4), round(gap.high, 4)) == (0.0524, 0.3339)
