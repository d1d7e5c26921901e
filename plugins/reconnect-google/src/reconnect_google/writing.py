"""The writes: create a calendar once, create reminders under their own ids, remove untouched ones."""

from collections.abc import Iterable, Iterator

from reconnect_core import AuthError, Fault, Receipt, ReceiptStatus, Reminder, StoreError, Unavailable

from . import event
from .connection import Connection, Reply

_CALENDAR = "Reminders by Reconnect: whom to be in touch with. Move, change or delete them as you like."


class Writing:
    """What is changed at Google, each request safe to be cut off at any point."""

    def __init__(self, google: Connection, name: str, zone: str) -> None:
        self._google = google
        self._name = name
        self._zone = zone

    def create(self, name: str) -> str:
        """The id of our calendar, created if there is none; never repeated when nobody knows whether it was."""
        kept = self._google.account.calendar_id()
        if kept:
            request = self._google.calendar("calendars").get(calendarId=kept, fields="id")
            if self._google.call(request, "looking for our calendar", expect=(404, 410)).status == 200:
                return kept
        asked = {"summary": name, "description": _CALENDAR, "timeZone": self._zone}
        request = self._google.calendar("calendars").insert(body=asked, fields="id")
        made = str(self._google.call(request, "creating our calendar", again=False).data["id"])
        self._google.account.keep_calendar(made)
        return made

    def put(self, calendar: str, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """A receipt for each reminder, or the fault that kept it from being written."""
        ended: Fault | None = None
        for reminder in reminders:
            if ended is None:
                try:
                    yield self._put(calendar, reminder)
                except StoreError as error:
                    fault = self._fault(error)
                    ended = fault if isinstance(error, AuthError | Unavailable) else None
                    yield fault
            else:
                yield ended

    def remove(self, calendar: str, receipt: Receipt, unless_changed: bool) -> bool:
        """True when it was there, ours and (``unless_changed``) untouched, and is now gone."""
        for _ in range(2):
            found = self._get(calendar, receipt.uid)
            if found.status != 200 or event.cancelled(found.data) or not event.own_uid(found.data):
                return False
            same = receipt.etag and found.data.get("etag") == receipt.etag
            if unless_changed and not same and not event.untouched(found.data):
                return False
            request = self._google.calendar("events").delete(
                calendarId=calendar, eventId=receipt.uid, sendUpdates="none"
            )
            reply = self._google.call(
                request, "removing a reminder", expect=(404, 410, 412), etag=found.data["etag"]
            )
            if reply.status != 412:
                # 404 or 410 after a good get: an earlier try of the same request removed it.
                return True
        return False

    def _put(self, calendar: str, reminder: Reminder) -> Receipt:
        wanted = event.body(reminder, self._zone)
        request = self._google.calendar("events").insert(
            calendarId=calendar, body=wanted, sendUpdates="none", fields=event.MASK
        )
        # The id is ours, so doing it twice makes one event: the second try meets 409 (Calendar API, events).
        reply = self._google.call(request, "writing a reminder", expect=(409,))
        if reply.status == 200:
            return self._receipt(ReceiptStatus.CREATED, reminder, reply)
        found = self._get(calendar, reminder.uid)
        if found.status != 200 or event.cancelled(found.data):
            return Receipt(
                uid=reminder.uid, calendar=self._name, status=ReceiptStatus.GONE, resource=reminder.uid
            )
        whole = event.untouched(found.data)
        return self._receipt(ReceiptStatus.FOUND if whole else ReceiptStatus.CHANGED, reminder, found)

    def _get(self, calendar: str, uid: str) -> Reply:
        request = self._google.calendar("events").get(calendarId=calendar, eventId=uid, fields=event.MASK)
        return self._google.call(request, "looking at a reminder", expect=(404, 410))

    def _receipt(self, status: ReceiptStatus, reminder: Reminder, reply: Reply) -> Receipt:
        if reply.data.get("id") != reminder.uid:
            raise Unavailable(f"{self._name}: Google answered about another event.")
        return Receipt(
            uid=reminder.uid,
            calendar=self._name,
            status=status,
            resource=reminder.uid,
            etag=str(reply.data.get("etag", "")),
            digest=event.digest(reply.data),
        )

    def _fault(self, error: StoreError) -> Fault:
        return Fault(
            who=self._name,
            doing="writing a reminder",
            error=error.message.removeprefix(f"{self._name}: "),
            next_step=error.next_step,
            exit_code=error.exit_code,
        )
