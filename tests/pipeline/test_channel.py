"""By which channel: what the card has, in the order of what is preferred."""

from dataclasses import replace

import pytest

from reconnect_core import Channel, Phone, PostalAddress, Wish, WishKind, languages
from reconnect_core.pipeline import wording

from .picks import HOME, LANGUAGES, ORDER, person, phones, pick


def chosen(who, wishes=(), order=ORDER, e164s=None):
    return wording.channel(who, e164s or {}, wishes, order)


def test_a_call_comes_before_a_note_before_a_mail():
    everything = {"phones": phones("+49 30 123456"), "addresses": (HOME,), "emails": ("ada@example.org",)}
    assert chosen(person(**everything)) == (Channel.PHONE, "+4930123456")
    assert chosen(person(**{**everything, "phones": ()})) == (Channel.NOTE, "\n".join(HOME.lines()))
    assert chosen(person(emails=("ada@example.org",))) == (Channel.EMAIL, "ada@example.org")
    assert chosen(person()) is None
    assert chosen(person(**everything), order=(Channel.EMAIL, Channel.PHONE)) == (
        Channel.EMAIL,
        "ada@example.org",
    )


def test_a_preferred_channel_wins_where_the_card_has_it():
    who = person(phones=phones("+49 30 123456"), emails=("ada@example.org",))
    prefers = {way: Wish(person="p1", kind=WishKind.PREFER, channel=way) for way in Channel}
    assert chosen(who, [prefers[Channel.EMAIL]])[0] is Channel.EMAIL
    assert chosen(who, [prefers[Channel.NOTE]])[0] is Channel.PHONE
    assert chosen(who, [replace(prefers[Channel.EMAIL], person="another")])[0] is Channel.PHONE
    assert chosen(who, [replace(prefers[Channel.EMAIL], kind=WishKind.REST)])[0] is Channel.PHONE
    assert chosen(who, [prefers[Channel.MEET]])[0] is Channel.PHONE, "meeting is never a channel by itself"
    assert chosen(person(), order=(Channel.MEET,)) is None


@pytest.mark.parametrize("label", ["fax", "work fax", "faxhome", "pager", "telex"])
def test_a_machine_is_not_called(label):
    assert chosen(person(phones=phones("+49 30 1", "+49 30 123456", labels=[label]))) is None


def test_a_mobile_is_called_before_a_landline_and_a_preferred_before_the_rest():
    numbers = (
        Phone(raw="030 111111", labels=frozenset({"work"})),
        Phone(raw="030 222222", labels=frozenset({"home", "preferred"})),
        Phone(raw="0171 333333", labels=frozenset({"mobile"})),
    )
    assert chosen(person(phones=numbers)) == (Channel.PHONE, "0171333333")
    assert chosen(person(phones=numbers[:2])) == (Channel.PHONE, "030222222")


def test_an_extension_stays_with_its_number_in_the_link_and_the_text():
    raw = "+49 30 1234567 ext 12"
    way, reach = chosen(person(phones=phones(raw)), e164s={raw: "+49301234567"})
    assert (way, reach) == (Channel.PHONE, "+49301234567;ext=12")
    for language in LANGUAGES:
        assert "tel:+49301234567;ext=12" in wording.word(pick(reach=reach), languages.load(language)).text


@pytest.mark.parametrize(
    ("raw", "dialled"),
    [
        ("030 / 12 34-56", "030123456"),
        ("+49 (0)30 123456", "+4930123456"),
        ("tel:+49-30-123456", "+4930123456"),
        ("(212) 555-0100 ext. 12", "2125550100;ext=12"),
        ("212.555.0100 x7", "2125550100;ext=7"),
        ("030 123456 Durchwahl 12", "030123456;ext=12"),
        ("tel:+49-30-123456;ext=12", "+4930123456;ext=12"),
        ("call me", ""),
        ("1234", ""),
        ("030 123456 or 0171 9", ""),
        ("", ""),
    ],
)
def test_a_number_without_e164_must_be_one_that_a_phone_can_dial(raw, dialled):
    assert chosen(person(phones=phones(raw))) == ((Channel.PHONE, dialled) if dialled else None)
    extension = ";ext=" + dialled.partition(";ext=")[2] if ";ext=" in dialled else ""
    assert chosen(person(phones=phones(raw)), e164s={raw: "+491"}) == (Channel.PHONE, f"+491{extension}")


@pytest.mark.parametrize(
    ("address", "real"),
    [
        (HOME, True),
        (PostalAddress(street="Hauptstr. 1", postcode="10115"), True),
        (PostalAddress(label="Hauptstr. 1\n10115 Berlin"), True),
        (PostalAddress(country="Germany"), False),
        (PostalAddress(locality="Berlin", country="Germany"), False),
        (PostalAddress(street="Hauptstr. 1"), False),
        (PostalAddress(label="Berlin"), False),
        (PostalAddress(), False),
    ],
)
def test_a_note_needs_an_address_that_a_letter_reaches(address, real):
    assert (chosen(person(addresses=(PostalAddress(country="x"), address))) is not None) is real


def test_a_role_address_comes_last_and_a_machine_never():
    assert chosen(person(emails=("info@a.example", "ada@a.example")))[1] == "ada@a.example"
    assert chosen(person(emails=("info@a.example",)))[1] == "info@a.example"
    assert chosen(person(emails=("noreply@a.example", "no-reply@a.example", "ada", "a b@c.example"))) is None
