"""The guard against a store that suddenly shrinks or empties."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from ..model import ContactDays, Entry, Fault
from ..model.memory import StoreRow
from ..pipeline.evidence import is_ours
from .fetch import Fetched
from .mirror import Record
from .weeded import LetGo

SHRINK = 0.7
SMALL = 10
"""Below this many records only an emptied store is suspicious."""
SHRUNK = 3
"""The exit code of a walk that stops since a store did."""


def shrunk(
    fetched: Iterable[Fetched], rows: Iterable[StoreRow], let_go: LetGo, zone: tzinfo
) -> dict[str, Fault]:
    """The stores that hold far fewer records than when they were last written about, by name.

    Records of people the user let go of may be deleted: they count neither before nor now.
    """
    before = {row.store: row for row in rows}
    found: dict[str, Fault] = {}
    for store in fetched:
        row = before.get(store.name)
        if row is None or store.fault is not None:
            continue
        day = datetime.fromisoformat(row.read_at).astimezone(zone).date().isoformat() if row.read_at else ""
        count = size(store) - let_go.settled(store, day) + let_go.deleted(store, day)
        emptied = row.records > 0 and count == 0
        if emptied or (row.records >= SMALL and count < SHRINK * row.records):
            found[store.name] = Fault(
                who=store.name,
                doing="comparing with the last run",
                error=_lost(row.records, count, store),
                next_step=f"If that is right, run `reconnect check --accept {store.name}`.",
                exit_code=SHRUNK,
            )
    return found


def _lost(before: int, now: int, store: Fetched) -> str:
    """Never a number of records held that differs from the one the walk says it has read."""
    if now == store.count().records:
        return f"it held {before} records and now holds {now}"
    gone = f"{before - now} of its {before} records are gone"
    return f"{gone}, our reminders and people you let go not counted"


def living(store: Fetched, let_go: LetGo, today: date) -> int:
    """What the ledger keeps of a store's size: without the people let go of before today."""
    return size(store) - let_go.settled(store, today.isoformat())


def size(store: Fetched) -> int:
    """How many records the guard counts: everything readable but our own reminders."""
    return sum(counted(one) for one in store.records())


def counted(record: Record) -> int:
    """How many records the guard takes this for: a day of contact is one, a reminder of ours none."""
    if isinstance(record, ContactDays):
        return record.count
    return 0 if isinstance(record, Entry) and is_ours(record) else 1
