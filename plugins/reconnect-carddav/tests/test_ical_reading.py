"""Calendars as products write them: repairs, zones, people, and one broken event that costs no other."""

import base64
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reconnect_carddav import ical
from reconnect_core import Entry, EntryStatus, Unreadable, When, Window

ALL = Window(first=date(1970, 1, 1), last=date(2036, 12, 31))
START = "DTSTART:20260105T100000Z\n"


def calendar(*events, frame="", kind="VEVENT"):
    body = "".join(f"BEGIN:{kind}\n{event.strip()}\nEND:{kind}\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{frame}{body}END:VCALENDAR\n"


def read(data, window=ALL, zone=UTC):
    data = data.encode() if isinstance(data, str) else data
    return list(ical.read(data, window, calendar="c", zone=zone, resource="r", file="f.ics", etag="e"))


def one(event, frame="", **more):
    (found,) = read(calendar(event, frame=frame), **more)
    assert isinstance(found, Entry), found
    return found


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
        ("DTSTART:20260105T100000Z\nDTSTART:20260106T100000Z", "2026-01-05T10:00:00Z", None),
    ],
)  # fmt: skip
def test_dates_and_times(lines, start, end):
    entry = one(lines)
    assert (str(entry.start), str(entry.end) if entry.end else None) == (start, end)


WRITTEN = (
    "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:{year}1104T020000\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:{year}0311T020000\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\n"
    "TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)


@pytest.mark.parametrize("year", ["0001", "1601", "2007"])
@pytest.mark.parametrize("name", ["Customized Time Zone", " 1", "Canberra, Not", "Elsewhere/Nowhere", "GMT"])
def test_a_zone_nobody_knows_is_what_the_file_says(name, year):
    frame = WRITTEN.format(name=name, year=year)
    for day, hour in (("20260307", "15"), ("20260308", "14"), ("20261031", "14"), ("20261101", "15")):
        entry = one(f'DTSTART;TZID="{name}":{day}T100000', frame=frame)
        assert str(entry.start) == f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour}:00:00Z"
        assert entry.start.zone == "UTC"


def test_a_series_in_a_zone_of_the_file_keeps_its_wall_time():
    found = read(
        calendar("DTSTART;TZID=Here:20260306T100000\nRRULE:FREQ=DAILY;COUNT=3")
        + WRITTEN.format(name="Here", year="2007")
    )
    assert [str(one.start)[11:13] for one in found] == ["15", "15", "14"]


def test_eras_of_a_zone_supersede_each_other():
    old = WRITTEN.replace("1SU;BYMONTH=11", "-1SU;BYMONTH=10").replace("2SU;BYMONTH=3", "1SU;BYMONTH=4")
    eras = old.format(name="Here", year="1671").replace("END:VTIMEZONE\n", "")
    eras += WRITTEN.format(name="Here", year="2007").partition("TZID:Here\n")[2]
    times = {day: str(one(f"DTSTART;TZID=Here:{day}T100000", frame=eras).start)[11:13] for day in (
        "20061030", "20070310", "20070312", "20261030", "20260320")}  # fmt: skip
    assert times == {"20061030": "15", "20070310": "15", "20070312": "14", "20261030": "14", "20260320": "14"}


@pytest.mark.parametrize(
    ("tzid", "zone", "hour"),
    [
        ("Europe/Stockholm", "Europe/Stockholm", 8),
        ("/Europe/Stockholm", "Europe/Stockholm", 8),
        ("europe/stockholm", "Europe/Stockholm", 8),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin", 8),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", 13),
        ("America/Los Angeles", "America/Los_Angeles", 17),
        ("W. Europe Standard Time", "Europe/Berlin", 8),
        ("Eastern Standard Time", "America/New_York", 14),
        ("tzone://Microsoft/Utc", "UTC", 10),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "America/New_York", 14),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", 14),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', "Europe/Amsterdam", 8),
        ('"(GMT+01.00) Sarajevo/Warsaw/Zagreb"', "Europe/Sarajevo", 8),
        ('"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"', "Asia/Kolkata", 4.5),
        ("(UTC) Coordinated Universal Time", "UTC", 10),
        ("Western/Central Europe", "Europe/Berlin", 8),
        ("Pacific Daylight Time", "America/Los_Angeles", 17),
        ("GMT+0200", "UTC", 8),
        ("UTC+2", "UTC", 8),
        ("Eastern Standard Time 1", "America/New_York", 14),
        ("W. Europe", "Europe/Berlin", 8),
        ("W. Europe Daylight Time", "Europe/Berlin", 8),
        ("Hawaiian", "Pacific/Honolulu", 20),
        ("Mitteleuropäische Zeit", "Europe/Berlin", 8),
    ],
)
def test_names_of_zones(tzid, zone, hour):
    start = one(f"DTSTART;TZID={tzid}:20260706T100000").start
    assert start.moment(UTC) == datetime(2026, 7, 6, int(hour), round(hour % 1 * 60), tzinfo=UTC)
    assert start.zone == zone


WINDOWS_NAMES = {
    "(UTC-10:00) Hawaii": "Hawaiian Standard Time",
    "(UTC-09:00) Alaska": "Alaskan Standard Time",
    "(UTC-07:00) Arizona": "US Mountain Standard Time",
    "(UTC-07:00) Mountain Time (US & Canada)": "Mountain Standard Time",
    "(UTC-06:00) Central America": "Central America Standard Time",
    "(UTC-06:00) Guadalajara, Mexico City, Monterrey": "Central Standard Time (Mexico)",
    "(UTC-05:00) Bogota, Lima, Quito, Rio Branco": "SA Pacific Standard Time",
    "(UTC-05:00) Indiana (East)": "US Eastern Standard Time",
    "(UTC-04:00) Atlantic Time (Canada)": "Atlantic Standard Time",
    "(UTC-03:30) Newfoundland": "Newfoundland Standard Time",
    "(UTC-03:00) Brasilia": "E. South America Standard Time",
    "(UTC-03:00) City of Buenos Aires": "Argentina Standard Time",
    "(UTC+00:00) Dublin, Edinburgh, Lisbon, London": "GMT Standard Time",
    "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris": "Romance Standard Time",
    "(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris": "Romance Standard Time",
    "(UTC+01:00) West Central Africa": "W. Central Africa Standard Time",
    "(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius": "FLE Standard Time",
    "(UTC+02:00) Harare, Pretoria": "South Africa Standard Time",
    "(UTC+03:00) Moscow, St. Petersburg": "Russian Standard Time",
    "(UTC+03:30) Tehran": "Iran Standard Time",
    "(UTC+04:00) Abu Dhabi, Muscat": "Arabian Standard Time",
    "(UTC+05:00) Islamabad, Karachi": "Pakistan Standard Time",
    "(UTC+05:45) Kathmandu": "Nepal Standard Time",
    "(UTC+06:30) Yangon (Rangoon)": "Myanmar Standard Time",
    "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi": "China Standard Time",
    "(UTC+09:00) Osaka, Sapporo, Tokyo": "Tokyo Standard Time",
    "(UTC+10:00) Canberra, Melbourne, Sydney": "AUS Eastern Standard Time",
    "(UTC+12:00) Auckland, Wellington": "New Zealand Standard Time",
    "(UTC+13:00) Nuku'alofa": "Tonga Standard Time",
}


@pytest.mark.parametrize("shown", WINDOWS_NAMES)
def test_a_display_name_means_what_the_windows_name_means(shown):
    for day in ("20260115", "20260715"):
        ours, known = (
            one(f'DTSTART;TZID="{name}":{day}T100000').start.moment(UTC)
            for name in (shown, WINDOWS_NAMES[shown])
        )
        assert ours == known


def test_a_zone_nobody_knows_floats_unless_the_calendar_names_one():
    event = "DTSTART;TZID=Nowhere At All:20260705T100000"
    assert str(one(event).start) == "2026-07-05T10:00:00"
    assert str(one(event, frame="X-WR-TIMEZONE:US/Pacific\n").start) == "2026-07-05T17:00:00Z"
    assert (
        str(one("DTSTART:20260705T100000", frame="X-WR-TIMEZONE:US/Pacific\n").start) == "2026-07-05T17:00:00Z"
    )
    assert str(one("DTSTART:20260705", frame="X-WR-TIMEZONE:US/Pacific\n").start) == "2026-07-05"


def test_two_calendars_in_one_file_keep_their_own_zone_and_method():
    found = read(
        calendar("UID:1\nDTSTART:20260705T100000", frame="X-WR-TIMEZONE:US/Pacific\nMETHOD:REPLY\n")
        + calendar("UID:2\nDTSTART:20260705T100000")
    )
    assert [(one.start.zone, one.method) for one in found] == [("US/Pacific", "reply"), (None, "")]


PEOPLE = [
    ("ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:MAILTO:ana@example.com", ("ana@example.com", "Ana", "accepted")),
    ('ATTENDEE;CN="Doe, J";PARTSTAT=DECLINED:mailto:j@example.com', ("j@example.com", "Doe, J", "declined")),
    ("ATTENDEE:mailto:hcabot@ example.com", ("hcabot@example.com", "", "needs-action")),
    ("ATTENDEE;CN=B:\n mailto:b@example.com", ("b@example.com", "B", "needs-action")),
    ("ATTENDEE;CN=B\n:mailto:b@example.com", ("b@example.com", "B", "needs-action")),
    ("ATTENDEE;CN=b@example.com:b@example.com", ("b@example.com", "", "needs-action")),
    ('ATTENDEE;EMAIL=p@example.com;CN=P:/aMTA/principal/', ("p@example.com", "P", "needs-action")),
    ("ATTENDEE:mailto:x%2By@example.com?subject=hi", ("x+y@example.com", "", "needs-action")),
    ("ATTENDEE;STATUS=CONFIRMED;ROLE=ATTENDEE:Old Man <old@example.com>", ("old@example.com", "Old Man", "accepted")),
    ('ATTENDEE;CN=Smith: Bob:mailto:bob@example.com', ("bob@example.com", "Smith", "needs-action")),
    ("ATTENDEE;CUTYPE=UNKNOWN:mailto:u@example.com", ("u@example.com", "", "needs-action")),
    ("ATTENDEE;ROLE=NON-PARTICIPANT;CN=Ana:mailto:ana@example.com", ("ana@example.com", "Ana", "needs-action")),
    ("ATTENDEE;CN=Sala Romero:mailto:sala@example.com", ("sala@example.com", "Sala Romero", "needs-action")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "person"), PEOPLE)
def test_people_are_read_and_their_addresses_mended(line, person):
    (found,) = one(START + line).attendees
    assert (found.email, found.name, found.partstat) == person


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=ROOM:mailto:room@example.com",
        "ATTENDEE;CUTYPE=resource;CN=Beamer:mailto:beamer@example.com",
        "ATTENDEE;CUTYPE=GROUP:mailto:all@example.com",
        "ATTENDEE:mailto:abc@group.calendar.google.com",
        "ATTENDEE:mailto:c_18@resource.calendar.google.com",
        "ATTENDEE:CET Meeting Room@example.com",
        "ATTENDEE;CN=Conference Room 5:mailto:cr5@example.com",
        "ATTENDEE;CN=Zoom Room 5:mailto:zr5@example.com",
        "ATTENDEE;CN=Besprechungsraum Nord:mailto:bn@example.com",
        "ATTENDEE;CN=Salle de réunion:mailto:sr@example.com",
        "ATTENDEE;CN=会議室A:mailto:ka@example.com",
        "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Room 5:mailto:r5@example.com",
        "ATTENDEE;CN=Ana:invalid:nomail",
        "ATTENDEE;CN=Ana:",
        "ATTENDEE:",
        "BEGIN:VALARM\nACTION:EMAIL\nATTENDEE:mailto:alarm@example.com\nEND:VALARM",
        "X-THING:1\n:mailto:lost@example.com",
    ],
)
def test_what_is_no_person_is_left_out(line):
    entry = one(START + line + "\n" + line.replace("ATTENDEE", "ORGANIZER"))
    assert (entry.attendees, entry.organizer) == ((), None)


def test_nobody_is_invited_twice_and_an_answer_counts_more_than_none():
    lines = "ATTENDEE:mailto:A@example.com\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.com\nATTENDEE:mailto:a@example.com"
    assert [(one.email, one.partstat) for one in one(START + lines).attendees] == [
        ("a@example.com", "declined")
    ]


def test_delegates_and_members_are_not_attendees():
    line = 'ATTENDEE;MEMBER="mailto:g@example.com";DELEGATED-FROM="mailto:d@example.com";SENT-BY="mailto:s@example.com"'
    assert [one.email for one in one(f"{START}{line}:mailto:a@example.com").attendees] == ["a@example.com"]


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
        ("PUBLISH", "SUMMARY:Annulé : déjeuner", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:İptal edildi: yemek", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:已取消：午餐", EntryStatus.CANCELLED),
        ("PUBLISH", "SUMMARY:Cancelled flights\\, a talk: lunch", EntryStatus.CONFIRMED),
        ("PUBLISH", "SUMMARY:Why we cancelled: a talk", EntryStatus.CONFIRMED),
    ],
)
def test_what_did_not_take_place_is_told(method, lines, status):
    entry = one(START + lines, frame=f"METHOD:{method}\n")
    assert (entry.method, entry.status) == (method.lower(), status)


def test_a_cancellation_may_do_without_a_start_and_others_may_not():
    assert read(calendar("UID:1\nATTENDEE:mailto:a@example.com", frame="METHOD:CANCEL\n")) == []
    (found,) = read(calendar("UID:1"))
    assert "no start" in found.reason


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
    for fold in (b"\n ", b"\r\n ", b"\n\t", b"\r\r\n "):
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
