"""No bytes whatever make a reader of mail raise, hang, invent an address, or need memory out of proportion.

The number of mutated inputs comes from RECONNECT_FUZZ (a few hundred without it).
"""

import io
import os
import random
import time

import pytest

from reconnect_core import Interaction, Unreadable, Unusable
from reconnect_mail.imap.fetch import messages
from reconnect_mail.imap.folders import parsed
from reconnect_mail.letters import FIRST, Letter, Reader
from reconnect_mail.split import split

from .conftest import ME, NOW
from .letters import boxed, letter

ROUNDS = int(os.environ.get("RECONNECT_FUZZ") or 300)
LARGE = 1_000_000

SEEDS = [
    boxed(
        letter(),
        letter("=?utf-8?Q?Doe,_Ann?= <ann@mail.example>", "F: a@b.example, <@r:c@d.example>;", Received="from a by b; Fri, 17 Jul 2020 00:00:00 +0000"),
        letter("goran at domain.example (=?ISO-8859-1?Q?G=F6ran?=)", Content_Length="12", X_Mozilla_Status="0001"),
        letter("me@home.example", ", ".join(f"p{n}@mail.example" for n in range(12)), List_Id="<x>", X_Gmail_Labels="Inbox,=?UTF-8?Q?Entw=C3=BCrfe?="),
        letter(body="\nFrom bob Fri Jul 17 00:44:25 2020\nFrom: x@y.example\n\nFrom me to you\n"),
    ),
    boxed(letter(), letter(date="2020-07-17T02:44:25+02:00")).replace(b"\n", b"\r\n"),
    boxed(letter("M\xfcller <m@mail.example>".encode("latin-1").decode("latin-1"))),
    letter("a@b.example"),
]  # fmt: skip
BITS = [
    b"\0", b"\r", b"\n", b"\n\n", b"\r\n\r\n", b"\nFrom ", b"\nFrom - Fri Jul 17 00:44:25 2020\n", b">From ", b"From:", b"<", b">", b"(", b")",
    b'"', b"\\", b",", b";", b":", b"@", b" at ", b"=?", b"?=", b"=?utf-8?B?", b"=?x?Q?=", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\x85", b"\x1a",
    b"\nDate: ", b"\nContent-Length: 99\n", b"\nContent-Length: 999999999999\n", b"\nReceived: ;;;\n", b" \n\t\n ", b"+9999", b"99999999999", b"Fri, 31 Feb 2020",
]  # fmt: skip


def mutated(chance, seeds, bits):
    """A seed that was cut, spliced, doubled, re-encoded, or had bytes set into it."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                data = data[:at]
            case 1:
                data[at:at] = chance.choice(bits)
            case 2:
                other = chance.choice(seeds)
                data[at:] = other[chance.randrange(len(other)) :]
            case 3:
                data[at : at + chance.randrange(1, 40)] = b""
            case 4:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case _:
                data[at:at] = data[at : at + chance.randrange(1, 60)] * chance.randrange(1, 20)
        data = data or bytearray(b"x")
    return bytes(data)


def check(data):
    """Every message in order, once, and of every address its two halves stand in the file."""
    reader = Reader(me=ME, now=NOW)
    whole, lines, encoded = data.lower(), (data.count(b"\n") or data.count(b"\r")) + 1, b"=?" in data
    before = (-1, 0)
    for found in split(io.BytesIO(data)):
        assert (found.offset, found.line) > before
        assert found.offset <= len(data)
        assert found.line <= lines
        before = (found.offset, found.line)
        read = reader.read(found.block, envelope=found.envelope)
        if isinstance(read, Letter):
            assert FIRST <= read.moment <= NOW
            assert read.who
            assert read.others >= 1
            for address in read.who:
                assert address == address.lower()
                assert not set(' <>",;\n') & set(address)
                if address.isascii() and not encoded:
                    assert all(half.encode() in whole for half in address.split("@"))
        else:
            assert read is None or read.startswith("it")


@pytest.mark.parametrize("part", range(10))
def test_mutated_mail(part):
    chance = random.Random(part)
    for number in range(max(1, ROUNDS // 10)):
        data = mutated(chance, SEEDS, BITS)
        try:
            began = time.process_time()
            check(data)
            assert time.process_time() - began < 2
        except Exception as error:
            raise AssertionError(f"input {number} of part {part}: {data!r}") from error


@pytest.mark.parametrize("part", range(4))
def test_mutated_files_as_a_journal(part, mbox, tmp_path):
    """What the journal tells of any file: interactions, unreadable messages with their lines, or one clear error."""
    chance = random.Random(100 + part)
    for _ in range(max(1, ROUNDS // 40)):
        store = mbox(mutated(chance, SEEDS, BITS))
        try:
            found = list(store.interactions())
            told = list(store.changes(None))
        except Unusable as error:
            assert error.next_step
            continue
        assert all(isinstance(one, Interaction | Unreadable) for one in found)
        assert len({one.ref.key for one in found if isinstance(one, Interaction)}) == sum(
            isinstance(one, Interaction) for one in found
        )
        assert [one for one in told if isinstance(one, Unreadable)] == [
            one for one in found if isinstance(one, Unreadable)
        ]


ANSWERS = [
    b'1 (UID 5 FLAGS (\\Seen) INTERNALDATE "17-Jul-2020 02:44:25 +0000" BODY[HEADER.FIELDS (FROM)] {20}',
    b'(\\HasNoChildren \\Sent) "/" "Entw&APw-rfe"',
    b" UID 7 FLAGS (\\Draft))",
    b')',
]  # fmt: skip


def test_mutated_answers_of_a_server():
    chance = random.Random(1)
    for _ in range(ROUNDS):
        answer = mutated(chance, ANSWERS, BITS)
        items = [(answer, letter()), mutated(chance, ANSWERS, BITS), answer]
        for message in messages(items):
            assert message.uid >= 0
            assert message.number >= 0
        for item in (answer, (answer, b"&APw-")):
            folder = parsed(item)
            assert folder is None or folder.quoted.isascii()


BOMBS = {
    "From_ lines": lambda: b"From - Fri Jul 17 00:44:25 2020\n" * (LARGE // 32),
    "almost From_ lines": lambda: b"From x\n\n" * (LARGE // 8),
    "one long From_ line": lambda: b"From " + b"x " * (LARGE // 2),
    "folds": lambda: b"From - \nFrom: a@b.c\n" + b" x\n" * (LARGE // 3),
    "folded addresses": lambda: b"From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: " + b"a@b.c,\n " * (LARGE // 8),
    "headers": lambda: b"From - \n" + b"To: a@b.c\n" * (LARGE // 10),
    "quotes": lambda: b'From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: ' + b'"' * LARGE,
    "open quotes": lambda: b'From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: ' + b'"\\' * (LARGE // 2),
    "parentheses": lambda: b"From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: " + b"(" * LARGE,
    "angles": lambda: b"From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: " + b"<" * LARGE,
    "at signs": lambda: b"From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: " + b"@" * LARGE,
    "encoded words": lambda: b"From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: " + b"=?utf-8?B?YUBiLmM=?= " * (LARGE // 22),
    "half encoded words": lambda: b"From - \nDate: Fri, 17 Jul 2020 02:44:25 +0200\nFrom: " + b"=?a?q?" * (LARGE // 6),
    "encoded labels": lambda: (b"From - \nFrom: a@b.c\nX-Gmail-Labels: " + b"=?a?q?a?= " * 50_000 + b"\n\n") * 2,
    "a long date": lambda: b"From - \nFrom: a@b.c\nDate: " + b"Fri, " * (LARGE // 5),
    "blanks in a date": lambda: b"From - \nFrom: a@b.c\nDate: Fri," + b" " * LARGE + b"17 Jul 2020",
    "line ends": lambda: b"\n" * LARGE,
    "CR only": lambda: b"From - \rFrom: a@b.c\r\r" * (LARGE // 20),
    "every byte": lambda: bytes(range(256)) * (LARGE // 256),
    "lengths": lambda: b"From - Fri Jul 17 00:44:25 2020\nContent-Length: 33\nFrom: a@b.c\n\n" * (LARGE // 64),
}  # fmt: skip


READ = """
from datetime import UTC, datetime
from reconnect_mail.letters import Reader
from reconnect_mail.split import split

def read(path):
    reader = Reader(me=frozenset(sys.argv[3:]), now=datetime(2026, 1, 1, tzinfo=UTC))
    with path.open("rb") as file:
        for found in split(file):
            reader.read(found.block, envelope=found.envelope)
"""


@pytest.mark.full
@pytest.mark.parametrize("name", BOMBS)
def test_a_megabyte_takes_no_two_seconds_and_no_twenty_megabytes(name, seconds, peak):
    data = BOMBS[name]()
    assert seconds(lambda: check(data) if name != "every byte" else list(split(io.BytesIO(data)))) < 2
    assert peak(READ, b"From - \nFrom: a@b.c\n\n", data, *ME) < 20 * len(data)
