"""Old exports: newer books win, what only they say is marked, and no reminder leans on it alone."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from reconnect_core import Garden, languages
from reconnect_core.garden import aged
from reconnect_core.model import Channel, Lane, Pick, PostalAddress, Score
from reconnect_core.pipeline import identity, wording
from reconnect_core.pipeline.identity import Known

from .identity_cards import card, numbers

ORDER = (Channel.PHONE, Channel.NOTE, Channel.EMAIL)
HOME = PostalAddress(street="Weg 1", postcode="10115", locality="Berlin")


def one(*contacts, old=("archive",)):
    fused = identity.people(contacts, numbers(contacts), Known(), frozenset(old))
    (person,) = fused.people
    return person


def moved(old_reach=("+493011111111",), new_reach=("anna@gmail.com",)):
    return one(
        card(
            "archive", "1", "Anna|Falk", "anna@gmail.com", *old_reach, organisation="Alpha", addresses=(HOME,)
        ),
        card("now", "2", "Anna|Falk-Berg", "anna@gmail.com", *new_reach, organisation="Beta"),
    )


def test_newer_books_come_first_whatever_their_names():
    person = moved()
    assert [contact.ref.book for contact in person.contacts] == ["now", "archive"]
    assert (person.name, person.organisation, person.old_books) == (
        "Anna Falk-Berg",
        "Beta",
        frozenset({"archive"}),
    )
    assert one(*person.contacts, old=()).organisation == "Alpha"


def test_provenance_tells_what_only_an_old_export_says():
    rows = {(row.field, row.value): (row.ref.book, row.perhaps_old) for row in identity.provenance(moved())}
    assert rows["phone", "+493011111111"] == ("archive", True)
    assert rows["organisation", "Alpha"] == ("archive", True)
    assert rows["e-mail", "anna@gmail.com"] == ("now", False)


@pytest.mark.parametrize("spelled", ["030 11111111", "tel:+49-30-11111111", "+493011111111"])
def test_a_number_that_a_newer_book_spells_otherwise_is_not_old(spelled):
    assert moved().perhaps_old(spelled)
    assert not moved(new_reach=("+49 30 1111-1111",)).perhaps_old(spelled)
    assert not moved().perhaps_old("+4930999")
    assert moved().perhaps_old("+493011111111;ext=12")
    assert not moved(new_reach=("+49 30 1111-1111 ext. 12",)).perhaps_old("+493011111111;ext=12")


def test_a_fresher_channel_goes_before_an_old_one_and_an_old_one_before_none():
    person = moved()
    assert wording.channel(person, {}, (), ORDER) == (Channel.EMAIL, "anna@gmail.com")
    assert wording.channel(moved(new_reach=("+491711234567",)), {}, (), ORDER) == (
        Channel.PHONE,
        "+491711234567",
    )
    lone = one(card("archive", "1", "Anna|Falk", "+493011111111"))
    assert wording.channel(lone, {}, (), ORDER) == (Channel.PHONE, "+493011111111")
    assert (
        wording.channel(one(card("archive", "1", "Anna|Falk", addresses=(HOME,))), {}, (), ORDER)[0]
        is Channel.NOTE
    )


@pytest.mark.parametrize("code", languages.known())
def test_the_reminder_says_that_its_number_is_perhaps_old(code):
    words = languages.load(code)
    score = Score(person="p", parts=(), confidence="low")
    for old, said in ((("archive",), True), ((), False)):
        person = one(card("archive", "1", "Anna|Falk", "+493011111111"), old=old)
        pick = Pick(person=person, lane=Lane.WARM, score=score, channel=Channel.PHONE, reach="+493011111111")
        assert (words.perhaps_old in wording.word(pick, words).text) is said


CONFIG = """
[garden]
timezone = "Europe/Berlin"
state = "state"
[[addressbook]]
name = "a"
kind = "csv"
path = "a.csv"
{archive}
[[addressbook]]
name = "b"
kind = "csv"
path = "b.csv"
"""


def open_garden(folder, archive=""):
    (folder / "a.csv").write_text(
        "Name,E-mail,Phone,Organization\nAnna Falk,anna@gmail.com,+493011111111,Alpha\n"
    )
    (folder / "b.csv").write_text("Name,E-mail,Organization\nAnna Falk,anna@gmail.com,Beta\n")
    (folder / "reconnect.toml").write_text(CONFIG.format(archive=archive))
    return Garden.open(folder / "reconnect.toml")


def falk(garden):
    (person,) = garden.walk(now=datetime.now(UTC)).ground.people.values()
    return person


def test_archive_in_the_config_lets_the_other_book_win(tmp_path):
    with open_garden(tmp_path, "archive = true") as garden:
        assert (falk(garden).organisation, falk(garden).old_books) == ("Beta", frozenset({"a"}))
    with open_garden(tmp_path) as garden:
        assert (falk(garden).organisation, falk(garden).old_books) == ("Alpha", frozenset())


def test_a_file_that_nobody_wrote_for_two_years_is_an_old_export(tmp_path):
    with open_garden(tmp_path) as garden:
        now = datetime.now(UTC)
        for days, old in ((729, frozenset()), (731, frozenset({"a"}))):
            written = (now - timedelta(days=days)).timestamp()
            os.utime(tmp_path / "a.csv", (written, written))
            assert aged.old_books(garden.config, now) == old
    assert aged.old_books(None, now) == frozenset()


def test_an_id_outlives_that_a_book_becomes_an_archive():
    cards = (card("a", "1", "Anna|Falk", "anna@gmail.com"), card("b", "2", "Anna|Falk", "anna@gmail.com"))
    fresh = identity.people(cards, {})
    known = Known(ids=dict(fresh.aliases))
    assert [p.id for p in identity.people(cards, {}, known, frozenset({"a"})).people] == [fresh.people[0].id]
