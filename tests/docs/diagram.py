"""The picture of the core's rooms, made from its imports: ``python -m tests.docs.diagram`` rewrites it."""

from collections.abc import Mapping
from html import escape
from math import fsum  # sum rounds otherwise from Python 3.12 on
from pathlib import Path

import grimp

FILE = Path(__file__).parents[2] / "docs" / "pictures" / "rooms.svg"
ROOT = "reconnect_core"
WIDTH, BOX, GAP, ROW = 880, 30, 56, 84
_STYLE = """
 text { font: 13px system-ui, sans-serif; fill: #2b3a2f; text-anchor: middle; dominant-baseline: central }
 rect { fill: #f3f6ef; stroke: #7d9a77 } path { fill: none; stroke: #7d9a77; stroke-opacity: .55 }
 @media (prefers-color-scheme: dark) {
  text { fill: #e3eadf } rect { fill: #24302a; stroke: #87a883 } path { stroke: #87a883 } }
"""
Edges = Mapping[str, frozenset[str]]


def rooms() -> dict[str, frozenset[str]]:
    """Each room and the rooms it imports from; what is said at the top of the package is no room."""
    graph = grimp.build_graph(ROOT, exclude_type_checking_imports=True)
    names = sorted(graph.find_children(ROOT))
    for name in names:
        graph.squash_module(name)
    found = {}
    for name in names:
        below = graph.find_modules_directly_imported_by(name) & set(names) - {name}
        found[name.removeprefix(f"{ROOT}.")] = frozenset(one.removeprefix(f"{ROOT}.") for one in below)
    return found


def levels(edges: Edges) -> dict[str, int]:
    """How many rooms deep the longest chain of imports below each room is; ValueError for a circle."""
    found: dict[str, int] = {}

    def depth(room: str, above: tuple[str, ...] = ()) -> int:
        if room in above:
            raise ValueError(f"a circle: {' -> '.join((*above, room))}")
        if room not in found:
            found[room] = max((depth(one, (*above, room)) + 1 for one in edges[room]), default=0)
        return found[room]

    for room in edges:
        depth(room)
    return found


def direct(edges: Edges) -> dict[str, set[str]]:
    """The edges that no longer way through other rooms makes needless."""

    def reach(room: str) -> set[str]:
        return set(edges[room]).union(*(reach(one) for one in edges[room]))

    return {room: set(below).difference(*(reach(one) for one in below)) for room, below in edges.items()}


def _placed(edges: Edges, level: Mapping[str, int]) -> dict[str, tuple[float, float, float]]:
    """Left edge, top edge and width of each room: below the middle of those that import it."""
    top = max(level.values())
    place: dict[str, tuple[float, float, float]] = {}

    def middle(room: str) -> float:
        above = [place[one][0] + place[one][2] / 2 for one in place if room in edges[one]]
        return fsum(above) / len(above) if above else WIDTH / 2

    for row in range(top, -1, -1):
        here = sorted((room for room in edges if level[room] == row), key=lambda room: (middle(room), room))
        widths = [len(room) * 7.6 + 26 for room in here]
        gap = min(GAP, (WIDTH - fsum(widths)) / (len(here) + 1))
        x = (WIDTH - fsum(widths) - gap * (len(here) - 1)) / 2
        for room, width in zip(here, widths, strict=True):
            place[room] = (x, 20 + (top - row) * ROW, width)
            x += width + gap
    return place


def render() -> str:
    """The whole picture: who imports stands above, whom it imports below."""
    edges = rooms()
    level = levels(edges)
    top = max(level.values())
    place = _placed(edges, level)
    lines, boxes = [], []
    for room, below in sorted(direct(edges).items()):
        x, y, width = place[room]
        boxes.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{BOX}" rx="8"/>')
        boxes.append(f'<text x="{x + width / 2:.0f}" y="{y + BOX / 2:.0f}">{escape(room)}</text>')
        for one in sorted(below):
            to_x, to_y, to_width = place[one]
            begin, end, middle = x + width / 2, to_x + to_width / 2, (y + BOX + to_y) / 2
            lines.append(
                f'<path d="M{begin:.0f} {y + BOX:.0f} C{begin:.0f} {middle:.0f} {end:.0f} {middle:.0f} {end:.0f} {to_y:.0f}"/>'
            )
    height = 20 + top * ROW + BOX + 20
    said = "; ".join(
        f"{room} imports {', '.join(sorted(below))}" for room, below in sorted(direct(edges).items()) if below
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            f"<title>The rooms of {ROOT}: {escape(said)}</title>",
            f"<style>{_STYLE}</style>",
            *lines,
            *boxes,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(render(), encoding="utf-8")
