"""How long a log says that something lasted: 0:05:00, 5 min 3 s, 1h05, 1,5 hours, 300."""

import re
from collections.abc import Sequence

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_CLOCK_OF = re.compile(r"(\d{1,3}):(\d{2})\s*([^\W\d_]+)\.?")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{0,9})?")
_PAIR = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)\s*([^\W\d_]+)\.?")
_AND_A_HALF = re.compile(r"(?<=時間|小时|小時|시간)\s?[半반]")
_LAST = re.compile(r"(?<=[^\W\d_])\.?\s?(\d{1,2})$")
_ONE = re.compile(r"^(?:an?|one|eine?|une?|una|um|uma|en|et|een)\s+", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:[~≈]|ca\.?|circa|about|approx\.?|etwa|ungefähr|environ|env\.|około|около)\s*(?=\d)", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|und|et|y|e|en|og|och|i|ja|a|и)\b|[\s,]+", re.IGNORECASE)
_UNITS = {
    3600: (
        "h",
        "std",
        "st",
        "saat",
        "sa",
        "t",
        "uur",
        "or",
        "ór",
        "godz",
        "ч",
        "год",
        "ώ",
        "小时",
        "小時",
        "時間",
        "시간",
    ),
    60: ("m", "dk", "dak", "perc", "мин", "хв", "λ", "דק", "دقيق", "分", "분"),
    1: ("s", "сек", "秒", "초"),
}
"""How the units begin in the languages that are known, by their seconds."""

_DAY_IN_MINUTES = 24 * 60
_LONG_CALL, _SHORT_CALL = 120, 30
"""More minutes than the one are seldom spoken; more seconds than the other most often."""
_HOURS_AT_MOST = 12
_ROUND = re.compile(r"(\d{1,2}):[0-5][05]")
_TO_THE_SECOND = re.compile(r":\d\d:(?!00)\d\d")


def are_seconds(cells: Sequence[str], *, calls: bool, whens: Sequence[str]) -> bool:
    """True where mere numbers cannot be minutes: of more than a day, or of calls that a program wrote down.

    Of a program it tells that calls last longer than people speak, or began at a second (``whens``) that nobody notes.
    """
    if not cells or not all(map(_NUMBER.fullmatch, cells)):
        return any(cell.isdecimal() and int(cell) > _DAY_IN_MINUTES for cell in cells if len(cell) < 9)
    most = _DAY_IN_MINUTES
    if calls and all(map(str.isdecimal, cells)):
        most = _SHORT_CALL if any(map(_TO_THE_SECOND.search, whens)) else _LONG_CALL
    return max(float(cell.replace(",", ".")) for cell in cells) > most


def are_hours(cells: Sequence[str]) -> bool:
    """True for the round lengths of people, ``1:30`` and ``0:45``: no program's minutes and seconds end so all."""
    found = [_ROUND.fullmatch(cell) for cell in cells]
    return bool(cells) and all(one and int(one[1]) <= _HOURS_AT_MOST for one in found)


def seconds_of(cell: str, unit: int, *, hours: bool = False) -> int | None:
    """The seconds that a cell tells; a bare number counts ``unit`` seconds each; None for anything else.

    Of a clock with two parts the first are minutes, as phones write it, or ``hours``, as routers do.
    """
    text = _ABOUT.sub("", _AND_A_HALF.sub("30分", cell.strip()))
    if len(text) > 40 or not text.isprintable():
        return None
    if found := _CLOCK.fullmatch(text):
        whole, first, last = (int(part or 0) for part in found.groups())
        return first * 3600 + last * 60 if hours and not found[1] else whole * 3600 + first * 60 + last
    if (found := _CLOCK_OF.fullmatch(text)) and (part := _unit(found[3])) > 1:
        return int(found[1]) * part + int(found[2]) * part // 60
    pairs, rest = _with_units(_ONE.sub("1 ", text))
    if pairs and not rest:
        return round(sum(number * seconds for number, seconds in pairs)) if all(s for _, s in pairs) else None
    return round(float(text.replace(",", ".")) * unit) if _NUMBER.fullmatch(text) else None


def _with_units(text: str) -> tuple[list[tuple[float, int]], str]:
    """The numbers with what they count, of ``1h05`` the last one too, and what else stands there."""
    pairs = [(float(number.replace(",", ".")), _unit(word)) for number, word in _PAIR.findall(text)]
    rest = _AND.sub("", _PAIR.sub(" ", text))
    if pairs and rest.isdecimal() and (last := _LAST.search(text)) and last[1] == rest:
        return [*pairs, (float(rest), pairs[-1][1] // 60)], ""
    return pairs, rest


def _unit(word: str) -> int:
    begins = {begin: seconds for seconds, words in _UNITS.items() for begin in words}
    fitting = [begin for begin in begins if word.casefold().startswith(begin)]
    return begins[max(fitting, key=len)] if fitting else 0
