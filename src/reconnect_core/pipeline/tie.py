"""One tie, looked at no closer than a question needs: its packs of days, and its rhythm when they do not tell.

Thousands are asked about in a walk and three are picked; uniting and sorting the days of all would cost more
than the rest of judgement.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from operator import sub

from ..model import ContactDays, Gift, Person, Rhythm, ScoringSettings
from . import rhythm, scoring
from .gifts import is_kin
from .worth import worth

_DAY = 4
"""Bytes of a packed day."""
_ROUNDING = 1e-9
"""More than adding the same points in another order can change."""


@dataclass(slots=True)
class Tie:
    """What packs of contact-days tell without being united, as of ``today``; days are ordinals."""

    contact: Sequence[ContactDays]
    today: int
    first: int
    last: int
    least: int
    """There were at least so many contact-days."""
    most: int
    """And at most so many."""
    weighted: float
    """And so many at most where a call, a meeting or a letter counts as more days."""

    @classmethod
    def of(cls, contact: Sequence[ContactDays], today: int) -> "Tie | None":
        """None where there was no contact up to ``today``."""
        if len(contact) == 1 and 0 < (last := rhythm.last(contact[0].days)) <= today:
            only = contact[0]
            count = only.count
            weighted = _weighted(only)
            return cls(contact, today, rhythm.first(only.days), last, count, count, weighted)
        packs = [pack.days for pack in contact if pack.days]
        last = max([rhythm.last(days) for days in packs], default=0)
        if last > today:
            days = rhythm.union(packs)
            last = days[bisect_right(days, today) - 1] if days[0] <= today else 0
        if not last:
            return None
        first = min([rhythm.first(days) for days in packs])
        sizes = [len(days) // _DAY for days in packs if rhythm.last(days) <= today]
        most = sum([pack.count for pack in contact])
        weighted = sum(map(_weighted, contact))
        return cls(contact, today, first, last, max(sizes, default=1), min(most, last - first + 1), weighted)

    @property
    def silence_days(self) -> int:
        """Whole days since the last contact."""
        return self.today - self.last

    def rhythm(self, quiet_days: float) -> Rhythm:
        """All that is usual for it."""
        return rhythm.measure(rhythm.union(pack.days for pack in self.contact), self.today, quiet_days)

    def gate(self, settings: ScoringSettings) -> str:
        """What ``scoring.gate`` says of its rhythm."""
        if self.silence_days < settings.quiet_days:
            return scoring.RECENT.format(settings.quiet_days)
        if self.last == self.first or self._outlasts_its_usual_gap():
            return ""
        return scoring.gate(self.rhythm(settings.quiet_days), settings, date.fromordinal(self.today))

    def _outlasts_its_usual_gap(self) -> bool:
        """True where fewer than half of its gaps are as long as the silence: then their median is shorter."""
        half = max(self.least, 2) // 2
        if self.silence_days * half > self.last - self.first:
            return True
        days = rhythm.union(pack.days for pack in self.contact)
        long = sum(map(self.silence_days.__le__, map(sub, days[1:], days)))
        return days[-1] <= self.today and long < len(days) // 2

    def warm_at_most(self, person: Person, gifts: Sequence[Gift], settings: ScoringSettings) -> float:
        """No less than the total of ``scoring.score``."""
        points = self._at_most(person, gifts, settings) + scoring.quiet(self.silence_days)
        if self.silence_days > settings.quiet_days and is_kin(person.contacts):
            points += scoring.KIN_SILENCE * log(self.silence_days / settings.quiet_days)
        return points

    def dormant_at_most(self, person: Person, gifts: Sequence[Gift], settings: ScoringSettings) -> float | None:
        """No less than the total of ``scoring.dormant_score``; None for who cannot be dormant."""
        awake = self.silence_days < scoring.DORMANT_FACTOR * settings.quiet_days
        if awake or not scoring.strong(self.most, bool(gifts)):
            return None
        points = self._at_most(person, gifts, settings, date.fromordinal(self.last))
        return points + scoring.quiet(self.silence_days, dormant=True)

    def _at_most(
        self, person: Person, gifts: Sequence[Gift], settings: ScoringSettings, since: date | None = None
    ) -> float:
        """Bounds of history with depth, comebacks, worth and star; that it went one way only takes off."""
        comebacks = min(self.most - 1, int((self.last - self.first) / max(1, settings.quiet_days)))
        points = scoring.warmth(max(self.weighted, 1), comebacks) + _ROUNDING
        points += scoring.STARRED * person.starred
        if gifts:
            brought = worth(gifts, date.fromordinal(self.today), settings, since=since)
            points += brought.points if brought else 0.0
        return points


def _weighted(pack: ContactDays) -> float:
    """What its days count at most."""
    return (pack.count + (scoring.DEPTH - 1) * pack.deep_count) * max(1.0, pack.sure)


class Rhythms(Mapping[str, Rhythm]):
    """The rhythm of everybody who was in touch up to ``today``, measured when it is asked for."""

    def __init__(
        self, contact: Mapping[str, Sequence[ContactDays]], today: date, settings: ScoringSettings
    ) -> None:
        self._contact, self._today, self._quiet_days = contact, today.toordinal(), settings.quiet_days
        self._measured: dict[str, Rhythm] = {}

    def tie(self, person: str) -> Tie | None:
        """What their packs tell, or None for somebody without history."""
        contact = self._contact.get(person)
        return Tie.of(contact, self._today) if contact else None

    def __getitem__(self, person: str) -> Rhythm:
        if person not in self._measured:
            tie = self.tie(person)
            if tie is None:
                raise KeyError(person)
            self._measured[person] = tie.rhythm(self._quiet_days)
        return self._measured[person]

    def __contains__(self, person: object) -> bool:
        packs = self._contact.get(person, ()) if isinstance(person, str) else ()
        return any(0 < rhythm.first(pack.days) <= self._today for pack in packs)

    def __iter__(self) -> Iterator[str]:
        return (person for person in self._contact if person in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
