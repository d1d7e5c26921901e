"""Series, changed instances and exceptions, as products write them."""

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from reconnect_carddav import ical
from reconnect_core import Entry, EntryStatus, Unreadable, Window

YEAR = Window(first=date(2026, 1, 1), last=date(2026, 12, 31))
BERLIN = (
    "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:16011028T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\n"
    "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)
"""As Exchange defines it."""


def read(*events, window=YEAR, zone=UTC, frame=""):
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    data = f"BEGIN:VCALENDAR\nVERSION:2.0\n{frame}{body}END:VCALENDAR\n".encode()
    return list(ical.read(data, window, calendar="c", zone=zone))


def starts(*events, **more):
    found = read(*events, **more)
    assert all(isinstance(one, Entry) for one in found), found
    return sorted(str(one.start) for one in found)


WEEKLY = "UID:a\nDTSTART;TZID=Europe/Berlin:20260105T190000\nDTEND;TZID=Europe/Berlin:20260105T200000\n"


def test_wall_time_is_kept_over_both_changes_of_the_clock():
    found = starts(WEEKLY + "RRULE:FREQ=WEEKLY")
    assert len(found) == 52
    assert {text[11:] for text in found if "2026-03-29" <= text < "2026-10-25"} == {"17:00:00Z"}
    assert {text[11:] for text in found if not "2026-03-29" <= text < "2026-10-25"} == {"18:00:00Z"}


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;TZID=Europe/Berlin:20260112T190000",
        "EXDATE:20260112T180000Z",
        "EXDATE:20260112T190000",
        "EXDATE;VALUE=DATE:20260112",
        "EXDATE;TZID=America/New_York:20260112T130000",
        "EXDATE;TZID=Europe/Berlin:20260112T000000",
        "EXDATE:\nEXDATE;VALUE=DATE:\nEXDATE:nonsense,20260112T180000Z",
        "EXDATE:20260112T180000Z;20270112T180000Z",
        "EXRULE:FREQ=WEEKLY;INTERVAL=50;BYDAY=MO;COUNT=2\nRDATE:20260105T180000Z\nEXDATE:20260112T180000Z",
    ],
)
def test_exceptions_are_taken_out_however_they_are_written(line):
    found = starts(WEEKLY + f"RRULE:FREQ=WEEKLY;COUNT=3\n{line}")
    assert "2026-01-12T18:00:00Z" not in found
    assert "2026-01-19T18:00:00Z" in found


def test_midnight_in_utc_is_an_instant_and_no_day():
    evening = "UID:a\nDTSTART;TZID=America/New_York:20260105T190000\nRRULE:FREQ=DAILY;COUNT=3\n"
    assert starts(evening + "EXDATE:20260107T000000Z") == ["2026-01-06T00:00:00Z", "2026-01-08T00:00:00Z"]


def test_midnight_in_another_zone_is_an_instant_where_the_series_has_one():
    evening = "UID:a\nDTSTART;TZID=America/New_York:20260105T180000\nRRULE:FREQ=DAILY;COUNT=3\n"
    kept = ["2026-01-05T23:00:00Z", "2026-01-07T23:00:00Z"]
    assert starts(evening + "EXDATE;TZID=Europe/Berlin:20260107T000000") == kept


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260119T180000Z", "2026-01-19"),
        ("20260119T175959Z", "2026-01-12"),
        ("20260119", "2026-01-19"),
        ("20260119T190000", "2026-01-19"),
        ("", "2026-12-28"),
        ("20251231T000000Z", None),
        ("99991231T235959Z", "2026-12-28"),
        ("00010101T000000Z", "2026-12-28"),
    ],
)
def test_until_is_understood_whether_or_not_it_is_written_like_the_start(until, last):
    found = starts(WEEKLY + f"RRULE:FREQ=WEEKLY;UNTIL={until}")
    assert (found[-1][:10] if found else None) == last


def test_until_with_a_time_ends_a_series_of_days_on_its_day():
    days = "UID:a\nDTSTART;VALUE=DATE:20260801\nRRULE:FREQ=DAILY;UNTIL=20260804T070000Z"
    assert starts(days) == ["2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04"]


def test_local_midnight_in_utc_stands_for_its_day_in_a_series_of_days():
    days = (
        "UID:a\nDTSTART;VALUE=DATE:20260801\nRRULE:FREQ=DAILY;UNTIL=20260803T220000Z\nEXDATE:20260801T220000Z"
    )
    assert starts(days, frame="X-WR-TIMEZONE:Europe/Berlin\n") == ["2026-08-01", "2026-08-03", "2026-08-04"]
    assert starts(days, zone=ZoneInfo("Europe/Berlin")) == ["2026-08-01", "2026-08-03", "2026-08-04"]
    assert starts(days, frame=BERLIN) == ["2026-08-01", "2026-08-03", "2026-08-04"]


def test_an_end_in_utc_of_a_floating_series_is_read_where_the_file_was_written():
    floating = "UID:a\nDTSTART:20260801T100000\nRRULE:FREQ=DAILY;UNTIL=20260803T080000Z"
    for written in ({"frame": BERLIN}, {"zone": ZoneInfo("Europe/Berlin")}):
        assert starts(floating, **written)[-1] == "2026-08-03T10:00:00"
    assert starts(floating)[-1] == "2026-08-02T10:00:00"


@pytest.mark.parametrize("clock", ["080000Z", "100000Z"])
def test_exceptions_in_utc_of_a_floating_series_are_read_where_the_file_was_written_or_as_they_stand(clock):
    floating = "UID:a\nDTSTART:20260801T100000\nRRULE:FREQ=DAILY;COUNT=4"
    moved = f"UID:a\nDTSTART:20260809T120000\nRECURRENCE-ID:20260804T{clock}"
    found = starts(f"{floating}\nEXDATE:20260802T{clock}", moved, zone=ZoneInfo("Europe/Berlin"))
    assert found == ["2026-08-01T10:00:00", "2026-08-03T10:00:00", "2026-08-09T12:00:00"]


def test_an_end_that_cannot_be_made_out_leaves_the_written_date_and_is_told():
    entry, told = sorted(
        read(WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=never"), key=lambda one: isinstance(one, Unreadable)
    )
    assert str(entry.start) == "2026-01-05T18:00:00Z"
    assert "UNTIL" in told.reason


def test_dates_and_periods_are_added():
    rdate = "RDATE;TZID=Europe/Berlin;VALUE=PERIOD:20260201T190000/PT3H,20260202T190000/20260202T193000\nRDATE:"
    found = read(WEEKLY + rdate)
    assert [str(one.start) for one in found] == [
        "2026-01-05T18:00:00Z",
        "2026-02-01T18:00:00Z",
        "2026-02-02T18:00:00Z",
    ]
    assert [str(one.end) for one in found] == [
        "2026-01-05T19:00:00Z",
        "2026-02-01T21:00:00Z",
        "2026-02-02T18:30:00Z",
    ]


MOVED = "UID:a\nRECURRENCE-ID:20260112T180000Z\nDTSTART:20260114T080000Z\nSUMMARY:moved"


@pytest.mark.parametrize("order", [1, -1])
def test_a_moved_instance_replaces_its_own_wherever_it_stands_in_the_file(order):
    found = read(*[WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=3", MOVED][::order])
    assert {(str(one.start), one.recurrence_id, one.title) for one in found} == {
        ("2026-01-05T18:00:00Z", "2026-01-05T18:00:00Z", ""),
        ("2026-01-14T08:00:00Z", "2026-01-12T18:00:00Z", "moved"),
        ("2026-01-19T18:00:00Z", "2026-01-19T18:00:00Z", ""),
    }


def test_an_instance_named_by_its_midnight_is_that_of_its_day():
    moved = MOVED.replace("RECURRENCE-ID:20260112T180000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20260112T000000")
    assert starts(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=2", moved) == [
        "2026-01-05T18:00:00Z",
        "2026-01-14T08:00:00Z",
    ]


def test_the_latest_revision_of_an_instance_counts():
    newer = MOVED.replace("0114T08", "0115T08") + "\nSEQUENCE:4"
    assert "2026-01-15T08:00:00Z" in starts(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=3", newer, MOVED)
    assert "2026-01-14T08:00:00Z" not in starts(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=3", newer, MOVED)


def test_the_latest_revision_of_a_single_event_counts_and_a_repeated_one_is_one():
    old, new = WEEKLY + "SEQUENCE:1", WEEKLY.replace("T190000", "T210000") + "SEQUENCE:2"
    assert starts(new, old) == ["2026-01-05T20:00:00Z"]
    assert starts(new, new) == ["2026-01-05T20:00:00Z"]


def test_events_that_an_exporter_gave_the_same_uid_all_stay():
    assert len(starts(*(f"UID:1\nDTSTART:2026010{day}T100000Z" for day in range(1, 6)))) == 5


def test_cancelled_instances_are_told_as_such():
    found = read(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=2", MOVED + "\nSTATUS:CANCELLED")
    assert [one.status for one in found] == [EntryStatus.CONFIRMED, EntryStatus.CANCELLED]


def test_this_and_future_moves_all_later_instances():
    later = (
        "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260323T190000\n"
        "DTSTART;TZID=Europe/Berlin:20260324T200000\nDTEND;TZID=Europe/Berlin:20260324T230000\nSUMMARY:later"
    )
    found = sorted(read(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=14", later), key=lambda one: str(one.start))
    assert [(str(one.start), str(one.end), one.title) for one in found[-4:]] == [
        ("2026-03-16T18:00:00Z", "2026-03-16T19:00:00Z", ""),
        ("2026-03-24T19:00:00Z", "2026-03-24T22:00:00Z", "later"),
        ("2026-03-31T18:00:00Z", "2026-03-31T21:00:00Z", "later"),
        ("2026-04-07T18:00:00Z", "2026-04-07T21:00:00Z", "later"),
    ]


def test_instances_that_a_change_moves_into_the_window_are_in_it():
    later = "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260112T180000Z\nDTSTART:20260122T180000Z"
    window = Window(first=date(2026, 3, 19), last=date(2026, 3, 19))
    assert starts(WEEKLY + "RRULE:FREQ=WEEKLY", later, window=window) == ["2026-03-19T18:00:00Z"]


def test_a_series_begun_anew_at_an_instance_ends_the_old_one():
    anew = (
        "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T180000Z\nDTSTART:20260120T080000Z\n"
        "RDATE:20260127T080000Z"
    )
    assert starts(WEEKLY + "RRULE:FREQ=WEEKLY", anew) == [
        "2026-01-05T18:00:00Z",
        "2026-01-12T18:00:00Z",
        "2026-01-20T08:00:00Z",
        "2026-01-27T08:00:00Z",
    ]


def test_instances_without_their_series_stand_for_themselves():
    other = MOVED.replace("0112", "0113").replace("0114T08", "0115T08")
    assert starts(MOVED, other) == ["2026-01-14T08:00:00Z", "2026-01-15T08:00:00Z"]


def test_an_instance_moved_into_the_window_is_in_it_and_one_moved_out_is_not():
    january = Window(first=date(2026, 1, 12), last=date(2026, 1, 14))
    assert starts(WEEKLY + "RRULE:FREQ=WEEKLY", MOVED, window=january) == ["2026-01-14T08:00:00Z"]
    out = MOVED.replace("20260114", "20260601")
    assert starts(WEEKLY + "RRULE:FREQ=WEEKLY", out, window=january) == []


def test_what_began_before_the_window_and_reaches_into_it_is_told():
    window = Window(first=date(2026, 1, 2), last=date(2026, 1, 2))
    night = "DTSTART:20260101T230000Z\nDTEND:20260102T020000Z\n"
    trip = "DTSTART;VALUE=DATE:20251230\nDTEND;VALUE=DATE:20260103\n"
    over = "DTSTART;VALUE=DATE:20251230\nDTEND;VALUE=DATE:20260102\n"
    assert starts(night, trip, over, "DTSTART:20260103T000000Z", window=window) == [
        "2025-12-30",
        "2026-01-01T23:00:00Z",
    ]
    assert len(starts(night + "RRULE:FREQ=DAILY", window=window)) == 2


def test_days_of_the_window_begin_in_the_gardens_zone():
    window = Window(first=date(2026, 1, 2), last=date(2026, 1, 2))
    event = "DTSTART:20260101T160000Z"
    assert starts(event, window=window, zone=ZoneInfo("Asia/Tokyo")) == ["2026-01-01T16:00:00Z"]
    assert starts(event, window=window) == []


def test_a_series_with_a_broken_rule_keeps_its_first_date_and_costs_no_other():
    found = read("UID:x\nDTSTART:20260101T100000Z\nRRULE:FREQ=SOMETIMES", "UID:y\nDTSTART:20260102T100000Z")
    assert [type(one) for one in found] == [Unreadable, Entry, Entry]
    assert found[0].line == 3
    assert "frequency" in found[0].reason
    assert [str(one.start) for one in found[1:]] == ["2026-01-01T10:00:00Z", "2026-01-02T10:00:00Z"]


def test_more_occurrences_than_anyone_has_are_cut_off_and_that_is_told():
    found = read("UID:x\nDTSTART:20260101T100000Z\nRRULE:FREQ=MINUTELY", "UID:y\nDTSTART:20260102T100000Z")
    assert sum(isinstance(one, Entry) for one in found) == 5001
    assert [one.reason for one in found if isinstance(one, Unreadable)] == [
        "a series could not be followed: it has more than 5000 occurrences in the window"
    ]
