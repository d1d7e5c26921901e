"""The tone: what guilt, selling, asking, pressure and office talk is, in four languages."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import Channel, languages, tone_problems
from reconnect_core.pipeline import tone
from reconnect_core.pipeline.tone import Tone, problems

LANGUAGES = ("de", "en", "es", "fr")
TABLES = {
    language: tomllib.loads((Path(__file__).parent / "sentences" / f"{language}.toml").read_text("utf-8"))
    for language in LANGUAGES
}
MEANINGS = ("blames", "sells", "asks", "presses", "office", "counts")


def sentences(language, *, gentle):
    return [s for kind, table in TABLES[language].items() if kind.endswith("gentle") is gentle for s in table]


@pytest.mark.parametrize("language", LANGUAGES)
def test_guilt_selling_and_asking_are_refused(language):
    assert [s for s in sentences(language, gentle=False) if not tone_problems(s, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_gentle_sentences_pass(language):
    assert {s: found for s in sentences(language, gentle=True) if (found := tone_problems(s, language))} == {}


def test_the_tables_hold_forty_of_each_kind_in_every_language():
    assert set(TABLES) == set(languages.known())
    for language in LANGUAGES:
        assert len(set(TABLES[language]["gentle"])) >= 40
        assert (
            sum(len(set(v)) for k, v in TABLES[language].items() if "gentle" not in k and "later" not in k)
            >= 40
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_refusal_is_found_in_its_table(language):
    kinds = ("guilt", "selling", "asking", "pressure", "crm", "counts")
    for kind, meaning in zip(kinds, MEANINGS, strict=True):
        found = [line for sentence in TABLES[language][kind] for line in tone_problems(sentence, language)]
        assert any(line.startswith(f"{meaning}: ") for line in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_shipped_words_pass(language):
    words = languages.load(language)
    shipped = [
        *words.think,
        *words.hear,
        *(line for thanks in words.thank.values() for line in (*thanks.dated, *thanks.undated)),
        *(words.title[way] for way in Channel),
        *(words.reach[way] for way in Channel),
        words.answer,
        words.flip_title,
        words.flip_few,
        words.flip_text,
        words.stock_title,
        words.stock_text,
        words.kind_pause,
    ]
    filled = [s.format(first="Ada", name="Ada Lovelace", year=2021, reach="tel:+4930123456") for s in shipped]
    assert {line: problems(line, words.tone) for line in filled if problems(line, words.tone)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_is_used_and_every_rule_can_be_read(language):
    rules = languages.load(language).tone
    assert tuple(meaning for meaning, _ in rules.rules) == MEANINGS
    used = " ".join(phrase for _, phrases in rules.rules + rules.groups for phrase in phrases)
    used += " ".join(rules.gentle + rules.thanks)
    assert [name for name, _ in rules.groups if f"<{name}>" not in used] == []
    assert problems("", rules) == ()


def test_a_finding_says_what_is_wrong_and_where():
    assert tone_problems("You’ve never called. Buy now!") == ('blames: "you have never called"', 'sells: "buy"')


def test_case_curly_apostrophes_and_missing_accents_do_not_matter():
    for same in ("YOU HAVEN'T CALLED", "you haven’t called", "You havent called", "You have\u00a0not called"):
        assert tone_problems(same), same
    assert tone_problems("L'appel est tres en retard", "fr")
    assert tone_problems("Der Anruf ist ueberfaellig", "de")
    assert tone_problems("Der Anruf ist u\u0308berfa\u0308llig", "de")


def test_an_unknown_language_is_judged_in_english():
    assert tone_problems("You never call.", "tlh") == tone_problems("You never call.", "en") != ()


def test_names_and_addresses_are_not_judged():
    assert tone_problems("Call Chris Price")
    assert tone_problems("Call Sales Buyer") != ()
    assert tone_problems("Call Sales Buyer\nSales is on your mind.", names=("Sales Buyer",)) == ()
    assert tone_problems("E-mail: sales@discount.example") == ()
    assert tone_problems("You will call.", names=("Will Smith",)) == ()
    assert tone_problems("you never call", names=("Never Land",)) != (), "a name is known by its capital"


def test_a_finding_shows_a_name_as_an_ellipsis():
    found = {
        said
        for s in sentences("en", gentle=False)[:150]
        for word in s.split()
        for said in tone_problems(s, names=(word,))
    }
    assert any("…" in said for said in found)
    assert not any("\ue000" in said for said in found)


def test_denial_and_thanks_excuse_but_not_across_a_clause():
    assert tone_problems("There is nothing to sell.") == ()
    assert tone_problems("There is nothing to say, but buy something.") != ()
    assert tone_problems("Thank her for the introduction.") == ()
    assert tone_problems("Thank her, and ask for another introduction.") != ()


def test_a_gentle_turn_that_denies_still_excuses_what_follows_it():
    assert tone_problems("Write back.") != ()
    assert tone_problems("You needn't write back.") == tone_problems("There is no need to write back.") == ()
    assert tone_problems("No need to answer, but write back.") != ()


def test_a_gentle_turn_that_is_marked_excuses_nothing_though_it_holds_a_denial():
    for gentle, excused in (("why not", True), ("!why not", False)):
        rules = Tone(rules=(("sells", ("a sale",)),), gentle=(gentle,), denials=("not",))
        assert (problems("Why not a sale?", rules) == ()) is excused


PHRASES = [
    ("call", "we call", True),
    ("call", "we called", False),
    ("call*", "we called", True),
    ("*gebot", "das angebot", True),
    ("*gebo*", "das angebote", True),
    ("call|ring", "ring", True),
    ("[a few|many] days", "a few days", True),
    ("[a few|many] days", "a many days", True),
    ("[a few|many] days", "a days", False),
    ("(very) late", "late", True),
    ("(very|so very) late", "so very late", True),
    ("you .. late", "you are so late", True),
    ("you .. late", "you are so very late", False),
    ("you ... late", "you are so very very late", True),
    ("you ... late", "you came, late", False),
    ("0 days", "14 days", True),
    ("0 days", "x days", False),
    ("^ buy", "well, buy", True),
    ("^ buy", "go and buy", True),
    ("^ buy", "we buy", False),
    ("<way> now", "ring up now", True),
    ("<way>|never now", "never now", True),
    ("<way> now", "now", False),
    ("late ?", "so late?", True),
    ("late ?", "so late.", False),
    ("too * late", "too , late", False),
    ("up-sell*", "we up-selling", True),
    ("don't", "we don't", True),
    ("^ (really) late", "so really late", False),
    ("(really) <way>", "really ring up", True),
    ("<way>", "ring", False),
    ("c*|ring", "call", True),
    ("late 0", "late 14", True),
]


@pytest.mark.parametrize(("phrase", "text", "found"), PHRASES)
def test_the_language_of_phrases(phrase, text, found):
    rules = Tone(rules=(("blames", (phrase,)),), groups=(("way", ("call", "ring up")),), joiners=("and",))
    assert bool(problems(text, rules)) is found


def test_a_phrase_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="<nobody>"):
        problems("x", Tone(rules=(("blames", ("you <nobody>",)),)))
    with pytest.raises(ValueError, match="says nothing"):
        problems("x", Tone(rules=(("blames", ("!",)),)))
    for hole in (
        "late||slow",
        "late| now",
        "now late|",
        "late|[so slow]",
        "late|?",
        "(late|) now",
        "late -",
        "-|late",
    ):
        with pytest.raises(ValueError, match="says nothing"):
            problems("x", Tone(rules=(("blames", (hole,)),)))


@given(st.text(max_size=200), st.sampled_from(LANGUAGES), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_can_be_judged(text, language, names):
    found = problems(text, languages.load(language).tone, names=names)
    assert all(line.split(":")[0] in MEANINGS for line in found)
    assert tone.problems(text, languages.load(language).tone, names=names) == found
