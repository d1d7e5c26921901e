"""All three kinds keep the contract."""

from zoneinfo import ZoneInfo

import pytest

from reconnect_core import Channel, Direction, Gift, HandleKind
from reconnect_core.testing import Backend, FileBackend, JournalContract
from reconnect_histories.linkedin import LinkedinMessages
from reconnect_histories.sms_backup import SmsBackup
from reconnect_histories.whatsapp import Whatsapp

ZONE = ZoneInfo("Europe/Berlin")


def facts(records):
    """Who, moment, direction and channel; a gift as the message that it is not."""
    for one in records:
        if isinstance(one, Gift):
            yield one.who[0].value, None, Direction.IN, Channel.EMAIL
        else:
            yield one.who[0].value, one.moment, one.direction, one.channel


def backup(records):
    lines = []
    for who, moment, direction, channel in facts(records):
        date = int(moment.timestamp() * 1000) if moment else 1_700_000_000_000
        way = 1 if direction is Direction.IN else 2
        if channel is Channel.PHONE:
            lines.append(f'<call number="{who}" duration="60" date="{date}" type="{way}" />')
        else:
            lines.append(f'<sms address="{who}" date="{date}" type="{way}" body="hello" />')
    return '<?xml version="1.0" ?>\n<smses count="1">\n' + "\n".join([*lines, "</smses>\n"])


class TestSmsBackup(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        made = FileBackend(
            SmsBackup, tmp_path / "sms.xml", backup, junk='<sms address="+491" date="bad" type="1" />'
        )
        made.channels = (Channel.EMAIL, Channel.PHONE)
        made.handles = (HandleKind.PHONE,)
        return made


class ChatsBackend(Backend):
    """A folder with a chat for each person."""

    kind = Whatsapp
    channels = (Channel.EMAIL,)
    handles = (HandleKind.NAME, HandleKind.PHONE)

    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        folder.mkdir()

    def keys(self):
        return {"path": str(self.folder), "me": ("Me Myself",)}

    def fill(self, records):
        for path in self.folder.iterdir():
            path.unlink()
        for who, moment, direction, _ in sorted(facts(records), key=lambda one: one[1] or self.now):
            at = (moment or self.now).astimezone(ZONE)
            writer = who if direction is Direction.IN else "Me Myself"
            with (self.folder / f"WhatsApp Chat with {who}.txt").open("a") as file:
                file.write(f"[{at:%d/%m/%Y, %H:%M:%S}] {writer}: hello\nand more\n")

    def holds(self):
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in self.folder.iterdir()}

    def spoil(self):
        with next(self.folder.iterdir()).open("a") as file:
            file.write("[31/02/2026, 10:00:00] Me Myself: hello\n")

    def cut_off(self):
        self.folder.rename(self.folder.with_name("elsewhere"))


class TestWhatsapp(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return ChatsBackend(tmp_path / "chats")


def messages(records):
    rows = ["CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT"]
    for who, moment, direction, _ in facts(records):
        at = f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else "2025-01-01 10:00:00 UTC"
        writer, reader = (who, "Me Myself") if direction is Direction.IN else ("Me Myself", who)
        rows.append(f"{who},,{writer},,{reader},{at},,hello")
    return "\r\n".join([*rows, ""])


class TestLinkedinMessages(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        junk = "7,,Ada Lovelace,,Me Myself,soon,,hello\r\n"
        made = FileBackend(LinkedinMessages, tmp_path / "messages.csv", messages, junk=junk, me="Me Myself")
        made.channels = (Channel.EMAIL,)
        made.handles = (HandleKind.NAME,)
        return made
