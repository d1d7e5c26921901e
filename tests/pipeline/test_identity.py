"""Contacts become people: who is one, who is no person, what is shown, and any text survived."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_core.model import Contact, ContactKind, ContactRef, Handle, HandleKind, PartialDate
from reconnect_core.pipeline import identity
from reconnect_core.pipeline.identity import Known, names, records
from reconnect_core.pipeline.identity.alike import Match, compare
from reconnect_core.pipeline.identity.clustering import Fusing
from reconnect_core.pipeline.identity.namesakes import Namesakes

from .identity_cards import ANNA, ANNA_AGAIN, BERND, card, fuse, groups, id_of, numbers, remember


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
    assert 0.5 <= maybe.sure <= 0.6
    assert "same number" in maybe.reason
    assert "4930" not in maybe.reason


def test_another_given_name_on_the_same_mobile_or_mailbox_at_work_is_asked_about():
    fused = fuse(
        card("a", "1", "Meiling|Yang", "my@gmail.com", "m+14155552671"),
        card("b", "2", "Grace|Yang", "gy@gmail.com", "m+14155552671"),
    )
    assert groups(fused) == [["1"], ["2"]]
    assert [maybe.reason for maybe in fused.maybe_same] == ["another given name and same number"]
    at_work = (card(b, b, name, "gy@acme.com") for b, name in (("a", "Meiling|Yang"), ("b", "Grace|Yang")))
    assert [maybe.reason for maybe in fuse(*at_work).maybe_same] == ["another given name and same e-mail"]


def test_a_western_name_besides_a_chinese_one_joins_on_mailbox_and_mobile_unless_a_store_has_both():
    meiling = card("a", "1", "Meiling|Yang", "my@gmail.com", "m+14155552671")
    grace = card("b", "2", "Grace|Yang", "my@gmail.com", "m+14155552671")
    assert groups(fuse(meiling, grace)) == [["1", "2"]]
    third = card("a", "3", "Grace|Yang", "my@gmail.com", "m+14155552671")
    assert [*map(len, groups(fuse(meiling, grace, third)))] != [3]
    known = Known(not_same=identity.decision([meiling], [grace], numbers([meiling, grace])))
    assert groups(fuse(meiling, grace, known=known)) == [["1"], ["2"]]


def test_an_initial_is_no_more_than_an_initial_where_a_middle_name_begins_alike():
    one, other = names.of(card("a", "1", "D.|Morris")), names.of(card("b", "2", "Dominic D.|Morris"))
    assert compare(one, other, {}).given is compare(other, one, {}).given is Match.INITIAL


def test_jr_in_the_name_as_shown_alone_is_read():
    son = card("a", "1", "x", "h+16176776502", given="Graham", family="Bailey")
    shown = ("Graham Bailey Jr.", "Graham Bailey Jr", "Bailey Jr., Graham")
    for name in shown:
        other = card("b", "2", "Graham|Bailey", "h+16176776502")
        assert groups(fuse(replace(son, name=name), other)) == [["1"], ["2"]], name
    jun = card("b", "2", "Jun|Bailey", "m+16176776502")
    assert groups(fuse(card("a", "1", "Jun Bailey", "m+16176776502"), jun)) == [["1", "2"]]


def test_another_birthday_under_one_name_and_mailbox_is_asked_about():
    fused = fuse(
        card("a", "1", "Karl|Bauer", "k@x.example", birthday=PartialDate(year=1950, month=1, day=2)),
        card("b", "2", "Karl|Bauer", "k@x.example", birthday=PartialDate(year=1982, month=7, day=9)),
    )
    assert groups(fused) == [["1"], ["2"]]
    assert [maybe.reason for maybe in fused.maybe_same] == ["same name, same e-mail and another birthday"]


def test_father_and_son_of_one_name_and_line_with_a_mobile_each_stay_two():
    father = (
        card("a", "1", "Richard|Clark", "m+12064070318", "h+16176776502"),
        card("b", "2", "Richard|Clark", "rc@x.example"),
        card("c", "3", "Rich|Clark", "rc@x.example", "m+12064070318"),
    )
    son = card("c", "4", "Rich|Clark", "m+12066917186", "h+16176776502")
    assert groups(fuse(*father, son)) == [["1", "2", "3"], ["4"]]


def test_two_stores_with_another_mobile_and_one_line_for_a_short_name_are_asked_about():
    fused = fuse(
        card("a", "1", "Rich|Clark", "m+12064070318", "h+16176776502", "rich@x.example"),
        card("b", "2", "Richard|Clark", "m+12066917186", "h+16176776502", "rc@y.example"),
    )
    assert groups(fused) == [["1"], ["2"]]
    assert [maybe.reason for maybe in fused.maybe_same] == ["a nickname of the same name and same number"]


SYLLABLES = "ba du ki lo me nu po ra si to".split()


def population(namesakes, here=(), there=()):
    """People of two stores, some in both; as many pairs of namesakes in one store; and a name twice by itself."""

    def person(kind, n, *books, twice=1):
        mark = kind + SYLLABLES[n // 10] + SYLLABLES[n % 10]
        name = f"Zita{mark}|Ober{mark}mair"
        return [
            card(b, f"{kind}{b}{n}-{k}", name, f"{kind}{n}{k}@x.example.org")
            for b in books
            for k in range(twice)
        ]

    cards = [
        one
        for n in range(60)
        for one in (*person("fin", n, "a", "b"), *person("mar", n, "a"), *person("ber", n, "b"))
    ]
    cards += [one for n in range(namesakes) for one in person("wil", n, "a", twice=2)]
    return [
        *cards,
        card("a", "lone", "Xaver|Hinterstoisser", *here),
        card("b", "other", "Xaver|Hinterstoisser", *there),
    ]


def test_a_name_alone_joins_where_namesakes_are_rare_and_is_asked_about_where_they_are_not():
    assert ["lone", "other"] in groups(fuse(*population(0)))
    crowded = fuse(*population(4))
    assert ["lone"] in groups(crowded)
    assert ("Xaver Hinterstoisser",) * 2 in [maybe.names for maybe in crowded.maybe_same]


def test_a_name_alone_is_asked_about_where_mailbox_and_mobile_differ():
    moved = fuse(*population(0, ["xaver@gmail.com"], ["hinter@gmx.de"]))
    assert ["lone", "other"] in groups(moved)
    two = fuse(*population(0, ["xaver@gmail.com", "m+491511111111"], ["hinter@gmx.de", "m+491602222222"]))
    assert ["lone"] in groups(two)
    assert ("Xaver Hinterstoisser",) * 2 in [maybe.names for maybe in two.maybe_same]


def test_the_fewer_namesakes_a_book_has_the_less_is_asked_of_a_name():
    def ease(contacts):
        rows = records.read(contacts, numbers(contacts))
        fusing = Fusing(rows, records.census(rows), set())
        fusing.join_strong()
        return Namesakes(rows, fusing.find, fusing.book).ease()

    pairs = [card(book, f"{book}{n}", f"Qu{n}|Zx{n}") for n in range(400) for book in "ab"]
    decoys = [card("a", f"again{n}", f"Qu{n}|Zx{n}") for n in range(0, 400, 8)]
    few = [card(book, f"{book}{n}", f"Qu{n}|Zx{n}") for n in range(5) for book in "ab"]
    assert ease(pairs) > 0.4
    assert ease([*pairs[:400], *pairs[400::2], *decoys]) == ease(few) == ease([]) == 0


def test_a_son_known_as_jr_by_another_card_is_not_joined_on_the_line_of_the_house():
    son = (
        card("a", "1", "Rubén|López Jr.", "ruben92@aol.com", "h+12152675223"),
        card("b", "2", "Rubén|López", "ruben92@aol.com", "h+12152675223"),
    )
    father = card("c", "3", "Rubén|López", "h+12152675223")
    assert groups(fuse(*son, father)) == [["1", "2"], ["3"]]


def test_two_of_one_name_and_line_with_mailbox_and_firm_each_in_one_store_stay_two():
    father = card(
        "a", "1", "Mathieu|Dubois", "mathieu@smith.example.org", "h+33154949963", organisation="Smith"
    )
    son = card(
        "a", "2", "Mathieu|Dubois", "mathieu@griffin.example.org", "h+33154949963", organisation="Griffin"
    )
    assert groups(fuse(father, son)) == [["1"], ["2"]]


def test_who_is_known_as_two_is_not_joined_by_a_name_alone():
    everybody = population(0, ["xaver@gmail.com"], ["hinter@gmx.de"])
    first = remember(fuse(*everybody[:-1]))
    known = remember(fuse(everybody[-1]), first)
    assert ["lone", "other"] in groups(fuse(*everybody, known=first))
    assert ["lone"] in groups(fuse(*everybody, known=known))


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
