"""A rule and its start become occurrences, within a budget of steps.

Why not ``dateutil.rrule`` or ``recurring-ical-events``: both walk from the start of the series, and a rule that
never matches, or counts a thousand million seconds, keeps them busy for hours. Here an endless rule is entered
at the window, and every step is paid for. The tests hold both libraries against this one.
"""

from calendar import isleap
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from .rules import Rule

_SUB_DAILY = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_LENGTHS = {
    **{name: timedelta(seconds=length) for name, length in _SUB_DAILY.items()},
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
_COST = {"HOURLY": 2, "MINUTELY": 2, "SECONDLY": 2, "WEEKLY": 3, "MONTHLY": 8, "YEARLY": 10}
"""Steps that looking into one period takes (of a year: into each month), a day being one."""
_MONTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SKIPS = {"BACKWARD": timedelta(), "FORWARD": timedelta(days=1)}
_LAST_YEAR = 9000


class TooMuchError(ValueError):
    """The file asks for more work than a calendar of its size can need."""


class Budget:
    """The steps that one reading may still take."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    @property
    def is_spent(self) -> bool:
        """True when no step is left."""
        return self._left <= 0

    def charge(self, steps: int) -> None:
        """Take steps away for work that is done in any case."""
        self._left -= steps

    def spend(self, steps: int = 1) -> None:
        """Take steps away; raises TooMuchError when none are left."""
        self._left -= steps
        if self._left <= 0:
            raise TooMuchError("there are more recurrences in the file than can be followed")


def occurrences(
    rule: Rule, start: datetime, first: datetime, last: datetime, budget: Budget
) -> Iterator[datetime]:
    """The rule's wall times from ``first`` to ``last`` (included), in order; COUNT counts from ``start``."""
    rule = _completed(rule, start)
    if rule.is_plain:
        yield from _plain(rule, start, first, last, budget)
        return
    days = _Days(rule)
    skipped = _periods_before(rule, start, first) if rule.count is None else 0
    left = rule.count or -1
    cost = _COST.get(rule.freq, 1) * (len(rule.months) or 12 if rule.freq == "YEARLY" else 1)
    before: datetime | None = None
    for begin in _periods(rule, start, skipped):
        if begin > last:
            return
        budget.spend(cost)
        for moment in _in_period(rule, days, start, begin, budget):
            if moment < start or moment == before:
                continue
            if moment > last or left == 0:
                return
            before, left = moment, left - 1
            if moment >= first:
                yield moment


def _plain(rule: Rule, start: datetime, first: datetime, last: datetime, budget: Budget) -> Iterator[datetime]:
    """One occurrence in every period: the n-th is arithmetic."""
    stride = rule.interval * _LENGTHS[rule.freq]
    skipped = max(0, -((start - first) // stride))
    left = -1 if rule.count is None else max(0, rule.count - skipped)
    with suppress(OverflowError):  # where calendars end
        moment = start + skipped * stride
        while moment <= last and left:
            budget.spend()
            yield moment
            moment += stride
            left -= 1


def _completed(rule: Rule, start: datetime) -> Rule:
    """The rule with what it leaves out taken from the start (RFC 5545 section 3.3.10)."""
    own = frozenset({(0, start.weekday())})
    if rule.freq == "WEEKLY" and rule.weekdays <= own:
        plain = replace(rule, weekdays=frozenset())
        return plain if plain.is_plain else replace(rule, weekdays=own)
    if rule.freq == "YEARLY" and rule.weeks and not rule.weekdays:
        return replace(rule, weekdays=own)
    if rule.freq not in ("MONTHLY", "YEARLY") or rule.weekdays or rule.month_days or rule.year_days:
        return rule
    months = rule.months or (frozenset({start.month}) if rule.freq == "YEARLY" else rule.months)
    return replace(rule, months=months, month_days=frozenset({start.day}))


def _periods(rule: Rule, start: datetime, skipped: int) -> Iterator[datetime]:
    """The first moments of the rule's periods, from the skipped-th on, until calendars end."""
    if rule.freq in ("YEARLY", "MONTHLY"):
        step = rule.interval * (12 if rule.freq == "YEARLY" else 1)
        month = start.year * 12 + (start.month - 1 if rule.freq == "MONTHLY" else 0)
        for months in range(month + skipped * step, _LAST_YEAR * 12, step):
            yield datetime(months // 12, months % 12 + 1, 1)
        return
    begin = datetime.combine(start.date(), time())
    length = timedelta(weeks=1) if rule.freq == "WEEKLY" else timedelta(days=1)
    if rule.freq == "WEEKLY":
        begin -= timedelta(days=(begin.weekday() - rule.week_start) % 7)
    elif unit := _SUB_DAILY.get(rule.freq):
        begin += timedelta(seconds=int((start - begin).total_seconds()) // unit * unit)
        length = timedelta(seconds=unit)
    with suppress(OverflowError):
        stride = rule.interval * length
        begin += skipped * stride
        while True:
            yield begin
            begin += stride


def _periods_before(rule: Rule, start: datetime, first: datetime) -> int:
    """How many whole periods certainly lie before ``first``."""
    if first <= start:
        return 0
    if rule.freq in ("YEARLY", "MONTHLY"):
        months = (first.year - start.year) * 12 + first.month - start.month
        periods = months // (12 if rule.freq == "YEARLY" else 1)
    else:
        seconds = _SUB_DAILY.get(rule.freq) or (604_800 if rule.freq == "WEEKLY" else 86_400)
        periods = (first - start) // timedelta(seconds=seconds)
    return max(0, periods // rule.interval - 1)


def _in_period(rule: Rule, days: "_Days", start: datetime, begin: datetime, budget: Budget) -> list[datetime]:
    """Every moment of the period that the rule names, in order."""
    if rule.freq in _SUB_DAILY and not _hour_fits(rule, begin):
        return []
    chosen = days.of_period(begin)
    budget.spend(len(chosen))
    if not (rule.hours or rule.minutes or rule.seconds or rule.freq in _SUB_DAILY):
        moments = [datetime.combine(day, start.time()) for day in chosen]
    else:
        times = _times(rule, start, begin)
        budget.spend(len(chosen) * len(times))
        moments = [datetime.combine(day, clock) for day in chosen for clock in times]
    if rule.positions:
        total = len(moments)
        places = sorted({p - 1 if p > 0 else total + p for p in rule.positions if abs(p) <= total})
        moments = [moments[place] for place in places]
    return moments


def _hour_fits(rule: Rule, begin: datetime) -> bool:
    """BYHOUR and finer parts limit the rules whose periods are finer still."""
    if rule.hours and begin.hour not in rule.hours:
        return False
    if rule.freq == "HOURLY":
        return True
    if rule.minutes and begin.minute not in rule.minutes:
        return False
    return rule.freq == "MINUTELY" or not rule.seconds or begin.second in rule.seconds


def _times(rule: Rule, start: datetime, begin: datetime) -> list[time]:
    level = list(_SUB_DAILY).index(rule.freq) if rule.freq in _SUB_DAILY else -1
    hours = (begin.hour,) if level >= 0 else rule.hours or (start.hour,)
    minutes = (begin.minute,) if level >= 1 else rule.minutes or (start.minute,)
    seconds = (begin.second,) if level >= 2 else rule.seconds or (start.second,)
    return [time(hour, minute, second) for hour in hours for minute in minutes for second in seconds]


def _month_length(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _MONTHS[month]


class _Days:
    """The days of a period that a rule names."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._every = frozenset(day for nth, day in rule.weekdays if nth == 0)
        self._by_year = rule.freq == "YEARLY" and not rule.months
        ahead = sorted((day - rule.week_start) % 7 for day in self._every)
        self._in_week = [timedelta(days=n) for n in ahead]
        self._filtered = bool(rule.months or rule.month_days or rule.year_days or rule.weeks)

    def of_period(self, begin: datetime) -> list[date]:
        """In order; ``begin`` is the period's first moment."""
        day, freq = begin.date(), self._rule.freq
        if freq == "YEARLY":
            return self._of_year(day)
        if freq == "MONTHLY":
            return self._of_month(day.year, day.month)
        if freq == "WEEKLY":
            week = [day + n for n in self._in_week]
            return [d for d in week if self._fits(d)] if self._filtered else week
        return [day] if (not self._every or day.weekday() in self._every) and self._fits(day) else []

    def _of_year(self, first: date) -> list[date]:
        months = sorted(self._rule.months) or range(1, 13)
        return [day for month in months for day in self._of_month(first.year, month)]

    def _of_month(self, year: int, month: int) -> list[date]:
        length = _month_length(year, month)
        rule = self._rule
        if rule.months and month not in rule.months:
            return []
        numbers: set[int] | range = range(1, length + 1)
        if rule.month_days:
            numbers = {n if n > 0 else length + 1 + n for n in rule.month_days}
        days = [date(year, month, n) for n in sorted(numbers) if 1 <= n <= length]
        if rule.skip in _SKIPS and max(numbers) > length:
            days = sorted({*days, date(year, month, length) + _SKIPS[rule.skip]})
        if rule.weekdays:
            days = [day for day in days if day.weekday() in self._every or self._is_nth(day, length)]
        return [day for day in days if self._fits_year(day)] if self._filtered else days

    def _is_nth(self, day: date, length: int) -> bool:
        place = day.day
        if self._rule.weeks:
            return any(weekday == day.weekday() for _, weekday in self._rule.weekdays)
        if self._by_year:
            place, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
        ahead, behind = (place - 1) // 7 + 1, -((length - place) // 7 + 1)
        return (ahead, day.weekday()) in self._rule.weekdays or (behind, day.weekday()) in self._rule.weekdays

    def _fits(self, day: date) -> bool:
        rule = self._rule
        if not self._filtered:
            return True
        if rule.months and day.month not in rule.months:
            return False
        if rule.month_days and rule.month_days.isdisjoint(
            (day.day, day.day - 1 - _month_length(day.year, day.month))
        ):
            return False
        return self._fits_year(day)

    def _fits_year(self, day: date) -> bool:
        rule = self._rule
        if rule.year_days:
            place, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
            if rule.year_days.isdisjoint((place, place - 1 - length)):
                return False
        return not rule.weeks or not rule.weeks.isdisjoint(_week_numbers(day, rule.week_start))


def _week_numbers(day: date, week_start: int) -> tuple[int, int]:
    """The number of the day's week in its year, from the start and (negative) from the end."""
    middle = day + timedelta(days=3 - (day.weekday() - week_start) % 7)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    year_end = 366 if isleap(middle.year) else 365
    weeks = number + (year_end - middle.timetuple().tm_yday) // 7
    return number, number - 1 - weeks
