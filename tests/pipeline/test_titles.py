"""A calendar without attendees, read by the names in its titles."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from reconnect_core import Contact, ContactRef, Entry, EntryStatus, Person, When
from reconnect_core.pipeline import titles

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
NAMES = {"ada lovelace": ("p1",), "john smith": ("p2", "p3"), "mary ann lee": ("p4",)}


def entry(uid, title, day=date(2026, 2, 2), **values):
    start = When(day=day, time=time(10), zone="UTC")
    return Entry(
        calendar="home",
        uid=uid,
        start=start,
        end=When(day=day, time=time(11), zone="UTC"),
        title=title,
        **values,
    )


def read(*entries, said=None):
    return titles.read(entries, NAMES, said or {}, now=NOW, zone=UTC)


def person(identity, given, nickname=""):
    nicknames = (nickname,) if nickname else ()
    card = Contact(ref=ContactRef(book="b", uid=identity), name=f"{given} X", given=given, nicknames=nicknames)
    return Person(id=identity, name=f"{given} X", contacts=(card,))


def test_exactly_one_full_name_is_a_meeting_at_lower_certainty():
    found = read(entry("1", "Lunch with Ada Lovelace!"), entry("2", "mary ann lee, quarterly"))
    assert [(one.who[0].value, one.sure) for one in found.held] == [
        ("ada lovelace", 0.6),
        ("mary ann lee", 0.6),
    ]
    assert found.unnamed == []


def test_shared_names_two_names_and_first_names_are_no_meeting():
    several = [entry("1", "John Smith"), entry("2", "Ada Lovelace and John Smith"), entry("3", "Ada")]
    found = read(*several, entry("4", "Ada Lovelace / Mary Ann Lee"), entry("5", "Adam Lovelaceson"))
    assert found.held == []
    assert [one.uid for one in found.unnamed] == ["1", "2", "3", "4", "5"]


def test_what_lies_ahead_is_planned_and_what_is_cancelled_is_nothing():
    ahead = entry("1", "Ada Lovelace", day=date(2026, 3, 9))
    found = read(ahead, entry("2", "Ada Lovelace", status=EntryStatus.CANCELLED))
    assert [plan.day for plan in found.booked] == [date(2026, 3, 9)]
    assert found.held == []


def test_a_birthday_is_no_meeting_held_or_booked_and_no_question():
    days = [date(2025, 3, 9), date(2026, 3, 1), date(2026, 3, 9)]
    found = read(
        *(
            replace(
                entry("1", "Geburtstag Ada Lovelace", recurrence_id=str(day)), start=When(day=day), end=None
            )
            for day in days
        ),
        replace(entry("2", "Ada's day", recurrence_id="2026-03-01"), start=When(day=days[1]), end=None),
    )
    assert found == titles.Read()
    reminded = [entry("4", "Ada Lovelace's birthday", day, recurrence_id=str(day)) for day in days[::2]]
    assert read(*reminded) == titles.Read()
    weekly = read(entry("3", "Lunch with Ada Lovelace", recurrence_id="2026-02-02T10:00"))
    assert len(weekly.held) == 1
    twice = [
        entry("5", "Ada Lovelace, tea", day, recurrence_id=str(day)) for day in (days[0], date(2026, 1, 9))
    ]
    assert len(read(*twice).held) == 2


def test_a_confirmed_nickname_counts_and_a_refused_one_never_asks_again():
    said = {"addie": "p1", "john smith": "p3", "bob": ""}
    found = read(entry("1", "Coffee Addie"), entry("2", "John Smith"), entry("3", "Bob the builder"), said=said)
    assert [one.who[0].value for one in found.held] == ["addie", "john smith"]
    assert found.unnamed == []


def test_a_full_name_and_its_nickname_are_one_person():
    found = read(entry("1", "Addie (Ada Lovelace)"), said={"addie": "p1"})
    assert len(found.held) == 1


def test_questions_come_with_whom_they_may_mean_the_most_frequent_first():
    people = [person("p7", "Robert", "Bob"), person("p8", "Bob"), person("p9", "Grace")]
    entries = [
        entry("1", "Tea with Bob", day=date(2026, 1, 5)),
        entry("2", "Bob", day=date(2026, 2, 5)),
        entry("3", "John Smith"),
        entry("4", "Grace period ends"),
        entry("5", "bob the water"),
        entry("6", "Ada Lovelace / Mary Ann Lee"),
    ]
    found = titles.unclear(entries, people, NAMES, {})
    assert [(one.name, one.people, [e.uid for e in one.entries]) for one in found] == [
        ("bob", ("p7", "p8"), ["2", "1"]),
        ("john smith", ("p2", "p3"), ["3"]),
    ]
    assert [one.name for one in titles.unclear(entries, people, NAMES, {"bob": "p7"})] == ["john smith"]


def test_a_first_name_that_many_bear_is_no_question():
    people = [person(f"q{n}", "Anna") for n in range(6)]
    assert titles.unclear([entry("1", "Anna")], people, NAMES, {}) == ()
