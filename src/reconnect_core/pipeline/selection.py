"""Scores become two or three picks; everybody else gets a reason.

Most slots go by warmth and worth, one to a dormant tie. Nothing here is chance: ties and draws are settled by
hashes of the person's id and the episode.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from ..model import GardenSettings, Held, Lane, Score, ScoringSettings
from .drawing import Draw
from .filling import Entry, Lanes, Taken, Walk

RESERVES = 2
"""So many stand next in line behind the picks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the ledger remembers of one person's reminders."""

    last_shown: date | None = None
    rest_until: date | None = None
    open: bool = False


_NOTHING = Memory()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """What the draw made of somebody (``suggested``, ``explored``, ``held back``), and how likely that was."""

    person: str
    arm: str
    chance: float
    episode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who is picked, who is next in line, and why everybody else is not."""

    picks: tuple[Taken, ...] = ()
    reserves: tuple[Taken, ...] = ()
    held: tuple[Held, ...] = ()
    arms: tuple[Arm, ...] = ()


def choose(
    entries: Sequence[Entry],
    scores: Mapping[str, Score],
    *,
    today: date,
    slots: int,
    garden: GardenSettings,
    scoring: ScoringSettings,
    memory: Mapping[str, Memory],
    held: Mapping[str, str],
    reserves: int = RESERVES,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Choice:
    """At most ``slots`` picks, the same whatever the order of ``entries``; all others held with a reason.

    ``held`` are reasons already known, by person id, of those who have an entry and others; ``names`` gives the
    names of those who have none. With ``scoring.explore`` the arms say what was drawn.
    """
    reasons = dict(held)
    for entry in entries:
        name = entry.name
        reasons[name] = reasons.get(name) or _not_now(entry, memory.get(name, _NOTHING), today, garden)
    free = [entry for entry in entries if not reasons[entry.name]]
    walk = Walk(Draw(garden.name, today, scoring.explore), scores, today, scoring)
    kept_back = {entry.name for entry in free if walk.draw.holds(entry.name, entry.episode)}
    lanes = Lanes([entry for entry in free if entry.name not in kept_back])
    picks = walk.fill(lanes, slots, explore=True)
    picked = _names(picks)
    following = walk.fill(lanes, reserves, before=picks)
    arms = _arms(walk, free, kept_back, picks, slots)
    reasons |= dict.fromkeys(kept_back, "held back to learn from, since explore is on")
    return Choice(
        picks=tuple(picks),
        reserves=tuple(following),
        held=_held(entries, picked, _names(following), reasons, names),
        arms=arms,
    )


def episode(last_day: date | None, attempts: int) -> str:
    """``2021-03-04/0``: the last day of contact, or ``none``, and how many reminders there were before."""
    return f"{last_day.isoformat() if last_day else 'none'}/{attempts}"


def _not_now(entry: Entry, memory: Memory, today: date, garden: GardenSettings) -> str:
    """Why somebody past the gate is not to be picked in this walk, or ``""``."""
    if entry.vetoes:
        return "; ".join(entry.vetoes)
    if entry.person.deceased:
        return "no longer living"
    if memory.open:
        return "a reminder is already in the calendar"
    until = memory.rest_until
    if memory.last_shown:
        again = memory.last_shown + timedelta(days=garden.not_again_days)
        until = max(until, again) if until else again
    if until and until > today:
        return f"left in peace until {until}"
    return "known from one day only" if entry.is_glimpse else ""


def _arms(
    walk: Walk, free: Sequence[Entry], kept_back: set[str], picks: Sequence[Taken], slots: int
) -> tuple[Arm, ...]:
    """Who was held back though they would have been picked, and who was picked by which draw."""
    draw = walk.draw
    if not draw.share:
        return ()
    would_be = _names(walk.fill(Lanes(free), slots))
    missed = Lanes([entry for entry in free if entry.name in kept_back & would_be])
    held = [
        Arm(person=entry.name, arm="held back", chance=draw.share, episode=entry.episode)
        for entry in missed.warm
    ]
    episodes = {entry.name: entry.episode for entry in free}
    by_lot = min(1.0, draw.share * slots / max(1, len(free)))
    shown = [
        Arm(
            person=candidate.person.id,
            arm="explored" if lane is Lane.EXPLORED else "suggested",
            chance=by_lot if lane is Lane.EXPLORED else 1 - draw.share,
            episode=episodes[candidate.person.id],
        )
        for candidate, lane, _ in picks
    ]
    return (*held, *shown)


def _names(taken: Iterable[Taken]) -> set[str]:
    return {candidate.person.id for candidate, _, _ in taken}


def _held(
    entries: Sequence[Entry],
    picked: set[str],
    following: set[str],
    reasons: Mapping[str, str],
    names: Mapping[str, str],
) -> tuple[Held, ...]:
    everybody = {name: names.get(name, "") for name in reasons}
    everybody |= {entry.name: entry.person.name for entry in entries}
    waiting = {True: "next in line this time", False: "others come first this time"}

    def reason(person: str) -> str:
        return reasons.get(person) or waiting[person in following]

    return tuple(
        [
            Held(person=person, name=name, reason=reason(person))
            for person, name in sorted(everybody.items())
            if person not in picked
        ]
    )
