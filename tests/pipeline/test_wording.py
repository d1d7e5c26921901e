"""Wording: the words in their order, gentle in every language, and what one calls somebody."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import Channel, Contact, ContactRef, GiftKind, Rhythm, languages
from reconnect_core.pipeline import wording
from reconnect_core.pipeline.tone import problems

from .picks import HOME, LANGUAGES, ORDER, gift, person, pick


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
    marks = re.search(r"✓, x \w+ ([„“«]\s?(\w+)\s?[“”»])", answer)
    assert marks, answer
    for mark in ("✓", "x", marks[2], marks[1]):
        assert outcomes.unticked(f"{mark} Ada Lovelace") == "Ada Lovelace", mark


def test_the_flip_entry_names_the_cards():
    said = wording.flip_entry(["Ada\nLovelace", "Charles Babbage"], languages.load("en"))
    assert said.title == "Flip through a few cards"
    assert said.text.endswith("\n\nAda Lovelace\nCharles Babbage")
    assert wording.flip_entry(["Ada"] * 20, languages.load("en")).title == "Flip through twenty cards"


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
