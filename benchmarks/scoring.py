"""The ranking on real histories: the bars, every rule, the formula with one thing changed, and what rank costs.

    RECONNECT_SHARED=... python -m benchmarks.scoring [HISTORIES]

Reads the public histories under ``$RECONNECT_SHARED/scoring``; benchmarks/results/scoring.md keeps what it
printed. Without the folder only the cost is measured, on made-up histories.
"""

import csv
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from pathlib import Path

from reconnect_core import backtest, rank
from reconnect_core.backtest import rules
from reconnect_core.backtest.reporting import BacktestReport, TaskResult
from reconnect_core.backtest.rules import Past, Rule
from reconnect_core.pipeline import scoring

BARS = {"collegemsg": 0.450, "reality_call": 0.600, "email_eu": 0.638, "enron": 0.632, "git_review": 0.537}
DORMANT_BAR = 0.552
FIVE_TIMES, MEMORY_MIB = 5.0, 200.0


def formula(score: Callable[[Past, float], float]) -> Rule:
    """A rule from a function of one past and ``quiet_days``."""
    return lambda group: {key: score(past, group.quiet_days) for key, past in group.candidates.items()}


def comebacks(past: Past, quiet: float) -> int:
    return sum(gap >= quiet for gap in past.gaps)


def weighed(past: Past, quiet: float, silence: float, back: float = 0.5, days: float = 1.0) -> float:
    return (
        days * log(len(past.days))
        + back * log(1 + comebacks(past, quiet))
        - silence * log(max(1, past.silence))
    )


FULL = "full: ln days + 0.5 ln(1 + comebacks) - 2 ln silence"
ABLATION: Mapping[str, Rule] = {
    FULL: formula(lambda past, quiet: weighed(past, quiet, 2)),
    "without comebacks": formula(lambda past, quiet: weighed(past, quiet, 2, back=0)),
    "without silence": formula(lambda past, quiet: weighed(past, quiet, 0)),
    "without days": formula(lambda past, quiet: weighed(past, quiet, 2, days=0)),
    "silence only": formula(lambda past, quiet: -past.silence),
    "messages instead of days": formula(
        lambda past, quiet: weighed(past, quiet, 2, days=0) + log(len(past.moments))
    ),
    "silence weighs 1": formula(lambda past, quiet: weighed(past, quiet, 1)),
    "silence weighs 3": formula(lambda past, quiet: weighed(past, quiet, 3)),
    "with a bonus for being late (+0.5 ln of silence over the longest gap)": formula(
        lambda past, quiet: weighed(past, quiet, 2) + 0.5 * log(past.silence / max(1, past.gaps[-1]))
    ),
}
DORMANT: Mapping[str, Rule] = {
    f"silence weighs {weight:g}": formula(lambda past, quiet, weight=weight: weighed(past, quiet, weight))
    for weight in (0, scoring.DORMANT_SILENCE, 0.5, 1, 2)
}


def sets(folder: Path) -> Iterator[tuple[str, backtest.Histories, float, float]]:
    with (folder / "SETS.tsv").open() as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            clip = float(row["clip_days"]) if row["clip_days"] else None
            table = backtest.load_table(folder / f"{row['name']}.tsv.gz", clip_days=clip)
            yield row["name"], table.histories, float(row["quiet_days"]), float(row["horizon_days"])


def task(report: BacktestReport, name: str) -> TaskResult:
    return next(found for found in report.tasks if found.task == name)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def show(
    title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[float]]], sign: str = ""
) -> None:
    print(f"\n## {title}\n")
    print(f"| rule | {' | '.join(columns)} | mean |\n|{'---|' * (len(columns) + 2)}")
    for name, values in rows:
        cells = " | ".join(f"{value:{sign}.3f}" for value in (*values, mean(values)))
        print(f"| {name} | {cells} |")


def on_real_histories(folder: Path) -> None:
    every = {**rules.RULES, **{f"A {name}": rule for name, rule in ABLATION.items()}}
    every |= {f"D {name}": rule for name, rule in DORMANT.items()}
    reports = {
        name: backtest.run(histories, quiet_days=quiet, horizon_days=horizon, rules=every)
        for name, histories, quiet, horizon in sets(folder)
    }
    quiet = {name: task(report, "quiet") for name, report in reports.items()}
    dormant = {name: task(report, "dormant") for name, report in reports.items()}
    names = list(reports)
    bars(quiet, dormant)
    plain = [rule for rule in rules.RULES if all(has(found, rule) for found in quiet.values())]
    for title, measure, tasks in (
        ("Quiet ties: NDCG@3", "ndcg", quiet),
        ("Quiet ties: hit@3", "hit", quiet),
        ("Quiet ties: precision@3", "precision", quiet),
        ("Quiet ties: AUC", "auc", quiet),
        ("Dormant ties: NDCG@3", "ndcg", dormant),
    ):
        table = [(rule, [getattr(tasks[n].of(rule), measure).value for n in names]) for rule in plain]
        show(title, names, table)
    show(
        "The formula with one thing changed: quiet ties, NDCG@3",
        names,
        [(rule, [quiet[n].of(f"A {rule}").ndcg.value for n in names]) for rule in ABLATION],
    )
    full = {n: quiet[n].of(f"A {FULL}").ndcg.value for n in names}
    show(
        "The same, as a difference to the full formula",
        names,
        [(rule, [quiet[n].of(f"A {rule}").ndcg.value - full[n] for n in names]) for rule in list(ABLATION)[1:]],
        sign="+",
    )
    show(
        "What respect for long silence costs: dormant ties, NDCG@3",
        names,
        [(rule, [dormant[n].of(f"D {rule}").ndcg.value for n in names]) for rule in DORMANT],
    )
    shares(quiet)


def has(found: TaskResult, rule: str) -> bool:
    return any(result.rule == rule for result in found.rules)


def bars(quiet: Mapping[str, TaskResult], dormant: Mapping[str, TaskResult]) -> None:
    print("## The bars\n\n| set | people | NDCG@3 [95 %] | bar | reached |\n|---|---|---|---|---|")
    for name, found in quiet.items():
        ours = found.of(rules.OURS).ndcg
        print(
            f"| {name} | {found.people} | {ours} | {BARS[name]:.3f} | {'yes' if ours.value >= BARS[name] else 'NO'} |"
        )
    ours = mean([found.of(rules.OURS).ndcg.value for found in dormant.values()])
    reached = "yes" if ours >= DORMANT_BAR else "NO"
    people = sum(found.people for found in dormant.values())
    print(f"| dormant, mean of the sets | {people} | {ours:.3f} | {DORMANT_BAR:.3f} | {reached} |")


def shares(quiet: Mapping[str, TaskResult]) -> None:
    print("\n## Who came back by themselves\n")
    print("| set | all quiet ties | the least warm fifth |\n|---|---|---|")
    for name, found in quiet.items():
        print(f"| {name} | {found.came_back / found.candidates:.3f} | {found.weeding.share:.3f} |")
    base = mean([found.came_back / found.candidates for found in quiet.values()])
    print(f"| mean | {base:.3f} | {mean([found.weeding.share for found in quiet.values()]):.3f} |")
    bands = [band.at_least for band in next(iter(quiet.values())).bands]
    heads = [f"{low:g} to {high:g}" for low, high in pairwise(bands)] + [f"over {bands[-1]:g}"]
    print("\nBy silence, in multiples of quiet_days:\n")
    print(f"| set | {' | '.join(heads)} |\n|{'---|' * (len(heads) + 1)}")
    for name, found in quiet.items():
        cells = [f"{b.came_back / b.candidates:.3f}" if b.candidates else "" for b in found.bands]
        print(f"| {name} | {' | '.join(cells)} |")


def made_up(kind: str, count: int, each: int = 100) -> tuple[dict[int, list[float]], float]:
    """Histories of ten years: ``mixed`` ends today, so that most are recent; ``quiet`` ended two months ago or more."""
    lots, now, year = random.Random(3), 1.75e9, 365.25 * 86_400
    found = {}
    for number in range(count):
        end = now if kind == "mixed" else now - lots.uniform(60, 900) * 86_400
        found[number] = sorted(end - lots.random() * 7.5 * year for _ in range(each))
    return found, now


def cost(count: int) -> None:
    print(f"\n## What rank costs: {count} histories, {count * 100} events, processor time\n")
    print(
        "| histories | ranked | one pass in a loop, s | one pass of sum(), s | rank, s | loops | sums | MiB above |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for kind in ("mixed", "quiet"):
        cost_of(kind, count)
    print(f"\nBar: at most {FIVE_TIMES:g} loops and {MEMORY_MIB:g} MiB above the input.")


def cost_of(kind: str, count: int) -> None:
    histories, now = made_up(kind, count)
    loop = clocked(lambda: looped(histories))
    plain = clocked(lambda: [sum(moments) for moments in histories.values()])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ranked = len(rank(histories, now, quiet_days=60))
    above = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    spent = clocked(lambda: rank(histories, now, quiet_days=60))
    print(
        f"| {kind} | {ranked} | {loop:.2f} | {plain:.2f} | {spent:.2f} | {spent / loop:.1f} | "
        f"{spent / plain:.1f} | {above:.0f} |"
    )


def looped(histories: Mapping[int, Sequence[float]]) -> float:
    total = 0.0
    for moments in histories.values():
        for moment in moments:
            total += moment
    return total


def clocked(work: Callable[[], object], times: int = 3) -> float:
    spent = []
    for _ in range(times):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent)


def main() -> None:
    """Print all tables as Markdown."""
    shared = os.environ.get("RECONNECT_SHARED", "")
    if shared:
        on_real_histories(Path(shared) / "scoring")
    else:
        print("RECONNECT_SHARED is not set: no real histories here.")
    cost(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)


if __name__ == "__main__":
    main()
