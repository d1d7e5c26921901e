"""The part of a garden that takes stock: whom one might let go, what a season grew. Data first, pages later."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from .. import phones
from ..ledger import Ledger
from ..model import (
    Candidate,
    CardPlace,
    Channel,
    ContactRef,
    GardenSettings,
    HandleKind,
    Interaction,
    ScoringSettings,
    Weed,
    WeedReason,
    Window,
    WishKind,
)
from ..model.memory import AnswerRow, ContactRow, DecisionRow, GiftRow, OutcomeRow, Row, WishRow
from ..stores import AddressBook, Store

if TYPE_CHECKING:
    from ..model.stock import Harvest, Reached, Weeding
    from .walking import Walk

KEEP, LET_GO = "keep", "let go"
_TOLD: tuple[type[Row], ...] = (OutcomeRow, AnswerRow, GiftRow, WishRow, DecisionRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeded:
    """What was made of answers: person ids let go, kept, and those that nobody bears."""

    let_go: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class Stocktaking(ABC):
    """What every garden can show of itself; only ``weeded`` changes something, and only in the ledger."""

    ledger: Ledger
    settings: GardenSettings
    scoring: ScoringSettings
    zone: tzinfo
    stores: list[tuple[str, Store]]

    @abstractmethod
    def walk(self, *, now: datetime) -> Walk:
        """Everything that is known at this moment."""

    @abstractmethod
    def forget_walk(self) -> None:
        """Look again next time: the ledger has changed."""

    def weed(self, *, now: datetime) -> Weeding:
        """Whom one might let go, each with every reason and where their cards are; nothing changes."""
        from ..model.stock import Weeding
        from ..pipeline import hindsight

        walk = self.walk(now=now)
        known = walk.known
        lived = [known.candidate(name) for name in known.rhythms if name not in known.hidden]
        lived.sort(key=lambda candidate: candidate.person.id)
        return Weeding(
            today=walk.today,
            garden=self.settings.name,
            people=len(known.people),
            weeds=tuple(replace(one, cards=self._cards(walk, one)) for one in _weeds(walk)),
            hindsight=hindsight.look_back(lived, today=walk.today, settings=self.scoring),
        )

    def weeded(self, answers: Mapping[str, str], *, now: datetime) -> Weeded:
        """Take in answers (``keep`` or ``let go`` by person id); raises ValueError for any other word.

        Let go means never again, until ``wake``; keep means not proposed again. No store is touched.
        """
        wrong = sorted({said for said in answers.values() if said not in (KEEP, LET_GO)})
        if wrong:
            raise ValueError(f'an answer is "{KEEP}" or "{LET_GO}", not "{wrong[0]}"')
        walk = self.walk(now=now)
        known = {name: said for name, said in sorted(answers.items()) if name in walk.ground.people}
        told = walk.today.isoformat()
        kinds = {KEEP: WishKind.KEEP.value, LET_GO: WishKind.NEVER.value}
        with self.ledger.writing():
            self.ledger.write(
                *(WishRow(person=name, kind=kinds[said], told=told) for name, said in known.items())
            )
        self.forget_walk()
        return Weeded(
            let_go=tuple(name for name, said in known.items() if said == LET_GO),
            kept=tuple(name for name, said in known.items() if said == KEEP),
            unknown=tuple(sorted(set(answers) - set(known))),
        )

    def harvest(self, *, now: datetime, period: str = "season") -> Harvest:
        """What grew in ``season``, ``year``, ``2025`` or ``2025-autumn``; ValueError for another text."""
        from ..model.stock import Harvest
        from ..pipeline import harvest, planting, scoring
        from .stock_entry import southern

        walk = self.walk(now=now)
        known, today = walk.known, walk.today
        label, window = harvest.window(period, today, southern=southern(self.settings.region))
        resting = {name for name, why in known.hidden.items() if why.startswith("resting")}
        shown = sorted(known.people.keys() - (known.hidden.keys() - resting))
        candidates = [known.candidate(name) for name in shown]
        told = harvest.Told(
            reached=tuple(_reached(walk, set(shown), window)),
            rows=tuple(row for kind in _TOLD for row in walk.remembered.rows(kind)),
        )
        grown = harvest.gather(candidates, told, season=window, today=today, quiet_days=self.scoring.quiet_days)
        scores = {c.person.id: scoring.score(c, today, self.scoring) for c in candidates if c.rhythm}
        return Harvest(
            today=today,
            garden=self.settings.name,
            label=label,
            window=window,
            people=len(known.people),
            in_touch=grown.in_touch,
            reached=grown.reached,
            thanks=grown.thanks,
            planted=grown.planted,
            returned=grown.returned,
            pace=grown.pace,
            lessons=grown.lessons,
            plants=planting.plants(candidates, scores, resting=resting, quiet_days=self.scoring.quiet_days),
        )

    def _cards(self, walk: Walk, weed: Weed) -> tuple[CardPlace, ...]:
        books = {store.name: store for _, store in self.stores if isinstance(store, AddressBook)}
        return tuple(
            CardPlace(ref=contact.ref, where=_where(books.get(contact.ref.book), contact.ref))
            for contact in walk.known.people[weed.person].contacts
        )


def _weeds(walk: Walk) -> Sequence[Weed]:
    """The weeds of today in the order of their groups, in a group by name."""
    from ..pipeline import weeding

    known, thinker = walk.known, walk.thinker
    quiet, _ = thinker.gate()
    unmet = [
        known.candidate(name) for name in known.people if name not in known.rhythms and name not in known.hidden
    ]
    missed = _missed(walk)
    quiet = [candidate for candidate in quiet if not missed(candidate)]
    candidates: list[Candidate] = [*quiet, *(candidate for candidate in unmet if not missed(candidate))]
    blocked = {c.person.id for c in candidates if thinker.channel(c) is None}
    found = weeding.weeds(candidates, thinker.score(quiet), unreachable=blocked)
    groups = {reason: place for place, reason in enumerate(WeedReason)}
    return sorted(found, key=lambda one: (groups[one.grounds[0]], one.name.casefold(), one.person))


def _missed(walk: Walk) -> Callable[[Candidate], bool]:
    """Who may only seem silent, because a store that knows of them cannot be read."""
    stale = set(walk.stale)
    sources = walk.remembered.sources() if stale else {}
    return lambda one: bool(stale) and (not sources or not stale.isdisjoint(sources.get(one.person.id, ())))


def _where(book: AddressBook | None, ref: ContactRef) -> str:
    """Where the book says that a card is; nothing when it does not know, or fails."""
    try:
        return str(book.where(ref)) if book is not None else ""
    except Exception:
        return ""


def _reached(walk: Walk, shown: set[str], window: Window) -> Iterator[Reached]:
    """Contact with the user's own words: from the ledger, and from journals that hold words."""
    from ..model.stock import Reached

    people = walk.known.people
    for row in walk.remembered.rows(ContactRow):
        if row.origin != "flip" and row.person in shown:
            yield Reached(
                person=row.person,
                name=people[row.person].name,
                day=date.fromisoformat(row.day),
                channel=Channel(row.channel) if row.channel else None,
                words=row.note,
                glad=bool(row.glad),
            )
    for one in _with_words(walk):
        day = one.moment.astimezone(walk.zone).date()
        for name in _who(walk, one) & shown if day in window else ():
            yield Reached(
                person=name,
                name=people[name].name,
                day=day,
                channel=one.channel,
                words=one.note,
                glad=one.glad,
            )


def _with_words(walk: Walk) -> Iterator[Interaction]:
    for store in walk.fetched:
        for one in store.records() if store.section == "journal" else ():
            if isinstance(one, Interaction) and (one.note or one.glad) and one.moment <= walk.now:
                yield one


def _who(walk: Walk, one: Interaction) -> set[str]:
    by_handle, region = walk.ground.fused.by_handle, walk.garden.settings.region
    found: set[str] = set()
    for handle in one.who:
        spelt = phones.handle(handle.value, region) if handle.kind is HandleKind.PHONE else handle
        found.update(by_handle.get(spelt, ()))
    return found
