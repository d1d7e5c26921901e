"""What packs of days tell of a tie before anybody unites them."""

import random
from datetime import date
from itertools import chain

import pytest

from reconnect_core import Channel, Direction
from reconnect_core.pipeline import rhythm, scoring
from reconnect_core.pipeline.tie import Rhythms, Tie

from .candidates import NOW, SETTINGS, TODAY, generated, known, pack, somebody, told_together

TENS, BOOKS = range(10), 30


def lived(lots):
    """A generated book, some of it with days that are yet to come."""
    book = generated(lots)
    book.append(somebody("ahead", pack([NOW - 300, NOW - 100, NOW + 5])))
    book.append(somebody("often", pack([NOW - 41 - lots.randrange(400) for _ in range(lots.randrange(1, 60))])))
    book.append(somebody("many ways", told_together(lots, sure=lots.choice((1.0, 0.4, 3.0)))[0]))
    return [candidate for candidate in book if candidate.rhythm]


@pytest.mark.parametrize("ten", TENS)
def test_the_gate_is_that_of_the_rhythm_and_no_points_are_above_the_bounds(ten):
    books = (lived(random.Random(BOOKS * ten + number)) for number in range(BOOKS))
    for candidate in chain.from_iterable(books):
        tie = Tie.of(candidate.contact, NOW)
        measured = candidate.rhythm
        assert tie.gate(SETTINGS) == scoring.gate(measured, SETTINGS, TODAY)
        assert (date.fromordinal(tie.first), date.fromordinal(tie.last)) == (
            measured.first_day,
            measured.last_day,
        )
        assert tie.rhythm(SETTINGS.quiet_days) == measured
        assert tie.most >= measured.contact_days
        score = scoring.score(candidate, TODAY, SETTINGS)
        assert tie.warm_at_most(candidate.person, candidate.gifts, SETTINGS) >= score.total
        if scoring.dormant(measured, bool(candidate.gifts), SETTINGS):
            asleep = scoring.dormant_points(score, candidate, TODAY, SETTINGS)
            assert tie.dormant_at_most(candidate.person, candidate.gifts, SETTINGS) >= asleep


def test_the_bounds_of_a_plain_tie_are_its_points():
    for channel in (Channel.EMAIL, Channel.PHONE):
        candidate = somebody("ada", pack([NOW - 100 - 7 * k for k in range(9)], channel))
        tie = Tie.of(candidate.contact, NOW)
        total = scoring.score(candidate, TODAY, SETTINGS).total
        bound = tie.warm_at_most(candidate.person, (), SETTINGS)
        assert total <= bound <= total + scoring.warmth(1, 2)


def test_who_has_no_day_up_to_today_has_no_tie():
    assert Tie.of((), NOW) is None
    assert Tie.of([pack([])], NOW) is None
    assert Tie.of([pack([NOW + 1])], NOW) is None
    assert Tie.of([pack([NOW + 1]), pack([NOW])], NOW).last == NOW


def test_rhythms_are_measured_when_they_are_asked_for():
    contact = {
        "ada": (pack([NOW - 90, NOW - 50]), pack([NOW - 70], Channel.PHONE, Direction.OUT)),
        "new": (pack([NOW + 9]),),
        "bob": (pack([NOW - 400]),),
        "none": (),
    }
    rhythms = Rhythms(contact, TODAY, SETTINGS)
    assert (list(rhythms), len(rhythms), "new" in rhythms, "nobody" in rhythms) == (
        ["ada", "bob"],
        2,
        False,
        False,
    )
    assert rhythms["ada"] == rhythm.measure([NOW - 90, NOW - 70, NOW - 50], NOW, SETTINGS.quiet_days)
    assert rhythms["ada"] is rhythms["ada"]
    assert (rhythms.get("new"), rhythms.get("nobody")) == (None, None)
    assert known("eve", 50).rhythm == Rhythms({"eve": known("eve", 50).contact}, TODAY, SETTINGS)["eve"]
