"""Kind ics: our entries come and go, the rest of the file stays as it is, byte for byte."""

from datetime import date, time

import icalendar
import pytest
import vobject

from reconnect_carddav import ical
from reconnect_core import (
    Complete,
    Entry,
    Gone,
    Receipt,
    ReceiptStatus,
    Refused,
    State,
    Unchanged,
    Unusable,
    When,
    Window,
)

from .ics_stores import FOREIGN, YEAR, put, reminder, starts, store


def test_the_file_is_created_at_the_first_reminder_for_the_user_alone(tmp_path):
    path = tmp_path / "cal.ics"
    assert list(store(path).entries(YEAR)) == []
    assert "not there yet" in next(store(path).notes())
    assert put(path) == ["created"]
    assert starts(path) == ["2026-03-04T16:00:00Z"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(store(path).notes()) == []
    assert [found.name for found in tmp_path.iterdir()] == ["cal.ics"]


@pytest.mark.parametrize("foreign", [FOREIGN, FOREIGN.replace(b"\n", b"\r\n")], ids=["LF", "CRLF"])
def test_foreign_bytes_stay_and_removal_takes_exactly_ours(tmp_path, foreign):
    path = tmp_path / "cal.ics"
    path.write_bytes(foreign)
    path.chmod(0o640)
    receipts = list(store(path).put([reminder(1), reminder(2)]))
    data = path.read_bytes()
    place = foreign.rindex(b"END:VCALENDAR")
    assert data.startswith(foreign[:place])
    assert data.endswith(foreign[place:])
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert (b"\r\n" in data) == (b"\r\n" in foreign)
    assert starts(path) == ["2026-03-05T12:00:00Z"] + 2 * ["2026-03-04T16:00:00Z"]
    assert [store(path).remove(receipt) for receipt in (*receipts, *receipts)] == [True, True, False, False]
    left = path.read_bytes()
    zone = left[place : left.rindex(b"END:VCALENDAR")]
    assert left == foreign[:place] + zone + foreign[place:]
    assert zone.startswith(b"BEGIN:VTIMEZONE")
    assert zone.rstrip(b"\r\n") + (b"\r\n" if b"\r" in foreign else b"\n") == zone
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_zone_that_the_calendar_defines_is_not_defined_again(tmp_path):
    path = tmp_path / "cal.ics"
    put(path, reminder(1))
    put(path, reminder(2), reminder(3, start=When(day=date(2026, 7, 1), time=time(9), zone="Asia/Tokyo")))
    data = path.read_bytes()
    assert data.count(b"TZID:Europe/Berlin") == 1
    assert data.count(b"BEGIN:VTIMEZONE") == 2
    assert len(icalendar.Calendar.from_ical(data).walk("VEVENT")) == 3
    assert len(vobject.readOne(data.decode()).vevent_list) == 3


def test_in_a_file_of_several_calendars_the_zone_goes_where_the_reminder_goes(tmp_path):
    path = tmp_path / "cal.ics"
    put(path)
    path.write_bytes(path.read_bytes() + FOREIGN)
    put(path, reminder(2))
    last = path.read_bytes().rpartition(b"BEGIN:VCALENDAR")[2]
    assert last.count(b"\nTZID:Europe/Berlin\r\n") == 1
    assert b"reconnect000000000000000000000002" in last


def test_writing_again_changes_nothing_and_the_first_put_wins(tmp_path):
    path = tmp_path / "cal.ics"
    assert put(path, reminder(), reminder()) == ["created", "found"]
    before = path.read_bytes(), path.stat().st_mtime_ns
    for _ in range(10):
        assert put(path) == ["found"]
    assert put(path, reminder(title="Write to Ana")) == ["changed"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ((b"Call Ana", b"done: Call Ana"), "changed"),
        ((b"T170000", b"T180000"), "changed"),
        ((b"CLASS:PRIVATE\r\n", b"STATUS:CANCELLED\r\n"), "changed"),
        ((b"DTSTART;TZID=Europe/Berlin:", b"DTSTART:garbage"), "changed"),
        ((b"CLASS:PRIVATE\r\n", b"SEQUENCE:4\r\nX-APPLE-THING:1\r\nSTATUS:CONFIRMED\r\n"), "found"),
        ((b"DTSTAMP:20260301T083000Z", b"LAST-MODIFIED:20260302T080000Z"), "found"),
        ((b"DTSTART;TZID=Europe/Berlin:20260304T170000", b"DTSTART:20260304T160000Z"), "found"),
    ],
)
def test_what_the_user_touched_is_theirs(tmp_path, change, status):
    path = tmp_path / "cal.ics"
    (receipt,) = store(path).put([reminder()])
    path.write_bytes(path.read_bytes().replace(*change))
    before = path.read_bytes()
    assert put(path) == [status]
    assert store(path).remove(receipt) is (status == "found")
    assert (path.read_bytes() == before) is (status == "changed")
    assert store(path).remove(receipt, unless_changed=False) is (status == "changed")


def test_look_up_tells_where_our_reminders_are_now(tmp_path):
    path = tmp_path / "cal.ics"
    receipts = list(store(path).put([reminder(1), reminder(2), reminder(3), reminder(4)]))
    data = path.read_bytes().replace(b"UID:" + receipts[0].uid.encode(), b"UID:somebody-else")
    head, tail = data.split(b"UID:" + receipts[2].uid.encode())
    path.write_bytes(head + b"UID:" + receipts[2].uid.encode() + tail.replace(b"DTSTART", b"X-START", 1))
    found = list(store(path).look_up(receipts))
    assert [type(one) for one in found] == [Gone, Entry, Entry]  # the third cannot be read: neither
    assert found[1].marks == ("p", "h-1")
    assert ical.is_ours(found[1])
    assert list(store(tmp_path / "none.ics").look_up(receipts[:1])) == [Gone(uid=receipts[0].uid)]


def test_what_is_missing_in_a_file_without_an_end_is_not_said_to_be_gone(tmp_path):
    path = tmp_path / "cal.ics"
    receipts = list(store(path).put([reminder(1), reminder(2)]))
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(receipts[1].uid.encode()) - 80])
    with pytest.raises(Unusable, match="has no end"):
        list(store(path).look_up(receipts))
    path.write_bytes(whole)
    assert [type(one) for one in store(path).look_up(receipts)] == [Entry, Entry]


def test_tasks_are_kept_apart_from_events_and_come_back_as_they_are(tmp_path):
    path = tmp_path / "cal.ics"
    (receipt,) = store(path).put([reminder(task=True)])
    (entry,) = store(path).look_up([receipt])
    assert (entry.task, str(entry.start), ical.digest(entry)) == (True, "2026-03-04T16:00:00Z", receipt.digest)
    assert store(path).remove(receipt) is True


def test_an_unchanged_file_is_not_opened_again(tmp_path):
    path = tmp_path / "cal.ics"
    put(path)
    *records, complete, state = store(path).changes(None, YEAR)
    assert (len(records), complete, type(state)) == (1, Complete(), State)
    assert list(store(path).changes(state.token, YEAR)) == [Unchanged()]
    other = Window(first=date(2026, 1, 1), last=date(2026, 12, 30))
    assert len(list(store(path).changes(state.token, other))) == 3
    put(path, reminder(2))
    assert len(list(store(path).changes(state.token, YEAR))) == 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"First Name,Last Name\n", "no calendar"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no calendar"),
        (None, "folder"),
    ],
)
def test_what_is_no_calendar_is_said_in_one_line(tmp_path, content, says):
    path = tmp_path / "cal.ics"
    path.mkdir() if content is None else path.write_bytes(content)
    for use in (lambda: list(store(path).entries(YEAR)), lambda: put(path)):
        with pytest.raises(Unusable, match=says) as caught:
            use()
        assert str(path) in str(caught.value)
        assert caught.value.next_step
        assert "\n" not in str(caught.value)
    assert content is None or path.read_bytes() == content


@pytest.mark.parametrize("data", [FOREIGN.decode().encode("utf-16"), FOREIGN[: FOREIGN.rindex(b"END:VCAL")]])
def test_a_file_that_cannot_take_a_reminder_is_read_but_not_written(tmp_path, data):
    path = tmp_path / "cal.ics"
    path.write_bytes(data)
    assert starts(path) == ["2026-03-05T12:00:00Z"]
    with pytest.raises(Unusable, match="UTF-8"):
        put(path)
    assert path.read_bytes() == data


def test_a_path_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(Unusable, match="no such file"):
        list(store(tmp_path / "cal.ics", create=False).entries(YEAR))
    with pytest.raises(Unusable, match="folder"):
        put(tmp_path / "nowhere" / "cal.ics")
    with pytest.raises(Unusable):
        list(store("~nobody-of-this-name/cal.ics").entries(YEAR))


def test_an_address_is_only_read():
    for use in (lambda one: list(one.put([reminder()])), lambda one: one.remove(_receipt())):
        with pytest.raises(Refused):
            use(store("https://calendar.invalid/basic.ics"))


def _receipt():
    return Receipt(uid="reconnect1", calendar="cal", status=ReceiptStatus.CREATED)
