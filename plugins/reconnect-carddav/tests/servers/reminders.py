"""What writing reminders and reading them back must pass on every server, whatever its name."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from reconnect_core import Entry, EntryStatus, Fault, Gone, Receipt, ReceiptStatus, When

from .suites import READING, WINDOW, counted, reminder


def put(store, *reminders):
    return list(store.put(reminders))


def file_of(one):
    return f"{one.uid}.ics"


class ReminderSuite:
    """Reminders. A subclass gives the fixtures ``account`` (through a proxy), ``proxy`` and ``person``."""

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
            uid=wanted.uid,
            person="p6",
            title="Write to Zoë",
            text="a,b;c\\d\n✓",
            start=When(day=date(2026, 3, 9)),
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
