"""Reminders written once: created only where nothing is, adopted after any doubt, removed with care."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain

from reconnect_core import (
    AuthError,
    Entry,
    Fault,
    Gone,
    Receipt,
    ReceiptStatus,
    Refused,
    Reminder,
    StoreError,
    Unavailable,
)

from .. import ical
from .discovery import Collection
from .events import Reading, by_uid
from .fetch import Fetched, fetched
from .multistatus import path_of
from .reports import CAL_DATA, absolute, child
from .transport import Answer, Lost, Transport, expect

_DOING = "writing a reminder"


class Desk:
    """Writes reminders into one calendar, and finds them again in any calendar of the account."""

    def __init__(self, transport: Transport, reading: Reading, calendar: Collection) -> None:
        self._transport = transport
        self._reading = reading
        self._calendar = calendar

    def put(self, reminders: Iterable[Reminder], now: datetime) -> Iterator[Receipt | Fault]:
        """One look for all, then one conditional PUT (RFC 9110 section 13.1.2) for each that is not there.

        Nothing is ever overwritten. After a lost answer or a failure the resource is looked at: what is there
        is adopted, and only what is proved absent is sent once more. Raises only when the first look fails.
        """
        wanted = {self._path(reminder.uid): reminder for reminder in reminders}
        down: StoreError | None = None
        for resource in self._fetched(wanted):
            reminder = wanted[resource.path]
            try:
                if down is not None:
                    raise down
                yield (
                    self._create(reminder, now)
                    if self._seen(resource).gone
                    else self._found(resource, reminder)
                )
            except (Unavailable, AuthError) as error:
                down = error
                yield self._fault(error)
            except StoreError as error:
                yield self._fault(error)
            except (ValueError, LookupError) as error:
                yield self._fault(Refused(f"{self._transport.name}: it cannot be written: {error}."))

    def look_up(self, receipts: Iterable[Receipt], others: Iterable[Collection]) -> Iterator[Entry | Gone]:
        """Each reminder as it is now: one request for all; what is not there is searched for by its UID.

        A reminder whose resource cannot be read comes as neither: nobody knows.
        """
        wanted = {receipt.resource or self._path(receipt.uid): receipt.uid for receipt in receipts}
        for resource in self._fetched(wanted):
            uid = wanted[resource.path]
            entry = None if resource.gone else self._reading.reminder(resource, uid)
            if entry is not None:
                yield entry
            elif not resource.why and uid not in resource.data:
                yield self._search(uid, chain([self._calendar], others)) or Gone(uid=uid)

    def remove(self, receipt: Receipt, *, unless_changed: bool) -> bool:
        """Delete one reminder; False when it is gone, or changed since it was written.

        Its words and times are compared just before, as some servers ignore ``If-Match``.
        """
        path = receipt.resource or self._path(receipt.uid)
        resource = self._look(path)
        if resource.gone:
            return False
        if unless_changed and not self._untouched(resource, receipt):
            return False
        url = absolute(self._calendar.url, path)
        strong = resource.etag and not resource.etag.startswith("W/")
        try:
            answer = self._transport.send("DELETE", url, headers={"If-Match": resource.etag} if strong else {})
        except Lost:
            if self._look(path).gone:
                return True
            raise
        if answer.status in (404, 410, 412):
            return False
        expect(self._transport.name, answer, 200, 202, 204)
        return True

    def _create(self, reminder: Reminder, now: datetime) -> Receipt:
        if not self._calendar.holds("VTODO" if reminder.task else "VEVENT"):
            what = "tasks" if reminder.task else "events"
            raise Refused(
                f"{self._transport.name}: the calendar {self._calendar.name} takes no {what}.",
                next_step="Choose another calendar, or another reminder_as in [garden].",
            )
        content = ical.write(reminder, now=now)
        failure: StoreError | None = None
        for _ in range(2):
            try:
                answer = self._send(reminder.uid, content)
            except Unavailable as error:
                failure = error
                self._transport.rest(error.retry_after)
            else:
                receipt = self._settled(answer, reminder)
                if receipt is not None:
                    return receipt
                failure = None
            resource = self._look(self._path(reminder.uid))
            if not resource.gone:
                return self._found(resource, reminder)
        raise failure or Unavailable(
            f"{self._transport.name}: the server neither took the reminder nor has it.",
            next_step="It is tried again at the next walk.",
        )

    def _send(self, uid: str, content: bytes) -> Answer:
        return self._transport.send(
            "PUT",
            child(self._calendar.url, f"{uid}.ics"),
            content,
            {"If-None-Match": "*", "Content-Type": "text/calendar; charset=utf-8"},
        )

    def _settled(self, answer: Answer, reminder: Reminder) -> Receipt | None:
        """What the answer to a PUT means; None when only a look can tell."""
        status = answer.status
        if status in (200, 201, 204):
            etag = answer.headers.get("etag", "")
            return self._receipt(reminder, ReceiptStatus.CREATED, path_of(answer.url), etag)
        crossed = status == 409 and b"no-uid-conflict" not in answer.body  # another writer was quicker
        if status == 412 or crossed or (status >= 500 and status != 507):
            return None
        if _in_trash(answer):
            return self._receipt(reminder, ReceiptStatus.GONE)
        if _uid_taken(answer):
            for resource in by_uid(self._transport, self._calendar, reminder.uid):
                if self._reading.reminder(resource, reminder.uid):
                    return self._found(resource, reminder)
        expect(self._transport.name, answer, 201)
        return None

    def _found(self, resource: Fetched, reminder: Reminder) -> Receipt:
        entry = self._reading.reminder(resource, reminder.uid)
        same = entry is not None and ical.digest(entry) == ical.digest(reminder)
        status = ReceiptStatus.FOUND if same else ReceiptStatus.CHANGED
        return self._receipt(reminder, status, resource.path, resource.etag)

    def _receipt(self, reminder: Reminder, status: ReceiptStatus, path: str = "", etag: str = "") -> Receipt:
        return Receipt(
            uid=reminder.uid,
            calendar=self._reading.calendar,
            status=status,
            resource=path or self._path(reminder.uid),
            etag=etag,
            digest=ical.digest(reminder),
        )

    def _untouched(self, resource: Fetched, receipt: Receipt) -> bool:
        if not receipt.digest:
            return bool(receipt.etag) and receipt.etag == resource.etag
        entry = self._reading.reminder(resource, receipt.uid)
        return entry is not None and ical.digest(entry) == receipt.digest

    def _search(self, uid: str, calendars: Iterable[Collection]) -> Entry | None:
        for calendar in {path_of(one.url): one for one in calendars}.values():
            for resource in by_uid(self._transport, calendar, uid):
                entry = self._reading.reminder(resource, uid)
                if entry is not None:
                    return entry
        return None

    def _look(self, path: str) -> Fetched:
        return self._seen(next(self._fetched({path: None})))

    def _seen(self, resource: Fetched) -> Fetched:
        if resource.why:
            raise Unavailable(
                f"{self._transport.name}: a reminder cannot be looked at: {resource.why}.",
                next_step="Nothing was changed; try again later.",
            )
        return resource

    def _fetched(self, wanted: Mapping[str, object]) -> Iterator[Fetched]:
        """One request for each calendar that one of these paths is in."""
        folders: dict[str, list[str]] = {}
        for path in wanted:
            folders.setdefault(path.rpartition("/")[0] + "/", []).append(path)
        for folder, paths in folders.items():
            yield from fetched(self._transport, absolute(self._calendar.url, folder), paths, CAL_DATA)

    def _path(self, uid: str) -> str:
        return path_of(child(self._calendar.url, f"{uid}.ics"))

    def _fault(self, error: StoreError) -> Fault:
        return Fault(
            who=self._transport.name,
            doing=_DOING,
            error=error.message,
            next_step=error.next_step,
            exit_code=error.exit_code,
        )


def _in_trash(answer: Answer) -> bool:
    """True for Nextcloud's answer when the user deleted this reminder, and it lies in the trash bin."""
    return answer.status == 400 and b"deleted calendar object" in answer.body.lower()


def _uid_taken(answer: Answer) -> bool:
    """True when the calendar holds this UID under another name (RFC 4791 section 5.3.2.1)."""
    said = answer.body.lower()
    return answer.status in (400, 403, 409) and (b"no-uid-conflict" in said or b"uid already exists" in said)
