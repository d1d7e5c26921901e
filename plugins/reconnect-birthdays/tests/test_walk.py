"""The hooks in whole walks, loaded as the host loads them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import reconnect_birthdays
from reconnect_core import (
    Channel,
    Contact,
    ContactRef,
    Garden,
    GardenSettings,
    Handle,
    HandleKind,
    Interaction,
    PartialDate,
    SourceRef,
    tone_problems,
)
from reconnect_core.testing import MemoryBook, MemoryCalendar, MemoryJournal

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def people(**birthdays):
    return [
        Contact(
            ref=ContactRef(book="book", uid=name),
            name=f"{name.title()} Example",
            given=name.title(),
            emails=(f"{name}@mail.example",),
            birthday=born,
        )
        for name, born in birthdays.items()
    ]


def contact(names, days):
    return [
        Interaction(
            ref=SourceRef(source="log", key=f"{name}{number}"),
            who=(Handle(kind=HandleKind.EMAIL, value=f"{name}@mail.example"),),
            moment=NOW - timedelta(days=days + 30 * number),
            channel=Channel.EMAIL,
        )
        for name in names
        for number in range(6)
    ]


@pytest.fixture
def plan():
    """A plan for these birthdays with everybody silent for so many days, with and without the plugin."""

    def made(birthdays, *, days=200, language="en", plugin=True, picks=1):
        garden = Garden(
            addressbooks=[MemoryBook("book", people(**birthdays))],
            journals=[MemoryJournal("log", contact(birthdays, days))],
            calendar=MemoryCalendar("calendar"),
            settings=GardenSettings(people=picks, language=language, timezone="Europe/Berlin"),
        )
        if plugin:
            garden.plugins.register(reconnect_birthdays, "birthdays")
        with garden:
            found = garden.plan(now=NOW)
        assert found.faults == ()
        return found

    return made


SOON = PartialDate(year=1985, month=3, day=5)
ROUND = PartialDate(year=1976, month=3, day=5)


def test_who_has_a_birthday_comes_first_and_a_round_one_before(plan):
    assert [pick.person.name for pick in plan({"ann": None, "bob": SOON}, days=200).picks] == ["Bob Example"]
    assert [pick.person.name for pick in plan({"bob": SOON, "clara": ROUND}).picks] == ["Clara Example"]
    (pick,) = plan({"bob": SOON}).picks
    (part,) = (part for part in pick.score.parts if part.name == "birthday")
    assert part.reason == "A birthday on 5 March."
    assert pick.score.total == sum(one.points for one in pick.score.parts)


def test_who_was_in_touch_lately_is_not_suggested_for_a_birthday(plan):
    assert plan({"bob": SOON}, days=10).picks == ()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "birthday"), ("de", "Geburtstag"), ("fr", "anniversaire"), ("es", "cumple")]
)
def test_the_words_are_the_usual_ones_and_one_sentence_before(plan, language, said):
    (pick,) = plan({"bob": SOON}, language=language).picks
    (usual,) = plan({"bob": SOON}, language=language, plugin=False).picks
    assert pick.wording.title == usual.wording.title
    head, rest = pick.wording.text[: -len(usual.wording.text)], pick.wording.text[-len(usual.wording.text) :]
    assert rest == usual.wording.text
    assert said in head
    assert head.endswith(". ")
    assert tone_problems(pick.wording.text, language, names=(pick.person.name,)) == ()
    assert pick.reminder.text == pick.wording.text


def test_everybody_else_gets_the_usual_words(plan):
    (pick,) = plan({"ann": None}).picks
    (usual,) = plan({"ann": None}, plugin=False).picks
    assert replace(pick.wording) == usual.wording


def test_it_is_enabled_by_also(tmp_path):
    (tmp_path / "people.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Example\nEMAIL:bob@mail.example\nBDAY:1976-03-05\nEND:VCARD\n"
    )
    (tmp_path / "log.csv").write_text(
        "when,who,channel\n2025-06-01,bob@mail.example,phone\n2025-07-01,bob@mail.example,phone\n"
    )
    (tmp_path / "reconnect.toml").write_text(
        '[garden]\nstate = "state"\ncache = "cache"\n[plugins]\nalso = ["birthdays"]\n'
        '[[addressbook]]\nname = "people"\nkind = "vcard"\npath = "people.vcf"\n'
        '[[journal]]\nname = "log"\nkind = "csv-log"\npath = "log.csv"\n'
        '[[calendar]]\nname = "home"\nkind = "ics"\npath = "home.ics"\nreminders = true\n'
    )
    with Garden.open(tmp_path / "reconnect.toml", now=NOW) as garden:
        (pick,) = garden.plan(now=NOW).picks
    assert pick.reminder.text.startswith("Bob Example celebrates a round birthday on 5 March.")
