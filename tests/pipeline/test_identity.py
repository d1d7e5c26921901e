"""Contacts become people: ids that stay, decisions that last, who is no person, and the same answer always."""

import importlib.util
import random
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_core.model import Contact, ContactKind, ContactRef, Handle, HandleKind, PartialDate, Phone
from reconnect_core.pipeline import identity
from reconnect_core.pipeline.identity import Known, decision

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def generator(name):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def card(book, uid, name, *reach, **more):
    given_name, _, family = name.partition("|")
    if family:
        more |= {"given": given_name, "family": family}
        name = f"{given_name} {family}"
    emails = tuple(word for word in reach if "@" in word)
    phones = tuple(Phone(raw=word) for word in reach if "@" not in word)
    return Contact(ref=ContactRef(book=book, uid=uid), name=name, emails=emails, phones=phones, **more)


def numbers(contacts):
    return {
        c.ref: tuple(phone.raw if phone.raw.startswith("+") else "" for phone in c.phones) for c in contacts
    }


def fuse(*contacts, known=None):
    return identity.people(contacts, numbers(contacts), known or Known())


def groups(fused):
    """Who stands together, by uid."""
    return sorted(sorted(c.ref.uid for c in person.contacts) for person in fused.people)


def id_of(fused, uid):
    return next(p.id for p in fused.people if any(c.ref.uid == uid for c in p.contacts))


def remember(fused, known=None):
    """What the ledger holds after a write."""
    before = known or Known()
    return Known(ids={**before.ids, **fused.aliases}, same=before.same, not_same=before.not_same)


ANNA = card("google", "1", "Anna|Müller", "anna@gmx.de", "+49301111111")
ANNA_AGAIN = card("phone", "2", "Anna|Mueller", "+491511234567", "anna@gmx.de")
BERND = card("google", "3", "Bernd|Müller", "bernd@gmx.de", "+49301111111")


# --- what comes out -------------------------------------------------------------------------------------------


def test_one_person_from_two_stores_says_why_without_an_address():
    fused = fuse(ANNA, ANNA_AGAIN, BERND)
    assert groups(fused) == [["1", "2"], ["3"]]
    anna = next(p for p in fused.people if len(p.contacts) == 2)
    assert anna.merged_because == ("same name and same e-mail in google and phone",)
    assert anna.name == "Anna Müller"
    assert [p.merged_because for p in fused.people if len(p.contacts) == 1] == [()]


def test_a_shared_line_lists_both_so_that_evidence_on_it_is_nobodys():
    fused = fuse(ANNA, BERND)
    line = Handle(kind=HandleKind.PHONE, value="+49301111111")
    own = Handle(kind=HandleKind.EMAIL, value="anna@gmx.de")
    assert fused.by_handle[line] == tuple(sorted(p.id for p in fused.people))
    assert fused.by_handle[own] == (id_of(fused, "1"),)


def test_every_handle_of_every_person_is_indexed():
    fused = fuse(ANNA, ANNA_AGAIN, BERND)
    for person in fused.people:
        assert all(person.id in fused.by_handle[handle] for handle in person.handles)


def test_handles_fold_as_journals_do():
    contact = card("b", "1", "Robert|O'Neil", "Bob@X.Example.org", "+4930123", nicknames=("Bob",))
    assert identity.handles(contact, ("+4930123",)) == (
        Handle(kind=HandleKind.EMAIL, value="bob@x.example.org"),
        Handle(kind=HandleKind.PHONE, value="+4930123"),
        Handle(kind=HandleKind.NAME, value="robert o'neil"),
        Handle(kind=HandleKind.NAME, value="bob o'neil"),
    )
    assert identity.handles(card("b", "1", "  Jürgen   GROSS ", "0123 45"), ()) == (
        Handle(kind=HandleKind.PHONE, value="012345"),
        Handle(kind=HandleKind.NAME, value="jürgen gross"),
    )
    assert identity.handles(card("b", "1", "a@b.example", "a@b.example"), ()) == (
        Handle(kind=HandleKind.EMAIL, value="a@b.example"),
    )


def test_an_address_in_a_note_never_joins():
    noted = card("phone", "2", "Bob|Bell", note="introduced by anna@gmx.de, call +49301111111")
    assert groups(fuse(ANNA, noted)) == [["1"], ["2"]]


def test_a_front_desk_full_of_people_joins_nobody():
    desk = [card("crm", str(n), f"Person{n}|Family{n}", "info@acme.com", "+49307777777") for n in range(40)]
    assert len(fuse(*desk).people) == 40


def test_the_doubtful_are_left_to_the_user():
    fused = fuse(card("a", "1", "John|Smith", "+49301111"), card("b", "2", "John|Smith Jr.", "+49301111"))
    assert len(fused.people) == 2
    (maybe,) = fused.maybe_same
    assert {maybe.one, maybe.other} == {p.id for p in fused.people}
    assert set(maybe.names) == {"John Smith", "John Smith Jr."}
    assert 0 < maybe.sure < 1
    assert "same number" in maybe.reason
    assert "4930" not in maybe.reason


def test_couples_are_no_question():
    assert fuse(ANNA, BERND).maybe_same == ()


def test_the_rare_name_in_the_other_store_is_the_same_person_only_where_nobody_else_fits():
    pairs = [
        (
            card("a", f"a{n}", f"Anna|Obertal{chr(97 + n)}mair", f"a{n}@x.example.org"),
            card("b", f"b{n}", f"Anna|Obertal{chr(97 + n)}mair", f"a{n}@x.example.org"),
        )
        for n in range(12)
    ]
    linked = [contact for pair in pairs for contact in pair]
    lone = card("a", "lone", "Xaver|Hinterstoisser", "+491511111111")
    other = card("b", "other", "Xaver|Hinterstoisser", organisation="Alpen")
    assert ["lone", "other"] in groups(fuse(*linked, lone, other))
    rival = card("b", "rival", "Xaver|Hinterstoisser", organisation="Beta")
    assert ["lone"] in groups(fuse(*linked, lone, other, rival))


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        (card("b", "1", "Friends", kind=ContactKind.GROUP), "a group"),
        (card("b", "1", "Acme", kind=ContactKind.ORGANISATION), "an organisation"),
        (card("b", "1", "", "info@acme.com", organisation="Acme"), "an organisation"),
        (card("b", "1", "Acme", organisation="Acme"), "an organisation"),
        (card("b", "1", "Müller & Söhne GmbH"), "an organisation"),
        (card("b", "1", "Blue|GmbH"), "an organisation"),
        (card("b", "1", "Pizza|Service", "+49301"), "a service, not a person"),
        (card("b", "1", "Taxi Müller", "+4930222222"), "a service, not a person"),
        (card("b", "1", "Voicemail", "+4930333333"), "a service, not a person"),
        (card("b", "1", "Vodafone Hotline", "1212"), "a service, not a person"),
        (card("b", "1", "Zentrale", "+4930222222"), "a service, not a person"),
        (card("b", "1", "Guthaben", "*100#"), "a service, not a person"),
        (card("b", "1", "Xyz", "22922"), "a service number"),
        (card("b", "1", "", "noreply@shop.example"), "a desk, not a person"),
        (card("b", "1", "", "110"), "a service number"),
        (card("b", "1", ""), "nobody is named on it"),
    ],
)
def test_what_is_no_person_is_set_aside(contact, reason):
    fused = fuse(contact)
    assert fused.people == ()
    assert [(row.ref, row.reason) for row in fused.set_aside] == [(contact.ref, reason)]


@pytest.mark.parametrize(
    "contact",
    [
        card("b", "1", "Peter Schmidt", organisation="Peter Schmidt"),
        card("b", "1", "Anna|Müller", "4711", organisation="Acme"),
        card("b", "1", "Anna", "4711"),
        card("b", "1", "Mama", "+4930222222"),
        card("b", "1", "", "anna@gmx.de"),
        card("b", "1", "Yuki|Sales", "yuki@sales.example.org"),
        card("b", "1", "L Bakeri", "+4930222222"),
        card("b", "1", "王伟"),
    ],
)
def test_persons_are_not_set_aside(contact):
    assert [p.contacts for p in fuse(contact).people] == [(contact,)]


# --- the name that is shown -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Müller, Hans", "Hans Müller"), "Hans Müller"),
        (("anna@gmx.de", "Anna Müller"), "Anna Müller"),
        (("Anna Mueller", "Anna Müller"), "Anna Müller"),
        (("A. Müller", "Anna Müller"), "Anna Müller"),
        (("ANNA MÜLLER", "Anna Müller"), "Anna Müller"),
        (("Müller Anna", "Anna Müller"), "Anna Müller"),
        (("Anna", "Anna Müller"), "Anna Müller"),
        (("", "Anna Müller"), "Anna Müller"),
    ],
)
def test_the_best_name_is_shown(names, shown):
    cards = [card(book, book, name, "same@x.example.org") for book, name in zip("ab", names, strict=True)]
    for order in (cards, cards[::-1]):
        assert [p.name for p in fuse(*order).people] == [shown]


def test_without_any_name_the_address_stands_in():
    assert [p.name for p in fuse(card("a", "1", "", "ann@x.example.org")).people] == ["ann@x.example.org"]


def test_provenance_names_the_record_of_each_value():
    anna = next(p for p in fuse(ANNA, ANNA_AGAIN).people)
    rows = {(row.field, row.value): row.ref.book for row in identity.provenance(anna)}
    assert rows["name", "Anna Müller"] == "google"
    assert rows["e-mail", "anna@gmx.de"] == "google"
    assert rows["phone", "+491511234567"] == "phone"
    assert identity.provenance(anna)[0].field == "name"


# --- ids that stay --------------------------------------------------------------------------------------------


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


# --- the user's word ------------------------------------------------------------------------------------------


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


# --- the same answer always -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def books():
    found = []
    for name in ("identity_book", "identity_other_book"):
        contacts, truth = generator(name).make(120, 3)
        found.append((contacts, truth, {c.ref: tuple(told(p.raw) for p in c.phones) for c in contacts}))
    return found


def told(raw):
    digits = "".join(mark for mark in raw if mark.isdecimal())
    return f"+{digits.removeprefix('00')}" if raw.startswith(("+", "00")) else f"+49{digits[1:]}"


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 1))
def test_the_order_of_the_contacts_changes_nothing(books, chance, which):
    contacts, _, e164s = books[which]
    expected = identity.people(contacts, e164s)
    shuffled = list(contacts)
    chance.shuffle(shuffled)
    found = identity.people(shuffled, e164s)
    assert found == expected
    assert dict(found.aliases) == dict(expected.aliases)


def test_no_two_people_share_a_record_and_none_is_lost(books):
    for contacts, _, e164s in books:
        fused = identity.people(contacts, e164s)
        seen = [c.ref for p in fused.people for c in p.contacts] + [row.ref for row in fused.set_aside]
        assert sorted(seen, key=repr) == sorted((c.ref for c in contacts), key=repr)


def test_three_weeks_of_coming_and_going_records_keep_every_id(books):
    for contacts, _, e164s in books:
        known = remember(identity.people(contacts, e164s))
        whole = {c.ref: p.id for p in identity.people(contacts, e164s, known).people for c in p.contacts}
        for week in range(3):
            chance = random.Random(week)
            some = [c for c in contacts if chance.random() < 0.7]
            part = identity.people(some, e164s, known)
            known = remember(part, known)
        again = {c.ref: p.id for p in identity.people(contacts, e164s, known).people for c in p.contacts}
        changed = [ref for ref in whole if again[ref] != whole[ref]]
        assert len(changed) <= len(whole) // 100


@pytest.mark.parametrize(
    ("name", "region", "people"),
    [
        ("identity_book", "DE", 1000),
        ("identity_other_book", "NL", 1000),
        pytest.param("identity_book", "DE", None, marks=pytest.mark.full),
        pytest.param("identity_other_book", "NL", None, marks=pytest.mark.full),
    ],
)
def test_on_the_labelled_books(name, region, people):
    from reconnect_core import phones

    book = generator(name)
    contacts, truth = book.make(people or book.PEOPLE)
    fused = identity.people(contacts, {c.ref: phones.e164s(c, region) for c in contacts})
    sizes: dict[int, int] = {}
    for number in truth.values():
        sizes[number] = sizes.get(number, 0) + 1
    pairs = [pair for p in fused.people for pair in combinations([truth.get(c.ref) for c in p.contacts], 2)]
    right = sum(one == other is not None for one, other in pairs)
    assert right / len(pairs) >= 0.995
    assert right / sum(n * (n - 1) // 2 for n in sizes.values()) >= 0.97


def test_garbage_is_survived():
    odd = [
        card("b", "1", "\x00\u202e"),
        card("b", "2", "|||"),
        card("b", "3", "🎉🎉", "🎉@🎉"),
        card("b", "4", "a" * 5000, "@", "+"),
        card("b", "5", "José\u0301 (", "x@", "@y"),
        card("b", "5", "twice the same key"),
        card("b", "6", "X", birthday=PartialDate(year=0, month=2, day=31)),
        card("b", "7", "X", birthday=PartialDate(text="spring")),
    ]
    fused = fuse(*odd)
    assert sum(len(p.contacts) for p in fused.people) + len(fused.set_aside) == len(odd)


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_is_survived(rows):
    contacts = [
        Contact(
            ref=ContactRef(book="b", uid=str(n)), name=name, given=given_name, emails=(mail,) if mail else ()
        )
        for n, (name, given_name, mail) in enumerate(rows)
    ]
    fused = identity.people(contacts, {})
    assert sum(len(p.contacts) for p in fused.people) + len(fused.set_aside) == len(contacts)
