"""Which day is near, how much it weighs, and how it is said."""

from datetime import date

import pytest

from reconnect_birthdays.milestones import AHEAD_DAYS, ahead, next_day
from reconnect_birthdays.parts import part, told
from reconnect_birthdays.words import LANGUAGES, sentence
from reconnect_core import Contact, ContactRef, DatedEvent, PartialDate, Person, tone_problems

TODAY = date(2026, 3, 2)


def on(text):
    """2000-03-05, --03-05, or words."""
    parts = text.removeprefix("--").split("-")
    if not parts[0].isdigit():
        return PartialDate(text=text)
    numbers = [None] * (3 - len(parts)) + [int(one) for one in parts]
    return PartialDate(year=numbers[0], month=numbers[1], day=numbers[2])


def card(birthday="", *events, uid="1", given="Ada"):
    return Contact(
        ref=ContactRef(book="phone", uid=uid),
        name=f"{given} Lovelace",
        given=given,
        birthday=on(birthday) if birthday else None,
        events=tuple(DatedEvent(label=label, day=on(day)) for label, day in events),
    )


def near(*cards, today=TODAY):
    found = ahead(cards, today)
    return found and (found.kind, found.day.isoformat(), found.years, found.is_round, found.points)


@pytest.mark.parametrize(
    ("birthday", "wanted"),
    [
        ("1985-03-05", ("birthday", "2026-03-05", 41, False, 1.0)),
        ("1976-03-05", ("birthday", "2026-03-05", 50, True, 2.0)),
        ("--03-05", ("birthday", "2026-03-05", 0, False, 1.0)),
        ("1985-03-02", ("birthday", "2026-03-02", 41, False, 1.0)),
        ("1985-03-09", ("birthday", "2026-03-09", 41, False, 1.0)),
        ("1985-03-10", None),
        ("1985-03-01", None),
        ("1885-03-05", ("birthday", "2026-03-05", 0, False, 1.0)),
        ("2030-03-05", ("birthday", "2026-03-05", 0, False, 1.0)),
        ("2026-03-05", ("birthday", "2026-03-05", 0, False, 1.0)),
        ("in spring", None),
    ],
)
def test_birthdays(birthday, wanted):
    assert near(card(birthday)) == wanted


@pytest.mark.parametrize(
    ("label", "day", "wanted"),
    [
        ("Anniversary", "2011-03-05", ("anniversary", "2026-03-05", 15, False, 0.75)),
        ("Hochzeitstag", "2001-03-05", ("anniversary", "2026-03-05", 25, True, 1.75)),
        ("anniversaire de mariage", "2016-03-05", ("anniversary", "2026-03-05", 10, True, 1.75)),
        ("Aniversario de boda", "--03-05", ("anniversary", "2026-03-05", 0, False, 0.75)),
        ("Connected On", "2016-03-05", None),
        ("First met", "2016-03-05", None),
    ],
)
def test_anniversaries(label, day, wanted):
    assert near(card("", (label, day))) == wanted


def test_the_turn_of_the_year():
    assert near(card("1985-01-03"), today=date(2026, 12, 30)) == ("birthday", "2027-01-03", 42, False, 1.0)
    assert near(card("1987-01-03"), today=date(2026, 12, 30)) == ("birthday", "2027-01-03", 40, True, 2.0)


@pytest.mark.parametrize(("year", "day"), [(2026, "2026-02-28"), (2028, "2028-02-29"), (2100, "2100-02-28")])
def test_the_29th_of_february(year, day):
    for birthday in ("2000-02-29", "--02-29"):
        assert next_day(on(birthday), date(year, 2, 24)).isoformat() == day
    assert next_day(on("2000-02-29"), date(2027, 3, 1)) == date(2028, 2, 29)
    assert next_day(on("2000-02-30"), date(year, 2, 24)) is None


@pytest.mark.parametrize("text", ["1604-01-01", "1900-01-01", "1970-01-01", "2000-01-01"])
def test_what_programs_write_for_no_date_is_none(text):
    assert near(card(text), today=date(2026, 12, 30)) is None


def test_several_cards_of_one_person():
    found = ahead([card("--03-05", uid="1"), card("1976-03-05", uid="2"), card(uid="3")], TODAY)
    assert (found.years, found.evidence) == (50, ("phone/1", "phone/2"))
    both = card("1985-03-09", ("anniversary", "2001-03-03"))
    assert near(both)[0] == "anniversary", "a round one weighs more than a nearer plain one"
    assert near(card("1985-03-09", ("anniversary", "2003-03-03")))[0] == "birthday"
    assert near() is None


def test_every_birthday_is_in_the_week_of_exactly_one_of_52_walks_or_two():
    for number in range(0, 365, 3):
        born = date(2025, 1, 1).fromordinal(date(2025, 1, 1).toordinal() + number)
        walks = [date.fromordinal(TODAY.toordinal() + 7 * week) for week in range(52)]
        hits = sum(near(card(f"--{born:%m-%d}"), today=walk) is not None for walk in walks)
        assert 1 <= hits <= 2
    assert AHEAD_DAYS == 7


def test_a_part_tells_its_milestone_again():
    for one in (card("1976-03-05"), card("--03-05"), card("", ("wedding", "2001-03-05"))):
        found = ahead([one], TODAY)
        assert told([part(found)]) == found
        assert part(found).points == found.points
    assert told([]) is None


def test_every_number_in_a_reason_is_among_its_facts():
    found = part(ahead([card("1976-03-05")], TODAY))
    assert found.reason == "A round birthday on 5 March."
    assert dict(found.facts) == {"day": 5, "month": 3, "year": 2026, "years": 50}
    assert found.evidence == ("phone/1",)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "Ada celebrates a round birthday on 1 March."),
        ("de", "Ada feiert am 1. März einen runden Geburtstag."),
        ("fr", "Ada fête un bel anniversaire le 1er mars."),
        ("es", "Ada celebra un cumpleaños redondo el 1 de marzo."),
        ("de-AT", "Ada feiert am 1. März einen runden Geburtstag."),
        ("nl", "Ada celebrates a round birthday on 1 March."),
    ],
)
def test_languages(language, wanted):
    person = Person(id="p1", name="Ada Lovelace", contacts=(card("1976-03-01"),))
    assert sentence(ahead(person.contacts, date(2026, 2, 27)), person, language) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_keeps_the_tone_and_names_no_age(language):
    words = LANGUAGES[language]
    assert len(words.months) == 12
    assert words.plain.keys() == words.round.keys() == {"birthday", "anniversary"}
    for month in range(1, 13):
        for birthday, events in ((f"1976-{month:02d}-05", ()), (f"--{month:02d}-05", ()),
                                 ("", (("anniversary", f"2001-{month:02d}-05"),)), ("", (("boda", f"--{month:02d}-05"),))):  # fmt: skip
            person = Person(id="p1", name="Ada Lovelace", contacts=(card(birthday, *events),))
            said = sentence(ahead(person.contacts, date(2026, month, 2)), person, language)
            assert tone_problems(said, language, names=("Ada",)) == (), said
            assert said.startswith("Ada ")
            assert not {"50", "25"} & set(said.replace(".", "").split())
