"""No bytes whatever make the reader raise, hang, or need memory out of proportion.

The number of mutated inputs comes from RECONNECT_FUZZ (a hundred without it).
"""

import os
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_carddav.vcard import read
from reconnect_core import Contact, Unreadable, from_plain, to_plain

ROUNDS = int(os.environ.get("RECONNECT_FUZZ") or 100)
LARGE = 1_000_000
PARTS = [0, *(pytest.param(part, marks=pytest.mark.full) for part in range(1, 11))]
"""The first is what `make test` reads; the others share the inputs of `make test-full` and `make nightly`."""

SEEDS = [
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:H=C3=B6r=\r\nmann;Jo\r\nTEL;CELL:+49 1\r\n"
    b"PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgAB\r\n AQEAAAAAAAD\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n"
    b"NOTE;QUOTED-PRINTABLE:a=0D=0A=\r\nTEL: b\r\nEND:VCARD\r\n",
    b"BEGIN:VCARD\nVERSION:3.0\nUID:x-1\nFN:Mustermann\\, Heiko\nN:Mustermann;Heiko;A,B;;\nitem1.TEL;type=CELL:\xe2\x80\xad1"
    b"\xe2\x80\xac\nitem1.X-ABLabel:_$!<Mobile>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22\nORG:A\\, B;C\nCATEGORIES:a,b\\,c\n"
    b'EMAIL;TYPE="INTERNET,PREF":"O" <o@example.com>\nX-ABShowAs:COMPANY\nREV:2012-03-05T13:32:54Z\nEND:VCARD\n'
    b"BEGIN:VCARD\nUID:x-1\nNOTE:deceased\nX-ABDATE:20200101\nEND:VCARD\n",
    b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN;PREF=1:Ilse\r\nTEL;VALUE=uri:tel:+1-2\r\nRELATED;TYPE=friend;VALUE=text:G\r\n"
    b"ADR;LABEL=\"a^nb:c\":;;d;e;;f;g\r\nKIND:group\r\nMEMBER:urn:uuid:1\r\nDEATHDATE:20100101\r\nBDAY:--0229\r\n"
    b"X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;A;14;;\r\nEND:VCARD \r\n",
    b"begin:vcard\nfn;charset=shift_jis:\x88\xc9\x94\\ \x8c\\\x88\xea\nn:M\xfcller;J\xf6rg\nnote;base64:Wm/DqyDDlnN0=\nend:vcard\n",
    "BEGIN:VCARD\r\nFN:Ǽgean\r\nEND:VCARD\r\n".encode("utf-16"),
]  # fmt: skip
BITS = [
    b"\0", b"\r", b"\n", b"\r\n ", b"\t", b"=", b"=\r\n", b"==", b"=C3", b";", b":", b",", b"\\", b"\\n", b'"', b"^n", b"\xff",
    b"\xc3", b"\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xff\xfe", b"BEGIN:VCARD\n", b"END:VCARD\n", b"AGENT:\n", b"\x1a",
    b";CHARSET=UTF-7", b";CHARSET=idna", b";CHARSET=utf-16", b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b"VERSION:9.9\n",
    b"TEL;TYPE=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z", b"item1.", b"BDAY:99999999\n", b"REV:99991231T235959-2359\n",
]  # fmt: skip


def mutated(chance):
    """A seed that was cut, spliced, doubled, re-encoded, or had bytes set into it."""
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0:
                data = data[:at]
            case 1:
                data[at:at] = chance.choice(BITS)
            case 2:
                other = chance.choice(SEEDS)
                data[at:] = other[chance.randrange(len(other)) :]
            case 3:
                data[at : at + chance.randrange(1, 12)] = b""
            case 4:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 5:
                piece = data[at : at + chance.randrange(1, 60)]
                data[at:at] = piece * chance.randrange(1, 20)
            case _:
                text = data.decode("latin-1")
                data = bytearray(
                    text.encode(chance.choice(["utf-8", "utf-16-le", "utf-7", "cp037"]), "replace")
                )
        data = data or bytearray(b"x")
    return bytes(data)


def check(data):
    """Reads it all, and what comes out is what may come out."""
    records = list(read(data, book="b", file="f"))
    assert records
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for record in records:
        if isinstance(record, Unreadable):
            assert record.reason
            assert 1 <= record.line <= lines
        else:
            assert record.ref.uid
            assert not any("\0" in part for part in (record.name, record.note, *record.emails))
            assert all("@" in address for address in record.emails)
    keys = [record.ref.uid for record in records if isinstance(record, Contact)]
    assert len(set(keys)) == len(keys)
    for record in records[:3]:
        assert from_plain(type(record), to_plain(record)) == record


@pytest.mark.parametrize("part", PARTS)
def test_mutated_cards(part):
    chance = random.Random(part)
    for number in range(-(-ROUNDS // 10) if part else ROUNDS):
        data = mutated(chance)
        try:
            began = time.process_time()
            check(data)
            assert time.process_time() - began < 2
        except Exception as error:
            raise AssertionError(f"input {number} of part {part}: {data!r}") from error


@pytest.mark.parametrize("tier", ["test", pytest.param("test-full", marks=pytest.mark.full)])
@given(data=st.binary(max_size=400))
@settings(max_examples=ROUNDS, deadline=None)
def test_any_bytes(tier, data):
    check(b"BEGIN:VCARD\n" + data)
    check(data)


def repeated(unit, head=b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n", tail=b"\nEND:VCARD\n"):
    return head + unit * ((LARGE - len(head) - len(tail)) // len(unit)) + tail


BOMBS = {
    "cards": lambda: repeated(b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" + b"X:" + b"x" * 40 + b"\n", b"", b""),
    "empty cards": lambda: repeated(b"BEGIN:VCARD\nEND:VCARD\n", b"", b""),
    "cards nested": lambda: repeated(b"AGENT:\nBEGIN:VCARD\n"),
    "cards nested on one line": lambda: repeated(b"AGENT:BEGIN:VCARD\n"),
    "one agent, many begins": lambda: b"BEGIN:VCARD\nAGENT:\n" + b"BEGIN:VCARD\n" * 80_000,
    "blank lines": lambda: repeated(b"\n"),
    "folds": lambda: repeated(b"\n a", b"BEGIN:VCARD\nNOTE:"),
    "folded uid": lambda: repeated(b"\n a", b"BEGIN:VCARD\nUID:"),
    "note that is never folded": lambda: repeated(b"a\n", b"BEGIN:VCARD\nNOTE:"),
    "soft breaks": lambda: b"BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:" + b"=\n" * (LARGE // 2) + b"END:VCARD",
    "equals signs": lambda: b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:" + b"=" * LARGE + b"\nEND:VCARD",
    "100,000 properties": lambda: (
        b"BEGIN:VCARD\n" + b"".join(b"TEL:%d\n" % n for n in range(10**5)) + b"END:VCARD"
    ),
    "100,000 unknown": lambda: (
        b"BEGIN:VCARD\nFN:A\n" + b"".join(b"X%d:1\n" % n for n in range(10**5)) + b"END:VCARD"
    ),
    "semicolons": lambda: b"BEGIN:VCARD\nN:" + b";" * LARGE + b"\nEND:VCARD",
    "escaped semicolons": lambda: b"BEGIN:VCARD\nN:" + b"\\;" * (LARGE // 2) + b"\nEND:VCARD",
    "commas": lambda: b"BEGIN:VCARD\nCATEGORIES:" + b"a\\,b," * (LARGE // 5) + b"\nEND:VCARD",
    "backslashes": lambda: b"BEGIN:VCARD\nNOTE:" + b"\\" * LARGE + b"\nEND:VCARD",
    "one long name": lambda: b"BEGIN:VCARD\nFN:" + b"a" * LARGE + b"\nEND:VCARD",
    "long addresses": lambda: repeated(b"EMAIL:" + b"a" * 1990 + b"@\n"),
    "parameters": lambda: repeated(b"TEL" + b";A" * 8_000 + b":1\n"),
    "parameter values": lambda: repeated(b"TEL;TYPE=" + b"a," * 8_000 + b":1\n"),
    "parameters without an end": lambda: repeated(b"TEL;TYPE=" + b"a," * 8_000 + b"\n"),
    "quotes": lambda: repeated(b'TEL;A="' + b':"' * 7_999 + b'x"1\n'),
    "groups": lambda: repeated(b"a." * 8_000 + b"TEL:1\n"),
    "undeclared charset": lambda: b"BEGIN:VCARD\nFN:A\n" + b"FN:M\xfcller \xa4\n" * 65_000,
    "shift-jis": lambda: b"BEGIN:VCARD\nFN;CHARSET=SHIFT_JIS:" + b"\x88\xc9" * (LARGE // 2) + b"\nEND:VCARD",
    "invisible marks": lambda: b"BEGIN:VCARD\nFN:A\nTEL:" + "\u202d".encode() * (LARGE // 3) + b"1\nEND:VCARD",
    "nothing but NUL": lambda: b"\0" * LARGE,
    "every byte": lambda: bytes(range(256)) * (LARGE // 256),
    "fractions of a second": lambda: (
        b"BEGIN:VCARD\nFN:A\nREV:2020-01-01T00:00:00." + b"1" * LARGE + b"\nEND:VCARD"
    ),
}


READ = """
from reconnect_carddav.vcard import read as cards

def read(path):
    for _ in cards(path.read_bytes(), book="b"):
        pass
"""


@pytest.mark.full
@pytest.mark.parametrize("name", BOMBS)
def test_a_megabyte_takes_no_two_seconds_and_no_twenty_megabytes(name, seconds, peak):
    data = BOMBS[name]()

    def read_all():
        assert sum(1 for _ in read(data, book="b")) > 0

    assert seconds(read_all) < 2
    assert peak(READ, b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n", data) < 20 * len(data)
