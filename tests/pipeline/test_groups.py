"""Who is named as a member on a group's own card bears its name as a label."""

from itertools import permutations

import pytest

from reconnect_core import Contact, ContactKind, ContactRef
from reconnect_core.pipeline import groups


def card(key, name, *members, book="phone", **more):
    kind = ContactKind.GROUP if members else ContactKind.PERSON
    extra = tuple(("member", member) for member in members)
    return Contact(ref=ContactRef(book=book, uid=key), name=name, kind=kind, extra=extra, **more)


@pytest.mark.parametrize(
    "member",
    ["a1", "urn:uuid:a1", "URN:UUID:A1", " urn:uuid:a1 ", "mailto:Ada@e.example"],
)
def test_a_member_is_known_by_uid_or_address(member):
    ada = card("a1", "Ada", emails=("ada@E.example",))
    assert groups.labelled([card("g", "Choir", member), ada])[1].labels == ("Choir",)


def test_also_where_the_store_has_another_key():
    ada = card("a1.vcf", "Ada", uid="urn:uuid:a1")
    assert groups.labelled([ada, card("g.vcf", "Choir", "urn:uuid:A1")])[0].labels == ("Choir",)


def test_the_order_of_cards_changes_nothing():
    cards = [card("g1", "Choir", "a1"), card("g2", "Berlin", "a1"), card("a1", "Ada", labels=("choir", "old"))]
    for some in permutations(cards):
        (ada,) = (one for one in groups.labelled(some) if one.name == "Ada")
        assert ada.labels == ("choir", "old", "Berlin")


def test_another_book_and_nobody_in_particular_get_none():
    cards = [card("g", "Choir", "a1", "", "urn:uuid:"), card("a1", "Ada", book="other"), card("b1", "Bob")]
    assert groups.labelled(cards) == cards


def test_a_group_in_a_group_stays_one():
    cards = [card("g", "Choir", "h"), card("h", "Basses", "b1"), card("b1", "Bob")]
    assert [one.labels for one in groups.labelled(cards)] == [(), (), ("Basses",)]


@pytest.mark.parametrize(
    ("name", "deceased"), [("Verstorbene", True), ("†", True), ("Dead Sea Swimmers", False)]
)
def test_a_group_of_the_dead(name, deceased):
    assert groups.labelled([card("g", name, "a1"), card("a1", "Ada")])[1].deceased is deceased
