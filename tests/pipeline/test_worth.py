"""What somebody brought is worth something for long, the greatest first, and more never lowers it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import GiftKind
from reconnect_core.pipeline import scoring

from .candidates import SETTINGS, TODAY, asleep, days_ago, gift, pack, tie

# --- worth -------------------------------------------------------------------------------------------------


def test_a_gift_halves_in_gift_years_and_never_quite_goes():
    points = [
        scoring.worth([gift(day=TODAY - timedelta(days=round(365.25 * years)))], TODAY, SETTINGS).points
        for years in (0, 6, 12, 60)
    ]
    assert points == pytest.approx([2.5, 2.5 / 2, 2.5 / 3, 2.5 / 11], rel=1e-3)


def test_the_greatest_gift_counts_in_full_the_second_half_the_third_a_third():
    given = [gift(day=TODAY, weight=weight, key=str(weight)) for weight in (1, 3, 2)]
    assert scoring.worth(given, TODAY, SETTINGS).points == pytest.approx(2.5 * (3 + 2 / 2 + 1 / 3))


def test_no_gift_a_gift_to_come_and_a_worthless_one_are_neutral():
    for given in ([], [gift(day=TODAY + timedelta(days=1))], [gift(sure=0)], [gift(weight=-3)]):
        assert scoring.worth(given, TODAY, SETTINGS) is None


def test_what_a_kind_is_worth_is_the_users_to_say():
    own = replace(SETTINGS, gifts={"referral": 4.0, "business": 0.0})
    assert scoring.worth([gift(day=TODAY)], TODAY, own).points == 4.0
    assert scoring.worth([gift(kind=GiftKind.BUSINESS, day=TODAY)], TODAY, own) is None


def test_one_more_gift_never_lowers():
    given = []
    before = 0.0
    for place, weight in enumerate([2, 1, 1, 5, 0.1, 3, 3, 0, 9, 1, 1, 1, 4, 0.5]):
        given.append(
            gift(
                kind=tuple(GiftKind)[place % 4],
                day=TODAY - timedelta(days=place * 200),
                weight=weight,
                key=str(place),
            )
        )
        part = scoring.worth(given, TODAY, SETTINGS)
        assert part.points >= before
        before = part.points


def test_taking_a_gift_away_restores_the_former_score_exactly():
    days = days_ago(6, silence=100)
    before = scoring.score(tie(pack(days)), TODAY, SETTINGS)
    assert scoring.score(tie(pack(days), gifts=[gift()]), TODAY, SETTINGS).total > before.total
    assert scoring.score(tie(pack(days), gifts=[]), TODAY, SETTINGS) == before


# --- what it says ------------------------------------------------------------------------------------------


def test_a_gift_after_the_last_contact_is_fresh_and_one_to_come_is_none_yet():
    days = days_ago(20, silence=1000)
    for ago, points in ((999, 2.5), (0, 2.5), (-1, 0)):
        given = tie(pack(days), gifts=[gift(day=TODAY - timedelta(days=ago))])
        assert asleep(given).total - asleep(tie(pack(days))).total == pytest.approx(points)
