"""What a score says of itself: every number can be looked up, every sentence is gentle."""

from dataclasses import replace
from datetime import date
from math import log

import pytest

from reconnect_core import Direction, GiftKind, tone_problems
from reconnect_core.pipeline import scoring

from .candidates import CALL, MAIL, SETTINGS, TODAY, asleep, days_ago, gift, pack, parts, tie, unfounded

FULL = tie(
    pack(days_ago(30, silence=90, every=45), MAIL, Direction.OUT),
    pack(days_ago(7, silence=500, every=3), CALL),
    gifts=[gift(day=date(2021, 4, 2)), gift(key="2"), gift(kind=GiftKind.ENCOURAGEMENT, key="3")],
    starred=True,
    labels=("Family",),
)


def test_every_number_in_a_sentence_is_among_the_facts_and_gives_the_points():
    score = scoring.score(FULL, TODAY, SETTINGS)
    assert {part.name for part in score.parts} == {
        *("history", "comebacks", "depth", "silence", "worth", "starred", "family")
    }
    for part in (*score.parts, *asleep(FULL).parts):
        assert unfounded(part) == []
    found = {part.name: (part.points, dict(part.facts)) for part in score.parts}
    points, facts = found["history"]
    assert points == pytest.approx(log(facts["contact_days"]))
    points, facts = found["depth"]
    assert points == pytest.approx(log(facts["weighted_days"] / facts["contact_days"]))
    points, facts = found["comebacks"]
    assert points == pytest.approx(0.5 * log(1 + facts["comebacks"]))
    points, facts = found["silence"]
    assert points == pytest.approx(-2 * log(facts["silence_days"]))
    points, facts = found["worth"]
    assert points == pytest.approx(sum(facts[f"gift_{place}_points"] / place for place in (1, 2, 3)))
    assert score.total == sum(part.points for part in score.parts)


def test_every_reason_is_gentle_and_names_its_evidence():
    score = scoring.score(FULL, TODAY, SETTINGS)
    alone = [scoring.score(tie(pack(days_ago(2, silence=99), MAIL, way)), TODAY, SETTINGS) for way in Direction]
    told = scoring.score(tie(pack(days_ago(1, silence=730), None, sure=0.5, source="you")), TODAY, SETTINGS)
    for part in (part for one in (score, asleep(FULL), *alone, told) for part in one.parts):
        assert tone_problems(part.reason) == ()
        assert "overdue" not in part.reason.lower()
    assert parts(FULL)["history"].evidence == ("mail/a|email|out", "mail/a|phone|mutual")
    assert parts(FULL)["worth"].evidence[0] == "log/1"


@pytest.mark.parametrize(
    ("count", "sure", "confidence"),
    [(3, 1, "low"), (4, 1, "fair"), (9, 1, "fair"), (10, 1, "good"), (30, 0.5, "low")],
)
def test_confidence_says_how_much_history_there_is(count, sure, confidence):
    assert (
        scoring.score(tie(pack(days_ago(count, silence=99), sure=sure)), TODAY, SETTINGS).confidence
        == confidence
    )


def test_the_order_of_the_evidence_changes_nothing():
    turned = replace(FULL, contact=FULL.contact[::-1], gifts=FULL.gifts[::-1])
    assert scoring.score(turned, TODAY, SETTINGS) == scoring.score(FULL, TODAY, SETTINGS)
