"""What a calendar holds, what we write into one, and the proof of a write."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from datetime import time as WallTime
from enum import StrEnum
from zoneinfo import ZoneInfo

from .evidence import Channel
from .value import value


@value
class When:
    """A day, a wall time with its zone, or a floating time: what entries and reminders carry.

    ``time`` is None for an all-day value (iCalendar VALUE=DATE); ``zone`` is an IANA name, ``"UTC"``, or
    None for a floating time (RFC 5545 section 3.3.5, form 1).
    """

    day: date
    time: WallTime | None = None
    zone: str | None = None

    @property
    def unfit(self) -> str:
        """``zone`` or ``day`` where no moment can be told of it: no such zone, or beyond the calendar's end."""
        try:
            if self.zone:
                ZoneInfo(self.zone)
            if self.day in (date.min, date.max):
                for hours in (-14, 14):
                    self.moment(timezone(timedelta(hours=hours)))
        except OverflowError:
            return "day"
        except (KeyError, ValueError, OSError):
            return "zone"
        return ""

    def moment(self, default: tzinfo) -> datetime:
        """The UTC moment; a floating time or whole day is read in ``default`` (a day at its first minute)."""
        zone = ZoneInfo(self.zone) if self.zone and self.time is not None else default
        wall = datetime.combine(self.day, self.time or WallTime(), zone)
        return wall.astimezone(UTC)

    def __str__(self) -> str:
        """``2026-03-01``, ``2026-03-01T10:00:00Z`` for UTC and zoned times, no ``Z`` when floating."""
        if self.time is None:
            return self.day.isoformat()
        if self.zone is None:
            return f"{self.day.isoformat()}T{self.time.isoformat('seconds')}"
        return self.moment(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@value
class Window:
    """Days from ``first`` to ``last``, both included, in the garden's zone."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        """True for a date inside, both ends included."""
        return isinstance(day, date) and self.first <= day <= self.last

    def moments(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """The half-open pair of UTC moments that the window covers in ``zone``."""
        begin = datetime.combine(self.first, WallTime(), zone).astimezone(UTC)
        end = datetime.combine(self.last + timedelta(days=1), WallTime(), zone).astimezone(UTC)
        return begin, end


@value
class Busy:
    """A stretch of time that is taken; aware UTC moments, half open."""

    start: datetime
    end: datetime


class EntryStatus(StrEnum):
    """iCalendar STATUS of an event or task (RFC 5545 section 3.8.1.11), as far as it matters here."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    COMPLETED = "completed"


@value
class Attendee:
    """One invited address (RFC 5545 ATTENDEE): who, and whether they come."""

    email: str
    name: str = ""
    partstat: str = "needs-action"
    """Lower-case PARTSTAT: accepted, declined, tentative, delegated, needs-action."""
    cutype: str = "individual"
    """Lower-case CUTYPE: individual, group, resource, room, unknown. Only individuals are people."""


@value
class Entry:
    """One occurrence of one calendar entry; a recurring one yields an Entry for each instance."""

    calendar: str
    """The configured name of the calendar."""
    uid: str
    start: When
    end: When | None = None
    resource: str = ""
    """The store's own key (file name, href, event id); all entries of one key come and go together."""
    recurrence_id: str = ""
    """Which instance of a series this is; empty for a single entry."""
    title: str = ""
    text: str = ""
    status: EntryStatus = EntryStatus.CONFIRMED
    attendees: tuple[Attendee, ...] = ()
    organizer: Attendee | None = None
    busy: bool = True
    """False when TRANSP is TRANSPARENT."""
    task: bool = False
    completed: datetime | None = None
    categories: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """Of our own reminders only: the person id and handle digests written into it."""
    method: str = ""
    """Lower-case iTIP METHOD of the file it came in: request, reply, cancel, counter, publish."""
    location: str = ""
    updated: datetime | None = None
    etag: str = ""


@value
class Gone:
    """A reminder that was asked for with ``look_up`` and is no longer in any calendar of the store."""

    uid: str


@value
class Wording:
    """The words of one reminder: ``title`` may stand on a lock screen, ``text`` is the body."""

    title: str
    text: str


@value
class Reminder:
    """What we write: one single, private, transparent entry with one alarm or none; no attendee, no recurrence.

    ``uid`` has the letters ``[0-9a-v]`` only, so that it is legal as an iCalendar UID, a file name and a
    Google event id at once.
    """

    uid: str
    person: str
    title: str
    text: str
    start: When
    minutes: int = 15
    channel: Channel | None = None
    marks: tuple[str, ...] = ()
    task: bool = False
    alarm: bool = True
    """False: no alarm is written, and a calendar's own default is switched off where the store can say so."""


class ReceiptStatus(StrEnum):
    """What became of one ``put``."""

    CREATED = "created"
    FOUND = "found"
    CHANGED = "changed"
    GONE = "gone"


@value
class Receipt:
    """Proof of a write: created now, found there already, found changed by the user, or removed by them."""

    uid: str
    calendar: str
    status: ReceiptStatus
    resource: str = ""
    etag: str = ""
    digest: str = ""
    """Hash of the words and times that were written, so that a later change can be told."""
