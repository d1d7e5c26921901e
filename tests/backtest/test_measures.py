"""The measures, checked by hand."""

import random
from math import log2

import pytest

from reconnect_core.backtest import measures, rules

from .lives import DAY


def test_the_measures_on_an_order_checked_by_hand():
    scores = {"a": 4.0, "b": 3.0, "c": 2.0, "d": 1.0}
    ndcg, hit, precision, auc = measures.measure(list("abcd"), {"a", "c"}, scores, 3)
    assert ndcg == pytest.approx((1 + 1 / 2) / (1 + 1 / log2(3)))
    assert (hit, precision, auc) == (1.0, pytest.approx(2 / 3), 0.75)
    assert measures.measure(list("abcd"), {"d"}, scores, 3)[:3] == [0, 0, 0]
    assert measures.auc(list("abcd"), {"a", "c"}, dict.fromkeys("abcd", 1.0)) == 0.5
    assert measures.auc(list("abcd"), {"a"}, {}) == 0.5


def test_an_interval_holds_its_mean_and_narrows_with_more():
    lots = random.Random(2)
    few, many = ([lots.random() for _ in range(n)] for n in (10, 400))
    wide, narrow = (measures.estimate(v, measures.resamples(len(v), 1)) for v in (few, many))
    for found in (wide, narrow):
        assert found.low < found.value < found.high
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2


def test_ties_are_shuffled_by_the_seed_and_never_left_in_input_order():
    keys = [f"k{n}" for n in range(12)]
    assert measures.ordered(keys, {}, "1") == measures.ordered(keys[::-1], {}, "1")
    assert measures.ordered(keys, {}, "1") != measures.ordered(keys, {}, "2")
    assert measures.ordered(keys, {"k5": 1.0}, "1")[0] == "k5"


def test_the_periods_are_those_one_can_choose_elsewhere():
    weekly = rules.Past.of([k * 7 * DAY for k in range(9)], 100 * DAY)
    assert (weekly.period, weekly.silence) == (7, 44)
    rare = rules.Past.of([0, 3000 * DAY], 3100 * DAY)
    assert rare.period == 730
