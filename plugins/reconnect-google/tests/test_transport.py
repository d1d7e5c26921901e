"""The way to Google: patience, no repeated POST, threads that get their own answers, and what is imported when."""

import logging
import random
import subprocess
import sys
import threading
from email.utils import format_datetime

import pytest
from desk import WINDOW, faults, reminder

from reconnect_core import AuthError, Refused, Unavailable, Unusable
from reconnect_google.transport import Patience, Wire


def statuses(desk):
    return [call.status for call in desk.world.requests]


@pytest.fixture
def book(desk):
    """An address book that has its token already."""
    store = desk.contacts()
    list(store.contacts())
    desk.server.forget_calls()
    return store


@pytest.mark.parametrize(
    "fault", faults("429", "403-rate", "500", "503", "drop", "applied-503", "applied-drop", "cut")
)
def test_a_passing_trouble_is_waited_out(desk, book, fault):
    desk.world.faults |= {1: fault, 2: fault}
    assert list(book.contacts()) == []
    assert len(desk.world.requests) == 4
    assert len(desk.world.clock.slept) == 2


@pytest.mark.parametrize("fault", faults("429", "403-rate", "500", "503", "drop", "cut"))
def test_a_lasting_trouble_is_given_up_within_the_deadline(desk, book, fault):
    desk.world.faults |= dict.fromkeys(range(1, 50), fault)
    with pytest.raises(Unavailable) as caught:
        list(book.contacts())
    assert "contacts: Google" in str(caught.value)
    assert len(desk.world.requests) <= 6
    assert 0 < sum(desk.world.clock.slept) <= 45


@pytest.mark.direct("the answer is no JSON")
def test_a_page_in_place_of_an_answer_is_told(desk, book):
    desk.world.faults[1] = "page"
    with pytest.raises(Unavailable, match="no sensible answer"):
        list(book.contacts())


def test_retry_after_is_honoured_in_both_forms(desk, book, monkeypatch):
    from google_standin import server
    from google_standin.asked import Refusal

    desk.world.faults[1] = "429-after"
    list(book.contacts())
    assert 7 <= desk.world.clock.slept[0] <= 8
    soon = format_datetime(desk.world.clock().replace(microsecond=0), usegmt=True)
    monkeypatch.setitem(server.BEFORE, "429-after", Refusal(429, "x", retry_after=soon))
    desk.server.forget_calls()
    desk.world.faults[1] = "429-after"
    list(book.contacts())
    assert desk.world.clock.slept[1] <= 1


def test_a_wait_beyond_the_deadline_is_not_begun_and_handed_on(desk, book, monkeypatch):
    from google_standin import server
    from google_standin.asked import Refusal

    monkeypatch.setitem(server.BEFORE, "429-after", Refusal(429, "x", retry_after="3600"))
    desk.world.faults[1] = "429-after"
    with pytest.raises(Unavailable) as caught:
        list(book.contacts())
    assert caught.value.retry_after == 3600
    assert desk.world.clock.slept == []
    assert statuses(desk) == [429]


def test_waits_grow_differ_and_never_fall_below_what_google_asked():
    chance = random.Random(1).random
    patience = Patience(sleep=lambda seconds: None, chance=chance, deadline_seconds=1000, tries=50)
    waits = [patience.wait(tried, 0, None) for tried in range(1, 12)]
    assert all(
        low <= wait <= high
        for wait, (low, high) in zip(waits, [(2**n / 2, 2**n) for n in range(6)], strict=False)
    )
    assert max(waits) <= 32
    assert len(set(waits)) == len(waits)
    assert all(patience.wait(1, 0, 9) >= 9 for _ in range(20))
    assert patience.wait(50, 0, None) is None
    assert patience.wait(1, 999.9, None) is None


def test_a_clock_that_stands_still_does_not_make_patience_endless(desk, book):
    now = desk.world.clock.now
    desk.world.clock.sleep = desk.world.clock.slept.append
    fixed = desk.contacts()
    desk.world.faults |= dict.fromkeys(range(1, 50), "503")
    with pytest.raises(Unavailable):
        list(fixed.contacts())
    assert desk.world.clock.now == now
    assert sum(desk.world.clock.slept) <= 45


def test_a_refused_token_is_renewed_once_and_then_told(desk, book):
    desk.world.access.clear()
    assert list(book.contacts()) == []
    assert sum(call.token for call in desk.world.calls) == 1
    desk.server.forget_calls()
    desk.world.faults |= dict.fromkeys(range(1, 20), "401")
    with pytest.raises(AuthError, match="does not accept"):
        list(book.contacts())
    assert statuses(desk) == [401, 401]


@pytest.mark.parametrize("fault", faults("503", "500", "applied-503", "drop", "applied-drop", "cut"))
def test_a_reminder_is_written_once_whatever_happens_to_the_request(desk, fault):
    own = desk.reminders()
    calendar = own.create()
    desk.server.forget_calls()
    desk.world.faults[1] = fault
    (receipt,) = own.put([reminder(1)])
    assert receipt.status in ("created", "found")
    assert list(desk.world.open_events(calendar)) == [receipt.uid]


@pytest.mark.full
def test_eight_threads_get_no_wrong_answer_of_320(desk):
    own = desk.reminders()
    own.create()
    receipts = list(own.put([reminder(n, title=f"Call {n}") for n in range(40)]))
    wrong, right = [], []

    def ask(seed):
        mine = list(receipts)
        random.Random(seed).shuffle(mine)
        for receipt in mine:
            (entry,) = own.look_up([receipt])
            fits = entry.uid == receipt.uid and entry.title == f"Call {int(receipt.uid[-4:])}"
            (right if fits else wrong).append(entry)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(right), len(wrong)) == (320, 0)
    assert own.traffic.requests == len(desk.world.requests)


def test_the_token_goes_to_configured_addresses_only(desk):
    store = desk.contacts()
    list(store.contacts())
    google = store._google
    bases = (google.settings.people_url, google.settings.calendar_url)
    wire = Wire(google._transport, google.account, bases, False)
    for url in ("https://www.googleapis.com/batch/calendar/v3", "http://127.0.0.1:1/", desk.server.url + "x/"):
        with pytest.raises(Refused):
            wire.request(url)
    with pytest.raises(Refused):
        google.call(_elsewhere(google), "x")


def _elsewhere(google):
    request = google.people("contactGroups").list()
    request.uri = "https://people.googleapis.com/v1/contactGroups"
    return request


@pytest.mark.direct("the documents know no redirect")
def test_a_redirect_is_not_followed(desk, monkeypatch):
    from google_standin import server
    from google_standin.asked import Said

    away = Said({}, status=302, headers={"Location": "http://127.0.0.1:9/stolen"})
    monkeypatch.setitem(server.HANDLERS, "people.contactGroups.list", lambda asked: away)
    with pytest.raises(Refused):
        list(desk.contacts().contacts())


def test_a_netrc_does_not_take_the_tokens_place(desk, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1\nlogin somebody\npassword else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert list(desk.contacts().contacts()) == []


@pytest.mark.parametrize(
    ("status", "reason", "kind", "said"),
    [
        (403, "accessNotConfigured", Refused, "switched off"),
        (403, "quotaExceeded", Refused, "quota"),
        (403, "forbidden", Refused, "403"),
        (403, "insufficientPermissions", AuthError, "right needed"),
        (404, "notFound", Unusable, "finds nothing"),
        (400, "invalid", Refused, "400"),
    ],
)
def test_each_refusal_is_told_in_one_line_with_a_next_step(desk, monkeypatch, status, reason, kind, said):
    from google_standin import server
    from google_standin.asked import Refusal

    def refuse(asked):
        raise Refusal(status, reason, "Secret words of ana@example.org")

    monkeypatch.setitem(server.HANDLERS, "calendar.events.list", refuse)
    with pytest.raises(kind, match=said) as caught:
        list(desk.calendar().entries(WINDOW))
    assert "ana@" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.next_step
    assert len(desk.world.requests) == 1


def test_nothing_is_logged_as_a_warning(desk, caplog):
    caplog.set_level(logging.WARNING)
    store = desk.calendar()
    list(store.changes(None, WINDOW))
    desk.world.faults[2] = "404"
    list(desk.reminders().entries(WINDOW))
    assert caplog.records == []


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()


GOOGLE = "[m for m in sys.modules if m.split('.')[0] in ('googleapiclient', 'google', 'requests', 'httplib2')]"


def test_google_is_imported_by_those_who_use_it_only():
    kinds = "reconnect_google.reconnect_addressbooks(), reconnect_google.reconnect_calendars()"
    code = f"import sys, reconnect_core, reconnect_google; {kinds}; print(*{GOOGLE})"
    assert run(code) == []


def test_it_is_found_by_its_entry_point():
    from importlib.metadata import entry_points

    (found,) = entry_points(group="reconnect", name="google")
    assert found.value == "reconnect_google"
    plugin = found.load()
    assert [cls.kind for cls in (*plugin.reconnect_addressbooks(), *plugin.reconnect_calendars())] == [
        "google"
    ] * 2


def test_the_discovery_documents_are_those_that_ship_with_the_client(desk):
    """No request but to the stand-in: with another document, the first request would be for it."""
    list(desk.contacts().contacts())
    assert {call.method for call in desk.world.requests} == {
        "people.contactGroups.list",
        "people.people.connections.list",
    }
