"""The contract of journals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from .. import ContactDays, Gift, Interaction, Journal, SourceRef, Unreadable, unpack_days
from . import samples
from .backends import Backend
from .contract import StoreContract


class JournalContract(StoreContract):
    """What a journal keeps, besides what every store does. Give one fixture: ``backend``."""

    base = Journal

    def samples(self, backend: Backend) -> list[Any]:
        """Interactions by the channels and handles that the backend can hold."""
        return list(samples.interactions(backend.channels, backend.handles))

    def changed(self, records: list[Any]) -> list[Any]:
        """The oldest is gone, and there is one more of yesterday."""
        fresh = replace(
            records[0],
            ref=SourceRef(source="samples", key="fresh"),
            moment=samples.NOW - timedelta(hours=30),
        )
        return [*records[:-1], fresh]

    def read(self, store: Any) -> Iterator[Any]:
        """Every record."""
        return store.interactions(None)  # type: ignore[no-any-return]

    def known(self, records: Sequence[Any]) -> Any:
        """Who, and on which day."""
        return Counter((record.who, _day(record)) for record in records)

    def ref(self, record: Any) -> tuple[str, ...]:
        """Source and key."""
        return (record.ref.source, record.ref.key)

    def private(self, records: Sequence[Any]) -> list[str]:
        """Whom one was in touch with."""
        return sorted({handle.value for one in records for handle in one.who})

    def agreed(self, records: Sequence[Any]) -> Any:
        """The days of contact of each handle, told one by one or packed; and the gifts."""
        days = set()
        for record in records:
            if isinstance(record, ContactDays):
                days |= {(record.who, date.fromordinal(number)) for number in unpack_days(record.days)}
            elif isinstance(record, Interaction):
                days |= {(handle, _day(record)) for handle in record.who}
        given = sorted((str(one.who), str(one.kind), str(one.day)) for one in records if isinstance(one, Gift))
        broken = sum(isinstance(record, Unreadable) for record in records)
        return days, given, broken

    def test_what_happened(self, backend: Backend) -> None:
        """J1 Who, when, by which channel and in which direction come as they were kept."""
        wanted = self.samples(backend)
        backend.fill(wanted)
        found = self.sound(backend)
        assert sorted(map(_told, found)) == sorted(map(_told, wanted))

    def test_since(self, backend: Backend) -> None:
        """J2 With `since` every record on or after that day is told, and none before it."""
        wanted = sorted(self.samples(backend), key=_day)
        backend.fill(wanted)
        for one in (wanted[0], wanted[3], wanted[-1]):
            for since in (_day(one), _day(one) + timedelta(days=1)):
                with self.opened(backend) as store:
                    found = [record for record in store.interactions(since) if _day(record) >= since]
                    stale = [record for record in store.interactions(since) if _day(record) < since]
                assert self.known(found) == self.known([each for each in wanted if _day(each) >= since])
                assert not stale

    def test_gifts(self, backend: Backend) -> None:
        """J3 Gifts come with who brought them, their kind and their day."""
        wanted = samples.gifts(backend.handles)
        backend.fill(wanted)
        found = [one for one in self.sound(backend) if isinstance(one, Gift)]
        assert Counter((one.who, one.kind, one.day) for one in found) == Counter(
            (one.who, one.kind, one.day) for one in wanted
        )

    def test_notes(self, backend: Backend) -> None:
        """J4 A note comes letter for letter."""
        first, *_ = self.samples(backend)
        backend.fill([replace(first, note=samples.NOTE)])
        assert [one.note for one in self.sound(backend) if isinstance(one, Interaction)] == [samples.NOTE]

    def test_alike(self, backend: Backend) -> None:
        """J5 Two interactions that are alike in everything stay two, with two refs."""
        first, second, *_ = self.samples(backend)
        twin = replace(first, ref=SourceRef(source="samples", key="twin"))
        backend.fill([first, twin, second])
        found = self.sound(backend)
        assert self.known(found) == self.known([first, twin, second])
        assert len({self.ref(one) for one in found}) == 3


def _day(record: Any) -> date:
    if isinstance(record, Gift):
        return record.day or date.max
    day: date = record.moment.astimezone(samples.ZONE).date()
    return day


def _told(one: Interaction) -> tuple[str, ...]:
    channel = one.channel.value if one.channel else ""
    return str(one.who), one.moment.astimezone(samples.ZONE).isoformat(), channel, one.direction.value
