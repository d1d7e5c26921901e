"""Series with exceptions, additions and moved instances: recurring-ical-events finds the same."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_carddav import ical
from reconnect_core import Window

ZONES = ("America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia")


@st.composite
def series(draw):
    """A series with exceptions, additions and moved instances, as one calendar."""
    zone = draw(st.sampled_from(ZONES))
    start = draw(st.datetimes(datetime(2025, 6, 1), datetime(2026, 6, 1))).replace(second=0, microsecond=0)
    step = draw(st.sampled_from([("DAILY", 1), ("WEEKLY", 7)]))
    interval = draw(st.integers(1, 3))
    times = [start + timedelta(days=step[1] * interval * n) for n in range(40)]

    def line(name, when, more=""):
        return f"{name};TZID={zone}{more}:{when:%Y%m%dT%H%M%S}\n"

    lines = [line("DTSTART", start), line("DTEND", start + timedelta(hours=1)), "UID:s\n"]
    end = draw(st.sampled_from(["", ";COUNT=20", f";UNTIL={times[12]:%Y%m%d}T235959Z"]))
    lines.append(f"RRULE:FREQ={step[0]};INTERVAL={interval}{end}\n")
    picked = draw(st.lists(st.integers(1, 11), max_size=4, unique=True))
    lines.extend(line("EXDATE", times[n]) for n in picked[:2])
    lines.extend(
        line("RDATE", times[n] + timedelta(hours=3)) for n in draw(st.sets(st.integers(1, 9), max_size=2))
    )
    events = ["".join(lines)]
    for n in picked[2:]:
        moved = times[n] + timedelta(hours=draw(st.integers(-30, 30)), minutes=7)
        events.append("UID:s\n" + line("RECURRENCE-ID", times[n]) + line("DTSTART", moved))
    body = "".join(f"BEGIN:VEVENT\n{event}END:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n".encode()


@settings(max_examples=60, deadline=None)
@given(series(), st.dates(date(2025, 5, 1), date(2026, 8, 1)), st.integers(0, 120))
def test_recurring_ical_events_finds_the_same(data, first, length):
    window = Window(first=first, last=first + timedelta(days=length))
    begin, end = window.moments(UTC)
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(begin, end)
    expected = sorted(one["DTSTART"].dt.astimezone(UTC) for one in theirs)
    found = sorted(one.start.moment(UTC) for one in ical.read(data, window, calendar="c", zone=UTC))
    assert found == expected
