"""The backtest knows no future, claims nothing it did not measure, and comes out the same twice."""

import json
import os
import random
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from reconnect_core import backtest
from reconnect_core.backtest import measures, population, rolling, rules

from .lives import DAY, LIVES, report

SHARED = os.environ.get("RECONNECT_SHARED", "")


@pytest.mark.full
def test_the_same_question_has_the_same_answer_whatever_the_order_of_rows():
    turned = {owner: dict(reversed(ties.items())) for owner, ties in reversed(LIVES.items())}
    assert json.dumps(backtest.run(turned, quiet_days=30, horizon_days=60).plain()) == json.dumps(
        report().plain()
    )
    other = backtest.run(LIVES, quiet_days=30, horizon_days=60, seed=2)
    assert other.tasks[0].of("warmth (ours)").ndcg.value == report().tasks[0].of("warmth (ours)").ndcg.value
    assert other.tasks[0].of("random") != report().tasks[0].of("random")


def test_no_rule_ever_sees_what_is_still_to_come():
    seen = []

    def spy(group):
        for past in group.candidates.values():
            assert past.moments[-1] < group.now
            assert len(past.days) >= 2
            assert past.silence >= 30
        seen.append((group.owner, group.now, sorted(group.candidates.items())))
        return {}

    backtest.run(LIVES, quiet_days=30, horizon_days=60, rules={"spy": spy})
    assert seen
    first, seen = seen, []
    last = max(now for _, now, _ in first)
    lots = random.Random(5)
    future = {
        owner: {
            key: sorted(
                [
                    *(t for t in moments if t < last),
                    *(last + lots.uniform(0, 60) * DAY for t in moments if t >= last),
                ]
            )
            for key, moments in ties.items()
        }
        for owner, ties in LIVES.items()
    }
    setup = rolling._Setup(30, 60, 5, "any", False)
    before, after = ([(g.owner, g.candidates) for _, g, _ in setup.groups(h, last)] for h in (LIVES, future))
    assert before == after
    assert before


def test_ours_is_ahead_of_lateness_where_ties_end():
    quiet = report().tasks[0]
    assert quiet.task == "quiet"
    for rule in ("random", *rules.LATENESS):
        assert quiet.of("warmth (ours)").ndcg.value > quiet.of(rule).ndcg.value
        assert quiet.of(rule).ahead.low > 0
    assert any("better than longest silence" in line for line in report().words)


def test_no_winner_is_named_while_the_interval_of_the_difference_holds_nothing():
    quiet = report().tasks[0]
    undecided = measures.Estimate(value=0.01, low=-0.01, high=0.03)
    same = replace(quiet, rules=tuple(replace(r, ahead=undecided if r.ahead else None) for r in quiet.rules))
    words = replace(report(), tasks=(same,)).words
    assert not any("better" in line for line in words)
    assert any("nothing can be told" in line for line in words)
    worse = measures.Estimate(value=-0.2, low=-0.3, high=-0.1)
    lost = replace(quiet, rules=tuple(replace(r, ahead=worse if r.ahead else None) for r in quiet.rules))
    assert any(
        "Here most recent finds living ties better" in line for line in replace(report(), tasks=(lost,)).words
    )


def test_it_always_says_what_the_label_proves_and_what_not():
    assert "who was glad" in report().words[-1]
    assert "nobody here was reminded" in report().words[-1]


@pytest.mark.parametrize(
    "histories", [{}, {"o": {}}, {"o": {"a": [0.0]}}, {"o": {f"t{k}": [k * DAY] for k in range(9)}}]
)
def test_too_little_is_said_to_be_too_little(histories):
    report = backtest.run(histories, quiet_days=30, horizon_days=60)
    assert not report.enough
    assert any("oo little to tell" in line for line in report.words)
    assert ET.fromstring(backtest.svg(report)).tag.endswith("svg")
    assert len(backtest.table_rows(report)) == 1


def test_one_life_is_resampled_by_its_origins():
    report = backtest.run({"you": LIVES["o0"]}, quiet_days=30, horizon_days=60)
    quiet = report.tasks[0]
    assert (quiet.unit, quiet.people) == ("origins", 1)
    ours = quiet.of("warmth (ours)").ndcg
    assert ours.low < ours.value < ours.high


def test_progress_is_told_after_each_origin():
    told = []
    backtest.run(LIVES, quiet_days=30, horizon_days=60, origins=4, progress=lambda *at: told.append(at))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize("wrong", [{"label": "glad"}, {"quiet_days": 0}, {"origins": 0}, {"top": -1}])
def test_arguments_without_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="above 0"):
        backtest.run(LIVES, **wrong)


def test_a_sustained_return_asks_for_two_days():
    sure = backtest.run(LIVES, quiet_days=30, horizon_days=60, label="sustained")
    assert 0 < sure.tasks[0].came_back < report().tasks[0].came_back
    assert sure.tasks[0].candidates == report().tasks[0].candidates


# --- real histories ----------------------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set: no real histories here")
def test_a_real_history_shows_what_the_research_found(monkeypatch):
    monkeypatch.setattr(population, "at_hand", lambda: False)
    table = backtest.load_table(Path(SHARED) / "scoring" / "enron.tsv.gz", clip_days=1206)
    quiet, dormant = backtest.run(table.histories, quiet_days=30, horizon_days=60).tasks
    assert quiet.of("warmth (ours)").ndcg.value == pytest.approx(0.642, abs=0.01)
    assert quiet.of("most recent").ndcg.value == pytest.approx(0.606, abs=0.01)
    for task, ours in ((quiet, "warmth (ours)"), (dormant, "dormant lane (ours)")):
        for late in rules.LATENESS:
            assert task.of(late).ndcg.value < task.of("random").ndcg.value < task.of(ours).ndcg.value
