"""A sign-in after it was given: renewed, shared, ended, mended; service accounts; no secret in any output."""

import json
import logging
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from desk import WINDOW, days, reminder, sign_in
from google_standin import oauth

from reconnect_core import AuthError, ConfigError, MemoryVault, ReceiptStatus, Unavailable
from reconnect_google.settings import (
    EVENTS_OWNED,
)


def test_nobody_signed_in_costs_no_request(fresh):
    for use in (
        lambda: list(fresh.contacts().contacts()),
        lambda: list(fresh.contacts().changes(None)),
        lambda: list(fresh.calendar().entries(WINDOW)),
        lambda: list(fresh.calendar().look_up([])) or fresh.calendar().create(),
    ):
        with pytest.raises(AuthError, match="not signed in") as caught:
            use()
        assert "reconnect signin" in str(caught.value)
    assert fresh.world.calls == []
    assert "not signed in to Google" in list(fresh.contacts().notes())


def test_an_ended_sign_in_is_asked_for_once_and_then_known(desk):
    refresh = desk.sign_in()
    assert list(desk.contacts().contacts()) == []
    desk.world.refresh[refresh].revoked = True
    desk.world.clock.sleep(7200)
    desk.server.forget_calls()
    for run in range(3):
        with pytest.raises(AuthError, match="ended the sign-in") as caught:
            list(desk.contacts().contacts())
        assert caught.value.exit_code == 5
        assert "\n" not in str(caught.value)
        assert "reconnect signin google" in str(caught.value)
        assert len(desk.world.calls) == 1, run
    assert desk.world.requests == []


def test_the_end_of_a_testing_sign_in_is_known_before_it_costs_a_request(fresh):
    fresh.world.testing = True
    book = fresh.contacts()
    sign_in(book)
    assert any("2026-03-09" in note and "Testing" in note for note in book.notes())
    fresh.world.clock.sleep(days(7).total_seconds())
    fresh.server.forget_calls()
    with pytest.raises(AuthError, match="ended the sign-in") as caught:
        list(fresh.contacts().contacts())
    assert "7 days" in str(caught.value)
    assert fresh.world.calls == []


def test_signing_in_again_mends_an_ended_sign_in_also_in_a_store_that_is_open(fresh):
    book = fresh.contacts()
    sign_in(book)
    for one in fresh.world.refresh.values():
        one.revoked = True
    fresh.world.clock.sleep(7200)
    with pytest.raises(AuthError):
        list(book.contacts())
    sign_in(fresh.contacts())
    assert list(book.contacts()) == []


def test_a_token_lasts_an_hour_and_three_stores_share_its_renewal(desk):
    stores = [desk.contacts(), desk.calendar(), desk.reminders()]
    stores[2].create()
    desk.server.forget_calls()
    desk.world.clock.sleep(3600)
    threads = [
        threading.Thread(target=lambda: list(stores[0].contacts())),
        threading.Thread(target=lambda: list(stores[1].entries(WINDOW))),
        threading.Thread(target=lambda: list(stores[2].entries(WINDOW))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(call.token for call in desk.world.calls) == 1
    assert {call.status for call in desk.world.calls} == {200}


@pytest.mark.parametrize("fault", ["500", "503", "429", "503-after", "drop"])
def test_a_token_endpoint_in_trouble_is_waited_for(desk, fault):
    desk.world.token_faults[1] = fault
    assert list(desk.contacts().contacts()) == []
    desk.world.clock.sleep(7200)
    desk.server.forget_calls()
    desk.world.token_faults |= dict.fromkeys(range(1, 30), fault)
    with pytest.raises(Unavailable):
        list(desk.contacts().contacts())
    assert sum(call.token for call in desk.world.calls) <= 6
    desk.server.forget_calls()
    assert list(desk.contacts().contacts()) == []


def test_a_client_that_was_deleted_is_told_and_not_taken_for_an_ended_sign_in(desk):
    desk.world.clients.clear()
    with pytest.raises(AuthError, match="OAuth client"):
        list(desk.contacts().contacts())
    desk.world.clients["client-1"] = "client-secret-canary"
    assert list(desk.contacts().contacts()) == []


def test_another_client_than_the_one_signed_in_with_is_told(desk):
    desk.world.clients["client-2"] = "client-secret-canary"
    with pytest.raises(AuthError, match="another client"):
        list(desk.contacts(client_id="client-2").contacts())


def test_a_client_file_of_the_console(desk, tmp_path):
    path = tmp_path / "client_secret.json"
    path.write_text(
        json.dumps({"installed": {"client_id": "client-1", "client_secret": "client-secret-canary"}})
    )
    plain = {"client_id": "", "client_secret": None}
    assert list(desk.contacts(client=str(path), **plain).contacts()) == []
    desk.vault.save("google-google", desk.vault.load("google-google").replace("access-canary", "x"))
    for text, said in ((None, "is not there"), ("{", "cannot be read"), ('{"web": {}}', "desktop app")):
        desk.world.clock.sleep(7200)
        path.unlink() if text is None else path.write_text(text)
        with pytest.raises(ConfigError, match=said):
            list(desk.contacts(client=str(path), **plain).contacts())
    with pytest.raises(ConfigError, match="no OAuth client"):
        list(desk.contacts(**plain).contacts())


def test_a_vault_that_cannot_be_read_means_sign_in(desk):
    for text in ("", "{", "[]", '{"client_id": 1}'):
        desk.vault.save("google-google", text)
        with pytest.raises(AuthError, match="not signed in"):
            list(desk.contacts().contacts())


def test_wrong_keys_are_told_all_at_once(desk):
    with pytest.raises(ConfigError) as caught:
        desk.contacts(access="all", people_url="http://example.org/", service_account="x", timeout_seconds=0)
    assert len(caught.value.problems) == 4
    with pytest.raises(ConfigError, match="give one of them"):
        desk.contacts(client="y")
    with pytest.raises(ConfigError, match="client_secret is missing"):
        desk.contacts(client_secret=None)
    for key in ("token_url", "auth_url", "calendar_url"):
        with pytest.raises(ConfigError, match=key):
            desk.contacts(**{key: "http://127.0.0.1.example.org/"})


def test_only_a_missing_calendar_needs_no_second_consent(fresh):
    sign_in(fresh.contacts())
    own = fresh.reminders()
    assert any("does not exist yet" in note for note in own.notes())
    sign_in(own)
    assert len(fresh.browse.urls) == 1
    assert own.address in fresh.world.calendars
    assert not any("does not exist yet" in note for note in own.notes())
    sign_in(own)
    assert len(fresh.browse.urls) == 2
    assert len(fresh.world.calendars) == 2


def test_a_calendar_of_an_earlier_installation_is_taken_up_again(fresh):
    own = fresh.reminders()
    sign_in(own)
    list(own.put([reminder(1)]))
    earlier = own.address
    fresh.vault = MemoryVault()
    again = fresh.reminders()
    sign_in(again, [earlier])
    assert next(again.put([reminder(1)])).status is ReceiptStatus.FOUND
    assert len(fresh.world.calendars) == 2


@pytest.fixture
def key_file(fresh, tmp_path):
    """A service account's key, which the stand-in knows."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, 2048)
    kind = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    fresh.world.clients[oauth.SERVICE] = public.decode()
    path = tmp_path / "key.json"
    path.write_text(
        json.dumps(
            {
                "type": "service_account",
                "client_email": oauth.SERVICE,
                "private_key": secret,
                "private_key_id": "k1",
                "token_uri": "https://oauth2.googleapis.com/token",
            }
        )
    )
    return path


def test_a_service_account_acts_for_its_user(fresh, key_file):
    given = {"service_account": str(key_file), "subject": fresh.world.me}
    fresh.world.add_person("c1", {"names": [{"displayName": "Ana"}]})
    assert len(list(fresh.contacts(**given).contacts())) == 1
    own = fresh.reminders(**given)
    told = sign_in(own)
    assert "act for the user" in told
    assert next(own.put([reminder(1)])).status is ReceiptStatus.CREATED
    assert fresh.browse.urls == []
    fresh.world.clock.sleep(7200)
    assert len(list(fresh.contacts(**given).contacts())) == 1


def test_a_service_account_without_delegation_is_told(fresh, key_file):
    given = {"service_account": str(key_file), "subject": "boss@example.org"}
    with pytest.raises(AuthError, match="does not let the service account"):
        list(fresh.contacts(**given).contacts())
    Path(key_file).write_text('{"type": "service_account"}')
    with pytest.raises(ConfigError, match="key file"):
        list(fresh.contacts(**given).contacts())


@pytest.mark.direct("some answers are wrong on purpose")
def test_no_secret_in_any_output(fresh, caplog, capsys, tmp_path):
    """The canary: every secret of the stand-in bears the word, and no output of ours may."""
    caplog.set_level(logging.DEBUG)
    told, errors = [], []
    own = fresh.reminders()
    told.append(sign_in(own))
    fresh.world.add_person("c1", {"names": [{"displayName": "Ana"}]})
    state = list(fresh.contacts().changes(None))
    told += [repr(store.__dict__) + repr(store.opening) for store in fresh.stores]
    told += [repr(own._google.account.signed_in), repr(own.notes()), repr(state)]
    for fault in ("401", "403-rate", "429", "503", "drop", "cut", "page", "applied-drop"):
        fresh.server.forget_calls()
        fresh.world.faults |= dict.fromkeys(range(1, 30), fault)
        for use in (lambda: list(own.put([reminder(1)])), lambda: list(fresh.contacts().contacts())):
            try:
                told.append(repr(use()))
            except Exception as error:
                errors.append(repr(error) + str(error) + repr(error.__dict__) + repr(error.__cause__))
    fresh.server.forget_calls()
    fresh.world.clock.sleep(7200)
    for one in fresh.world.refresh.values():
        one.revoked = True
    with pytest.raises(AuthError) as caught:
        list(fresh.contacts().contacts())
    errors.append(str(caught.getrepr(style="long", showlocals=False)))
    output = capsys.readouterr()
    said = "\n".join([*told, *errors, caplog.text, output.out, output.err])
    assert "canary" in fresh.vault.load("google-google")
    assert len(errors) > 8
    for word in ("access-canary", "refresh-canary", "code-canary", "client-secret-canary"):
        assert word not in said, word


def test_a_sign_in_lasts_over_a_restart(fresh):
    sign_in(fresh.contacts())
    kept = fresh.vault.load("google-google")
    fresh.vault = MemoryVault()
    fresh.vault.save("google-google", kept)
    fresh.world.clock.sleep(timedelta(days=20).total_seconds())
    assert list(fresh.contacts().contacts()) == []
    assert EVENTS_OWNED not in json.loads(kept)["scopes"]
