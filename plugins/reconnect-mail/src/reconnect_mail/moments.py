"""When a message was sent: its Date header in any of the shapes that programs write, else what carried it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_MONTHS = {
    month: number
    for number, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_USUAL = re.compile(
    r"(?:\w{3},\s*)?(\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ([+-])(\d\d)(\d\d)(?: \(.*\))?\s*"
)
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+"
_ENVELOPE = re.compile(
    _DAY + r"([a-z]{3})[a-z]*\s+(\d{1,2})\s+(\d\d?):(\d\d)(?::(\d\d))?"
    r"(?:\s+[a-z]{2,5})?(?:\s+([+-]\d{4}))?\s+(\d{4})(?:\s+([+-]\d{4}))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?)?")
_OFFSET = re.compile(r"(\d\d[:.]\d\d)\s*(?:gmt|utc)?\s*\"?([+-]\d\d):?(\d\d)\b", re.IGNORECASE)
"""An offset written in another way than mail has it: ``12:00:00 GMT+02:00``."""
_NAMED = re.compile(r"(?<=\d)\s+([a-z]{3,4})\b(?! *[+-])", re.IGNORECASE)
_ZONES = {
    "wet": "+0000", "west": "+0100", "bst": "+0100", "cet": "+0100", "met": "+0100", "mez": "+0100",
    "cest": "+0200", "mest": "+0200", "mesz": "+0200", "eet": "+0200", "eest": "+0300", "msk": "+0300",
    "hkt": "+0800", "jst": "+0900", "kst": "+0900", "aest": "+1000", "aedt": "+1100", "nzst": "+1200",
    "nzdt": "+1300", "hst": "-1000",
}  # fmt: skip
"""Names of zones that mean one thing only; those of America the standard library knows."""
_WIDEST = timedelta(hours=15)
"""Beyond this an offset is a mistake, and the time is taken for UTC."""
_LONGEST = 200


def moment(text: str) -> datetime | None:
    """The UTC moment that a Date header tells, or None; a time without a zone is taken for UTC."""
    text = " ".join(text[:_LONGEST].split())
    if found := _USUAL.fullmatch(text):
        month = _MONTHS.get(found[2].lower())
        if month:
            offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
            return _made(
                (int(found[3]), month, int(found[1]), int(found[4]), int(found[5]), int(found[6] or 0)),
                -offset if found[7] == "-" else offset,
            )
    return _unusual(text)


def envelope_moment(text: str) -> datetime | None:
    """The UTC moment in a From_ line, which RFC 4155 has in UTC, or None."""
    found = _ENVELOPE.search(text[:_LONGEST])
    month = _MONTHS.get(found[1].lower()) if found else None
    if not (found and month):
        return None
    sign = found[6] or found[8] or "+0000"
    offset = timedelta(hours=int(sign[:3]), minutes=int(sign[0] + sign[3:]))
    return _made(
        (int(found[7]), month, int(found[2]), int(found[3]), int(found[4]), int(found[5] or 0)), offset
    )


def _unusual(text: str) -> datetime | None:
    if not text:
        return None
    if found := _ISO.match(text):
        try:
            told = datetime.fromisoformat(found[0].replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
        except ValueError:
            return None
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    text = _OFFSET.sub(r"\1 \2\3", text)
    text = _NAMED.sub(lambda found: f" {_ZONES.get(found[1].lower(), found[1])}", text)
    try:
        parts = parsedate_tz(text)
    except (ValueError, IndexError, TypeError, AttributeError, OverflowError):
        return None
    if parts is None:
        return None
    offset = timedelta(seconds=parts[9] or 0) if abs(parts[9] or 0) < 86400 else timedelta()
    return _made(parts[:6], offset)


def _made(parts: tuple[int, ...], offset: timedelta) -> datetime | None:
    year, month, day, hour, minute, second = parts
    if abs(offset) > _WIDEST:
        offset = timedelta()
    try:
        wall = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=timezone(offset))
        return wall.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
