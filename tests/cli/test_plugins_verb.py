"""``reconnect plugins``: what is installed, its limits, and the kit from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconnect_core.demo import lay_out

from .conftest import data

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("reconnect"))
PAPER = """
from reconnect_core import AddressBook, hookimpl
from reconnect_core.testing import AddressBookContract, FileBackend
from my_first_plugin import JsonlBook
from my_first_plugin.contract import lines
import pytest

class Paper(JsonlBook):
    kind = "paper"
    limits = {"A4": "paper has no labels", "A3": "our files hold none"}

    def contact(self, line):
        made = super().contact(line)
        return type(made)(ref=made.ref, name=made.name, emails=made.emails, phones=made.phones)

@hookimpl
def reconnect_addressbooks():
    return [Paper]

class TestPaper(AddressBookContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return FileBackend(Paper, tmp_path / "people.jsonl", lines, junk="{}\\n")
"""


@pytest.fixture
def third_party(tmp_path):
    """The example and a worse plugin, installed without a network: modules on the path, with their entry points."""
    site = tmp_path / "site"
    for name, module in (("jsonl", "my_first_plugin"), ("paper", "paper_plugin")):
        info = site / f"{module}-0.1.0.dist-info"
        info.mkdir(parents=True)
        contract = f"{module}.contract" if name == "jsonl" else module
        text = f"[reconnect]\n{name} = {module}\n{name}-log = {module}\n[reconnect.contract]\n{name} = {contract}\n"
        (info / "entry_points.txt").write_text(text)
    (site / "paper_plugin.py").write_text(PAPER)
    return f"{site}{os.pathsep}{ROOT / 'examples' / 'my_first_plugin' / 'src'}"


def call(cwd, *arguments, path=""):
    env = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
    return subprocess.run(
        [COMMAND, "plugins", *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "name",
    [
        "jsonl",
        pytest.param("my-first-plugin", marks=pytest.mark.full),
        pytest.param("jsonl-log", marks=pytest.mark.full),
    ],
)
def test_a_shipped_contract_is_proved_by_any_of_its_names(third_party, tmp_path, name):
    done = call(tmp_path, "--check", name, "--json", path=third_party)
    assert done.returncode == 0, done.stderr
    checked = json.loads(done.stdout)["checked"]
    assert {one["of"] for one in checked} == {"TestJsonlBook", "TestJsonlLog"}
    assert {one["outcome"] for one in checked} == {"kept"}


@pytest.mark.full
def test_what_is_broken_is_said_with_its_clause_and_exits_4(third_party, tmp_path):
    done = call(tmp_path, "--check", "paper", "--json", path=third_party)
    assert done.returncode == 4
    checked = {one["clause"]: one for one in json.loads(done.stdout)["checked"]}
    assert checked["A2"]["outcome"] == "broken"
    assert checked["A2"]["reason"].startswith("AssertionError")
    assert (checked["A4"]["outcome"], checked["A4"]["reason"]) == ("limit", "paper has no labels")
    assert (checked["A3"]["outcome"], checked["A3"]["reason"]) == (
        "broken",
        "its declared limit is no longer true: our files hold none",
    )
    assert {one["outcome"] for one in checked.values()} == {"kept", "broken", "limit"}
    shown = call(tmp_path, "--check", "paper", path=third_party).stdout
    assert "broken  A2   Names and notes come letter for letter." in shown


@pytest.mark.full
def test_every_declared_limit_is_shown(third_party, tmp_path):
    rows = json.loads(call(tmp_path, "--all", "--json", path=third_party).stdout)["plugins"]
    limits = {one["name"]: one["limits"] for one in rows}
    assert limits["paper"]["A4"] == "paper has no labels"
    from reconnect_core.plugins import Plugins, installed

    ours = Plugins()
    ours.load([one.name for one in installed() if one.distribution.startswith("reconnect-")])
    assert len(ours.kinds) >= 7
    for (_, kind), cls in ours.kinds.items():
        assert cls.limits.items() <= limits[kind].items()
    assert "A4: paper has no labels" in call(tmp_path, "--all", path=third_party).stdout


@pytest.mark.full
def test_a_store_in_use_is_only_read(tmp_path):
    lay_out(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    done = call(tmp_path, "--check", "ics", "--json")
    assert done.returncode == 0, done.stderr
    checked = {one["clause"]: one["outcome"] for one in json.loads(done.stdout)["checked"]}
    assert {clause for clause, outcome in checked.items() if clause.startswith("C")} == {
        f"C{number}" for number in range(1, 17)
    }
    assert {checked[f"C{number}"] for number in range(1, 17)} == {"not asked"}
    assert checked["S5"] == checked["S9"] == checked["S11"] == "kept"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


GOSSIP = """
from reconnect_core import hookimpl
from my_first_plugin import JsonlBook

class Gossip(JsonlBook):
    kind = "gossip"
    reads = 0

    def contacts(self):
        type(self).reads += 1
        for one in super().contacts():
            self.last = one
            yield type(one)(ref=one.ref, name=f"{one.name} {self.reads}", emails=one.emails)

    def __repr__(self):
        return f"Gossip({getattr(self, 'last', None)})"

@hookimpl
def reconnect_addressbooks():
    return [Gossip]
"""


@pytest.mark.full
def test_what_is_broken_in_a_store_in_use_is_said_without_quoting_it(third_party, tmp_path):
    site = tmp_path / "site"
    (site / "gossip.py").write_text(GOSSIP)
    (site / "gossip-1.dist-info").mkdir()
    (site / "gossip-1.dist-info" / "entry_points.txt").write_text("[reconnect]\ngossip = gossip\n")
    (tmp_path / "people.jsonl").write_text('{"id": "1", "name": "Ada Berg", "emails": ["ada@mail.example"]}\n')
    (tmp_path / "reconnect.toml").write_text(
        '[garden]\nstate = "state"\n[[addressbook]]\nname = "people"\nkind = "gossip"\npath = "people.jsonl"\n'
    )
    for more in ((), ("--json",)):
        done = call(tmp_path, "--check", "gossip", *more, path=third_party)
        assert done.returncode == 4
        assert "ada@mail.example" not in done.stdout + done.stderr
        assert "Ada Berg" not in done.stdout + done.stderr
    checked = {one["clause"]: one["outcome"] for one in json.loads(done.stdout)["checked"]}
    assert (checked["S5"], checked["S9"], checked["S17"]) == ("broken", "broken", "kept")


@pytest.mark.full
def test_a_name_that_nobody_knows_exits_2(tmp_path):
    done = call(tmp_path, "--check", "nobody")
    assert done.returncode == 2
    assert "ships no contract" in done.stderr


@pytest.mark.full
def test_a_contract_that_cannot_be_imported_is_broken(third_party, tmp_path):
    (tmp_path / "site" / "paper_plugin.py").write_text("import a_module_that_is_not_there\n")
    done = call(tmp_path, "--check", "paper", "--json", path=third_party)
    assert done.returncode == 4
    (checked,) = json.loads(done.stdout)["checked"]
    assert checked["outcome"] == "broken"
    assert "a_module_that_is_not_there" in checked["reason"]


def test_plugins_are_listed_without_a_config(tmp_path):
    found = data("plugins", "-c", "none.toml", cwd=tmp_path)["plugins"]
    assert {"csv", "csv-log", "vcard", "ics"} <= {one["name"] for one in found}
    assert not any(one["enabled"] for one in found)
