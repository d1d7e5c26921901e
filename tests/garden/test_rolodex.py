"""Who has no history is a card to flip, and an answer makes a pick of them."""

from datetime import timedelta

from reconnect_core import GiftKind

from .conftest import NOW, World, held, lived


def test_who_was_answered_about_in_vain_is_no_card_any_more_and_says_so(world):
    world.add(1, name="Dan Dyer")
    garden = world.garden()
    (card,) = garden.cards(now=NOW)
    assert held(garden.plan(now=NOW), "Dan Dyer") == "no history yet: a card to flip"
    garden.answer(card.key, "unsure", now=NOW)
    assert held(world.garden().plan(now=NOW), "Dan Dyer") == "no history yet, and their card is answered"


def test_contacts_without_a_log_become_picks_by_flipping():
    world = World()
    for number in range(1500):
        world.add(number, labels=("Mentor",) if number % 50 == 0 else ())
    garden = world.garden()
    before = garden.plan(now=NOW)
    assert before.picks == ()
    assert before.flip_reminder is not None
    for number, card in enumerate(garden.cards(now=NOW)[:20]):
        said = ("three", "longer", "year", "unsure")[number % 4]
        garden.answer(card.person, said, [GiftKind.REFERRAL] if number % 5 == 0 else (), now=NOW)
    plan = garden.plan(now=NOW)
    assert 2 <= len(plan.picks) <= 3
    assert all(pick.score.confidence == "low" for pick in plan.picks)


def test_an_answer_can_be_taken_back(world):
    world.add(1)
    garden = world.garden()
    card = garden.cards(now=NOW)[0]
    garden.answer(card.person, "year", [GiftKind.BUSINESS], now=NOW)
    assert garden.cards(now=NOW) == ()
    assert garden.unanswer() == card.person
    assert garden.cards(now=NOW) == (card,)
    assert garden.unanswer() == ""


def test_a_second_answer_stands_in_place_of_the_first(world):
    world.add(1)
    garden = world.garden()
    person = garden.cards(now=NOW)[0].person

    def left():
        rows = garden.export()["rows"]
        return {kind: len(rows[kind]) for kind in ("answer", "contact", "gift", "wish") if rows[kind]}

    garden.answer(person, "year", [GiftKind.BUSINESS, GiftKind.REFERRAL], now=NOW)
    garden.answer(person, "rest", now=NOW)
    assert left() == {"answer": 1, "wish": 1}
    garden.answer(person, "unsure", [GiftKind.BUSINESS], now=NOW)
    assert left() == {"answer": 1, "gift": 1}
    garden.unanswer()
    assert left() == {}


def test_a_book_without_picks_offers_the_rolodex_once(world):
    for number in range(30):
        world.add(number)
    garden = world.garden()
    report = garden.write(garden.plan(now=NOW))
    assert [entry.marks[0] for entry in lived(world)] == ["flip"]
    assert len(report.receipts) == 1
    garden.write(garden.plan(now=NOW + timedelta(days=1)))
    assert len(lived(world)) == 1


def test_an_answer_that_repeats_a_label_is_no_second_gift(world):
    world.add(1, labels=("Clients",))
    garden = world.garden()
    (card,) = garden.cards(now=NOW)
    garden.answer(card.person, "longer", [GiftKind.BUSINESS, GiftKind.REFERRAL], now=NOW)
    brought = garden.walk(now=NOW).known.gifts[card.person]
    assert sorted(gift.kind for gift in brought) == ["business", "referral"]
