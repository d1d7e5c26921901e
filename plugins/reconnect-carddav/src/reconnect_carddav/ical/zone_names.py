"""Display names of time zones, as Windows shows them in any language, to IANA names.

``(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien`` names cities; the IANA zone that bears one of
these names and has this offset is meant. ``Eastern Time (US & Canada)`` and its like name regions.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from .moments import fixed, iana

_OFFSET = re.compile(
    r"\(?\s*(?:UTC|GMT)\s*([+-]\s?\d{1,2}(?:[:.]?\d\d)?)?\s*(?:\(\w+\)[^)]*)?\)?\s*(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PAIR = re.compile(r"[^/+-]*[+-][^/+-]*/[^/+-]*([+-]\s?\d{1,2}[:.]?\d\d)")
"""``GMT-05.00/-04.00`` of Exchange: the offset of summer behind that of winter."""
_PLACES = re.compile(r"[,;/]| and | & |\(|\)")
_REGIONS = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu",
    "arizona": "America/Phoenix", "atlantic": "America/Halifax", "newfoundland": "America/St_Johns",
    "indiana east": "America/Indiana/Indianapolis", "saskatchewan": "America/Regina",
    "central america": "America/Guatemala", "baja california": "America/Tijuana",
    "mexico city": "America/Mexico_City", "greenwich mean": "Europe/London",
    "coordinated universal": "UTC",
    "west central africa": "Africa/Lagos", "greenland": "America/Nuuk", "azores": "Atlantic/Azores",
    "brasilia": "America/Sao_Paulo", "georgetown": "America/Guyana", "edinburgh": "Europe/London",
    "bern": "Europe/Zurich", "harare": "Africa/Harare", "pretoria": "Africa/Johannesburg",
    "st petersburg": "Europe/Moscow", "abu dhabi": "Asia/Dubai", "muscat": "Asia/Muscat",
    "ekaterinburg": "Asia/Yekaterinburg", "islamabad": "Asia/Karachi", "chennai": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "sri jayawardenepura": "Asia/Colombo",
    "kathmandu": "Asia/Kathmandu", "astana": "Asia/Almaty", "nur sultan": "Asia/Almaty",
    "yangon rangoon": "Asia/Yangon", "rangoon": "Asia/Yangon", "hanoi": "Asia/Bangkok",
    "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo", "sapporo": "Asia/Tokyo",
    "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland", "solomon is": "Pacific/Guadalcanal",
    "new caledonia": "Pacific/Noumea", "marshall is": "Pacific/Majuro", "midway island": "Pacific/Midway",
    "samoa": "Pacific/Apia", "nuku alofa": "Pacific/Tongatapu", "chatham islands": "Pacific/Chatham",
    "central europe": "Europe/Berlin", "eastern europe": "Europe/Athens", "india": "Asia/Kolkata",
    "central european": "Europe/Berlin", "eastern european": "Europe/Athens", "british": "Europe/London",
    "western european": "Europe/Lisbon", "westeuropaische normalzeit": "Europe/Berlin",
    "japan": "Asia/Tokyo", "china": "Asia/Shanghai", "korea": "Asia/Seoul", "kyiv": "Europe/Kiev",
    "quito": "America/Bogota", "mitteleuropaische zeit": "Europe/Berlin",
}  # fmt: skip
_ABBREVIATIONS = {
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "mdt": "America/Denver",
    "cdt": "America/Chicago", "edt": "America/New_York", "cest": "Europe/Berlin", "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin", "bst": "Europe/London", "jst": "Asia/Tokyo", "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland",
}  # fmt: skip


_LONGEST = 200


@lru_cache(256)
def by_display_name(name: str) -> tzinfo | None:
    """The zone a display name means; the bare offset when only that is understood; None for neither."""
    match = _OFFSET.match(name[:_LONGEST])
    written, places = (match[1], match[2]) if match else (None, name)
    offset = fixed(written.replace(" ", "")) if written else None
    for zone in _candidates(places):
        if offset is None or _standard_offset(zone) == offset.utcoffset(None):
            return zone
    if offset and (pair := _PAIR.match(name[:_LONGEST])):
        return _with_summer(offset, fixed(pair[1].replace(" ", "")))
    if offset is not None or (match and not places.strip()):
        return offset or fixed("+0")
    return iana(_ABBREVIATIONS.get(_plain(name), ""))


def _with_summer(winter: tzinfo, summer: tzinfo) -> tzinfo:
    """The best known zone with these two offsets, else the one of winter."""
    meant = {winter.utcoffset(None), summer.utcoffset(None)}
    zones = (zone for name in _REGIONS.values() if (zone := iana(name)))
    return next((zone for zone in zones if _offsets(zone) == meant), winter)


def _candidates(places: str) -> Iterator[ZoneInfo]:
    for part in (places, *_PLACES.split(places)):
        place = re.sub(r" (?:standard|daylight|summer)? ?time$", "", _plain(part))
        if place and (zone := iana(_REGIONS.get(place) or _cities().get(place, ""))):
            yield zone


def _plain(text: str) -> str:
    """Small letters without accents and signs: ``Brasília`` and ``brasilia`` are one place."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", letters.lower()))


def _standard_offset(zone: ZoneInfo) -> timedelta:
    return min(_offsets(zone))


def _offsets(zone: ZoneInfo) -> set[timedelta]:
    """Those in January and July of a recent year."""
    found = (datetime(2023, month, 15, tzinfo=zone).utcoffset() for month in (1, 7))
    return {offset for offset in found if offset is not None}


@lru_cache(1)
def _cities() -> dict[str, str]:
    """The last part of every IANA name that has a region, to that name."""
    names = (name for name in sorted(available_timezones()) if "/" in name)
    regional = (
        n for n in names if not n.startswith(("Etc/", "SystemV/", "US/", "Canada/", "Mexico/", "Brazil/"))
    )
    return {_plain(name.rpartition("/")[2]): name for name in regional}
