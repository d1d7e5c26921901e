"""The example distribution: small, built as a wheel, installed clean, discovered, proved, and used by a plan."""

import json
import os
import runpy
import subprocess
import sys
import venv
from datetime import date
from pathlib import Path

import pytest

from reconnect_core import FileSettings, Gift, Unreadable
from reconnect_core.testing import opening
from tests.docs import ten_minutes

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "my_first_plugin"
FILES = sorted(
    path for path in EXAMPLE.rglob("*") if path.suffix in (".py", ".toml") and ".venv" not in path.parts
)


def test_it_is_at_most_65_lines_with_its_test_and_pyproject():
    lines = [line for path in FILES for line in path.read_text().splitlines() if line.strip()]
    assert 40 < len(lines) <= 65, "empty lines are not counted"


def test_the_page_holds_the_example_letter_for_letter():
    on_page = {step.file: step.content for step in ten_minutes.steps() if step.file}
    of_example = {str(path.relative_to(EXAMPLE)): path.read_text() for path in FILES}
    assert len(of_example) == 3
    assert {name: on_page.get(name) for name in of_example} == of_example


def test_what_has_no_day_is_told_whatever_the_day_asked_for(tmp_path):
    """A gift may have no day; the contract's samples all have one."""
    names = runpy.run_path(str(EXAMPLE / "src" / "my_first_plugin" / "__init__.py"))
    file = tmp_path / "calls.jsonl"
    file.write_text('{"id": "g", "who": [], "kind": "referral"}\n{}\n', encoding="utf-8")
    log = names["JsonlLog"](opening("calls", settings=FileSettings(path=str(file))))
    undated, broken = log.interactions(date(2026, 3, 2))
    assert isinstance(undated, Gift)
    assert isinstance(broken, Unreadable)


@pytest.mark.full
def test_the_kit_proves_the_example_from_its_source():
    env = {**os.environ, "PYTHONPATH": str(EXAMPLE / "src")}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--pyargs",
        "my_first_plugin.contract",
    ]
    done = subprocess.run(command, env=env, cwd=EXAMPLE, capture_output=True, text=True, check=False)
    assert "44 passed" in done.stdout, done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    for project in (ROOT, EXAMPLE):
        ten_minutes.build(project, folder)
    return folder


@pytest.fixture(scope="module")
def clean(wheels, tmp_path_factory):
    """A virtual environment that holds the two wheels and what they declare."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder)
    links = f"{wheels} {os.environ.get('PIP_FIND_LINKS', '')}".strip()
    install = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "--no-compile"]
    what = ["reconnect-core[cli,testing]", next(wheels.glob("my_first*.whl"))]
    env = {**os.environ, "PIP_FIND_LINKS": links}
    subprocess.run([*install, "--quiet", *what], env=env, check=True, capture_output=True)
    return folder / "bin"


@pytest.fixture
def garden(tmp_path):
    for step in ten_minutes.steps():
        if step.file in ("people.jsonl", "calls.jsonl", "reconnect.toml"):
            (tmp_path / step.file).write_text(step.content)
    return tmp_path


def answer(clean, garden, *arguments):
    command = [clean / "reconnect", *arguments, "--json"]
    done = subprocess.run(command, cwd=garden, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.full
def test_installed_clean_it_is_discovered_proved_and_used(clean, garden):
    code = "import my_first_plugin, reconnect_core; print(my_first_plugin.__file__, reconnect_core.__file__)"
    where = subprocess.run([clean / "python", "-c", code], capture_output=True, text=True, check=True).stdout
    assert where.count("site-packages") == 2
    found = answer(clean, garden, "plugins")["plugins"]
    assert [(one["name"], one["distribution"], one["enabled"]) for one in found] == [
        ("jsonl", "my-first-plugin", True),
        ("jsonl-log", "my-first-plugin", True),
    ]
    checked = answer(clean, garden, "plugins", "--check", "my-first-plugin")["checked"]
    assert {one["outcome"] for one in checked} == {"kept"}
    assert len(checked) == 44
    plan = answer(clean, garden, "plan", "--now", "2026-03-02T08:00")["plan"]
    parts = {
        pick["person"]["name"]: [part["name"] for part in pick["score"]["parts"]] for pick in plan["picks"]
    }
    assert set(parts) == {"Ada Berg", "Bo Chen"}
    assert "choir" in parts["Ada Berg"]
    assert "choir" not in parts["Bo Chen"]


@pytest.mark.full
def test_the_page_followed_literally_leads_from_an_empty_folder_to_a_proved_plugin(wheels, tmp_path):
    seconds, wrong = ten_minutes.follow(tmp_path, wheels)
    print(f"\nplugin in ten minutes: {seconds:.0f} seconds of commands")
    assert wrong == []
    assert seconds < ten_minutes.LIMIT_SECONDS
