"""Plain histories in, the walk's order out."""

import os
import random
import subprocess
import sys
from array import array
from datetime import UTC, date, datetime
from itertools import pairwise
from math import isclose, log
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import rank, rank_dormant
from reconnect_core.pipeline import daycount

DAY = 86_400
SHARED = os.environ.get("RECONNECT_SHARED", "")
START = 1_600_000_000 // DAY * DAY
NOW = START + 4000 * DAY


def ago(*days):
    return [NOW - day * DAY for day in sorted(days, reverse=True)]


def every(count, *, silence, gap):
    return ago(*(silence + gap * k for k in range(count)))


def reference(histories, now, quiet):
    """The formula of the research page, written down a second time and plainly."""
    found = {}
    for key, moments in histories.items():
        past = sorted(t for t in moments if t <= now)
        days = sorted({int(t // DAY) for t in past})
        gaps = sorted(b - a for a, b in pairwise(days))
        if not gaps or (now - past[-1]) / DAY < quiet:
            continue
        silence = (now - past[-1]) / DAY
        median = (gaps[(len(gaps) - 1) // 2] + gaps[len(gaps) // 2]) / 2
        if silence > median:
            comebacks = sum(gap >= quiet for gap in gaps)
            found[key] = log(len(days)) + 0.5 * log(1 + comebacks) - 2 * log(silence)
    return found


def test_the_test_vector_of_the_research():
    histories = {
        "ann": [30 * DAY * k for k in range(12)],
        "bob": [0, DAY, 2 * DAY],
        "cy": [0, 200 * DAY, 201 * DAY],
        "dee": [390 * DAY, 391 * DAY],
    }
    found = rank(histories, 400 * DAY + 1, quiet_days=60)
    assert [(key, round(score, 4)) for key, score in found] == [
        ("ann", -6.0121),
        ("cy", -9.1414),
        ("bob", -10.8743),
    ]


@pytest.mark.parametrize("start", [-4_000 * DAY, 10 * DAY, 930_000_000, 1_000_000_000, START, 2_050_000_000])
def test_every_century_counts_the_same_as_the_plain_formula(start):
    lots = random.Random(start)
    histories = {
        str(k): [
            start + lots.uniform(0, lots.choice((2, 60, 2500))) * DAY for _ in range(lots.randrange(0, 60))
        ]
        for k in range(150)
    }
    for quiet in (7, 30.5, 200):
        now = start + lots.uniform(100, 2600) * DAY
        found = rank(histories, now, quiet_days=quiet)
        want = reference(histories, now, quiet)
        assert dict(found).keys() == want.keys()
        assert all(isclose(score, want[key]) for key, score in found)
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_order_of_moments_and_of_histories_and_their_type_change_nothing():
    lots = random.Random(3)
    histories = {k: [START + lots.uniform(0, 3900) * DAY for _ in range(30)] for k in range(40)}
    want = rank({k: sorted(v) for k, v in histories.items()}, NOW, quiet_days=60)
    assert want
    turned = {k: histories[k] for k in reversed(histories)}
    assert rank(turned, NOW, quiet_days=60) == want
    assert rank({k: array("d", sorted(v)) for k, v in histories.items()}, NOW, quiet_days=60) == want
    assert rank({k: tuple(v) for k, v in histories.items()}, NOW, quiet_days=60) == want
    assert rank({k: [*v, *v] for k, v in histories.items()}, NOW, quiet_days=60) == want


def test_what_is_still_to_come_is_not_known_yet():
    past = every(6, silence=100, gap=30)
    want = rank({"a": past}, NOW, quiet_days=60)
    for future in ([NOW + 0.5], [NOW + DAY, NOW + 400 * DAY], [NOW + 10 * DAY] * 3):
        assert rank({"a": [*past, *future]}, NOW, quiet_days=60) == want
        assert rank({"a": [*future, *past]}, NOW, quiet_days=60) == want
    assert rank({"a": [NOW + DAY]}, NOW, quiet_days=60) == []


def test_within_one_day_order_does_not_matter_and_the_last_moment_ends_the_silence():
    base = every(6, silence=100, gap=30)
    late = base[-1] + 3_600
    want = rank({"a": [*base, late]}, NOW, quiet_days=60)
    assert rank({"a": [*base[:-1], late, base[-1]]}, NOW, quiet_days=60) == want
    assert isclose(want[0][1] - rank({"a": base}, NOW, quiet_days=60)[0][1], 2 * log(100 / (100 - 1 / 24)))


@pytest.mark.parametrize(
    ("moments", "passes"),
    [
        ([], False),
        (ago(100), False),
        ([*ago(100), *ago(100)], False),
        (ago(100, 101), True),
        (ago(59.99, 101), False),
        (ago(60, 101), True),
        (ago(100, 201), False),  # within its own rhythm
        (ago(102, 203), True),
        (ago(100, 110, 420), False),  # two gaps of which the mean is longer than the silence
        (ago(170, 180, 490), True),
    ],
)
def test_the_gate(moments, passes):
    assert bool(rank({"a": moments}, NOW, quiet_days=60)) is passes


@pytest.mark.parametrize(
    ("moments", "worth", "passes"),
    [
        (every(5, silence=120, gap=3), 0, True),
        (every(4, silence=120, gap=3), 0, False),
        (every(4, silence=120, gap=3), 1.0, True),
        (ago(120), 1.0, True),
        (ago(120), 0, False),
        (every(5, silence=119.9, gap=3), 0, False),
        (ago(130, 260, 261, 262, 263, 264), 0, True),  # longer than nine tenths of its own gaps
        (ago(130, 270, 410, 411, 412, 413), 0, False),
        (ago(130, 270, 410), 1.0, False),
        (every(9, silence=4380, gap=3), 0, True),
    ],
)
def test_the_dormant_gate(moments, worth, passes):
    found = rank_dormant({"a": moments}, NOW, quiet_days=60, worth={"a": worth})
    assert bool(found) is passes


def test_worth_is_points_in_the_same_units_and_lets_a_lone_day_in():
    histories = {"a": every(6, silence=100, gap=30), "b": every(12, silence=100, gap=30), "c": ago(100)}
    assert [key for key, _ in rank(histories, NOW, quiet_days=60)] == ["b", "a"]
    worth = {"a": 2.0, "c": 9.0, "nobody": 5.0}
    assert [key for key, _ in rank(histories, NOW, quiet_days=60, worth=worth)] == ["c", "a", "b"]
    plain, weighed = (dict(rank(histories, NOW, quiet_days=60, worth=w))["a"] for w in (None, worth))
    assert isclose(weighed - plain, 2.0)
    assert rank(histories, NOW, quiet_days=60, worth={}) == rank(histories, NOW, quiet_days=60)


def test_silence_of_1_5_and_12_years_all_have_their_chance_in_the_dormant_lane():
    histories = {years: every(30 * years, silence=365 * years, gap=4) for years in (1, 5)}
    assert [key for key, _ in rank_dormant(histories, NOW, quiet_days=60)] == [5, 1]
    histories[12] = [NOW - (365 * 12 + 4 * k) * DAY for k in range(60)]
    assert rank_dormant(histories, NOW, quiet_days=60, worth={12: 3.0})[0][0] == 12


def test_equal_scores_stand_in_an_order_of_their_own():
    histories = {f"k{n}": every(6, silence=100, gap=30) for n in range(20)}
    found = [key for key, _ in rank(histories, NOW, quiet_days=60)]
    assert found == [key for key, _ in rank(dict(reversed(histories.items())), NOW, quiet_days=60)]
    assert found != sorted(found)


def test_days_are_those_of_the_zone():
    berlin = ZoneInfo("Europe/Berlin")
    evening = [datetime(2025, 6, day, 21, 30, tzinfo=UTC).timestamp() for day in (1, 2, 3)]
    night = [datetime(2025, 6, day, 22, 30, tzinfo=UTC).timestamp() for day in (1, 2)]
    now = datetime(2025, 12, 1, tzinfo=UTC).timestamp()
    count = {
        zone: round(
            2.718281828459045
            ** (
                rank({"a": [*evening, *night]}, now, quiet_days=60, zone=zone)[0][1]
                + 2 * log((now - evening[-1]) / DAY)
            )
        )
        for zone in (UTC, berlin)
    }
    assert count == {UTC: 3, berlin: 3}
    moments = [evening[0], night[0]]  # one UTC day, two days in Berlin
    assert rank({"a": moments}, now, quiet_days=60) == []
    assert len(rank({"a": moments}, now, quiet_days=60, zone=berlin)) == 1
    assert rank({"a": evening}, now, quiet_days=60, zone=ZoneInfo("UTC")) == rank(
        {"a": evening}, now, quiet_days=60
    )


@pytest.mark.parametrize("quiet", [0, -1, float("nan")])
def test_quiet_days_must_be_above_nothing(quiet):
    with pytest.raises(ValueError, match="quiet_days"):
        rank({}, NOW, quiet_days=quiet)


def test_a_future_of_any_kind_changes_no_past_order():
    lots = random.Random(6)
    histories = {k: sorted(START + lots.uniform(0, 3900) * DAY for _ in range(25)) for k in range(30)}
    now = START + 2500 * DAY
    known = {k: [t for t in v if t <= now] for k, v in histories.items()}
    for turn in range(5):
        shuffled = {k: [*v, *(now + lots.uniform(1, 900) * DAY for _ in range(turn))] for k, v in known.items()}
        assert rank(shuffled, now, quiet_days=30) == rank(known, now, quiet_days=30)


def test_the_first_moment_of_the_lanes_is_where_they_say():
    assert datetime.fromtimestamp(2.0**30, UTC).date() == date(2004, 1, 10)
    assert daycount.tally([2.0**30 - 1, 2.0**30], 60) is None


# --- the judge's bars, on real histories -------------------------------------------------------------------

BARS = {"collegemsg": 0.450, "reality_call": 0.600, "email_eu": 0.638, "enron": 0.632, "git_review": 0.537}
DORMANT_BAR = 0.552


def judged(function):
    import json

    judge = Path(SHARED) / "tools" / "judge_scoring.py"
    command = [sys.executable, str(judge), str(Path(SHARED) / "scoring"), "--function", function, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {key: value[0] for key, value in json.loads(done.stdout).items()}


@pytest.mark.full
@pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set: no real histories here")
def test_rank_reaches_every_bar_on_real_histories():
    found = judged("rank")
    for name, bar in BARS.items():
        assert found[f"{name}/quiet/judged"] >= bar
        assert found[f"{name}/quiet/judged"] > found[f"{name}/quiet/most recent"]
    assert sum(found[f"{name}/dormant/judged"] for name in BARS) / len(BARS) >= DORMANT_BAR


@pytest.mark.full
@pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set: no real histories here")
def test_the_dormant_order_is_above_chance_and_above_lateness():
    found = judged("rank_dormant")
    mean = {
        rule: sum(found[f"{name}/dormant/{rule}"] for name in BARS) / len(BARS)
        for rule in ("judged", "random", "longest silence")
    }
    assert mean["judged"] > mean["random"] + 0.1
    assert mean["judged"] > mean["longest silence"] + 0.1
