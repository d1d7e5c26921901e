"""Birthdays and other days in every spelling that products use, and REV moments.

Year-less days come as ``--0122``, ``--01-22``, ``1604-01-22`` (Apple, which also says so in a parameter
X-APPLE-OMIT-YEAR) and ``0000-01-22``; RFC 6350 section 4.3 has the truncated forms.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from unicodedata import combining, normalize

from reconnect_core import PartialDate

_CLOCK = r"(?:[T ].*|Z|[+-]\d\d:\d\d)?"
_MONTHS = """
january januari janvier enero gennaio janeiro styczen stycznia leden ledna tammikuuta январь января janner
february februari fevrier febrero febbraio fevereiro luty lutego unora helmikuuta февраль февраля feber
mar march maerz mars marzo marco maart mrt marts marzec marca brezen brezna maaliskuuta марта
avril abril aprile kwiecien kwietnia duben dubna huhtikuuta апрель апреля
mayo maggio maio mei maja kveten kvetna toukokuuta маи мая
june juin junio giugno junho czerwiec czerwca cerven cervna kesakuuta июнь июня
july juillet julio luglio julho lipiec lipca cervenec cervence heinakuuta июль июля
aout agosto augustus augusti sierpien sierpnia srpen srpna elokuuta августа
september septembre septiembre setiembre settembre setembro wrzesien wrzesnia zari syyskuuta сентябрь сентября
october oktober octobre octubre ottobre outubro pazdziernika rijen rijna lokakuuta октябрь октября
november novembre noviembre novembro listopada listopadu marraskuuta ноябрь ноября
december dezember decembre diciembre dicembre desember dezembro grudnia prosince joulukuuta декабрь декабря
""".strip()
_NAMES = {word: month for month, words in enumerate(_MONTHS.splitlines(), 1) for word in words.split()}
_WORD = r"(?P<m>[^\W\d_]{3,12}+)"
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
        r"(?P<d>\d{1,2})[/-](?P<m>(?P=d))[/-](?P<y>\d{4})",
        r"(?:(?P<y>\d{4})\s?[年년]\s?)?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]?",
        r"(?P<y>\d{4})-(?P<m>\d\d)",
        r"(?P<y>\d{4})",
    )
)
_SPOKEN = tuple(
    re.compile(form + _CLOCK, re.DOTALL | re.IGNORECASE)
    for form in (
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|[º°])?[-. ]{{1,2}}(?:de )?{_WORD}\.?"
        r"(?:[-., ]{1,2}(?:de |del )?(?P<y>\d{4}))?",
        rf"{_WORD}[-. ]{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?",
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
_EASTERN = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)T(?:1[4-9]|2[0-3]):?(?:00|15|30)(?::?00(?:\.0+)?)?Z", re.IGNORECASE
)
"""Midnight somewhere east of Greenwich: so web pages and Exchange store the day after."""
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
    if eastern := _EASTERN.fullmatch(value):
        with suppress(ValueError, OverflowError):
            value = (date(*map(int, eastern.groups())) + timedelta(days=1)).isoformat()
    for form in _FORMS:
        if match := form.fullmatch(value):
            return _checked(match.groupdict(), omitted)
    for form in _SPOKEN:
        if (match := form.fullmatch(value)) and (month := _month(match["m"])):
            return _checked(match.groupdict() | {"m": str(month)}, omitted)
    if words and any(char.isalpha() for char in value):
        return PartialDate(text=value[:100])
    return None


def _checked(found: dict[str, str | None], omitted: str) -> PartialDate | None:
    year, month, day_ = (int(text) if (text := found.get(key)) else None for key in ("y", "m", "d"))
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


@lru_cache(256)
def _month(word: str) -> int:
    """The number of a month's name in any language here, also cut short where only one begins so; else 0."""
    plain = "".join(letter for letter in normalize("NFD", word.casefold()) if not combining(letter))
    if plain in _NAMES:
        return _NAMES[plain]
    begun = {month for name, month in _NAMES.items() if name.startswith(plain)}
    return begun.pop() if len(begun) == 1 else 0


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
