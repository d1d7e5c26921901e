"""The forms of an event in the Calendar API: what is refused, what is kept, what its times mean."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from .asked import Refusal


def check_properties(body: Mapping[str, Any]) -> None:
    """Raise Refusal for what Google would not take in an event's properties and reminders."""
    private = body.get("extendedProperties", {}).get("private", {})
    if any(len(name) > 44 or len(value) > 1024 for name, value in private.items()):
        raise Refusal(400, "invalid", "Extended property is too long.")
    minutes = [one["minutes"] for one in body.get("reminders", {}).get("overrides", ())]
    if len(minutes) > 5 or any(not 0 <= one <= 40320 for one in minutes):
        raise Refusal(400, "invalid", "Invalid reminders.")


def as_kept(body: Mapping[str, Any]) -> dict[str, Any]:
    """What the service makes of an event: a wall time with its zone gets its offset."""
    kept = {k: v for k, v in body.items() if v not in ("", [], {})}
    for part in ("start", "end"):
        said = body[part]
        if "dateTime" in said and datetime.fromisoformat(said["dateTime"]).tzinfo is None:
            wall = datetime.fromisoformat(said["dateTime"]).replace(tzinfo=ZoneInfo(said["timeZone"]))
            kept[part] = {**said, "dateTime": wall.isoformat()}
    return kept


def moment_of(said: Mapping[str, Any], zone: str) -> datetime:
    """A date or dateTime as a moment; without an offset it is one of its zone, else of the calendar's."""
    if "date" in said:
        return datetime.fromisoformat(said["date"]).replace(tzinfo=ZoneInfo(zone))
    moment = datetime.fromisoformat(said["dateTime"])
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(said.get("timeZone", zone)))


def stamp(moment: datetime) -> str:
    """A moment as Google writes it."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
