"""No bytes whatever make the reader raise, hang, or need memory out of proportion.

The number of mutated inputs comes from RECONNECT_FUZZ (a hundred without it).
"""

import os
import random
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_carddav import ical
from reconnect_core import Entry, Unreadable, Window, from_plain, to_plain

ROUNDS = int(os.environ.get("RECONNECT_FUZZ") or 100)
LARGE = 1_000_000
PARTS = [0, *(pytest.param(part, marks=pytest.mark.full) for part in range(1, 11))]
"""The first is what `make test` reads; the others share the inputs of `make test-full` and `make nightly`."""
WINDOW = Window(first=date(2020, 1, 1), last=date(2029, 12, 31))
BERLIN = ZoneInfo("Europe/Berlin")

SEEDS = [
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nX-WR-TIMEZONE:Europe/Zurich\r\nBEGIN:VTIMEZONE\r\nTZID:Here\r\n"
    b"BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    b"RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:00010325T020000\r\n"
    b"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRDATE:20200329T020000\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
    b"UID:a\r\nDTSTART;TZID=Here:20240105T100000\r\nDTEND;TZID=Here:20240105T110000\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;"
    b"BYSETPOS=1;COUNT=20\r\nEXDATE;TZID=Here:20240205T100000\r\nSUMMARY:Fr\xc3\xbch\r\nATTENDEE;CN=\"A, B\";PARTSTAT="
    b"ACCEPTED:mailto:a@ex\r\n ample.com\r\nORGANIZER:MAILTO:o@example.com\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
    b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Here:20240401T100000\r\n"
    b"DTSTART;TZID=Here:20240402T100000\r\nDURATION:PT2H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    b"BEGIN:VCALENDAR\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20240105T100000Z\nRRULE:MP1 1+ MO 2- FR #12\nEXDATE:20240201T100000Z;"
    b"20240301T100000Z\nSUMMARY;ENCODING=QUOTED-PRINTABLE:F=C3=\n=BC\nATTENDEE;STATUS=CONFIRMED:Old <o@example.com>\nEND:VEVENT\n"
    b"END:VCALENDAR\n",
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:d\nDTSTART;VALUE=DATE:20240105\nRRULE:FREQ=YEARLY;BYWEEKNO=20;UNTIL=20300101T000000Z\n"
    b"RDATE;VALUE=PERIOD:20240301T100000Z/PT1H,20240302T100000Z/20240302T110000Z\nEXRULE:FREQ=DAILY;COUNT=3\n"
    b"DTSTART;TZID=(UTC-05:00) Eastern Time (US & Canada):20240105T090000\nDESCRIPTION:a\nunfolded\n\\n\\,b\nSEQUENCE:3\n"
    b"STATUS:CANCELLED\nEND:VEVENT\nBEGIN:VTODO\nUID:reconnect1\nDUE:20240105T100000\nX-RECONNECT-MARKS:a b\nEND:VTODO\n"
    b"END:VCALENDAR\n",
    b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/calendar; "
    b"charset=utf-8\nContent-Transfer-Encoding: base64\n\nQkVHSU46VkVWRU5UCkRUU1RBUlQ6MjAyNDAxMDUKRU5EOlZFVkVOVAo=\n--b--\n",
    "BEGIN:VEVENT\r\nDTSTART:20240105\r\nSUMMARY:Ǽ\r\nEND:VEVENT\r\n".encode("utf-16"),
]  # fmt: skip
BITS = [
    b"\0", b"\r", b"\n", b"\r\n ", b"\t", b"=", b"=\r\n", b";", b":", b",", b"\\", b'"', b"/", b"@", b"\xff", b"\xc3", b"\x85",
    b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xff\xfe", b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:VALARM\n", b"END:VCALENDAR\n",
    b"RRULE:FREQ=SECONDLY\n", b"RRULE:FREQ=DAILY;COUNT=1000000000\n", b"RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2;COUNT=2\n",
    b";INTERVAL=999999999999", b";COUNT=0", b";UNTIL=00000000", b";BYDAY=53MO,-53SU", b";BYHOUR=99,-1", b"DTSTART:99991231\n",
    b"DTSTART:00010101T000000Z\n", b"DTEND:90001231T235959\n", b"DURATION:P99999W\n", b"DURATION:-PT5H\n", b";TZID=Here",
    b";TZID=/x/y/z", b";TZID=\"", b"TZOFFSETTO:+9999\n", b"RECURRENCE-ID:10000101\n", b"20240230T256060+9959", b"SEQUENCE:-1\n",
    b"RDATE:89991231T000000Z/P99999W\n", b"X-WR-TIMEZONE:Here\n", b";VALUE=DATE", b";VALUE=PERIOD", b";CHARSET=utf-7",
    b";ENCODING=QUOTED-PRINTABLE", b"\xd9\xa1\xd9\xa2", b"METHOD:CANCEL\n",
]  # fmt: skip


def mutated(chance):
    """A seed that was cut, spliced, doubled, re-encoded, or had bytes set into it."""
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(7):
            case 0:
                data = data[: max(at, len(data) // 2)]
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
                lines = data.split(b"\n")
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                data = bytearray(b"\n").join(lines)
            case _:
                digit = data.find(b"20", at)
                data[digit : digit + chance.randrange(5)] = b"%d" % chance.randrange(10**5)
        if chance.random() < 0.03:
            kinds = ["utf-8", "utf-16-le", "utf-7", "cp037"]
            data = bytearray(data.decode("latin-1").encode(chance.choice(kinds), "replace"))
    return bytes(data)


def check(data):
    """Reads it all, and what comes out is what may come out."""
    records = list(ical.read(data, WINDOW, calendar="c", zone=BERLIN, file="f"))
    lines = data.count(b"\n") + data.count(b"\r") + 1
    begin, end = WINDOW.moments(BERLIN)
    for record in records:
        if isinstance(record, Unreadable):
            assert record.reason
            assert "Error" not in record.reason
            assert 1 <= record.line <= lines
        else:
            moment = record.start.moment(BERLIN)
            assert moment < end
            assert moment >= begin or record.end.moment(BERLIN) > begin
            assert str(record.start)
            assert record.uid
            assert all("@" in one.email for one in record.attendees)
    for record in records[:3]:
        assert from_plain(type(record), to_plain(record)) == record
    return records


@pytest.mark.parametrize("part", PARTS)
def test_mutated_calendars(part):
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
    check(data)
    check(b"BEGIN:VEVENT\nDTSTART:20240105\n" + data + b"\nEND:VEVENT\n")


def test_the_mutations_leave_something_to_read():
    chance = random.Random(1)
    found = [check(mutated(chance)) for _ in range(100)]
    assert sum(any(isinstance(one, Entry) for one in records) for records in found) > 25
    assert sum(any(isinstance(one, Unreadable) for one in records) for records in found) > 10


def event(*lines, number=0):
    return b"\n".join((b"BEGIN:VEVENT\nUID:u%d\nDTSTART:20200101T100000Z" % number, *lines, b"END:VEVENT\n"))


def many(size, *lines):
    """Events with these lines, each of about ``size`` bytes, to fill a megabyte."""
    return b"".join(event(*lines, number=number) for number in range(LARGE // size))


def repeated(unit):
    return unit * (LARGE // len(unit))


def days(count, first=date(1990, 1, 1)):
    return [(first + timedelta(days=n)).strftime("%Y%m%dT100000Z").encode() for n in range(count)]


BYTES = b",".join(b"%d" % n for n in range(60))
BOMBS = {
    "a thousand million seconds": lambda: event(b"RRULE:FREQ=SECONDLY;COUNT=1000000000"),
    "every second": lambda: many(75, b"RRULE:FREQ=SECONDLY"),
    "every day since 1900": lambda: many(75, b"DTSTART:19000101", b"RRULE:FREQ=DAILY"),
    "days that never come": lambda: many(105, b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"),
    "seconds that never come": lambda: many(105, b"RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"),
    "every part": lambda: many(430, b"RRULE:FREQ=DAILY;BYSETPOS=-1;BYMINUTE=" + BYTES + b";BYSECOND=" + BYTES),
    "100,000 exceptions": lambda: event(b"RRULE:FREQ=DAILY", b"EXDATE:" + b",".join(days(60_000))),
    "exceptions in lines": lambda: event(b"RRULE:FREQ=DAILY", *(b"EXDATE:" + day for day in days(40_000))),
    "dates": lambda: event(b"RDATE:" + b",".join(days(60_000))),
    "one uid": lambda: b"BEGIN:VEVENT\nUID:1\nDTSTART:20240101\nEND:VEVENT\n" * 20_000,
    "changed instances": lambda: (
        event(b"RRULE:FREQ=DAILY", number=1)
        + b"".join(
            b"BEGIN:VEVENT\nUID:u1\nDTSTART:20240101\nRECURRENCE-ID;RANGE=THISANDFUTURE:%s\nEND:VEVENT\n" % day
            for day in days(10_000, date(2020, 1, 1))
        )
    ),
    "events without end": lambda: repeated(b"BEGIN:VEVENT\n"),
    "calendars without end": lambda: repeated(b"BEGIN:VCALENDAR\n"),
    "nesting": lambda: event(repeated(b"BEGIN:VALARM\n")),
    "nesting of nothing": lambda: b"BEGIN:VCALENDAR\n" + repeated(b"BEGIN:X\n"),
    "empty events": lambda: repeated(b"BEGIN:VEVENT\nEND:VEVENT\n"),
    "small events": lambda: repeated(b"BEGIN:VEVENT\nDTSTART:20240101\nEND:VEVENT\n"),
    "old Mac": lambda: repeated(b"BEGIN:VEVENT\r"),
    "small lines": lambda: event(repeated(b"A:1\n")),
    "zone parts without end": lambda: (
        b"BEGIN:VTIMEZONE\nTZID:X\n" + repeated(b"BEGIN:STANDARD\n") + b"END:VTIMEZONE\n"
        + event(b"DTEND;TZID=X:20240101T100000")
    ),
    "a zone of seconds": lambda: (
        b"BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        b"RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n" + event(b"DTEND;TZID=X:20240101T100000")
    ),
    "many zones": lambda: b"".join(
        b"BEGIN:VTIMEZONE\nTZID:X%d\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        b"RRULE:FREQ=YEARLY\nEND:STANDARD\nEND:VTIMEZONE\n" % n
        + event(b"RDATE;TZID=X%d:20240101T100000" % n, b"RRULE:FREQ=YEARLY", number=n)
        for n in range(4000)
    ),
    "unknown zones": lambda: b"".join(
        b"BEGIN:VEVENT\nDTSTART;TZID=(UTC+01:00) Town%d:20240101T100000\nEND:VEVENT\n" % n for n in range(13_000)
    ),
    "folds": lambda: event(b"DESCRIPTION:a" + b"\n b" * (LARGE // 3)),
    "text never folded": lambda: event(b"DESCRIPTION:a", *[b"!!"] * (LARGE // 3)),
    "people never folded": lambda: event(b"ATTENDEE:a", *[b"!!"] * (LARGE // 3)),
    "soft breaks": lambda: event(b"DESCRIPTION;ENCODING=QUOTED-PRINTABLE:a=", *[b"x="] * (LARGE // 3)),
    "35,000 people": lambda: event(
        b"RRULE:FREQ=DAILY", *(b"ATTENDEE:mailto:a%d@x.de" % n for n in range(35_000))
    ),
    "one long line": lambda: event(b"RRULE:FREQ=DAILY", b"DESCRIPTION:" + b"x" * LARGE),
    "signs at": lambda: event(b"ATTENDEE:<" + b"@" * LARGE),
    "parameters": lambda: event(b"ATTENDEE" + b";" * LARGE),
    "quotes": lambda: event(b"ATTENDEE;" + b'a="b;' * (LARGE // 5)),
    "colons": lambda: event(b"DTEND:" + b":" * LARGE),
    "blanks": lambda: event(b"DTEND:" + b" " * LARGE),
    "commas": lambda: event(b"CATEGORIES:" + b"," * LARGE),
    "backslashes": lambda: event(b"SUMMARY:" + b"\\" * LARGE),
    "weekdays": lambda: event(b"RRULE:FREQ=DAILY;BYDAY=" + b"MO," * (LARGE // 3)),
    "a long number": lambda: event(b"RRULE:FREQ=DAILY;COUNT=" + b"1" * LARGE),
    "a long old rule": lambda: event(b"RRULE:W1 " + b"#1 " * (LARGE // 3)),
    "eight thousand years": lambda: event(b"DTSTART:10000101", b"DTEND:89991231", b"RRULE:FREQ=DAILY"),
    "mail in mail": lambda: (
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: text/calendar\n\nBEGIN:VEVENT\n" * 20_000
    ),
    "mail of many levels": lambda: b"".join(
        b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(15_000)
    ),
    "nothing but NUL": lambda: b"\0" * LARGE,
    "every byte": lambda: bytes(range(256)) * (LARGE // 256),
}  # fmt: skip


READ = """
from datetime import UTC, date
from reconnect_carddav import ical
from reconnect_core import Window

def read(path):
    window = Window(first=date(2020, 1, 1), last=date(2029, 12, 31))
    for _ in ical.read(path.read_bytes(), window, calendar="c", zone=UTC):
        pass
"""


@pytest.mark.full
@pytest.mark.parametrize("name", BOMBS)
def test_a_megabyte_takes_no_two_seconds_and_no_twenty_megabytes(name, seconds, peak):
    data = BOMBS[name]()[:LARGE]

    def read():
        assert sum(1 for _ in ical.read(data, WINDOW, calendar="c", zone=UTC)) < 100_000

    assert seconds(read) < 2 or seconds(read) < 2  # another program may have had the processor's caches
    assert peak(READ, b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", data) < 20 * max(len(data), LARGE)


def test_a_calendar_of_ordinary_size_is_read_whole():
    """What the limits are for is not what people have: 50 endless weekly series over ten years."""
    start = datetime(2015, 1, 1, 10)
    data = b"".join(
        b"BEGIN:VEVENT\nUID:%d\nDTSTART;TZID=Europe/Berlin:%s\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
        % (n, (start + timedelta(days=n)).strftime("%Y%m%dT%H%M%S").encode())
        for n in range(50)
    )
    found = list(ical.read(data, WINDOW, calendar="c", zone=BERLIN))
    assert len(found) == sum(1 for one in found if isinstance(one, Entry))
    assert 50 * 521 <= len(found) <= 50 * 523
