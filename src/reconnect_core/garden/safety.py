"""The guard against a store that suddenly shrinks or empties."""

from collections.abc import Iterable

from ..model import Entry, Fault
from ..model.memory import StoreRow
from ..pipeline.evidence import is_ours
from .fetch import Fetched

SHRINK = 0.7
SMALL = 10
"""Below this many records only an emptied store is suspicious."""


def shrunk(fetched: Iterable[Fetched], rows: Iterable[StoreRow]) -> dict[str, Fault]:
    """The stores that hold far fewer records than when they were last written about, by name."""
    before = {row.store: row for row in rows}
    found: dict[str, Fault] = {}
    for store in fetched:
        row = before.get(store.name)
        if row is None or store.fault is not None:
            continue
        count = size(store)
        emptied = row.records > 0 and count == 0
        if emptied or (row.records >= SMALL and count < SHRINK * row.records):
            found[store.name] = Fault(
                who=store.name,
                doing="comparing with the last run",
                error=f"it held {row.records} records and now holds {count}",
                next_step=f"If that is right, run `reconnect check --accept {store.name}`.",
                exit_code=3,
            )
    return found


def size(store: Fetched) -> int:
    """How many records the guard counts: everything readable but our own reminders."""
    return sum(not (isinstance(one, Entry) and is_ours(one)) for one in store.records())
