"""Wording: the channel, the words in their order, and the language files."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import (
    Channel,
    Contact,
    ContactRef,
    Gift,
    GiftKind,
    Lane,
    Person,
    Phone,
    Pick,
    PostalAddress,
    Rhythm,
    Score,
    SourceRef,
    Wish,
    WishKind,
    languages,
)
from reconnect_core.pipeline import wording
from reconnect_core.pipeline.tone import problems

ORDER = (Channel.PHONE, Channel.NOTE, Channel.EMAIL)
HOME = PostalAddress(street="12 St James's Square", postcode="SW1Y 4LB", locality="London", country="England")
LANGUAGES = languages.known()


def person(name="Ada Lovelace", given="Ada", **card):
    contact = Contact(ref=ContactRef(book="book", uid="1"), name=name, given=given, **card)
    return Person(id="p1", name=name, contacts=(contact,))


def phones(*raws, labels=()):
    return tuple(Phone(raw=raw, labels=frozenset(labels)) for raw in raws)


def gift(kind=GiftKind.REFERRAL, day=date(2021, 5, 4), key="1", **more):
    return Gift(ref=SourceRef(source="log", key=key), who=(), kind=kind, day=day, **more)


def pick(who=None, channel=Channel.PHONE, reach="+4930123456", gifts=(), episode="e1", **more):
    return Pick(
        person=who or person(),
        lane=Lane.WARM,
        score=Score(person="p1"),
        channel=channel,
        reach=reach,
        gifts=tuple(gifts),
        episode=episode,
        **more,
    )


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


def test_the_words_stand_in_their_order_and_no_others():
    said = wording.word(pick(gifts=[gift()]), languages.load("en"))
    assert said.title == "Call Ada Lovelace"
    words, reach, answer = said.text.split("\n\n")
    thinking, thanks, hear = (
        words.index(part) for part in ("thinking of", "referred someone to you", "love to hear")
    )
    assert thinking < thanks < hear
    assert "2021" in words
    assert "may thank them" in words
    assert reach == "Phone: tel:+4930123456"
    assert answer == languages.load("en").answer
    assert len(re.findall(r"[.?]", words)) <= 4


def test_the_reach_is_a_tel_link_an_address_or_a_mail_address():
    words = languages.load("en")

    def reach(way, value):
        return wording.word(pick(channel=way, reach=value), words).text.split("\n\n")[1]

    assert reach(Channel.PHONE, "030 123456") == "Phone: tel:030123456"
    assert reach(Channel.PHONE, "+4930123456;ext=7") == "Phone: tel:+4930123456;ext=7"
    assert reach(Channel.NOTE, "\n".join(HOME.lines())).splitlines() == ["Post:", *HOME.lines()]
    assert reach(Channel.NOTE, "Poste restante, Rome").splitlines() == ["Post:", "Poste restante, Rome"]
    assert reach(Channel.EMAIL, "ada@example.org") == "E-mail: ada@example.org"


def test_without_a_gift_or_a_reach_that_part_is_missing():
    said = wording.word(pick(reach=""), languages.load("en"))
    assert "thank" not in said.text
    assert len(said.text.split("\n\n")) == 2


def test_only_what_is_sure_enough_is_thanked_for_and_the_greatest_gift_first():
    words = languages.load("en")
    doubtful = gift(GiftKind.BUSINESS, sure=0.4)
    assert "business" not in wording.word(pick(gifts=[doubtful]), words).text
    small, great = gift(GiftKind.INSPIRATION, weight=1.0), gift(GiftKind.ENCOURAGEMENT, weight=3.0)
    for order in ([small, great, doubtful], [doubtful, great, small]):
        assert "encouraged you" in wording.word(pick(gifts=order), words).text
    assert "inspired you; you may" in wording.word(pick(gifts=[gift(GiftKind.INSPIRATION, None)]), words).text


def test_the_same_episode_always_has_the_same_words_and_others_vary():
    words = languages.load("en")
    texts = [wording.word(pick(episode=f"e{i}", gifts=[gift()]), words).text for i in range(40)]
    assert texts == [wording.word(pick(episode=f"e{i}", gifts=[gift()]), words).text for i in range(40)]
    assert 5 < len(set(texts)) <= 3 * 2 * 3


def test_what_one_calls_somebody():
    assert wording.first_name(person()) == "Ada"
    assert wording.first_name(person(given="A.")) == "Ada Lovelace"
    assert wording.first_name(person(name="Acme\nLtd", given="")) == "Acme Ltd"
    old = Contact(ref=ContactRef(book="b", uid="2"), name="Augusta Byron", given="Augusta")
    ada = person()
    both = replace(ada, contacts=(old, *ada.contacts))
    assert wording.first_name(both) == "Ada"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ann Archer", "Ann"),
        ("Archer, Ann", "Ann"),
        ("Zoë  O'Neil-Gómez", "Zoë"),
        ("Jean-Luc Picard", "Jean-Luc"),
        ("Xochitl Ibarra", "Xochitl"),
        ("Thomas Miller", "Thomas"),
        *(
            (name, name)
            for name in (
                *("Ann", "Ann Mary Archer", "A. Archer", "Ann & Bob", "Archer, MD", "Archer Ltd", "Anna Jr"),
                *("Family Archer", "Familie Archer", "Archer, Family", "Dr Archer", "Frau Archer", "Aunt Ann"),
                *("Taxi Berlin", "Archer Sales", "Van Archer", "ANN Archer", "ARCHER Ann", "Ann (work)"),
                *("Nagy Anna", "Smith John", "Li Wei", "Анна Иванова", "山田 太郎", "ann@a.example x"),
            )
        ),
    ],
)
def test_of_a_plain_name_alone_the_given_name_is_said_where_it_is_sure_to_be_one(name, called):
    alone = person(name=name, given="")
    assert wording.first_name(alone) == called
    text = wording.word(pick(alone), languages.load("en"))
    assert name.replace("  ", " ") in text.title
    assert called in text.text


def test_a_firm_and_a_name_told_in_parts_are_called_by_the_whole_name():
    assert (
        wording.first_name(person(name="Ann Archer", given="", organisation="Ann Archer Pottery"))
        == "Ann Archer"
    )
    assert wording.first_name(person(name="Ann Archer", given="", organisation="Acme")) == "Ann"
    assert wording.first_name(person(name="Ann Archer", given="", family="Ann")) == "Ann Archer"


names = st.text(min_size=1, max_size=30).filter(str.strip)


@given(
    names,
    st.sampled_from(LANGUAGES),
    st.sampled_from(ORDER),
    st.lists(st.sampled_from(GiftKind), max_size=3),
    st.text(max_size=8),
)
def test_no_word_ever_sells_blames_asks_or_counts(name, language, way, kinds, episode):
    words = languages.load(language)
    rhythm = Rhythm(
        contact_days=97,
        first_day=date(2014, 1, 1),
        last_day=date(2019, 1, 1),
        silence_days=4713,
        usual_gap_days=31.5,
        long_gap_days=88.0,
        comebacks=6,
    )
    gifts = [gift(kind, key=str(i)) for i, kind in enumerate(kinds)]
    reach = {Channel.PHONE: "+4930123456", Channel.NOTE: "Way 1\nTown", Channel.EMAIL: "a@b.example"}[way]
    who = person(name=name, given="")
    said = wording.word(pick(who, way, reach, gifts, episode, rhythm=rhythm), words)
    assert "\n" not in said.title
    shown = " ".join(name.split())
    assert said.title == words.title[way].format(name=shown)
    assert problems(f"{said.title}\n{said.text}", words.tone, names=(shown, *reach.splitlines())) == ()
    assert not {"4713", "97", "31", "88"} & set(re.findall(r"\d+", said.text.replace(shown, "")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_line_tells_the_marks_that_are_read_back(language):
    from reconnect_core.pipeline import outcomes

    answer = languages.load(language).answer
    marks = re.search(r"✓, x \w+ [„“«] ?(\w+) ?[“”»]", answer)
    assert marks, answer
    for mark in ("✓ ", "x ", f"{marks[1]} "):
        assert re.match(outcomes.DONE, f"{mark}Ada Lovelace"), mark


def test_the_flip_entry_names_the_cards():
    said = wording.flip_entry(["Ada\nLovelace", "Charles Babbage"], languages.load("en"))
    assert said.title == "Flip through twenty cards"
    assert said.text.endswith("\n\nAda Lovelace\nCharles Babbage")


def test_dates_and_names_are_in_the_order_of_the_language():
    day = date(2026, 3, 3)
    assert {code: wording.say_day(day, languages.load(code)) for code in LANGUAGES} == {
        "de": "Dienstag, 3. März 2026",
        "en": "Tuesday 3 March 2026",
        "es": "martes 3 de marzo de 2026",
        "fr": "mardi 3 mars 2026",
    }
    hungarian = replace(languages.load("en"), name="{family} {given}")
    assert wording.say_name("Ada", "Lovelace", languages.load("en")) == "Ada Lovelace"
    assert wording.say_name("Ada", "Lovelace", hungarian) == "Lovelace Ada"
    assert wording.say_name("", "Lovelace", hungarian) == "Lovelace"


def test_an_unknown_language_is_english_and_says_so():
    assert languages.resolved("tlh") == ("en", False)
    assert languages.load("tlh") == languages.load("en")
    assert [languages.resolved(code) for code in ("de", "de-AT", "de_DE.UTF-8", "DE")] == [("de", True)] * 4


ENGLISH = (Path(languages.__file__).with_name("words") / "en.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ('phone = "Call {name}"\n', "", "phone"),
        ('"Sunday"]', '"Sunday", "Funday"]', "weekdays needs 7"),
        ("Call {name}", "Call {nmae}", "“Call {nmae}”"),
        ("Call {name}", "Call {name", "“Call {name”"),
        ("hear = [\n", "hear = []\nheard = [\n", "empty"),
        ('language = "English"', "language = English", "line 6"),
        ("kind_pause", "unkind_pause", "kind_pause"),
    ],
)
def test_a_broken_language_file_says_where(before, after, wrong):
    assert before in ENGLISH
    with pytest.raises(ValueError, match=re.escape(wrong)) as caught:
        languages.parsed(ENGLISH.replace(before, after, 1), "xx")
    assert str(caught.value).startswith("xx.toml: ")


def test_a_broken_tone_says_what_is_missing():
    broken = languages.parsed(ENGLISH.replace("denials = ", "denails = "), "xx")
    with pytest.raises(ValueError, match="denials"):
        assert broken.tone
