"""The part of a garden that listens: what the user tells it, and what it tells about one person."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError
from ..ledger import Ledger
from ..model import (
    Card,
    Channel,
    Direction,
    Fault,
    GardenSettings,
    GiftKind,
    Outcome,
    Person,
    WishKind,
)
from ..stores import Calendar

if TYPE_CHECKING:
    from ..cache import Cache
    from ..model.memory import ReminderRow
    from .forgetting import Forgotten
    from .walking import Walk


class Listening(ABC):
    """What every garden can be told; each call commits before it returns."""

    ledger: Ledger
    settings: GardenSettings
    zone: tzinfo
    cache: Cache
    calendar: Calendar | None
    shown: Walk | None = None
    """The walk that the cards were last shown of: answers speak of its people."""

    @abstractmethod
    def walk(self, *, now: datetime) -> Walk:
        """Everything that is known at this moment."""

    @abstractmethod
    def forget_walk(self) -> None:
        """Look again next time: the ledger has changed."""

    def record(self, outcome: Outcome) -> None:
        """Take in what became of a pick: for applications that show the picks without a calendar."""
        from . import telling

        telling.record(self, outcome)

    def find(self, name: str, *, now: datetime) -> tuple[Person, ...]:
        """The people whom this name, id, address or number may mean; hidden ones included."""
        from . import telling

        return telling.find(self.walk(now=now), name)

    def one(self, name: str, *, now: datetime) -> Person:
        """The one person this means; raises ConfigError listing the candidates when it is not exactly one."""
        from . import telling

        return telling.unique(self.walk(now=now), name)

    def log(
        self,
        person: str,
        *,
        now: datetime,
        moment: datetime | None = None,
        channel: Channel | None = None,
        direction: Direction = Direction.MUTUAL,
        minutes: int = 0,
        note: str = "",
        glad: bool = False,
    ) -> None:
        """Remember that one was in touch with this person (an id), at ``moment`` or now."""
        from . import telling

        told = telling.Contact(
            moment=moment or now,
            channel=Channel(channel) if channel else None,
            direction=Direction(direction),
            minutes=minutes,
            note=note,
            glad=glad,
        )
        telling.log(self, person, told, now)

    def gift(
        self, person: str, kind: GiftKind, *, now: datetime, day: str = "", weight: float = 1.0, note: str = ""
    ) -> None:
        """Remember what this person (an id) brought."""
        from . import telling

        telling.gift(self, person, kind, now=now, day=day, weight=weight, note=note)

    def unlog(self, person: str, *, now: datetime) -> bool:
        """Take back the contact with this person (an id) that was told last; False when there was none."""
        from ..model.memory import ContactRow
        from . import told

        return told.take_back_last(self, ContactRow, person, now=now)

    def ungift(self, person: str, *, now: datetime) -> bool:
        """Take back the gift of this person (an id) that was told last; False when there was none."""
        from ..model.memory import GiftRow
        from . import told

        return told.take_back_last(self, GiftRow, person, now=now)

    def wish(
        self,
        person: str,
        kind: WishKind,
        *,
        now: datetime,
        until: date | None = None,
        every_days: int = 0,
        channel: Channel | None = None,
    ) -> None:
        """Remember a wish about this person (an id); a new one of the same kind replaces the old."""
        from . import telling

        telling.wish(self, person, kind, now=now, until=until, every_days=every_days, channel=channel)

    def wake(self, person: str) -> bool:
        """Take back rest, never and the mark of death; False when there was none."""
        from . import telling

        return telling.wake(self, person)

    def cards(self, *, now: datetime) -> tuple[Card, ...]:
        """The Rolodex: everybody too little is known about and every open question, most promising first."""
        from . import telling

        return telling.cards(self, self.walk(now=now))

    def answer(self, card: str, said: str, gifts: Sequence[GiftKind] = (), *, now: datetime) -> None:
        """Take in one flipped card, by its key; raises ValueError for an unknown answer.

        Of a person: year, three, longer, unsure, rest, never, deceased or skip, and gifts. Of reminders put
        away: keep, rest, never, deceased or skip. Of a pair: same, not same or skip. Of a name: the id of the
        person it means, nobody or skip.
        """
        from . import telling

        telling.answer(self, card, said, gifts, now=now)

    def unanswer(self) -> str:
        """Take back the latest answer; its card's key, or an empty text when there was none."""
        from . import telling

        return telling.unanswer(self)

    def same(self, one: str, other: str, *, now: datetime) -> tuple[str, str]:
        """Remember that two people (each an id, name, address or number) are one; their ids before that."""
        from . import telling

        return telling.same(self, one, other, now=now)

    def not_same(self, one: str, other: str, *, now: datetime) -> tuple[str, str]:
        """Remember that two people, or two cards that were taken for one person, are not one; their ids."""
        from . import telling

        return telling.not_same(self, one, other, now=now)

    def means(self, name: str, person: str) -> None:
        """Remember whom a name in titles and logs means (an id); an empty text means nobody."""
        from . import telling

        telling.means(self, name, person)

    def forget(
        self, person: str, *, now: datetime, completely: bool = False, reminders: bool = False
    ) -> Forgotten:
        """Erase this person (an id) from ledger and mirror, but for keyed digests that keep them unseen.

        ``completely`` keeps no digests either, so that they come back as a stranger; ``reminders`` takes their
        open reminders out of the calendar too. Raises ConfigError when nobody has this id.
        """
        from . import forgetting

        return forgetting.forget(
            self, self.one(person, now=now), now=now, completely=completely, reminders=reminders
        )

    def forgettable(self, person: str, *, now: datetime) -> Forgotten:
        """What ``forget`` would take away; changes nothing."""
        from . import forgetting

        return forgetting.look(self, self.one(person, now=now))

    def unforget(self, name: str) -> int:
        """Drop the digests of somebody forgotten whom this name, address or number means; their number."""
        from . import forgetting

        return forgetting.drop(self, name)

    def pause(self, until: date | None) -> None:
        """No walks until this day; None ends the pause."""
        from ..model.memory import FactRow
        from . import given

        row = FactRow(name="paused_until", value=given.iso(until))
        with self.ledger.writing():
            self.ledger.write(row)
        self.forget_walk()

    def accept(self, store: str, *, now: datetime, dry_run: bool = False) -> int:
        """Take the present size of a store for right, unless it is a dry run; the number of its records.

        Raises ConfigError for an unknown store and StoreError when it cannot be read.
        """
        from ..model.memory import StoreRow

        walk = self.walk(now=now)
        stores = {one.name: one for one in walk.fetched}
        if (found := stores.get(store)) is None:
            raise ConfigError(f'no store is called "{store}".', next_step=f"There are {', '.join(stores)}.")
        if found.fault:
            raise ConfigError(f"{store}: {found.fault.error}.", next_step="It must be readable first.")
        size = walk.size(found)
        if not dry_run:
            with self.ledger.writing():
                self.ledger.write(StoreRow(store=store, records=size, read_at=found.read_at, accepted=1))
            self.forget_walk()
        return size

    def export(self) -> dict[str, Any]:
        """The ledger as one JSON object, for a backup or another machine."""
        from . import transfer

        return transfer.export(self.ledger)

    def take_in(self, document: Any, *, replace: bool = False, where: str = "the document") -> int:
        """Add the rows of an exported ledger, or with ``replace`` keep nothing else; how many they were.

        Raises LedgerError when it is none, or from a newer version; then nothing was taken in.
        """
        from . import transfer

        rows = transfer.read(document, where)
        transfer.take_in(self.ledger, rows, replace=replace)
        self.forget_walk()
        return len(rows)

    def undoable(self) -> tuple[ReminderRow, ...]:
        """The open reminders of the latest run that wrote any."""
        from . import taking_back

        return taking_back.undoable(self)

    def undo(self) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
        """Remove the latest run's untouched reminders; the uids removed, and what was left and why."""
        from . import taking_back

        return taking_back.undo(self)

    def take_out(self, row: ReminderRow, *, unless_changed: bool = True) -> Fault | None:
        """Remove this reminder from the calendar; None when it is gone, else what stood in the way."""
        from . import taking_back

        return taking_back.take_out(self, row, unless_changed=unless_changed)
