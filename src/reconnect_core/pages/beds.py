"""Where each plant stands: beds of patches that wrap to any width, and skip painting what is out of sight."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from ..model.stock import Plant
from . import botany

PATCH, NARROW = 300, 120
"""The width of a patch in pixels: a bed is as many whole ones as it needs, or one that is narrower."""
EDGE = 10
GROUND = 100
"""The height of the ground's line in a patch."""
SOIL = 26
SEEDS = 96
"""So many seeds lie in the soil of one patch at most."""
_SHORT = {"in leaf": "leaf", "turning": "turning", "autumn": "autumn", "in bud": "bud"}


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch of a bed: its width in pixels, and what stands and lies there as SVG."""

    width: int
    body: str


@dataclass(frozen=True, slots=True)
class Bed:
    """One circle's patches, and its plants with their place in the list."""

    circle: str
    patches: tuple[Patch, ...]
    plants: tuple[tuple[int, Plant], ...]


def lay_out(plants: Sequence[Plant]) -> tuple[tuple[Bed, ...], frozenset[tuple[int, str, str]]]:
    """The beds in the order of ``plants``, and which plants (size, variant, season) they show."""
    groups: dict[str, list[tuple[int, Plant]]] = defaultdict(list)
    for number, plant in enumerate(plants):
        groups[plant.circle].append((number, plant))
    used: set[tuple[int, str, str]] = set()
    beds = tuple(Bed(circle, tuple(_patches(found, used)), tuple(found)) for circle, found in groups.items())
    return beds, frozenset(used)


def _patches(found: Sequence[tuple[int, Plant]], used: set[tuple[int, str, str]]) -> Iterable[Patch]:
    standing = sorted((one for one in found if one[1].size), key=_lot)
    lying = [one for one in found if not one[1].size]
    rows = _rows(standing)
    while len(rows) * SEEDS < len(lying) or not rows:
        rows.append([])
    share = -(-len(lying) // len(rows))
    for place, row in enumerate(rows):
        seeds = lying[place * share : (place + 1) * share]
        needed = sum(botany.WIDTH[plant.size] for _, plant in row) + 4 * EDGE
        width = PATCH if len(rows) > 1 else max(NARROW, min(PATCH, needed), min(PATCH, len(seeds) * 5))
        yield Patch(width, _patch(row, seeds, width, used))


def _lot(one: tuple[int, Plant]) -> int:
    """A mixed border, not a parade: an order that says nothing, the same on every day."""
    return crc32((one[1].person or str(one[0])).encode())


def _rows(standing: Iterable[tuple[int, Plant]]) -> list[list[tuple[int, Plant]]]:
    rows: list[list[tuple[int, Plant]]] = []
    room = 0
    for one in standing:
        width = botany.WIDTH[one[1].size]
        if width > room:
            rows.append([])
            room = PATCH - 2 * EDGE
        rows[-1].append(one)
        room -= width
    return rows


def _patch(
    row: Sequence[tuple[int, Plant]],
    seeds: Sequence[tuple[int, Plant]],
    room: int,
    used: set[tuple[int, str, str]],
) -> str:
    widths = [botany.WIDTH[plant.size] for _, plant in row]
    spare = (room - 2 * EDGE - sum(widths)) / (len(row) + 1)
    x = EDGE + spare
    drawn = []
    for (number, plant), width in zip(row, widths, strict=True):
        lot = _lot((number, plant))
        variant = botany.VARIANTS[lot % 2]
        season = _SHORT[plant.season.value] if plant.season else "leaf"
        used.add((plant.size, variant, season))
        middle, foot = round(x + width / 2), GROUND + 1 + lot // 2 % 4
        drawn.append((plant.size, _plant(number, plant, variant, season, middle, foot)))
        x += width + spare
    drawn.sort(key=lambda one: -one[0])
    lying = [
        _seed(number, plant, (place + 0.5) / len(seeds), room) for place, (number, plant) in enumerate(seeds)
    ]
    return "".join((*(svg for _, svg in drawn), *lying))


def _plant(number: int, plant: Plant, variant: str, season: str, x: int, y: int) -> str:
    rest = ' class="rest"' if plant.resting else ""
    use = f'<use href="#{botany.name(plant.size, variant, season)}" x={x} y={y} data-n="{number}"{rest}/>'
    hanging = (
        f'<circle class="fruit" cx="{x + fx:.1f}" cy="{y + fy:.1f}" r="3"/>'
        for fx, fy in botany.fruit(plant.size, variant, plant.fruit)
    )
    return use + "".join(hanging)


def _seed(number: int, plant: Plant, share: float, room: int) -> str:
    """Strewn along the bed, as deep as chance would have it."""
    x, y = EDGE + share * (room - 2 * EDGE), GROUND + 7 + _lot((number, plant)) % (SOIL - 12)
    kind = "seed rest" if plant.resting else ("seed gift" if plant.fruit else "seed")
    return f'<circle class="{kind}" cx={x:.0f} cy={y} r=2 data-n="{number}"/>'
