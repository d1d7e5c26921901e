"""What holds of every selection, in five hundred generated books."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import Lane, to_plain
from reconnect_core.pipeline import scoring, selection
from reconnect_core.pipeline.filling import Lanes

from .candidates import (
    GARDEN,
    SETTINGS,
    TODAY,
    asleep,
    choose,
    entry,
    generated,
    gift,
    names,
    reasons,
    unfounded,
)


@pytest.mark.quick("0")
@pytest.mark.parametrize("hundred", range(5))
def test_what_holds_in_five_hundred_books(hundred):
    lots = random.Random(hundred)
    for turn in range(100):
        book = generated(lots)
        resting = lots.choice(book).person.id
        settings = replace(SETTINGS, explore=lots.choice((0.0, 0.2)))
        memory = {resting: selection.Memory(rest_until=TODAY + timedelta(days=1))}
        garden = replace(GARDEN, name=f"garden {hundred}-{turn}")
        choice = choose(book, settings=settings, memory=memory, garden=garden)
        shuffled = lots.sample(book, len(book))
        assert to_plain(choice) == to_plain(choose(shuffled, settings=settings, memory=memory, garden=garden))
        assert len(choice.picks) <= 3
        assert resting not in names((*choice.picks, *choice.reserves))
        assert set(names(choice.picks)) | set(reasons(choice)) == {c.person.id for c in book}
        for candidate, lane, score in choice.picks:
            assert score.total == sum(part.points for part in score.parts)
            for part in score.parts:
                assert unfounded(part) == []
            check_monotone(candidate, lane, score, settings)


@pytest.mark.quick("0")
@pytest.mark.parametrize("hundred", range(5))
def test_the_order_is_that_of_everybodys_points_and_few_are_looked_at(hundred):
    lots = random.Random(hundred)
    looked, everybody = 0, 0
    for _ in range(100):
        book = [c for c in generated(lots) if c.rhythm and not scoring.gate(c.rhythm, SETTINGS, TODAY)]
        scores = {c.person.id: scoring.score(c, TODAY, SETTINGS) for c in book}
        entries = [entry(c, scores, {}, TODAY, SETTINGS) for c in book]
        lanes = Lanes(entries)
        first = [one.name for one, _ in zip(lanes.warm, range(3), strict=False)]
        looked += sum(one._points is not None for one in entries)
        everybody += len(entries)
        warm = {c.person.id: scores[c.person.id].total for c in book}
        assert [warm[name] for name in first] == sorted(warm.values(), reverse=True)[:3]
        asleep = {one.name: one.points.asleep for one in entries if one.points.asleep is not None}
        assert [asleep[one.name] for one in lanes.asleep] == sorted(asleep.values(), reverse=True)
    assert looked < everybody * 0.7


def check_monotone(candidate, lane, score, settings):
    """One more gift never lowers; a day more of silence never warms."""
    warm = scoring.score(candidate, TODAY, settings)
    if lane is not Lane.DORMANT:
        assert score == warm
    more = replace(candidate, gifts=(*candidate.gifts, gift(TODAY - timedelta(days=900), key="new")))
    assert scoring.score(more, TODAY, settings).total >= warm.total
    older = replace(
        candidate, rhythm=replace(candidate.rhythm, silence_days=candidate.rhythm.silence_days + 30)
    )
    assert scoring.score(older, TODAY, settings).total <= warm.total
    assert asleep(older).total <= asleep(candidate).total
    assert asleep(more).total >= asleep(candidate).total
