"""A score is the sum of its parts: who has one, and what is weighed in it."""

from dataclasses import replace
from datetime import timedelta
from math import isclose, log
from random import Random

import pytest

from reconnect_core import Channel, Direction
from reconnect_core.pipeline import ranking, rhythm, scoring

from .candidates import (
    CALL,
    MAIL,
    MEET,
    NOW,
    SETTINGS,
    TODAY,
    WAYS,
    asleep,
    days_ago,
    gift,
    pack,
    parts,
    tie,
    told_together,
    total,
)

# --- the formula -------------------------------------------------------------------------------------------


def test_plain_mail_scores_as_the_reference_formula():
    days = [*days_ago(5, silence=100, every=50), *days_ago(2, silence=700)]
    comebacks = sum(gap >= SETTINGS.quiet_days for gap in rhythm.gaps_of(sorted(days)))
    assert isclose(total(tie(pack(days))), log(7) + 0.5 * log(1 + comebacks) - 2 * log(100))


def test_the_plain_function_and_the_walk_agree():
    days = days_ago(9, silence=120, every=30)
    moments = [(day - 719_163) * 86_400 for day in days]
    now = (NOW - 719_163) * 86_400
    ((_, plain),) = ranking.rank({"a": moments}, now, quiet_days=SETTINGS.quiet_days)
    assert isclose(plain, total(tie(pack(days))))
    ((_, plain),) = ranking.rank_dormant({"a": moments}, now, quiet_days=SETTINGS.quiet_days)
    assert isclose(plain, asleep(tie(pack(days))).total)


# --- the gate ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "count", "silence", "passes"),
    [
        (7, 30, 42, True),  # a weekly friend, silent six weeks
        (365, 6, 42, False),  # a yearly friend, silent six weeks
        (365, 6, 365, False),
        (365, 6, 366, True),
        (7, 30, 39, False),
        (1, 2, 4380, True),
    ],
)
def test_the_gate_is_quiet_days_and_the_ties_own_rhythm(every, count, silence, passes):
    candidate = tie(pack(days_ago(count, silence=silence, every=every)))
    assert (scoring.gate(candidate.rhythm, SETTINGS, TODAY) == "") is passes


def test_no_history_is_no_candidate_and_no_score():
    assert "card to flip" in scoring.gate(None, SETTINGS, TODAY)
    with pytest.raises(ValueError, match="no history"):
        scoring.score(tie(), TODAY, SETTINGS)


@pytest.mark.parametrize(
    ("candidate", "unknown"),
    [
        (tie(pack(days_ago(1, silence=100))), True),
        (tie(pack(days_ago(1, silence=100), MEET, sure=0.5)), True),
        (tie(pack(days_ago(1, silence=730), None, sure=0.5, source="you")), False),
        (tie(pack(days_ago(1, silence=100)), gifts=[gift()]), False),
        (tie(pack(days_ago(1, silence=100)), starred=True), False),
        (tie(pack(days_ago(2, silence=100))), False),
    ],
)
def test_one_lone_day_is_no_tie_unless_the_user_vouches_for_it(candidate, unknown):
    assert scoring.glimpse(candidate) is unknown


@pytest.mark.parametrize(
    ("count", "silence", "has_gift", "asleep"),
    [
        (5, 80, False, True),
        (4, 80, False, False),
        (1, 80, True, True),
        (5, 79, False, False),
        (5, 4380, False, True),
    ],
)
def test_dormant_is_strong_or_generous_and_long_silent(count, silence, has_gift, asleep):
    measured = tie(pack(days_ago(count, silence=silence))).rhythm
    assert scoring.dormant(measured, has_gift, SETTINGS) is asleep


def test_a_tie_is_not_dormant_within_its_own_long_gaps():
    measured = tie(pack(days_ago(9, silence=200, every=365))).rhythm
    assert not scoring.dormant(measured, True, SETTINGS)


# --- what is weighed ---------------------------------------------------------------------------------------


def test_a_mentor_with_calls_and_referrals_stands_above_a_vendor_with_many_mails():
    for silence in (60, 400, 1800):
        given = TODAY - timedelta(days=silence)
        mentor = tie(
            pack(days_ago(12, silence=silence, every=20), CALL),
            gifts=[gift(day=given, key="1"), gift(day=given, key="2")],
        )
        vendor = tie(pack(days_ago(300, silence=silence, every=1), MAIL))
        assert total(mentor) > total(vendor)


def test_calls_say_more_than_mails_and_certain_days_more_than_unsure_ones():
    days = days_ago(8, silence=100)
    by_mail, called, unsure = (
        total(tie(pack(days, channel, sure=sure))) for channel, sure in ((MAIL, 1.0), (CALL, 1.0), (MEET, 0.2))
    )
    assert isclose(called - by_mail, log(scoring.DEPTH))
    assert unsure < by_mail < called


def test_mail_on_the_day_of_a_call_adds_nothing_and_more_days_never_take_away():
    days = days_ago(8, silence=100)
    assert total(tie(pack(days, CALL), pack(days, MAIL))) == total(tie(pack(days, CALL)))
    for channel in (MAIL, CALL, None):
        more = pack(days_ago(8, silence=103), channel, source="other")
        assert total(tie(pack(days, CALL), more)) >= total(tie(pack(days, CALL)))


@pytest.mark.parametrize("direction", [Direction.IN, Direction.OUT])
def test_mail_one_way_says_little_and_an_answer_or_a_call_heals_it(direction):
    days, other = days_ago(6, silence=100), days_ago(6, silence=101)
    back = Direction.OUT if direction is Direction.IN else Direction.IN
    lone = tie(pack(days, MAIL, direction))
    assert parts(lone)["one way"].points == scoring.ONE_WAY
    assert "one way" not in parts(tie(pack(days, MAIL, direction), pack(other, MAIL, back)))
    assert "one way" not in parts(tie(pack(days, CALL, direction)))


def test_a_star_is_a_small_part():
    days = days_ago(6, silence=100)
    assert total(tie(pack(days), starred=True)) - total(tie(pack(days))) == pytest.approx(scoring.STARRED)


def test_silence_weighs_less_for_family_and_still_never_warms():
    def family(silence):
        return total(tie(pack(days_ago(6, silence=silence)), labels=("Family",)))

    def others(silence):
        return total(tie(pack(days_ago(6, silence=silence))))

    assert family(40) == others(40)
    assert family(400) - others(400) == pytest.approx(log(10))
    assert family(400) > family(401) > family(4000)


# --- what it says ------------------------------------------------------------------------------------------


def test_it_is_the_same_whether_a_handles_ways_come_in_one_pack_or_in_many():
    for seed in range(60):
        lots = Random(seed)
        together, apart = told_together(lots, sure=lots.choice((1.0, 0.5)))
        one, many = tie(together), tie(*apart)
        here, there = (scoring.score(two, TODAY, SETTINGS) for two in (one, many))
        assert here.total == pytest.approx(there.total)
        assert replace(here, parts=()) == replace(there, parts=())
        assert [(part.name, part.reason) for part in here.parts] == [(p.name, p.reason) for p in there.parts]
        assert scoring.glimpse(one) == scoring.glimpse(many)
        assert scoring.one_way(one.contact) == scoring.one_way(many.contact)


@pytest.mark.parametrize("way", WAYS)
def test_a_day_is_deep_by_a_call_a_letter_or_a_meeting_either_way(way):
    days = days_ago(6, silence=100)
    mails, ours = pack(days), pack(days[:3], *way)
    found = {part.name: part for part in scoring.score(tie(mails, ours), TODAY, SETTINGS).parts}
    deep = way[0] in (CALL, MEET, Channel.NOTE)
    assert ("depth" in found) is deep
    if deep:
        assert ("deep_days", 3) in found["depth"].facts


def test_a_call_that_is_yet_to_come_makes_nothing_deep():
    calls = pack([NOW + 3, *days_ago(1, silence=200)], CALL)
    parts = scoring.score(tie(pack(days_ago(6, silence=100)), calls), TODAY, SETTINGS).parts
    facts = dict(next(part for part in parts if part.name == "depth").facts)
    assert (facts["contact_days"], facts["deep_days"]) == (7, 1)


def test_what_is_half_certain_adds_up_to_the_same_in_any_order():
    lots = Random(3)
    packs = [pack([NOW - 100 - lots.randrange(60) for _ in range(9)], MAIL, sure=s / 10) for s in range(1, 10)]
    totals = {total(tie(*lots.sample(packs, len(packs)))) for _ in range(40)}
    assert len(totals) == 1


def test_in_the_dormant_lane_silence_hardly_weighs():
    def sleeper(silence, *gifts):
        return asleep(tie(pack(days_ago(20, silence=silence)), gifts=gifts)).total

    years = [sleeper(silence) for silence in (365, 1826, 4383)]
    assert years[0] > years[1] > years[2] > years[0] - 0.7
    worth = [sleeper(s, gift(day=TODAY - timedelta(days=s + 365))) - sleeper(s) for s in (365, 1826, 4383)]
    assert worth == pytest.approx([2.5 / (1 + 1 / 6)] * 3, rel=1e-3)
