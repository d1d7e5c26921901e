"""The distributions as a stranger gets them: built once, installed into clean environments, and then tested."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECTS = [ROOT, *sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))]
NAMES = [tomllib.loads((path / "pyproject.toml").read_text())["project"]["name"] for path in PROJECTS]
EXTRAS = {"reconnect-core": "[cli,testing,dev]", "reconnect-carddav": "[dav]"}
ALSO = ["radicale>=3.3", "xandikos>=0.2.12", "trustme>=1.1"]
"""What the fast tests need beside our own distributions, as in the Makefile."""
WHOLE = [
    "tests/cli/test_demo.py",
    "tests/cli/test_walk.py",
    "tests/pages",
    "tests/plugins",
    "plugins/*/tests/test_contract*.py",
]
"""The walk, pages, discovery and what each adapter promises: a wheel that holds its sources can fail in these only."""

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("wheels")]


def run(*argv, cwd=None):
    done = subprocess.run([str(one) for one in argv], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{argv}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder with every wheel and sdist; each wheel is built from its sdist."""
    folder = tmp_path_factory.mktemp("dist")
    for project in PROJECTS:
        copy = tmp_path_factory.mktemp("source") / project.name
        shutil.copytree(project, copy, ignore=_only_sources)
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, copy)
    return folder


def _only_sources(folder, names):
    """Leaves out environments, history and, beside the core, the other distributions."""
    out = {".venv", ".git", "node_modules"}
    if Path(folder) == ROOT:
        out |= {"plugins", "tests", "benchmarks", "examples"}
    return [name for name in names if name in out or (name.startswith(".") and name.endswith("_cache"))]


def wheel(built, name):
    (found,) = built.glob(f"{name.replace('-', '_')}-*.whl")
    return found


@pytest.fixture
def clean(tmp_path):
    """A new environment with nothing in it: the path of its python."""
    venv.create(tmp_path / "env", symlinks=True)
    return tmp_path / "env" / "bin" / "python"


def install(python, built, *what):
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--quiet", "--no-compile", "--find-links", built, *what)


def installed(python):
    """Everything in the environment, by canonical name."""
    found = distributions(path=[str(one) for one in python.parents[1].glob("lib/python3*/site-packages")])
    return {canonicalize_name(one.name): one for one in found}


def declared(text, there):
    """The names of what a requirement and its dependencies ask for, extras told."""
    seen, todo = set(), [Requirement(text)]
    while todo:
        one = todo.pop()
        for extra in {"", *one.extras} - {extra for name, extra in seen if name == one.name}:
            seen.add((one.name, extra))
            needs = map(Requirement, there[canonicalize_name(one.name)].requires or ())
            todo += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return {canonicalize_name(name) for name, _ in seen}


@pytest.mark.parametrize("name", NAMES)
def test_a_wheel_installs_alone_and_brings_only_what_it_declares(name, built, clean):
    install(clean, built, wheel(built, name))
    brought = installed(clean)
    assert brought.keys() == declared(name, brought)
    if name == "reconnect-core":
        assert brought.keys() == {"reconnect-core", "pluggy"}
    assert "urllib3-future" not in brought
    module = name.replace("-", "_")
    run(clean, "-c", f"import {module}; assert 'site-packages' in {module}.__file__")


def test_the_command_without_its_extra_names_it(built, clean):
    install(clean, built, wheel(built, "reconnect-core"))
    done = subprocess.run([clean.with_name("reconnect"), "plan"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "reconnect-core[cli]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("project", PROJECTS, ids=NAMES)
def test_a_wheel_is_its_sources_byte_for_byte(project, built):
    with zipfile.ZipFile(wheel(built, NAMES[PROJECTS.index(project)])) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    files = (path for path in (project / "src").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert packed == {path.relative_to(project / "src").as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", NAMES)
def test_wheel_and_sdist_hold_what_belongs_in_them(name, built):
    with zipfile.ZipFile(wheel(built, name)) as archive:
        files = archive.namelist()
    module = name.replace("-", "_")
    assert f"{module}/py.typed" in files
    assert not [file for file in files if "tests/" in file or "__pycache__" in file or file.endswith(".pyc")]
    (sdist,) = built.glob(f"{module}-*.tar.gz")
    with tarfile.open(sdist) as archive:
        packed = {member.name.partition("/")[2] for member in archive.getmembers()}
    assert {"pyproject.toml", "README.md", "CHANGELOG.md"} <= packed
    assert not [file for file in packed if file.startswith(("plugins/", "benchmarks/", ".venv"))]


@pytest.mark.parametrize("project", PROJECTS, ids=NAMES)
def test_each_version_has_its_words_in_the_changelog(project):
    about = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    text = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    section = re.search(
        rf"^## {re.escape(about['version'])}\b.*?\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert section, f"{about['name']} {about['version']}"
    assert "- " in section[1], f"{about['name']}: nothing is said of {about['version']}"


@pytest.mark.parametrize("project", PROJECTS[1:], ids=NAMES[1:])
def test_every_plugin_installs_with_the_oldest_core_it_claims(project, built, clean, tmp_path):
    about = tomllib.loads((project / "pyproject.toml").read_text())["project"]
    (need,) = [one for one in about["dependencies"] if one.startswith("reconnect-core")]
    found = re.fullmatch(r"reconnect-core>=(\d+(?:\.\d+)*),<(\d+(?:\.\d+)*)", need)
    assert found, f"{about['name']} gives no range: {need}"
    core = _core(found[1], built, tmp_path)
    install(clean, built, core, wheel(built, about["name"]))
    code = (
        "from reconnect_core.plugins import Plugins, installed\n"
        "p = Plugins(); p.load([one.name for one in installed()]); assert not p.faults, p.faults\n"
        "assert [one.name for one in installed()]"
    )
    run(clean, "-c", code)


def _core(oldest, built, tmp_path):
    """The wheel of that version of the core: today's, or one built from its tag."""
    today = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    if today == oldest or today.startswith(f"{oldest}."):
        return wheel(built, "reconnect-core")
    source = tmp_path / "core"
    run("git", "clone", "--quiet", "--branch", f"core-{oldest}", ROOT, source)
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path / "old", source)
    return wheel(tmp_path / "old", "reconnect-core")


@pytest.mark.parametrize("rooms", ["some", pytest.param("all", marks=pytest.mark.nightly)])
def test_the_fast_tests_pass_on_the_built_wheels(rooms, built, clean, tmp_path):
    """With ``src`` out of the way: by night all of them, else those that meet a distribution as a whole."""
    ours = [f"{wheel(built, name)}{EXTRAS.get(name, '')}" for name in NAMES]
    install(clean, built, *ours, *ALSO)
    tree = tmp_path / "tree"
    shutil.copytree(ROOT, tree, ignore=_without_sources)
    # The pages and signatures are held against the sources; they say nothing of a wheel.
    apart = [f"--ignore={tree / 'tests' / name}" for name in ("docs", "api")]
    some = [path for pattern in WHOLE for path in sorted(tree.glob(pattern))]
    run(
        *(clean, "-m", "pytest", "-q", "-p", "no:cacheprovider", *apart, *(some if rooms == "some" else ())),
        *("-m", "not full and not nightly", "--rootdir", tree, "-c", tree / "pyproject.toml"),
        cwd=tree,
    )
    where = run(clean, "-c", "import reconnect_core, reconnect_csv; print(reconnect_core.__file__)", cwd=tree)
    assert "site-packages" in where


def _without_sources(folder, names):
    """Leaves out our packages' sources, environments and history."""
    out = {".venv", ".git", "node_modules", "wheels", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    here = Path(folder)
    if here == ROOT or here.parent == ROOT / "plugins":
        out.add("src")
    return [name for name in names if name in out]
