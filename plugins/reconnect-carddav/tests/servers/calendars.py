"""What the calendar of every server must pass, whatever its name."""

import functools
import operator
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from reconnect_core import (
    Busy,
    Complete,
    Entry,
    EntryStatus,
    Fault,
    Gone,
    Receipt,
    ReceiptStatus,
    Removed,
    Unreadable,
    Window,
)

from .suites import READING, Mirror, counted, differing, event, reminder, settled

WINDOW = Window(first=date(2026, 2, 1), last=date(2026, 4, 30))
WEEKLY = ("RRULE:FREQ=WEEKLY;COUNT=5",)


def put(store, *reminders):
    return list(store.put(reminders))


def file_of(one):
    return f"{one.uid}.ics"


class CalendarSuite:
    """Calendars. A subclass gives the fixtures ``account`` (through a proxy), ``proxy`` and ``person``."""

    def test_three_reminders_cost_four_requests(self, account, proxy, person):
        wanted = [reminder(number) for number in range(3)]
        person.mine(*wanted)
        with account.calendar() as diary:
            diary._calendar()
            with counted(proxy, diary) as cost:
                receipts = put(diary, *wanted)
        assert [receipt.status for receipt in receipts] == [ReceiptStatus.CREATED] * 3
        assert cost.requests == 4
        assert proxy.count("PUT") == 3
        for one, receipt in zip(wanted, receipts, strict=True):
            written = person.get(file_of(one)).decode()
            unfolded = re.sub(r"\r?\n[ \t]", "", written).partition("BEGIN:VEVENT")[2]
            assert f"UID:{one.uid}" in unfolded
            assert "TRANSP:TRANSPARENT" in unfolded
            assert "CLASS:PRIVATE" in unfolded
            assert not re.search(r"^(ATTENDEE|ORGANIZER|RRULE)", unfolded, re.MULTILINE)
            assert receipt.uid == one.uid
            assert receipt.calendar == "diary"
            assert receipt.digest

    def test_the_same_again_costs_one_look_and_overwrites_nothing(self, account, proxy, person):
        wanted = [reminder(number) for number in range(3)]
        person.mine(*wanted)
        with account.calendar() as diary:
            first = put(diary, *wanted)
        before = [person.get(file_of(one)) for one in wanted]
        with account.calendar() as diary:
            with counted(proxy, diary) as cost:
                again = put(diary, *wanted)
            assert cost.requests == 1
            with counted(proxy, diary) as cost:
                assert put(diary) == []
            assert cost.requests == 0
        assert [receipt.status for receipt in again] == [ReceiptStatus.FOUND] * 3
        assert [receipt.resource for receipt in again] == [receipt.resource for receipt in first]
        assert [person.get(file_of(one)) for one in wanted] == before

    def test_what_the_user_changed_stays(self, account, proxy, person):
        wanted = reminder(1)
        person.mine(wanted)
        with account.calendar() as diary:
            (created,) = put(diary, wanted)
            person.retitle(wanted, "My own words")
            edited = person.get(file_of(wanted))
            (again,) = put(diary, wanted)
            assert again.status is ReceiptStatus.CHANGED
            assert not diary.remove(created)
            assert person.get(file_of(wanted)) == edited
            (entry,) = diary.look_up([created])
            assert entry.title == "My own words"
            assert entry.marks == wanted.marks
            assert diary.remove(created, unless_changed=False)
            assert person.get(file_of(wanted)) is None

    def test_outcomes_of_several_reminders_cost_one_request(self, account, proxy, person):
        wanted = [reminder(number) for number in range(4)]
        person.mine(*wanted)
        with account.calendar() as diary:
            receipts = put(diary, *wanted)
            person.move(wanted[1], date(2026, 3, 12))
            with counted(proxy, diary) as cost:
                found = {entry.uid: entry for entry in diary.look_up(receipts)}
                assert list(diary.look_up([])) == []
            assert cost.requests == 1
        assert [found[one.uid].start.day for one in wanted] == [
            date(2026, 3, 5),
            date(2026, 3, 12),
            date(2026, 3, 5),
            date(2026, 3, 5),
        ]
        assert {entry.method for entry in proxy.log} <= READING

    def test_a_removed_reminder_is_gone_and_asked_for_without_a_receipt_too(self, account, person):
        wanted = reminder(1)
        person.mine(wanted)
        with account.calendar() as diary:
            (receipt,) = put(diary, wanted)
            bare = Receipt(uid=wanted.uid, calendar="diary", status=ReceiptStatus.CREATED)
            (entry,) = diary.look_up([bare])
            assert entry.uid == wanted.uid
            person.delete_event(file_of(wanted))
            assert list(diary.look_up([receipt])) == [Gone(uid=wanted.uid)]
            assert not diary.remove(receipt)

    def test_a_reminder_in_another_calendar_is_moved_not_removed(self, account, person):
        wanted = reminder(1)
        person.mine(wanted)
        other = person.other_calendar()
        with account.calendar() as diary:
            (receipt,) = put(diary, wanted)
            content = person.get(file_of(wanted))
            person.delete_event(file_of(wanted))
            person.put_event("another-name.ics", content, other)
            (entry,) = diary.look_up([receipt])
            assert isinstance(entry, Entry)
            assert entry.uid == wanted.uid
            assert entry.resource.endswith("/another-name.ics")
            moved = Receipt(
                uid=wanted.uid, calendar="diary", status=ReceiptStatus.CREATED, resource=entry.resource
            )
            (again,) = diary.look_up([moved])
            assert again.uid == wanted.uid

    def test_an_untouched_reminder_can_be_removed_once(self, account, person):
        wanted = reminder(1)
        person.mine(wanted)
        with account.calendar() as diary:
            (receipt,) = put(diary, wanted)
            assert diary.remove(receipt)
            assert person.get(file_of(wanted)) is None
            assert not diary.remove(receipt)

    @pytest.mark.full
    def test_eight_writers_make_one_reminder(self, account, person):
        wanted = reminder(8)
        person.mine(wanted)
        program = (
            "import sys\n"
            "from datetime import date, time\n"
            "from reconnect_carddav.caldav_calendar import CaldavCalendar, CaldavSettings\n"
            "from reconnect_core import Opening, Receipt, Reminder, Secret, When\n"
            "url, user, password, uid = sys.argv[1:]\n"
            "secret = Secret(lambda: password) if user else None\n"
            "settings = CaldavSettings(url=url, username=user, password=secret)\n"
            "diary = CaldavCalendar(Opening(name='diary', settings=settings))\n"
            "when = When(day=date(2026, 3, 5), time=time(17, 30), zone='Europe/Berlin')\n"
            "one = Reminder(uid=uid, person='p8', title='Call Person 8', text='You were on my mind.', start=when,"
            " marks=('p8',))\n"
            "diary._calendar()\n"
            "print('ready', flush=True)\n"
            "sys.stdin.readline()\n"
            "(receipt,) = diary.put([one])\n"
            "print(receipt.status if isinstance(receipt, Receipt) else receipt)\n"
        )
        server = account.server
        command = [sys.executable, "-c", program, server.calendar, server.user, server.password, wanted.uid]
        writers = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(8)
        ]
        for writer in writers:
            assert writer.stdout.readline() == "ready\n"
        for writer in writers:
            writer.stdin.write("go\n")
            writer.stdin.flush()
        said = sorted(writer.communicate(timeout=60)[0].strip() for writer in writers)
        assert set(said) <= {"created", "found"}
        assert "created" in said
        with account.calendar() as diary:
            found = [entry for entry in diary.entries(WINDOW) if entry.uid == wanted.uid]
        assert len(found) == 1

    def test_entries_are_those_of_the_window(self, account, person):
        person.put_event("before.ics", event("before", date(2026, 1, 31)))
        person.put_event("first.ics", event("first", date(2026, 2, 1), hour=0))
        person.put_event("last.ics", event("last", date(2026, 4, 30), hour=23))
        person.put_event("after.ics", event("after", date(2026, 5, 1)))
        person.put_event("series.ics", event("series", date(2026, 4, 9), extra=WEEKLY))
        person.put_event("off.ics", event("off", date(2026, 3, 3), extra=("STATUS:CANCELLED",)))
        with account.calendar() as diary:
            found = [entry for entry in diary.entries(WINDOW) if isinstance(entry, Entry)]
        days = sorted((entry.uid, entry.start.day.isoformat()) for entry in found)
        assert days == [
            ("first", "2026-02-01"),
            ("last", "2026-04-30"),
            ("off", "2026-03-03"),
            *(("series", f"2026-04-{day:02d}") for day in (9, 16, 23, 30)),
        ]
        assert all(entry.calendar == "diary" and entry.etag for entry in found)
        assert next(entry for entry in found if entry.uid == "off").status is EntryStatus.CANCELLED

    def test_busy_time_is_that_of_busy_entries(self, account, person):
        person.put_event("a.ics", event("a", date(2026, 3, 3)))
        person.put_event("b.ics", event("b", date(2026, 3, 4), extra=("TRANSP:TRANSPARENT",)))
        person.put_event("c.ics", event("c", date(2026, 3, 5), extra=("STATUS:CANCELLED",)))
        begin = datetime(2026, 3, 3, 12, tzinfo=UTC)
        with account.calendar() as diary:
            assert list(diary.busy(WINDOW)) == [Busy(start=begin, end=begin + timedelta(minutes=30))]

    def test_busy_time_without_the_right_to_see_entries(self, account, proxy, person):
        person.put_event("a.ics", event("a", date(2026, 3, 3)))
        begin = datetime(2026, 3, 3, 12, tzinfo=UTC)
        with account.calendar() as diary:
            offered = diary._calendar().free_busy
            proxy.plan("status", status=403, method="REPORT", where=lambda _, body: b"calendar-query" in body)
            try:
                found = list(diary.busy(WINDOW))
            except Exception as error:
                assert not offered, error
                assert any("free-busy" in note for note in diary.notes())
            else:
                assert found == [Busy(start=begin, end=begin + timedelta(minutes=30))]

    def test_the_calendar_is_read_incrementally(self, account, proxy, person):
        for number in range(12):
            person.put_event(f"e{number}.ics", event(f"e{number}", date(2026, 3, 1 + number)))
        person.put_event("series.ics", event("series", date(2026, 3, 2), extra=WEEKLY))
        with account.calendar() as diary:
            mirror = settled(diary, WINDOW)
            assert sum(map(len, mirror.records.values())) == 17
            proxy.clear()
            mirror.take(diary.changes(mirror.state, WINDOW))
            assert mirror.unchanged
            if diary._calendar().sync:
                assert proxy.count() == 1
                assert proxy.bytes_out() < 500
            person.put_event("e3.ics", event("e3", date(2026, 3, 20), title="Later"))
            person.put_event("e4.ics", event("e4", date(2027, 1, 1)))
            person.delete_event("e5.ics")
            person.put_event("new.ics", event("new", date(2026, 3, 25)))
            mirror.take(diary.changes(mirror.state, WINDOW))
            whole = Mirror().take(diary.changes(None, WINDOW))
        assert differing(mirror, whole) == {}
        assert Complete() in whole.items
        assert {entry.title for entry in functools.reduce(operator.iadd, mirror.records.values(), [])} == {
            "Lunch",
            "Later",
        }
        assert {item.key.rpartition("/")[2] for item in mirror.items if isinstance(item, Removed)} == {
            "e4.ics",
            "e5.ics",
        }
        assert {entry.method for entry in proxy.log} <= READING

    def test_another_window_means_everything(self, account, person):
        person.put_event("e.ics", event("e", date(2026, 3, 1)))
        with account.calendar() as diary:
            mirror = settled(diary, WINDOW)
            later = Window(first=WINDOW.first + timedelta(days=1), last=WINDOW.last + timedelta(days=1))
            mirror.take(diary.changes(mirror.state, later))
        assert Complete() in mirror.items

    def test_a_token_of_another_life_leads_to_a_full_listing(self, account, person):
        for number in range(6):
            person.put_event(f"e{number}.ics", event(f"e{number}", date(2026, 3, 1 + number)))
        with account.calendar() as diary:
            mirror = settled(diary, WINDOW)
            person.delete_event("e1.ics")
            person.put_event("e2.ics", event("e2", date(2026, 3, 9), title="Changed Meanwhile"))
            mirror.with_token("http://example.org/ns/sync/of-another-life")
            mirror.take(diary.changes(mirror.state, WINDOW))
            whole = Mirror().take(diary.changes(None, WINDOW))
        assert differing(mirror, whole) == {}
        assert len(mirror.records) == 5

    def test_once_a_week_the_window_is_listed(self, account, person):
        person.put_event("e.ics", event("e", date(2026, 3, 1)))
        person.put_event("outside.ics", event("outside", date(2024, 3, 1)))
        with account.calendar() as diary:
            mirror = settled(diary, WINDOW)
            account.now += timedelta(days=7)
            mirror.take(diary.changes(mirror.state, WINDOW))
            assert mirror.news == []
            assert len(mirror.records) == 1
            mirror.take(diary.changes(mirror.state, WINDOW))
            assert mirror.unchanged

    def test_one_poisoned_event_costs_only_itself(self, account, person):
        for number in range(8):
            person.put_event(f"e{number}.ics", event(f"e{number}", date(2026, 3, 1 + number)))
        stored = person.try_event("poison.ics", event("poison", date(2026, 3, 3), title="bad \ufffe title"))
        with account.calendar() as diary:
            mirror = Mirror().take(diary.changes(None, WINDOW))
        found = [item for items in mirror.records.values() for item in items]
        read = {item.uid for item in found if isinstance(item, Entry)}
        broken = [item for item in found if isinstance(item, Unreadable)]
        assert {f"e{number}" for number in range(8)} <= read
        assert len(broken) + ("poison" in read) == stored
        assert all(item.key.endswith("/poison.ics") for item in broken)

    def test_a_task_is_done_when_it_is_completed(self, account, person):
        wanted = reminder(5, task=True)
        person.mine(wanted)
        with account.calendar() as diary:
            takes = diary._calendar().holds("VTODO")
            (receipt,) = put(diary, wanted)
            if not takes:
                assert isinstance(receipt, Fault)
                assert "takes no tasks" in receipt.error
                return
            assert receipt.status is ReceiptStatus.CREATED
            (again,) = put(diary, wanted)
            assert again.status is ReceiptStatus.FOUND
            content = person.get(file_of(wanted))
            assert b"BEGIN:VTODO" in content
            done = re.sub(rb"\r?\nSTATUS:[^\r\n]*", b"", content).replace(
                b"END:VTODO", b"STATUS:COMPLETED\r\nCOMPLETED:20260304T100000Z\r\nEND:VTODO"
            )
            person.put_event(file_of(wanted), done)
            (entry,) = diary.look_up([receipt])
            assert entry.status is EntryStatus.COMPLETED
            assert entry.task
            assert entry.completed == datetime(2026, 3, 4, 10, tzinfo=UTC)

    def test_a_day_long_reminder(self, account, person):
        wanted = reminder(6)
        wanted = type(wanted)(
            uid=wanted.uid, person="p6", title="Write to Zoë", text="a,b;c\\d\n✓", start=_day(date(2026, 3, 9))
        )
        person.mine(wanted)
        with account.calendar() as diary:
            (receipt,) = put(diary, wanted)
            (again,) = put(diary, wanted)
            (entry,) = diary.look_up([receipt])
        assert (receipt.status, again.status) == (ReceiptStatus.CREATED, ReceiptStatus.FOUND)
        assert (entry.title, entry.text, entry.start) == (wanted.title, wanted.text, wanted.start)
        assert not entry.busy

    def test_a_calendar_can_be_created_and_is_named_never_guessed(self, account, proxy, person):
        name = f"Reconnect {uuid4().hex[:8]}"
        with account.calendar(url=account.server.root, calendar=name) as diary:
            try:
                list(diary.entries(WINDOW))
            except Exception as error:
                assert "found:" in str(error)
            else:
                raise AssertionError("a calendar of that name cannot be there yet")
            url = diary.create(name)
            person.owns(url)
            assert list(diary.entries(WINDOW)) == []
            assert diary._calendar().name == name
        with account.calendar(url=account.server.root, calendar="") as diary:
            try:
                put(diary, reminder(1))
            except Exception as error:
                assert "calendar is missing" in str(error)
                assert name in str(error)
            else:
                raise AssertionError("no calendar was named")
        assert proxy.count("PUT") == 0

    def test_entries_of_a_journal_of_meetings_keep_their_attendees(self, account, person):
        extra = (
            "ORGANIZER;CN=Me:mailto:me@example.org",
            "ATTENDEE;CN=Ada;PARTSTAT=ACCEPTED:mailto:ada@example.org",
            "ATTENDEE;CN=Bob;PARTSTAT=DECLINED:mailto:bob@example.org",
        )
        person.put_event("m.ics", event("m", date(2026, 3, 3), extra=extra))
        with account.calendar() as diary:
            (entry,) = diary.entries(WINDOW)
        assert {(one.email, one.partstat) for one in entry.attendees} >= {
            ("ada@example.org", "accepted"),
            ("bob@example.org", "declined"),
        }


def _day(day):
    from reconnect_core import When

    return When(day=day)
