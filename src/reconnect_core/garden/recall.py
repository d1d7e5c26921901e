"""The ledger read once for a walk."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from ..ledger import Ledger, key
from ..model import (
    Channel,
    ContactDays,
    Direction,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    OutcomeKind,
    SourceRef,
    Wish,
    WishKind,
)
from ..model.memory import (
    AliasRow,
    AnswerRow,
    ContactRow,
    DecisionRow,
    FactRow,
    FaultRow,
    GiftRow,
    NameRow,
    OutcomeRow,
    PersonRow,
    ReminderRow,
    Row,
    StoreRow,
    UndoneRow,
    WishRow,
)
from ..pipeline import pacing
from . import told
from .following import FOLLOWING, follow

LEDGER = "you"
"""What evidence that the user told us names as its source."""
LATE_DAYS = 60
"""How long after its day an answer to a reminder that passed is still taken in."""
_READ: tuple[type[Row], ...] = (
    AliasRow,
    AnswerRow,
    ContactRow,
    DecisionRow,
    FactRow,
    FaultRow,
    GiftRow,
    NameRow,
    OutcomeRow,
    PersonRow,
    ReminderRow,
    StoreRow,
    UndoneRow,
    WishRow,
)


R = TypeVar("R", bound=Row)


class Remembered:
    """Every row of the ledger by kind and key; ``add`` changes this copy only."""

    def __init__(self, ledger: Ledger) -> None:
        self._rows: dict[type[Row], dict[tuple[Any, ...], Any]] = {
            kind: {key(row): row for row in ledger.read(kind)} for kind in _READ
        }
        self.drop(told.superseded([*self._rows[ContactRow].values(), *self._rows[GiftRow].values()]))

    def add(self, rows: Iterable[Row]) -> None:
        """Take these rows in, as the ledger will when they are committed."""
        for row in rows:
            self._rows.setdefault(type(row), {})[key(row)] = row

    def drop(self, rows: Iterable[Row]) -> None:
        """Take these rows out of this copy."""
        for row in rows:
            self._rows[type(row)].pop(key(row), None)

    def follow(self, people: Container[str], retired: Mapping[str, str]) -> None:
        """Give what is remembered under ids that were merged, now or before, to the ids that stay."""
        known = {**self.aliases(), **retired}
        absent = {
            row.person
            for kind in FOLLOWING
            for row in self._rows[kind].values()
            if row.person and row.person not in people and row.person not in pacing.ENTRIES
        }
        kept = {old: _last(known, old, people) for old in sorted(absent)}
        follow(self._rows, {old: new for old, new in kept.items() if new})

    def rows(self, kind: type[R]) -> list[R]:
        """The rows of one kind, in the order of their keys."""
        found = self._rows[kind]
        return [found[name] for name in sorted(found)]

    def fact(self, name: str) -> str:
        """One fact about the garden, or an empty text."""
        row = self._rows[FactRow].get((name,))
        return row.value if row else ""

    def outcomes(self) -> dict[str, OutcomeRow]:
        """The outcomes by uid."""
        return {row.uid: row for row in self.rows(OutcomeRow)}

    def aliases(self) -> dict[str, str]:
        """Person ids by digest."""
        return {row.digest: row.person for row in self.rows(AliasRow)}

    def not_yet_known(self) -> frozenset[str]:
        """The ids that something was told of before the first write kept how to know them again."""
        told = {row.person for kind in FOLLOWING for row in self._rows[kind].values() if row.person}
        aliases = self.aliases()
        return frozenset(told.difference(aliases, aliases.values(), pacing.ENTRIES))

    def meant(self, people: Container[str]) -> dict[str, str]:
        """Whom the user means by a name, by the folded name; an empty id for nobody."""
        aliases = self.aliases()
        found = {row.name: aliases.get(row.person, row.person) for row in self.rows(NameRow)}
        return {name: person for name, person in found.items() if not person or person in people}

    def wishes(self) -> dict[str, tuple[Wish, ...]]:
        """What the user told us, by person id."""
        found: dict[str, list[Wish]] = defaultdict(list)
        for row in self.rows(WishRow):
            found[row.person].append(
                Wish(
                    person=row.person,
                    kind=WishKind(row.kind),
                    until=date.fromisoformat(row.until) if row.until else None,
                    every_days=row.every_days or None,
                    channel=Channel(row.channel) if row.channel else None,
                    told=date.fromisoformat(row.told) if row.told else None,
                )
            )
        return {person: tuple(wishes) for person, wishes in found.items()}

    def contact(self) -> dict[str, list[ContactDays]]:
        """Contact the user told us of or that a reminder led to, by person id."""
        found: dict[str, list[ContactDays]] = defaultdict(list)
        for row in self.rows(ContactRow):
            found[row.person].append(
                ContactDays.of(
                    ref=SourceRef(source=LEDGER, key=f"{row.origin} {row.day}"),
                    who=Handle(kind=HandleKind.NAME, value=row.person),
                    days=[date.fromisoformat(row.day).toordinal()],
                    channel=Channel(row.channel) if row.channel else None,
                    direction=Direction(row.direction),
                    sure=row.sure,
                )
            )
        return found

    def gifts(self) -> dict[str, list[Gift]]:
        """Gifts the user told us of, by person id."""
        found: dict[str, list[Gift]] = defaultdict(list)
        for row in self.rows(GiftRow):
            found[row.person].append(
                Gift(
                    ref=SourceRef(source=LEDGER, key=row.key),
                    who=(Handle(kind=HandleKind.NAME, value=row.person),),
                    kind=GiftKind(row.kind),
                    day=date.fromisoformat(row.day) if row.day else None,
                    weight=row.weight,
                    sure=row.sure,
                    note=row.note,
                )
            )
        return found

    def sources(self) -> dict[str, frozenset[str]]:
        """Which stores the evidence, wish or death mark of a person came from, when last written."""
        return {row.person: frozenset(row.sources.split("|")) for row in self.rows(PersonRow) if row.sources}

    def ended(self, person: str, besides: str = "") -> list[OutcomeKind]:
        """How this person's reminders ended, the oldest first."""
        outcomes = self.outcomes()
        rows = self.reminders_by_person().get(person, ())
        return [
            OutcomeKind(outcomes[row.uid].kind) for row in rows if row.uid in outcomes and row.uid != besides
        ]

    def passed_lately(self, today: date) -> list[ReminderRow]:
        """The reminders that passed not long ago: a late answer to them still counts."""
        outcomes = self.outcomes()
        since = (today - timedelta(days=LATE_DAYS)).isoformat()
        return [
            row
            for row in self.rows(ReminderRow)
            if row.status == "closed"
            and (outcome := outcomes.get(row.uid))
            and outcome.kind == OutcomeKind.PASSED
            and max(row.start[:10], outcome.moved_to[:10]) >= since
        ]

    def told_day(self, person: str) -> date | None:
        """The last day of contact that the user logged, or for the Rolodex the day a card was last answered."""
        days = [row.day for row in self.rows(ContactRow) if row.person == person and row.origin == "log"]
        if person == pacing.FLIP:
            days = [row.day for row in self.rows(AnswerRow)]
        return date.fromisoformat(max(days)) if days else None

    def attempts(self) -> Counter[str]:
        """How many reminders each person has had, those that were taken back with them: none shares its uid."""
        return Counter(row.person for kind in (ReminderRow, UndoneRow) for row in self._rows[kind].values())

    def reminders_by_person(self) -> dict[str, list[ReminderRow]]:
        """Every reminder there was, by person, the oldest first."""
        found: dict[str, list[ReminderRow]] = defaultdict(list)
        for row in sorted(self.rows(ReminderRow), key=lambda row: (row.intended_at, row.uid)):
            found[row.person].append(row)
        return found


def _last(known: Mapping[str, str], person: str, people: Container[str]) -> str:
    """Whom an id means after every merge, or an empty text when they are nowhere."""
    for _ in range(16):
        person = known.get(person, "")
        if not person or person in people:
            return person
    return ""
