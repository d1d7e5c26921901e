"""A redirect keeps what was asked, a circle of them ends, and another host needs consent: over real HTTP, by a proxy."""

import pytest

from reconnect_core import Refused, Unusable

from .fault_server import FaultServer
from .servers.suites import READING, failing


@pytest.fixture
def server(radicale_server):
    return radicale_server


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
