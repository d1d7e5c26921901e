"""The page on scoring prints no measured figure that the benchmark did not print."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRINTED = (ROOT / "benchmarks" / "results" / "scoring.md").read_text()
PAGES = ("docs/scoring.md", "docs/decisions/003-counting-days-in-lanes.md")


def figures(page):
    """Everything with three decimals, outside the example."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(), flags=re.DOTALL)
    return re.findall(r"(?<![\d.])0\.\d{3}(?!\d)", text)


def test_every_measured_figure_was_printed_by_the_benchmark():
    found = figures(PAGES[0])
    assert len(found) > 50
    assert [figure for figure in found if figure not in PRINTED] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_cost_of_rank_is_the_cost_last_measured(page):
    quiet = next(line.split("|") for line in PRINTED.splitlines() if line.startswith("| quiet | 100000"))
    mixed = next(line.split("|") for line in PRINTED.splitlines() if line.startswith("| mixed"))
    text = (ROOT / page).read_text()
    assert f"{quiet[6].strip()} times" in text or f"{quiet[6].strip()} loops" in text
    assert f"{mixed[6].strip()} times" in text or f"{mixed[6].strip()} when" in text


def test_every_part_of_a_score_is_explained():
    pipeline = ROOT / "src/reconnect_core/pipeline"
    source = (pipeline / "scoring.py").read_text() + (pipeline / "worth.py").read_text()
    named = set(re.findall(r'name="([a-z ]+)"', source))
    text = (ROOT / PAGES[0]).read_text()
    assert len(named) == 8
    assert {name for name in named if f"| `{name}` |" not in text} == set()
