"""The Calendar API as far as it is used: calendars, events, free/busy."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from .asked import Asked, Refusal, Said, Unmodelled, modelled
from .event_forms import as_kept, check_properties, moment_of, stamp
from .world import AUTH, CalendarRecord, Record, opened, sealed

APP_CREATED = f"{AUTH}calendar.app.created"
_WRITABLE = frozenset(
    [
        "id",
        "summary",
        "description",
        "location",
        "start",
        "end",
        "visibility",
        "transparency",
        "reminders",
        "extendedProperties",
        "colorId",
    ]
)
_NOT_WITH_TOKEN = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
)


def insert_calendar(asked: Asked) -> Said:
    """calendar.calendars.insert"""
    if not asked.body.get("summary"):
        raise Refusal(400, "required", "Missing title.")
    if set(asked.body) - {"summary", "description", "timeZone"}:
        raise Unmodelled("calendars.insert with more than a title")
    id_ = f"{asked.world.name('cal')}@group.calendar.google.com"
    zone = asked.body.get("timeZone", "Europe/Berlin")
    asked.world.calendars[id_] = CalendarRecord(id_, asked.body["summary"], zone, owned_by_app=True)
    return Said({**_calendar(asked.world.calendars[id_]), **asked.body}, applied=True)


def get_calendar(asked: Asked) -> Said:
    """calendar.calendars.get"""
    return Said(_calendar(_reached(asked)))


def list_events(asked: Asked) -> Said:
    """calendar.events.list"""
    modelled(
        asked,
        *[
            "eventTypes",
            "maxAttendees",
            "maxResults",
            "pageToken",
            "privateExtendedProperty",
            "showDeleted",
            "singleEvents",
        ],
        *["syncToken", "timeMin", "timeMax"],
    )
    calendar, world = _reached(asked), asked.world
    size = min(int(asked.query["maxResults"]), 2500)  # rule events-page-size
    bound = {
        k: v
        for k, v in asked.query.items()
        if k not in ("pageToken", "syncToken", "alt", "fields", "prettyPrint")
    }
    if asked.query.get("pageToken"):
        page = world.pages.get(asked.query["pageToken"])
        if not page or page["bound"] != bound:
            raise Refusal(400, "invalid", "Invalid page token.")
    else:
        page = _first(asked, calendar, bound)
    return Said(_page_of(asked, calendar, page, size))


def _page_of(asked: Asked, calendar: CalendarRecord, page: Mapping[str, Any], size: int) -> dict[str, Any]:
    """One page of a list, with the token for the next one, or on the last one that for the next sync."""
    world, start = asked.world, page["start"]
    items = [
        _shown(asked, calendar.events[name], page["sync"])
        for name in page["names"][start : start + size]
        if name in calendar.events
    ]
    body: dict[str, Any] = {
        "kind": "calendar#events",
        "summary": calendar.summary,
        "timeZone": calendar.zone,
        "updated": stamp(world.clock()),
        "etag": f'"{world.seq}"',
        "items": items,
    }
    if start + size < len(page["names"]):
        token = sealed(world.name("page"))
        world.pages[token] = {**page, "start": start + size}
        body["nextPageToken"] = token
    elif page["token"]:  # rule events-sync-last-page
        body["nextSyncToken"] = sealed(page["token"])
    return body


def get_event(asked: Asked) -> Said:
    """calendar.events.get"""
    modelled(asked, "maxAttendees")
    return Said(_shown(asked, _event(asked), False))  # rule events-get-cancelled


def insert_event(asked: Asked) -> Said:
    """calendar.events.insert"""
    modelled(asked, "sendUpdates")
    calendar, body = _reached(asked), asked.body
    if set(body) - _WRITABLE:
        raise Unmodelled(f"events.insert with {sorted(set(body) - _WRITABLE)}")
    for part in ("start", "end"):
        if not body.get(part, {}).get("dateTime") and not body.get(part, {}).get("date"):
            raise Refusal(400, "required", f"Missing {part} time.")
    if moment_of(body["end"], calendar.zone) < moment_of(body["start"], calendar.zone):
        raise Refusal(400, "timeRangeEmpty", "The specified time range is empty.")
    id_ = body.get("id", "")
    if id_ and not re.fullmatch(r"[a-v0-9]{5,1024}", id_):  # rule events-id-form
        raise Refusal(400, "invalid", "Invalid resource id value.")
    if id_ in calendar.events:  # rules events-id-once, events-id-tombstone
        raise Refusal(409, "duplicate", "The requested identifier already exists.")
    check_properties(body)
    made = asked.world.add_event(calendar.id, as_kept(body))
    return Said(_shown(asked, calendar.events[made], False), applied=True)


def delete_event(asked: Asked) -> Said:
    """calendar.events.delete"""
    modelled(asked, "sendUpdates")
    record = _event(asked)
    if record.deleted:  # rule events-delete-twice
        raise Refusal(410, "deleted", "Resource has been deleted")
    match = asked.headers.get("if-match")
    if match and match != record.plain["etag"]:  # rule events-etag
        raise Refusal(412, "conditionNotMet", "Precondition Failed")
    asked.world.delete_event(_reached(asked).id, asked.path["eventId"])
    return Said(None, status=204, applied=True)


def free_busy(asked: Asked) -> Said:
    """calendar.freebusy.query"""
    begin, end = (datetime.fromisoformat(asked.body[name]) for name in ("timeMin", "timeMax"))
    if end - begin > timedelta(days=90):  # rule freebusy-range
        raise Refusal(400, "timeRangeTooLong", "The requested time range is too long.")
    found: dict[str, Any] = {}
    for item in asked.body.get("items", ()):
        calendar = asked.world.calendars.get(item["id"])
        if calendar is None:  # rule freebusy-errors
            found[item["id"]] = {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
            continue
        found[item["id"]] = {"busy": list(_busy(calendar, begin, end))}
    return Said(
        {
            "kind": "calendar#freeBusy",
            "timeMin": asked.body["timeMin"],
            "timeMax": asked.body["timeMax"],
            "calendars": found,
        }
    )


def _busy(calendar: CalendarRecord, begin: datetime, end: datetime) -> Iterator[dict[str, str]]:
    for record in calendar.events.values():
        event = record.plain
        if record.deleted or event.get("transparency") == "transparent":
            continue
        start, stop = moment_of(event["start"], calendar.zone), moment_of(event["end"], calendar.zone)
        if start < end and stop > begin:
            yield {"start": stamp(start), "end": stamp(stop)}


def _calendar(calendar: CalendarRecord) -> dict[str, Any]:
    return {
        "kind": "calendar#calendar",
        "id": calendar.id,
        "summary": calendar.summary,
        "timeZone": calendar.zone,
    }


def _reached(asked: Asked) -> CalendarRecord:
    """The calendar, where the token's scopes reach it (rules app-created, app-created-elsewhere)."""
    calendar = asked.world.calendars.get(asked.path["calendarId"])
    narrow = asked.scopes & asked.method.scopes <= {APP_CREATED}
    if calendar is None or (narrow and not calendar.owned_by_app):
        raise Refusal(404, "notFound", "Not Found")
    return calendar


def _event(asked: Asked) -> Record:
    record = _reached(asked).events.get(asked.path["eventId"])
    if record is None:
        raise Refusal(404, "notFound", "Not Found")
    return record


def _first(asked: Asked, calendar: CalendarRecord, bound: Mapping[str, Any]) -> dict[str, Any]:
    world, query = asked.world, asked.query
    if query.get("syncToken"):
        return _delta(asked, calendar, bound)
    names = [
        name
        for name, one in calendar.events.items()
        if (not one.deleted or query.get("showDeleted")) and _fits(one.plain, query, calendar.zone)
    ]
    if not query.get("singleEvents") and any("recurringEventId" in calendar.events[n].plain for n in names):
        raise Unmodelled("a list with the underlying recurring events")
    times = {key: query[key] for key in ("timeMin", "timeMax") if key in query}
    kept = {k: v for k, v in bound.items() if k not in times}
    # Filters other than times give no token that could be used with them (rule events-sync-filters).
    filtered = "privateExtendedProperty" in query
    token = None if filtered else {"seq": world.seq, "bound": kept, "times": times, "of": calendar.id}
    return {"names": names, "start": 0, "bound": bound, "sync": False, "token": token}


def _delta(asked: Asked, calendar: CalendarRecord, bound: Mapping[str, Any]) -> dict[str, Any]:
    world, query = asked.world, asked.query
    if (
        any(name in query for name in _NOT_WITH_TOKEN) or query.get("showDeleted") is False
    ):  # events-sync-filters
        raise Refusal(400, "badRequest", "A sync token cannot be combined with this parameter.")
    try:
        kept = opened(query["syncToken"])
        fits = kept["of"] == calendar.id
    except (ValueError, KeyError, TypeError):
        fits = False
    if not fits or kept["seq"] < world.token_floor:  # rule events-sync-410
        raise gone()
    if kept["bound"] != dict(bound):  # rule events-sync-bound: undefined behaviour, so none at all
        raise Unmodelled("a sync token with other parameters")
    names = [name for name, one in calendar.events.items() if one.seq > kept["seq"]]
    if world.delta_in_window:
        limits = {**query, **kept["times"]}
        names = [
            n
            for n in names
            if calendar.events[n].deleted or _fits(calendar.events[n].plain, limits, calendar.zone)
        ]
    names = [n for n in names if _of_type(calendar.events[n].plain, query)]
    token = {**kept, "seq": world.seq}
    return {"names": names, "start": 0, "bound": bound, "sync": True, "token": token}


def gone() -> Refusal:
    """What an expired sync token of the Calendar API is answered with."""
    return Refusal(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")


def _of_type(event: Mapping[str, Any], query: Mapping[str, Any]) -> bool:
    kinds = query.get("eventTypes")
    return not kinds or event.get("eventType", "default") in kinds


def _fits(event: Mapping[str, Any], query: Mapping[str, Any], zone: str) -> bool:
    if not _of_type(event, query):
        return False
    private = event.get("extendedProperties", {}).get("private", {})
    wanted = [text.partition("=") for text in query.get("privateExtendedProperty", ())]
    if any(private.get(name) != value for name, _, value in wanted):
        return False
    if "start" not in event:
        return True
    start, end = moment_of(event["start"], zone), moment_of(event.get("end", event["start"]), zone)
    if "timeMax" in query and start >= datetime.fromisoformat(query["timeMax"]):  # rule events-time-bounds
        return False
    return "timeMin" not in query or end > datetime.fromisoformat(query["timeMin"])


def _shown(asked: Asked, record: Record, delta: bool) -> dict[str, Any]:
    event = dict(record.plain)
    if record.deleted and delta:  # rule events-cancelled-id-only
        keep = ("kind", "id", "status", "etag", "recurringEventId", "originalStartTime")
        return {k: v for k, v in event.items() if k in keep}
    most = asked.query.get("maxAttendees")
    guests = event.get("attendees", [])
    if most and len(guests) > most:  # rule events-attendees-cut
        event["attendees"] = [guest for guest in guests if guest.get("self")]
        event["attendeesOmitted"] = True
    return event
