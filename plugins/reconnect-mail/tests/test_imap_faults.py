"""What goes wrong with a server, told by type, without secrets, and nothing lost."""

import pytest
import trustme

from reconnect_core import (
    AuthError,
    ConfigError,
    MemoryVault,
    Refused,
    Secret,
    StoreError,
    Unavailable,
    Unusable,
)
from reconnect_core.testing import Mirror

from .imap_server import Box, ImapServer
from .letters import letter


def raised(store):
    with pytest.raises(StoreError) as caught:
        list(store.changes(None))
    said = f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
    assert "wörd" not in said
    assert "secret@words" not in said
    assert caught.value.message.startswith("mail: ")
    return caught.value


def test_a_wrong_password(account, imap):
    error = raised(imap(account, password="wrong"))
    assert isinstance(error, AuthError)
    assert error.exit_code == 5


def test_no_password_yet(own_server, imap):
    assert "signin mail" in raised(imap(own_server, password="")).next_step


@pytest.mark.quick("drop", "garbage", "omit")
@pytest.mark.parametrize("fault", ["drop", "hang", "garbage", "omit", "mute"])
def test_a_server_that_breaks_off_is_unavailable(own_server, imap, fault):
    own_server.deliver("INBOX", letter())
    own_server.deliver("INBOX", letter())
    mirror = Mirror().take(imap(own_server).changes(None))
    own_server.deliver("INBOX", letter("fresh@mail.example"))
    own_server.fault = fault
    store = imap(own_server, timeout_seconds=1)
    assert isinstance(raised(store), Unavailable)
    own_server.fault = ""
    mirror.take(store.changes(mirror.state))
    assert len(mirror.all) == 2, "the store goes on by itself when the server is back"


@pytest.mark.parametrize("command", ["LIST", "STATUS", "EXAMINE", "FETCH"])
def test_a_server_that_says_no_is_told_without_its_words(own_server, imap, command):
    own_server.deliver("INBOX", letter())
    own_server.fault = f"no {command}"
    assert isinstance(raised(imap(own_server)), Refused)


def test_a_busy_server_is_no_wrong_password(own_server, imap):
    own_server.fault = "busy"
    assert isinstance(raised(imap(own_server)), Unavailable)


def test_nobody_there(own_server, imap):
    from .dovecot import free_port

    assert isinstance(raised(imap(own_server, port=free_port())), Unavailable)


def test_the_password_is_sent_as_login_where_that_is_all(own_server, imap):
    own_server.capabilities = "IMAP4rev1"
    own_server.password = 'a "b\\c'
    own_server.deliver("INBOX", letter())
    assert len(list(imap(own_server).interactions())) == 1
    own_server.password = "ünlogable"
    assert isinstance(raised(imap(own_server)), AuthError)
    own_server.capabilities = "IMAP4rev1 LOGINDISABLED"
    assert isinstance(raised(imap(own_server)), Refused)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"host": "imap.example.org"}, "without encryption"),
        ({"security": "ssl"}, "security must be"),
        ({"host": ""}, "host is no name"),
        ({"host": "imap.example.org/x"}, "host is no name"),
        ({"timeout_seconds": 0}, "above 0"),
        ({"port": 70000}, "above 0"),
    ],
)
def test_keys_that_cannot_be(own_server, imap, keys, said):
    with pytest.raises(ConfigError, match=said):
        imap(own_server, **keys)


@pytest.fixture
def certified(tmp_path):
    """A server behind TLS, and the file of its authority."""
    import ssl

    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    server = ImapServer(boxes={"INBOX": Box()}, context=context)
    server.ca = str(tmp_path / "ca.pem")
    server.security = "tls"
    server.deliver("INBOX", letter())
    with server.running():
        yield server


def test_tls_with_a_known_authority_only(certified, imap):
    assert len(list(imap(certified, ca=certified.ca).interactions())) == 1
    certified.log.clear()
    error = raised(imap(certified))
    assert "certificate" in error.message
    assert certified.log == [], "nothing was said before the certificate was checked"
    assert isinstance(raised(imap(certified, ca="none.pem")), Unusable)


def test_starttls_or_nothing(certified, imap):
    certified.security = "starttls"
    certified.capabilities += " STARTTLS"
    assert len(list(imap(certified, ca=certified.ca).interactions())) == 1
    certified.capabilities = certified.capabilities.replace(" STARTTLS", "")
    certified.log.clear()
    assert isinstance(raised(imap(certified, ca=certified.ca)), Refused)
    assert not [asked for asked in certified.log if asked.startswith(("AUTH", "LOGIN"))]


def test_signin_tries_the_password_and_keeps_it(own_server, imap):
    vault, said = MemoryVault(), []
    store = imap(own_server, vault=vault)
    answers = iter(["wrong", own_server.password])
    store._link._settings = type(store._link._settings)(
        host=own_server.host, port=own_server.port, security="none", username=own_server.user
    )
    with pytest.raises(AuthError):
        store.signin(lambda question, secret: next(answers), said.append)
    assert vault.load("mail-password") is None
    store.signin(lambda question, secret: next(answers), said.append)
    assert vault.load("mail-password") == own_server.password
    assert said == ["mail: it works."]
    own_server.deliver("INBOX", letter())
    assert len(list(store.interactions())) == 1


def test_signin_puts_a_password_of_the_keyring_there_and_only_tries_others(own_server, imap):
    kept = []
    secret = Secret(lambda: kept[-1] if kept else "", "keyring x", keep=kept.append)
    store = imap(own_server)
    for password, wanted in (
        (secret, [own_server.password]),
        (Secret(lambda: own_server.password, "env X"), []),
    ):
        kept.clear()
        store = imap(own_server)
        keys = {
            "host": own_server.host,
            "port": own_server.port,
            "security": "none",
            "username": own_server.user,
        }
        store._link._settings = type(store._link._settings)(**keys, password=password)
        store.signin(lambda question, hidden: own_server.password, lambda line: None)
        assert kept == wanted
