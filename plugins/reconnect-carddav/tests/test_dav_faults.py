"""Everything that goes wrong on the way to a server, and what the user is told: over real HTTP, by a proxy."""

import time
from datetime import timedelta
from email.utils import format_datetime

import pytest

from reconnect_core import AuthError, ConfigError, Contact, Refused, Secret, Unavailable, Unreadable, Unusable

from .fault_server import FaultServer
from .servers.suites import NOW, READING, Mirror, card, names


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture
def ten(person):
    for number in range(10):
        person.put_card(f"c{number}.vcf", card(number))


@pytest.fixture
def quick(account):
    """Settings that keep the tests short."""
    return {"url": account.server.addressbook, "timeout_seconds": 1, "patience_seconds": 4}


def failing(book):
    with pytest.raises(Exception) as caught:
        list(book.contacts())
    error = caught.value
    assert str(error).startswith("people: ")
    assert error.next_step
    assert str(error).count("\n") == isinstance(error, ConfigError)
    for secret in ("alicepw", "person1@", "Traceback", "niquests", "lxml"):
        assert secret not in str(error)
    return error


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


@pytest.mark.parametrize("what", ["drop-before", "drop-after", "truncated", "hang"])
def test_a_lost_answer_is_asked_for_again(account, proxy, quick, ten, what):
    proxy.plan(what, times=1, seconds=3, method="REPORT")
    with account.book(**quick) as book:
        assert len(list(book.contacts())) == 10


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


def test_an_empty_answer_is_no_empty_address_book(account, proxy, quick, ten):
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.plan("big", seconds=0)
        with pytest.raises(Unavailable, match="not complete"):
            mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 10


def test_a_login_page_at_first_sight(account, proxy, quick):
    proxy.plan("html")
    with account.book(**quick) as book:
        assert isinstance(failing(book), Unusable)
    assert proxy.count() <= 3


def test_an_answer_of_ten_megabytes_is_read(account, proxy, quick, ten):
    with account.book(**quick | {"timeout_seconds": 20}) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.plan("big", seconds=10, method="REPORT", times=1)
        mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 10, "it named no card, so its moved token led to a full listing"


def test_an_answer_beyond_all_bounds_is_not_read(account, proxy, quick, ten, monkeypatch):
    monkeypatch.setattr("reconnect_carddav.dav.transport.LIMIT_BYTES", 1024 * 1024)
    with account.book(**quick | {"timeout_seconds": 20}) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.plan("big", seconds=4, method="REPORT")
        with pytest.raises(Unusable, match="larger than"):
            mirror.take(book.changes(mirror.state))


def test_slow_dripping_ends(account, proxy, quick, ten):
    with account.book(**quick) as book:
        book._server.transport._clock = lambda: NOW + timedelta(seconds=4 * time.monotonic())
        proxy.plan("drip", seconds=30)
        begin = time.monotonic()
        assert isinstance(failing(book), Unavailable)
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_keeps_the_method(account, proxy, quick, ten, status):
    old = proxy.root + "old/book/"
    proxy.plan(
        "redirect",
        status=status,
        headers={"Location": account.server.addressbook},
        where=lambda path, _: "/old/" in path,
    )
    with account.book(**quick | {"url": old}) as book:
        assert len(list(book.contacts())) == 10
    assert {entry.method for entry in proxy.log} <= READING - {"GET"}


def test_a_circle_of_redirects_ends(account, proxy, quick):
    proxy.plan("redirect", headers={"Location": account.server.addressbook})
    with account.book(**quick) as book:
        assert isinstance(failing(book), Unusable)
    assert proxy.count() <= 20


def test_a_redirect_to_another_host_needs_consent(account, proxy, quick, ten):
    with FaultServer(account.server.root).running() as other:
        where = other.url(account.server.addressbook).replace("127.0.0.1", "localhost")
        proxy.plan("redirect", status=307, headers={"Location": where})
        other.behind = proxy.behind
        with account.book(**quick) as book:
            error = failing(book)
        assert isinstance(error, Refused)
        assert "localhost" in str(error)
        assert "trust_hosts" in error.next_step
        assert other.log == [], "nothing was sent there"
        with account.book(**quick, trust_hosts=("localhost",)) as book:
            assert len(list(book.contacts())) == 10


def test_a_home_on_another_host_needs_consent(account, proxy, quick, ten):
    with FaultServer(account.server.root).running() as other:
        other.behind = proxy.behind
        host = other.root.replace("127.0.0.1", "localhost")
        home = (
            '<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><response><href>/alice/</href><propstat>'
            f"<prop><C:addressbook-home-set><href>{host}alice/</href></C:addressbook-home-set></prop>"
            "<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
        )
        proxy.plan("status", status=207, body=home.encode(), headers={"Content-Type": "application/xml"})
        with account.book(**quick | {"url": account.server.root}) as book:
            assert isinstance(failing(book), Refused)
        assert other.log == []
        with account.book(**quick | {"url": account.server.root}, trust_hosts=(host[7:-1],)) as book:
            assert len(list(book.contacts())) == 10
        assert proxy.count() == 1, "what was found first is remembered"
        assert other.count() == 3


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


def test_a_cut_answer_deletes_nothing(account, proxy, quick, ten):
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        account.now += timedelta(days=8)
        proxy.plan("cut-short", method="REPORT")
        with pytest.raises(Unavailable, match="broke off"):
            mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 10


def test_a_token_that_moved_without_changes_is_not_believed(account, proxy, quick, ten):
    empty = b"""<multistatus xmlns="DAV:"><sync-token>http://other</sync-token></multistatus>"""
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.clear()
        proxy.plan("status", status=207, body=empty, times=1, headers={"Content-Type": "application/xml"})
        mirror.take(book.changes(mirror.state))
    assert proxy.count() == 2
    assert len(mirror.records) == 10


def test_a_full_list_instead_of_changes_brings_deletions_too(account, proxy, quick, ten, person):
    """What DAViCal and SOGo answer to a token that they no longer know."""
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        person.delete("c1.vcf")
        whole = Mirror().take(book.changes(None))
        shelves = "".join(
            f"<response><href>{path}</href><propstat><prop><getetag>x</getetag></prop>"
            "<status>HTTP/1.1 200 OK</status></propstat></response>"
            for path in [*whole.records, "/alice/contacts/new.vcf"]
        )
        body = f'<multistatus xmlns="DAV:">{shelves}<sync-token>t</sync-token></multistatus>'.encode()
        proxy.plan("status", status=207, body=body, times=1, headers={"Content-Type": "application/xml"})
        mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 9


def test_a_page_that_says_more_is_followed(account, proxy, quick, ten):
    """RFC 6578 section 3.6: 507 for the collection itself means that more follows."""
    book_path = "/alice/contacts/"
    entry = (
        "<response><href>/alice/contacts/c0.vcf</href><propstat><prop><getetag>x</getetag></prop>"
        "<status>HTTP/1.1 200 OK</status></propstat></response>"
    )
    cut = f"<response><href>{book_path}</href><status>HTTP/1.1 507 Insufficient Storage</status></response>"
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        state = mirror.state
        body = f'<multistatus xmlns="DAV:">{entry}{cut}<sync-token>t-2</sync-token></multistatus>'.encode()
        proxy.clear()
        proxy.plan("status", status=207, body=body, times=1, headers={"Content-Type": "application/xml"})
        mirror.take(book.changes(state))
    assert b"t-2" in proxy.log[1].body


def test_a_book_that_was_removed_is_gone_with_its_cards(account, proxy, server, ten):
    extra = server.sibling(server.addressbook, "extra")
    server.make_book(extra, "Extra")
    server.ask("PUT", f"{extra}x.vcf", card(99), Content_Type="text/vcard")
    with account.book(patience_seconds=4) as book:
        mirror = Mirror().take(book.changes(None))
        assert len(names(mirror.records)) == 11
        server.delete(extra)
        mirror.take(book.changes(mirror.state))
        assert len(names(mirror.records)) == 10
    with account.book(patience_seconds=4) as book:
        mirror.take(book.changes(mirror.state))
        assert mirror.unchanged


def test_a_book_that_moved_is_not_taken_for_emptied(account, server, ten):
    old, new = (server.sibling(server.addressbook, name) for name in ("before", "after"))
    server.make_book(old, "Extra")
    server.ask("PUT", f"{old}x.vcf", card(99), Content_Type="text/vcard")
    try:
        with account.book(patience_seconds=4) as book:
            mirror = Mirror().take(book.changes(None))
            server.delete(old)
            server.make_book(new, "Extra")
            server.ask("PUT", f"{new}x.vcf", card(99), Content_Type="text/vcard")
            with pytest.raises(Unusable):
                mirror.take(book.changes(mirror.state))
            mirror.take(book.changes(mirror.state))
        assert len(names(mirror.records)) == 11
        assert [key for key in mirror.records if "/after/" in key]
    finally:
        server.delete(new)


def test_several_books_by_name_or_all(account, server, ten):
    extra = server.sibling(server.addressbook, "work")
    server.make_book(extra, "At Work")
    server.ask("PUT", f"{extra}x.vcf", card(99), Content_Type="text/vcard")
    try:
        with account.book() as book:
            assert len(list(book.contacts())) == 11
            assert any("At Work" in note for note in book.notes())
        for name in ("At Work", "work", extra.replace(server.root, account.server.root), "/alice/work/"):
            with account.book(books=(name,)) as book:
                assert [contact.name for contact in book.contacts()] == ["Person 99"]
        with account.book(books=("Nowhere",)) as book:
            error = failing(book)
        assert error.exit_code == 2
        assert '"At Work"' in str(error) and '"Contacts"' in str(error)
    finally:
        server.delete(extra)


def test_closing_twice_does_no_harm(account, ten):
    with account.book() as book:
        assert isinstance(next(book.contacts()), Contact)
        book.close()
        book.close()
