"""Reading a calendar again: how few requests it takes, and that nothing is missed."""

from datetime import date, timedelta

import pytest
from desk import WINDOW, Mirror, days, reminder
from google_standin import seeds
from meetings import ANA, at, meeting, mine

from reconnect_core import (
    Complete,
    Entry,
    Removed,
    Unchanged,
    Window,
)


@pytest.mark.full
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
