"""The stand-in on trial: its rules have their sources, it refuses what it does not know, and it can say no."""

import json
import re
from pathlib import Path

import google_standin
import pytest
import requests
from google_standin import contract, oauth, seeds
from google_standin.rules import RULES, Source
from google_standin.server import HANDLERS
from google_standin.world import World


def words(node):
    if isinstance(node, dict):
        return " ".join(words(value) for value in node.values())
    if isinstance(node, list):
        return " ".join(words(value) for value in node)
    return str(node)


def test_every_sentence_that_a_rule_rests_on_is_still_in_the_documents():
    text = " ".join(" ".join(words(document.plain) for document in contract.DOCUMENTS.values()).split())
    quoted = {name: rule.where for name, rule in RULES.items() if rule.source is Source.DISCOVERY}
    assert len(quoted) >= 20
    assert [name for name, sentence in quoted.items() if " ".join(sentence.split()) not in text] == []


def test_every_rule_that_the_code_names_exists_and_most_are_named():
    code = "\n".join(path.read_text() for path in Path(google_standin.__file__).parent.glob("*.py"))
    named = set()
    for comment in re.findall(r"rules? ([a-z0-9, -]+)", code):
        named |= {word for word in re.findall(r"[a-z]+(?:-[a-z0-9]+)+", comment) if word in RULES}
    assert len(named) >= len(RULES) // 2
    assert all(rule.where for rule in RULES.values())


def test_every_method_that_is_handled_is_in_the_documents():
    known = {method.id for document in contract.DOCUMENTS.values() for method in document.methods}
    assert set(HANDLERS) <= known
    assert len(known) > 60


@pytest.fixture
def ask(google):
    scopes = frozenset(method_scope for name in contract.DOCUMENTS for method_scope in _scopes(name))
    token = oauth._issued(google.world, scopes)["access_token"]

    def send(verb, path, **more):
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        with requests.Session() as session:
            return session.request(verb, google.url + path, headers=headers, timeout=5, **more)

    return send


def _scopes(name):
    return contract.DOCUMENTS[name].plain["auth"]["oauth2"]["scopes"]


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("POST", "/calendar/v3/calendars/primary/events/quickAdd?text=x", None),
        ("GET", "/calendar/v3/calendars/primary/events?q=ana", None),
        ("GET", "/calendar/v3/users/me/calendarList", None),
        ("POST", "/v1/people:createContact", {"names": [{"givenName": "Ana"}]}),
        ("GET", "/v1/people/me/connections?personFields=names&sortOrder=LAST_NAME_ASCENDING", None),
    ],
)
def test_what_it_does_not_model_it_says(google, ask, verb, path, body):
    assert ask(verb, path, json=body).status_code == 501
    assert google.world.complaints.pop()


@pytest.mark.parametrize(
    ("verb", "path", "body", "status"),
    [
        ("GET", "/nowhere", None, 404),
        ("GET", "/v1/people/me/connections", None, 400),
        ("GET", "/v1/people/me/connections?personFields=names,shoeSize", None, 400),
        ("GET", "/v1/people/me/connections?personFields=names&pageSize=1001", None, 400),
        ("GET", "/v1/people/me/connections?personFields=names&pageSize=many", None, 400),
        ("GET", "/v1/people/me/connections?personFields=names&colour=red", None, 400),
        ("GET", "/v1/people/me/connections?personFields=names&fields=connections(shoeSize)", None, 400),
        ("GET", "/v1/people/me/connections?personFields=names&syncToken=zz", None, 400),
        ("GET", "/calendar/v3/calendars/primary/events?maxResults=0", None, 400),
        ("GET", "/calendar/v3/calendars/primary/events?eventTypes=party", None, 400),
        ("GET", "/calendar/v3/calendars/primary/events?timeMin=2026-01-01", None, 400),
        ("GET", "/calendar/v3/calendars/primary/events?syncToken=zz", None, 410),
        ("GET", "/calendar/v3/calendars/elsewhere/events", None, 404),
        ("GET", "/calendar/v3/calendars/primary/events/nothing", None, 404),
        ("POST", "/calendar/v3/calendars/primary/events", {"summary": "no time"}, 400),
        ("POST", "/calendar/v3/calendars/primary/events", {"summry": "typo"}, 400),
        ("POST", "/calendar/v3/calendars/primary/events", {"summary": 3}, 400),
        ("POST", "/calendar/v3/calendars/primary/events", "no object", 400),
    ],
)
def test_what_the_documents_do_not_allow_it_refuses(ask, verb, path, body, status):
    assert ask(verb, path, json=body).status_code == status


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"id": "UPPER"}, 400),
        ({"id": "four"}, 400),
        ({"id": "reminderz"}, 400),
        ({"end": {"date": "2026-03-01"}}, 400),
        ({"start": {"date": "tomorrow"}}, 400),
        ({"extendedProperties": {"private": {"k": "v" * 1025}}}, 400),
        ({"reminders": {"overrides": [{"method": "popup", "minutes": -1}]}}, 400),
        ({"visibility": "private"}, 200),
    ],
)
def test_an_event_that_google_would_not_take_is_refused(ask, change, status):
    event = {"id": "abcde", "start": {"date": "2026-03-05"}, "end": {"date": "2026-03-06"}}
    path = "/calendar/v3/calendars/primary/events"
    assert ask("POST", path, json=event | change).status_code == status


def test_versions_ids_and_tombstones(google, ask):
    event = {"id": "abcde", "start": {"date": "2026-03-05"}, "end": {"date": "2026-03-06"}}
    path = "/calendar/v3/calendars/primary/events"
    etag = ask("POST", path, json=event).json()["etag"]
    assert ask("POST", path, json=event).status_code == 409
    google.world.change_event("primary", "abcde", summary="moved")
    assert ask("DELETE", f"{path}/abcde", headers={"If-Match": etag}).status_code == 412
    assert ask("DELETE", f"{path}/abcde").status_code == 204
    assert ask("DELETE", f"{path}/abcde").status_code == 410
    assert ask("GET", f"{path}/abcde").json()["status"] == "cancelled"
    assert ask("POST", path, json=event).status_code == 409


def test_tokens_are_bound_to_their_parameters_and_age(google, ask):
    seeds.contacts(google.world, 3)
    path = "/v1/people/me/connections?personFields=names&requestSyncToken=true&pageSize="
    first = ask("GET", path + "2").json()
    assert "nextSyncToken" not in first
    assert ask("GET", f"{path}1&pageToken={first['nextPageToken']}").status_code == 400
    token = ask("GET", f"{path}2&pageToken={first['nextPageToken']}").json()["nextSyncToken"]
    assert ask("GET", f"{path}2&syncToken={token}").status_code == 200
    assert ask("GET", f"{path}3&syncToken={token}").status_code == 400
    google.world.access = {
        name: (scopes, end.replace(year=2030)) for name, (scopes, end) in google.world.access.items()
    }
    google.world.clock.sleep(7 * 86400)
    answer = ask("GET", f"{path}2&syncToken={token}")
    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["reason"] == "EXPIRED_SYNC_TOKEN"


def test_a_full_sync_has_its_own_quota(google, ask):
    google.world.full_quota = 1
    path = "/v1/people/me/connections?personFields=names&requestSyncToken=true"
    assert [ask("GET", path).status_code for _ in range(2)] == [200, 429]


def test_an_unknown_token_or_too_few_rights_let_nobody_in(google, ask):
    bad = {"Authorization": "Bearer nobody"}
    assert ask("GET", "/v1/contactGroups", headers=bad).status_code == 401
    few = oauth._issued(google.world, frozenset({"https://www.googleapis.com/auth/calendar.app.created"}))
    headers = {"Authorization": f"Bearer {few['access_token']}"}
    assert ask("GET", "/v1/contactGroups", headers=headers).status_code == 403
    assert ask("GET", "/calendar/v3/calendars/primary/events", headers=headers).status_code == 404
    google.world.clock.sleep(3600)
    assert ask("GET", "/v1/contactGroups").status_code == 401


def test_the_made_up_lives_are_the_same_each_time():
    def life():
        world = World()
        seeds.contacts(world, 50)
        seeds.meetings(world, 50)
        people = [one.plain for one in world.people.values()]
        return json.dumps([people, [one.plain for one in world.calendars["primary"].events.values()]])

    assert life() == life()
