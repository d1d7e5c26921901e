"""A reminder is written once, whatever happens to the request, the answer or the server: over real HTTP."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from reconnect_core import Complete, Entry, Fault, Gone, Receipt, ReceiptStatus, StoreError

from .servers.reminders import file_of, put
from .servers.suites import WINDOW, event, reminder

SETTINGS = {"timeout_seconds": 1, "patience_seconds": 3}


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture
def wanted(person):
    one = reminder(1)
    person.mine(one)
    return one


def open_reminders(diary, one):
    return [entry for entry in diary.entries(WINDOW) if entry.uid == one.uid]


@pytest.mark.quick("drop-before", "drop-after", "late")
@pytest.mark.parametrize("what", ["drop-before", "drop-after", "late", "hang"])
def test_after_a_lost_answer_the_reminder_is_adopted(account, proxy, wanted, what):
    proxy.plan(what, method="PUT", times=1, seconds=3)
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
        assert isinstance(receipt, Receipt)
        assert receipt.status in (ReceiptStatus.CREATED, ReceiptStatus.FOUND)
        assert len(open_reminders(diary, wanted)) == 1
    methods = [entry.method for entry in proxy.log]
    first = methods.index("PUT")
    assert methods[first + 1] == "REPORT", "a look comes before anything else"
    assert proxy.count("PUT") == (1 if what in ("drop-after", "late") else 2)
    assert all(entry.headers["If-None-Match"] == "*" for entry in proxy.log if entry.method == "PUT")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("what", ["status", "fail-after"])
def test_after_a_failure_the_reminder_is_adopted(account, proxy, wanted, what, status):
    proxy.plan(what, method="PUT", times=1, status=status)
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
        assert isinstance(receipt, Receipt)
        assert len(open_reminders(diary, wanted)) == 1
    assert proxy.count("PUT") == (1 if what == "fail-after" else 2)


def test_a_throttled_write_waits_and_looks_first(account, proxy, wanted, waits):
    proxy.plan("status", method="PUT", times=1, status=429, headers={"Retry-After": "1"})
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
        assert receipt.status is ReceiptStatus.CREATED
        assert waits == [1]
        assert len(open_reminders(diary, wanted)) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 415, 423, 429, 500, 503, 507])
def test_a_lasting_refusal_is_a_fault_and_spares_the_others(account, proxy, person, status):
    ones = [reminder(number) for number in range(3)]
    person.mine(*ones)
    proxy.plan("status", method="PUT", status=status, where=lambda path, _: ones[1].uid in path)
    with account.calendar(**SETTINGS) as diary:
        results = put(diary, *ones)
        assert len(results) == 3
        assert results[0].status is ReceiptStatus.CREATED
        assert isinstance(results[1], Fault)
        assert results[1].next_step
        assert results[1].exit_code == 4
        assert "alicepw" not in repr(results[1])
        assert open_reminders(diary, ones[1]) == []
        proxy.faults.clear()
        with account.calendar(**SETTINGS) as later:
            again = put(later, *ones)
        assert all(isinstance(result, Receipt) for result in again)
        assert [len(open_reminders(diary, one)) for one in ones] == [1, 1, 1]


def test_a_server_that_went_down_is_not_asked_for_each_reminder(account, proxy, person):
    ones = [reminder(number) for number in range(5)]
    person.mine(*ones)
    proxy.plan("drop-before", skip=3)
    with account.calendar(**SETTINGS) as diary:
        results = put(diary, *ones)
    assert [type(result) for result in results] == [Receipt, Fault, Fault, Fault, Fault]
    assert proxy.count() < 12


@pytest.mark.parametrize("what", ["drop-before", "drop-after"])
@pytest.mark.parametrize("passed", range(1, 5))
def test_a_run_that_ends_anywhere_leaves_the_next_one_to_finish(account, proxy, person, passed, what):
    """As after ``kill -9`` between any two requests, or while one is under way."""
    ones = [reminder(number) for number in range(3)]
    person.mine(*ones)
    with account.calendar(**SETTINGS | {"patience_seconds": 0}) as diary:
        diary._calendar()
        proxy.plan(what, skip=passed - 1, times=1)
        proxy.plan("drop-before", skip=passed - 1)
        with suppress(StoreError):
            put(diary, *ones)
    proxy.clear()
    with account.calendar(**SETTINGS) as diary:
        receipts = put(diary, *ones)
        assert all(isinstance(receipt, Receipt) for receipt in receipts)
        assert [receipt.status for receipt in receipts].count(ReceiptStatus.CHANGED) == 0
        assert [len(open_reminders(diary, one)) for one in ones] == [1, 1, 1]


def test_no_look_no_write(account, proxy, wanted):
    with account.calendar(**SETTINGS) as diary:
        diary._calendar()
        proxy.plan("status", method="REPORT", status=500)
        results = put(diary, wanted)
        assert [type(result) for result in results] == [Fault]
        assert proxy.count("PUT") == 0


def test_a_412_means_look_again(account, proxy, person, wanted):
    """Another program writes the same reminder between our look and our PUT."""
    with account.calendar(**SETTINGS) as diary, account.calendar(**SETTINGS) as rival:
        diary._calendar()
        missing = proxy.pass_on

        def meanwhile(method, path, headers, body):
            if method == "PUT" and proxy.pass_on is meanwhile:
                proxy.pass_on = missing
                put(rival, wanted)
            return missing(method, path, headers, body)

        proxy.pass_on = meanwhile
        (receipt,) = put(diary, wanted)
        assert receipt.status is ReceiptStatus.FOUND
        assert len(open_reminders(diary, wanted)) == 1


def nextcloud_says(text):
    """Its answer as in nextcloud/server#30096."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">'
        "<s:exception>Sabre\\DAV\\Exception\\BadRequest</s:exception>"
        f"<s:message>{text}</s:message></d:error>"
    ).encode()


def test_the_trash_bin_of_nextcloud_means_removed_by_the_user(account, proxy, wanted):
    said = nextcloud_says("Deleted calendar object with uid already exists in this calendar collection.")
    proxy.plan("status", method="PUT", status=400, body=said)
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
    assert receipt.status is ReceiptStatus.GONE
    assert proxy.count("PUT") == 1


def test_a_uid_that_nextcloud_has_under_another_name_is_adopted(account, proxy, person, wanted):
    person.put_event("other-name.ics", event(wanted.uid, date(2026, 3, 9)))
    said = nextcloud_says("Calendar object with uid already exists in this calendar collection.")
    proxy.plan("status", method="PUT", status=400, body=said)
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
    assert receipt.status is ReceiptStatus.CHANGED
    assert receipt.resource.endswith("/other-name.ics")


def test_the_same_uid_under_another_name_is_adopted(account, person, wanted):
    """A server that keeps UIDs unique (RFC 4791 section 5.3.2.1) answers with no-uid-conflict."""
    person.put_event("other-name.ics", event(wanted.uid, date(2026, 3, 9)))
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
        assert receipt.status is ReceiptStatus.CHANGED
        assert receipt.resource.endswith("/other-name.ics")
        assert len(open_reminders(diary, wanted)) == 1


def test_a_lost_answer_to_a_removal_is_looked_at(account, proxy, person, wanted):
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
        proxy.plan("drop-after", method="DELETE", times=1)
        assert diary.remove(receipt)
        assert open_reminders(diary, wanted) == []


def test_a_change_just_before_the_removal_is_respected(account, proxy, person, wanted):
    with account.calendar(**SETTINGS) as diary:
        (receipt,) = put(diary, wanted)
        onwards = proxy.pass_on

        def meanwhile(method, path, headers, body):
            if method == "DELETE":
                person.retitle(wanted, "Mine now")
            return onwards(method, path, headers, body)

        proxy.pass_on = meanwhile
        assert not diary.remove(receipt)
        assert b"Mine now" in person.get(file_of(wanted))


def test_what_cannot_be_read_back_is_unknown_not_gone(account, proxy, person, wanted):
    two = reminder(2)
    person.mine(two)
    with account.calendar(**SETTINGS) as diary:
        receipts = put(diary, wanted, two)
        proxy.plan("status", method="REPORT", status=500, where=lambda _, body: wanted.uid.encode() in body)
        assert [entry.uid for entry in diary.look_up(receipts)] == [two.uid]
        proxy.faults.clear()
        person.delete_event(file_of(wanted))
        proxy.plan("status", method="REPORT", status=500, where=lambda _, body: b"text-match" in body)
        with pytest.raises(StoreError):
            list(diary.look_up(receipts[:1]))


def test_a_calendar_that_one_may_not_read_does_not_hide_the_truth(account, proxy, person, wanted):
    other = person.other_calendar()
    with account.calendar(**SETTINGS) as diary:
        receipts = put(diary, wanted)
        person.delete_event(file_of(wanted))
        proxy.plan("status", method="REPORT", status=403, where=lambda path, _: path in other)
        assert list(diary.look_up(receipts)) == [Gone(uid=wanted.uid)]


def test_a_reminder_that_cannot_be_written_is_a_fault(account, wanted):
    nowhere = replace(reminder(2), start=replace(wanted.start, zone="Mars/Base"))
    with account.calendar(**SETTINGS) as diary:
        results = put(diary, nowhere, wanted)
    assert [type(result) for result in results] == [Fault, Receipt]


def test_tasks_are_refused_with_a_sentence_where_the_calendar_takes_none(account, proxy, server, person):
    url = server.sibling(server.calendar, "events-only")
    server.make_calendar(url, "Events Only", components=("VEVENT",))
    person.owns(url)
    with account.calendar(url=account.server.root, calendar="Events Only", **SETTINGS) as diary:
        (result,) = put(diary, reminder(1, task=True))
        assert isinstance(result, Fault)
        assert "takes no tasks" in result.error
        assert any("no tasks" in note for note in diary.notes())
    assert proxy.count("PUT") == 0


def test_when_the_large_answer_fails_it_is_asked_for_in_parts(account, proxy, person):
    for number in range(8):
        person.put_event(f"e{number}.ics", event(f"e{number}", date(2026, 3, 1 + number)))
    proxy.plan(
        "status",
        method="REPORT",
        status=500,
        where=lambda _, body: b"calendar-query" in body and b"calendar-data" in body,
    )
    proxy.plan("status", method="REPORT", status=500, where=lambda _, body: b"e5.ics" in body)
    with account.calendar(**SETTINGS) as diary:
        found = list(diary.entries(WINDOW))
    assert sorted(entry.uid for entry in found if isinstance(entry, Entry)) == [
        f"e{number}" for number in range(8) if number != 5
    ]
    assert sum(not isinstance(entry, Entry) for entry in found) == 1


def test_a_calendar_of_which_one_may_see_busy_time_only(account, proxy, server, person):
    """As colleagues share theirs (RFC 4791 section 6.1.1)."""
    person.put_event("a.ics", event("a", date(2026, 3, 3)))
    rights = (
        "<current-user-privilege-set><privilege><C:read-free-busy/></privilege></current-user-privilege-set>"
    )
    report = "<supported-report><report><C:free-busy-query/></report></supported-report>"
    answer = (
        '<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/alice/calendar/</href>'
        "<propstat><prop><resourcetype><collection/><C:calendar/></resourcetype><displayname>Bob</displayname>"
        f"<supported-report-set>{report}</supported-report-set>{rights}</prop><status>HTTP/1.1 200 OK</status>"
        "</propstat></response></multistatus>"
    ).encode()
    proxy.plan("status", method="PROPFIND", status=207, body=answer)
    with account.calendar(**SETTINGS) as diary:
        assert list(diary.changes(None, WINDOW)) == [Complete()]
        assert not diary.entries_tell_busy
        assert list(diary.entries(WINDOW)) == []
        assert [busy.start.isoformat() for busy in diary.busy(WINDOW)] == ["2026-03-03T12:00:00+00:00"]
        assert any("only busy time" in note for note in diary.notes())
        assert set(diary.blind()) == {"meetings"}
    assert b"calendar-query" not in b"".join(entry.body for entry in proxy.log)
