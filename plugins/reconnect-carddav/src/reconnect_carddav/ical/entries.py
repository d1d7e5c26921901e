"""The properties of one component as an Entry, but for when it happens."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reconnect_core import EntryStatus

from .content import Properties, number, text, unescaped, word
from .members import Member
from .moments import Zones, stamp
from .people import attendees, organizer
from .writing import marks_of

WANTED = frozenset(
    b"UID DTSTART DTEND DUE DURATION RRULE EXRULE RDATE EXDATE RECURRENCE-ID SEQUENCE SUMMARY DESCRIPTION "
    b"LOCATION STATUS METHOD TRANSP ATTENDEE ORGANIZER CATEGORIES COMPLETED PERCENT-COMPLETE LAST-MODIFIED "
    b"X-RECONNECT-MARKS X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT X-FUNAMBOL-ALLDAY".split()
)
"""The properties that are read; all others are stepped over."""

_COMMA = re.compile(r"(?<!\\)[,;]")
_STATUSES = {
    "tentative": EntryStatus.TENTATIVE,
    "cancelled": EntryStatus.CANCELLED,
    "canceled": EntryStatus.CANCELLED,
    "completed": EntryStatus.COMPLETED,
}
_CALLED_OFF = re.compile(
    r"[\[(*]*(?:cancell?ed(?: event)?|abgesagt|storniert|entfällt|annul[ée]e?|cancelad[oa]|annullat[oa]"
    r"|geannuleerd|afgelast|aflyst|avlyst|inställ[dt]|peru(?:ute)?ttu|odwołan[eoy]|anulowan[eoy]|zrušen[oaéý]|törölve"
    r"|lemondva|anulat|otkazano|atšaukta|отмен[её]н[оа]?|скасовано|iptal edildi|ακυρώθηκε|בוטל|ยกเลิกแล้ว"
    r"|dibatalkan|đã hủy|キャンセル(?:済み)?|취소됨|취소|已取消|取消)(?:\s?[\])*:：]|\s[-–—])"
    r"|.*[\[(]cancell?ed[\])]\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""What Exchange puts before the title of a meeting that was called off and stays in the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What all entries of one reading share."""

    calendar: str
    resource: str = ""
    file: str = ""
    etag: str = ""


def described(one: Member, source: Source) -> dict[str, Any]:
    """Keyword arguments of Entry for every occurrence of this component."""
    found, task = one.found, one.task
    return {
        "calendar": source.calendar,
        "resource": source.resource,
        "etag": source.etag,
        "uid": one.uid,
        "title": text(found, "SUMMARY"),
        "text": text(found, "DESCRIPTION"),
        "location": text(found, "LOCATION"),
        "status": _status(found, one.method, task=task),
        "attendees": attendees(found.get("ATTENDEE", ())),
        "organizer": organizer(found.get("ORGANIZER", ())),
        "busy": not task and _busy(found),
        "task": task,
        "completed": _moment(found, "COMPLETED", one.zones),
        "categories": _categories(found),
        "marks": marks_of(text(found, "X-RECONNECT-MARKS")),
        "method": one.method,
        "updated": _moment(found, "LAST-MODIFIED", one.zones),
    }


def _status(found: Properties, method: str, *, task: bool) -> EntryStatus:
    if method == "cancel" or _CALLED_OFF.match(text(found, "SUMMARY").replace("İ", "i")):
        return EntryStatus.CANCELLED
    status = _STATUSES.get(word(found, "STATUS"), EntryStatus.CONFIRMED)
    if (
        task
        and status is not EntryStatus.CANCELLED
        and (number(found, "PERCENT-COMPLETE") == 100 or "COMPLETED" in found)
    ):
        return EntryStatus.COMPLETED
    return status


def _busy(found: Properties) -> bool:
    """TRANSP, which vCalendar 1.0 counts; Exchange says it in a property of its own where TRANSP is missing."""
    transparency = word(found, "TRANSP")
    if transparency:
        return transparency != "transparent" and not (transparency.isdigit() and transparency != "0")
    return word(found, "X-MICROSOFT-CDO-BUSYSTATUS") != "free"


def _moment(found: Properties, name: str, zones: Zones) -> datetime | None:
    for one in found.get(name, ()):
        try:
            return stamp(one, zones).moment(UTC)
        except ValueError:
            continue
    return None


def _categories(found: Properties) -> tuple[str, ...]:
    parts = (part for one in found.get("CATEGORIES", ()) for part in _COMMA.split(one.text))
    return tuple(dict.fromkeys(name for part in parts if (name := unescaped(part).strip())))
