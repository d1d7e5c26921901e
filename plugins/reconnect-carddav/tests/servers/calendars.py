"""What reading a calendar must pass on every server, whatever its name."""

import functools
import operator
from datetime import UTC, date, datetime, timedelta

from reconnect_core import Busy, Complete, Entry, EntryStatus, Removed, Unreadable, Window

from .suites import READING, WINDOW, Mirror, differing, event, settled

WEEKLY = ("RRULE:FREQ=WEEKLY;COUNT=5",)


class CalendarSuite:
    """Entries. A subclass gives the fixtures ``account`` (through a proxy), ``proxy`` and ``person``."""

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
            state = mirror.state
            mirror.take(diary.changes(state, WINDOW))
            assert mirror.unchanged
            assert mirror.state is state, "what is known is not packed again for nothing"
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
