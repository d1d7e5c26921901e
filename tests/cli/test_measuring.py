"""``reconnect backtest``: on one's own past, on a table, and what was explored."""

import random

from .conftest import NOW, call, data, edit


def test_backtest_on_ones_own_past_and_on_a_table(life, tmp_path):
    found = data("backtest", "--now", NOW, "--origins", "4", "--svg", "plot.svg", cwd=life)["report"]
    assert found["words"]
    assert (life / "plot.svg").read_text(encoding="utf-8").startswith("<svg")
    rows = ["src\tdst\tt\tnrec"]
    chance = random.Random(3)
    for tie in range(40):
        days = sorted(chance.sample(range(900), chance.randint(5, 40)))
        rows += [f"me\tp{tie}\t{day * 86400}\t1" for day in days]
    (tmp_path / "table.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = data("backtest", "--events", str(tmp_path / "table.tsv"), "--horizon", "60", cwd=life)["report"]
    assert {rule["rule"] for task in report["tasks"] for rule in task["rules"]}
    lost = ("--origins", "1", "--svg", "no/such/plot.svg")
    refused = call("backtest", "--events", str(tmp_path / "table.tsv"), *lost, cwd=life, code=4).stderr
    assert "plot.svg: cannot be written (No such file or directory)." in refused
    said = call("backtest", "--events", str(tmp_path / "table.tsv"), cwd=life).stdout
    assert "came back" in said
    call("backtest", "--events", "no-such-table.tsv", cwd=life, code=4)


def test_explore_writes_its_arms_and_uplift_reads_them(life):
    edit(life, "[garden]\n", "[scoring]\nexplore = 0.5\n\n[garden]\n")
    call("write", "--yes", "--now", NOW, cwd=life)
    result = data("backtest", "--uplift", "--now", "2026-07-01", cwd=life)["uplift"]
    assert sum(arm["ties"] for arm in result["arms"]) > 0
    assert result["words"]
