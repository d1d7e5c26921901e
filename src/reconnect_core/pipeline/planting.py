"""The garden as plants: one a person, its size from strength, its season from silence, its fruit from gifts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from ..model import Candidate, Person, Score
from ..model.stock import Plant, PlantSeason
from .gifts import is_kin

SIZES = (0.7, 1.8, 2.8, 3.9)
"""Points of history from which a plant is a seedling, a flower, a shrub, a tree; in touch at all: a sprout."""
YEAR_DAYS, LONG_DAYS = 365, 3 * 365
STRENGTH = frozenset(("history", "comebacks", "depth", "one way"))
LEAST, MOST = 5, 9
"""A circle is a bed from so many people on; the largest beds only, the others stand here and there."""
EVERYBODY = frozenset(
    ("mycontacts", "my contacts", "contacts", "all contacts", "friends and contacts", "starred")
)
FAMILY = "family"


def plants(
    candidates: Sequence[Candidate],
    scores: Mapping[str, Score],
    *,
    resting: AbstractSet[str],
    quiet_days: int,
) -> tuple[Plant, ...]:
    """One plant a person, bed by bed, in a bed by name; ``scores`` of everybody with history, by id.

    A bed is a circle of the user's own: a label, family, or a firm that several share.
    """
    circles = _circles([candidate.person for candidate in candidates])
    found = [
        _plant(
            candidate,
            scores.get(candidate.person.id),
            circle=circles.get(candidate.person.id, ""),
            resting=candidate.person.id in resting,
            quiet_days=quiet_days,
        )
        for candidate in candidates
    ]
    living = Counter(plant.circle for plant in found if plant.size)
    return tuple(
        sorted(
            found,
            key=lambda p: (not p.circle, -living[p.circle], p.circle.casefold(), p.name.casefold(), p.person),
        )
    )


def _plant(candidate: Candidate, score: Score | None, *, circle: str, resting: bool, quiet_days: int) -> Plant:
    rhythm = candidate.rhythm
    strength = sum(part.points for part in score.parts if part.name in STRENGTH) if score else 0.0
    return Plant(
        person=candidate.person.id,
        name=candidate.person.name,
        circle=circle,
        size=1 + sum(strength >= least for least in SIZES) if rhythm else 0,
        season=_season(rhythm.silence_days, quiet_days) if rhythm else None,
        fruit=len(candidate.gifts),
        resting=resting,
        contact_days=rhythm.contact_days if rhythm else 0,
        last_day=rhythm.last_day if rhythm else None,
    )


def _season(silence_days: int, quiet_days: int) -> PlantSeason:
    if silence_days <= quiet_days:
        return PlantSeason.LEAF
    if silence_days <= YEAR_DAYS:
        return PlantSeason.TURNING
    return PlantSeason.AUTUMN if silence_days <= LONG_DAYS else PlantSeason.BUD


def _circles(people: Sequence[Person]) -> dict[str, str]:
    """The bed of everybody who has one: family, then the label that most share, then the firm."""
    labels = {person.id: _labels(person) for person in people}
    shown: dict[str, str] = {}
    for found in labels.values():
        for label in found:
            shown.setdefault(label.casefold(), label)
    sizes = Counter(label.casefold() for found in labels.values() for label in found)
    chosen: dict[str, str] = {}
    for person in people:
        known = [label.casefold() for label in labels[person.id]]
        if is_kin(person.contacts):
            chosen[person.id] = shown.get(FAMILY, "Family")
        elif known:
            chosen[person.id] = shown[max(known, key=lambda label: (sizes[label], label))]
        elif person.organisation:
            chosen[person.id] = person.organisation.strip()
    return _largest(chosen, {shown.get(label, label) for label in sizes} | {shown.get(FAMILY, "Family")})


def _labels(person: Person) -> list[str]:
    said = (label.strip("* ") for label in person.labels)
    return [label for label in said if label and label.casefold() not in EVERYBODY]


def _largest(chosen: Mapping[str, str], labelled: AbstractSet[str]) -> dict[str, str]:
    """The beds that are large enough, those of labels before those of firms."""
    sizes = Counter(chosen.values())
    wanted = [
        circle
        for circle in sorted(sizes, key=lambda c: (c not in labelled, -sizes[c], c))
        if sizes[circle] >= LEAST or circle in labelled
    ]
    beds = set(wanted[:MOST])
    return {person: circle for person, circle in chosen.items() if circle in beds}
