"""Reading calendars from the stand-in: what becomes an entry, and how few requests it takes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from desk import UID, WINDOW, Mirror, days, reminder
from google_standin import seeds

from reconnect_core import (
    Attendee,
    Busy,
    Complete,
    Entry,
    EntryStatus,
    Gone,
    Refused,
    Removed,
    Unchanged,
    Unreadable,
    When,
    Window,
)

ME = "me@example.org"
ANA = {"email": "ana@example.org", "displayName": "Ana", "responseStatus": "accepted"}


def at(day, hour=10, minute=0, zone="Europe/Berlin"):
    from zoneinfo import ZoneInfo

    moment = datetime.combine(date.fromisoformat(day), time(hour, minute), ZoneInfo(zone))
    return {"dateTime": moment.isoformat(), "timeZone": zone}


def meeting(day="2026-02-20", *guests, **more):
    given = {"summary": "Coffee", "start": at(day), "end": at(day, 11)}
    return {**given, **({"attendees": list(guests)} if guests else {}), **more}


def mine(answer):
    return {"email": ME, "self": True, "responseStatus": answer}


def entries(store, window=WINDOW):
    return {item.title: item for item in store.entries(window)}


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


def test_five_years_of_meetings_in_three_requests_and_the_next_day_in_one(desk):
    seeds.meetings(desk.world, 5000)
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    assert len(mirror.records) == 5000
    assert len(desk.world.requests) <= 3
    desk.server.forget_calls()
    desk.world.clock.sleep(days(1).total_seconds())
    new = desk.world.add_event("primary", meeting("2026-03-01", ANA, mine("accepted")))
    mirror.take(store.changes(mirror.state, WINDOW))
    assert len(mirror.records) == 5001
    assert new in mirror.records
    assert len(desk.world.requests) == 1


def test_nothing_changed_is_one_small_request(desk):
    seeds.meetings(desk.world, 40)
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    desk.server.forget_calls()
    assert mirror.take(store.changes(mirror.state, WINDOW)).unchanged
    assert len(desk.world.requests) == 1
    assert sum(call.sent for call in desk.world.requests) < 400


def test_a_walk_in_which_nothing_changed_is_three_requests_and_less_than_a_kilobyte(desk):
    seeds.contacts(desk.world, 1500)
    seeds.meetings(desk.world, 500)
    book, seen, own = desk.contacts(), desk.calendar(), desk.reminders()
    own.create()
    list(own.put([reminder(1)]))
    mirrors = [Mirror(), Mirror(), Mirror()]
    reads = [book.changes, lambda s: seen.changes(s, WINDOW), lambda s: own.changes(s, WINDOW)]
    for mirror, read in zip(mirrors, reads, strict=True):
        mirror.take(read(mirror.state))
    desk.server.forget_calls()
    for mirror, read in zip(mirrors, reads, strict=True):
        assert mirror.take(read(mirror.state)).unchanged
    assert len(desk.world.requests) <= 3
    assert sum(call.sent for call in desk.world.requests) <= 1000
    assert desk.world.writes == []


@pytest.mark.parametrize("in_window", [False, True])
def test_a_window_that_moves_on_needs_no_further_request_and_misses_nothing(desk, in_window):
    """Google does not say whether an incremental answer keeps to the times of the first read: both must do."""
    desk.world.delta_in_window = in_window
    ids = [desk.world.add_event("primary", meeting(f"2026-05-{day:02d}", ANA)) for day in range(1, 30)]
    far = desk.world.add_event("primary", meeting("2026-09-01", ANA))
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    assert set(mirror.records) == {ids[0]}
    moved = desk.world.add_event("primary", meeting("2026-05-10", ANA))
    desk.world.change_event("primary", ids[0], start=at("2026-05-20"), end=at("2026-05-20", 11))
    desk.world.delete_event("primary", ids[4])
    mirror.take(store.changes(mirror.state, WINDOW))
    assert mirror.records == {}
    desk.server.forget_calls()
    later = Window(first=WINDOW.first, last=date(2026, 5, 12))
    mirror.take(store.changes(mirror.state, later))
    assert set(mirror.records) == {*ids[1:4], *ids[5:12], moved}
    assert len(desk.world.requests) == 1
    latest = Window(first=WINDOW.first, last=date(2026, 6, 1))
    mirror.take(store.changes(mirror.state, latest))
    assert set(mirror.records) == {*ids[:4], *ids[5:], moved}
    assert len(desk.world.requests) == 2
    assert far not in mirror.records


def test_a_state_of_quite_another_window_counts_as_none(desk):
    inside = desk.world.add_event("primary", meeting("2025-06-01", ANA))
    desk.world.add_event("primary", meeting("2026-03-01", ANA))
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    for window in (
        Window(first=date(2025, 1, 1), last=date(2025, 12, 31)),
        Window(first=date(2020, 1, 1), last=WINDOW.last),
        Window(first=WINDOW.first, last=date(2027, 1, 1)),
    ):
        items = list(store.changes(mirror.state, window))
        assert Complete() in items, window
    items = list(store.changes(mirror.state, Window(first=date(2025, 1, 1), last=date(2025, 12, 31))))
    assert [item.resource for item in items if isinstance(item, Entry)] == [inside]


def test_what_changes_says_is_what_entries_says(desk):
    seeds.meetings(desk.world, 300)
    store = desk.calendar()
    window = Window(first=date(2024, 3, 1), last=date(2025, 3, 1))
    full = {entry.resource: entry for entry in store.entries(window)}
    assert Mirror().take(store.changes(None, window)).records == full
    assert 0 < len(full) < 300


def test_an_expired_token_leads_to_a_full_read_and_deletions_arrive(desk):
    ids = [desk.world.add_event("primary", meeting(f"2026-02-{day}", ANA)) for day in (10, 11, 12)]
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    desk.world.delete_event("primary", ids[1])
    desk.world.token_floor = desk.world.seq
    desk.server.forget_calls()
    mirror.take(store.changes(mirror.state, WINDOW))
    assert set(mirror.records) == {ids[0], ids[2]}
    assert [call.status for call in desk.world.requests] == [410, 200]


@pytest.mark.parametrize("state", [b"", b"{}", b"nonsense", b"\xff", b'{"asked": 1}'])
def test_a_state_that_cannot_be_read_is_none(desk, state):
    desk.world.add_event("primary", meeting())
    assert len(Mirror().take(desk.calendar().changes(state, WINDOW)).records) == 1


def test_a_list_without_its_end_removes_nothing(desk, monkeypatch):
    from google_standin import calendars, server

    seeds.meetings(desk.world, 30)
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))

    def cut(asked):
        said = calendars.list_events(asked)
        said.body["items"] = said.body["items"][:5]
        said.body.pop("nextSyncToken", None)
        return said

    monkeypatch.setitem(server.HANDLERS, "calendar.events.list", cut)
    assert len(mirror.take(store.changes(None, WINDOW)).records) == 30
    assert mirror.state is None


@pytest.mark.direct("the documents do not know the client's long form")
def test_a_very_long_sync_token_goes_as_google_s_client_sends_it(desk):
    """Beyond 2048 characters the client turns a GET into a POST: it must still be repeated like a GET."""
    seeds.meetings(desk.world, 3)
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    import json

    kept = json.loads(mirror.state)
    padded = json.loads(bytes.fromhex(kept["token"])) | {"padding": "x" * 2000}
    kept["token"] = json.dumps(padded).encode().hex()
    desk.server.forget_calls()
    desk.world.faults[1] = "503"
    assert Unchanged() in list(store.changes(json.dumps(kept).encode(), WINDOW))
    assert [call.status for call in desk.world.requests] == [503, 200]


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


def test_of_a_removed_series_the_old_instances_go_with_the_next_full_read(desk):
    for month in range(1, 13):
        desk.world.add_event(
            "primary",
            meeting(f"2025-{month:02d}-10", ANA, id=f"s_2025{month:02d}10", recurringEventId="s",
                    originalStartTime=at(f"2025-{month:02d}-10")),
        )  # fmt: skip
    store = desk.calendar()
    mirror = Mirror().take(store.changes(None, WINDOW))
    for month in range(9, 13):
        desk.world.delete_event("primary", f"s_2025{month:02d}10")
    gone = list(store.changes(mirror.state, WINDOW))
    assert {item.key for item in gone if isinstance(item, Removed)} == {
        f"s_2025{m:02d}10" for m in range(9, 13)
    }
    for month in range(1, 9):
        del desk.world.calendars["primary"].events[f"s_2025{month:02d}10"]
    mirror.take(gone)
    assert len(mirror.records) == 8
    much_later = Window(first=WINDOW.first, last=WINDOW.last + timedelta(days=62))
    assert mirror.take(store.changes(mirror.state, much_later)).records == {}


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
