"""What is told of somebody before a write keeps how to know them again: it stays theirs as their cards change."""

from reconnect_core import GiftKind, WishKind
from reconnect_core.model.memory import AliasRow

from .conftest import NOW, contact


def test_what_was_told_follows_a_card_that_grows_until_and_after_the_first_write(world):
    world.add(1, range(100, 700, 30))
    garden = world.garden()
    person = garden.one("person1@mail.example", now=NOW).id
    garden.log(person, now=NOW, note="a good talk")
    garden.gift(person, GiftKind.BUSINESS, now=NOW)
    garden.wish(person, WishKind.EVERY, every_days=90, now=NOW)
    world.book.records[:] = [contact(1, emails=("a.new.one@mail.example", "person1@mail.example"))]
    assert garden.ledger.read(AliasRow) == []
    for _ in range(2):
        garden.forget_walk()
        known = garden.walk(now=NOW).known
        assert list(known.people) == [person]
        assert [gift.kind for gift in known.gifts[person]] == [GiftKind.BUSINESS]
        assert [wish.every_days for wish in known.wishes[person]] == [90]
        assert known.candidate(person).rhythm.last_day == NOW.date()
        garden.write(garden.plan(now=NOW))
