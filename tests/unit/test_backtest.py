"""The backtest knows no future, claims nothing it did not measure, and comes out the same twice."""

import gzip
import json
import os
import random
import subprocess
import venv
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import log2
from pathlib import Path

import pytest

from reconnect_core import ContactDays, Handle, HandleKind, SourceRef, Unusable, backtest, pack_days
from reconnect_core.backtest import measures, population, rolling, rules
from reconnect_core.backtest import trials as draws

DAY = 86_400
SHARED = os.environ.get("RECONNECT_SHARED", "")


def lives(owners=8, ties=25, seed=1, days=2000):
    """Histories of ties that each have their own pace, long pauses now and then, and an end."""
    lots = random.Random(seed)
    found = {}
    for owner in range(owners):
        found[f"o{owner}"] = {}
        for tie in range(ties):
            moment, moments, pace = lots.uniform(0, 300), [], lots.choice((5, 20, 60, 150))
            end = lots.uniform(200, 2 * days)
            while moment < min(end, days):
                moments.append(moment * DAY)
                moment += lots.expovariate(1 / pace) + (lots.random() < 0.1) * lots.uniform(50, 400)
            found[f"o{owner}"][f"t{tie}"] = moments
    return found


LIVES = lives()


@cache
def report():
    """Asked for once, and only by who runs these tests."""
    return backtest.run(LIVES, quiet_days=30, horizon_days=60)


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


# --- measures ----------------------------------------------------------------------------------------------


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


# --- tables ------------------------------------------------------------------------------------------------

ROWS = ["src\tdst\tt\tnrec", "a\tb\t100\t1", "b\ta\t50\t1", "a\tc\t200\t11", "c\tc\t300\t1", "a\td\t90000\t2"]
WANT = {"a": {"b": [50.0, 100.0], "d": [90000.0]}, "b": {"a": [50.0, 100.0]}, "d": {"a": [90000.0]}}


@pytest.mark.parametrize("form", ["tsv", "csv", "gz", "crlf", "bom", "shuffled"])
def test_a_table_is_read_in_any_of_its_forms(tmp_path, form):
    rows = [ROWS[0], *random.Random(3).sample(ROWS[1:], 5)] if form == "shuffled" else ROWS
    text = "\n".join(rows) + "\n"
    if form == "csv":
        text = text.replace("\t", ",")
    if form == "crlf":
        text = text.replace("\n", "\r\n")
    raw = text.encode("utf-8-sig" if form == "bom" else "utf-8")
    path = tmp_path / "log"
    path.write_bytes(gzip.compress(raw) if form == "gz" else raw)
    table = backtest.load_table(path)
    assert (table.histories, table.unreadable) == (WANT, ())


def test_a_bad_row_costs_only_itself_and_clipping_counts_from_the_first(tmp_path):
    path = tmp_path / "log.tsv"
    path.write_text(
        "\n".join([*ROWS, "a\tb", "a\tb\tsoon\t1", "\tb\t5\t1", "a\tb\tnan\t1", "a\tb\t7\tmany", ""])
    )
    table = backtest.load_table(path, clip_days=1)
    assert [bad.line for bad in table.unreadable] == [7, 8, 9, 10, 11]
    assert table.unreadable[0].file == "log.tsv"
    assert "d" not in table.histories


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: None, "No such file"),
        (lambda p: p.mkdir(), "directory"),
        (lambda p: p.write_bytes(b"src\tdst\tt\n\xff\xfe\t1\t2"), "UTF-8"),
        (lambda p: p.write_text("from,to,when\n1,2,3"), "line 1"),
        (lambda p: p.write_text(""), "line 1"),
        (lambda p: p.write_bytes(gzip.compress(b"src\tdst\tt\n" * 99)[:30]), "cannot be read"),
    ],
)
def test_what_is_no_table_is_one_clear_error(tmp_path, make, said):
    path = tmp_path / "log.tsv"
    make(path)
    with pytest.raises(Unusable) as caught:
        backtest.load_table(path)
    assert said in str(caught.value)
    assert "log.tsv" in str(caught.value)
    assert caught.value.next_step


def test_ones_own_contact_days_become_histories():
    day = date(2025, 1, 1).toordinal()

    def pack(days, key):
        who = Handle(kind=HandleKind.NAME, value="a")
        return ContactDays(ref=SourceRef(source="s", key=key), who=who, days=pack_days(days))

    found = backtest.from_contact({"ann": (pack([day, day + 2], "1"), pack([day], "2")), "ben": ()})
    assert found == {"you": {"ann": [1735732800.0, 1735905600.0]}}


# --- the picture -------------------------------------------------------------------------------------------


def test_the_picture_is_well_formed_and_shows_every_rule_once():
    picture = backtest.svg(report())
    root = ET.fromstring(picture)
    shown = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    for task in report().tasks:
        for result in task.rules:
            assert shown.count(result.rule) == len(report().tasks)
    assert "script" not in picture
    assert picture == backtest.svg(report())


def test_the_picture_escapes_what_others_named():
    named = replace(report().tasks[0], rules=(replace(report().tasks[0].rules[0], rule='<b>&"x"'),))
    assert '<b>&"x"' in [n.text for n in ET.fromstring(backtest.svg(replace(report(), tasks=(named,)))).iter()]


def test_the_table_has_a_row_for_each_rule():
    rows = backtest.table_rows(report())
    assert rows[0][:3] == ("task", "rule", "NDCG@3")
    assert len(rows) == 1 + sum(len(task.rules) for task in report().tasks)
    assert {len(row) for row in rows} == {7}


# --- the population model ----------------------------------------------------------------------------------


def test_without_lifetimes_the_rival_is_left_out(monkeypatch):
    monkeypatch.setattr(population, "at_hand", lambda: False)
    names = [r.rule for r in backtest.run(LIVES, quiet_days=30, horizon_days=60, origins=4).tasks[0].rules]
    assert rules.PARETO not in names
    assert rules.OURS in names


@pytest.mark.full
def test_with_lifetimes_the_rival_is_measured(tmp_path):
    """In an environment of its own: lifetimes brings pandas and scipy, which nothing here needs."""
    venv.create(tmp_path / "env", with_pip=True, symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "lifetimes"], check=True)
    (tmp_path / "lives.json").write_text(json.dumps(LIVES), encoding="utf-8")
    code = (
        "import json, sys; from reconnect_core import backtest\n"
        "lives = json.load(open(sys.argv[1]))\n"
        "report = backtest.run(lives, quiet_days=30, horizon_days=60, origins=4)\n"
        "print(*(report.tasks[0].of(rule).ndcg.value for rule in sys.argv[2:]))"
    )
    done = subprocess.run(
        [python, "-W", "ignore", "-c", code, tmp_path / "lives.json", rules.PARETO, "longest silence"],
        env={**os.environ, "PYTHONPATH": str(Path(backtest.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pareto, silence = map(float, done.stdout.split())
    assert pareto > silence


# --- uplift ------------------------------------------------------------------------------------------------

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
