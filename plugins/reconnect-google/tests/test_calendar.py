"""Reading calendars from the stand-in: what becomes an entry, busy times, and our own reminders."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from desk import UID, WINDOW, Mirror, reminder
from meetings import ANA, ME, at, entries, meeting, mine

from reconnect_core import (
    Attendee,
    Busy,
    Entry,
    EntryStatus,
    Gone,
    Refused,
    Unreadable,
    When,
    Window,
)


def test_a_meeting_arrives_with_who_came_and_in_its_own_zone(desk):
    room = {"email": "r1@resource.calendar.google.com", "resource": True, "responseStatus": "accepted"}
    tokyo = {"start": at("2026-02-20", 9, zone="Asia/Tokyo"), "end": at("2026-02-20", 10, zone="Asia/Tokyo")}
    id_ = desk.world.add_event(
        "primary",
        meeting("2026-02-20", ANA, room, mine("accepted"), location="Café", description="Notes", **tokyo),
    )
    (entry,) = desk.calendar().entries(WINDOW)
    assert entry.start == When(day=date(2026, 2, 20), time=time(9), zone="Asia/Tokyo")
    assert entry.end == When(day=date(2026, 2, 20), time=time(10), zone="Asia/Tokyo")
    assert entry.attendees == (
        Attendee(email="ana@example.org", name="Ana", partstat="accepted"),
        Attendee(email="r1@resource.calendar.google.com", partstat="accepted", cutype="resource"),
        Attendee(email=ME, partstat="accepted"),
    )
    assert (entry.uid, entry.resource) == (f"{id_}@google.com", id_)
    assert (entry.location, entry.text, entry.busy, entry.calendar) == ("Café", "Notes", True, "meetings")
    assert entry.etag
    assert entry.organizer == Attendee(email=ME)


def test_what_the_user_declined_and_what_is_no_meeting_stays_out(desk):
    desk.world.add_event("primary", meeting("2026-02-20", ANA, mine("declined"), summary="declined"))
    desk.world.add_event("primary", meeting("2026-02-21", ANA, mine("accepted"), summary="held"))
    for kind in ("birthday", "fromGmail", "workingLocation", "outOfOffice", "focusTime"):
        desk.world.add_event("primary", meeting("2026-02-22", summary=kind, eventType=kind))
    assert set(entries(desk.calendar())) == {"held"}


def test_declining_later_takes_the_entry_back(desk):
    id_ = desk.world.add_event("primary", meeting("2026-03-20", ANA, mine("needsAction")))
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    assert set(mirror.records) == {id_}
    desk.world.change_event("primary", id_, attendees=[ANA, mine("declined")])
    assert mirror.take(store.changes(mirror.state, WINDOW)).records == {}


def test_an_address_of_the_user_that_the_garden_does_not_know_is_nobody_else(desk):
    other = {"email": "second@example.org", "self": True, "responseStatus": "tentative"}
    invited = {"email": "ana@example.org"}
    desk.world.add_event("primary", meeting("2026-02-20", ANA, other, summary="asked", organizer=invited))
    own = {"email": "second@example.org", "self": True}
    desk.world.add_event("primary", meeting("2026-02-21", summary="alone", organizer=own))
    found = entries(desk.calendar())
    assert [guest.email for guest in found["asked"].attendees] == ["ana@example.org"]
    assert found["asked"].status is EntryStatus.TENTATIVE
    assert found["asked"].organizer == Attendee(email="ana@example.org")
    assert found["alone"].organizer is None


def test_whole_days_instances_and_crowds(desk):
    day = {"start": {"date": "2026-02-20"}, "end": {"date": "2026-02-21"}}
    desk.world.add_event("primary", {"summary": "fair", **day})
    for week in ("02", "09"):
        desk.world.add_event(
            "primary",
            meeting(
                f"2026-02-{week}",
                id=f"series_202602{week}T090000Z",
                iCalUID="series@google.com",
                summary=f"weekly {week}",
                recurringEventId="series",
                originalStartTime=at(f"2026-02-{week}"),
            ),
        )
    crowd = [{"email": f"g{n}@example.org", "responseStatus": "accepted"} for n in range(60)]
    desk.world.add_event("primary", meeting("2026-02-23", *crowd, mine("accepted"), summary="crowd"))
    found = entries(desk.calendar())
    assert found["fair"].start == When(day=date(2026, 2, 20))
    assert found["fair"].end == When(day=date(2026, 2, 21))
    first, second = found["weekly 02"], found["weekly 09"]
    assert first.uid == second.uid == "series@google.com"
    assert (first.recurrence_id, second.recurrence_id) == ("2026-02-02T09:00:00Z", "2026-02-09T09:00:00Z")
    assert first.resource != second.resource
    assert [guest.email for guest in found["crowd"].attendees] == [ME]


def test_a_broken_event_costs_no_other(desk):
    desk.world.add_event("primary", meeting("2026-02-20", id="broken1"))
    desk.world.add_event("primary", meeting("2026-02-21", summary="fine"))
    desk.world.calendars["primary"].events["broken1"].plain["status"] = "perhaps, says Ana"
    broken, fine = desk.calendar().entries(WINDOW)
    assert isinstance(broken, Unreadable)
    assert (broken.key, broken.source, fine.title) == ("broken1", "meetings", "fine")
    assert "Ana" not in broken.reason


def test_busy_times_come_from_free_busy_in_pieces(desk):
    desk.world.add_event("primary", meeting("2026-03-10"))
    desk.world.add_event("primary", meeting("2026-03-11", transparency="transparent"))
    desk.world.add_event("primary", meeting("2026-08-10"))
    window = Window(first=date(2026, 3, 1), last=date(2026, 8, 31))
    taken = list(desk.calendar().busy(window))
    assert taken == [
        Busy(start=datetime(2026, 3, 10, 9, tzinfo=UTC), end=datetime(2026, 3, 10, 10, tzinfo=UTC)),
        Busy(start=datetime(2026, 8, 10, 8, tzinfo=UTC), end=datetime(2026, 8, 10, 9, tzinfo=UTC)),
    ]
    own = desk.reminders()
    assert own.entries_tell_busy
    assert not desk.reminders(busy=("primary",)).entries_tell_busy
    assert list(own.busy(Window(first=date(2026, 3, 10), last=date(2026, 3, 10)))) == taken[:1]


def test_an_unknown_calendar_in_busy_is_told(desk):
    with pytest.raises(Refused, match="nobody"):
        list(desk.calendar(busy=("nobody",)).busy(WINDOW))


def test_busy_without_the_right_falls_back_to_entries_or_says_nothing(desk):
    from reconnect_google.settings import APP_CREATED, CONTACTS, EVENTS_READ, FREEBUSY

    desk.world.add_event("primary", meeting("2026-03-10"))
    desk.sign_in([CONTACTS, APP_CREATED, EVENTS_READ])
    assert len(list(desk.calendar().busy(WINDOW))) == 1
    assert list(desk.reminders().busy(WINDOW)) == []
    assert desk.reminders().entries_tell_busy
    desk.sign_in([CONTACTS, APP_CREATED, FREEBUSY])
    assert not desk.reminders().entries_tell_busy
    assert len(list(desk.reminders().busy(WINDOW))) == 1


def test_a_calendar_that_does_not_exist_yet_is_empty_and_unchanged(desk):
    own = desk.reminders()
    mirror = Mirror().take(own.changes(None, WINDOW))
    assert mirror.records == {}
    assert list(own.entries(WINDOW)) == []
    assert mirror.take(own.changes(mirror.state, WINDOW)).unchanged
    assert desk.world.requests == []
    own.create()
    list(own.put([reminder(1)]))
    assert set(mirror.take(own.changes(mirror.state, WINDOW)).records) == {f"{UID}0001"}


def test_our_own_entries_are_ours_and_bear_their_marks(desk):
    own = desk.reminders()
    own.create()
    many = tuple(f"{n:032x}" for n in range(120))
    list(own.put([reminder(1, marks=many), reminder(2, marks=())]))
    first, second = own.entries(WINDOW)
    assert (first.uid, first.marks, first.busy) == (f"{UID}0001", many, False)
    assert (second.uid, second.marks) == (f"{UID}0002", ())
    (seen,) = own.look_up([next(own.put([reminder(1)]))])
    assert seen.marks == many


def test_look_up_takes_one_request_however_many(desk):
    own = desk.reminders()
    calendar = own.create()
    receipts = list(own.put([reminder(n) for n in range(5)]))
    desk.world.delete_event(calendar, receipts[1].uid)
    desk.world.change_event(calendar, receipts[2].uid, summary="✓ called")
    del desk.world.calendars[calendar].events[receipts[3].uid]
    desk.server.forget_calls()
    found = list(own.look_up(receipts))
    assert len(desk.world.requests) == 1
    assert [type(one) for one in found] == [Entry, Gone, Entry, Gone, Entry]
    assert found[2].title == "✓ called"
    assert found[2].etag != receipts[2].etag
    assert found[0].etag == receipts[0].etag
    for number in (0, 1, 3):
        desk.server.forget_calls()
        (one,) = own.look_up([receipts[number]])
        assert type(one) is type(found[number])
        assert len(desk.world.requests) == 1
    desk.server.forget_calls()
    assert list(own.look_up([])) == []
    assert desk.world.requests == []


def test_words_that_google_s_page_saved_are_read_without_their_markup(desk):
    own = desk.reminders()
    calendar = own.create()
    (receipt,) = own.put([reminder(1)])
    web = "You were glad last time.<br>Her number is on the card.<br><ul><li>She&nbsp;moved &amp; is well</li></ul>"
    desk.world.change_event(calendar, receipt.uid, description=web)
    (entry,) = own.entries(WINDOW)
    assert entry.text.splitlines() == [
        "You were glad last time.",
        "Her number is on the card.",
        "",
        "She moved & is well",
    ]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_whole_day_is_one_of_the_garden_wherever_the_calendar_is(desk, zone):
    desk.world.calendars["primary"].zone = zone
    for day in ("2026-02-27", "2026-02-28", "2026-03-01"):
        after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        desk.world.add_event("primary", {"summary": day, "start": {"date": day}, "end": {"date": after}})
    only = Window(first=date(2026, 2, 28), last=date(2026, 2, 28))
    assert set(entries(desk.calendar(), only)) <= {"2026-02-28"}
    wide = Window(first=date(2026, 2, 20), last=date(2026, 3, 10))
    assert len(entries(desk.calendar(), wide)) == 3


def test_a_reminder_of_ours_that_cannot_be_read_is_neither_here_nor_gone(desk):
    own = desk.reminders()
    calendar = own.create()
    receipts = list(own.put([reminder(1), reminder(2)]))
    desk.world.calendars[calendar].events[receipts[0].uid].plain["status"] = "perhaps"
    assert [entry.uid for entry in own.look_up(receipts)] == [receipts[1].uid]
