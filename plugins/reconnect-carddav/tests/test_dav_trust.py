"""Where credentials may go: over real TLS, with host names that a local proxy leads home."""

import ssl

import pytest

from reconnect_carddav.dav.trust import Elsewhere, Trust, is_loopback, registrable
from reconnect_core import Refused, Unusable

from .fault_server import FaultServer
from .servers.suites import Account, card
from .tunnel import Tunnel

trustme = pytest.importorskip("trustme")
HOSTS = ("dav.example.org", "p42-dav.example.org", "dav.example.net", "a.co.uk", "b.co.uk")


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture(scope="module")
def tls(radicale_server, tmp_path_factory):
    """A TLS server that is every one of HOSTS, before Radicale, and the proxy that leads to it."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    with FaultServer(radicale_server.root, context).running() as proxy, Tunnel(proxy.port).running() as tunnel:
        proxy.tunnel, proxy.ca = tunnel, str(path)
        yield proxy


@pytest.fixture
def secure(tls, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, tls.tunnel.url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    forget_proxies()
    tls.clear()
    tls.tunnel.asked.clear()
    yield tls
    monkeypatch.undo()
    forget_proxies()


def forget_proxies():
    """The HTTP library looks into the environment once and remembers what it found."""
    from niquests import utils

    utils.getproxies.cache_clear()
    utils.getproxies_environment.cache_clear()


def homes_at(host):
    return (
        '<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><response><href>/</href><propstat><prop>'
        f"<C:addressbook-home-set><href>https://{host}/alice/</href></C:addressbook-home-set></prop>"
        "<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
    ).encode()


def read(server, secure, host, **settings):
    account = Account(server)
    with account.book(url=f"https://{host}/", ca=secure.ca, **settings) as book:
        return list(book.contacts())


def test_over_tls(server, secure, person):
    person.put_card("c0.vcf", card(0))
    assert len(read(server, secure, "dav.example.org")) == 1
    assert set(secure.tunnel.asked) == {"dav.example.org:443"}


def test_a_certificate_of_nobody_is_refused(server, secure):
    with (
        Account(server).book(url="https://dav.example.org/") as book,
        pytest.raises(Unusable, match="certificate"),
    ):
        list(book.contacts())
    assert secure.log == []


def test_homes_on_a_sibling_host_are_followed(server, secure, person):
    """As iCloud shards its home-sets."""
    person.put_card("c0.vcf", card(0))
    secure.plan("status", status=207, body=homes_at("p42-dav.example.org"), times=1)
    assert len(read(server, secure, "dav.example.org")) == 1
    assert set(secure.tunnel.asked) == {"dav.example.org:443", "p42-dav.example.org:443"}


@pytest.mark.parametrize(("first", "other"), [("dav.example.org", "dav.example.net"), ("a.co.uk", "b.co.uk")])
def test_homes_on_a_foreign_host_need_consent(server, secure, person, first, other):
    person.put_card("c0.vcf", card(0))
    secure.plan("status", status=207, body=homes_at(other), times=2)
    with pytest.raises(Refused, match=other):
        read(server, secure, first)
    assert set(secure.tunnel.asked) == {f"{first}:443"}
    assert len(read(server, secure, first, trust_hosts=(other,))) == 1


def test_a_redirect_away_from_encryption_is_refused(server, secure):
    secure.plan("redirect", status=302, headers={"Location": "http://dav.example.org/"})
    with pytest.raises(Refused, match="without encryption"):
        read(server, secure, "dav.example.org")


@pytest.mark.parametrize(
    ("home", "target", "fine"),
    [
        ("https://caldav.icloud.com/", "https://p42-caldav.icloud.com:443/1/", True),
        ("https://cloud.example.org/dav/", "https://cloud.example.org:8443/dav/", True),
        ("https://example.org/", "https://example.org.evil.net/", False),
        ("https://me.github.io/", "https://you.github.io/", False),
        ("https://dav.example.org/", "https://evil@dav.example.net/", False),
        ("https://192.0.2.1/", "https://192.0.2.1/x", True),
        ("https://192.0.2.1/", "https://192.0.2.2/", False),
        ("http://127.0.0.1:5232/", "http://127.0.0.1:5232/x", True),
        ("http://127.0.0.1:5232/", "http://127.0.0.1:5233/x", False),
        ("http://127.0.0.1:5232/", "http://localhost:5232/", False),
        ("http://localhost/", "https://localhost/", True),
        ("https://dav.example.org/", "http://dav.example.org/", False),
        ("https://dav.example.org/", "http://127.0.0.1/", False),
        ("https://dav.example.org/", "file:///etc/passwd", False),
    ],
)
def test_the_rule(home, target, fine):
    trust = Trust("people", home)
    if fine:
        trust.check(target)
    else:
        with pytest.raises(Elsewhere):
            trust.check(target)


def test_registrable_domains_and_loopback():
    assert registrable("p42-caldav.icloud.com") == "icloud.com"
    assert registrable("a.b.example.co.uk") == "example.co.uk"
    assert registrable("co.uk") == registrable("192.0.2.1") == registrable("localhost") == ""
    assert all(map(is_loopback, ("localhost", "dav.localhost", "127.0.0.1", "127.8.8.8", "::1")))
    assert not any(map(is_loopback, ("example.org", "192.0.2.1", "localhost.example.org", "")))
