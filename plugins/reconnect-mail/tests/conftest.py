"""What every test of mail uses: messages, stores over files, and two servers that hold an account."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import Opening, Secret
from reconnect_mail.imap.journal import ImapJournal
from reconnect_mail.imap.link import ImapSettings
from reconnect_mail.letters import Reader
from reconnect_mail.maildir import MaildirJournal, MaildirSettings
from reconnect_mail.mbox import MboxJournal, MboxSettings

from .imap_server import Box, ImapServer

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME = frozenset({"me@home.example"})
BERLIN = ZoneInfo("Europe/Berlin")


def opening(settings, **more):
    said = {"name": "mail", "clock": lambda: NOW, "zone": BERLIN, "me": ME} | more
    return Opening(settings=settings, **said)


@pytest.fixture
def read():
    """What a Reader makes of headers, given as text with LF line ends."""
    return lambda text, **said: Reader(me=said.pop("me", ME), now=NOW).read(text.encode(), **said)


@pytest.fixture
def mbox(tmp_path):
    """An mbox journal over these bytes."""

    def made(content, *, name="mail.mbox", sent=False, **more):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        settings = MboxSettings(path=name, sent=sent)
        return MboxJournal(opening(settings, base=str(tmp_path), **more))

    return made


@pytest.fixture
def maildir(tmp_path):
    """A maildir journal over this folder."""
    return lambda path=tmp_path, **more: MaildirJournal(opening(MaildirSettings(path=str(path)), **more))


@pytest.fixture
def own_server():
    with ImapServer(
        boxes={"INBOX": Box(), "Sent": Box(flags="\\Sent"), "Junk": Box(flags="\\Junk")}
    ).running() as one:
        yield one


@pytest.fixture(scope="session")
def dovecot(tmp_path_factory):
    from .dovecot import running

    with running(tmp_path_factory.mktemp("dovecot")) as server:
        yield server


@pytest.fixture(params=["own", pytest.param("dovecot", marks=[pytest.mark.full, pytest.mark.system])])
def account(request):
    """An account with the folders INBOX, Sent and Junk, empty: on our small server, and on Dovecot."""
    if request.param == "own":
        yield request.getfixturevalue("own_server")
        return
    server = request.getfixturevalue("dovecot")
    server.empty()
    yield server


@pytest.fixture
def imap():
    """Stores over an account, closed in the end."""
    begun = []

    def made(server, *, password=None, **more):
        host = {key: more.pop(key) for key in ("me", "zone", "vault", "name") if key in more}
        known = server.password if password is None else password
        keys = {
            "host": server.host,
            "port": server.port,
            "security": server.security,
            "username": server.user,
            "password": Secret(lambda: known, "a test"),
            "timeout_seconds": 10,
        }
        begun.append(ImapJournal(opening(ImapSettings(**(keys | more)), **host)))
        return begun[-1]

    yield made
    for store in begun:
        store.close()
