"""Every fault of a plugin stays where it happened, and what it may cost is a deadline once."""

import time

import pytest

from reconnect_core import Part, Wording
from reconnect_core.plugins import Overdue, Plugins, within

from .conftest import ADA, BAD, BOB, PICK, TODAY, Good, hanging, plugin_with


@pytest.mark.parametrize("bad", BAD)
def test_weighing_fails_open_for_that_plugin_only(plugins, bad):
    before, _ = plugins.weigh([ADA, BOB], TODAY)
    plugins.register(plugin_with("reconnect_weigh", BAD[bad]), "bad")
    parts, faults = plugins.weigh([ADA, BOB], TODAY)
    assert parts == before
    assert [fault.who for fault in faults] == ["bad"]
    assert "example.org" not in faults[0].error


@pytest.mark.parametrize(
    "odd", [{"points": float("nan")}, {"points": "1"}, {"reason": None}, {"facts": [("n", 1)]}, {"name": 5}]
)
def test_an_ill_made_part_is_a_failure(plugins, odd):
    before, _ = plugins.weigh([ADA, BOB], TODAY)
    part = Part(**({"name": "odd", "points": 1.0, "reason": "r"} | odd))
    plugins.register(plugin_with("reconnect_weigh", lambda: {"ada": [part]}), "bad")
    parts, faults = plugins.weigh([ADA, BOB], TODAY)
    assert parts == before
    assert [fault.error for fault in faults] == [f"reconnect_weigh gave an ill-made Part: {next(iter(odd))}"]


@pytest.mark.parametrize("odd", [{"title": None}, {"text": b"You were on my mind."}])
def test_ill_made_words_are_a_failure(plugins, odd):
    said = Wording(**({"title": "Call", "text": "You were on my mind."} | odd))
    made = Plugins(deadline_seconds=1)
    made.register(plugin_with("reconnect_word", lambda: said), "bad")
    wording, faults = made.word(PICK, "en", lambda said: "")
    assert wording is None
    assert [fault.who for fault in faults] == ["bad"]


@pytest.mark.parametrize("bad", ["raises", "hangs", "exits", "junk"])
def test_vetoing_fails_closed(plugins, bad):
    plugins.register(plugin_with("reconnect_veto", BAD[bad]), "bad")
    reasons, faults = plugins.veto([ADA, BOB], TODAY)
    assert "asked for quiet" in reasons["bob"]
    assert all("bad could not be asked" in reasons[name][-1] for name in ("ada", "bob"))
    assert [fault.who for fault in faults] == ["bad"]


@pytest.mark.parametrize("bad", ["raises", "hangs", "exits", "junk"])
def test_wording_falls_to_the_next_plugin(bad):
    plugins = Plugins(deadline_seconds=0.2)
    plugins.register(plugin_with("reconnect_word", BAD[bad]), "bad")
    plugins.register(Good(), "good")
    wording, faults = plugins.word(PICK, "en", lambda said: "")
    assert wording == Wording(title="Call", text="You were on my mind.")
    assert [fault.who for fault in faults] == ["bad"]


def test_nobody_waits_twice_for_a_plugin_that_hangs():
    plugins = Plugins(deadline_seconds=0.3)
    plugins.register(plugin_with("reconnect_word", hanging), "bad")
    plugins.register(Good(), "good")
    begin = time.perf_counter()
    answers = [plugins.word(PICK, "en", lambda said: "") for _ in range(10)]
    assert time.perf_counter() - begin < 2
    assert all(wording is not None for wording, _ in answers)
    assert [faults[0].error for _, faults in answers[:2]] == [
        "no answer within its deadline",
        "not asked again: it did not answer before",
    ]


def test_words_that_break_the_tone_rules_are_a_failure(plugins):
    wording, faults = plugins.word(PICK, "en", lambda said: "guilt")
    assert wording is None
    assert "tone rules: guilt" in faults[0].error


def test_a_deadline_leaves_the_thread_behind():
    begin = time.perf_counter()
    with pytest.raises(Overdue):
        within(0.1, lambda: time.sleep(30))
    assert time.perf_counter() - begin < 5
