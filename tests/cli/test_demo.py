"""``reconnect demo`` tells a story, and its calendar is what any program opens."""

import icalendar
import pytest
import vobject

from .conftest import process

pytestmark = pytest.mark.xdist_group("demo")
"""It is told once, by one worker."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The folder that it was told in, and what was said."""
    folder = tmp_path_factory.mktemp("told")
    return folder, process("demo", cwd=folder).stdout


def test_the_demo_tells_a_story_and_writes_a_calendar(told):
    folder, said = told
    assert "Monday 2 March 2026" in said
    assert "tel:" in said or "Post:" in said
    calendar = (folder / "reconnect-demo" / "calendar.ics").read_text(encoding="utf-8")
    assert 2 <= calendar.count("UID:reconnect") <= 3


def test_the_demos_calendar_is_what_any_program_opens(told):
    folder, _ = told
    raw = (folder / "reconnect-demo" / "calendar.ics").read_bytes()
    events = [
        e for e in icalendar.Calendar.from_ical(raw).walk("VEVENT") if str(e["UID"]).startswith("reconnect")
    ]
    assert len(list(vobject.readOne(raw.decode()).vevent_list)) > len(events)
    assert 2 <= len(events) <= 3
    for event in events:
        assert set(str(event["UID"])) <= set("0123456789abcdefghijklmnopqrstuv")
        assert event["DTSTAMP"]
        assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
        assert [c.name for c in event.subcomponents] == ["VALARM"]
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["CLASS"] == "PRIVATE"
        assert not {"RRULE", "ATTENDEE", "ORGANIZER"} & set(event)
        text = str(event["DESCRIPTION"])
        assert "tel:" in text or "Post:" in text or "mail" in text


def test_it_can_be_told_again(told):
    folder, _ = told
    assert "Monday 2 March 2026" in process("demo", cwd=folder).stdout
