"""Once a year, in late autumn, a walk offers one entry: three quarters of an hour to take stock.

It takes the place of one person, so that a walk never leaves more entries than it may.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..model import Plan, Wording
from ..model.memory import ReminderRow
from ..pipeline.pacing import STOCK

if TYPE_CHECKING:
    from .think import Thinker

MINUTES = 45
SOUTH = frozenset("AR AU BO BR BW CL FJ LS MG MU MW MZ NA NZ PE PY SZ UY ZA ZM ZW".split())
"""Countries whose winter is in June."""


def is_due(thinker: Thinker) -> bool:
    """True in November (May in the south), once a year, and not on a garden's first day."""
    today = thinker.today
    rows = thinker.remembered.rows(ReminderRow)
    this_year = (row for row in rows if row.person == STOCK and row.intended_at[:4] == str(today.year))
    had = STOCK in thinker.open_marks or any(this_year)
    lived_in = any(row.intended_at[:10] < today.isoformat() for row in rows)
    return lived_in and not had and _late_autumn(today, thinker.garden.region)


def offered(plan: Plan, thinker: Thinker) -> Plan:
    """The plan with the entry; unchanged where no slot is left for it."""
    said = Wording(title=thinker.words.stock_title, text=thinker.words.stock_text)
    episode = f"{thinker.today.year}/{thinker.attempts[STOCK]}"
    entry = thinker.finisher().entry(STOCK, episode, said, MINUTES, plan.reminders)
    return replace(plan, stock_reminder=entry)


def _late_autumn(today: date, region: str) -> bool:
    return today.month == (5 if southern(region) else 11)


def southern(region: str) -> bool:
    """True for an ISO 3166 code of a country south of the equator, where autumn ends in May."""
    return region.upper() in SOUTH
