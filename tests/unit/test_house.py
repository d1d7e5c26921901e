"""The rules of the house: rooms stay dry, adapters stay at the door, nothing foreign in the files."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIPELINE = sorted((ROOT / "src/reconnect_core/pipeline").rglob("*.py"))
ADAPTERS = sorted(ROOT.glob("plugins/*/src/**/*.py"))
SHIPPED = [*sorted(ROOT.glob("src/**/*.py")), *ADAPTERS]
FORBIDDEN_CALLS = {"open", "print", "input", "eval", "exec", "__import__"}
FORBIDDEN_ATTRIBUTES = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time")}


@pytest.mark.parametrize("path", PIPELINE, ids=lambda path: path.name)
def test_no_clock_no_disk_no_voice_in_the_pipeline(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Global), path
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS, f"{path}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in FORBIDDEN_ATTRIBUTES, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", ADAPTERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_adapters_import_public_names_only(path):
    import reconnect_core
    import reconnect_core.testing

    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            root, _, rest = node.module.partition(".")
            if root == "reconnect_core":
                assert rest in ("", "testing"), f"{path}:{node.lineno}"
                public = reconnect_core.testing.__all__ if rest else reconnect_core.__all__
                assert {alias.name for alias in node.names} <= set(public), f"{path}:{node.lineno}"
        if isinstance(node, ast.Import):
            assert not any(alias.name.startswith("reconnect_core.") for alias in node.names), path


def test_registering_every_plugin_loads_no_protocol_library():
    code = (
        "import sys\nfrom reconnect_core.plugins import Plugins, installed\n"
        "p = Plugins(); p.load([i.name for i in installed() if i.distribution.startswith('reconnect-')])\n"
        "assert not p.faults, p.faults\nassert len(p.kinds) >= 6, p.kinds\n"
        "print(sorted({'vobject', 'icalendar', 'recurring_ical_events', 'caldav', 'niquests', 'lxml', "
        "'googleapiclient', 'google_auth_oauthlib', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_import_contracts_are_kept():
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_no_address_of_a_registry_and_no_path_of_a_machine_in_the_files():
    hosts = r"py[p]i\.org|python[h]osted\.org|registry\.npm[j]s|deb\.debian\.org"
    places = r"(?:^|[^\w.-])/(?:work|root|farm)/"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not re.search(f"{hosts}|{places}", text, re.MULTILINE), name


def test_no_room_is_called_by_no_name():
    names = {path.stem for path in SHIPPED}
    assert not {"utils", "helpers", "manager", "misc", "common"} & names


def test_what_asks_to_be_two_is_two():
    for path in (*SHIPPED, *ROOT.glob("tests/**/*.py"), *ROOT.glob("plugins/*/tests/**/*.py")):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= 300, f"{path}: {lines} lines"
    for path in SHIPPED:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                assert lines <= 40, f"{path}:{node.lineno}: {lines} lines"
