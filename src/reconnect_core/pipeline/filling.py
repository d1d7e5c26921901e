"""How the slots of one walk are filled: by warmth, from the dormant lane, by lot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..model import Candidate, Lane, Score, ScoringSettings
from . import scoring
from .drawing import Draw
from .ranking import tie_break
from .variety import Room

Taken = tuple[Candidate, Lane, Score]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who may be picked, with their points in either lane."""

    candidate: Candidate
    episode: str
    warm: float
    asleep: float | None
    """Points in the dormant lane; None for who is not dormant."""

    @classmethod
    def of(
        cls, candidate: Candidate, score: Score, episode: str, today: date, settings: ScoringSettings
    ) -> "Entry":
        """The points of a candidate of this score."""
        rhythm = candidate.rhythm
        sleeps = rhythm is not None and scoring.dormant(rhythm, bool(candidate.gifts), settings)
        asleep = scoring.dormant_points(score, candidate, today, settings) if sleeps else None
        return cls(candidate, episode, score.total, asleep)

    @property
    def name(self) -> str:
        """The person's id."""
        return self.candidate.person.id


def best_first(entries: Iterable[Entry], points: Callable[[Entry], float]) -> list[Entry]:
    """By falling points; equals in the order of a hash of person and episode, never of the input."""
    found: list[Entry] = []
    for _, group in groupby(sorted(entries, key=points, reverse=True), key=points):
        equals = list(group)
        if len(equals) > 1:
            equals.sort(key=lambda entry: tie_break(entry.name, entry.episode))
        found += equals
    return found


@dataclass(frozen=True, slots=True)
class Walk:
    """The rules by which the slots of one walk are filled."""

    draw: Draw
    scores: Mapping[str, Score]
    today: date
    settings: ScoringSettings

    def fill(
        self, entries: Sequence[Entry], slots: int, *, before: Sequence[Taken] = (), explore: bool = False
    ) -> list[Taken]:
        """Warm picks first, then the dormant one, then the explored, then whoever is next.

        ``entries`` stand best first by warmth; ``before`` counts for variety only.
        """
        room = Room(candidate for candidate, _, _ in before)
        explored = self.draw.explored(slots) if explore else 0
        dormant = min(1, slots - explored) if self._dormant_turn(slots) else 0
        sleepers = best_first((e for e in entries if e.asleep is not None), lambda e: e.asleep or 0.0)
        taken: list[Taken] = []
        done: set[str] = set()

        def take(order: Iterable[Entry], count: int, lane: Lane, strict: bool = True) -> None:
            for entry in order:
                if len(taken) >= count:
                    return
                if entry.name not in done and room.admits(entry.candidate, strict=strict):
                    room.add(entry.candidate)
                    done.add(entry.name)
                    taken.append((entry.candidate, lane, self._score(entry, lane)))

        take(entries, slots - explored - dormant, Lane.WARM)
        take(sleepers, min(slots - explored, len(taken) + dormant), Lane.DORMANT)
        if explored:
            by_lot = sorted(entries, key=lambda entry: self.draw.lot(entry.name, entry.episode))
            take(by_lot, min(slots, len(taken) + explored), Lane.EXPLORED)
        take(entries, slots, Lane.WARM)
        take(entries, slots, Lane.WARM, strict=False)
        return taken

    def _score(self, entry: Entry, lane: Lane) -> Score:
        score = self.scores[entry.name]
        if lane is not Lane.DORMANT:
            return score
        return scoring.dormant_score(score, entry.candidate, self.today, self.settings)

    def _dormant_turn(self, slots: int) -> bool:
        return self.settings.dormant_slot and (slots > 1 or (slots == 1 and self.draw.lone_dormant()))
