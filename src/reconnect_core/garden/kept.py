"""A plan as the mirror keeps it, to be given back while nothing has changed."""

import json
from dataclasses import replace

from ..model import Held, Plan
from ..model.value import values
from ..plain import from_own, to_plain

FORM = "held in columns, each reason once"
"""Part of what a plan is kept under: one kept in another form is not looked at."""


def packed(plan: Plan) -> str:
    """The plan as JSON; who was held stands in columns, for in a big garden they are nearly all of it."""
    places: dict[str, int] = {}
    why = [places.setdefault(one.reason, len(places)) for one in plan.held]
    columns = [one.person for one in plan.held], [one.name for one in plan.held], why
    return json.dumps([to_plain(replace(plan, held=()), sparse=True), list(places), *columns])


def unpacked(text: str) -> Plan:
    """The plan that ``packed`` was given."""
    plain, reasons, person, name, why = json.loads(text)
    held = values(Held, person=person, name=name, reason=[reasons[place] for place in why])
    return replace(from_own(Plan, plain), held=held)
