"""Recurrence rules as data: those of RFC 5545 section 3.3.10 and of vCalendar 1.0, however they are written."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

_LONGEST = 4000
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)[A-Z]*$")
_OLD = re.compile(r"\s*(D|W|MP|MD|YM|YD)(\d{1,4})\b\s*(.*)$", re.DOTALL)
_OLD_END = re.compile(r"(?:#(\d{1,9})|(\d{8}(?:T\d{6}Z?)?))\s*$")
_OLD_NTH = re.compile(r"(\d)([+-])$")


class BadRuleError(ValueError):
    """A recurrence rule that cannot be made out; its text is the reason, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One recurrence rule; empty sets mean that the part is not given."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    """UNTIL as written; empty for none."""
    week_start: int = 0
    """0 for Monday."""
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    """Pairs of ordinal (0 for every one) and weekday."""
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: frozenset[int] = frozenset()
    skip: str = "OMIT"
    """Where a day goes that its month lacks: ``BACKWARD`` or ``FORWARD`` (RFC 7529); else it is left out."""

    @property
    def is_plain(self) -> bool:
        """True when every period holds exactly one occurrence: then the n-th is plain arithmetic."""
        return self.freq not in ("MONTHLY", "YEARLY") and not any(
            (
                self.months,
                self.month_days,
                self.year_days,
                self.weeks,
                self.weekdays,
                self.hours,
                self.minutes,
                self.seconds,
                self.positions,
            )
        )


def parsed_rule(text: str) -> Rule:
    """The rule in an RRULE value; parts that mean nothing are left out; raises BadRuleError without FREQ."""
    if len(text) > _LONGEST:
        raise BadRuleError("a recurrence rule longer than any that means something")
    if old := _OLD.match(text):
        return _old_rule(old[1], int(old[2]), old[3])
    # DIMEX escapes the semicolons; some products put blanks between the parts.
    parts = re.sub(r"[\\\s\"]", "", text).upper().removeprefix("RRULE:").split(";")
    given = dict(part.split("=", 1) for part in parts if "=" in part)
    if given.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise BadRuleError("a recurrence rule in another calendar than the Gregorian one")
    freq = given.get("FREQ", "")
    if freq not in _FREQUENCIES:
        raise BadRuleError("a recurrence rule without a known frequency")
    return Rule(
        freq=freq,
        interval=max(1, _one(given, "INTERVAL", 100_000) or 1),
        count=_one(given, "COUNT", 10**12) or None,
        until=given.get("UNTIL", ""),
        week_start=_WEEKDAYS.get(given.get("WKST", "MO"), 0),
        months=_numbers(given, "BYMONTH", 1, 12),
        month_days=_numbers(given, "BYMONTHDAY", 1, 31, signed=True),
        year_days=_numbers(given, "BYYEARDAY", 1, 366, signed=True),
        weeks=_numbers(given, "BYWEEKNO", 1, 53, signed=True),
        weekdays=_weekdays(given.get("BYDAY", ""), ordinals=freq in ("MONTHLY", "YEARLY")),
        hours=tuple(sorted(_numbers(given, "BYHOUR", 0, 23))),
        minutes=tuple(sorted(_numbers(given, "BYMINUTE", 0, 59))),
        seconds=tuple(sorted(_numbers(given, "BYSECOND", 0, 59))),
        positions=_numbers(given, "BYSETPOS", 1, 366, signed=True),
        skip=given.get("SKIP", "OMIT"),
    )


def _one(given: dict[str, str], key: str, highest: int) -> int:
    value = given.get(key, "")
    return min(int(value), highest) if value.isascii() and value.isdigit() and len(value) < 15 else 0


def _numbers(
    given: dict[str, str], key: str, lowest: int, highest: int, *, signed: bool = False
) -> frozenset[int]:
    found = {int(part) for part in re.findall(r"(?<![\d+-])[+-]?\d{1,3}(?!\d)", given.get(key, ""))}
    return frozenset(n for n in found if lowest <= (abs(n) if signed else n) <= highest)


def _weekdays(text: str, *, ordinals: bool) -> frozenset[tuple[int, int]]:
    matches = [match for part in text.split(",") if (match := _DAY.match(part))]
    return frozenset((int(m[1] or 0) if ordinals else 0, _WEEKDAYS[m[2]]) for m in matches)


def _old_rule(kind: str, interval: int, rest: str) -> Rule:
    """``W1 FR #9``, ``MP1 1+ MO #0``, ``YM1 #0`` (vCalendar 1.0, section "Recurrence Rule Grammar")."""
    end = _OLD_END.search(rest)
    count = int(end[1]) if end and end[1] else (None if end else 2)
    words = rest[: end.start()].split() if end else rest.split()
    numbers = frozenset(int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 4)
    rule = _OLD_KINDS[kind](words, numbers)
    until = (end[2] or "") if end else ""
    return replace(rule, interval=max(1, interval), count=count or None, until=until)


_OLD_KINDS: dict[str, Callable[[list[str], frozenset[int]], Rule]] = {
    "D": lambda words, numbers: Rule(freq="DAILY"),
    "W": lambda words, numbers: Rule(freq="WEEKLY", weekdays=_weekdays(",".join(words), ordinals=False)),
    "MD": lambda words, numbers: Rule(freq="MONTHLY", month_days=numbers | _from_the_end(words)),
    "MP": lambda words, numbers: Rule(freq="MONTHLY", weekdays=_nth_weekdays(words)),
    "YM": lambda words, numbers: Rule(freq="YEARLY", months=numbers & frozenset(range(1, 13))),
    "YD": lambda words, numbers: Rule(freq="YEARLY", year_days=numbers),
}


def _from_the_end(words: list[str]) -> frozenset[int]:
    last = {-1} if "LD" in words else set()
    return frozenset(last | {-int(word[:-1]) for word in words if re.fullmatch(r"\d{1,2}-", word)})


def _nth_weekdays(words: list[str]) -> frozenset[tuple[int, int]]:
    """``1+ MO TU 2- FR``: the first Monday and Tuesday, the last but one Friday."""
    found: set[tuple[int, int]] = set()
    ordinals: list[int] = []
    fresh = True
    for word in words:
        if nth := _OLD_NTH.match(word):
            ordinals = [] if not fresh else ordinals
            ordinals.append(int(nth[1]) * (-1 if nth[2] == "-" else 1))
            fresh = True
        elif word in _WEEKDAYS:
            found.update(product(ordinals or [0], [_WEEKDAYS[word]]))
            fresh = False
    return frozenset(found)
