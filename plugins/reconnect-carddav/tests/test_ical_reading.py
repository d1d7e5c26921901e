"""Calendars as products write them: repairs, encodings, frames, and one broken event that costs no other."""

import base64
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import Entry, EntryStatus, Unreadable, When, Window

from .ical_reads import START, calendar, one, read


def test_an_entry_has_what_the_event_says():
    entry = one(
        START
        + "DTEND:20260105T110000Z\nUID:u1\nSUMMARY:Tea\\, cake\\; more\nDESCRIPTION:a\\nb\\\\n\nLOCATION:Bar\n"
        "STATUS:TENTATIVE\nTRANSP:TRANSPARENT\nCATEGORIES:x,y\\,z\nCATEGORIES:x\nLAST-MODIFIED:20260101T000000Z"
    )
    assert (entry.title, entry.text, entry.location) == ("Tea, cake; more", "a\nb\\n", "Bar")
    assert (entry.calendar, entry.uid, entry.resource, entry.etag) == ("c", "u1", "r", "e")
    assert (entry.status, entry.busy, entry.categories) == (EntryStatus.TENTATIVE, False, ("x", "y,z"))
    assert entry.start == When(day=date(2026, 1, 5), time=time(10), zone="UTC")
    assert entry.updated == datetime(2026, 1, 1, tzinfo=UTC)
    assert (entry.recurrence_id, entry.marks, entry.organizer, entry.task) == ("", (), None, False)


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20260105", "2026-01-05", "2026-01-06"),
        ("DTSTART:20260105\nDTEND:20260108", "2026-01-05", "2026-01-08"),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260106", "2026-01-05", "2026-01-06"),
        ("DTSTART;VALUE=DATE:20260105\nDTEND:20260107T000000Z", "2026-01-05", "2026-01-07"),
        ("DTSTART;VALUE=DATE:20260105\nDURATION:P2D", "2026-01-05", "2026-01-07"),
        ("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260105", "2026-01-05", "2026-01-06"),
        ("DTSTART;VALUE=DATE:20260105T113000\nDTEND;VALUE=DATE:20260105T120000", "2026-01-05T11:30:00",
         "2026-01-05T12:00:00"),
        ("DTSTART;TZID=Europe/Berlin;VALUE=DATE:20260105T000000", "2026-01-05", "2026-01-06"),
        ("DTSTART:20260105Z\nDTEND:20260107Z", "2026-01-05", "2026-01-07"),
        ("DTSTART:20260105\nDURATION:PT1W", "2026-01-05", "2026-01-12"),
        ("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260107T235959", "2026-01-05", "2026-01-08"),
        ("DTSTART;VALUE=DATE:20260105\nDTEND:20260107T170000", "2026-01-05", "2026-01-07"),
        ("DTSTART:20260105T100000", "2026-01-05T10:00:00", None),
        ("DTSTART:20260105T100000\nDURATION:PT1H30M", "2026-01-05T10:00:00", "2026-01-05T11:30:00"),
        ("DTSTART:2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z", None),
        ("DTSTART:20260105T1000Z", "2026-01-05T10:00:00Z", None),
        ("DTSTART:20260105T120000+0200", "2026-01-05T10:00:00Z", None),
        ("DTSTART;TZID=Europe/Berlin:20260105T100000Z", "2026-01-05T10:00:00Z", None),
        ("DTSTART:20260105T240000Z", "2026-01-06T00:00:00Z", None),
        ("DTSTART;TZID=Europe/Berlin:20260105T110000\nDTEND:20260105T120000", "2026-01-05T10:00:00Z",
         "2026-01-05T11:00:00Z"),
        ("DTSTART:20260105T100000Z\nDTEND:20260105T090000Z", "2026-01-05T10:00:00Z", None),
        ("DTSTART:20260105T100000Z\nDTEND:20260105T110000Z\nDURATION:PT0S", "2026-01-05T10:00:00Z",
         "2026-01-05T11:00:00Z"),
        ("DTSTART:garbage\nDTSTART:20260105T100000Z", "2026-01-05T10:00:00Z", None),
        ("DTSTART; TZID=Europe/Berlin:20260105T110000", "2026-01-05T10:00:00Z", None),
        ("DTSTART:TZID=Europe/Berlin:20260105T110000", "2026-01-05T10:00:00Z", None),
        ("DTSTART:20260105T100000Z;", "2026-01-05T10:00:00Z", None),
        ("DTSTART:20260105T100000Z\nDTSTART:20260106T100000Z", "2026-01-05T10:00:00Z", None),
    ],
)  # fmt: skip
def test_dates_and_times(lines, start, end):
    entry = one(lines)
    assert (str(entry.start), str(entry.end) if entry.end else None) == (start, end)


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART;TZID=Europe/Berlin:20260112T000000\nDTEND;TZID=Europe/Berlin:20260114T000000", "12", "14"),
        ("DTSTART:20260112T000000\nDTEND:20260112T235900", "12", "13"),
        ("DTSTART:20260112T000000Z", "12", "13"),
        ("DTSTART:20260112T000000\nDTEND:20260112T120000", "12T00:00:00", "12T12:00:00"),
        ("DTSTART:20260112T090000\nDTEND:20260113T000000", "12T09:00:00", "13T00:00:00"),
    ],
)
def test_from_midnight_to_midnight_is_a_day_where_a_mark_says_so(lines, start, end):
    for mark in ("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "X-FUNAMBOL-ALLDAY:1"):
        entry = one(f"{lines}\n{mark}")
        assert (str(entry.start), str(entry.end)) == (f"2026-01-{start}", f"2026-01-{end}")
    assert one(f"{lines}\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE").start.time is not None


@pytest.mark.parametrize(
    ("method", "lines", "status"),
    [
        ("REPLY", "", EntryStatus.CONFIRMED),
        ("COUNTER", "", EntryStatus.CONFIRMED),
        ("CANCEL", "", EntryStatus.CANCELLED),
        ("PUBLISH", "STATUS:CANCELLED", EntryStatus.CANCELLED),
        ("PUBLISH", "STATUS:Canceled", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Canceled: Lunch", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Abgesagt: Mittagessen", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Cancelled event: Lunch", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Lemondva: Ebéd", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Annulé : déjeuner", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:İptal edildi: yemek", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:已取消：午餐", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:CANCELLED - U12 practice", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Practice (cancelled)", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Otkazano: ručak", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Cancelled flights\\, a talk: lunch", EntryStatus.CONFIRMED),
        ("PUBLISH", "SUMMARY:Why we cancelled: a talk", EntryStatus.CONFIRMED),
    ],
)
def test_what_did_not_take_place_is_told(method, lines, status):
    entry = one(START + lines, frame=f"METHOD:{method}\n")
    assert (entry.method, entry.status) == (method.lower(), status)


def test_a_method_inside_the_event_counts_where_the_calendar_has_none():
    assert one(START + "METHOD:CANCEL").status is EntryStatus.CANCELLED
    assert one(START + "METHOD:CANCEL", frame="METHOD:REQUEST\n").status is EntryStatus.CONFIRMED


def test_a_cancellation_may_do_without_a_start_and_others_may_not():
    assert read(calendar("UID:1\nATTENDEE:mailto:a@example.com", frame="METHOD:CANCEL\n")) == []
    (found,) = read(calendar("UID:1"))
    assert "no start" in found.reason


@pytest.mark.parametrize(("revision", "status"), [(1, "cancelled"), (3, "confirmed")])
def test_a_cancellation_without_a_start_cancels_what_the_file_has_under_its_uid(revision, status):
    meeting = calendar(START + f"UID:1\nSEQUENCE:{revision}", frame="METHOD:REQUEST\n")
    (found,) = read(meeting + calendar("UID:1\nSEQUENCE:2", frame="METHOD:CANCEL\n"))
    assert (str(found.start), found.status.value) == ("2026-01-05T10:00:00Z", status)


def test_one_instance_is_cancelled_also_without_a_start():
    series = START + "UID:1\nRRULE:FREQ=DAILY;COUNT=3"
    found = read(calendar(series, "UID:1\nRECURRENCE-ID:20260106T100000Z\nSTATUS:CANCELLED"))
    assert sorted((str(one.start)[8:10], one.status.value) for one in found) == [
        ("05", "confirmed"),
        ("06", "cancelled"),
        ("07", "confirmed"),
    ]


def test_the_tasks_of_others_are_no_entries():
    assert read(calendar(START + "UID:t\nATTENDEE:mailto:a@example.com", kind="VTODO")) == []


@pytest.mark.parametrize(
    "broken",
    [
        "UID:x\nDTSTART:20261301T100000Z",
        "UID:x\nDTSTART:99990101",
        "UID:x\nDTSTART:20260101T256199",
        "UID:x\nDTSTART",
        "UID:x\nDTSTART;VALUE=PERIOD:20260101T000000Z/PT1H",
        "",
    ],
)
def test_one_broken_event_costs_that_event_only_and_its_line_is_told(broken):
    data = calendar(START + "UID:a", broken, START + "UID:b")
    found = read(data)
    assert sorted(one.uid for one in found if isinstance(one, Entry)) == ["a", "b"]
    (bad,) = (one for one in found if isinstance(one, Unreadable))
    assert (bad.source, bad.key, bad.file, bad.line) == ("c", "r", "f.ics", 7)
    assert bad.reason.startswith("an entry could not be read: ")


def test_a_missing_end_costs_nothing_but_a_cut_file_costs_its_last_event():
    event = "BEGIN:VEVENT\nDTSTART:20260105T100000Z\nEND:VEVENT\n"
    data = calendar(START).replace("END:VEVENT\n", event)
    assert [type(one) for one in read(data)] == [Entry, Entry]
    assert [type(one) for one in read(data.replace("END:VCALENDAR\n", "BEGIN:VEVENT\n" + START))] == [
        Entry, Entry, Unreadable]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("BEGIN:VCALENDAR\n", "").replace("END:VCALENDAR\n", ""),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("VEVENT", "vevent").replace("BEGIN", "Begin"),
        lambda text: text.replace("DTSTART", "dtstart"),
        lambda text: text.replace("END:VEVENT", "END:VEVENT "),
        lambda text: "text before\n" + text,
        lambda text: text.replace("\n", "\n    "),
        lambda text: text.replace("BEGIN:VEV", "  BEGIN:VEV").replace("DT", "    DT").replace("SUM", "\tSUM"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("cp1252"),
    ],
)
def test_line_ends_encodings_and_frames(change):
    (found,) = read(change(calendar(START + "SUMMARY:Frühstück mit José")))
    assert (str(found.start), found.title) == ("2026-01-05T10:00:00Z", "Frühstück mit José")


def test_folds_are_undone_in_bytes_and_with_tabs():
    data = calendar(START + "SUMMARY:Früh\nUID:u").encode()
    cut = data.index("ü".encode()) + 1
    for fold in (b"\n ", b"\r\n ", b"\n\t", b"\r\r\n ", b"\n\n ", b"\r\n\r\n "):
        (found,) = read(data[:cut] + fold + data[cut:])
        assert found.title == "Früh"


def test_text_that_was_not_folded_goes_on():
    entry = one(START + "DESCRIPTION:first\nsecond line\n\nthird\nLOCATION:here")
    assert (entry.text, entry.location) == ("first\nsecond line\nthird", "here")


def test_a_value_inside_the_quotes_of_its_zone_is_found():
    assert str(one('DTSTART;TZID="W. Europe Standard Time:20260609T090000"').start) == "2026-06-09T07:00:00Z"


def test_vcalendar_1_0():
    data = (
        "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nDTSTART:20260105T100000Z\r\nRRULE:W1 MO #3\r\n"
        "EXDATE:20260112T100000Z;20300101T100000Z\r\nTRANSP:1\r\n"
        "SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Fr=C3=BChst=\r\n=C3=BCck\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = read(data)
    assert [str(one.start) for one in found] == ["2026-01-05T10:00:00Z", "2026-01-19T10:00:00Z"]
    assert {(one.title, one.busy) for one in found} == {("Frühstück", False)}


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "7bit"])
def test_the_calendar_in_an_invitation_mail_is_read_once(encoding):
    data = calendar(
        START + "UID:m\nSUMMARY:Invitation=\nATTENDEE:mailto:b@example.com", frame="METHOD:REQUEST\n"
    )
    body = {
        "base64": base64.encodebytes(data.encode()).decode(),
        "quoted-printable": data.replace("=", "=3D"),
        "7bit": data,
    }[encoding]
    part = f"Content-Type: text/calendar; charset=utf-8; method=REQUEST\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"
    mail = (
        "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=cut\n\n"
        f"--cut\nContent-Type: text/plain\n\nHello\n--cut\n{part}--cut\n{part}--cut--\n"
    )
    (found,) = read(mail)
    assert (found.title, found.method, found.attendees[0].email) == ("Invitation=", "request", "b@example.com")


def test_the_calendar_in_a_mail_that_calls_it_bytes_is_read():
    head = (
        "Subject: x\nContent-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain\n\nHello\n"
    )
    part = 'Content-Type: application/octet-stream; name="Invite.ICS"\nContent-Transfer-Encoding: base64\n\n'
    body = base64.encodebytes(calendar(START).encode()).decode()
    (found,) = read(f"{head}--cut\n{part}{body}\n--cut--\n")
    assert str(found.start) == "2026-01-05T10:00:00Z"


@pytest.mark.parametrize(("texts", "title"), [(500, "Grüße"), (2000, "Gr=C3=BC=C3=9Fe")])
def test_what_has_thousands_of_parts_is_no_mail_and_its_calendar_is_read_as_it_stands(texts, title):
    head = "Content-Type: multipart/mixed; boundary=cut\n\n"
    part = "--cut\nContent-Type: text/plain\n\nHello\n" * texts
    coded = "--cut\nContent-Type: text/calendar; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    (found,) = read(head + part + coded + calendar(START + "SUMMARY:Gr=C3=BC=C3=9Fe") + "\n--cut--\n")
    assert found.title == title


def test_events_without_uid_stay_apart_and_keep_their_name():
    data = calendar(START + "SUMMARY:a", START + "SUMMARY:b")
    first, second = read(data)
    assert first.uid != second.uid
    assert [one.uid for one in read(data)] == [first.uid, second.uid]


@pytest.mark.parametrize("data", [b"", b"\n", b"hello", b"\0" * 100, bytes(range(256)), b"%PDF-1.4"])
def test_what_is_no_calendar_is_told(data):
    (found,) = read(data)
    assert found.reason == "no calendar was found in it"


def test_an_empty_calendar_is_empty():
    assert read("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n") == []


def test_windows_that_no_calendar_reaches_are_no_error():
    assert read(calendar(START), window=Window(first=date.min, last=date.max), zone=ZoneInfo("Asia/Tokyo"))
    assert read(calendar(START), window=Window(first=date(2026, 2, 1), last=date(2026, 1, 1))) == []
