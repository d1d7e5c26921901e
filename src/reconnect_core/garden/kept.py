"""A plan as the mirror keeps it, to be given back while nothing has changed."""

import json
from dataclasses import replace

from ..model import Held, Plan
from ..plain import from_plain, to_plain

FORM = "held in columns"
"""Part of what a plan is kept under: one kept in another form is not looked at."""


def packed(plan: Plan) -> str:
    """The plan as JSON; who was held stands in columns, for in a big garden they are nearly all of it."""
    columns = [[one.person, one.name, one.reason] for one in plan.held]
    return json.dumps([to_plain(replace(plan, held=()), sparse=True), *zip(*columns, strict=True)])


def unpacked(text: str) -> Plan:
    """The plan that ``packed`` was given."""
    plain, *columns = json.loads(text)
    held = tuple([Held(person=who, name=name, reason=why) for who, name, why in zip(*columns, strict=True)])
    return replace(from_plain(Plan, plain), held=held)
