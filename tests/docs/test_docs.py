"""Docs cannot lie: fenced examples run, and every verb, key, hook and exit code is documented."""

import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reconnect_core import GardenSettings, Ledger, ScoringSettings
from reconnect_core.cli.app import reconnect
from reconnect_core.config import parse
from reconnect_core.plugins import Plugins, installed

from . import diagram, picture, reference

ROOT = Path(__file__).parents[2]
PAGES = sorted(p for p in [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/README.md")])
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


FOLLOWED = ROOT / "docs" / "plugin-in-ten-minutes.md"
"""Its fences belong together: tests/kit/test_my_first_plugin.py follows the page as a whole."""


def blocks(language):
    for page in PAGES:
        if page == FOLLOWED:
            continue
        for number, found in enumerate(FENCE.finditer(page.read_text(encoding="utf-8"))):
            if found[1] == language:
                yield pytest.param(page, found[2].strip(), found[3], id=f"{page.relative_to(ROOT)}:{number}")


@pytest.fixture
def demo(tmp_path):
    from reconnect_core.demo import lay_out

    lay_out(tmp_path)
    return tmp_path


@pytest.mark.quick("README.md:3")
@pytest.mark.parametrize(("page", "mark", "code"), list(blocks("python")))
def test_python_examples_run(page, mark, code, demo):
    done = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-c", code],
        cwd=demo,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("page", "mark", "code"), list(blocks("toml")))
def test_toml_examples_are_valid(page, mark, code):
    table = tomllib.loads(code)
    if mark == "fragment" or "calendar" not in table or not any(c.get("reminders") for c in table["calendar"]):
        table["calendar"] = [*table.get("calendar", []), {"name": "x-target", "kind": "ics", "reminders": True}]
    if "project" not in table:
        config = parse(table)
        kinds = {one.name for one in installed()}
        assert {store.kind for store in config.stores} <= kinds


@pytest.mark.quick("docs/cli.md:0", "docs/files.md:0")
@pytest.mark.parametrize(("page", "mark", "code"), list(blocks("console")))
def test_console_examples_run(page, mark, code, demo):
    runner = CliRunner(env={"NO_COLOR": "1"})
    for line in code.splitlines():
        if line.startswith("$ reconnect"):
            with contextlib.chdir(demo):
                done = runner.invoke(reconnect, shlex.split(line[2:], comments=True)[1:])
            assert done.exit_code in (0, 4), f"{line}: {done.stderr}"


def test_the_hooks_page_is_made_from_the_spec():
    assert (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8") == reference.render()


def test_the_picture_of_the_rooms_is_made_from_the_imports():
    assert diagram.FILE.read_text(encoding="utf-8") == diagram.render()


def test_rooms_that_import_in_a_circle_cannot_be_drawn():
    with pytest.raises(ValueError, match="a circle: a -> b -> a"):
        diagram.levels({"a": frozenset("b"), "b": frozenset("a")})


@pytest.mark.full
def test_the_picture_of_the_demo_is_what_the_demo_says():
    assert picture.FILE.read_text(encoding="utf-8") == picture.render(picture.said())


@pytest.mark.full
def test_the_site_is_built_without_a_warning(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-c", "docs", ".", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "docs" / "hooks.html").exists()


def test_every_verb_and_option_is_documented():
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    shared = {"--config", "--json", "--now", "--verbose", "--dry-run"}
    context = click.Context(reconnect)
    for name in reconnect.list_commands(context):
        command = reconnect.get_command(context, name)
        assert f"`reconnect {name}" in text, name
        assert command.help, name
        for parameter in command.params:
            for option in getattr(parameter, "opts", []):
                if (
                    option.startswith("--")
                    and option not in shared
                    and option not in ("--force", "--folder", "--seed")
                ):
                    assert option in text or name in ("init", "demo"), f"{name} {option}"


def test_every_key_of_the_garden_and_of_scoring_is_documented_with_its_default():
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    for settings in (GardenSettings, ScoringSettings):
        for item in fields(settings):
            row = next((line for line in text.splitlines() if line.startswith(f"| `{item.name}` |")), None)
            assert row, item.name
            if isinstance(item.default, (str, int, float, bool)) and item.default != "":
                assert f"`{json.dumps(item.default)}`" in row, row


def test_every_key_of_every_kind_is_documented():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    plugins = Plugins()
    plugins.load([one.name for one in installed() if one.distribution.startswith("reconnect-")])
    assert plugins.kinds
    for (_, kind), cls in plugins.kinds.items():
        assert f"`{kind}`" in text, kind
        for item in fields(cls.Settings):
            assert f"`{item.name}`" in text, f"{kind}: {item.name}"


def test_the_example_config_holds_every_key_and_is_valid():
    text = (ROOT / "examples" / "reconnect.toml").read_text(encoding="utf-8")
    parse(tomllib.loads(text))
    for settings in (GardenSettings, ScoringSettings):
        for item in fields(settings):
            assert re.search(rf"^#? ?{item.name} = ", text, re.MULTILINE), item.name


def test_every_link_between_pages_leads_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:", "mailto:")):
                assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} -> {target}"


def test_every_exit_code_is_documented():
    from reconnect_core import errors

    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    codes = {
        cls.exit_code for cls in vars(errors).values() if isinstance(cls, type) and issubclass(cls, Exception)
    }
    for code in {*codes, 0, 130}:
        assert f"| {code} |" in text


@pytest.mark.parametrize("script", ["ten_lines.py", "weekly_sync.py"])
def test_the_scripts_run_on_the_demo(script, demo):
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / script), str(demo / "reconnect.toml")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_embedding_example_runs_and_writes_no_file(tmp_path):
    done = subprocess.run(
        [sys.executable, "-B", str(ROOT / "examples" / "embed_in_an_app.py")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": "", "XDG_CACHE_HOME": ""},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "mira sees ['Ruth Albrecht']" in done.stdout
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.full
def test_the_weekly_script_says_a_fault_once_as_sync_does(demo):
    config = demo / "reconnect.toml"
    gone = '\n[[addressbook]]\nname = "gone"\nkind = "csv"\npath = "gone.csv"\n'
    config.write_text(config.read_text(encoding="utf-8") + gone, encoding="utf-8")
    command = [sys.executable, str(ROOT / "examples" / "weekly_sync.py"), str(config)]
    first, second = (subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2))
    assert (first.returncode, "gone: " in first.stderr) == (4, True)
    assert (second.returncode, second.stderr) == (0, "")


@pytest.mark.full
def test_the_examples_are_typed_for_those_who_copy_them():
    scripts = sorted(str(path) for path in (ROOT / "examples").glob("*.py"))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *scripts], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


def test_every_room_of_the_core_and_every_file_of_the_garden_is_on_the_page():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    core = ROOT / "src" / "reconnect_core"
    rooms = {path.name for path in core.glob("*.py")} | {
        f"{path.parent.name}/" for path in core.glob("*/__init__.py")
    }
    for name in (rooms | {path.name for path in core.glob("garden/*.py")}) - {"__init__.py"}:
        assert f"`{name}`" in text, name


def test_every_file_of_ours_that_a_page_names_is_there():
    named = re.compile(r"`((?:src|tests|benchmarks|examples|plugins|docs)/[\w./-]+)`")
    for page in PAGES:
        for path in named.findall(page.read_text(encoding="utf-8")):
            assert (ROOT / path).exists() or (page.parent / path).exists(), f"{page} names {path}"


def test_the_methods_of_a_ledger_are_counted_as_they_are():
    """The page that says why, and the example that shows it."""
    names = [name for name in vars(Ledger) if not name.startswith("_")]
    page = (ROOT / "docs/decisions/001-where-building-showed-a-better-way.md").read_text(encoding="utf-8")
    assert len(names) == 7
    assert f"seven methods over rows** ({', '.join(f'`{name}`' for name in names)})" in page
    example = (ROOT / "examples/embed_in_an_app.py").read_text(encoding="utf-8")
    assert "The ledger is seven methods" in example
