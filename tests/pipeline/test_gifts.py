"""What cards say about what somebody brought."""

from datetime import date

import pytest

from reconnect_core import Contact, ContactRef, Gift, GiftKind, Relation, ScoringSettings, SourceRef
from reconnect_core.pipeline import gifts
from reconnect_core.pipeline.worth import worth

SETTINGS = ScoringSettings()


def card(uid="1", book="a", **fields):
    return Contact(ref=ContactRef(book=book, uid=uid), **{"name": "Ada King"} | fields)


def kinds(*cards, settings=SETTINGS):
    return sorted(gift.kind for gift in gifts.from_contacts(cards, settings))


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Mentor", "inspiration"),
        ("My mentors", "inspiration"),
        ("Vorbild", "inspiration"),
        ("Role model", "inspiration"),
        ("Учитель", "inspiration"),
        ("Client", "business"),
        ("CLIENTS 2019", "business"),
        ("Alte Kundin", "business"),
        ("Clientèle", "business"),
        ("Cliënt", "business"),
        ("Klienci", "business"),
        ("Referral", "referral"),
        ("Empfehlungsgeber", "referral"),
        ("apporteur d'affaires", "referral"),
        ("Indicação", "referral"),
        ("Coach", "encouragement"),
        ("Unterstützer", "encouragement"),
        ("Sostenitore", "encouragement"),
    ],
)
def test_labels_in_several_languages_mean_a_gift(label, kind):
    assert kinds(card(labels=(label,))) == [kind]


@pytest.mark.parametrize(
    "label",
    ["", "Friends", "Potential client", "Kein Kunde", "Prospects", "Vendor", "myContacts", "Customer support"],
)
def test_other_labels_mean_none(label):
    assert kinds(card(labels=(label,))) == []


def test_the_users_own_labels_go_first():
    own = ScoringSettings(labels={"Chor": "encouragement", "client": "none", "Mentor": "referral"})
    assert kinds(card(labels=("CHOR", "Client", "mentor")), settings=own) == ["encouragement", "referral"]


def test_marks_in_notes_carry_kind_day_and_weight():
    note = "Met in Oslo.\ngift: referral 2021-04-02 introduced me to Xu\n- Gift: business 2019-05 x2 the big order\n#mentor 2018"
    found = {gift.kind: gift for gift in gifts.from_contacts([card(note=note)], SETTINGS)}
    assert found[GiftKind.REFERRAL].day == date(2021, 4, 2)
    assert found[GiftKind.REFERRAL].note == "referral 2021-04-02 introduced me to Xu"
    assert (found[GiftKind.BUSINESS].day, found[GiftKind.BUSINESS].weight) == (date(2019, 5, 15), 2.0)
    assert found[GiftKind.INSPIRATION].day == date(2018, 7, 1)
    assert all(gift.sure == 1 for gift in found.values())


@pytest.mark.parametrize(
    "note",
    [
        "I owe them a gift",
        "gift: a scarf",
        "a #business2 b#referral",
        "our client moved",
        "#",
        "gift:",
        "gift: referral 2021-13-45",
    ],
)
def test_words_without_a_mark_are_no_gift_and_a_bad_date_is_no_date(note):
    found = gifts.from_contacts([card(note=note)], SETTINGS)
    assert [gift.day for gift in found] == ([None] if "2021" in note else [])


def test_fields_of_the_users_own_tell_of_gifts():
    extra = (("Referral", "introduced me to Xu, 2021-04-02"), ("Gift", "business x2 2019-05 the big order"))
    found = {gift.kind: gift for gift in gifts.from_contacts([card(extra=extra)], SETTINGS)}
    assert (found[GiftKind.REFERRAL].day, found[GiftKind.REFERRAL].sure) == (date(2021, 4, 2), 0.8)
    assert found[GiftKind.REFERRAL].note == "introduced me to Xu, 2021-04-02"
    assert (found[GiftKind.BUSINESS].weight, found[GiftKind.BUSINESS].sure) == (2.0, 1.0)
    own = ScoringSettings(labels={"Brought me": "inspiration", "Coach": "none"})
    fields = (("brought me", "the idea of the book"), ("Coach", "of the rowing club"))
    assert kinds(card(extra=fields), settings=own) == ["inspiration"]


@pytest.mark.parametrize(
    "field",
    [("Client number", "A-17"), ("Client", "17-4"), ("Referral", "not yet"), ("Gift", "a scarf"), ("Gift", ""),
     ("Mentor", ""), ("X-ABUID", "business"), ("", "referral")],
)  # fmt: skip
def test_other_fields_tell_of_none(field):
    assert kinds(card(extra=(field,))) == []


def test_two_books_that_repeat_a_gift_tell_of_it_once():
    one = card(labels=("Client",), note="#referral 2020")
    assert (
        len(
            gifts.from_contacts(
                [one, card(uid="9", book="b", labels=("client",), note="#referral 2020")], SETTINGS
            )
        )
        == 2
    )
    assert gifts.from_contacts([one], SETTINGS) == gifts.from_contacts([one, one], SETTINGS)


def test_who_referred_somebody_brought_the_gift_not_who_was_referred():
    cards = [
        card(relations=(Relation(kind="referredBy", name="Bea  Long"),)),
        card(book="b", relations=(Relation(kind="Referred By", name="Bea Long"),)),
    ]
    (gift,) = gifts.from_relations(cards)
    assert (gift.kind, gift.who[0].value) == (GiftKind.REFERRAL, "bea long")
    assert kinds(*cards) == []


def test_a_relation_to_me_is_my_gift_and_one_to_others_is_theirs():
    assert kinds(card(relations=(Relation(kind="mentor", name="me"),))) == ["inspiration"]
    assert kinds(card(relations=(Relation(kind="mentor", name="Bea Long"),))) == []
    assert not list(gifts.from_relations([card(relations=(Relation(kind="referredBy", name="me"),))]))


@pytest.mark.parametrize(
    "fields",
    [
        {"labels": ("Family",)},
        {"labels": ("Familie & Freunde",)},
        {"name": "Mamá"},
        {"nicknames": ("Dad",)},
        {"relations": (Relation(kind="brother", name="me"),)},
    ],
)
def test_family_is_known_and_never_weighed_as_business(fields):
    family = card(**fields)
    assert gifts.is_kin([family])
    labelled = card(**fields | {"labels": (*fields.get("labels", ()), "Client", "Mentor")})
    assert kinds(labelled) == ["inspiration"]


def test_a_spouse_on_somebodys_card_is_theirs_not_mine():
    assert not gifts.is_kin([card(relations=(Relation(kind="spouse", name="Bob King"),))])


def told(key, kind=GiftKind.BUSINESS, **more):
    return Gift(ref=SourceRef(source="you", key=key), who=(), kind=kind, sure=0.8, **more)


def test_several_labels_of_a_kind_are_one_gift():
    labels = card(labels=("Clients", "Kunde", "Mentor")), card(uid="9", book="b", labels=("Customer",))
    assert kinds(*labels) == ["business", "inspiration"]


def test_what_a_label_tells_and_an_answer_tells_again_is_one_gift():
    label = gifts.from_contacts([card(labels=("Clients",))], SETTINGS)
    answer = told("flip-p1-business")
    assert gifts.once((*label, answer)) == label
    assert gifts.once((answer, *label)) == label
    assert gifts.once((answer, told("flip-p2-business"))) == (answer,)
    one, both = (worth(gifts.once(some), date(2026, 3, 2), SETTINGS) for some in (label, (*label, answer)))
    assert both == one
    assert both.reason == "They brought you business."


BARE = {
    "Gift: referral": {"extra": (("Gift", "referral"),)},
    "Referral: yes": {"extra": (("Referral", "Yes"),)},
    "Empfehlung: referral": {"extra": (("Empfehlung", "Referral"),)},
    "gift: referral": {"note": "gift: referral"},
    "#referral": {"note": "Met in Oslo. #referral."},
    "referral: me": {"relations": (Relation(kind="referral", name="me"),)},
    "Referral": {"labels": ("Referral",)},
}
"""How a card says that somebody brought a referral, and no more of it."""


@pytest.mark.parametrize("fields", BARE.values(), ids=BARE)
def test_what_names_a_kind_and_nothing_else_is_one_gift_however_often_it_is_said(fields):
    one = gifts.from_contacts([card(**fields)], SETTINGS)
    assert [gift.kind for gift in one] == ["referral"]
    answer = told("flip-p1-referral", kind=GiftKind.REFERRAL)
    assert gifts.once((answer, *one)) == gifts.once((*one, answer)) == one
    everywhere = [card(uid=str(at), **more) for at, more in enumerate(BARE.values())]
    (all_say_so,) = gifts.from_contacts([card(**fields), *everywhere], SETTINGS)
    assert all_say_so.sure == 1


def test_of_what_names_a_kind_the_greatest_counts():
    (much,) = gifts.from_contacts([card(labels=("Client",), note="gift: business x3")], SETTINGS)
    assert much.weight == 3
    (little,) = gifts.from_contacts([card(note="gift: business x0.2")], SETTINGS)
    answer = told("flip-p1-business")
    assert gifts.once((little, answer)) == (answer,)


@pytest.mark.parametrize(
    "more",
    [
        {"extra": (("Referral", "introduced me to Xu"),)},
        {"extra": (("Gift", "referral 2021"),)},
        {"note": "gift: referral to Xu"},
        {"note": "#referral 2021-04-02"},
    ],
)
def test_a_mark_with_a_day_or_words_stays_beside_a_label_and_an_answer(more):
    assert kinds(card(labels=("Referral",), **more)) == ["referral", "referral"]
    answer = told("flip-p1-referral", kind=GiftKind.REFERRAL)
    of_card = gifts.from_contacts([card(**more)], SETTINGS)
    assert gifts.once((*of_card, answer)) == (*of_card, answer)


@pytest.mark.parametrize(
    "other",
    [
        told("gift-1", day=date(2021, 4, 2)),
        told("gift-2", note="the harbour"),
        told("flip-p1-referral", kind=GiftKind.REFERRAL),
    ],
)
def test_a_gift_with_a_day_words_or_another_kind_stays_beside_a_label(other):
    label = gifts.from_contacts([card(labels=("Clients",))], SETTINGS)
    assert gifts.once((*label, other)) == (*label, other)
