"""What the extra ``dav`` brings into an environment, and that others go on working beside it."""

import json
import subprocess
import sys
import venv
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[3]
HTTP = {"caldav", "niquests", "urllib3-future"}


def closure(requirement):
    """The names of everything that installing this brings, as far as it is installed here."""
    found, todo = set(), [Requirement(requirement)]
    while todo:
        wanted = todo.pop()
        name, extras = wanted.name.lower(), tuple(sorted(wanted.extras))
        if (name, extras) in found:
            continue
        found.add((name, extras))
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            continue
        for line in lines:
            needed = Requirement(line)
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            ):
                todo.append(needed)
    return {name for name, _ in found}


def test_a_plain_install_brings_no_http_library():
    assert not HTTP & closure("reconnect-carddav")


def test_the_extra_brings_what_the_network_kinds_need():
    assert closure("reconnect-carddav[dav]") >= HTTP | {"lxml", "publicsuffixlist"}


def test_the_reader_of_cards_waits_for_a_card():
    """Most reads find nothing changed: they need not load it."""
    code = "import sys, reconnect_carddav.carddav_book; print([m for m in sys.modules if 'vcard' in m or 'vobject' in m])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


PROGRAM = (
    "import sys\n"
    "from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings\n"
    "from reconnect_core import Opening, Secret\n"
    "from google.auth.transport.requests import Request\n"
    "root, url = sys.argv[1:]\n"
    "settings = CarddavSettings(url=url, username='alice', password=Secret(lambda: 'alicepw'))\n"
    "book = CarddavBook(Opening(name='people', settings=settings))\n"
    "print(Request()(root + '.web/').status)\n"
    "list(book.changes(None))\n"
    "print(Request()(root + '.web/').status, book.traffic.requests)\n"
)
"""Reads an address book, and before and after it speaks HTTP as Google's client does: by way of urllib3."""


def test_other_http_libraries_work_beside_it(radicale_server):
    """caldav's niquests replaces urllib3 for everybody in the environment; Google's client uses it."""
    pytest.importorskip("google.auth.transport.requests")
    works(sys.executable, radicale_server)


@pytest.mark.full
def test_both_network_plugins_installed_into_one_environment(radicale_server, tmp_path):
    """From the sources, by pip, as a user does it; and without the extra nothing replaces urllib3."""
    venv.create(tmp_path, symlinks=True)
    python = str(tmp_path / "bin" / "python")
    core, carddav, google = ROOT, ROOT / "plugins/reconnect-carddav", ROOT / "plugins/reconnect-google"
    install(python, core, carddav, google)
    assert not HTTP & installed(python)
    install(python, f"{carddav}[dav]")
    assert installed(python) >= HTTP | {"google-auth", "urllib3"}
    works(python, radicale_server)


def install(python, *what):
    pip(python, "install", "--quiet", "--no-compile", *map(str, what))


def installed(python):
    return {one["name"].lower().replace("_", "-") for one in json.loads(pip(python, "list", "--format=json"))}


def pip(python, *what):
    command = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", *what]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def works(python, server):
    command = [python, "-c", PROGRAM, server.root, server.addressbook]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-1500:]
    before, after, requests = done.stdout.split()
    assert before == after
    assert int(requests) >= 2
