"""Every store asked what is new, each in a thread of its own; the host keeps the mirror.

A store that fails must not make people falsely silent: what it said last stands in for up to 14 days.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ..cache import Cache, Mirrored
from ..errors import PluginError
from ..model import (
    Contact,
    ContactDays,
    Entry,
    Fault,
    Gift,
    Interaction,
    StoreCount,
    Unreadable,
    Window,
)
from ..plugins import Running, fault
from ..stores import AddressBook, Calendar, Complete, Journal, Removed, State, Store, Unchanged
from . import mirror
from .admitting import admitted

READING = "reading"
"""What a store that could not be read was doing."""
STAND_IN = timedelta(days=14)
Without = Callable[[mirror.Record], mirror.Record | None]
_ALLOWED: dict[type[Store], tuple[type, ...]] = {
    AddressBook: (Contact, Unreadable),
    Journal: (Interaction, ContactDays, Gift, Unreadable),
    Calendar: (Entry, Unreadable),
}


@dataclass(slots=True)
class Fetched:
    """What one store told us now, or what it told us last when it could not be asked."""

    name: str
    section: str
    kind: str
    load: Callable[[], mirror.Resources] = field(repr=False)
    state: bytes | None = None
    read_at: str = ""
    """The moment of the read that the records come from; empty when there never was one."""
    changed: bool = True
    fault: Fault | None = None
    stale: bool = False
    """True when it failed and what it said last is too old to stand in."""
    pending: Mirrored | None = None
    _resources: mirror.Resources | None = None

    @property
    def resources(self) -> mirror.Resources:
        """The records by resource, read from the mirror only when they are asked for."""
        if self._resources is None:
            self._resources = self.load()
        return self._resources

    def records(self) -> Iterator[mirror.Record]:
        """Every record that could be read."""
        for found in self.resources.values():
            yield from (record for record in found if type(record) is not Unreadable)

    def unreadable(self) -> list[Unreadable]:
        """Every record that could not be read."""
        return [r for found in self.resources.values() for r in found if type(r) is Unreadable]

    def count(self) -> StoreCount:
        """How many records there are, and how many could not be read; packed days count one by one."""
        broken = len(self.unreadable())
        records = sum(record.count if type(record) is ContactDays else 1 for record in self.records())
        return StoreCount(
            store=self.name,
            kind=self.kind,
            records=records,
            unreadable=broken,
            stands_in=self.fault is not None and bool(records or broken),
        )


def signature(store: Store, section: str) -> str:
    """What a mirrored state depends on: the kind, its settings, the zone and the user's addresses."""
    opening = store.opening
    said = (
        type(store).__module__,
        type(store).__qualname__,
        getattr(type(store), "version", ""),
        section,
        repr(opening.settings),
        str(opening.zone),
        sorted(opening.me),
        os.path.abspath(opening.base),  # noqa: PTH100 -- no links followed, no Path made
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def fetch(
    stores: Sequence[tuple[str, Store]],
    cache: Cache,
    *,
    now: datetime,
    window: Window,
    deadline_seconds: float,
    without: Without | None = None,
) -> list[Fetched]:
    """What every store says, in the order of the config; nothing is committed yet.

    ``without`` gives a record as it may be kept, or None for one that may not.
    """
    begun = []
    for section, store in stores:
        signed = signature(store, section)
        state, read_at = cache.state(store.name, signed)
        begun.append((section, store, signed, state, read_at, Running(_asking(store, state, window))))
    end = time.monotonic() + deadline_seconds
    found = []
    for section, store, signed, state, read_at, running in begun:
        try:
            items = running.result(end - time.monotonic())
            found.append(_applied(store, section, signed, state, read_at, items, cache, now, without))
        except Exception as error:
            found.append(_standing_in(store, section, read_at, error, cache, now))
    return found


def commit(fetched: Iterable[Fetched], cache: Cache, now: datetime) -> None:
    """Commit what is new, records and state together, and note which stores were well."""
    fetched = list(fetched)
    cache.save((one.name, one.pending) for one in fetched if one.pending is not None)
    for one in fetched:
        one.pending = None
    cache.touch([one.name for one in fetched if one.fault is None and not one.changed], now.isoformat())


def _asking(store: Store, state: bytes | None, window: Window) -> Callable[[], list[Any]]:
    if isinstance(store, Calendar):
        return lambda: list(admitted(store.changes(state, window), store.name))
    if isinstance(store, AddressBook | Journal):
        return lambda: list(admitted(store.changes(state), store.name))
    raise PluginError(f"{store.name} is neither an address book, a journal nor a calendar")


def _loader(store: Store, cache: Cache) -> Callable[[], mirror.Resources]:
    def load() -> mirror.Resources:
        kept = cache.load(store.name)
        return mirror.decode(kept.body, kept.days) if kept else {}

    return load


def _applied(
    store: Store,
    section: str,
    signed: str,
    state: bytes | None,
    read_at: str,
    items: list[Any],
    cache: Cache,
    now: datetime,
    without: Without | None,
) -> Fetched:
    load = _loader(store, cache)
    result = Fetched(name=store.name, section=section, kind=store.kind, load=load, state=state, read_at=read_at)
    if any(type(item) is Unchanged for item in items) and read_at:
        result.changed = False
        result.read_at = now.isoformat()
        return result
    complete = any(type(item) is Complete for item in items)
    resources = {} if complete or not read_at else load()
    base = next(kind for kind in _ALLOWED if isinstance(store, kind))
    new_state = _apply(items, resources, _ALLOWED[base], without)
    try:
        body, days = mirror.encode(resources)
    except UnicodeEncodeError:
        resources = mirror.writable(resources, store.name)
        body, days = mirror.encode(resources)
    kept = cache.load(store.name) if read_at else None
    result.changed = kept is None or kept.body != body or kept.days != days
    result.state, result.read_at = new_state, now.isoformat()
    result._resources = resources
    result.pending = Mirrored(signature=signed, state=new_state, body=body, days=days, read_at=now.isoformat())
    return result


def _apply(
    items: list[Any], resources: mirror.Resources, allowed: tuple[type, ...], without: Without | None
) -> bytes | None:
    seen: set[str] = set()
    hidden: set[str] = set()
    state: bytes | None = None
    for item in items:
        kind = type(item)
        if kind is State:
            state = item.token
        elif kind is Removed:
            resources.pop(item.key, None)
        elif kind in allowed:
            name = mirror.key(item)
            if name not in seen:
                seen.add(name)
                resources[name] = []
            kept = without(item) if without else item
            if kept is None:
                hidden.add(name)
            else:
                resources[name].append(kept)
        elif kind not in (Complete, Unchanged):
            raise PluginError(f"it gave a {kind.__name__}, which does not belong here")
    for name in hidden:
        if not resources[name]:
            del resources[name]
    return telling_nothing_of(state, hidden)


def telling_nothing_of(state: bytes | None, hidden: Iterable[str]) -> bytes | None:
    """The state, or None when it spells the key of a hidden record: then the store is read as a whole."""
    return None if state and any(name.encode() in state for name in hidden) else state


def _standing_in(
    store: Store, section: str, read_at: str, error: Exception, cache: Cache, now: datetime
) -> Fetched:
    said = fault(store.name, READING, error, f"Run `reconnect check` to look at {store.name}.")
    fresh = bool(read_at) and now - datetime.fromisoformat(read_at) <= STAND_IN
    return Fetched(
        name=store.name,
        section=section,
        kind=store.kind,
        load=_loader(store, cache) if fresh else dict,
        read_at=read_at,
        fault=said,
        stale=not fresh,
    )
