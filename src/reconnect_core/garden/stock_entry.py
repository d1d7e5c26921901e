"""Once a year, in late autumn, a walk offers one entry: three quarters of an hour to take stock."""

from dataclasses import replace
from datetime import date

from ..model import Plan, Wording
from ..model.memory import ReminderRow
from ..pipeline import selection
from ..pipeline.pacing import STOCK
from .think import Thinker

MINUTES = 45
SOUTH = frozenset("AR AU BO BR BW CL FJ LS MG MU MW MZ NA NZ PE PY SZ UY ZA ZM ZW".split())
"""Countries whose winter is in June."""


def offered(plan: Plan, thinker: Thinker) -> Plan:
    """The plan with the entry, in November (May in the south), once a year; not on a garden's first day."""
    today = thinker.today
    rows = thinker.remembered.rows(ReminderRow)
    uid = selection.reminder_uid(STOCK, str(today.year))
    had = STOCK in thinker.open_marks or any(row.uid == uid for row in rows)
    lived_in = any(row.intended_at[:10] < today.isoformat() for row in rows)
    if had or not lived_in or not _late_autumn(today, thinker.garden.region):
        return plan
    said = Wording(title=thinker.words.stock_title, text=thinker.words.stock_text)
    entry = thinker.finisher().entry(STOCK, str(today.year), said, MINUTES, plan.reminders)
    return replace(plan, stock_reminder=entry)


def _late_autumn(today: date, region: str) -> bool:
    return today.month == (5 if southern(region) else 11)


def southern(region: str) -> bool:
    """True for an ISO 3166 code of a country south of the equator, where autumn ends in May."""
    return region.upper() in SOUTH
