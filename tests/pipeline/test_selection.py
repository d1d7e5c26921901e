"""Two or three picks, and a reason for everybody else."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from reconnect_core import Channel, Handle, HandleKind, Lane, PostalAddress
from reconnect_core.pipeline import scoring, selection

from .candidates import (
    GARDEN,
    NOW,
    SETTINGS,
    TODAY,
    asleep,
    choose,
    entry,
    gift,
    known,
    names,
    ordinary_book,
    pack,
    reasons,
    somebody,
)

# --- lanes -------------------------------------------------------------------------------------------------


def test_two_slots_go_by_warmth_and_one_to_a_dormant_tie():
    book = [known(f"warm{k}", 50 + k, count=8) for k in range(5)] + [known("asleep", 1500, count=40)]
    choice = choose(book)
    assert [(c.person.id, lane) for c, lane, _ in choice.picks] == [
        *(("warm0", Lane.WARM), ("warm1", Lane.WARM), ("asleep", Lane.DORMANT))
    ]
    assert choose(book, settings=replace(SETTINGS, dormant_slot=False)).picks[2][1] is Lane.WARM


def test_without_a_dormant_tie_the_slot_goes_by_warmth():
    assert [lane for _, lane, _ in choose([known(f"w{k}", 50 + k, count=3) for k in range(4)]).picks] == [
        Lane.WARM
    ] * 3


@pytest.mark.parametrize("years", [1, 5, 12])
def test_a_generous_tie_gets_the_dormant_slot_in_a_book_of_300_whatever_its_silence(years):
    lots = random.Random(years)
    silence = round(365.25 * years)
    given = [gift(TODAY - timedelta(days=silence + 200 * k), key=str(k)) for k in range(2)]
    days = [NOW - silence - 9 * k for k in range(40)]
    generous = somebody("generous", pack(days), gifts=given)
    lanes = {c.person.id: lane for c, lane, _ in choose([*ordinary_book(299, lots), generous]).picks}
    assert lanes["generous"] is Lane.DORMANT


def test_a_stranger_with_two_mails_stands_below_old_colleagues_in_the_dormant_lane():
    stranger = known("stranger", 61, count=2, every=1)
    colleague = known("colleague", 1826, count=400, every=1)
    friend = somebody("friend", pack([NOW - 548 - 30 * k for k in range(15)], Channel.MEET))
    picks = choose([stranger, colleague, friend]).picks
    lanes = {candidate.person.id: lane for candidate, lane, _ in picks}
    assert lanes["stranger"] is Lane.WARM
    assert Lane.DORMANT in (lanes["colleague"], lanes["friend"])
    assert not scoring.dormant(stranger.rhythm, False, SETTINGS)
    totals = {c.person.id: asleep(c).total for c, _, _ in picks}
    assert totals["stranger"] < min(totals["colleague"], totals["friend"])


def test_a_lone_slot_is_sometimes_the_dormant_lanes_the_same_all_week():
    book = [known(f"warm{k}", 50 + k) for k in range(3)] + [known("asleep", 1500, count=40)]
    lanes = Counter(choose(book, slots=1, today=TODAY + timedelta(weeks=w)).picks[0][1] for w in range(60))
    assert 10 <= lanes[Lane.DORMANT] <= 30
    monday = date(2026, 3, 2)
    assert (
        len({tuple(names(choose(book, slots=1, today=monday + timedelta(days=d)).picks)) for d in range(2)})
        == 1
    )


# --- who is not picked -------------------------------------------------------------------------------------


def test_a_book_of_2000_cards_mostly_without_history_gives_three_picks_and_no_ties():
    book = [somebody(f"card{k:04}") for k in range(1500)] + ordinary_book(500, random.Random(9))
    choice = choose(book)
    picked = [candidate for candidate, _, _ in choice.picks]
    assert len(picked) == 3
    assert all(candidate.rhythm for candidate in picked)
    totals = Counter(round(scoring.score(c, TODAY, SETTINGS).total, 9) for c in book if c.rhythm)
    assert all(totals[round(scoring.score(c, TODAY, SETTINGS).total, 9)] == 1 for c in picked)
    assert len(choice.picks) + len(choice.held) == 2000
    assert all(held.reason and held.name for held in choice.held)
    assert reasons(choice)["card0000"] == "no history yet: a card to flip"


@pytest.mark.parametrize(
    ("memory", "said"),
    [
        (selection.Memory(last_shown=TODAY - timedelta(days=89)), "left in peace until 2026-03-02"),
        (selection.Memory(rest_until=TODAY + timedelta(days=1)), "left in peace until 2026-03-02"),
        (selection.Memory(open=True), "a reminder is already in the calendar"),
        (selection.Memory(last_shown=TODAY - timedelta(days=90), rest_until=TODAY), ""),
    ],
)
def test_who_was_shown_lately_is_left_in_peace(memory, said):
    choice = choose([known("ada", 100)], memory={"ada": memory})
    assert names(choice.picks) == ([] if said else ["ada"])
    assert reasons(choice).get("ada", "") == said


def test_vetoes_and_reasons_already_known_are_kept_with_their_words():
    book = [known("ada", 100), known("bob", 101), known("cleo", 102)]
    choice = choose(book, held={"ada": "already planned: you meet on 2026-03-05"})
    assert reasons(choice)["ada"] == "already planned: you meet on 2026-03-05"
    scores = {
        c.person.id: replace(scoring.score(c, TODAY, SETTINGS), vetoes=("asked for a quiet month",))
        for c in book[:1]
    }
    first = entry(book[0], scores, {}, TODAY, SETTINGS)
    choice = selection.choose(
        [first], scores, today=TODAY, slots=3, garden=GARDEN, scoring=SETTINGS, memory={}, held={}
    )
    assert reasons(choice) == {"ada": "asked for a quiet month"}


def test_no_slot_no_pick_and_still_everybody_has_a_reason():
    choice = choose([known(f"p{k}", 60 + k) for k in range(4)], slots=0)
    assert choice.picks == ()
    assert len(choice.held) == 4


def test_the_next_in_line_are_ready_for_a_swap():
    book = [known(f"p{k}", 60 + k) for k in range(9)]
    choice = choose(book)
    assert len(choice.reserves) == 2
    assert not set(names(choice.reserves)) & set(names(choice.picks))
    assert {reasons(choice)[name] for name in names(choice.reserves)} == {"next in line this time"}


# --- variety -----------------------------------------------------------------------------------------------


def test_not_three_from_one_company():
    book = [
        known(f"acme{k}", 50 + k, organisation="ACME Inc.", emails=(f"a{k}@acme.example",)) for k in range(5)
    ]
    book += [known(f"other{k}", 300 + k) for k in range(3)]
    assert sum(name.startswith("acme") for name in names(choose(book).picks)) == 2
    assert len(choose(book[:5]).picks) == 3  # there is nobody else to take


def test_mail_providers_are_no_company():
    book = [known(f"p{k}", 50 + k, emails=(f"p{k}@gmail.com",)) for k in range(3)] + [known("z", 900)]
    assert sorted(names(choose(book).picks)) == ["p0", "p1", "p2"] or "z" in names(choose(book).picks)
    assert "z" not in names(choose(book, settings=replace(SETTINGS, dormant_slot=False)).picks)


def test_one_of_a_household_is_enough():
    home = PostalAddress(street="Elm Road 3", postcode="1000", locality="Oslo")
    line = (Handle(kind=HandleKind.PHONE, value="+4722222222"),)
    book = [
        known("ann", 50, addresses=(home,)),
        known("ben", 51, addresses=(home,)),
        known("cy", 52, handles=line),
        known("di", 53, handles=line),
        known("eve", 200),
    ]
    assert sorted(names(choose(book, settings=replace(SETTINGS, dormant_slot=False)).picks)) == [
        "ann",
        "cy",
        "eve",
    ]


def test_taking_a_gift_away_restores_the_former_order():
    book = ordinary_book(40, random.Random(8))
    before = choose(book, reserves=37)
    given = [replace(book[20], gifts=(gift(TODAY),)) if c is book[20] else c for c in book]
    after = choose(given, reserves=37)
    place = [names((*found.picks, *found.reserves)).index(book[20].person.id) for found in (before, after)]
    assert place[1] < place[0]
    assert names(choose(book, reserves=37).picks) == names(before.picks)


def test_equal_scores_are_settled_by_person_and_episode_not_by_input_order():
    twins = [known(f"t{k}", 60) for k in range(12)]
    first = names(choose(twins).picks)
    assert first == names(choose(twins[::-1]).picks)
    assert first != ["t0", "t1", "t2"] or names(choose(twins, attempts={"t0": 1}).picks) != first
