"""Draws for ``explore``: numbers from 0 to 1 that are made of hashes, so that nothing here is chance."""

import hashlib
from dataclasses import dataclass
from datetime import date

LONE_DORMANT = 1 / 3
"""How often the dormant lane gets the only slot of a walk."""
HOLD_DAYS = 90
"""Somebody held back to learn from is so for one stretch of this many days."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One garden's draws on one day; people are drawn by their id and episode."""

    garden: str
    today: date
    share: float
    """``explore``: the share of the slots that is explored, and of the people that is held back."""

    def holds(self, person: str, episode: str) -> bool:
        """True for the share of people that is held back in this stretch of ``HOLD_DAYS`` days."""
        if not self.share:
            return False
        shift = int(HOLD_DAYS * self._number(person, episode, "shift"))
        stretch = (self.today.toordinal() + shift) // HOLD_DAYS
        return self._number(person, episode, f"hold {stretch}") < self.share

    def explored(self, slots: int) -> int:
        """How many of this week's slots are filled from the whole gate."""
        if not self.share:
            return 0
        return sum(self._number(self._week, f"slot {slot}") < self.share for slot in range(slots))

    def lot(self, person: str, episode: str) -> float:
        """Whose lot is the lowest is explored first."""
        return self._number(person, episode, "explore")

    def lone_dormant(self) -> bool:
        """Whether a single slot is the dormant lane's this week."""
        return self._number(self._week, "lane") < LONE_DORMANT

    @property
    def _week(self) -> str:
        year, week, _ = self.today.isocalendar()
        return f"{year}-{week}"

    def _number(self, *parts: str) -> float:
        digest = hashlib.sha256("|".join((self.garden, *parts)).encode()).digest()
        return int.from_bytes(digest[:7], "big") / 2**56
