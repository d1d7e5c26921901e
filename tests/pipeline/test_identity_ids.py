"""Ids that stay and decisions that last, whatever becomes of uid, order, book or address."""

import pytest

from reconnect_core.pipeline import identity
from reconnect_core.pipeline.identity import Known, decision

from .identity_cards import ANNA, ANNA_AGAIN, BERND, card, fuse, groups, id_of, numbers, remember


def test_ids_need_no_ledger_to_be_the_same_again():
    first, second = fuse(ANNA, BERND), fuse(BERND, ANNA)
    assert [p.id for p in first.people] == [p.id for p in second.people]
    for person in first.people:
        assert person.id[0] == "p"
        assert len(person.id) == 13
        assert set(person.id[1:]) <= set("0123456789abcdefghijklmnopqrstuv")


def test_two_people_never_get_one_id():
    twins = [card("b", str(n), "John|Smith") for n in range(5)] + [card("c", "x", "Jane|Doe", "a@b.example")]
    assert len({p.id for p in fuse(*twins).people}) == len(fuse(*twins).people)


CHANGES = {
    "the same again": lambda c: c,
    "a new uid": lambda c: card(c.ref.book, "new", f"{c.given}|{c.family}", *c.emails, organisation="Acme"),
    "a renamed book": lambda c: card(
        "renamed", c.ref.uid, f"{c.given}|{c.family}", *c.emails, organisation="Acme"
    ),
    "another address": lambda c: card(
        "google", c.ref.uid, f"{c.given}|{c.family}", "new@x.example", organisation="Acme"
    ),
    "married": lambda c: card("google", c.ref.uid, f"{c.given}|Neuhaus", *c.emails, organisation="Acme"),
    "no address any more": lambda c: card("google", "new", f"{c.given}|{c.family}", organisation="Acme"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_id_outlives(change):
    anna = card("google", "uid-0123456789", "Anna|Müller", "anna@gmx.de", organisation="Acme")
    first = fuse(anna, BERND)
    known = remember(first)
    later = fuse(BERND, CHANGES[change](anna), known=known)
    assert {p.id for p in later.people} == {p.id for p in first.people}
    assert next(p.id for p in later.people if p.name == "Bernd Müller") == id_of(first, "3")


def test_rows_that_swap_their_numbers_keep_their_people():
    first = fuse(
        card("csv", "row-1", "Anna|Falk", "a@x.example"), card("csv", "row-2", "Udo|Kern", "u@x.example")
    )
    swapped = fuse(
        card("csv", "row-2", "Anna|Falk", "a@x.example"),
        card("csv", "row-1", "Udo|Kern", "u@x.example"),
        known=remember(first),
    )
    assert {p.name: p.id for p in swapped.people} == {p.name: p.id for p in first.people}


def test_a_store_that_is_away_for_a_week_changes_no_id():
    bridge = card("work", "w", "Anna|Müller", "anna@gmx.de", "anna@acme.com")
    mine, theirs = card("a", "a", "Anna|Müller", "anna@gmx.de"), card("b", "b", "Anna|Müller", "anna@acme.com")
    first = fuse(mine, bridge, theirs)
    assert len(first.people) == 1
    known = remember(first)
    away = fuse(mine, theirs, known=known)
    assert [p.id for p in away.people] == [first.people[0].id]
    back = fuse(mine, bridge, theirs, known=remember(away, known))
    assert [p.id for p in back.people] == [first.people[0].id]


def test_when_two_known_people_turn_out_to_be_one_the_louder_id_stays_and_the_other_leads_to_it():
    one, other = card("a", "1", "Anna|Falk", "anna@gmx.de"), card("b", "2", "Anna|Falk", "falk@web.de")
    third = card("c", "3", "Anna|Falk", "anna@gmx.de")
    first = fuse(one, other, third)
    assert groups(first) == [["1", "3"], ["2"]]
    known = remember(first)
    both = fuse(one, other, third, card("d", "4", "Anna|Falk", "anna@gmx.de", "falk@web.de"), known=known)
    (person,) = both.people
    assert person.id == id_of(first, "1")
    assert both.aliases[id_of(first, "2")] == person.id
    later = remember(both, known)
    assert later.person(id_of(first, "2")) == person.id


def test_when_one_known_person_turns_out_to_be_two_the_id_stays_with_most_of_it():
    joined = [
        card("a", "1", "Anna|Falk", "a@x.example", "b@x.example"),
        card("b", "2", "Anna|Falk", "a@x.example"),
    ]
    first = fuse(*joined)
    known = remember(first)
    known = Known(ids=known.ids, not_same=decision([joined[0]], [joined[1]], numbers(joined)))
    second = fuse(*joined, known=known)
    assert len(second.people) == 2
    assert first.people[0].id in {p.id for p in second.people}
    third = fuse(*joined, known=remember(second, known))
    assert {p.id: groups_of(p) for p in third.people} == {p.id: groups_of(p) for p in second.people}


def groups_of(person):
    return sorted(c.ref.uid for c in person.contacts)


def test_nothing_new_leaves_nothing_to_store():
    first = fuse(ANNA, ANNA_AGAIN, BERND)
    again = fuse(ANNA, ANNA_AGAIN, BERND, known=remember(first))
    assert again.people == first.people
    assert dict(again.aliases) == {}


def test_no_alias_tells_an_address():
    stored = "".join(f"{key}{value}" for key, value in fuse(ANNA, BERND).aliases.items())
    assert "@" not in stored
    assert "301111111" not in stored
    assert identity.alias_digest("email", "anna@gmx.de") in fuse(ANNA, BERND).aliases


def renewed(contact, n):
    """The record as a re-import would bring it: another book and uid."""
    return card(f"{contact.ref.book}-new", f"n{n}", f"{contact.given}|{contact.family}", *contact.emails)


SISTERS = (card("a", "1", "Kiki|Falk", "k@x.example"), card("b", "2", "Christiane|Falk", "c@x.example"))


def test_same_joins_what_no_rule_would_and_lasts():
    pairs = decision([SISTERS[0]], [SISTERS[1]], numbers(SISTERS))
    assert len(fuse(*SISTERS).people) == 2
    for contacts in (SISTERS, [renewed(c, n) for n, c in enumerate(SISTERS)]):
        (person,) = fuse(*contacts, known=Known(same=pairs)).people
        assert any("you said so" in why for why in person.merged_because)


def test_not_same_keeps_apart_what_a_rule_would_join_and_lasts():
    twice = (
        card("a", "1", "Anna|Falk", "f@x.example", "own1@x.example"),
        card("b", "2", "Anna|Falk", "f@x.example", "own2@x.example"),
    )
    assert len(fuse(*twice).people) == 1
    pairs = decision([twice[0]], [twice[1]], numbers(twice))
    for contacts in (twice, [renewed(c, n) for n, c in enumerate(twice)]):
        fused = fuse(*contacts, known=Known(not_same=pairs))
        assert len(fused.people) == 2
        assert fused.maybe_same == ()


def test_decisions_hold_between_person_ids_once_the_ledger_knows_them():
    first = fuse(*SISTERS)
    ids = tuple(p.id for p in first.people)
    known = remember(first)
    same = Known(ids=known.ids, same=frozenset({ids}))
    joined = fuse(*SISTERS, known=same)
    assert len(joined.people) == 1
    kept = Known(ids=remember(joined, same).ids, same=same.same)
    assert len(fuse(*SISTERS, known=kept).people) == 1
    apart = Known(ids=known.ids, not_same=frozenset({ids}))
    bridge = card("c", "3", "Kiki|Falk", "k@x.example", "c@x.example")
    assert ["1", "3"] in groups(fuse(*SISTERS, bridge, known=apart))


GROWN = {
    "an address that sorts before": [card("google", "1", "Anna|Müller", "a@a.example", "anna@gmx.de")],
    "other cards that are merged": [
        card("google", "1", "Anna|Müller", "anna@gmx.de"),
        card("phone", "2", "Anna|Müller", "anna@gmx.de", "a@a.example"),
        card("laptop", "3", "Anna|Müller", "a@a.example"),
    ],
    "another name": [card("google", "1", "Anna|Neuhaus", "anna@gmx.de", "a@a.example")],
}


@pytest.mark.parametrize("change", GROWN)
def test_an_id_that_was_told_of_before_digests_are_kept_stays_while_its_handle_does(change):
    (told,) = fuse(card("google", "1", "Anna|Müller", "anna@gmx.de")).people
    later = GROWN[change]
    assert [p.id for p in fuse(*later).people] != [told.id], "by itself it would be another"
    fused = fuse(*later, known=Known(told=frozenset({told.id})))
    assert [p.id for p in fused.people] == [told.id]


def test_of_two_told_ids_that_become_one_person_the_other_leads_to_the_one_that_stays():
    one, other = card("a", "1", "Anna|Müller", "z@x.example"), card("b", "2", "A.|Müller", "y@x.example")
    told = frozenset(p.id for p in fuse(one, other).people)
    both = card("c", "3", "Anna|Müller", "z@x.example", "y@x.example", "a@x.example")
    fused = fuse(one, other, both, known=Known(told=told))
    assert len(told) == 2
    assert [p.id for p in fused.people] == [min(told)]
    assert fused.retired == {max(told): min(told)}


def test_a_told_id_whose_handle_several_people_hold_by_now_is_nobodys():
    (told,) = fuse(card("a", "1", "Anna|Müller", "us@x.example")).people
    couple = [card("a", str(n), f"{name}|Müller", "us@x.example") for n, name in enumerate(("Hugo", "Bernd"))]
    fused = fuse(*couple, known=Known(told=frozenset({told.id})))
    assert len(fused.people) == 2
    assert told.id not in {p.id for p in fused.people}
    assert not fused.retired


def test_a_number_that_moved_to_somebody_else_brings_them_no_told_id():
    (told,) = fuse(card("a", "1", "Anna|Müller", "+493012345601")).people
    anna, bernd = card("a", "1", "Anna|Müller", "a@x.example"), ("Bernd|Falk", "b@x.example", "+493012345601")
    fused = fuse(anna, card("a", "2", *bernd), known=Known(told=frozenset({told.id})))
    assert told.id not in {p.id for p in fused.people}
    known = remember(fuse(card("a", "2", *bernd[:2])))
    later = fuse(card("a", "2", *bernd), known=Known(ids=known.ids, told=frozenset({told.id})))
    assert not later.retired, "whoever is known takes nothing over with a number"
