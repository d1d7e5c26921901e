"""The population model is a rival where lifetimes is at hand, and left out where it is not."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from reconnect_core import backtest
from reconnect_core.backtest import population, rules

from .lives import LIVES


def test_without_lifetimes_the_rival_is_left_out(monkeypatch):
    monkeypatch.setattr(population, "at_hand", lambda: False)
    names = [r.rule for r in backtest.run(LIVES, quiet_days=30, horizon_days=60, origins=4).tasks[0].rules]
    assert rules.PARETO not in names
    assert rules.OURS in names


@pytest.mark.full
def test_with_lifetimes_the_rival_is_measured(tmp_path):
    """In an environment of its own: lifetimes brings pandas and scipy, which nothing here needs."""
    venv.create(tmp_path / "env", symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    install = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile")
    subprocess.run([*install, "lifetimes"], check=True)
    (tmp_path / "lives.json").write_text(json.dumps(LIVES), encoding="utf-8")
    code = (
        "import json, sys; from reconnect_core import backtest\n"
        "lives = json.load(open(sys.argv[1]))\n"
        "report = backtest.run(lives, quiet_days=30, horizon_days=60, origins=4)\n"
        "print(*(report.tasks[0].of(rule).ndcg.value for rule in sys.argv[2:]))"
    )
    done = subprocess.run(
        [python, "-W", "ignore", "-c", code, tmp_path / "lives.json", rules.PARETO, "longest silence"],
        env={**os.environ, "PYTHONPATH": str(Path(backtest.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pareto, silence = map(float, done.stdout.split())
    assert pareto > silence
