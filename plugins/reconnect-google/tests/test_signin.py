"""Signing in at the stand-in: the real flow over HTTP, and each level of access."""

from urllib.parse import parse_qs, urlsplit

import pytest
from browser import Browser
from desk import WINDOW, reminder, sign_in

from reconnect_core import AuthError, ReceiptStatus, Refused, Unavailable
from reconnect_google.settings import (
    ACCESS,
    APP_CREATED,
    CONTACTS,
    EVENTS_READ,
    FREEBUSY,
    OTHER_CONTACTS,
)


def test_one_sign_in_serves_every_store_of_the_account(fresh):
    own = fresh.reminders()
    told = sign_in(own)
    assert fresh.browse.urls[0] in told
    assert "signed in" in told
    assert own.address in told
    fresh.world.add_person("c1", {"names": [{"displayName": "Ana"}]})
    assert [one.name for one in fresh.contacts().contacts()] == ["Ana"]
    assert list(fresh.calendar().entries(WINDOW)) == []
    (receipt,) = own.put([reminder(1)])
    assert receipt.status is ReceiptStatus.CREATED
    assert [call.path for call in fresh.world.calls if call.token] == ["/auth", "/token"]


def test_the_page_is_asked_for_with_pkce_on_a_free_port_and_for_lasting_consent(fresh):
    sign_in(fresh.contacts())
    asked = {name: values[0] for name, values in parse_qs(urlsplit(fresh.browse.urls[0]).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    back = urlsplit(asked["redirect_uri"])
    assert back.hostname == "127.0.0.1"
    assert back.port not in (None, 80, 8080)
    assert (asked["access_type"], asked["prompt"]) == ("offline", "consent")
    assert set(asked["scope"].split()) == set(ACCESS["meetings"])


def test_without_a_browser_the_way_by_ssh_is_told(fresh):
    browser = Browser()
    fresh.browse = lambda url: browser(url) and False
    told = sign_in(fresh.contacts())
    port = urlsplit(parse_qs(urlsplit(browser.urls[0]).query)["redirect_uri"][0]).port
    assert f"ssh -N -L {port}:127.0.0.1:{port}" in told


def test_other_visitors_to_the_port_are_ignored(fresh):
    fresh.browse = Browser("favicon.ico", "?code=stolen&state=guessed", "?error=access_denied&state=x")
    sign_in(fresh.contacts())
    assert list(fresh.contacts().contacts()) == []


def test_a_page_left_without_consent_is_told_and_keeps_the_old_sign_in(fresh):
    fresh.world.consent = frozenset()
    with pytest.raises(AuthError, match="without consent") as caught:
        sign_in(fresh.contacts())
    assert caught.value.exit_code == 5
    assert "reconnect signin google" in str(caught.value)
    assert fresh.vault.load("google-google") is None


def test_a_wrong_client_is_told(fresh):
    fresh.world.clients["client-1"] = "another secret"
    with pytest.raises(AuthError, match="invalid_client"):
        sign_in(fresh.contacts())


def test_a_sign_in_without_an_answer_is_told(fresh):
    fresh.world.token_faults[1] = "drop"
    with pytest.raises(Unavailable):
        sign_in(fresh.contacts())


@pytest.mark.parametrize("level", list(ACCESS))
def test_each_level_of_access_asks_for_its_rights_and_works_with_them(fresh, level):
    event = {"summary": "Coffee", "start": {"date": "2026-03-10"}, "end": {"date": "2026-03-11"}}
    fresh.world.add_event("primary", event)
    fresh.world.add_person("c1", {"names": [{"displayName": "Ana"}]})
    own, seen = fresh.reminders(access=level), fresh.calendar(access=level)
    told = sign_in(own)
    assert len(list(fresh.contacts(access=level).contacts())) == 1
    assert next(own.put([reminder(1)])).status is ReceiptStatus.CREATED
    assert len(list(own.entries(WINDOW))) == 1
    meetings_seen, slots_checked = level in ("meetings", "own-calendars"), level != "reminders"
    assert ("meetings are not seen" in told) is not meetings_seen
    assert ("slots are unchecked" in told) is not slots_checked
    notes = " ".join([*own.notes(), *fresh.contacts(access=level).notes()])
    assert ("meetings are not seen" in notes) is not meetings_seen
    assert ("slots are unchecked" in notes) is not slots_checked
    assert len(list(own.busy(WINDOW))) == (1 if slots_checked else 0)
    if meetings_seen:
        assert len(list(seen.entries(WINDOW))) == 1
    else:
        with pytest.raises((AuthError, Refused)):
            list(seen.entries(WINDOW))
    if level == "own-calendars":
        assert next(seen.put([reminder(2)])).status is ReceiptStatus.CREATED
    else:
        with pytest.raises(Refused, match="no reminders in your other calendars"):
            list(seen.put([reminder(2)]))


@pytest.mark.parametrize("missing", [CONTACTS, FREEBUSY, EVENTS_READ, APP_CREATED])
def test_a_box_that_was_left_empty_is_known_and_said(fresh, missing):
    fresh.world.consent = frozenset(ACCESS["meetings"]) - {missing}
    store = fresh.contacts()
    told = sign_in(store)
    said = {
        CONTACTS: "contacts are not seen",
        FREEBUSY: "slots are unchecked",
        EVENTS_READ: "meetings are not seen",
        APP_CREATED: "no reminders",
    }[missing]
    assert said in told
    assert any(said in note for note in store.notes())
    if missing == CONTACTS:
        with pytest.raises(AuthError, match="right needed") as caught:
            list(store.contacts())
        assert "Tick its box" in str(caught.value)
    else:
        assert list(store.contacts()) == []


def test_other_contacts_are_asked_for_only_when_wanted_and_done_without_otherwise(fresh):
    fresh.world.add_person("o1", {"emailAddresses": [{"value": "dag@example.org"}]}, other=True)
    fresh.world.consent = frozenset(ACCESS["meetings"])
    book = fresh.contacts(other_contacts=True)
    sign_in(book)
    assert OTHER_CONTACTS in parse_qs(urlsplit(fresh.browse.urls[0]).query)["scope"][0]
    assert list(book.contacts()) == []
    assert any("never saved" in note for note in book.notes())
