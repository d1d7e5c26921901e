"""The guard against a store that suddenly shrinks or empties."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from ..model import ContactDays, Entry, Fault, GardenSettings
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
    fetched: Iterable[Fetched],
    rows: Iterable[StoreRow],
    let_go: LetGo,
    *,
    garden: GardenSettings,
    zone: tzinfo,
    today: date,
) -> dict[str, Fault]:
    """The stores that hold far fewer records than when they were last written about, by name.

    Records of people the user let go of may be deleted: they count neither before nor now. Nor does the oldest
    year of a calendar, since every January one is read no more.
    """
    before = {row.store: row for row in rows}
    found: dict[str, Fault] = {}
    for store in fetched:
        row = before.get(store.name)
        if row is None or store.fault is not None:
            continue
        then = _day(row, zone)
        if store.section == "calendar" and then.year + 1 < today.year:
            continue  # of the years that were counted then some are read no more
        day = then.isoformat() if row.read_at else ""
        count = size(store, counted_from(row, garden, zone))
        count += let_go.deleted(store, day) - let_go.settled(store, day)
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
    year = ", the oldest year" if store.section == "calendar" else ""
    return f"{gone}{year}, our reminders and people you let go not counted"


def living(store: Fetched, let_go: LetGo, *, garden: GardenSettings, today: date) -> int:
    """What the ledger keeps of a store's size: without the people let go of before today."""
    return size(store, _first(today, garden)) - let_go.settled(store, today.isoformat())


def counted_from(row: StoreRow, garden: GardenSettings, zone: tzinfo) -> date:
    """The first day of a calendar that counts in this size."""
    return _first(_day(row, zone), garden)


def _first(day: date, garden: GardenSettings) -> date:
    """A year later than a calendar is read from on this day: from there it is read next year too."""
    return date(max(1, day.year - garden.history_years + 1), 1, 1)


def _day(row: StoreRow, zone: tzinfo) -> date:
    return datetime.fromisoformat(row.read_at).astimezone(zone).date() if row.read_at else date.min


def size(store: Fetched, first: date) -> int:
    """How many records the guard counts: all but our reminders and entries before ``first``."""
    return sum(counted(one, first) for one in store.records())


def counted(record: Record, first: date) -> int:
    """How many records the guard takes this for: a day of contact is one, a reminder of ours none."""
    if isinstance(record, ContactDays):
        return record.count
    return int(not isinstance(record, Entry) or (record.start.day >= first and not is_ours(record)))
