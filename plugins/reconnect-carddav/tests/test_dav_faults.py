"""Everything that goes wrong on the way to a server, and what the user is told: over real HTTP, by a proxy."""

import time
from datetime import timedelta
from email.utils import format_datetime

import pytest

from reconnect_core import AuthError, Refused, Secret, Unavailable, Unreadable, Unusable

from .servers.suites import NOW, Mirror, card, failing, names


@pytest.fixture
def server(radicale_server):
    return radicale_server


def test_a_wrong_password_is_tried_once(account, proxy, quick):
    wrong = Secret(lambda: "wrong-password", "test")
    with account.book(**quick, password=wrong) as book:
        error = failing(book)
        again = failing(book)
    assert isinstance(error, AuthError)
    assert "reconnect signin people" in error.next_step
    assert str(again) == str(error)
    assert [entry.status for entry in proxy.log] == [401]
    assert "wrong-password" not in f"{error!r}{book!r}{vars(book)!r}"


def test_a_missing_password_costs_no_request(account, proxy, quick):
    with account.book(**quick, password=None) as book:
        assert isinstance(failing(book), AuthError)
    assert proxy.log == []


@pytest.mark.parametrize(
    ("status", "kind"),
    [(403, Refused), (404, Unusable), (405, Refused), (412, Unusable), (423, Unavailable), (507, Refused)],
)
def test_a_status_has_a_meaning_and_a_next_step(account, proxy, quick, status, kind):
    with account.book(**quick) as book:
        list(book.contacts())
        proxy.clear()
        proxy.plan("status", status=status)
        error = failing(book)
    assert isinstance(error, kind)
    assert proxy.count() <= (4 if status == 404 else 2), "what is not there is looked for once more"


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(account, proxy, quick, ten, waits, status):
    proxy.plan("status", status=status, headers={"Retry-After": "3"}, times=1)
    with account.book(**quick) as book:
        assert len(list(book.contacts())) == 10
    assert waits == [3]
    assert proxy.log[0].status == status


@pytest.mark.full
def test_waiting_takes_its_time(account, proxy, quick, ten, monkeypatch):
    monkeypatch.undo()
    proxy.plan("status", status=503, headers={"Retry-After": "1"}, times=1)
    begin = time.monotonic()
    with account.book(**quick) as book:
        assert len(list(book.contacts())) == 10
    assert time.monotonic() - begin >= 1


def test_retry_after_may_be_a_date(account, proxy, quick, ten, waits):
    when = format_datetime(NOW + timedelta(seconds=1), usegmt=True)
    proxy.plan("status", status=503, headers={"Retry-After": when}, times=1)
    with account.book(**quick) as book:
        assert len(list(book.contacts())) == 10
    assert waits == [1]


def test_a_server_that_wants_too_long_is_left_alone(account, proxy, quick, waits):
    proxy.plan("status", status=429, headers={"Retry-After": "3600"})
    begin = time.monotonic()
    with account.book(**quick) as book:
        error = failing(book)
    assert isinstance(error, Unavailable)
    assert error.retry_after == 3600
    assert waits == []
    assert time.monotonic() - begin < 3
    assert proxy.count() == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_passing_failures_pass(account, proxy, quick, ten, status):
    proxy.plan("status", status=status, times=1)
    with account.book(**quick) as book:
        assert len(list(book.contacts())) == 10


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_lasting_failures_end_soon(account, proxy, quick, ten, waits, status):
    with account.book(**quick | {"patience_seconds": 1}) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.clear()
        proxy.plan("status", status=status)
        with pytest.raises(Unavailable):
            mirror.take(book.changes(mirror.state))
        assert isinstance(failing(book), Unavailable)
    assert proxy.count() <= 20
    assert sum(waits) <= 1, "not longer than patience lasts"
    assert len(mirror.records) == 10, "a failure never deletes"


@pytest.mark.quick("drop-before", "drop-after", "truncated")
@pytest.mark.parametrize("what", ["drop-before", "drop-after", "truncated", "hang"])
def test_a_lost_answer_is_asked_for_again(account, proxy, quick, ten, what):
    proxy.plan(what, times=1, seconds=3, method="REPORT")
    with account.book(**quick) as book:
        assert len(list(book.contacts())) == 10


@pytest.mark.quick("drop-before", "truncated")
@pytest.mark.parametrize("what", ["drop-before", "truncated", "hang"])
def test_a_dead_line_ends_in_unavailable(account, proxy, quick, ten, what):
    with account.book(**quick | {"patience_seconds": 1}) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.plan(what, seconds=5)
        with pytest.raises(Unavailable) as caught:
            mirror.take(book.changes(mirror.state))
    assert "127.0.0.1" in str(caught.value)
    assert len(mirror.records) == 10


@pytest.mark.parametrize("what", ["html", "broken-xml"])
def test_what_is_no_webdav_is_said(account, proxy, quick, ten, what):
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.plan(what)
        with pytest.raises(Unusable, match=r"web page|not WebDAV"):
            mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 10


def test_a_login_page_at_first_sight(account, proxy, quick):
    proxy.plan("html")
    with account.book(**quick) as book:
        assert isinstance(failing(book), Unusable)
    assert proxy.count() <= 3


@pytest.mark.full
def test_slow_dripping_ends(account, proxy, quick, ten):
    with account.book(**quick) as book:
        book._server.transport._clock = lambda: NOW + timedelta(seconds=4 * time.monotonic())
        proxy.plan("drip", seconds=30)
        begin = time.monotonic()
        assert isinstance(failing(book), Unavailable)
    assert time.monotonic() - begin < 20


def test_one_card_that_makes_the_server_fail_is_found_by_halving(account, proxy, quick, ten):
    proxy.plan("status", status=500, method="REPORT", where=lambda _, body: b"c7.vcf" in body)
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        assert len(names(mirror.records)) == 9
        (broken,) = (
            item for items in mirror.records.values() for item in items if isinstance(item, Unreadable)
        )
        assert broken.key.endswith("/c7.vcf")
        assert "500" in broken.reason
        assert proxy.count() <= 12
        proxy.clear()
        mirror.take(book.changes(mirror.state))
        assert mirror.unchanged, "it is not asked for again at every read"
        account.now += timedelta(days=7)
        mirror.take(book.changes(mirror.state))
        assert len(names(mirror.records)) == 10, "but at the weekly listing, when the server was mended"


def test_a_server_that_fails_on_everything_is_not_asked_a_thousand_times(account, proxy, quick, person):
    for number in range(60):
        person.put_card(f"c{number}.vcf", card(number))
    proxy.plan("status", status=500, method="REPORT", where=lambda _, body: b"multiget" in body)
    with account.book(**quick) as book:
        assert isinstance(failing(book), Unavailable)
    assert proxy.count() < 40
