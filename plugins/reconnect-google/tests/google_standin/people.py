"""The People API as far as it is read: connections, other contacts, groups."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from .asked import Asked, Refusal, Said, modelled
from .world import Record, World, opened, sealed

WEEK = timedelta(days=7)
FIELDS = frozenset(
    [
        "addresses",
        "ageRanges",
        "biographies",
        "birthdays",
        "calendarUrls",
        "clientData",
        "coverPhotos",
        "emailAddresses",
        "events",
        "externalIds",
        "genders",
        "imClients",
        "interests",
        "locales",
        "locations",
        "memberships",
        "metadata",
        "miscKeywords",
        "names",
        "nicknames",
        "occupations",
        "organizations",
        "phoneNumbers",
        "photos",
        "relations",
        "sipAddresses",
        "skills",
        "urls",
        "userDefined",
    ]
)
OTHER_FIELDS = frozenset(["emailAddresses", "metadata", "names", "phoneNumbers", "photos"])


def connections(asked: Asked) -> Said:
    """people.people.connections.list"""
    modelled(asked, "pageSize", "pageToken", "personFields", "requestSyncToken", "sources", "syncToken")
    if asked.path["peopleId"] != "me":
        raise Refusal(400, "badRequest", "Only people/me is valid.", rpc="INVALID_ARGUMENT")
    wanted = _wanted(asked.query.get("personFields", ""), FIELDS, "personFields")
    return _list(asked, asked.world.people, wanted, "connections")


def other_contacts(asked: Asked) -> Said:
    """people.otherContacts.list"""
    modelled(asked, "pageSize", "pageToken", "readMask", "requestSyncToken", "sources", "syncToken")
    wanted = _wanted(asked.query.get("readMask", ""), OTHER_FIELDS, "readMask")
    return _list(asked, asked.world.others, wanted, "otherContacts")


def groups(asked: Asked) -> Said:
    """people.contactGroups.list"""
    modelled(asked, "pageSize", "pageToken", "groupFields")
    size = _size(asked, 30)
    system = ("myContacts", "starred", "friends", "family", "coworkers", "blocked", "all", "chatBuddies")
    every = [
        {"resourceName": f"contactGroups/{name}", "name": name, "groupType": "SYSTEM_CONTACT_GROUP"}
        for name in system
    ]
    every += [
        {"resourceName": name, "name": label, "groupType": "USER_CONTACT_GROUP"}
        for name, label in asked.world.groups.items()
    ]
    start = int(opened(asked.query["pageToken"])) if asked.query.get("pageToken") else 0
    body: dict[str, Any] = {"contactGroups": every[start : start + size], "totalItems": len(every)}
    if start + size < len(every):
        body["nextPageToken"] = sealed(start + size)
    return Said(body)


def _wanted(text: str, known: frozenset[str], name: str) -> frozenset[str]:
    fields = frozenset(filter(None, text.split(",")))
    if not fields:  # rule people-fields-required
        raise Refusal(400, "badRequest", f"{name} mask is required.", rpc="INVALID_ARGUMENT")
    if not fields <= known:
        raise Refusal(400, "badRequest", f"Invalid {name} mask path.", rpc="INVALID_ARGUMENT")
    return fields


def _size(asked: Asked, default: int) -> int:
    size = int(asked.query.get("pageSize", 0)) or default
    if not 1 <= size <= 1000:  # rule people-page-size
        raise Refusal(400, "badRequest", "Page size must be between 1 and 1000.", rpc="INVALID_ARGUMENT")
    return size


def _bound(asked: Asked) -> dict[str, Any]:
    return {
        k: v
        for k, v in asked.query.items()
        if k not in ("pageToken", "syncToken", "alt", "fields", "prettyPrint")
    }


def _list(asked: Asked, store: Mapping[str, Record], wanted: frozenset[str], key: str) -> Said:
    world, size, bound = asked.world, _size(asked, 100), _bound(asked)
    if asked.query.get("pageToken"):
        page = world.pages.get(asked.query["pageToken"])
        same = page and page["bound"] == bound and page["sync"] == asked.query.get("syncToken", "")
        if not same:  # rule people-params-bound
            raise Refusal(
                400, "badRequest", "Request parameters must match the first call.", rpc="INVALID_ARGUMENT"
            )
    else:
        page = _first(asked, store, bound)
    names, start = page["names"], page["start"]
    people = [shown for name in names[start : start + size] if (shown := _shown(store, name, wanted, page))]
    body: dict[str, Any] = {key: people}
    if start + size < len(names):
        token = sealed([world.name("page"), key])
        world.pages[token] = {**page, "start": start + size}
        body["nextPageToken"] = token
    elif asked.query.get("requestSyncToken") or page["sync"]:  # rule people-sync-last-page
        body["nextSyncToken"] = sealed({"seq": page["seq"], "full": page["full"], "bound": bound, "list": key})
    if key == "connections":
        body["totalItems"] = sum(not one.deleted for one in store.values())
    return Said(body)


def _first(asked: Asked, store: Mapping[str, Record], bound: Mapping[str, Any]) -> dict[str, Any]:
    world, token = asked.world, asked.query.get("syncToken", "")
    seen = world.clock() - world.lag
    visible = {name: one for name, one in store.items() if one.at <= seen or not (token and world.lag)}
    seq = max((one.seq for one in visible.values()), default=0) if world.lag else world.seq
    order = sorted(visible, key=lambda name: visible[name].seq)
    if not token:
        if asked.query.get("requestSyncToken"):
            _spend_quota(world)
        names = [name for name in order if not visible[name].deleted]
        full = world.clock().isoformat()
        return {"names": names, "start": 0, "seq": seq, "full": full, "bound": bound, "sync": ""}
    kept = _kept(world, token, bound)
    names = [name for name in order if visible[name].seq > kept["seq"]]
    return {"names": names, "start": 0, "seq": seq, "full": kept["full"], "bound": bound, "sync": token}


def _spend_quota(world: World) -> None:
    if world.full_quota is not None:  # rule people-full-quota
        if world.full_quota <= 0:
            raise Refusal(429, "rateLimitExceeded", "Quota exceeded.", rpc="RESOURCE_EXHAUSTED")
        world.full_quota -= 1


def _kept(world: World, token: str, bound: Mapping[str, Any]) -> Any:
    try:
        kept = opened(token)
    except ValueError:
        raise Refusal(400, "badRequest", "Invalid sync token.", rpc="INVALID_ARGUMENT") from None
    if world.clock() - datetime.fromisoformat(kept["full"]) >= WEEK:  # rules people-sync-7-days, -expired, -400
        raise expired()
    if kept["bound"] != bound:
        raise Refusal(
            400, "badRequest", "Request parameters must match the first call.", rpc="INVALID_ARGUMENT"
        )
    return kept


def expired() -> Refusal:
    """What an expired sync token of the People API is answered with."""
    text = "Sync token is expired. Clear local cache and retry call without the sync token."
    return Refusal(400, "failedPrecondition", text, rpc="FAILED_PRECONDITION", info="EXPIRED_SYNC_TOKEN")


def _shown(
    store: Mapping[str, Record], name: str, wanted: frozenset[str], page: Mapping[str, Any]
) -> dict[str, Any] | None:
    record = store.get(name)
    if record is None or (record.deleted and not page["sync"]):
        return None
    if record.deleted:  # rule people-deleted
        return {"resourceName": name, "metadata": {"deleted": True, "objectType": "PERSON"}}
    person = {k: v for k, v in record.plain.items() if k in wanted or k in ("resourceName", "etag")}
    if page["sync"] and record.previous and "metadata" in wanted:  # rule people-previous-names
        person["metadata"] = {**person.get("metadata", {}), "previousResourceNames": list(record.previous)}
    return person
