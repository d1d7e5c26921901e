"""The ranking against the past: who of the quiet ties came back, and whether the ranking named them.

``load_table`` or ``from_contact`` make histories, ``run`` measures, ``table_rows`` and ``svg`` show. ``uplift``
compares what the opt-in ``explore`` drew. Nothing here writes, and nothing leaves the machine.
"""

from .plot import svg
from .reporting import BacktestReport, table_rows
from .rolling import run
from .tables import Histories, Table, from_contact, load_table
from .trials import Trial, Uplift, uplift

__all__ = [
    "BacktestReport",
    "Histories",
    "Table",
    "Trial",
    "Uplift",
    "from_contact",
    "load_table",
    "run",
    "svg",
    "table_rows",
    "uplift",
]
