"""The day or moment in one cell of a log: ISO 8601, or a day as people write it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

_DAY = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp][Mm])?)?"
)


def moment_of(text: str, zone: tzinfo, order: str) -> datetime | None:
    """The UTC moment, or None for what is none; a wall time or bare day is read in ``zone``."""
    text = text.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _loose(text, order)  # type: ignore[assignment]
        if found is None:
            return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def days_of(zone: tzinfo, order: str) -> Callable[[str], int]:
    """A function from a cell to the ordinal of its day in ``zone``, 0 for what is none; it remembers what it saw."""
    walls: dict[str, int] = {}
    hours: dict[str, int | None] = {}

    def exact(text: str) -> int:
        moment = moment_of(text, zone, order)
        return moment.astimezone(zone).toordinal() if moment else 0

    def day(text: str) -> int:
        if len(text) <= 19 and text[-1:] != "Z":
            head = text[:10]
            found = walls.get(head)
            if found is None or found == 0:
                found = exact(text)
                if found and _is_iso(head):
                    walls[head] = found
            return found
        # An hour of UTC lies within one local day wherever offsets are whole hours.
        hour = text[:13] + text[19:]
        kept = hours.get(hour, -1)
        if kept == -1:
            moment = moment_of(text, zone, order)
            if moment is None:
                return 0
            local = moment.astimezone(zone)
            whole = (local.utcoffset() or timedelta()) % timedelta(hours=1) == timedelta() and text[-3:] in (
                "Z",
                ":00",
            )
            kept = hours[hour] = local.toordinal() if whole or (text.endswith("Z") and _whole(local)) else None
        return exact(text) if kept is None else kept

    return day


def _whole(local: datetime) -> bool:
    return (local.utcoffset() or timedelta()) % timedelta(hours=1) == timedelta()


def _is_iso(head: str) -> bool:
    return len(head) == 10 and head[4] == head[7] == "-"


def _loose(text: str, order: str) -> datetime | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    first, mark, second, third = int(match[1]), match[2], int(match[3]), int(match[4])
    if len(match[1]) == 4:
        year, month, day = first, second, third
    else:
        year = third if len(match[4]) == 4 else 2000 + third
        american = second > 12 or (first <= 12 and mark != "." and order == "mdy")
        day, month = (second, first) if american else (first, second)
    hour, minute = int(match[5] or 0), int(match[6] or 0)
    if match[7]:
        hour = hour % 12 + (12 if match[7].lower() == "pm" else 0)
    try:
        return datetime.combine(date(year, month, day), datetime.min.time()) + timedelta(
            hours=hour, minutes=minute
        )
    except (ValueError, OverflowError):
        return None
