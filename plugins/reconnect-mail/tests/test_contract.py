"""All three kinds keep the contract: files, maildirs, and an account on our small server and on Dovecot."""

import socket
from email.utils import format_datetime

import pytest

from reconnect_core import Channel, Direction, Gift, Secret
from reconnect_core.testing import Backend, FileBackend, JournalContract
from reconnect_mail.imap.journal import ImapJournal
from reconnect_mail.maildir import MaildirJournal
from reconnect_mail.mbox import MboxJournal

from .letters import boxed, letter

ME = "Me <me@home.example>"
BROKEN = letter(date="some day")


def written(one):
    if isinstance(one, Gift):
        return letter(one.who[0].value, ME, f"{one.day:%d %b %Y} 12:00:00 +0000")
    others = ", ".join(handle.value for handle in one.who)
    sender, recipient = (ME, others) if one.direction is Direction.OUT else (others, ME)
    return letter(sender, recipient, format_datetime(one.moment), Message_ID=f"<{one.ref.key}@x>")


class TestMbox(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        made = FileBackend(
            MboxJournal,
            tmp_path / "mail.mbox",
            lambda records: boxed(*map(written, records)),
            junk=boxed(BROKEN, mark=b"From - \n"),
        )
        made.channels = (Channel.EMAIL,)
        return made


def _second(one):
    return 1_700_000_000 if isinstance(one, Gift) else int(one.moment.timestamp())


class MaildirBackend(Backend):
    kind = MaildirJournal
    channels = (Channel.EMAIL,)

    def __init__(self, path):
        super().__init__()
        self.path = path
        self.make()

    def make(self):
        for name in ("cur", "new", "tmp"):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def keys(self):
        return {"path": str(self.path)}

    def fill(self, records):
        files = {f"{_second(one)}.{one.ref.key}.x:2,S": written(one) for one in records}
        for path in (self.path / "cur").iterdir():
            if path.name not in files:
                path.unlink()
        for name, content in files.items():
            (self.path / "cur" / name).write_bytes(content)

    def holds(self):
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (self.path / "cur").iterdir()}

    def spoil(self):
        (self.path / "new" / "broken").write_bytes(BROKEN)

    def cut_off(self):
        self.path.rename(self.path.with_name("elsewhere"))


class TestMaildir(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return MaildirBackend(tmp_path / "mail")


class ImapBackend(Backend):
    kind = ImapJournal
    channels = (Channel.EMAIL,)

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.word = server.password
        self.port = server.port
        self.secrets = (server.password,)
        self.uids = {}

    def keys(self):
        return {
            "host": self.server.host,
            "port": self.port,
            "security": "none",
            "username": self.server.user,
            "password": Secret(lambda: self.word, "typed in"),
            "timeout_seconds": 1,
        }

    def fill(self, records):
        wanted = {one.ref.key: written(one) for one in records}
        gone = [self.uids.pop(key) for key in list(self.uids) if key not in wanted]
        if gone:
            self.server.expunge("INBOX", *gone)
        for key, message in wanted.items():
            if key not in self.uids:
                self.uids[key] = self.server.deliver("INBOX", message)

    def holds(self):
        return self.server.holds()

    def spoil(self):
        # A date is not missed here, for the server knows when it came.
        self.server.deliver("INBOX", letter(""))

    def refuse(self):
        self.word = "a wrong one"

    def cut_off(self):
        from .dovecot import free_port

        self.port = free_port()

    def close(self):
        self.server.close()


class TestImap(JournalContract):
    @pytest.fixture
    def backend(self, own_server):
        made = ImapBackend(own_server)
        made.hang = lambda: setattr(own_server, "fault", "hang")
        return made


@pytest.mark.full
@pytest.mark.system
class TestImapOnDovecot(JournalContract):
    @pytest.fixture
    def backend(self, dovecot):
        dovecot.empty()
        made = ImapBackend(dovecot)
        # It takes the connection and never says a word.
        with socket.create_server(("127.0.0.1", 0)) as mute:
            made.hang = lambda: setattr(made, "port", mute.getsockname()[1])
            yield made
