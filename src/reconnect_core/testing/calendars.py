"""The contract of calendars: what is read as evidence, and what is written with reminders."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

from .. import Calendar, Entry, EntryStatus, Gone, Receipt, ReceiptStatus, Reminder, StoreError, When
from . import samples
from .backends import Backend
from .contract import StoreContract
from .samples import WINDOW, ZONE, Appointment


class CalendarContract(StoreContract):
    """What a calendar keeps, besides what every store does. Give one fixture: ``backend``."""

    base = Calendar
    window = WINDOW
    """The days that are asked for."""

    def samples(self, backend: Backend) -> list[Any]:
        """The sample appointments."""
        return list(samples.appointments())

    def changed(self, records: list[Any]) -> list[Any]:
        """Lunch is retitled, the talk is off, and there is a dinner."""
        dinner = samples.appointment("dinner", date(2026, 3, 12), 18)
        return [replace(records[0], title="Lunch elsewhere"), *records[2:], dinner]

    def read(self, store: Any) -> Iterator[Any]:
        """Every entry of the kit's window."""
        return store.entries(self.window)  # type: ignore[no-any-return]

    def changes(self, store: Any, state: bytes | None) -> Iterator[Any]:
        """The incremental read of the kit's window."""
        return store.changes(state, self.window)  # type: ignore[no-any-return]

    def moments(self, store: Any) -> Sequence[Any]:
        """Busy times as well."""
        return [*super().moments(store), *store.busy(self.window)]

    def known(self, records: Sequence[Any]) -> Any:
        """Titles and starts."""
        return Counter((record.title, str(record.start)) for record in records)

    def ref(self, record: Any) -> tuple[str, ...]:
        """Calendar, resource and instance."""
        return (record.calendar, record.resource or record.uid, record.recurrence_id)

    def private(self, records: Sequence[Any]) -> list[str]:
        """Titles."""
        return [record.title for record in records if len(record.title) > 5]

    def entry(self, store: Calendar, uid: str) -> Entry:
        """The one entry of this uid in the window; fails when there is none, or more than one."""
        found = [one for one in store.entries(self.window) if isinstance(one, Entry) and one.uid == uid]
        assert len(found) == 1, f"{len(found)} entries with the reminder's uid"
        return found[0]

    def test_an_empty_calendar(self, backend: Backend) -> None:
        """C1 An empty calendar tells nothing and takes its first reminder."""
        backend.fill([])
        with self.opened(backend) as store:
            assert list(store.entries(self.window)) == []
            assert list(store.busy(self.window)) == []
            assert put(store, samples.reminder())[0].status is ReceiptStatus.CREATED

    def test_what_was_put_comes_back(self, backend: Backend) -> None:
        """C2 What was put comes back: uid, title, text, time and marks, letter for letter."""
        backend.fill([])
        wanted = [samples.reminder(0), samples.reminder(1, day=date(2026, 3, 31))]
        with self.opened(backend) as store:
            put(store, *wanted)
        for one in wanted:
            with self.opened(backend) as store:
                found = self.entry(store, one.uid)
            assert (found.title, found.text, found.marks) == (one.title, one.text, one.marks)
            assert found.start.moment(UTC) == one.start.moment(UTC)
            assert found.end is not None
            assert found.end.moment(UTC) - found.start.moment(UTC) == timedelta(minutes=one.minutes)

    def test_put_twice_is_once(self, backend: Backend) -> None:
        """C3 Put twice is once, and the second receipt says FOUND."""
        backend.fill([])
        one = samples.reminder()
        with self.opened(backend) as store:
            (first,) = put(store, one)
            (second,) = put(store, one)
        with self.opened(backend) as store:
            (third,) = put(store, one)
            self.entry(store, one.uid)
        assert first.status is ReceiptStatus.CREATED
        assert [second.status, third.status] == [ReceiptStatus.FOUND] * 2
        assert second.digest == third.digest == first.digest

    def test_the_first_put_wins(self, backend: Backend) -> None:
        """C4 The first put wins: what the user changed stays, and the receipt says CHANGED."""
        backend.fill([])
        one = samples.reminder()
        with self.opened(backend) as store:
            put(store, one)
        backend.edit(one.uid, title="My own words")
        with self.opened(backend) as store:
            (receipt,) = put(store, one)
            assert self.entry(store, one.uid).title == "My own words"
        assert receipt.status is ReceiptStatus.CHANGED

    def test_both_ends_of_the_window(self, backend: Backend) -> None:
        """C5 Both days at the ends of the window belong to it, from their first minute to their last."""
        backend.fill(_at_the_ends())
        found = self.sound(backend)
        assert sorted(one.title for one in found) == ["First-Day", "First-Minute", "Last-Day", "Last-Minute"]

    def test_nothing_outside_the_window(self, backend: Backend) -> None:
        """C6 Nothing that lies outside the window is told."""
        day = timedelta(days=1)
        inside = samples.appointment("inside", date(2026, 3, 3), 12)
        backend.fill(
            [
                samples.appointment("before", WINDOW.first - day, 20),
                samples.appointment("after", WINDOW.last + day, 6),
                _whole_day("eve", WINDOW.first - day),
                _whole_day("next", WINDOW.last + day),
                inside,
            ]
        )
        found = self.sound(backend)
        assert [one.title for one in found] == [inside.title]

    def test_remove(self, backend: Backend) -> None:
        """C7 Removing takes an untouched reminder away and says so; a second time it says that it was gone."""
        backend.fill(self.samples(backend))
        with self.opened(backend) as store:
            (receipt,) = put(store, samples.reminder())
            assert store.remove(receipt) is True
            assert store.remove(receipt) is False
        assert samples.reminder().uid not in {one.uid for one in self.sound(backend)}

    def test_remove_is_guarded(self, backend: Backend) -> None:
        """C8 Removing leaves what the user changed, unless it is told to take that as well."""
        backend.fill([])
        one = samples.reminder()
        with self.opened(backend) as store:
            (receipt,) = put(store, one)
        backend.edit(one.uid, title="My own words")
        with self.opened(backend) as store:
            assert store.remove(receipt) is False
            assert self.entry(store, one.uid).title == "My own words"
            assert store.remove(receipt, unless_changed=False) is True
            assert not [found for found in store.entries(self.window) if found.uid == one.uid]

    def test_foreign_entries(self, backend: Backend) -> None:
        """C9 Neither writing nor removing touches anybody else's entries."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        before = self.tell(self.sound(backend))
        foreign = Receipt(uid=wanted[0].uid, calendar="shelf", status=ReceiptStatus.CREATED)
        with self.opened(backend) as store:
            receipts = put(store, samples.reminder(0), samples.reminder(1))
            others = [
                found for found in store.entries(self.window) if found.uid not in {one.uid for one in receipts}
            ]
            assert self.tell(others) == before
            with suppress(StoreError):
                assert store.remove(foreign) is False
            for receipt in receipts:
                store.remove(receipt)
        assert self.tell(self.sound(backend)) == before

    def test_receipts(self, backend: Backend) -> None:
        """C10 Every reminder gets its receipt, in order: which uid, which calendar, where, and a digest."""
        backend.fill([])
        wanted = [samples.reminder(number) for number in (2, 0, 1)]
        with self.opened(backend) as store:
            receipts = put(store, *wanted)
            assert list(store.put([])) == []
        assert [one.uid for one in receipts] == [one.uid for one in wanted]
        assert {one.calendar for one in receipts} == {"shelf"}
        assert all(one.resource and one.digest for one in receipts)
        assert len({one.resource for one in receipts}) == 3

    def test_recurring_entries(self, backend: Backend) -> None:
        """C11 A recurring entry is told once for each occurrence in the window, each with its recurrence id."""
        weekly = samples.appointment("choir", WINDOW.last - timedelta(days=15), 18, weeks=9)
        backend.fill([weekly, samples.appointment("single", date(2026, 3, 3), 12)])
        found = [one for one in self.sound(backend) if one.title == "Choir"]
        days = sorted(one.start.day for one in found)
        assert days == [weekly.start.day + timedelta(days=7 * number) for number in range(3)]
        assert len({one.recurrence_id for one in found} - {""}) == 3
        assert [one.recurrence_id for one in self.sound(backend) if one.title == "Single"] == [""]

    def test_cancelled_entries(self, backend: Backend) -> None:
        """C12 A cancelled entry is told as cancelled, or not at all; no other entry is."""
        backend.fill([*self.samples(backend), samples.cancelled()])
        found = {one.title: one.status for one in self.sound(backend)}
        assert found.pop("Off", EntryStatus.CANCELLED) is EntryStatus.CANCELLED
        assert EntryStatus.CANCELLED not in found.values()
        assert len(found) == len(self.samples(backend))

    def test_quiet_reminders(self, backend: Backend) -> None:
        """C13 A reminder leaves the day free and is private; it invites nobody and does not recur."""
        backend.fill([])
        one = samples.reminder()
        with self.opened(backend) as store:
            put(store, one)
            found = self.entry(store, one.uid)
            assert list(store.busy(self.window)) == []
        assert not found.busy
        assert not [guest for guest in found.attendees if guest.email != "me@home.example"]
        assert found.recurrence_id == ""
        assert backend.is_private(one.uid)

    def test_look_up(self, backend: Backend) -> None:
        """C14 Looking up tells each reminder as it is now, whatever the user did, or that it is Gone."""
        backend.fill(self.samples(backend))
        wanted = [samples.reminder(number) for number in range(3)]
        with self.opened(backend) as store:
            receipts = put(store, *wanted)
        backend.edit(wanted[1].uid, title="My own words")
        backend.delete(wanted[2].uid)
        with self.opened(backend) as store:
            found = {one.uid: one for one in store.look_up(receipts)}
        assert set(found) == {one.uid for one in wanted}
        assert found[wanted[0].uid].title == wanted[0].title
        assert found[wanted[1].uid].title == "My own words"
        assert found[wanted[1].uid].marks == wanted[1].marks
        assert isinstance(found[wanted[2].uid], Gone)

    def test_busy_times(self, backend: Backend) -> None:
        """C15 Busy are the times of busy entries; what is free or cancelled takes no time."""
        backend.fill([*self.samples(backend), samples.cancelled()])
        with self.opened(backend) as store:
            found = sorted((one.start, one.end) for one in store.busy(self.window))
        taken = [one for one in self.samples(backend) if one.busy]
        assert found == [(one.start.moment(UTC), one.end.moment(UTC)) for one in taken]

    def test_all_day_reminders(self, backend: Backend) -> None:
        """C16 A reminder for a day comes back as that day, without a time."""
        backend.fill([])
        one = samples.reminder(all_day=True)
        with self.opened(backend) as store:
            put(store, one)
            assert self.entry(store, one.uid).start == When(day=one.start.day)
            assert put(store, one)[0].status is ReceiptStatus.FOUND


def put(store: Calendar, *reminders: Reminder) -> list[Receipt]:
    """The receipts of these reminders; fails on a Fault."""
    receipts = list(store.put(reminders))
    faults = [one for one in receipts if not isinstance(one, Receipt)]
    assert not faults, f"put gave {faults}"
    assert len(receipts) == len(reminders), f"{len(receipts)} receipts for {len(reminders)} reminders"
    return [one for one in receipts if isinstance(one, Receipt)]


def _at_the_ends() -> list[Appointment]:
    """The first and the last minute of the window in the garden's zone, and its first and last day."""
    begin, end = WINDOW.moments(ZONE)
    first, last = begin, end - timedelta(minutes=1)
    timed = {"first-minute": first, "last-minute": last}
    return [
        *(
            Appointment(
                uid=uid,
                title=uid.title(),
                start=When(day=moment.date(), time=moment.time(), zone="UTC"),
                end=When(day=moment.date(), time=moment.replace(second=30).time(), zone="UTC"),
            )
            for uid, moment in timed.items()
        ),
        _whole_day("first-day", WINDOW.first),
        _whole_day("last-day", WINDOW.last),
    ]


def _whole_day(uid: str, day: date) -> Appointment:
    following = When(day=day + timedelta(days=1))
    return Appointment(uid=uid, title=uid.title(), start=When(day=day), end=following, busy=False)
