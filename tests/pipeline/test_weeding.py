"""Whom one might let go: each reason, who is never named, and what one's own past says of the rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import (
    Channel,
    Contact,
    ContactDays,
    ContactRef,
    Direction,
    GiftKind,
    Person,
    Phone,
    PostalAddress,
    ScoringSettings,
    Wish,
    WishKind,
    unpack_days,
)
from reconnect_core.model import WeedReason
from reconnect_core.pipeline import hindsight, scoring, weeding

from .candidates import NOW, TODAY, gift, known, pack, somebody

SETTINGS = ScoringSettings()
PHONE = (Phone(raw="+49 30 1234567"),)


def crowd(count=20):
    return [known(f"p{k}", 60 + 10 * k, count=12) for k in range(count)]


def weeds(*candidates, unreachable=frozenset()):
    scores = {c.person.id: scoring.score(c, TODAY, SETTINGS) for c in candidates if c.rhythm}
    found = weeding.weeds(candidates, scores, unreachable=unreachable)
    return {one.person: one for one in found}


def mail(direction, count=8, ago=500):
    return pack([NOW - ago - k for k in range(count)], Channel.EMAIL, direction)


def test_mail_that_only_went_one_way_and_ended_is_named_by_its_way():
    found = weeds(*crowd(), somebody("out", mail(Direction.OUT)), somebody("in", mail(Direction.IN, 300)))
    assert found["out"].grounds == (WeedReason.NEVER_ANSWERED,)
    assert found["in"].grounds == (WeedReason.ONE_WAY,)
    assert found["in"].contact_days == 300
    assert found["in"].last_day == TODAY - timedelta(days=500)


@pytest.mark.parametrize(
    "packs",
    [
        (mail(Direction.OUT), mail(Direction.IN)),
        (pack([NOW - 500 - k for k in range(8)], Channel.PHONE, Direction.OUT),),
        (mail(Direction.IN, count=60, ago=200),),
    ],
    ids=["answered", "a call is between two", "not yet a year"],
)
def test_what_went_both_ways_or_is_fresh_is_not_one_way(packs):
    assert "x" not in weeds(*crowd(), somebody("x", *packs))


def test_who_was_silent_since_it_began_is_named_only_among_the_faintest_fifth():
    faint = known("faint", 900, count=3)
    assert weeds(*crowd(), faint)["faint"].grounds == (WeedReason.SILENT,)
    fainter = [known(f"f{k}", 2000 + k, count=1) for k in range(20)]
    assert "faint" not in weeds(*crowd(60), *fainter, faint)


@pytest.mark.parametrize(
    "card",
    [
        {"organisation": "Lichtpause GmbH i. L."},
        {"organisation": "Kopierdienst (in Insolvenz)"},
        {"note": "The firm was dissolved in 2022."},
        {"note": "L'entreprise n'existe plus"},
        {"note": "La tienda cerró"},
        {"labels": ("Out of business",)},
    ],
)
def test_a_card_may_say_that_the_firm_is_gone(card):
    assert weeds(somebody("x", **card))["x"].grounds == (WeedReason.COMPANY_GONE,)


@pytest.mark.parametrize(
    "card",
    [
        {"organisation": "Auflösung & Partner"},
        {"note": "We closed the deal"},
        {"organisation": "Insolvable Games"},
        {"note": "ask about the cerradas de mar"},
    ],
)
def test_words_that_only_look_alike_say_nothing(card):
    assert weeds(somebody("x", **card)) == {}


def test_cards_that_lead_nowhere_and_cards_that_lead_to_a_desk():
    found = weeds(
        somebody("none", phones=()),
        somebody("desk", phones=(), emails=("Info@firm.example",)),
        somebody("fax"),
        somebody("bounced", phones=(), emails=("ada@firm.example",)),
        somebody("well", phones=(), emails=("ben@firm.example",)),
        unreachable={"none", "desk", "fax", "bounced"},
    )
    assert {name: one.grounds for name, one in found.items()} == {
        "none": (WeedReason.UNREACHABLE,),
        "desk": (WeedReason.ROLE_ADDRESS,),
        "fax": (WeedReason.UNREACHABLE,),
        "bounced": (WeedReason.UNREACHABLE,),
    }


def named(candidate, name):
    return replace(candidate, person=replace(candidate.person, name=name))


def test_a_second_card_adds_nothing_to_the_first():
    first = named(known("first", 100, phones=PHONE, emails=("noah@a.example",)), "Noah Stern")
    second = named(somebody("second", phones=(Phone(raw="030 1234567"),)), "noah  STERN")
    other = named(somebody("other", phones=(), emails=("noah@elsewhere.example",)), "Noah Stern")
    found = weeds(first, second, other)
    assert found["second"].grounds == (WeedReason.DUPLICATE,)
    assert found["second"].like == "first"
    assert set(found) == {"second"}
    lone = named(somebody("lone"), "Noah")
    assert weeds(lone, named(somebody("lone2", phones=()), "Noah")).keys() == {"lone2"}


@pytest.mark.parametrize(
    "more",
    [
        {"starred": True},
        {"labels": ("Family",)},
        {"gifts": [gift()]},
    ],
)
def test_a_star_family_or_a_gift_outweighs_every_reason(more):
    assert weeds(somebody("x", phones=(), note="dissolved", **more)) == {}


def test_who_was_kept_is_not_proposed_again():
    kept = somebody("x", phones=())
    assert "x" in weeds(kept)
    assert weeds(replace(kept, wishes=(Wish(person="x", kind=WishKind.KEEP),))) == {}


def test_several_reasons_are_all_told_in_the_order_of_the_groups():
    one = weeds(*crowd(), somebody("x", mail(Direction.OUT), phones=(), note="insolvent"))["x"]
    assert one.grounds == (WeedReason.COMPANY_GONE, WeedReason.UNREACHABLE, WeedReason.NEVER_ANSWERED)
    assert one.reason.count(";") == 2


def test_the_faintest_fifth_is_proposed_with_its_reason():
    book = [known(f"p{k}", 60 + 30 * k, count=12 - k // 10) for k in range(20)] + [
        known("faint", 3000, count=2),
        somebody("oneway", pack([NOW - 2500 - k for k in range(8)], Channel.EMAIL, Direction.OUT)),
    ]
    found = {name: one.reason for name, one in weeds(*book).items()}
    assert found["faint"] == "in touch on 2 days, quiet for 3000 days since"
    assert found["oneway"] == "in touch on 8 days, all of it one way, quiet for 2500 days since"
    assert "p0" not in found


@pytest.mark.parametrize("kept", [{"starred": True}, {"labels": ("Family",)}, {"gifts": [gift()]}])
def test_nobody_with_a_gift_a_star_or_family_is_ever_proposed(kept):
    book = [known(f"p{k}", 60 + 30 * k) for k in range(20)]
    assert "faint" in weeds(*book, known("faint", 3000, count=2))
    assert "faint" not in weeds(*book, known("faint", 3000, count=2, **kept))


def test_cards_that_lead_to_nobody_are_proposed_without_history():
    book = [
        somebody("desk", phones=(), emails=("Info@firm.example", "no-reply@firm.example")),
        somebody("empty", phones=()),
        somebody("ada", phones=(), emails=("ada@firm.example",)),
    ]
    assert {name: one.reason for name, one in weeds(*book).items()} == {
        "desk": "the only address is a shared one",
        "empty": "no card has a number or an address",
    }


# --- hindsight ---------------------------------------------------------------------------------------------


def look(*candidates):
    return hindsight.look_back(candidates, today=TODAY, settings=SETTINGS)


def steady(name, first, last, every):
    return somebody(name, pack(range(NOW - first, NOW - last, every), Channel.PHONE))


def test_hindsight_counts_who_came_back_against_the_rule():
    base = [steady(f"s{k}", 2000, 1000 + k, 20) for k in range(8)]
    gone = somebody("gone", pack([NOW - 1400, NOW - 1390]))
    back = somebody("back", pack([NOW - 1400, NOW - 1390, NOW - 200]))
    found = look(*base, gone, back)
    assert found.moments[0] == TODAY - timedelta(days=365)
    assert [a - b for a, b in zip(found.moments, found.moments[1:], strict=False)] == [timedelta(days=182)] * 3
    assert found.quiet >= found.named >= found.came_back
    assert found.came_back == 2, "named at the two moments within a year before the day 200 days ago"
    assert found.named > 2
    assert look(*base, gone).came_back == 0


def test_hindsight_knows_nothing_of_what_came_later():
    base = [steady(f"s{k}", 1500, 700 + k, 20) for k in range(8)]
    faint = somebody("x", pack([NOW - 1400, NOW - 1390]))
    later = gift(TODAY - timedelta(days=30), GiftKind.REFERRAL)
    assert look(*base, replace(faint, gifts=(later,))) == look(*base, faint)
    before = gift(TODAY - timedelta(days=1395), GiftKind.REFERRAL)
    assert look(*base, replace(faint, gifts=(before,))).named < look(*base, faint).named


def test_an_answer_that_came_later_makes_nothing_two_way_before():
    base = [steady(f"s{k}", 1500, 700 + k, 20) for k in range(8)]
    letters = mail(Direction.OUT, ago=1400)
    alone = look(*base, somebody("x", letters))
    answered = look(*base, somebody("x", letters, mail(Direction.IN, count=1, ago=100)))
    assert answered.named == alone.named > look(*base).named
    assert answered.came_back > alone.came_back


def test_nor_does_one_that_a_journal_tells_of_the_same_handle():
    base = [steady(f"s{k}", 1500, 700 + k, 20) for k in range(8)]
    letters, answer = mail(Direction.OUT, ago=1400), mail(Direction.IN, count=1, ago=100)
    ways = dict(zip(unpack_days(letters.days), letters.masks(), strict=True))
    ways |= dict(zip(unpack_days(answer.days), answer.masks(), strict=True))
    both = ContactDays.told(ref=letters.ref, who=letters.who, ways=ways)
    assert look(*base, somebody("x", both)) == look(*base, somebody("x", letters, answer))


def test_a_short_history_says_nothing():
    assert look(steady("x", 300, 100, 9)).moments == ()
    assert look().moments == ()


def test_the_order_of_people_changes_nothing():
    people = [
        *crowd(),
        somebody("out", mail(Direction.OUT)),
        somebody("desk", phones=(), emails=("info@a.example",)),
    ]
    assert weeds(*people) == weeds(*reversed(people))
    assert look(*people) == look(*reversed(people))


def test_an_address_by_post_is_a_way_to_reach_somebody():
    home = (PostalAddress(street="Mühlgasse 3", locality="Leipzig"),)
    contact = Contact(ref=ContactRef(book="b", uid="1"), name="Ottilie Graf", addresses=home)
    person = Person(id="o", name="Ottilie Graf", contacts=(contact,))
    assert weeds(replace(somebody("o"), person=person)) == {}


def test_todays_weeds_are_named_in_a_fixed_order_of_reasons():
    assert [reason.value for reason in WeedReason] == [
        "company gone",
        "role address",
        "no channel that still works",
        "duplicate",
        "never answered",
        "one-way",
        "silent since it began",
    ]
