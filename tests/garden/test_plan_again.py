"""A plan again with nothing changed: the same plan, out of the mirror, by a process that loads nearly nothing."""

import gc
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from reconnect_core import Fault, Garden, Held, Plan
from reconnect_core.demo import lay_out
from reconnect_core.garden import collector, kept

pytestmark = pytest.mark.xdist_group("plan again")
"""Its first plan is made once, by one worker."""

NOW = "2026-03-02T08:00:00+00:00"
_NOW = datetime.fromisoformat(NOW)
PLAN = f"""
import json, sys
from datetime import datetime
from reconnect_core import Garden, to_plain
with Garden.open("reconnect.toml") as garden:
    plan = garden.plan(now=datetime.fromisoformat("{NOW}"))
print(json.dumps([sorted(sys.modules), to_plain(plan)]))
"""
CLI = f"""
import json, sys
from reconnect_core.cli import main
sys.argv = ["reconnect", "plan", "--now", "{NOW}"]
try:
    main()
except SystemExit as done:
    assert not done.code
print(json.dumps(sorted(sys.modules)))
"""
OURS = {
    "reconnect_core": "cache config errors hookspecs ledger plain ranges secrets shapes stores",
    "reconnect_core.garden": "admitting assembling collector fetch garden kept listening mirror stocktaking",
    "reconnect_core.model": "calendar days evidence people row settings value walk weeds",
    "reconnect_core.plugins": "discovery isolation registry",
    "reconnect_csv": "book log settings source",
    "reconnect_carddav": "files ics_file vcard_files versions",
}
"""Every module of ours that may be loaded: what an adapter reads with, what judges and what shows is not here."""
HEAVY = set(
    "argparse asyncio calendar configparser csv difflib email http.client importlib.metadata logging"
    " random secrets socket ssl statistics subprocess tempfile unicodedata vobject icalendar".split()
)


def run(code, folder):
    argv, env = [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}\n{code}"], {**os.environ}
    done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("life")
    lay_out(folder)
    return folder, run(PLAN, folder)


def test_it_is_the_plan_that_was_made(planned):
    folder, (_, first) = planned
    _, again = run(PLAN, folder)
    assert len(again["picks"]) == 3
    assert len(again["held"]) > 100
    assert again == first


def test_it_loads_no_reader_no_judge_and_no_heavy_library(planned):
    folder, (modules, _) = planned
    assert "reconnect_core.pipeline.scoring" in modules
    assert "reconnect_csv.book_file" in modules
    again, _ = run(PLAN, folder)
    allowed = {f"{package}.{name}" for package, names in OURS.items() for name in names.split()} | OURS.keys()
    assert {name for name in again if name.startswith("reconnect")} <= allowed
    assert not HEAVY & set(again)


def test_the_command_line_loads_the_verb_that_is_called_and_no_other(planned):
    folder, _ = planned
    again = run(CLI, folder)
    verbs = {name for name in again if name.startswith("reconnect_core.cli.")}
    assert verbs == {f"reconnect_core.cli.{name}" for name in ("app", "session", "show", "walk")}
    assert not [name for name in again if name.split(".")[:2] == ["reconnect_core", "pipeline"]]


@pytest.mark.full
def test_whatever_changes_makes_a_new_one(planned, tmp_path):
    folder = shutil.copytree(planned[0], tmp_path / "life")
    run(PLAN, folder)
    for name, added, reader in (
        ("google-contacts.csv", "\n", "reconnect_csv.book_file"),
        ("log.csv", "2026-02-27,Somebody New,call\n", "reconnect_csv.log_file"),
        ("calendar.ics", "\r\n", "reconnect_carddav.ics_content"),
        ("reconnect.toml", "\n[scoring]\nquiet_days = 41\n", "reconnect_core.garden.walking"),
    ):
        with Path(folder, name).open("a", encoding="utf-8") as file:
            file.write(added)
        modules, _ = run(PLAN, folder)
        assert {reader, "reconnect_core.garden.walking"} <= set(modules), name


def test_whoever_was_held_comes_back_in_order():
    held = tuple(Held(person=f"p{n}", name=f"A\nB,\u2028{n}", reason=f"why {n % 2}") for n in range(5))
    fault = Fault(who="log", doing="reading", error="gone")
    for people in ((), held[:1], held):
        plan = Plan(now=_NOW, today=_NOW.date(), held=people, faults=(fault,), people=5)
        assert kept.unpacked(kept.packed(plan)) == plan


def test_no_cycle_is_looked_for_while_a_walk_is_made_and_then_as_before():
    seen = []
    with collector.paused():
        seen.append(gc.isenabled())
        with collector.paused():
            pass
        seen.append(gc.isenabled())
    assert [*seen, gc.isenabled()] == [False, False, True]
    gc.disable()
    try:
        with collector.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    with Garden() as garden:
        fetch, said = garden._fetch, garden._walked
        garden._fetch = lambda now: seen.append(gc.isenabled()) or fetch(now)

        def walked(*given):
            walk = said(*given)
            plan = walk.plan
            walk.plan = lambda: seen.append(gc.isenabled()) or plan()
            return walk

        garden._walked = walked
        garden.plan(now=_NOW)
    assert [*seen[2:], gc.isenabled()] == [True, False, True]
