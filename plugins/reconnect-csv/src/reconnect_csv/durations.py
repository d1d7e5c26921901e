"""How long a log says that something lasted: 0:05:00, 5 min 3 s, 1h 2m, 300."""

import re

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_PAIR = re.compile(r"(\d{1,6})(?:[.,]\d+)?\s*([^\W\d_]+)\.?")
_UNITS = {
    3600: ("h", "std", "st", "saat", "sa", "t", "uur", "godz", "ч", "小时", "小時", "時間", "시간"),
    60: ("m", "dk", "dak", "мин", "хв", "分", "분"),
    1: ("s", "сек", "秒", "초"),
}
"""How the units begin in the languages that are known, by their seconds."""


def seconds_of(cell: str, unit: int, *, hours: bool = False) -> int | None:
    """The seconds that a cell tells; a bare number counts ``unit`` seconds each; None for anything else.

    Of a clock with two parts the first are minutes, as phones write it, or ``hours``, as routers do.
    """
    text = cell.strip()
    if len(text) > 40 or not text.isprintable():
        return None
    if found := _CLOCK.fullmatch(text):
        whole, first, last = (int(part or 0) for part in found.groups())
        return first * 3600 + last * 60 if hours and not found[1] else whole * 3600 + first * 60 + last
    pairs = [(int(number), _unit(word)) for number, word in _PAIR.findall(text)]
    if pairs and not _PAIR.sub("", text).strip(" ,"):
        return sum(number * seconds for number, seconds in pairs) if all(s for _, s in pairs) else None
    number = text.replace(",", ".").partition(".")[0]
    return int(number) * unit if number.isdecimal() and len(number) < 7 else None


def _unit(word: str) -> int:
    begins = {begin: seconds for seconds, words in _UNITS.items() for begin in words}
    fitting = [begin for begin in begins if word.casefold().startswith(begin)]
    return begins[max(fitting, key=len)] if fitting else 0
