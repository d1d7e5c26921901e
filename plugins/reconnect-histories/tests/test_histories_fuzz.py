"""No bytes whatever make a reader raise anything but its one clear error, hang, or need memory out of proportion.

The number of mutated inputs comes from RECONNECT_FUZZ (a few hundred without it).
"""

import os
import random
import time

import pytest

from reconnect_core import ContactDays, Interaction, State, Unreadable, Unusable
from reconnect_histories.linkedin import LinkedinMessages
from reconnect_histories.sms_backup import SmsBackup
from reconnect_histories.whatsapp import Whatsapp
from reconnect_histories.xml_tags import CHUNK

ROUNDS = int(os.environ.get("RECONNECT_FUZZ") or 300)
LARGE = 300_000

SEEDS = {
    SmsBackup: [
        b"<?xml version='1.0' encoding='UTF-8' ?>\n<smses count='3'>\n<sms address=\"+491701\" date=\"1594946665000\" type=\"1\" body='a > \"b\"' />\n"
        b'<mms address="+491701~+491702" date="1594946665000" msg_box="1"><parts><part data="QUJD" /></parts><addrs><addr address="+491702" type="137" />'
        b'</addrs></mms>\n</smses>\n',
        b'<calls count="1">\n<call number="+491701" duration="61" date="1594946665000" type="2" contact_name="&#55357;&amp;" />\n</calls>\n',
    ],
    Whatsapp: [
        "17.07.20, 14:44 - Ann: hello\nmore\n18/07/2020, 2:44\u202fPM - +49 170 1: hello\n".encode(),
        "\u200e[2020/07/17, 14:44:25] ~ Ann: \u200eimage omitted\n2020년 7월 17일 오후 2:44, 안 : 안녕\n".encode(),
    ],
    LinkedinMessages: [
        b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n"
        b'1,,"Ann, PhD",u,Me,v,2024-05-15 10:30:00 UTC,,"several\nlines"\n2,,Me,,"Ann, PhD",u,"5/15/24, 10:30 AM",,x\n'
    ],
}  # fmt: skip
BITS = [
    b"\0", b"\r", b"\n", b'"', b"'", b"<", b">", b"<sms ", b"/>", b"</mms>", b"&", b"&#0;", b"&#x110000;", b"&e;", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [",
    b",", b";", b":", b" - ", b"[", b"]", b"/", b".", b"\xff", b"\xc3", b"\xe2\x80\x8e", b"\xe2\x80\xaf", b"99999999999999999999", b"-1", b"~", b"PM",
    b'date="', b"\xd9\xa1", b"\xef\xbb\xbf", b"31.02.20, 14:44 - A: b\n",
]  # fmt: skip


def mutated(chance, seeds):
    """A seed that was cut, spliced, doubled, or had bytes set into it."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data = data[:at]
            case 1:
                data[at:at] = chance.choice(BITS)
            case 2:
                data[at : at + chance.randrange(1, 40)] = b""
            case 3:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                data[at:at] = data[at : at + chance.randrange(1, 60)] * chance.randrange(1, 20)
    return bytes(data)


def check(store, data):
    """Interactions with somebody at some time, unreadable records within the file, or one clear error."""
    try:
        found = list(store.interactions())
        told = list(store.changes(None))
        list(store.notes())
    except Unusable as error:
        assert error.next_step
        return
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for one in found:
        if isinstance(one, Unreadable):
            assert one.reason
            assert 1 <= one.line <= lines
        else:
            assert isinstance(one, Interaction)
            assert all(handle.value.strip() for handle in one.who)
            assert one.who
            assert one.group_size >= 1
    refs = [one.ref.key for one in found if isinstance(one, Interaction)]
    assert len(set(refs)) == len(refs)
    assert isinstance(told[-1], State)
    known = {handle for one in found if isinstance(one, Interaction) for handle in one.who}
    assert {one.who for one in told if isinstance(one, ContactDays)} <= known


@pytest.mark.parametrize("kind", SEEDS)
@pytest.mark.parametrize("part", range(3))
def test_mutated_files(opened, kind, part):
    chance = random.Random(part)
    for number in range(max(1, ROUNDS // 6)):
        data = mutated(chance, SEEDS[kind])
        try:
            began = time.process_time()
            check(opened(kind, data), data)
            assert time.process_time() - began < 2
        except Exception as error:
            raise AssertionError(f"input {number} of part {part}: {data!r}") from error


HEADER = SEEDS[LinkedinMessages][0].partition(b"\n")[0] + b"\n"
BOMBS = {
    "tags": (SmsBackup, lambda: b"<sms " * (LARGE // 5)),
    "empty tags": (SmsBackup, lambda: b"<sms/>\n" * (LARGE // 7)),
    "open quotes": (SmsBackup, lambda: b"<smses>" + b'<sms a="' * (LARGE // 8)),
    "one open quote": (SmsBackup, lambda: b'<smses><sms a="' + b"x" * LARGE),
    "attributes": (SmsBackup, lambda: b"<smses><sms " + b'a="b" ' * (LARGE // 6) + b"/>"),
    "equals signs": (SmsBackup, lambda: b"<smses><sms " + b"=" * LARGE + b"/>"),
    "names": (SmsBackup, lambda: b"<smses><sms " + b"a" * LARGE + b"/>"),
    "entities": (SmsBackup, lambda: b'<smses><sms date="' + b"&amp;" * (LARGE // 5) + b'"/>'),
    "digits": (SmsBackup, lambda: b'<smses><sms date="' + b"9" * LARGE + b'"/>'),
    "groups": (SmsBackup, lambda: b'<smses><sms type="1" date="1594946665000" address="' + b"+491701~" * (LARGE // 9) + b'"/>'),
    "lines of digits": (Whatsapp, lambda: b"1" * LARGE),
    "dates": (Whatsapp, lambda: b"17.07.20, " * (LARGE // 10)),
    "blanks": (Whatsapp, lambda: b"17.07.20," + b" " * LARGE),
    "many lines": (Whatsapp, lambda: b"17.07.20, 14:44 - A: b\n" * (LARGE // 24)),
    "long names": (Whatsapp, lambda: b"17.07.20, 14:44 - " + b"a" * LARGE + b": b\n"),
    "colons": (Whatsapp, lambda: b"17.07.20, 14:44 - " + b":" * LARGE),
    "writers": (Whatsapp, lambda: b"".join(b"17.07.20, 14:44 - P%d: b\n" % n for n in range(10_000))),
    "open quote": (LinkedinMessages, lambda: HEADER + b'1,"' + b"x," * (LARGE // 2)),
    "commas": (LinkedinMessages, lambda: HEADER + b"," * LARGE),
    "rows": (LinkedinMessages, lambda: HEADER + b"1,,A,,B,,2024-05-15 10:30:00,,x\n" * (LARGE // 33)),
    "recipients": (LinkedinMessages, lambda: HEADER + b'1,,A,,"' + b"B," * 50_000 + b'",,2024-05-15 10:30:00,,x\n'),
}  # fmt: skip


READ = """
from datetime import UTC, datetime
from importlib import import_module
from zoneinfo import ZoneInfo
from reconnect_core import Opening, Unusable

kind = getattr(import_module(sys.argv[3]), sys.argv[4])

def read(path):
    now, zone = datetime(2026, 3, 1, 12, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    said = kind.Settings(path=path.name)
    store = kind(Opening(name="history", settings=said, base=str(path.parent), clock=lambda: now, zone=zone))
    for reading in (store.interactions, lambda: store.changes(None)):
        try:
            for _ in reading():
                pass
        except Unusable:
            break
"""
SMALL = {
    SmsBackup: b'<smses><sms address="+4917012345" date="1594946665000" type="1"/></smses>',
    Whatsapp: b"17.07.20, 14:44 - Ann: b\n",
    LinkedinMessages: HEADER + b"1,,A,,B,,2024-05-15 10:30:00,,x\n",
}


@pytest.mark.full
@pytest.mark.parametrize("name", BOMBS)
def test_a_large_file_takes_two_seconds_and_forty_times_its_memory_at_most(opened, name, seconds, peak):
    kind, make = BOMBS[name]
    data = make()
    store = opened(kind, data)
    assert seconds(lambda: check(store, data)) < 3, "read three times"
    assert peak(READ, SMALL[kind], data, kind.__module__, kind.__name__) < 40 * LARGE + 4 * CHUNK
