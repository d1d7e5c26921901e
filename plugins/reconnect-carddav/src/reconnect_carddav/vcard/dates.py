"""Birthdays and other days in every spelling that products use, and REV moments.

Year-less days come as ``--0122``, ``--01-22``, ``1604-01-22`` (Apple, which also says so in a parameter
X-APPLE-OMIT-YEAR) and ``0000-01-22``; RFC 6350 section 4.3 has the truncated forms.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from reconnect_core import PartialDate

_CLOCK = r"(?:[T ].*|Z|[+-]\d\d:\d\d)?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.DOTALL | re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)",
        r"--(?P<m>\d\d)-?(?P<d>\d\d)",
        r"--(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?P<m>\d\d)-(?P<d>\d\d)",
        r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})",
        r"(?P<m>[01]?\d)\.(?P<d>1[3-9]|2\d|3[01])\.(?P<y>\d{4})",
        r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>\d{4}))?",
        r"(?P<d>1[3-9]|2\d|3[01])[/-](?P<m>\d{1,2})(?:[/-](?P<y>\d{4}))?",
        r"(?P<m>\d{1,2})[/-](?P<d>1[3-9]|2\d|3[01])(?:[/-](?P<y>\d{4}))?",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[-. ]{{1,2}}{_MONTH}(?:[-., ]{{1,2}}(?P<y>\d{{4}}))?",
        rf"{_MONTH}[-. ]{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?",
        r"(?:(?P<y>\d{4})\s?[年년]\s?)?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]?",
        r"(?P<y>\d{4})-(?P<m>\d\d)",
        r"(?P<y>\d{4})",
    )
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[,.]{0,2} ", re.IGNORECASE)
"""What scripts put before a day that they print whole."""
_NO_YEAR = frozenset({0, 1, 4, 1111, 1604})
"""How programs write that there is none: Tutanota 1111, Apple and Exchange 1604."""
_NEVER = 4500
"""Outlook writes the year 4501 where there is no date."""
_LEAP = 1604
_EMPTY = frozenset({(1, 1, 1), (1601, 1, 1), (1899, 12, 30)})
"""How .NET, Windows and spreadsheets write an empty date."""
_REV = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?)?"
)


def day(value: str, *, omitted: str = "", words: bool = False) -> PartialDate | None:
    """The day a value names, or None; ``omitted`` is the year that stands for none.

    ``words`` allows a text that only a human can read, such as ``circa 1800``.
    """
    value = value.strip(" \t\r\n;")
    if weekday := _WEEKDAY.match(value):
        value = value[weekday.end() :]
    for form in _FORMS:
        if match := form.fullmatch(value):
            return _checked(match.groupdict(), omitted)
    if words and any(char.isalpha() for char in value):
        return PartialDate(text=value[:100])
    return None


def _checked(found: dict[str, str | None], omitted: str) -> PartialDate | None:
    year, month, day_ = (_number(text) if (text := found.get(key)) else None for key in ("y", "m", "d"))
    if (year, month, day_) in _EMPTY:
        return None
    if year is not None and (year in _NO_YEAR or str(year) == omitted.strip().lstrip("0")):
        year = None
    if year is not None and year >= _NEVER:
        return None
    if month is None:
        return PartialDate(year=year) if year else None
    if not 1 <= month <= 12 or (day_ is None and year is None):
        return None
    try:
        date(year or _LEAP, month, 1 if day_ is None else day_)
    except ValueError:
        return None
    return PartialDate(year=year, month=month, day=day_)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def moment(value: str) -> datetime | None:
    """The UTC moment of a REV value, a time without zone read as UTC; None when it is no moment."""
    match = _REV.match(value.strip())
    if not match:
        return None
    *numbers, _, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if offset < timedelta(hours=24) else UTC
    try:
        return datetime(*(int(number or 0) for number in numbers), tzinfo=zone).astimezone(UTC)  # type: ignore[arg-type, misc]
    except (ValueError, OverflowError):
        return None
