"""Stock taken of one walk: the people one might let go, and the harvest of a period."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from .. import phones
from ..model import (
    Candidate,
    CardPlace,
    Channel,
    ContactRef,
    HandleKind,
    Interaction,
    Weed,
    WeedReason,
    Window,
    WishKind,
)
from ..model.memory import AnswerRow, ContactRow, DecisionRow, GiftRow, OutcomeRow, Row, WishRow
from ..model.stock import Harvest, Reached, Weeding
from ..pipeline import harvest as harvests
from ..pipeline import hindsight, planting, scoring, weeding
from ..stores import AddressBook
from .stock_entry import southern

if TYPE_CHECKING:
    from .stocktaking import Stocktaking
    from .walking import Walk

KEEP, LET_GO = "keep", "let go"
_TOLD: tuple[type[Row], ...] = (OutcomeRow, AnswerRow, GiftRow, WishRow, DecisionRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeded:
    """What was made of answers: person ids let go, kept, and those that nobody bears."""

    let_go: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def weed(garden: Stocktaking, walk: Walk) -> Weeding:
    """Whom one might let go, each with every reason and where their cards are; nothing changes."""
    known = walk.known
    lived = [known.candidate(name) for name in known.rhythms if name not in known.hidden]
    lived.sort(key=lambda candidate: candidate.person.id)
    return Weeding(
        today=walk.today,
        garden=garden.settings.name,
        people=len(known.people),
        weeds=tuple(replace(one, cards=_cards(garden, walk, one)) for one in _weeds(walk)),
        hindsight=hindsight.look_back(lived, today=walk.today, settings=garden.scoring),
    )


def weeded(garden: Stocktaking, answers: Mapping[str, str], *, now: datetime) -> Weeded:
    """Take in answers by person id; raises ValueError for any word but ``keep`` and ``let go``."""
    wrong = sorted({said for said in answers.values() if said not in (KEEP, LET_GO)})
    if wrong:
        raise ValueError(f'an answer is "{KEEP}" or "{LET_GO}", not "{wrong[0]}"')
    walk = garden.walk(now=now)
    known = {name: said for name, said in sorted(answers.items()) if name in walk.ground.people}
    told = walk.today.isoformat()
    kinds = {KEEP: WishKind.KEEP.value, LET_GO: WishKind.NEVER.value}
    with garden.ledger.writing():
        garden.ledger.write(
            *(WishRow(person=name, kind=kinds[said], told=told) for name, said in known.items())
        )
    garden.forget_walk()
    return Weeded(
        let_go=tuple(name for name, said in known.items() if said == LET_GO),
        kept=tuple(name for name, said in known.items() if said == KEEP),
        unknown=tuple(sorted(set(answers) - set(known))),
    )


def harvest(garden: Stocktaking, walk: Walk, period: str) -> Harvest:
    """What grew in this period; raises ValueError for a text that names none."""
    known, today = walk.known, walk.today
    label, window = harvests.window(period, today, southern=southern(garden.settings.region))
    resting = {name for name, why in known.hidden.items() if why.startswith("resting")}
    shown = sorted(known.people.keys() - (known.hidden.keys() - resting))
    candidates = [known.candidate(name) for name in shown]
    told = harvests.Told(
        reached=tuple(_reached(walk, set(shown), window)),
        rows=tuple(row for kind in _TOLD for row in walk.remembered.rows(kind)),
    )
    grown = harvests.gather(candidates, told, season=window, today=today, quiet_days=garden.scoring.quiet_days)
    scores = {c.person.id: scoring.score(c, today, garden.scoring) for c in candidates if c.rhythm}
    return Harvest(
        today=today,
        garden=garden.settings.name,
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
        plants=planting.plants(candidates, scores, resting=resting, quiet_days=garden.scoring.quiet_days),
    )


def _cards(garden: Stocktaking, walk: Walk, weed: Weed) -> tuple[CardPlace, ...]:
    books = {store.name: store for _, store in garden.stores if isinstance(store, AddressBook)}
    return tuple(
        CardPlace(ref=contact.ref, where=_where(books.get(contact.ref.book), contact.ref))
        for contact in walk.known.people[weed.person].contacts
    )


def _weeds(walk: Walk) -> Sequence[Weed]:
    """The weeds of today in the order of their groups, in a group by name."""
    known, thinker = walk.known, walk.thinker
    quiet = [known.candidate(person) for person in thinker.past_the_gate()[0]]
    unmet = [
        known.candidate(name) for name in known.people if name not in known.rhythms and name not in known.hidden
    ]
    missed = _missed(walk)
    quiet = [candidate for candidate in quiet if not missed(candidate)]
    candidates: list[Candidate] = [*quiet, *(candidate for candidate in unmet if not missed(candidate))]
    blocked = {c.person.id for c in candidates if thinker.channel(c.person) is None}
    found = weeding.weeds(candidates, thinker.score([c.person.id for c in quiet]), unreachable=blocked)
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
