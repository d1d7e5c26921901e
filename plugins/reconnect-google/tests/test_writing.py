"""Writing reminders: once, found again, never overwritten, never brought back."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from desk import EVERY_FAULT, UID, WINDOW, reminder

from reconnect_core import Fault, Receipt, ReceiptStatus, Refused, StoreError, Unusable, When


@pytest.fixture
def own(desk):
    store = desk.reminders()
    store.create()
    desk.server.forget_calls()
    return store


def kept(desk, store):
    return desk.world.open_events(store.address)


def test_k_reminders_are_k_requests_and_a_calendar_once_ever(desk):
    store = desk.reminders()
    calendar = store.create("Reconnect")
    receipts = list(store.put([reminder(n) for n in range(3)]))
    assert len(desk.world.requests) == 3 + 1
    assert [one.status for one in receipts] == [ReceiptStatus.CREATED] * 3
    assert desk.world.calendars[calendar].summary == "Reconnect"
    assert store.create("Reconnect") == calendar
    assert len(desk.world.calendars) == 2


def test_what_is_written_is_private_transparent_and_holds_hashes_only(desk, own):
    (receipt,) = own.put([reminder(1)])
    (event,) = kept(desk, own).values()
    assert event["id"] == receipt.uid == receipt.resource
    assert (event["visibility"], event["transparency"]) == ("private", "transparent")
    assert event["reminders"] == {"useDefault": False, "overrides": [{"method": "popup", "minutes": 0}]}
    assert not {"attendees", "recurrence", "source", "location", "attachments"} & set(event)
    assert event["summary"] == "Call Ana 1"
    private = event["extendedProperties"]["private"]
    assert set(private) == {"reconnect", "reconnectMarks0", "reconnectDigest"}
    assert "Ana" not in str(private)
    assert "glad" not in str(private)
    assert desk.world.requests[0].query["sendUpdates"] == "none"
    start = datetime.fromisoformat(event["start"]["dateTime"])
    assert start == datetime(2026, 3, 5, 17, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    assert event["start"]["timeZone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    "start", [When(day=date(2026, 3, 5)), When(day=date(2026, 3, 5), time=time(9), zone="UTC")]
)
def test_a_reminder_without_an_alarm_has_no_popup_not_even_the_calendars_own(desk, own, start):
    list(own.put([reminder(1, start=start, alarm=False)]))
    (event,) = kept(desk, own).values()
    assert event["reminders"] == {"useDefault": False, "overrides": []}


@pytest.mark.parametrize(
    ("start", "minutes", "begin", "end"),
    [
        (When(day=date(2026, 3, 5)), 15, {"date": "2026-03-05"}, {"date": "2026-03-06"}),
        (
            When(day=date(2026, 3, 29), time=time(1, 50), zone="Europe/Berlin"),
            15,
            {"dateTime": "2026-03-29T01:50:00+01:00", "timeZone": "Europe/Berlin"},
            {"dateTime": "2026-03-29T03:05:00+02:00", "timeZone": "Europe/Berlin"},
        ),
        (
            When(day=date(2026, 3, 5), time=time(9), zone="UTC"),
            30,
            {"dateTime": "2026-03-05T09:00:00+00:00", "timeZone": "UTC"},
            {"dateTime": "2026-03-05T09:30:00+00:00", "timeZone": "UTC"},
        ),
    ],
)
def test_days_zones_and_the_hour_that_is_missing(desk, own, start, minutes, begin, end):
    (receipt,) = own.put([reminder(1, start=start, minutes=minutes)])
    assert receipt.status is ReceiptStatus.CREATED
    (event,) = kept(desk, own).values()
    assert (event["start"], event["end"]) == (begin, end)
    (entry,) = own.look_up([receipt])
    assert entry.start == start
    assert own.remove(receipt)


def test_again_with_the_state_lost_costs_two_requests_each_and_makes_no_second_one(desk, own):
    wanted = [reminder(n) for n in range(4)]
    first = list(own.put(wanted))
    desk.server.forget_calls()
    again = list(desk.reminders().put(wanted))
    assert [one.status for one in again] == [ReceiptStatus.FOUND] * 4
    assert [one.digest for one in again] == [one.digest for one in first]
    assert len(desk.world.requests) <= 2 * 4
    assert desk.world.writes == []
    assert len(kept(desk, own)) == 4


def test_again_with_the_state_kept_is_no_write_at_all(desk, own):
    wanted = [reminder(n) for n in range(3)]
    list(own.put(wanted))
    desk.server.forget_calls()
    there = {entry.uid for entry in own.entries(WINDOW)}
    assert list(own.put(one for one in wanted if one.uid not in there)) == []
    assert [call.verb for call in desk.world.requests] == ["GET"]


def test_what_the_user_changed_is_found_changed_and_left_alone(desk, own):
    (receipt,) = own.put([reminder(1)])
    desk.world.change_event(own.address, receipt.uid, summary="Call Ana in spring")
    (again,) = own.put([reminder(1)])
    assert again.status is ReceiptStatus.CHANGED
    assert kept(desk, own)[receipt.uid]["summary"] == "Call Ana in spring"


def test_other_words_for_the_same_reminder_change_nothing_first_put_wins(desk, own):
    list(own.put([reminder(1)]))
    (again,) = own.put([reminder(1, title="Other words", text="other")])
    assert again.status is ReceiptStatus.FOUND
    assert kept(desk, own)[again.uid]["summary"] == "Call Ana 1"


@pytest.mark.parametrize("purged", [False, True])
def test_what_the_user_removed_is_gone_and_never_comes_back(desk, own, purged):
    (receipt,) = own.put([reminder(1)])
    desk.world.delete_event(own.address, receipt.uid)
    for _ in range(3):
        (again,) = own.put([reminder(1)])
        assert again.status is ReceiptStatus.GONE
        desk.world.clock.sleep(90 * 86400)
        if purged:
            desk.world.calendars[own.address].events[receipt.uid].plain.pop("summary", None)
    assert kept(desk, own) == {}


def test_one_that_cannot_be_written_costs_no_other(desk, own):
    bad = reminder(2, uid="NOT-AN-ID")
    first, second, third = own.put([reminder(1), bad, reminder(3)])
    assert isinstance(second, Fault)
    assert "Google refused" in second.error
    assert [first.status, third.status] == [ReceiptStatus.CREATED] * 2


def test_a_dead_sign_in_ends_the_writing_with_exit_code_5(desk, own):
    for refresh in desk.world.refresh.values():
        refresh.revoked = True
    desk.world.access.clear()
    desk.server.forget_calls()
    answers = list(own.put([reminder(1), reminder(2), reminder(3)]))
    assert [one.exit_code for one in answers] == [5, 5, 5]
    assert len(desk.world.requests) == 1  # the token in hand was refused once
    assert kept(desk, own) == {}


def test_remove_takes_only_what_nobody_touched(desk, own):
    one, two, three, four = own.put([reminder(n) for n in range(4)])
    desk.world.change_event(own.address, two.uid, start={"date": "2026-03-09"}, end={"date": "2026-03-10"})
    desk.world.delete_event(own.address, three.uid)
    assert own.remove(one)
    assert not own.remove(one)
    assert not own.remove(two)
    assert not own.remove(three)
    assert not own.remove(replace(four, uid=f"{UID}9999"))
    assert set(kept(desk, own)) == {two.uid, four.uid}
    assert own.remove(two, unless_changed=False)
    assert own.remove(replace(four, etag="", digest=""))
    assert kept(desk, own) == {}
    deletes = [call for call in desk.world.requests if call.verb == "DELETE"]
    assert {call.query["sendUpdates"] for call in deletes} == {"none"}


def test_remove_does_not_touch_what_is_not_ours(desk):
    event = {"summary": "Coffee", "start": {"date": "2026-03-09"}, "end": {"date": "2026-03-10"}}
    id_ = desk.world.add_event("primary", {**event, "id": "abcde12345"})
    store = desk.calendar()
    receipt = Receipt(uid=id_, calendar="meetings", status=ReceiptStatus.CREATED)
    assert not store.remove(receipt, unless_changed=False)
    assert set(desk.world.open_events("primary")) == {id_}


def test_a_change_between_the_look_and_the_removal_is_seen(desk, own):
    (receipt,) = own.put([reminder(1)])
    desk.server.forget_calls()

    def meddle(number, when):
        if (number, when) == (2, "before"):
            desk.world.change_event(own.address, receipt.uid, summary="Call Ana in spring")

    desk.world.before = meddle
    assert not own.remove(receipt)
    assert kept(desk, own)[receipt.uid]["summary"] == "Call Ana in spring"


def test_a_named_calendar_takes_reminders_too(desk):
    store = desk.calendar()
    (receipt,) = store.put([reminder(1)])
    assert receipt.status is ReceiptStatus.CREATED
    assert set(desk.world.open_events("primary")) == {receipt.uid}
    (seen,) = store.entries(WINDOW)
    assert seen.uid == receipt.uid


def test_without_a_calendar_nothing_is_written(desk):
    with pytest.raises(Refused, match="no calendar for reminders yet"):
        list(desk.reminders().put([reminder(1)]))
    assert desk.world.requests == []


def test_a_calendar_that_the_user_removed_is_not_made_again_behind_their_back(desk, own):
    del desk.world.calendars[own.address]
    (fault,) = own.put([reminder(1)])
    assert isinstance(fault, Fault)
    with pytest.raises(Unusable):
        list(own.entries(WINDOW))
    assert len(desk.world.calendars) == 1
    fresh = own.create()
    assert fresh == own.address
    (receipt,) = own.put([reminder(1)])
    assert receipt.status is ReceiptStatus.CREATED


@pytest.mark.direct("two of the faults leave no answer to judge")
@pytest.mark.parametrize("fault", ["applied-503", "applied-drop", "drop", "503"])
def test_a_calendar_is_never_made_twice_in_one_go(desk, fault):
    """Google lets nobody choose a calendar's id: when nobody knows whether it was made, it is not tried again."""
    from reconnect_core import Unavailable

    desk.world.faults[1] = fault
    store = desk.reminders()
    with pytest.raises(Unavailable):
        store.create()
    assert len(desk.world.requests) == 1
    assert desk.world.clock.slept == []


@pytest.mark.parametrize("fault", ["429", "429-after", "403-rate", "401"])
def test_a_calendar_refused_for_pace_is_tried_again(desk, fault):
    desk.world.faults[1] = fault
    desk.reminders().create()
    assert len(desk.world.calendars) == 2


@pytest.mark.parametrize("fault", EVERY_FAULT)
@pytest.mark.parametrize("step", [1, 2])
def test_a_removal_under_a_fault_takes_what_it_should_or_nothing(desk, own, fault, step):
    untouched, touched = own.put([reminder(1), reminder(2)])
    desk.world.change_event(own.address, touched.uid, summary="Call in spring")
    for receipt, expected in ((untouched, {touched.uid}), (touched, {touched.uid})):
        desk.server.forget_calls()
        desk.world.faults[step] = fault
        try:
            own.remove(receipt)
        except StoreError as error:
            assert fault == "page", error
            desk.server.forget_calls()
            own.remove(receipt)
        assert set(kept(desk, own)) == expected
