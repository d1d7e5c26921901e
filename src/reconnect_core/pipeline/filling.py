"""How the slots of one walk are filled: by warmth, from the dormant lane, by lot."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

from ..model import Candidate, Lane, Person, Score, ScoringSettings
from . import scoring
from .drawing import Draw
from .ranking import tie_break
from .variety import Room

Taken = tuple[Candidate, Lane, Score]


@dataclass(frozen=True, slots=True)
class Points:
    """A candidate's points in either lane."""

    candidate: Candidate
    warm: float
    asleep: float | None
    """Points in the dormant lane; None for who is not dormant."""

    @classmethod
    def of(cls, candidate: Candidate, score: Score, today: date, settings: ScoringSettings) -> "Points":
        """The points of a candidate of this score."""
        rhythm = candidate.rhythm
        sleeps = rhythm is not None and scoring.dormant(rhythm, bool(candidate.gifts), settings)
        asleep = scoring.dormant_points(score, candidate, today, settings) if sleeps else None
        return cls(candidate, score.total, asleep)


@dataclass(slots=True)
class Entry:
    """One person who may be picked: what their points are at most, and the points when they are asked for."""

    person: Person
    episode: str
    warm_at_most: float
    asleep_at_most: float | None
    """None for who cannot be dormant."""
    look: Callable[[str], Points] = field(repr=False)
    """Works the points out, by person id."""
    vetoes: tuple[str, ...] = ()
    is_glimpse: bool = False
    """Known from one day only (``scoring.glimpse``)."""
    _points: Points | None = None

    @property
    def name(self) -> str:
        """The person's id."""
        return self.person.id

    @property
    def points(self) -> Points:
        """The candidate and their points, worked out once."""
        if self._points is None:
            self._points = self.look(self.name)
        return self._points


class Order:
    """Entries by falling points; equals in the order of a hash of person and episode, never of the input.

    Nobody's points are worked out whose bound is below those of everybody that was asked for. Whose points turn
    out to be None is left out.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        at_most: Callable[[Entry], float | None],
        points: Callable[[Points], float | None],
    ) -> None:
        self._entries, self._points = entries, points
        bounds = ((at_most(entry), place) for place, entry in enumerate(entries))
        self._bounds = [(-bound, place) for bound, place in bounds if bound is not None]
        heapify(self._bounds)
        self._settled: list[tuple[float, int]] = []
        self._found: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        place = 0
        while place < len(self._found) or self._find():
            yield self._found[place]
            place += 1

    def _find(self) -> bool:
        """Find the next best and all that equal them; False when nobody is left."""
        while self._bounds and (not self._settled or self._bounds[0][0] <= self._settled[0][0]):
            _, place = heappop(self._bounds)
            points = self._points(self._entries[place].points)
            if points is not None:
                heappush(self._settled, (-points, place))
        if not self._settled:
            return False
        best = self._settled[0][0]
        equals = []
        while self._settled and self._settled[0][0] == best:
            equals.append(self._entries[heappop(self._settled)[1]])
        if len(equals) > 1:
            equals.sort(key=lambda entry: tie_break(entry.name, entry.episode))
        self._found += equals
        return True


class Lanes:
    """The same entries in the order of either lane."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.warm = Order(entries, lambda entry: entry.warm_at_most, lambda points: points.warm)
        self.asleep = Order(entries, lambda entry: entry.asleep_at_most, lambda points: points.asleep)


@dataclass(frozen=True, slots=True)
class Walk:
    """The rules by which the slots of one walk are filled."""

    draw: Draw
    scores: Mapping[str, Score]
    today: date
    settings: ScoringSettings

    def fill(
        self, lanes: Lanes, slots: int, *, before: Sequence[Taken] = (), explore: bool = False
    ) -> list[Taken]:
        """Warm picks first, then the dormant one, then the explored, then whoever is next.

        Those ``before`` are not taken again, and count for variety.
        """
        room = Room(candidate for candidate, _, _ in before)
        explored = self.draw.explored(slots) if explore else 0
        dormant = min(1, slots - explored) if self._dormant_turn(slots) else 0
        taken: list[Taken] = []
        done = {candidate.person.id for candidate, _, _ in before}

        def take(order: Iterable[Entry], count: int, lane: Lane, strict: bool = True) -> None:
            if len(taken) >= count:
                return
            for entry in order:
                if entry.name not in done and room.admits(entry.points.candidate, strict=strict):
                    room.add(entry.points.candidate)
                    done.add(entry.name)
                    taken.append((entry.points.candidate, lane, self._score(entry, lane)))
                    if len(taken) >= count:
                        return

        take(lanes.warm, slots - explored - dormant, Lane.WARM)
        take(lanes.asleep, min(slots - explored, len(taken) + dormant), Lane.DORMANT)
        if explored:
            by_lot = sorted(lanes.entries, key=lambda entry: self.draw.lot(entry.name, entry.episode))
            take(by_lot, min(slots, len(taken) + explored), Lane.EXPLORED)
        take(lanes.warm, slots, Lane.WARM)
        take(lanes.warm, slots, Lane.WARM, strict=False)
        return taken

    def _score(self, entry: Entry, lane: Lane) -> Score:
        score = self.scores[entry.name]
        if lane is not Lane.DORMANT:
            return score
        return scoring.dormant_score(score, entry.points.candidate, self.today, self.settings)

    def _dormant_turn(self, slots: int) -> bool:
        return self.settings.dormant_slot and (slots > 1 or (slots == 1 and self.draw.lone_dormant()))
