"""A garden: its stores, its ledger, its settings, and the walk through them.

The rooms that think are imported when a walk needs them: a plan that can be reused needs none.

One garden is used from one thread at a time; two gardens share nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from .. import config as configs
from .. import ledger as ledgers
from ..cache import Cache
from ..errors import ConfigError, PluginError, ReconnectError
from ..model import (
    Fault,
    GardenSettings,
    Plan,
    Reminder,
    Report,
    ScoringSettings,
    Window,
)
from ..model.row import ForgottenRow
from ..plain import to_plain
from ..plugins import Plugins
from ..stores import AddressBook, Calendar, Journal, Store
from . import assembling, collector, fetch, kept
from .listening import Listening
from .stocktaking import Stocktaking

if TYPE_CHECKING:
    from ..model.memory import FaultRow
    from .walking import Walk


_BASES: Mapping[str, type[Store]] = {"addressbook": AddressBook, "journal": Journal, "calendar": Calendar}


def _check(stores: Sequence[tuple[str, Store]]) -> None:
    """Raises TypeError for what is no store of its section, and what else says how to mend it."""
    for section, store in stores:
        if not isinstance(store, (base := _BASES[section])):
            raise TypeError(
                f"{section}: an instance of {base.__name__} is needed, made with an Opening; "
                f"{getattr(store, '__name__', type(store).__name__)} is none"
            )
        if not hasattr(store, "name"):
            raise PluginError(f"{type(store).__name__}.__init__ must call super().__init__(opening).")
    if len({store.name for _, store in stores}) != len(stores):
        raise ConfigError("two stores have the same name.", next_step="Give each its own name.")


class Garden(Listening, Stocktaking):
    """Everything one user has: stores that are read, one calendar that takes reminders, and a ledger.

    ``Garden.open`` makes it from a config; the constructor takes live instances, for applications that embed
    it. Without a ``ledger`` it remembers as long as the process; without a ``calendar`` the application shows
    the picks itself and answers with ``record``.
    """

    def __init__(
        self,
        *,
        addressbooks: Sequence[AddressBook] = (),
        journals: Sequence[Journal] = (),
        calendar: Calendar | None = None,
        calendars: Sequence[Calendar] = (),
        ledger: ledgers.Ledger | None = None,
        settings: GardenSettings | None = None,
        scoring: ScoringSettings | None = None,
        plugins: Plugins | None = None,
        cache: Cache | None = None,
        faults: Sequence[Fault] = (),
        config: configs.Config | None = None,
    ) -> None:
        told = config or configs.parse(
            {
                "garden": to_plain(settings or GardenSettings()),
                "scoring": to_plain(scoring or ScoringSettings()),
            }
        )
        self.settings, self.scoring = told.garden, told.scoring
        if problems := assembling.hours(self.settings):
            raise ConfigError(*problems)
        self.zone = ZoneInfo(self.settings.timezone)
        self.calendar = calendar
        self.stores: list[tuple[str, Store]] = [("addressbook", book) for book in addressbooks]
        self.stores += [("journal", journal) for journal in journals]
        read = [*calendars, *([calendar] if calendar is not None and calendar not in calendars else [])]
        self.stores += [("calendar", one) for one in read]
        _check(self.stores)
        self.ledger: ledgers.Ledger = ledger if ledger is not None else ledgers.MemoryLedger()
        self.cache = cache if cache is not None else Cache(None)
        self.plugins = plugins if plugins is not None else Plugins(self.settings.deadline_seconds)
        self.faults = tuple(faults)
        self.config = config
        self._walk: Walk | None = None
        self._closed = False

    @classmethod
    def open(cls, path: str | Path, *, now: datetime | None = None) -> Garden:
        """The garden of this config file; raises ConfigError with all problems at once.

        ``now``, an aware moment, fixes what the stores take for the present one, for tests and ``--now``.
        """
        return cls(**assembling.assemble(Path(path), now and aware(now)))

    def close(self) -> None:
        """Close every store, the ledger and the mirror; a second call does no harm."""
        self._closed = True
        assembling.close(self.stores, self.settings.deadline_seconds)
        self.ledger.close()
        self.cache.close()
        self.forget_walk()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def plan(self, *, now: datetime) -> Plan:
        """Who, why, by which channel and when; reads, thinks, changes nothing but the mirror.

        ``now`` is an aware moment; raises ValueError when it is naive. Raises LedgerError when the ledger
        cannot be read. Whatever else fails is a fault in the plan.
        """
        fetched = self._fetch(now)
        signed = self._signature(fetched, now)
        before = self.cache.derived("plan", signed) if signed else None
        if before is not None:
            self._walk = None
            return kept.unpacked(before)
        walk = self._walked(fetched, now)
        # Before the thinking begins: what is mirrored takes no room any more.
        fetch.commit([one for one in fetched if not walk.shrunk(one)], self.cache, now)
        with collector.paused():
            plan = walk.plan()
        signed = self._signature([replace(one, changed=False) for one in fetched], now)
        if signed and not plan.faults:
            self.cache.keep("plan", signed, kept.packed(plan))
        return plan

    def walk(self, *, now: datetime) -> Walk:
        """Everything that is known at this moment, for looking at one person or flipping through cards."""
        aware(now)
        if self._walk is None or self._walk.now != now.astimezone(UTC):
            fetched = self._fetch(now)
            self._walked(fetched, now)
            assert self._walk is not None
            fetch.commit([one for one in fetched if not self._walk.shrunk(one)], self.cache, now)
        return self._walk

    def forget_walk(self) -> None:
        """Look again next time: the ledger has changed."""
        self._walk = None

    def write(self, plan: Plan, *, chosen: Sequence[str] | None = None) -> Report:
        """Write the plan's reminders, or those of the ``chosen`` person ids: the only call that writes.

        Raises StoppedForSafety when a store shrank, and Locked when another run is under way.
        """
        from . import writing

        report = writing.write(self, self.walk(now=plan.now), plan, chosen)
        self.forget_walk()
        return report

    def to_write(self, plan: Plan, chosen: Sequence[str] | None = None) -> tuple[Reminder, ...]:
        """The reminders that ``write`` would put into the calendar now."""
        from . import writing

        return tuple(writing.wanted(self, self.walk(now=plan.now), plan, chosen))

    def exit_code(self, faults: Sequence[Fault]) -> int:
        """3 stopped for safety, 5 sign in again, 4 when something fails that had not failed before, else 0."""
        if not faults:
            return 0
        from ..model.memory import FaultRow
        from . import writing

        return writing.exit_code(faults, self.ledger.read(FaultRow))

    def known_faults(self, *, before: datetime) -> tuple[FaultRow, ...]:
        """The faults that an earlier run had already."""
        from ..model.memory import FaultRow

        until = aware(before).astimezone(UTC).isoformat()
        return tuple(row for row in self.ledger.read(FaultRow) if row.since < until)

    def _fetch(self, now: datetime) -> list[fetch.Fetched]:
        aware(now)
        if self._closed:
            raise ReconnectError("this garden is closed.", next_step="Open it anew.")
        without = None
        if self.ledger.read(ForgottenRow):
            from .unseen import Unseen

            unseen = Unseen.of(self.ledger, self.settings.region)
            without = unseen.without if unseen else None
        return fetch.fetch(
            self.stores,
            self.cache,
            now=now.astimezone(UTC),
            window=self.window(now),
            deadline_seconds=self.settings.deadline_seconds,
            without=without,
        )

    def window(self, now: datetime) -> Window:
        """The days for which calendars are read: whole months, so that a state stays valid for a while."""
        today = now.astimezone(self.zone).date()
        first = today.replace(year=today.year - self.settings.history_years, month=1, day=1)
        month = today.month + 2
        last = today.replace(year=today.year + month // 12, month=month % 12 + 1, day=1)
        return Window(first=first, last=last)

    def _walked(self, fetched: list[fetch.Fetched], now: datetime) -> Walk:
        from .walking import Walk

        self._walk = Walk(garden=self, fetched=fetched, now=now.astimezone(UTC))
        return self._walk

    def _signature(self, fetched: Sequence[fetch.Fetched], now: datetime) -> str:
        """What a plan depends on, or an empty text when something is new or cannot be told."""
        revision = self.ledger.revision()
        if not revision or any(one.changed or one.fault or one.state is None for one in fetched):
            return ""
        if self.plugins.has_judgement():
            return ""
        said: tuple[object, ...] = (
            kept.FORM,
            [(one.name, one.state) for one in fetched],
            [fetch.signature(store, section) for section, store in self.stores],
            repr(self.settings),
            repr(self.scoring),
            revision,
            now.astimezone(UTC).isoformat(),
            self.faults,
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()


def aware(moment: datetime) -> datetime:
    """The moment; raises ValueError for what is none, or does not say its zone."""
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise ValueError("an aware moment is needed, such as datetime.now(UTC)")
    return moment
