"""The plants: drawn once as SVG symbols, each standing with its foot at 0,0 and growing upwards.

A plant is told from another without colour: leaves are full, paler, outlined or gone (with buds), by season.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import cos, pi, sin
from random import Random

SEASONS = ("leaf", "turning", "autumn", "bud")
VARIANTS = ("a", "b")
WIDTH = {0: 8, 1: 15, 2: 19, 3: 25, 4: 40, 5: 54}
"""How much room a plant of each size takes, in pixels."""
HEIGHT = {0: 0, 1: 15, 2: 27, 3: 46, 4: 54, 5: 96}


@dataclass(slots=True)
class Drawing:
    """Strokes by width, leaves and the places for buds and fruit of one plant."""

    stems: dict[float, list[str]] = field(default_factory=dict)
    leaves: list[str] = field(default_factory=list)
    tips: list[tuple[float, float]] = field(default_factory=list)
    blooms: list[tuple[float, float, float]] = field(default_factory=list)

    def stem(self, width: float, *points: float) -> None:
        """A stroke from a point over a bend to a point."""
        x, y, bx, by, ex, ey = points
        self.stems.setdefault(width, []).append(f"M{_n(x)} {_n(y)}Q{_n(bx)} {_n(by)} {_n(ex)} {_n(ey)}")

    def leaf(self, x: float, y: float, angle: float, length: float, breadth: float = 0.36) -> None:
        """A leaf from its stalk at x,y; the angle in degrees, 0 to the right, 90 upwards."""
        turn = -angle * pi / 180
        ux, uy, w = cos(turn) * length, sin(turn) * length, breadth * length
        vx, vy = -sin(turn) * w, cos(turn) * w
        there = (ux * 0.25 + vx, uy * 0.25 + vy, ux * 0.75 + vx * 0.8, uy * 0.75 + vy * 0.8, ux, uy)
        back = (-ux * 0.25 - vx * 0.8, -uy * 0.25 - vy * 0.8, -ux * 0.75 - vx, -uy * 0.75 - vy, -ux, -uy)
        self.leaves.append(f"M{_n(x)} {_n(y)}c{_list(there)}c{_list(back)}z")
        self.tips.append((x + ux * 0.3, y + uy * 0.3))


def symbol(size: int, variant: str, season: str) -> str:
    """One plant as an SVG ``<g>`` with the id that ``name`` gives."""
    drawing = _drawn(size, variant)
    parts = [f'<g id="{name(size, variant, season)}">']
    for width, strokes in drawing.stems.items():
        parts.append(f'<path class="stem" stroke-width="{_n(width)}" d="{"".join(strokes)}"/>')
    if season == "bud":
        buds = "".join(
            f"M{_n(x - 1.1)} {_n(y)}a1.1 1.6 0 1 0 2.2 0a1.1 1.6 0 1 0 -2.2 0" for x, y in drawing.tips
        )
        parts.append(f'<path class="bud" d="{buds}"/>')
    else:
        kept = [leaf for place, leaf in enumerate(drawing.leaves) if season != "autumn" or place % 4 != 1]
        parts.append(f'<path class="{season}" d="{"".join(kept)}"/>')
    parts += [_bloom(x, y, r, season) for x, y, r in drawing.blooms]
    return "".join((*parts, "</g>"))


def name(size: int, variant: str, season: str) -> str:
    """``t5a0``: size, variant and the number of the season."""
    return f"t{size}{variant}{SEASONS.index(season)}"


def fruit(size: int, variant: str, count: int) -> Iterator[tuple[float, float]]:
    """Where fruit hangs on this plant: at most five, spread over its tips."""
    tips = sorted(_drawn(size, variant).tips, key=lambda tip: (round(tip[1] / 9), abs(tip[0])))
    upper = tips[: max(1, len(tips) * 3 // 4)]
    step = max(1, len(upper) // 5)
    for x, y in upper[step // 2 :: step][: min(5, count)]:
        yield x, y + 3


def _bloom(x: float, y: float, radius: float, season: str) -> str:
    if season == "bud":
        return (
            f'<ellipse class="bud" cx="{_n(x)}" cy="{_n(y)}" rx="{_n(radius * 0.4)}" ry="{_n(radius * 0.65)}"/>'
        )
    if season == "autumn":
        return f'<circle class="seedhead" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius * 0.6)}"/>'
    petals = "".join(
        _round(x + cos(turn * pi / 3) * radius * 0.62, y + sin(turn * pi / 3) * radius * 0.62, radius * 0.42)
        for turn in range(6)
    )
    heart = f'<circle class="heart" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius * 0.36)}"/>'
    return f'<path class="petal {season}" d="{petals}"/>{heart}'


def _round(x: float, y: float, r: float) -> str:
    half = f"a{_n(r)} {_n(r)} 0 1 0"
    return f"M{_n(x - r)} {_n(y)}{half} {_n(2 * r)} 0{half} {_n(-2 * r)} 0"


def _list(values: tuple[float, ...]) -> str:
    return " ".join(map(_n, values))


def _n(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _sprout(variant: str) -> Drawing:
    d, lean = Drawing(), 1 if variant == "a" else -1
    d.stem(1.1, 0, 0, lean, -5, 0, -9)
    d.leaf(0, -9, 90 - 58, 7, 0.4)
    d.leaf(0, -9, 90 + 58, 7, 0.4)
    return d


def _seedling(variant: str) -> Drawing:
    d, lean = Drawing(), 1.6 if variant == "a" else -1.6
    d.stem(1.2, 0, 0, lean, -10, lean * 0.4, -20)
    for y, length, angle in ((-6, 8, 32), (-12, 8.5, 40), (-17, 7, 52)):
        d.leaf(lean * 0.5, y, angle, length)
        d.leaf(lean * 0.5, y + 1.5, 180 - angle, length)
    d.leaf(lean * 0.4, -20, 90, 6.5)
    return d


def _flower(variant: str) -> Drawing:
    d = Drawing()
    if variant == "a":
        d.stem(1.3, 0, 0, 3, -18, 0, -36)
        for y, side in ((-8, 1), (-14, -1), (-20, 1), (-25, -1)):
            d.leaf(1.2, y, 90 - side * 55, 10 + y / 12, 0.3)
        d.blooms.append((0, -39, 6.5))
    else:
        for x, top, r in ((-6.5, -30, 4.4), (0.5, -40, 5), (7, -27, 4)):
            d.stem(1, 0, 0, x * 0.2, -16, x, top)
            d.blooms.append((x, top - 2, r))
        for x, y, angle in ((0, -5, 25), (0, -7, 155), (-1, -14, 140), (2, -15, 40), (1, -21, 125)):
            d.leaf(x, y, angle, 8.5, 0.26)
    return d


def _shrub(variant: str) -> Drawing:
    d, chance = Drawing(), Random(41 if variant == "a" else 43)  # noqa: S311 -- a picture
    for angle in (28, 52, 74, 92, 112, 132, 153):
        length = (
            (39 if variant == "a" else 34) * (0.72 + 0.28 * sin(angle * pi / 180)) * chance.uniform(0.92, 1.08)
        )
        turn = -angle * pi / 180
        ex, ey = cos(turn) * length * 0.62, sin(turn) * length
        d.stem(1.2, 0, 0, ex * 0.25, ey * 0.6, ex, ey)
        for share in (0.42, 0.6, 0.78, 0.95):
            x, y = ex * share * (0.55 + 0.45 * share), ey * share
            for side in (-1, 1):
                d.leaf(x, y, angle + side * chance.uniform(35, 60), chance.uniform(6.2, 8.4), 0.36)
        d.leaf(ex, ey, angle, 7.5)
    return d


def _tree(variant: str) -> Drawing:
    d = Drawing()
    chance = Random(7 if variant == "a" else 12)  # noqa: S311 -- a picture
    d.stem(4.2, 0, 0, 1.2, -14, 0, -30)
    crown = (23, 25.0, -58.0) if variant == "a" else (16, 31.0, -60.0)
    for angle, base in ((134, -26), (112, -29), (90, -30), (68, -29), (46, -26)):
        _branch(d, 0, base, angle, 17 if variant == "a" else 15, 2.0, 2, chance)
    for place in range(64):  # the golden angle fills a crown evenly
        radius, around = (place + 0.5) ** 0.5 / 8, place * 2.399963
        x, y = cos(around) * radius * crown[0], crown[2] + sin(around) * radius * crown[1]
        outward = 90 - x * 2.2 + chance.uniform(-38, 38)
        d.leaf(x, y, outward, chance.uniform(6.4, 8.6), 0.38)
    return d


def _branch(
    d: Drawing, x: float, y: float, angle: float, length: float, width: float, depth: int, chance: Random
) -> None:
    turn = -angle * pi / 180
    ex, ey = x + cos(turn) * length * 0.72, y + sin(turn) * length
    d.stem(width, x, y, x + (ex - x) * 0.35, y + (ey - y) * 0.7, ex, ey)
    if depth:
        for side in (-1, 1):
            _branch(
                d, ex, ey, angle + side * chance.uniform(16, 34), length * 0.68, width * 0.6, depth - 1, chance
            )


_MAKERS = {1: _sprout, 2: _seedling, 3: _flower, 4: _shrub, 5: _tree}


@cache
def _drawn(size: int, variant: str) -> Drawing:
    return _MAKERS[size](variant)
