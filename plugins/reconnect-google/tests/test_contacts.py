"""The address book against the stand-in: what is read, in how many requests, and what never gets lost."""

import json
import math

import pytest
from desk import Mirror, days
from google_standin import seeds

from reconnect_core import (
    Complete,
    Contact,
    ContactKind,
    PartialDate,
    Phone,
    Relation,
    Removed,
    Unreadable,
)

ANA = {
    "names": [{"displayName": "Dr. Ana María Silva", "givenName": "Ana", "middleName": "María",
               "familyName": "Silva", "honorificPrefix": "Dr."}],
    "nicknames": [{"value": "Ani"}],
    "emailAddresses": [{"value": "ana@example.org"}, {"value": "old@example.org"}],
    "phoneNumbers": [{"value": "+49 30 123", "type": "workFax"}, {"value": "0151 7", "type": "mobile"}],
    "addresses": [{"streetAddress": "Am Park 1", "city": "Berlin", "postalCode": "10115", "country": "Germany"}],
    "organizations": [{"name": "Silva Press", "title": "Editor"}],
    "biographies": [{"value": "Met in Porto."}],
    "birthdays": [{"date": {"year": 0, "month": 5, "day": 31}}],
    "events": [{"date": {"year": 2019, "month": 6, "day": 1}, "type": "anniversary"}],
    "relations": [{"person": "Bo Ek", "type": "referredBy"}],
    "userDefined": [{"key": "brought me", "value": "the book deal"}],
    "urls": [{"value": "https://example.org"}],
}  # fmt: skip


def member(group):
    return {"contactGroupMembership": {"contactGroupResourceName": group}}


def test_every_field_arrives_as_written(desk):
    desk.world.groups["contactGroups/m"] = "Mentors"
    groups = ["contactGroups/m", "contactGroups/myContacts", "contactGroups/starred", "contactGroups/friends"]
    name = desk.world.add_person("c1", {**ANA, "memberships": [member(group) for group in groups]})
    (ana,) = desk.contacts().contacts()
    assert ana.ref.uid == name
    assert (ana.name, ana.given, ana.additional, ana.family) == ("Dr. Ana María Silva", "Ana", "María", "Silva")
    assert (ana.prefix, ana.nicknames, ana.organisation, ana.title) == (
        "Dr.",
        ("Ani",),
        "Silva Press",
        "Editor",
    )
    assert ana.emails == ("ana@example.org", "old@example.org")
    assert ana.phones == (
        Phone(raw="+49 30 123", labels=frozenset({"work", "fax"})),
        Phone(raw="0151 7", labels=frozenset({"mobile"})),
    )
    assert ana.addresses[0].lines() == ("Am Park 1", "10115 Berlin", "Germany")
    assert ana.labels == ("Mentors", "friends")
    assert ana.starred
    assert ana.birthday == PartialDate(month=5, day=31)
    assert (ana.events[0].label, str(ana.events[0].day)) == ("anniversary", "2019-06-01")
    assert ana.relations == (Relation(kind="referredBy", name="Bo Ek"),)
    assert ana.extra == (("brought me", "the book deal"),)
    assert (ana.note, ana.urls) == ("Met in Porto.", ("https://example.org",))
    assert not ana.deceased


def test_kinds_and_the_dead(desk):
    desk.world.add_person("c1", {"organizations": [{"name": "Silva Press"}]})
    desk.world.add_person("c2", {**ANA, "events": [{"date": {"year": 2024}, "type": "death"}]})
    firm, ana = desk.contacts().contacts()
    assert (firm.kind, firm.name) == (ContactKind.ORGANISATION, "Silva Press")
    assert (ana.kind, ana.deceased) == (ContactKind.PERSON, True)


@pytest.mark.parametrize("count", [0, 1, 1000, 1001])
def test_a_full_read_costs_a_request_for_each_thousand_and_one_for_the_labels(desk, count):
    seeds.contacts(desk.world, count)
    found = list(desk.contacts().contacts())
    assert len({contact.ref.uid for contact in found}) == count
    assert len(desk.world.requests) <= max(1, math.ceil(count / 1000)) + 1


@pytest.mark.direct("bytes on the wire are counted")
@pytest.mark.parametrize("count", [2000, pytest.param(10_000, marks=pytest.mark.full)])
def test_ten_thousand_contacts_fit_in_less_than_half_a_megabyte(desk, count):
    seeds.contacts(desk.world, count)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    assert len(mirror.records) == count
    assert len(desk.world.requests) <= count // 1000 + 1
    sent = sum(call.sent for call in desk.world.requests)
    assert sent <= 45 * count
    assert book.traffic.requests == len(desk.world.requests)
    assert sent <= book.traffic.received <= sent + 1000


def test_nothing_changed_is_one_small_request(desk):
    seeds.contacts(desk.world, 1200)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    desk.server.forget_calls()
    assert mirror.take(book.changes(mirror.state)).unchanged
    assert len(desk.world.requests) == 1
    assert sum(call.sent for call in desk.world.requests) < 400


def test_changes_arrive_alone_and_only_deleted_removes(desk):
    names = [desk.world.add_person(f"c{n}", ANA) for n in range(5)]
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    desk.world.change_person(names[1], biographies=[{"value": "New note."}])
    desk.world.delete_person(names[2])
    fresh = desk.world.rename_person(names[3], "c33")
    new = desk.world.add_person("c9", ANA)
    items = list(book.changes(mirror.state))
    assert {item.ref.uid for item in items if isinstance(item, Contact)} == {names[1], fresh, new}
    assert {item.key for item in items if isinstance(item, Removed)} == {names[2], names[3]}
    assert not any(isinstance(item, Complete) for item in items)
    mirror.take(items)
    assert set(mirror.records) == {names[0], names[1], fresh, names[4], new}
    assert mirror.records[names[1]].note == "New note."
    assert mirror.take(book.changes(mirror.state)).unchanged


@pytest.mark.parametrize(
    "said",
    [
        {"memberships": [member("contactGroups/d")]},
        {"names": [{"displayName": "Hans Maier †"}]},
        {"biographies": [{"value": "met in Porto\ndied 3.4.2012"}]},
        {"events": [{"date": {"year": 2012, "month": 4, "day": 3}, "type": "Todestag"}]},
        {"userDefined": [{"key": "verstorben", "value": "2012"}]},
    ],
    ids=["label", "name", "note", "event", "own field"],
)
def test_whoever_died_is_known_by_any_mark(desk, said):
    desk.world.groups["contactGroups/d"] = "Verstorbene"
    desk.world.add_person("c1", {"names": [{"displayName": "Hans Maier"}]} | said)
    desk.world.add_person("c2", {**ANA, "biographies": [{"value": "Her father died in 2012."}]})
    assert [one.deceased for one in desk.contacts().contacts()] == [True, False]


def test_a_new_label_is_read_when_a_changed_contact_bears_it(desk):
    name = desk.world.add_person("c1", ANA)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    desk.world.groups["contactGroups/n"] = "Neighbours"
    desk.world.change_person(name, memberships=[member("contactGroups/n")])
    mirror.take(book.changes(mirror.state))
    assert mirror.records[name].labels == ("Neighbours",)


@pytest.mark.parametrize("age_days", [0, 3, 6, 6.4, 6.6, 7, 30])
def test_no_request_is_wasted_on_a_token_that_google_has_ended(desk, age_days):
    seeds.contacts(desk.world, 20)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    desk.world.clock.sleep(days(1).total_seconds() * age_days)
    desk.server.forget_calls()
    mirror.take(book.changes(mirror.state))
    assert [call.status for call in desk.world.requests] == [200] * len(desk.world.requests)
    assert len(desk.world.requests) == (1 if age_days < 6.5 else 2)
    assert len(mirror.records) == 20


def test_the_age_is_that_of_the_full_read_however_often_it_is_followed(desk):
    seeds.contacts(desk.world, 20)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    for number in range(12):
        desk.world.clock.sleep(days(1).total_seconds())
        desk.world.add_person(f"n{number}", ANA)
        mirror.take(book.changes(mirror.state))
        assert len(mirror.records) == 21 + number
    assert {call.status for call in desk.world.requests} == {200}


def test_an_expired_token_in_each_of_its_forms_leads_to_a_full_read(desk):
    seeds.contacts(desk.world, 20)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    desk.world.delete_person(next(iter(desk.world.people)))
    desk.server.forget_calls()
    desk.world.faults[1] = "expired"
    mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 19
    assert [call.status for call in desk.world.requests] == [400, 200, 200]


@pytest.mark.parametrize("state", [b"", b"{}", b"nonsense", b'{"asked": 1}', b"\xff"])
def test_a_state_that_cannot_be_read_is_none(desk, state):
    seeds.contacts(desk.world, 3)
    assert len(Mirror().take(desk.contacts().changes(state)).records) == 3


def test_a_state_of_other_parameters_or_another_sign_in_is_none(desk):
    seeds.contacts(desk.world, 3)
    mirror = Mirror().take(desk.contacts().changes(None))
    desk.world.clock.sleep(60)
    desk.sign_in()
    desk.server.forget_calls()
    mirror.take(desk.contacts().changes(mirror.state))
    assert {call.status for call in desk.world.requests} == {200}
    assert len(desk.world.requests) == 2
    desk.server.forget_calls()
    mirror.take(desk.contacts(other_contacts=True).changes(mirror.state))
    assert {call.status for call in desk.world.requests} == {200}
    assert len(desk.world.requests) == 3


def test_other_contacts_come_on_request(desk):
    desk.world.add_person("c1", ANA)
    other = desk.world.add_person("o1", {"emailAddresses": [{"value": "dag@example.org"}]}, other=True)
    assert len(list(desk.contacts().contacts())) == 1
    book = desk.contacts(other_contacts=True)
    mirror = Mirror().take(book.changes(None))
    assert mirror.records[other].emails == ("dag@example.org",)
    desk.world.delete_person(other)
    assert set(mirror.take(book.changes(mirror.state)).records) == {"people/c1"}
    assert mirror.take(book.changes(mirror.state)).unchanged


@pytest.mark.direct("the answer is wrong on purpose")
def test_a_broken_person_costs_no_other(desk):
    desk.world.add_person("c1", {**ANA, "birthdays": [{"date": {"year": 2000, "month": 1, "day": 1}}]})
    desk.world.add_person("c2", ANA)
    desk.world.people["people/c1"].plain["birthdays"] = [{"date": {"year": 2**31, "month": "last spring"}}]
    broken, ana = desk.contacts().contacts()
    assert isinstance(broken, Unreadable)
    assert (broken.key, broken.source, ana.given) == ("people/c1", "contacts", "Ana")
    assert "last spring" not in broken.reason
    assert desk.world.complaints  # the stand-in saw that this is not what the documents promise
    desk.world.complaints.clear()


def test_a_list_without_its_end_removes_nobody(desk, monkeypatch):
    """Google once cut its pages, and clients took the rest as deleted: without the token nothing is gone."""
    from google_standin import people, server

    seeds.contacts(desk.world, 30)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))

    def cut(asked):
        said = people.connections(asked)
        said.body["connections"] = said.body["connections"][:5]
        del said.body["nextSyncToken"]
        return said

    monkeypatch.setitem(server.HANDLERS, "people.people.connections.list", cut)
    mirror.take(book.changes(None))
    assert len(mirror.records) == 30
    assert mirror.state is None


def test_a_slow_google_sends_a_change_with_the_next_read(desk):
    from datetime import timedelta

    names = [desk.world.add_person(f"c{n}", ANA) for n in range(3)]
    desk.world.clock.sleep(3600)
    book = desk.contacts()
    mirror = Mirror().take(book.changes(None))
    desk.world.lag = timedelta(minutes=5)
    desk.world.clock.sleep(60)
    desk.world.delete_person(names[0])
    mirror.take(book.changes(mirror.state))
    desk.world.clock.sleep(600)
    mirror.take(book.changes(mirror.state))
    assert set(mirror.records) == set(names[1:])


def test_the_state_is_json_and_holds_no_secret(desk):
    seeds.contacts(desk.world, 3)
    mirror = Mirror().take(desk.contacts().changes(None))
    assert "canary" not in mirror.state.decode()
    assert json.loads(mirror.state)["tokens"]
