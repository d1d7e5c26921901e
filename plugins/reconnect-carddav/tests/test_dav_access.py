"""Signing in: basic, digest and bearer, and what is asked for, kept and never shown."""

import logging
import subprocess
import sys

import pytest

from reconnect_carddav.caldav_calendar import CaldavCalendar, CaldavSettings
from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings
from reconnect_core import AuthError, ConfigError, MemoryVault, Opening, Secret
from reconnect_core.secrets import read_secret

from .guards import Bearer, Digest
from .servers.suites import card


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture
def settings(account):
    return {"url": account.server.addressbook, "timeout_seconds": 5}


def book_with(vault=None, **settings):
    return CarddavBook(
        Opening(name="people", settings=CarddavSettings(**settings), vault=vault or MemoryVault())
    )


def test_basic_signs_in_from_the_first_request_on(account, proxy, person, settings):
    person.put_card("c0.vcf", card(0))
    with account.book(**settings) as book:
        assert len(list(book.contacts())) == 1
    assert {entry.status for entry in proxy.log} == {207}
    assert all(entry.headers["Authorization"].startswith("Basic ") for entry in proxy.log)


def test_digest(account, proxy, person, settings):
    person.put_card("c0.vcf", card(0))
    proxy.guard = Digest("alice", "alicepw")
    with account.book(**settings, auth="digest") as book:
        assert len(list(book.contacts())) == 1
        assert book.traffic.requests == proxy.count()
    assert [entry.status for entry in proxy.log].count(401) == 1


def test_a_wrong_digest_password_is_tried_once(account, proxy, settings):
    proxy.guard = Digest("alice", "other")
    with account.book(**settings, auth="digest") as book:
        for _ in range(2):
            with pytest.raises(AuthError):
                list(book.contacts())
    assert [entry.status for entry in proxy.log] == [401, 401], "the challenge, and one answer to it"


def test_bearer(account, proxy, person, settings):
    person.put_card("c0.vcf", card(0))
    proxy.guard = Bearer("alice", "alicepw")
    token = Secret(lambda: "alicepw", "test")
    with account.book(**settings | {"password": None}, token=token) as book:
        assert len(list(book.contacts())) == 1
    stale = Secret(lambda: "stale", "test")
    with (
        account.book(**settings | {"password": None}, token=stale) as book,
        pytest.raises(AuthError, match="reconnect signin people"),
    ):
        list(book.contacts())


@pytest.mark.parametrize("auth", ["basic", "bearer"])
def test_signin_keeps_what_works(account, proxy, person, settings, auth):
    person.put_card("c0.vcf", card(0))
    if auth == "bearer":
        proxy.guard = Bearer("alice", "alicepw")
    vault, told = MemoryVault(), []
    keys = settings | {"username": "alice", "auth": auth}
    book = book_with(vault, **keys)
    asked = []
    with pytest.raises(AuthError):
        book.signin(lambda question, secret: asked.append((question, secret)) or "wrong", told.append)
    assert vault._kept == {}, "what does not work is not kept"
    book.signin(lambda question, secret: asked.append((question, secret)) or "alicepw", told.append)
    assert all(secret for _, secret in asked)
    book.close()
    later = book_with(vault, **keys)
    assert len(list(later.contacts())) == 1
    later.close()
    assert "alicepw" not in "".join(told)


def test_signin_with_a_command_tries_the_command(account, settings):
    told = []
    with account.book(**settings) as book:
        book.signin(lambda question, secret: pytest.fail("nothing is asked"), told.append)
    assert "test" in told[0]
    wrong = Secret(lambda: "wrong", "command pass")
    with account.book(**settings | {"password": wrong}) as book, pytest.raises(AuthError) as caught:
        book.signin(lambda question, secret: pytest.fail("nothing is asked"), told.append)
    assert caught.value.next_step == "Change it where it comes from: command pass."


@pytest.fixture
def ring():
    """A keyring in memory, behind the real library."""
    import keyring
    from keyring.backend import KeyringBackend

    class Ring(KeyringBackend):
        priority = 1

        def __init__(self):
            super().__init__()
            self.kept = {}

        def get_password(self, service, username):
            return self.kept.get((service, username))

        def set_password(self, service, username, password):
            self.kept[service, username] = password

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


def test_signin_into_the_keyring(proxy, person, settings, ring):
    person.put_card("c0.vcf", card(0))
    vault = MemoryVault()
    keys = settings | {"username": "alice", "password": read_secret({"keyring": "reconnect/dav/alice"})}
    book = book_with(vault, **keys)
    with pytest.raises(AuthError, match="reconnect signin"):
        list(book.contacts())
    with pytest.raises(AuthError):
        book.signin(lambda *_: "wrong", lambda _: None)
    assert ring.kept == {}
    book.signin(lambda *_: "alicepw", lambda _: None)
    assert ring.kept == {("reconnect/dav", "alice"): "alicepw"}
    assert "alicepw" not in str(vault._kept)
    assert len(list(book.contacts())) == 1
    book.close()


def test_a_keyring_that_is_locked_is_no_bug(settings, ring):
    from keyring.errors import KeyringLocked

    ring.get_password = lambda *_: (_ for _ in ()).throw(KeyringLocked("no"))
    with pytest.raises(AuthError, match="did not answer") as caught:
        list(
            book_with(
                **settings | {"username": "alice", "password": read_secret({"keyring": "reconnect/alice"})}
            ).contacts()
        )
    assert "command" in caught.value.next_step


def test_one_sign_in_serves_the_whole_account(account, person, settings):
    """Address books and calendars of one account; another user's or another host's password is not touched."""
    person.put_card("c0.vcf", card(0))
    vault = MemoryVault()
    keys = settings | {"username": "alice"}
    book_with(vault, **keys).signin(lambda *_: "alicepw", lambda _: None)
    diary = CaldavCalendar(
        Opening(
            name="diary",
            settings=CaldavSettings(**keys | {"url": account.server.calendar}),
            vault=vault,
        )
    )
    assert diary._calendar().url == account.server.calendar
    diary.close()
    for others in ({"username": "bob"}, {"url": account.server.addressbook.replace("127.0.0.1", "localhost")}):
        with pytest.raises(AuthError, match="no password yet"):
            list(CarddavBook(_named("other", vault, keys | others)).contacts())


def _named(name, vault, keys):
    return Opening(name=name, settings=CarddavSettings(**keys), vault=vault)


def test_nobody_signs_in_by_accident(account, proxy, settings, tmp_path, monkeypatch):
    """A .netrc file is for other programs."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login alice password alicepw\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    book = book_with(**settings)
    with pytest.raises(AuthError):
        list(book.contacts())
    book.close()
    assert "Authorization" not in proxy.log[0].headers


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "url is missing"),
        ({"url": "http://dav.example.org/"}, "without encryption"),
        ({"url": "https://me:secretword@dav.example.org/"}, "holds a password"),
        ({"url": "ftp://dav.example.org/"}, "no web address"),
        ({"url": "https://dav.example.org:port/"}, "no web address"),
        ({"url": "https://dav.example.org/", "auth": "ntlm"}, "basic, digest, bearer"),
        ({"url": "https://dav.example.org/", "auth": "digest"}, "username is missing"),
        ({"url": "https://dav.example.org/", "preset": "iclod"}, "icloud, fastmail, nextcloud"),
        ({"url": "https://dav.example.org/", "timeout_seconds": 0}, "timeout_seconds"),
        ({"preset": "nextcloud"}, "url is missing"),
    ],
)
def test_settings_that_cannot_work_are_told_before_any_request(settings, said):
    with pytest.raises(ConfigError, match=said) as caught:
        book_with(**settings)
    assert "secretword" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_without_the_extra_both_kinds_name_it():
    program = (
        "import sys\n"
        "sys.modules['caldav'] = None\n"
        "import importlib.util\n"
        "find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'caldav' else find(name, *rest)\n"
        "from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings\n"
        "from reconnect_carddav.caldav_calendar import CaldavCalendar, CaldavSettings\n"
        "from reconnect_core import ConfigError, Opening\n"
        "for kind, settings in ((CarddavBook, CarddavSettings), (CaldavCalendar, CaldavSettings)):\n"
        "    try:\n"
        "        kind(Opening(name='x', settings=settings(url='https://dav.example.org/')))\n"
        "    except ConfigError as error:\n"
        "        print(error.exit_code, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.count("2 x: this needs the extra `dav`.") == 2
    assert done.stdout.count('pip install "reconnect-carddav[dav]"') == 2


def test_opening_a_store_imports_no_protocol_library():
    program = (
        "import sys\n"
        "from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings\n"
        "from reconnect_core import Opening\n"
        "CarddavBook(Opening(name='x', settings=CarddavSettings(url='https://dav.example.org/')))\n"
        "print(sorted({'caldav', 'niquests', 'lxml', 'vobject', 'icalendar', 'urllib3'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_secret_in_any_log(account, person, settings, caplog):
    person.put_card("c0.vcf", card(0, note="a private note"))
    with caplog.at_level(logging.DEBUG), account.book(**settings) as book:
        assert list(book.contacts())
        list(book.notes())
    for secret in ("alicepw", "YWxpY2U6YWxpY2Vwdw", "private note", "person0@example.org"):
        assert secret not in caplog.text
        assert secret not in repr(book.opening)
