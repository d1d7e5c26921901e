"""Scores become two or three picks; everybody else gets a reason.

Most slots go by warmth and worth, one to a dormant tie. Nothing here is chance: ties and draws are settled by
hashes of the person's id and the episode.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from ..model import Candidate, GardenSettings, Held, Lane, Rhythm, Score, ScoringSettings, Weed
from . import scoring, variety, weeding
from .ranking import tie_break

BASE32HEX = "0123456789abcdefghijklmnopqrstuv"
UID_LENGTH = 26
LONE_DORMANT = 1 / 3
"""How often the dormant lane gets the only slot of a walk."""
HOLD_DAYS = 90
"""With ``explore``, somebody held back to learn from is so for one stretch of this many days."""

weeds = weeding.weeds

Taken = tuple[Candidate, Lane, Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the ledger remembers of one person's reminders."""

    last_shown: date | None = None
    attempts: int = 0
    rest_until: date | None = None
    open: bool = False


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
    weeds: tuple[Weed, ...] = ()
    arms: tuple[Arm, ...] = ()


def choose(
    candidates: Sequence[Candidate],
    scores: Mapping[str, Score],
    *,
    today: date,
    slots: int,
    garden: GardenSettings,
    scoring: ScoringSettings,
    memory: Mapping[str, Memory],
    held: Mapping[str, str],
    reserves: int = 2,
    names: Mapping[str, str] = MappingProxyType({}),
) -> Choice:
    """At most ``slots`` picks, the same whatever the order of ``candidates``; all others held with a reason.

    ``held`` are reasons already known, by person id, of candidates and others; ``names`` gives the names of
    those who are no candidates. With ``scoring.explore`` the arms say what was drawn.
    """
    reasons = dict(held)
    for candidate in candidates:
        name = candidate.person.id
        reason = _not_now(candidate, scores[name], memory.get(name, Memory()), today, garden)
        if reason and name not in reasons:
            reasons[name] = reason
    free = [_Entry.of(c, scores, memory, scoring, today) for c in candidates if c.person.id not in reasons]
    free.sort(key=lambda entry: entry.warm_key)
    draw = _Draw(garden.name, today, scoring.explore, slots)
    walk = _Walk(draw, scoring.dormant_slot)
    kept_back = {entry.name for entry in free if draw.holds(entry)}
    open_to = [entry for entry in free if entry.name not in kept_back]
    picks = walk.fill(open_to, slots, explore=True)
    picked = _names(picks)
    following = walk.fill([e for e in open_to if e.name not in picked], reserves, before=picks)
    arms = _arms(walk, free, kept_back, picks)
    reasons |= dict.fromkeys(kept_back, "held back to learn from, since explore is on")
    return Choice(
        picks=tuple(picks),
        reserves=tuple(following),
        held=_held(candidates, picked, _names(following), reasons, names),
        weeds=weeds(candidates, scores, settings=scoring),
        arms=arms,
    )


def episode(rhythm: Rhythm | None, attempts: int) -> str:
    """``2021-03-04/0``: the last day of contact, or ``none``, and how many reminders there were before."""
    return f"{rhythm.last_day.isoformat() if rhythm else 'none'}/{attempts}"


def reminder_uid(person_id: str, episode: str) -> str:
    """The same id for the same person and episode, of ``[0-9a-v]`` only.

    It is legal at once as an iCalendar UID (RFC 5545 section 3.8.4.7), a file name and a Google event id.
    """
    number = int.from_bytes(hashlib.sha256(f"{person_id}|{episode}".encode()).digest(), "big")
    return "reconnect" + "".join(BASE32HEX[number >> 251 - 5 * place & 31] for place in range(UID_LENGTH))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One person who may be picked."""

    candidate: Candidate
    score: Score
    dormant: Score | None
    episode: str
    digest: str

    @classmethod
    def of(
        cls,
        candidate: Candidate,
        scores: Mapping[str, Score],
        memory: Mapping[str, Memory],
        settings: ScoringSettings,
        today: date,
    ) -> "_Entry":
        name, rhythm = candidate.person.id, candidate.rhythm
        score = scores[name]
        sleeps = rhythm is not None and scoring.dormant(rhythm, bool(candidate.gifts), settings)
        asleep = scoring.dormant_score(score, candidate, today, settings) if sleeps else None
        now = episode(rhythm, memory[name].attempts if name in memory else 0)
        return cls(candidate, score, asleep, now, tie_break(name, now))

    @property
    def name(self) -> str:
        return self.candidate.person.id

    @property
    def warm_key(self) -> tuple[float, str]:
        return -self.score.total, self.digest

    @property
    def dormant_key(self) -> tuple[float, str]:
        return -(self.dormant.total if self.dormant else 0.0), self.digest


@dataclass(frozen=True, slots=True)
class _Draw:
    """Draws for ``explore``, each a number from 0 to 1 made from a hash."""

    garden: str
    today: date
    share: float
    slots: int

    def holds(self, entry: _Entry) -> bool:
        """True for the share of people that is held back in this stretch of ``HOLD_DAYS`` days."""
        if not self.share:
            return False
        stretch = self.today.toordinal() + int(HOLD_DAYS * self.of(entry, "shift"))
        return self.of(entry, f"hold {stretch // HOLD_DAYS}") < self.share

    def explored(self, slots: int) -> int:
        """How many of this week's slots are filled from the whole gate."""
        return sum(self._number(self.week, f"slot {slot}") < self.share for slot in range(slots))

    def lone_dormant(self) -> bool:
        """Whether a single slot is the dormant lane's this week."""
        return self._number(self.week, "lane") < LONE_DORMANT

    def of(self, entry: _Entry, purpose: str) -> float:
        return self._number(entry.name, entry.episode, purpose)

    @property
    def week(self) -> str:
        year, week, _ = self.today.isocalendar()
        return f"{year}-{week}"

    def _number(self, *parts: str) -> float:
        digest = hashlib.sha256("|".join((self.garden, *parts)).encode()).digest()
        return int.from_bytes(digest[:7], "big") / 2**56


@dataclass(frozen=True, slots=True)
class _Walk:
    """How the slots of one walk are filled."""

    draw: _Draw
    dormant_slot: bool

    def fill(
        self, entries: Sequence[_Entry], slots: int, *, before: Sequence[Taken] = (), explore: bool = False
    ) -> list[Taken]:
        """Warm picks first, then the dormant one, then the explored; ``before`` counts for variety."""
        room = variety.Room(candidate for candidate, _, _ in before)
        explored = self.draw.explored(slots) if explore else 0
        dormant = min(1, slots - explored) if self._dormant_turn(slots) else 0
        sleepers = sorted((entry for entry in entries if entry.dormant), key=lambda entry: entry.dormant_key)
        taken: list[Taken] = []
        done: set[str] = set()

        def take(order: Iterable[_Entry], count: int, lane: Lane, strict: bool = True) -> None:
            for entry in order:
                if len(taken) >= count:
                    return
                if entry.name not in done and room.admits(entry.candidate, strict=strict):
                    room.add(entry.candidate)
                    done.add(entry.name)
                    dormant_score = entry.dormant if lane is Lane.DORMANT else None
                    taken.append((entry.candidate, lane, dormant_score or entry.score))

        take(entries, slots - explored - dormant, Lane.WARM)
        take(sleepers, min(slots - explored, len(taken) + dormant), Lane.DORMANT)
        drawn = sorted(entries, key=lambda entry: self.draw.of(entry, "explore"))
        take(drawn, min(slots, len(taken) + explored), Lane.EXPLORED)
        take(entries, slots, Lane.WARM)
        take(entries, slots, Lane.WARM, strict=False)
        return taken

    def _dormant_turn(self, slots: int) -> bool:
        return self.dormant_slot and (slots > 1 or (slots == 1 and self.draw.lone_dormant()))


def _not_now(candidate: Candidate, score: Score, memory: Memory, today: date, garden: GardenSettings) -> str:
    """Why a candidate is not to be picked in this walk, or ``""``."""
    if score.vetoes:
        return "; ".join(score.vetoes)
    if candidate.person.deceased:
        return "no longer living"
    if memory.open:
        return "a reminder is already in the calendar"
    until = memory.rest_until
    if memory.last_shown:
        again = memory.last_shown + timedelta(days=garden.not_again_days)
        until = max(until, again) if until else again
    if until and until > today:
        return f"left in peace until {until}"
    if candidate.rhythm is None:
        return "no history yet: a card to flip"
    if scoring.glimpse(candidate):
        return "known from one day only"
    return ""


def _arms(walk: _Walk, free: Sequence[_Entry], kept_back: set[str], picks: Sequence[Taken]) -> tuple[Arm, ...]:
    """Who was held back though they would have been picked, and who was picked by which draw."""
    draw = walk.draw
    if not draw.share:
        return ()
    would_be = _names(walk.fill(free, draw.slots))
    held = [
        Arm(person=entry.name, arm="held back", chance=draw.share, episode=entry.episode)
        for entry in free
        if entry.name in kept_back and entry.name in would_be
    ]
    episodes = {entry.name: entry.episode for entry in free}
    by_lot = min(1.0, draw.share * draw.slots / max(1, len(free)))
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
    candidates: Sequence[Candidate],
    picked: set[str],
    following: set[str],
    reasons: Mapping[str, str],
    names: Mapping[str, str],
) -> tuple[Held, ...]:
    everybody = {name: names.get(name, "") for name in reasons}
    everybody |= {candidate.person.id: candidate.person.name for candidate in candidates}
    waiting = {True: "next in line this time", False: "others come first this time"}
    return tuple(
        Held(person=person, name=everybody[person], reason=reasons.get(person) or waiting[person in following])
        for person in sorted(everybody)
        if person not in picked
    )
