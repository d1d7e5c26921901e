"""The hidden worth of who is shown, against rules that people use; the truth knows none of our Parts."""

import sys
from pathlib import Path
from statistics import mean

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("scoring", "rhythm", "ranking", "selection")


@pytest.fixture
def simulation(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks import simulation

    yield simulation
    for name in [name for name in sys.modules if name.split(".")[0] == "benchmarks"]:
        del sys.modules[name]


def test_the_truth_uses_none_of_our_parts():
    for name in ("simulated_lives.py", "simulation.py"):
        text = (ROOT / "benchmarks" / name).read_text(encoding="utf-8")
        assert "reconnect_core.pipeline" not in text
        assert not any(f"import {part}" in text for part in PARTS)


def test_the_same_seed_gives_the_same_life(simulation):
    one, two = (simulation.live("friends and family", 3, "random", weeks=6) for _ in range(2))
    assert (one.worth, one.shown) == (two.worth, two.shown)
    assert one.shown != simulation.live("friends and family", 4, "random", weeks=6).shown


@pytest.mark.full
def test_who_is_shown_is_worth_more_than_by_cadence_by_silence_and_by_chance(simulation):
    seeds = (0, 1)
    found = {
        (kind, rule): mean(simulation.live(kind, seed, rule).worth for seed in seeds)
        for kind in simulation.KINDS
        for rule in simulation.RULES
    }
    rivals = [rule for rule in simulation.RULES if rule != "reconnect"]
    for rule in rivals:
        shares = [found[kind, "reconnect"] / found[kind, rule] for kind in simulation.KINDS]
        assert mean(shares) > 1.05, (rule, shares)
    for kind in simulation.KINDS:
        for rule in ("fixed cadence", "longest silence"):
            assert found[kind, "reconnect"] > found[kind, rule], (kind, rule)
