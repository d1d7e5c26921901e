"""What a server says of changes is not believed beyond what it proves: nothing is lost by it, nothing kept."""

from datetime import timedelta

import pytest

from reconnect_core import Contact, Unavailable, Unusable

from .servers.suites import Mirror


@pytest.fixture
def server(radicale_server):
    return radicale_server


def test_an_empty_answer_is_no_empty_address_book(account, proxy, quick, ten):
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        proxy.plan("big", seconds=0)
        with pytest.raises(Unavailable, match="not complete"):
            mirror.take(book.changes(mirror.state))
    assert len(mirror.records) == 10


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


def test_a_reader_that_finds_more_reads_unchanged_cards_again(account, quick, ten, monkeypatch):
    with account.book(**quick) as book:
        mirror = Mirror().take(book.changes(None))
        monkeypatch.setattr("reconnect_carddav.carddav_book.CARDS", 0)
        records = list(book.changes(mirror.state))
    assert sum(isinstance(record, Contact) for record in records) == 10
