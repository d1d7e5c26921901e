"""Whatever goes wrong in one plugin, wherever: what all the others give is the same, byte for byte.

Every cell is a whole walk over a config: two plugins that do well, and one that fails at one point (row) in one
place (column). It is compared with the same walk without the third plugin.
"""

import itertools
import json
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from reconnect_core import Garden, to_plain
from reconnect_core.testing.samples import NOW

HOSTILE = Path(__file__).with_name("hostile_plugin.py.txt").read_text()
STORES = ("reconnect_addressbooks", "reconnect_journals", "reconnect_calendars")
HOOKS = ("reconnect_weigh", "reconnect_veto", "reconnect_word", "reconnect_ran")
FAULTS = ("import", "register", "hook", "mid-iteration", "hang", "exit")
ROWS = [one if one == "mid-iteration" else pytest.param(one, marks=pytest.mark.full) for one in FAULTS]
MARKS = itertools.count()
CLOSED = "held back because the plugin bad could not be asked"
GOOD = """
from reconnect_core import Part, Wording, hookimpl
from reconnect_core.testing import MemoryBook, MemoryCalendar, MemoryJournal, frozen

closed = []

class Book(MemoryBook):
    kind = "good"
    def __init__(self, opening):
        super().__init__(opening, frozen.book().records)
    def close(self):
        closed.append(self.name)

class Log(MemoryJournal):
    kind = "good"
    def __init__(self, opening):
        super().__init__(opening, frozen.journal().records)
    def close(self):
        closed.append(self.name)

class Diary(MemoryCalendar):
    kind = "good"
    def close(self):
        closed.append(self.name)

@hookimpl
def reconnect_addressbooks():
    return [Book]

@hookimpl
def reconnect_journals():
    return [Log]

@hookimpl
def reconnect_calendars():
    return [Diary]
"""
JUDGING = """
from reconnect_core import Part, Wording, hookimpl

heard = []

@hookimpl
def reconnect_weigh(candidates):
    return {c.person.id: [Part(name="good", points=0.1 * n, reason="r")] for n, c in enumerate(candidates)}

@hookimpl
def reconnect_veto(candidates):
    return {c.person.id: "a quiet month" for c in candidates if c.person.name == "Bo Chen"}

@hookimpl
def reconnect_word(pick):
    return Wording(title=f"Think of {pick.person.name}", text="You were on my mind.")

@hookimpl
def reconnect_ran(report):
    heard.append(report)
"""
CONFIG = """
[garden]
timezone = "Europe/Berlin"
me = ["me@home.example"]
deadline_seconds = 1
state = "state"
[plugins]
also = [{also}]
{first}
[[addressbook]]
name = "people"
kind = "good"
[[journal]]
name = "log"
kind = "good"
[[calendar]]
name = "diary"
kind = "good"
reminders = true
"""


class Walk:
    """One walk with these plugins installed, and everything the others gave."""

    def __init__(self, folder, fault="", where="", *, extra=""):
        self.folder, self.fault, self.where = folder, fault, where
        bad = bool(fault or extra)
        store = where.removeprefix("reconnect_").removesuffix("s") if where in STORES else ""
        sources = {"good": GOOD, "judging": JUDGING}
        if bad:
            sources["bad"] = extra or HOSTILE.format(fault=fault, where=where)
        self.mark = next(MARKS)  # an import that hangs keeps its module's name taken
        for name, source in sources.items():
            (folder / f"{name}_{self.mark}.py").write_text(source)
            info = folder / f"{name}-1.0.dist-info"
            info.mkdir()
            (info / "entry_points.txt").write_text(f"[reconnect]\n{name} = {name}_{self.mark}\n")
        first = f'[[{store}]]\nname = "odd"\nkind = "bad"\n' if store else ""
        also = '"bad", "judging"' if bad and not store else '"judging"'
        (folder / "reconnect.toml").write_text(CONFIG.format(also=also, first=first))

    def open(self, now):
        for name in ("good", "judging", "bad"):
            sys.modules.pop(f"{name}_{self.mark}", None)
        return Garden.open(self.folder / "reconnect.toml", now=now)

    def before(self):
        """An earlier walk in which all was well, so that the ledger knows who came from where."""
        with self.open(NOW - timedelta(days=7)) as garden:
            assert garden.write(garden.plan(now=NOW - timedelta(days=7)), chosen=[]).faults == ()
        return self

    def take(self):
        """The walk in which something is broken."""
        (self.folder / "broken").touch()
        with self.open(NOW) as garden:
            plan = garden.plan(now=NOW)
            report = garden.write(plan)
            entries = list(garden.calendar.store.values())
        self.plan, self.report = plan, report
        self.faults = [fault for fault in plan.faults if fault.who in ("bad", "odd")]
        self.strangers = [fault for fault in plan.faults if fault.who not in ("bad", "odd")]
        self.closed = sorted(sys.modules[f"good_{self.mark}"].closed)
        self.heard = len(sys.modules[f"judging_{self.mark}"].heard)
        self.others = json.dumps([self._others(plan), to_plain(report.receipts), to_plain(entries)])
        return self

    def _others(self, plan):
        said = to_plain(plan)
        del said["faults"]
        said["stores"] = [one for one in said["stores"] if one["store"] != "odd"]
        said["known_since"] = [one for one in said["known_since"] if one[0] != "odd"]
        return said


@pytest.fixture
def walk(tmp_path, monkeypatch):
    def made(*cell, first=False, **more):
        folder = tmp_path / "-".join(cell or ("well",))
        folder.mkdir()
        monkeypatch.syspath_prepend(str(folder))
        walk = Walk(folder, *cell, **more)
        taken = (walk if first else walk.before()).take()
        monkeypatch.undo()
        return taken

    return made


@pytest.mark.parametrize("where", [*STORES, *HOOKS])
@pytest.mark.parametrize("fault", ROWS)
def test_the_others_are_the_same_byte_for_byte(walk, fault, where):
    alone = walk()
    cell = walk(fault, where)
    closed = where == "reconnect_veto" and fault not in ("import", "register")
    if closed:
        alone = walk("", "", extra=VETO_ALL)
        assert cell.plan.picks == ()
    assert cell.others == alone.others
    assert cell.strangers == []
    assert cell.closed == ["diary", "log", "people"]
    assert cell.heard == 1
    if where == "reconnect_ran" and fault not in ("import", "register"):
        assert cell.faults == []
        assert cell.report.exit_code == 0
    else:
        assert {fault.who for fault in cell.faults} <= {"bad", "odd"}
        assert cell.faults
        assert cell.report.exit_code == 4
    assert "example.org" not in json.dumps(to_plain(cell.report))


def test_a_store_that_fails_as_it_is_opened_costs_itself(walk):
    alone, cell = walk(), walk("open", "reconnect_journals")
    assert cell.others == alone.others
    assert cell.strangers == []
    assert {fault.who for fault in cell.faults} == {"odd"}
    assert cell.report.exit_code == 4


VETO_ALL = f"""
from reconnect_core import hookimpl

@hookimpl
def reconnect_veto(candidates):
    return {{c.person.id: "{CLOSED}" for c in candidates}}
"""


@pytest.mark.full
@pytest.mark.parametrize("where", STORES)
@pytest.mark.parametrize("fault", ["import", "hook", "mid-iteration"])
def test_a_store_that_was_never_read_holds_everybody_back(walk, fault, where):
    """Nobody knows yet who came from it: they might be dead, or have called yesterday."""
    alone, cell = walk(first=True), walk(fault, where, first=True)
    assert [(one.store, one.records) for one in cell.plan.stores if one.store == "odd"] == [("odd", 0)]
    assert len(alone.plan.picks) == 3
    assert cell.plan.picks == ()
    reasons = {one.reason for one in cell.plan.held}
    assert reasons == {"a quiet month", "held back: odd could not be read yet"}
    assert cell.plan.people == alone.plan.people


@pytest.mark.full
@pytest.mark.parametrize("where", STORES)
def test_a_close_that_fails_harms_nobody(walk, where):
    alone, cell = walk(), walk("close", where)
    assert cell.others == alone.others
    assert cell.faults == []
    assert cell.closed == ["diary", "log", "people"]


@pytest.mark.full
@pytest.mark.parametrize("where", [STORES[0], HOOKS[0]])
def test_an_import_that_hangs_is_given_up(walk, where):
    alone = walk()
    begin = time.perf_counter()
    cell = walk("import-hang", where)
    assert time.perf_counter() - begin < 20
    assert cell.others == alone.others
    assert {fault.who for fault in cell.faults} - {"odd"} == {"bad"}


def test_the_walk_without_faults_says_something(walk):
    """What is compared is not empty: three picks, the other plugin's words and parts among them."""
    alone = walk()
    assert len(alone.plan.picks) == 3
    assert all(pick.wording.title.startswith("Think of") for pick in alone.plan.picks)
    assert "Bo Chen" not in {pick.person.name for pick in alone.plan.picks}
    assert any(part.name == "good" for pick in alone.plan.picks for part in pick.score.parts)
    assert len(alone.report.receipts) >= 3


def test_reminders_for_a_calendar_that_cannot_be_loaded_are_not_taken_for_written(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    walk = Walk(tmp_path)
    module = tmp_path / f"good_{walk.mark}.py"
    diary = GOOD[GOOD.index("class Diary") : GOOD.index("@hookimpl")]
    mark = next(MARKS)
    head = "from pathlib import Path\nfrom reconnect_core import hookimpl\nfrom reconnect_core.testing import MemoryCalendar\n"
    broken = 'closed = []\nif Path(__file__).with_name("broken").exists():\n    raise ImportError("of another Python")\n'
    offer = "@hookimpl\ndef reconnect_calendars():\n    return [Diary]\n"
    (tmp_path / f"wall_{mark}.py").write_text(head + broken + diary.replace('"good"', '"wall"') + offer)
    (tmp_path / "good-1.0.dist-info" / "entry_points.txt").write_text(
        f"[reconnect]\ngood = good_{walk.mark}\nwall = wall_{mark}\n"
    )
    assert module.exists()
    config = tmp_path / "reconnect.toml"
    config.write_text(
        config.read_text().replace('name = "diary"\nkind = "good"', 'name = "diary"\nkind = "wall"')
    )
    walk.before()
    (tmp_path / "broken").touch()
    sys.modules.pop(f"wall_{mark}")
    with walk.open(NOW) as garden:
        plan = garden.plan(now=NOW)
        report = garden.write(plan)
    assert report.receipts == ()
    assert report.exit_code == 4
    assert {"wall", "diary"} <= {fault.who for fault in report.faults}
    (tmp_path / "broken").unlink()
    with walk.open(NOW + timedelta(hours=1)) as garden:
        report = garden.write(garden.plan(now=NOW + timedelta(hours=1)))
        assert len(report.receipts) >= 3
        assert len(garden.calendar.store) == len(report.receipts)
