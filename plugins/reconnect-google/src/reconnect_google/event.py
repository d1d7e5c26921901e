"""Google's events to entries, our reminders to events, and the digest that tells when the user changed one."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from reconnect_core import Attendee, Entry, EntryStatus, Reminder, When

OURS = "reconnect"
"""The private extended property that marks a reminder of ours."""
_DIGEST = "reconnectDigest"
_MARKS = "reconnectMarks"
_ROOM = 1000
"""A private extended property holds at most 1024 characters (Calendar API, extended properties)."""
MASK = (
    "id,iCalUID,status,summary,description,location,start,end,recurringEventId,originalStartTime,recurrence,"
    "transparency,organizer(email,displayName,self),attendees(email,displayName,responseStatus,resource,self),"
    "extendedProperties/private,colorId,updated,etag"
)
_PARTSTAT = {"needsAction": "needs-action"}
_MARKUP = re.compile(r"</?(?:br|p|div|span|ul|ol|li|a|b|i|u|html-blob)\b[^>]*>|&[a-z]+;|&#\d+;", re.IGNORECASE)

Json = Mapping[str, Any]


def entry(event: Json, calendar: str, me: frozenset[str], zone: str) -> Entry | None:
    """The Entry of one event; None for one that the user declined. Times without a zone are in ``zone``.

    Raises ValueError, TypeError, KeyError or AttributeError when it is not an event as documented.
    """
    guests = event.get("attendees", ())
    mine: Json = next((one for one in guests if one.get("self")), {})
    if mine.get("responseStatus") == "declined":
        return None
    uid = own_uid(event)
    start = when(event["start"], zone)
    return Entry(
        calendar=calendar,
        uid=uid or str(event.get("iCalUID") or event["id"]),
        start=start,
        end=when(event["end"], zone) if event.get("end") else None,
        resource=str(event["id"]),
        recurrence_id=str(when(event["originalStartTime"], zone)) if event.get("originalStartTime") else "",
        title=str(event.get("summary", "")),
        text=plain(str(event.get("description", ""))),
        status=_status(event, mine, me),
        attendees=tuple(_attendee(one) for one in guests if _is_known(one, me)),
        organizer=_organizer(event, me),
        busy=event.get("transparency") != "transparent",
        marks=_marks(event) if uid else (),
        location=str(event.get("location", "")),
        updated=datetime.fromisoformat(event["updated"]) if event.get("updated") else None,
        etag=str(event.get("etag", "")),
    )


def body(reminder: Reminder, zone: str) -> dict[str, Any]:
    """The event of one reminder: private, transparent, a popup or none, no guest; properties hold hashes."""
    start, end = _times(reminder, zone)
    private = {OURS: "1"} | {f"{_MARKS}{number}": piece for number, piece in enumerate(_pieces(reminder.marks))}
    event: dict[str, Any] = {
        "id": reminder.uid,
        "summary": reminder.title,
        "description": reminder.text,
        "start": start,
        "end": end,
        "visibility": "private",
        "transparency": "transparent",
        "reminders": {"useDefault": False, "overrides": _popups(reminder)},
    }
    private[_DIGEST] = digest(event)
    return {**event, "extendedProperties": {"private": private}}


def _popups(reminder: Reminder) -> list[dict[str, Any]]:
    """A timed reminder speaks at its start, one for a whole day at six the evening before; or neither."""
    before = 360 if reminder.start.time is None else 0
    return [{"method": "popup", "minutes": before}] if reminder.alarm else []


def digest(event: Json) -> str:
    """A hash of what a user may change in a reminder: words, times, place, colour, guests, recurrence."""
    said = [
        " ".join(str(event.get("summary", "")).split()),
        " ".join(plain(str(event.get("description", ""))).split()),
        _moment(event.get("start", {})),
        _moment(event.get("end", {})),
        event.get("location", ""),
        event.get("colorId", ""),
        event.get("recurrence", []),
        sorted(one.get("email", "") for one in event.get("attendees", ())),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def untouched(event: Json) -> bool:
    """True when the event still says what was written into it."""
    kept = event.get("extendedProperties", {}).get("private", {}).get(_DIGEST)
    return kept is not None and bool(kept == digest(event))


def cancelled(event: Json) -> bool:
    """True for what Google keeps of a deleted event: its id, and the status."""
    return event.get("status") == "cancelled"


def own_uid(event: Json) -> str:
    """The reminder's uid when the event is one of ours (or an instance the user made of it), else empty."""
    private = event.get("extendedProperties", {}).get("private", {})
    return str(event.get("recurringEventId") or event["id"]) if private.get(OURS) else ""


def when(said: Json, zone: str) -> When:
    """A date or dateTime of the Calendar API as a When, in the event's own zone where it is a known one."""
    if "date" in said:
        return When(day=date.fromisoformat(said["date"]))
    name = _known_zone(said.get("timeZone") or zone)
    moment = datetime.fromisoformat(said["dateTime"])
    moment = moment.replace(tzinfo=ZoneInfo(name)) if moment.tzinfo is None else moment
    local = moment.astimezone(ZoneInfo(name))
    return When(day=local.date(), time=local.time(), zone=name)


def span(event: Json, zone: str, home: tzinfo) -> tuple[datetime, datetime]:
    """Begin and end as moments; a whole day is one of ``home``, a time without an offset one of ``zone``."""
    start = _instant(event["start"], zone, home)
    return start, _instant(event["end"], zone, home) if event.get("end") else start


def plain(text: str) -> str:
    """The text without the markup that Google's web page adds when it saves a description."""
    if not _MARKUP.search(text):
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts).strip()


class _Reader(HTMLParser):
    """Collects the words; line breaks and blocks become line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("br", "li"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "div", "ul", "ol"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\xa0", " "))


def _times(reminder: Reminder, zone: str) -> tuple[dict[str, str], dict[str, str]]:
    start = reminder.start
    if start.time is None:
        tomorrow = start.day + timedelta(days=1)
        return {"date": start.day.isoformat()}, {"date": tomorrow.isoformat()}
    name = start.zone or zone
    begin = start.moment(ZoneInfo(zone))
    return _written(begin, name), _written(begin + timedelta(minutes=reminder.minutes), name)


def _written(moment: datetime, zone: str) -> dict[str, str]:
    return {"dateTime": moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds"), "timeZone": zone}


def _moment(said: Json) -> str:
    if "dateTime" not in said:
        return str(said.get("date", ""))
    return when(said, "UTC").moment(UTC).isoformat()


def _instant(said: Json, zone: str, home: tzinfo) -> datetime:
    if "date" in said:
        return datetime.combine(date.fromisoformat(said["date"]), time(), home)
    moment = datetime.fromisoformat(said["dateTime"])
    name = _known_zone(said.get("timeZone") or zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(name))


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return "UTC"
    return name


def _marks(event: Json) -> tuple[str, ...]:
    private = event.get("extendedProperties", {}).get("private", {})
    return tuple(" ".join(_numbered(private)).split())


def _pieces(marks: tuple[str, ...]) -> list[str]:
    pieces = [""]
    for mark in marks:
        longer = f"{pieces[-1]} {mark}".strip()
        if len(longer) > _ROOM:
            pieces.append(mark)
        else:
            pieces[-1] = longer
    return [piece for piece in pieces if piece]


def _numbered(private: Json) -> Iterator[str]:
    number = 0
    while f"{_MARKS}{number}" in private:
        yield str(private[f"{_MARKS}{number}"])
        number += 1


def _status(event: Json, mine: Json, me: frozenset[str]) -> EntryStatus:
    # An address of the user's that the garden does not know is left out, so its answer moves to the entry.
    unsure = mine and not _is_known(mine, me) and mine.get("responseStatus") in ("tentative", "needsAction")
    if unsure and not event.get("organizer", {}).get("self"):
        return EntryStatus.TENTATIVE
    return EntryStatus(event.get("status", "confirmed"))


def _is_known(guest: Json, me: frozenset[str]) -> bool:
    return not guest.get("self") or str(guest.get("email", "")).lower() in me


def _organizer(event: Json, me: frozenset[str]) -> Attendee | None:
    """Who invited; nobody for an entry the user made alone, where Google names the user or the calendar."""
    said = event.get("organizer")
    if not said or not event.get("attendees") or not _is_known(said, me):
        return None
    if str(said.get("email", "")).endswith("@group.calendar.google.com"):
        return None
    return _attendee(said)


def _attendee(guest: Json) -> Attendee:
    answer = str(guest.get("responseStatus", "needsAction"))
    return Attendee(
        email=str(guest.get("email", "")),
        name=str(guest.get("displayName", "")),
        partstat=_PARTSTAT.get(answer, answer),
        cutype="resource" if guest.get("resource") else "individual",
    )
