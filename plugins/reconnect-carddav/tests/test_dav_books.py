"""Several books of one account: by name or all, one that was removed, one that moved."""

import pytest

from reconnect_core import Contact, Unusable

from .servers.suites import Mirror, card, failing, names


@pytest.fixture
def server(radicale_server):
    return radicale_server


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
