"""Contacts become people: who is one, who is no person, what is shown, and any text survived."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_core.model import Contact, ContactKind, ContactRef, Handle, HandleKind, PartialDate
from reconnect_core.pipeline import identity

from .identity_cards import ANNA, ANNA_AGAIN, BERND, card, fuse, groups, id_of


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane|Doe, RN, BSN", "Jane|Doe"),
        ("Jane|Doe - We're hiring!", "Jane|Doe"),
        ("Jane|Doe (she/her)", "Jane|Doe"),
        ("Jane Doe Cell", "Jane|Doe"),
        ("Mei-Ling|Chen", "Meiling|Chen"),
        ("Yi-Fei|He", "Yifei|He"),
        ("Sanjeev|Rao", "Sanjiv|Rao"),
        ("Pooja|Rao", "Puja|Rao"),
        ("Fatimah|Rao", "Fatima|Rao"),
        ("Εύα|Παύλου", "Eva|Pavlou"),
        ("Ευθύμιος|Αγγελής", "Efthymios|Angelis"),
    ],
)
def test_the_same_name_in_another_dress(one, other):
    (person,) = fuse(card("a", "1", one, "own@gmail.com"), card("b", "2", other, "own@gmail.com")).people
    assert person.merged_because == ("same name and same e-mail in a and b",)


@pytest.mark.parametrize("name", ["Umbra Architects, Inc.", "umbra-architects", "UMBRA ARCHITECTS"])
def test_an_organisation_and_its_mail_domain_are_one(name):
    cards = (
        card("a", "1", "Piet|Hoekstra", organisation=name),
        card("b", "2", "Piet|Hoekstra", "p@umbraarchitects.com"),
    )
    assert len(fuse(*cards).people) == 1


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
        (card("b", "1", "Poison Control", "1-800-222-1222"), "a service number"),
        (card("b", "1", "Lost Card", "+44 800 587 8385", "0800 587 8385"), "a service number"),
        (card("b", "1", "Yellow Cab", "+1 415 333 3333"), "a service, not a person"),
        (card("b", "1", "Meine Nummer", "+49 151 12345678"), "a service, not a person"),
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
        card("b", "1", "Anna Müller", "0800 587 8385"),
        card("b", "1", "Zyx Wvu", "0800 587 8385", "+4930222222"),
        card("b", "1", "Zyx Wvu", "+1 801 222 1222"),
        card("b", "1", "", "anna@gmx.de"),
        card("b", "1", "Yuki|Sales", "yuki@sales.example.org"),
        card("b", "1", "L Bakeri", "+4930222222"),
        card("b", "1", "王伟"),
    ],
)
def test_persons_are_not_set_aside(contact):
    assert [p.contacts for p in fuse(contact).people] == [(contact,)]


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


def test_garbage_is_survived():
    odd = [
        card("b", "1", "\x00\u202e"),
        card("b", "2", "|||"),
        card("b", "3", "🎉🎉", "🎉@🎉"),
        card("b", "4", "a" * 5000, "@", "+"),
        card("b", "5", "José\u0301 (", "x@", "@y"),
        card("b", "5", "twice the same key"),
        card("b", "5", "Anna Maria\u00a0Müller\tBerg"),
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
