"""What we write: legal everywhere, the same bytes each time, and the same reminder when read back."""

import re
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_carddav import ical
from reconnect_core import EntryStatus, When

from .ical_writes import NOW, back, reminder


@pytest.mark.parametrize("more", [{}, {"start": When(day=date(2026, 3, 4))}, {"task": True}])
def test_a_reminder_without_an_alarm_says_nothing_at_its_time_and_is_else_the_same(more):
    loud, quiet = (ical.write(reminder(alarm=alarm, **more), now=NOW).decode() for alarm in (True, False))
    before, _, after = loud.partition("BEGIN:VALARM\r\n")
    assert after
    assert quiet == before + after.partition("END:VALARM\r\n")[2]


def test_every_line_says_what_it_must():
    lines = ical.write(reminder(), now=NOW).decode().replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT") + 1]
    assert event == [
        "BEGIN:VEVENT",
        "UID:reconnect0123456789abcdefghijklmnopqrstuv",
        "DTSTAMP:20260301T083000Z",
        "DTSTART;TZID=Europe/Berlin:20260304T170000",
        "DTEND;TZID=Europe/Berlin:20260304T171500",
        "SUMMARY:Call Zoë\\, my friend\\; soon",
        "DESCRIPTION:You are thinking of her.\\nTel: tel:+49\\,30\\\\1\\n\\n✓ done",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "X-RECONNECT-MARKS:p1 h/ab.c-d_e",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Call Zoë\\, my friend\\; soon",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
    ]
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reconnect//reconnect-carddav//EN"]
    assert lines[-2:] == ["END:VCALENDAR", ""]


@pytest.mark.parametrize(
    ("more", "start", "end", "trigger"),
    [
        ({"start": When(day=date(2026, 3, 4))}, ";VALUE=DATE:20260304", ";VALUE=DATE:20260305", ":PT9H"),
        ({"start": When(day=date(2026, 3, 4), time=time(9), zone="UTC")}, ":20260304T090000Z", ":20260304T091500Z",
         ":PT0S"),
        ({"start": When(day=date(2026, 3, 4), time=time(9))}, ":20260304T090000", ":20260304T091500", ":PT0S"),
        ({"minutes": 60 * 24}, ";TZID=Europe/Berlin:20260304T170000", ";TZID=Europe/Berlin:20260305T170000", ":PT0S"),
    ],
)  # fmt: skip
def test_days_moments_and_floating_times(more, start, end, trigger):
    text = ical.write(reminder(**more), now=NOW).decode()
    assert f"DTSTART{start}\r\nDTEND{end}\r\n" in text
    assert f"TRIGGER{trigger}\r\n" in text
    assert ("VTIMEZONE" in text) is ("TZID=" in text)


def test_a_task_is_due_and_no_more():
    text = ical.write(reminder(task=True), now=NOW).decode()
    assert "BEGIN:VTODO\r\n" in text
    assert "DUE;TZID=Europe/Berlin:20260304T170000\r\n" in text
    assert "TRIGGER;RELATED=END:PT0S\r\n" in text
    assert "DTSTART;" not in text
    assert "TRANSP" not in text
    entry = back(text.encode())
    assert (entry.task, entry.busy, entry.end) == (True, False, None)
    done = text.replace(
        "CLASS:PRIVATE", "STATUS:COMPLETED\r\nCOMPLETED:20260305T090000Z\r\nDTSTART:20260101T000000Z"
    )
    entry = back(done.encode())
    assert (entry.status, entry.completed) == (EntryStatus.COMPLETED, datetime(2026, 3, 5, 9, tzinfo=UTC))
    assert str(entry.start) == "2026-03-04T16:00:00Z"
    assert ical.digest(entry) != ical.digest(reminder(task=True))


def test_lines_are_folded_at_75_octets_and_no_character_is_cut():
    data = ical.write(reminder(title="ü" * 200, text="✓" * 200 + "x" * 74), now=NOW)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()
    assert back(data).title == "ü" * 200


def test_the_same_reminder_is_the_same_bytes():
    assert ical.write(reminder(), now=NOW) == ical.write(reminder(), now=NOW)
    later = ical.write(reminder(), now=NOW + timedelta(days=1))
    assert len({re.sub(rb"DTSTAMP:\w+", b"", data) for data in (later, ical.write(reminder(), now=NOW))}) == 1


@pytest.mark.parametrize(
    "more", [{"marks": ("a b",)}, {"marks": ("a,b",)}, {"marks": ("",)}, {"uid": "a\r\nb"}]
)
def test_marks_and_uids_with_other_signs_are_refused(more):
    with pytest.raises(ValueError, match="not allowed"):
        ical.write(reminder(**more), now=NOW)


@pytest.mark.parametrize("more", [{}, {"start": When(day=date(2026, 3, 4))}, {"task": True}, {"marks": ()}])
def test_other_programs_can_read_it(more):
    data = ical.write(reminder(**more), now=NOW)
    (event,) = icalendar.Calendar.from_ical(data).walk("VTODO" if more.get("task") else "VEVENT")
    assert not event.errors
    assert str(event["SUMMARY"]) == reminder().title
    assert str(event["DESCRIPTION"]) == reminder().text
    assert len(event.walk("VALARM")) == 1
    assert not {"RRULE", "ATTENDEE", "ORGANIZER"} & set(event)
    theirs = vobject.readOne(data.decode())
    found = (theirs.vtodo_list if more.get("task") else theirs.vevent_list)[0]
    assert found.summary.value == reminder().title
    if not more:
        assert found.dtstart.value.astimezone(UTC) == datetime(2026, 3, 4, 16, tzinfo=UTC)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.booleans(), st.sampled_from(["Europe/Berlin", "UTC", None]), st.integers(0, 600))
def test_whatever_the_words_the_reminder_read_back_is_the_one_written(title, text, task, zone, minutes):
    start = When(day=date(2026, 3, 28), time=time(1, 45), zone=zone)
    wanted = reminder(title=title, text=text, task=task, start=start, minutes=minutes)
    entry = back(ical.write(wanted, now=NOW))
    assert ical.digest(entry) == ical.digest(wanted)
    assert (entry.uid, entry.marks, entry.start) == (wanted.uid, wanted.marks, wanted.start)
    assert ical.is_ours(entry)
    assert not entry.busy


@pytest.mark.parametrize("name", ["JosÃ©", "MÃ¼ller"])
def test_a_broken_name_in_a_reminder_stays_as_it_was_written(name):
    wanted = reminder(title=f"Call {name}", text="")
    entry = back(ical.write(wanted, now=NOW))
    assert (entry.title, ical.digest(entry)) == (wanted.title, ical.digest(wanted))


def test_words_with_half_characters_are_written_all_the_same():
    wanted = reminder(title="a\ud800b\x00c\x1f")
    assert ical.digest(back(ical.write(wanted, now=NOW))) == ical.digest(wanted)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\r\n ", "").replace("\r\n", "\n"),
        lambda text: text.replace("CLASS:PRIVATE\r\n", "SEQUENCE:3\r\nCREATED:20260101T000000Z\r\nX-A:b\r\n"),
        lambda text: text.replace("DTSTAMP:20260301T083000Z", "DTSTAMP:20270101T000000Z"),
        lambda text: text.replace("CLASS:PRIVATE", "STATUS:CONFIRMED"),
        lambda text: text.replace("=Europe/Berlin", "=Europe/Paris"),
        lambda text: text.replace(
            "DTSTART;TZID=Europe/Berlin:20260304T17", "DTSTART;TZID=Asia/Tokyo:20260305T01"
        ),
        lambda text: text.replace("\\n", "\\N").replace("\\n\\n", "\\n \\n"),
        lambda text: text.replace("DTEND;TZID=Europe/Berlin:20260304T171500", "DURATION:PT15M"),
    ],
)
def test_what_servers_rewrite_does_not_move_the_digest(change):
    text = ical.write(reminder(), now=NOW).decode()
    assert change(text) != text
    assert ical.digest(back(change(text).encode())) == ical.digest(reminder())


@pytest.mark.parametrize(
    "change",
    [
        ("SUMMARY:Call", "SUMMARY:✓ Call"),
        ("thinking", "dreaming"),
        ("T170000", "T180000"),
        ("T171500", "T173000"),
        ("20260304T17", "20260305T17"),
        ("CLASS:PRIVATE", "STATUS:CANCELLED"),
        ("CLASS:PRIVATE", "STATUS:TENTATIVE"),
    ],
)
def test_what_the_user_changes_moves_the_digest(change):
    text = ical.write(reminder(), now=NOW).decode()
    assert ical.digest(back(text.replace(*change).encode())) != ical.digest(reminder())
