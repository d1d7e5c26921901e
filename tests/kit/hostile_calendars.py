"""Calendars that lose, invent, overwrite or leave behind."""

from dataclasses import replace
from datetime import time as WallTime
from datetime import timedelta
from zoneinfo import ZoneInfo

from reconnect_core import Busy, Entry, EntryStatus, Gone, ReceiptStatus, Unusable, When, Window

from .reference import ReferenceCalendar, digest


class NoEmptiness(ReferenceCalendar):
    """C1: an empty calendar is an error."""

    def entries(self, window):
        shelf = self.shelf()
        if not shelf.records and not shelf.reminders:
            raise Unusable("it is empty")
        yield from super().entries(window)


class OneLine(ReferenceCalendar):
    """C2: the text loses its line ends."""

    def written(self, one):
        return replace(super().written(one), text=" ".join(one.text.split()))


class LosesMarks(ReferenceCalendar):
    """C2: the marks are not kept."""

    def written(self, one):
        return replace(super().written(one), marks=())


class AnHourOff(ReferenceCalendar):
    """C2: the wall time is written as if it were UTC."""

    def written(self, one):
        made = super().written(one)
        if made.start.time is None:
            return made
        return replace(made, start=replace(made.start, zone="UTC"), end=replace(made.end, zone="UTC"))


class AlwaysCreated(ReferenceCalendar):
    """C3: every put says that it created the reminder."""

    def put(self, reminders):
        for receipt in super().put(reminders):
            found = receipt.status is ReceiptStatus.FOUND
            yield replace(receipt, status=ReceiptStatus.CREATED) if found else receipt


class PutsAgain(ReferenceCalendar):
    """C3: a second put makes a second entry."""

    def put(self, reminders):
        shelf = self.shelf()
        for receipt in super().put(reminders):
            if receipt.status is ReceiptStatus.FOUND:
                shelf.reminders[f"{receipt.uid}-2"] = shelf.reminders[receipt.uid]
            yield receipt


class Overwrites(ReferenceCalendar):
    """C4: a second put takes back what the user changed."""

    def put(self, reminders):
        shelf = self.shelf()
        for one in list(reminders):
            yield from super().put([one])
            shelf.reminders[one.uid] = self.written(one)


class LastDayOutside(ReferenceCalendar):
    """C5: the last day of the window is left out."""

    def touches(self, entry, window):
        return super().touches(entry, Window(first=window.first, last=window.last - timedelta(days=1)))


class WindowOfGreenwich(ReferenceCalendar):
    """C5: the window's days are those of UTC."""

    def touches(self, entry, window):
        begin, end = window.moments(ZoneInfo("UTC"))
        return entry.start.moment(ZoneInfo("UTC")) < end and entry.end.moment(ZoneInfo("UTC")) > begin


class WiderWindow(ReferenceCalendar):
    """C6: a day before and a day after are told as well."""

    def touches(self, entry, window):
        day = timedelta(days=1)
        return super().touches(entry, Window(first=window.first - day, last=window.last + day))


class AlwaysRemoved(ReferenceCalendar):
    """C7: it says that it removed what was not there."""

    def remove(self, receipt, unless_changed=True):
        gone = receipt.uid not in self.shelf().reminders
        return gone or super().remove(receipt, unless_changed)


class RemovesNothing(ReferenceCalendar):
    """C7: what it says is right, and nothing is removed."""

    def remove(self, receipt, unless_changed=True):
        shelf = self.shelf()
        before = shelf.reminders.get(receipt.uid)
        removed = super().remove(receipt, unless_changed)
        if removed and not receipt.etag:
            shelf.reminders[receipt.uid] = before
        return removed


class RemovesAnyway(ReferenceCalendar):
    """C8: what the user changed is removed all the same."""

    def remove(self, receipt, unless_changed=True):
        return super().remove(receipt, unless_changed=False)


class NeverForces(ReferenceCalendar):
    """C8: what the user changed cannot be removed even when told."""

    def remove(self, receipt, unless_changed=True):
        return super().remove(receipt, unless_changed=True)


class RemovesOthers(ReferenceCalendar):
    """C9: it removes whatever has this uid, also the user's own."""

    def remove(self, receipt, unless_changed=True):
        if self.shelf().records.pop(receipt.uid, None):
            return True
        return super().remove(receipt, unless_changed)


class TidiesUp(ReferenceCalendar):
    """C9: writing drops what is cancelled or free."""

    def put(self, reminders):
        records = self.shelf().records
        for name in [name for name, one in records.items() if not getattr(one, "busy", True)]:
            del records[name]
        yield from super().put(reminders)


class SaysNotWhere(ReferenceCalendar):
    """C10: the receipt does not say where."""

    def put(self, reminders):
        yield from (replace(receipt, resource="") for receipt in super().put(reminders))


class OutOfOrder(ReferenceCalendar):
    """C10: receipts come in another order than the reminders."""

    def put(self, reminders):
        yield from list(super().put(reminders))[::-1]


class FirstOccurrenceOnly(ReferenceCalendar):
    """C11: a series is told as one entry."""

    def occurrences(self, name, one):
        yield next(iter(super().occurrences(name, one)))


class NoRecurrenceId(ReferenceCalendar):
    """C11: occurrences cannot be told apart."""

    def occurrences(self, name, one):
        yield from (replace(entry, recurrence_id="") for entry in super().occurrences(name, one))


class OnAfterAll(ReferenceCalendar):
    """C12: a cancelled entry looks as if it took place."""

    def occurrences(self, name, one):
        for entry in super().occurrences(name, one):
            yield replace(entry, status=EntryStatus.CONFIRMED, busy=entry.busy and not one.cancelled)


class Blocks(ReferenceCalendar):
    """C13: reminders take up time."""

    def written(self, one):
        return replace(super().written(one), busy=True)


class Public(ReferenceCalendar):
    """C13: everybody who sees the calendar can read the reminder."""

    def written(self, one):
        return replace(super().written(one), categories=())


class ChangedIsGone(ReferenceCalendar):
    """C14: what the user changed is told as gone."""

    def look_up(self, receipts):
        told = {receipt.uid: receipt.digest for receipt in receipts}
        for one in super().look_up(list(receipts)):
            changed = isinstance(one, Entry) and digest(one) != told[one.uid]
            yield Gone(uid=one.uid) if changed else one


class SilentAboutGone(ReferenceCalendar):
    """C14: what is gone is not told."""

    def look_up(self, receipts):
        yield from (one for one in super().look_up(receipts) if isinstance(one, Entry))


class CancelledIsBusy(ReferenceCalendar):
    """C15: cancelled entries take up time."""

    def busy(self, window):
        for entry in self.entries(window):
            if isinstance(entry, Entry) and entry.busy:
                start, end = (when.moment(self.opening.zone) for when in (entry.start, entry.end))
                yield Busy(start=start, end=end)


class NeverBusy(ReferenceCalendar):
    """C15: no time is ever taken."""

    def busy(self, window):
        yield from list(self.entries(window))[:0]


class Midnight(ReferenceCalendar):
    """C16: a reminder for a day becomes one at midnight."""

    def written(self, one):
        made = super().written(one)
        if made.start.time is not None:
            return made
        start = When(day=made.start.day, time=WallTime(), zone="Europe/Berlin")
        return replace(made, start=start, end=replace(start, time=WallTime(1)))
