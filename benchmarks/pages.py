"""What a page costs: 10,000 people and 200,000 log lines as a harvest and as a weeding, and their first paint.

    python -m benchmarks.pages [PEOPLE LINES]

The floor is reading the same people: the walk up to everybody known, in the same kind of process. The first paint is
Chromium's own (Paint Timing), from the start of the navigation, in a new window each time. Prints Markdown;
benchmarks/results/pages.md holds a recorded run.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.pages.browser import chromium, opened

from .measuring import PYTHON, in_turn, table
from .walk import NOW, lay_out

HEAD = (
    "import os; os.chdir({folder!r})\nfrom datetime import datetime\nfrom reconnect_core import Garden\n"
    "now = datetime.fromisoformat('{now}')\ng = Garden.open('reconnect.toml', now=now)\n"
)
READ = "w = g.walk(now=now); assert len(w.known.rhythms) > 1000\n"
HARVEST = (
    "from reconnect_core.pages import harvest_page\n"
    "open('harvest.html', 'w').write(harvest_page(g.harvest(now=now, period='year')))\n"
)
WEED = "from reconnect_core.pages import weed_page\nopen('weed.html', 'w').write(weed_page(g.weed(now=now)))\n"
TIMES = 7
PAINTS = "Object.fromEntries(performance.getEntriesByType('paint').map(one => [one.name, one.startTime]))"


def main() -> None:
    """Measure and print."""
    people, lines = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 200_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, people, lines)
        _let_every_third_lead_nowhere(folder / "book.csv")
        head = HEAD.format(folder=name, now=NOW)
        found = in_turn(
            {
                "reading them": [PYTHON, "-c", f"{head}{READ}g.close()"],
                "the harvest's page": [PYTHON, "-c", f"{head}{HARVEST}g.close()"],
                "the weeding's page": [PYTHON, "-c", f"{head}{WEED}g.close()"],
            },
            3,
        )
        print(f"## {people} people, {lines} lines\n")
        print(table(found, "reading them"), "\n")
        print(
            "| page | MB | plants or people on it | first paint ms (min – median – max) | median frame of a scroll ms |"
        )
        print("|---|---|---|---|---|")
        with chromium() as browser:
            for kind, rows in (("harvest", "[data-n]"), ("weed", "fieldset")):
                path = folder / f"{kind}.html"
                print(f"| {kind} | {path.stat().st_size / 1e6:.2f} | {_looked_at(browser, path, rows)} |")


def _let_every_third_lead_nowhere(book: Path) -> None:
    """Cards without number and address, as most connections of a business network are: the weeding has work."""
    header, *rows = book.read_text(encoding="utf-8").splitlines()
    bare = [",".join(row.split(",")[:3]) + ",,,," if n % 3 == 1 else row for n, row in enumerate(rows)]
    book.write_text("\n".join([header, *bare, ""]), encoding="utf-8")


def _looked_at(browser, path: Path, rows: str) -> str:
    paints = []
    for _ in range(TIMES):
        with opened(browser, path) as page:
            while not (paint := page.evaluate(PAINTS)):
                page.wait_for_timeout(20)
            paints.append(paint["first-paint"])
            count = page.evaluate(f"document.querySelectorAll('{rows}').length")
    with opened(browser, path) as page:
        frame = page.evaluate(SCROLL)
    low, high = min(paints), max(paints)
    return f"{count} | {low:.0f} – {statistics.median(paints):.0f} – {high:.0f} | {frame:.0f}"


SCROLL = """async () => {
  const took = [], frame = () => new Promise(requestAnimationFrame);
  let before = (await frame(), performance.now());
  for (let y = 0; y < Math.min(60000, document.documentElement.scrollHeight); y += 400) {
    scrollTo(0, y); await frame();
    const now = performance.now(); took.push(now - before); before = now;
  }
  return took.sort((a, b) => a - b)[took.length >> 1];
}"""


if __name__ == "__main__":
    main()
