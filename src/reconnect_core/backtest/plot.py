"""A backtest as a picture: one dot and its interval for each rule, in an SVG without scripts or fonts."""

from collections.abc import Iterator
from html import escape

from .reporting import BacktestReport, RuleResult, TaskResult
from .rules import OURS

WIDTH, LEFT, RIGHT, ROW, HEAD = 720, 230, 30, 26, 64
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.title{font-size:16px;font-weight:600}.faint{fill:#777}"
    "line{stroke:#bbb}.ours line{stroke:#2d7d46;stroke-width:3}.rule line{stroke:#888;stroke-width:2}"
    ".ours circle{fill:#2d7d46}.rule circle{fill:#888}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.faint{fill:#999}line{stroke:#555}}"
)


def svg(report: BacktestReport) -> str:
    """One picture with a panel for each task: every rule's NDCG, best first, with its 95 % interval."""
    panels = []
    top = 0
    for task in report.tasks:
        panels.append(f'<g transform="translate(0 {top})">{"".join(_panel(task, report))}</g>')
        top += _height(task)
    if not panels:
        panels, top = [_text(20, 30, "Too little to tell.", "title")], 60
    about = "How well each rule names the ties that came back by themselves."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img" '
        f'aria-labelledby="t d"><title id="t">Backtest</title><desc id="d">{about}</desc>'
        f"<style>{_STYLE}</style>{''.join(panels)}</svg>\n"
    )


def _height(task: TaskResult) -> int:
    return HEAD + ROW * len(task.rules) + 40


def _panel(task: TaskResult, report: BacktestReport) -> Iterator[str]:
    yield _text(
        20, 26, f"{task.task.capitalize()} ties: who came back within {report.horizon_days:g} days", "title"
    )
    yield _text(20, 46, f"NDCG@{report.top}, mean over {task.unit}, with 95 % intervals", "faint")
    bottom = HEAD + ROW * len(task.rules)
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        yield f'<line x1="{x:.1f}" y1="{HEAD - 8}" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, bottom + 18, f"{tenth / 10:.1f}", "faint", "middle")
    best_first = sorted(task.rules, key=lambda result: -result.ndcg.value)
    for place, result in enumerate(best_first):
        yield _dot(result, HEAD + ROW * place + ROW / 2)


def _dot(result: RuleResult, y: float) -> str:
    kind = "ours" if result.rule == OURS else "rule"
    value = result.ndcg
    return (
        f'<g class="{kind}">{_text(LEFT - 14, y + 4, result.rule, "", "end")}'
        f'<line x1="{_x(value.low):.1f}" y1="{y:.1f}" x2="{_x(value.high):.1f}" y2="{y:.1f}"/>'
        f'<circle cx="{_x(value.value):.1f}" cy="{y:.1f}" r="5"/>'
        f"<title>{escape(result.rule)}: {escape(str(value))}</title></g>"
    )


def _x(value: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, value))


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'
