"""Two or three picks, and a reason for everybody else."""

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from reconnect_core import (
    Candidate,
    Channel,
    Contact,
    ContactDays,
    ContactRef,
    Direction,
    GardenSettings,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Lane,
    Part,
    Person,
    Phone,
    PostalAddress,
    ScoringSettings,
    SourceRef,
    to_plain,
)
from reconnect_core.pipeline import rhythm, scoring, selection, weeding
from reconnect_core.pipeline.filling import Entry, Lanes, Points
from reconnect_core.pipeline.tie import Tie

TODAY = date(2026, 3, 1)
NOW = TODAY.toordinal()
GARDEN = GardenSettings()
SETTINGS = ScoringSettings()


def pack(days, channel=Channel.EMAIL, direction=Direction.MUTUAL, sure=1.0, source="mail"):
    who = Handle(kind=HandleKind.EMAIL, value="a@example.org")
    ref = SourceRef(source=source, key=f"{channel}|{direction}")
    return ContactDays.of(ref=ref, who=who, days=days, channel=channel, direction=direction, sure=sure)


def gift(day=None, kind=GiftKind.REFERRAL, weight=1.0, key="1"):
    return Gift(ref=SourceRef(source="log", key=key), who=(), kind=kind, day=day, weight=weight)


def somebody(name, *packs, gifts=(), handles=(), **card):
    card = {"phones": (Phone(raw=f"+1 555 {name}"),)} | card
    contact = Contact(ref=ContactRef(book="b", uid=name), name=name.title(), **card)
    days = rhythm.union(p.days for p in packs)
    measured = rhythm.measure(days, NOW, SETTINGS.quiet_days) if days else None
    person = Person(id=name, name=name.title(), contacts=(contact,), handles=handles)
    return Candidate(person=person, rhythm=measured, contact=packs, gifts=tuple(gifts))


def known(name, silence, count=6, every=7, **more):
    return somebody(name, pack([NOW - silence - every * k for k in range(count)]), **more)


def entry(candidate, scores, memory, today, settings):
    """What the walk knows of somebody past the gate before it looks closer."""
    tie, name = Tie.of(candidate.contact, NOW), candidate.person.id
    attempts = memory.get(name, selection.Memory()).attempts
    return Entry(
        person=candidate.person,
        episode=selection.episode(date.fromordinal(tie.last), attempts),
        warm_at_most=tie.warm_at_most(candidate.person, candidate.gifts, settings),
        asleep_at_most=tie.dormant_at_most(candidate.person, candidate.gifts, settings),
        look=lambda _: Points.of(candidate, scores[name], today, settings),
        vetoes=scores[name].vetoes,
        is_glimpse=scoring.glimpse(candidate),
    )


def choose(book, *, slots=3, settings=SETTINGS, garden=GARDEN, memory=None, held=None, today=TODAY, **more):
    """The walk's own steps from the gate on: people without history, or too recent, are held."""
    held = dict(held or {})
    past = []
    for candidate in book:
        reason = scoring.gate(candidate.rhythm, settings, today)
        if reason:
            held.setdefault(candidate.person.id, reason)
        else:
            past.append(candidate)
    scores = {c.person.id: scoring.score(c, today, settings) for c in past}
    return selection.choose(
        [entry(c, scores, memory or {}, today, settings) for c in past],
        scores,
        today=today,
        slots=slots,
        garden=garden,
        scoring=settings,
        memory=memory or {},
        held=held,
        names={c.person.id: c.person.name for c in book},
        **more,
    )


def asleep(candidate, settings=SETTINGS):
    return scoring.dormant_score(scoring.score(candidate, TODAY, settings), candidate, TODAY, settings)


def names(taken):
    return [candidate.person.id for candidate, _, _ in taken]


def reasons(choice):
    return {held.person: held.reason for held in choice.held}


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


def ordinary_book(size, lots):
    """Colleagues and acquaintances, without gifts, some of them long dormant too."""
    return [
        known(f"p{k:03}", lots.randrange(45, 2500), count=lots.randrange(2, 60), every=lots.randrange(3, 40))
        for k in range(size)
    ]


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
        (selection.Memory(last_shown=TODAY - timedelta(days=90), rest_until=TODAY, attempts=2), ""),
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


# --- ids ---------------------------------------------------------------------------------------------------


def test_a_reminder_is_named_by_person_and_episode_only():
    uid = selection.reminder_uid("p1", "2021-03-04/0")
    assert re.fullmatch(r"reconnect[0-9a-v]{26}", uid)
    assert uid == selection.reminder_uid("p1", "2021-03-04/0")
    others = {
        selection.reminder_uid(p, e) for p in ("p1", "p2") for e in ("2021-03-04/0", "2021-03-04/1", "none/0")
    }
    assert len(others) == 6


def test_the_uid_is_the_first_130_bits_of_the_digest_in_base32hex():
    import base64
    import hashlib

    for person in map(str, range(50)):
        digest = base64.b32hexencode(hashlib.sha256(f"{person}|e".encode()).digest()).decode().lower()
        assert selection.reminder_uid(person, "e") == "reconnect" + digest[:26]


def test_an_episode_is_the_last_day_and_the_attempt():
    assert selection.episode(date(2025, 11, 21), 2) == "2025-11-21/2"
    assert selection.episode(None, 0) == "none/0"


# --- explore -----------------------------------------------------------------------------------------------

EXPLORING = replace(SETTINGS, explore=0.1)


def test_a_tenth_of_the_slots_is_explored_and_a_tenth_of_the_people_held_back():
    book = ordinary_book(120, random.Random(4))
    arms = Counter()
    explored = slots = 0
    for week in range(150):
        choice = choose(
            book,
            settings=EXPLORING,
            today=TODAY + timedelta(weeks=week),
            garden=replace(GARDEN, name=f"g{week}"),
        )
        arms.update(arm.arm for arm in choice.arms)
        explored += sum(lane is Lane.EXPLORED for _, lane, _ in choice.picks)
        slots += len(choice.picks)
        assert not {a.person for a in choice.arms if a.arm == "held back"} & set(names(choice.picks))
        assert {a.person for a in choice.arms if a.arm != "held back"} == set(names(choice.picks))
    assert slots == 450
    assert 0.06 < explored / slots < 0.14
    assert 0.06 < arms["held back"] / slots < 0.14


def test_a_draw_names_its_chance_and_comes_out_the_same_again():
    book = ordinary_book(60, random.Random(5))
    gardens = [replace(GARDEN, name=str(k)) for k in range(30)]
    first = [choose(book, settings=EXPLORING, garden=g).arms for g in gardens]
    assert first == [choose(book[::-1], settings=EXPLORING, garden=g).arms for g in gardens]
    chances = {arm.arm: arm.chance for arms in first for arm in arms}
    assert chances == {"suggested": 0.9, "held back": 0.1, "explored": pytest.approx(0.1 * 3 / 60)}
    assert choose(book).arms == ()


def test_who_is_held_back_changes_once_in_ninety_days_at_most_and_everybody_is_free_in_time():
    book = [known(f"p{k}", 60 + k) for k in range(40)]
    settings = replace(EXPLORING, explore=0.3)

    def out(day):
        found = reasons(choose(book, settings=settings, today=TODAY + timedelta(days=day)))
        return {name for name, reason in found.items() if reason.startswith("held back")}

    history = [out(day) for day in range(0, 720, 10)]
    assert any(history)
    for candidate in book:
        states = [candidate.person.id in day for day in history]
        changes = [place for place in range(1, len(states)) if states[place] != states[place - 1]]
        assert all(later - earlier >= 9 for earlier, later in pairwise(changes))
        assert not all(states)


# --- weeding -----------------------------------------------------------------------------------------------


def weeds(book):
    past = [c for c in book if not scoring.gate(c.rhythm, SETTINGS, TODAY)]
    scores = {c.person.id: scoring.score(c, TODAY, SETTINGS) for c in past}
    return {weed.person: weed.reason for weed in weeding.weeds(past, scores)}


def test_the_faintest_fifth_is_proposed_with_its_reason():
    book = [known(f"p{k}", 60 + 30 * k, count=12 - k // 10) for k in range(20)] + [
        known("faint", 3000, count=2),
        somebody("oneway", pack([NOW - 2500 - k for k in range(8)], Channel.EMAIL, Direction.OUT)),
    ]
    found = weeds(book)
    assert found["faint"] == "in touch on 2 days, quiet for 3000 days since"
    assert found["oneway"] == "in touch on 8 days, all of it one way, quiet for 2500 days since"
    assert "p0" not in found


@pytest.mark.parametrize("kept", [{"starred": True}, {"labels": ("Family",)}, {"gifts": [gift()]}])
def test_nobody_with_a_gift_a_star_or_family_is_ever_proposed(kept):
    book = [known(f"p{k}", 60 + 30 * k) for k in range(20)]
    assert "faint" in weeds([*book, known("faint", 3000, count=2)])
    assert "faint" not in weeds([*book, known("faint", 3000, count=2, **kept)])


def test_cards_that_lead_to_nobody_are_proposed_without_history():
    book = [
        somebody("desk", phones=(), emails=("Info@firm.example", "no-reply@firm.example")),
        somebody("empty", phones=()),
        somebody("ada", phones=(), emails=("ada@firm.example",)),
    ]
    found = weeding.weeds(book, {})
    assert {weed.person: weed.reason for weed in found} == {
        "desk": "the only address is a shared one",
        "empty": "no card has a number or an address",
    }


# --- 500 generated books -----------------------------------------------------------------------------------


def generated(lots):
    book = []
    for k in range(lots.randrange(1, 30)):
        packs = []
        for source in range(lots.choice((0, 1, 1, 1, 2, 3))):
            start = lots.randrange(0, 4000)
            days = [NOW - start - lots.randrange(0, 2500) for _ in range(lots.choice((1, 2, 5, 20)))]
            channel, direction = lots.choice((*Channel, None)), lots.choice(tuple(Direction))
            packs.append(pack(days, channel, direction, lots.choice((1.0, 1.0, 0.5, 0.3)), f"s{source}"))
        given = [
            gift(
                lots.choice((None, TODAY - timedelta(days=lots.randrange(-50, 6000)))),
                lots.choice(tuple(GiftKind)),
                lots.choice((0.5, 1, 3)),
                str(n),
            )
            for n in range(lots.choice((0, 0, 0, 1, 3)))
        ]
        card = {
            "starred": lots.random() < 0.1,
            "labels": ("Family",) if lots.random() < 0.1 else (),
            "organisation": lots.choice(("", "", "Acme", "Bolt")),
        }
        book.append(somebody(f"p{k}", *packs, gifts=given, **card))
    return book


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
                check_numbers(part)
            check_monotone(candidate, lane, score, settings)


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


def check_numbers(part: Part):
    facts = {str(value) for _, value in part.facts} | {f"{v:g}" for _, v in part.facts if isinstance(v, float)}
    for number in re.findall(r"\d{4}-\d\d-\d\d|\d+(?:\.\d+)?", part.reason):
        assert number in facts, (part.reason, number, facts)


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
    assert (
        first != ["t0", "t1", "t2"]
        or names(choose(twins, memory={"t0": selection.Memory(attempts=1)}).picks) != first
    )
