"""One walk: what was fetched, what is known, what became of our reminders, and the plan that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .. import languages
from ..model import Busy, Entry, EntryStatus, Fault, Plan, Window
from ..model.memory import AliasRow, FaultRow, PersonRow, ReminderRow, Row, StoreRow
from ..pipeline.marking import garden_mark
from ..plugins import fault, within
from ..stores import Calendar
from . import aged, effects, know, readback, recall, safety, sight
from .admitting import answers
from .fetch import Fetched
from .finish import HORIZON_DAYS
from .think import Thinker
from .weeded import LetGo

if TYPE_CHECKING:
    from .garden import Garden


TOLD = 20
"""So many broken records of one store are told one by one."""


class Walk:
    """Everything that is known at one moment; each stage is computed once, when it is first needed."""

    def __init__(self, *, garden: Garden, fetched: Sequence[Fetched], now: datetime) -> None:
        self.garden = garden
        self.fetched = tuple(fetched)
        self.now = now
        self.zone = garden.zone
        self.today = now.astimezone(garden.zone).date()
        self.remembered = recall.Remembered(garden.ledger)
        self._let_go = LetGo(self.remembered)
        self._stopped = safety.shrunk(
            self.fetched,
            self.remembered.rows(StoreRow),
            self._let_go,
            garden=garden.settings,
            zone=garden.zone,
            today=self.today,
        )
        self.rows: list[Row] = []
        """What the outcomes add to the ledger when the walk is written."""

    def shrunk(self, store: Fetched) -> bool:
        """True when this store holds suspiciously little: what it held before stays in the mirror."""
        return store.name in self._stopped

    def size(self, store: Fetched) -> int:
        """How many records the ledger remembers of this store."""
        return safety.living(store, self._let_go, garden=self.garden.settings, today=self.today)

    @cached_property
    def ground(self) -> know.Ground:
        """People and what the stores say about them."""
        return know.till(
            self.fetched,
            self.remembered,
            garden=self.garden.settings,
            now=self.now,
            zone=self.zone,
            old_books=aged.old_books(self.garden.config, self.now),
        )

    @cached_property
    def readback(self) -> readback.ReadBack:
        """What became of our reminders; its effects are taken into what is remembered."""
        found = readback.read_back(
            self.fetched,
            self.garden.calendar,
            self.remembered,
            self.ground,
            own=garden_mark(self.garden.settings),
            now=self.now,
            zone=self.zone,
            deadline_seconds=self.garden.settings.deadline_seconds,
        )
        self.remembered.drop(found.dropped)
        self.remembered.add(found.adopted)
        told = effects.effects(found.outcomes, self.remembered, self.today)
        self.remembered.add(told)
        self.rows = [*found.adopted, *told]
        return found

    @cached_property
    def known(self) -> know.Known:
        """The ground with what the user told us, the outcomes included."""
        _ = self.readback
        return know.know(
            self.ground,
            self.remembered,
            garden=self.garden.settings,
            scoring=self.garden.scoring,
            today=self.today,
        )

    @cached_property
    def thinker(self) -> Thinker:
        """The judgement of this walk."""
        words = languages.load(self.garden.settings.language)
        return Thinker(
            known=self.known,
            remembered=self.remembered,
            garden=self.garden.settings,
            scoring=self.garden.scoring,
            plugins=self.garden.plugins,
            words=words,
            now=self.now,
            zone=self.zone,
            busy=self._busy(),
            stale=self.stale,
            open_marks=self.readback.marks,
            blind=self._blind(),
        )

    @property
    def stale(self) -> Mapping[str, str]:
        """Stores that could not be read and whose last records are too old, with the reason to tell."""
        found = {}
        for store in self.fetched:
            if store.stale:
                since = f"since {store.read_at[:10]}" if store.read_at else "yet"
                found[store.name] = f"{store.name} could not be read {since}"
        return found

    def plan(self) -> Plan:
        """Who, why, how and when, with everything that failed on the way."""
        paused = self.remembered.fact("paused_until")
        thinker = self.thinker
        if paused and date.fromisoformat(paused) > self.today:
            plan = Plan(now=self.now, today=self.today, notes=(f"paused until {paused}",))
        else:
            plan = thinker.plan()
        return replace(
            plan,
            outcomes=tuple(self.readback.outcomes),
            faults=(*self.faults(), *dict.fromkeys(thinker.faults)),
            stores=tuple(store.count() for store in self.fetched),
        )

    def faults(self) -> tuple[Fault, ...]:
        """Everything that failed before judgement, in the walk's order; a broken record while it is news."""
        fetching = tuple(store.fault for store in self.fetched if store.fault)
        known = {(row.who, row.error) for row in self.remembered.rows(FaultRow)}
        news = tuple(one for one in self.broken if (one.who, one.error) not in known)
        return (*self.garden.faults, *self._stopped.values(), *fetching, *self.readback.faults, *news)

    @cached_property
    def broken(self) -> tuple[Fault, ...]:
        """The records that could not be read, known or not."""
        return tuple(one for store in self.fetched if store.fault is None for one in _broken(store))

    def learned(self) -> list[Row]:
        """What must outlive the mirror: ids, last days, sources, death marks and the size of each store."""
        rows: list[Row] = [*self.rows, *self.thinker.arms, *self._aliases(), *self._persons()]
        rows += [
            StoreRow(store=store.name, records=self.size(store), read_at=store.read_at)
            for store in self.fetched
            if store.fault is None and not self.shrunk(store)
        ]
        return rows

    def _aliases(self) -> list[Row]:
        before = self.remembered.aliases()
        return [
            AliasRow(digest=digest, person=person)
            for digest, person in self.ground.fused.aliases.items()
            if before.get(digest) != person
        ]

    def _persons(self) -> list[Row]:
        before = {row.person: row for row in self.remembered.rows(PersonRow)}
        rows: list[Row] = []
        for person in self.ground.people.values():
            last = self.ground.last_day(person.id)
            books = {contact.ref.book for contact in person.contacts}
            sources = books | {days.ref.source for days in self.ground.gathered.contact.get(person.id, ())}
            kept = before.get(person.id)
            # A store that is away says nothing of whom it knows: what it said before holds them back.
            sources |= self.stale.keys() & set(kept.sources.split("|") if kept else ())
            row = PersonRow(
                person=person.id,
                last_day=max(last.isoformat() if last else "", kept.last_day if kept else ""),
                sources="|".join(sorted(sources)),
                veto="deceased" if person.deceased else (kept.veto if kept else ""),
            )
            if row != kept:
                rows.append(row)
        return rows

    def _blind(self) -> Mapping[str, str]:
        """Why meetings or slots are not seen, when they are not."""
        spots, faults = sight.blind_spots(self.garden.stores, self.garden.settings.deadline_seconds)
        self.readback.faults += faults
        return spots

    def _busy(self) -> list[Busy]:
        """The time that is taken in every configured calendar, from now to the horizon."""
        end = self.now + timedelta(days=HORIZON_DAYS[self.garden.settings.every] + 2)
        taken = []
        for entry in self.ground.entries:
            if entry.busy and entry.status is not EntryStatus.CANCELLED and not entry.task:
                begin, finish = _span(entry, self.zone)
                if begin < end and finish > self.now:
                    taken.append(Busy(start=begin, end=finish))
        taken += self._open_reminders(end)
        for _, store in self.garden.stores:
            if isinstance(store, Calendar):
                taken += self._asked(store)
        return sorted(taken, key=lambda busy: (busy.start, busy.end))

    def _open_reminders(self, end: datetime) -> list[Busy]:
        """Our own reminders are transparent, but two must not stand in one slot; a task tells no end."""
        own = {row.uid: row.minutes for row in self.remembered.rows(ReminderRow) if row.status != "closed"}
        found = []
        for entry in self.ground.entries:
            if entry.uid in own and entry.start.time is not None:
                begin, finish = _span(entry, self.zone)
                if finish == begin:
                    finish = begin + timedelta(minutes=own[entry.uid])
                if begin < end and finish > self.now:
                    found.append(Busy(start=begin, end=finish))
        return found

    def _asked(self, store: Calendar) -> list[Busy]:
        days = HORIZON_DAYS[self.garden.settings.every] + 2
        window = Window(first=self.today, last=self.today + timedelta(days=days))

        def busy() -> list[Busy]:
            return [] if store.entries_tell_busy else answers(store.busy(window), Busy)

        try:
            return within(self.garden.settings.deadline_seconds, busy)
        except Exception as error:
            self.readback.faults.append(fault(store.name, "reading busy times", error))
            return []


def _broken(store: Fetched) -> list[Fault]:
    """A fault for each broken record, by resource and reason; no more than TOLD, and one for the rest."""
    said = dict.fromkeys(
        f"{Path(one.file or one.key).name or store.name}: {one.reason}" for one in store.unreadable()
    )
    told = list(said)[:TOLD]
    told += [f"and {len(said) - TOLD} more records"] if len(said) > TOLD else []
    step = "See `reconnect check`."
    return [Fault(who=store.name, doing="reading one record", error=text, next_step=step) for text in told]


def _span(entry: Entry, zone: tzinfo) -> tuple[datetime, datetime]:
    begin = entry.start.moment(zone)
    if entry.end is not None:
        return begin, max(begin, entry.end.moment(zone))
    return begin, begin + (timedelta(days=1) if entry.start.time is None else timedelta())
