"""The pytest plugin: fixtures for authors, and nothing at all for everybody else."""

import http.client
import json
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest

from reconnect_core import Contact, Part, hookimpl, to_plain
from reconnect_core.testing import fault_server, frozen, pytest_plugin


class Loud:
    @hookimpl
    def reconnect_weigh(self, candidates):
        return {
            c.person.id: [Part(name="loud", points=5.0, reason="r")]
            for c in candidates
            if "Fay" in c.person.name
        }


def test_loading_it_imports_nothing_but_pytest():
    code = (
        "import sys, pytest; before = set(sys.modules)\n"
        "import reconnect_core.testing.pytest_plugin\n"
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith('reconnect_core')))\n"
        "print(sorted(m for m in sys.modules if m.startswith('reconnect_core')))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    others, ours = said.splitlines()
    assert others == "[]"
    assert ours == str(["reconnect_core", "reconnect_core.testing", "reconnect_core.testing.pytest_plugin"])


@pytest.mark.full
def test_a_project_that_does_not_use_it_sees_no_difference(tmp_path):
    """Strict marks, warnings as errors, and a test of its own: the same with the plugin and without."""
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\naddopts = --strict-markers -p no:cacheprovider\nfilterwarnings = error\n"
    )
    (tmp_path / "test_own.py").write_text(
        "import sys\n"
        "def test_own(request):\n"
        "    assert not [m for m in sys.modules if m.startswith('reconnect_core.') and 'testing' not in m]\n"
        "    assert request.fixturenames == ['request']\n"
    )
    for more in ((), ("-p", "no:reconnect")):
        command = [sys.executable, "-m", "pytest", "-q", *more]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "1 passed" in done.stdout, done.stdout
        assert "warning" not in done.stdout


def test_every_fixture_is_documented_and_has_our_prefix(request):
    names = [name for name in vars(pytest_plugin) if name.startswith("reconnect_")]
    assert len(names) == 7
    text = (request.config.rootpath / "docs" / "contract.md").read_text()
    assert [name for name in names if f"`{name}`" not in text] == []


def test_sample_people(reconnect_people):
    assert len({one.name for one in reconnect_people}) < len(reconnect_people), "namesakes"
    assert all(isinstance(one, Contact) for one in reconnect_people)


def test_the_frozen_garden_is_always_the_same(reconnect_garden, reconnect_now, reconnect_calendar):
    plan = reconnect_garden.plan(now=reconnect_now)
    with frozen.garden(frozen.book(), frozen.journal(), frozen.calendar()) as again:
        other = again.plan(now=reconnect_now)
    assert json.dumps(to_plain(plan)) == json.dumps(to_plain(other))
    assert len(plan.picks) == 3
    report = reconnect_garden.write(plan)
    assert report.exit_code == 0
    assert len(reconnect_calendar.store) == len(report.receipts) == 3


@pytest.mark.reconnect_plugins(Loud())
def test_a_plugin_can_be_registered_with_it(reconnect_garden, reconnect_now):
    plan = reconnect_garden.plan(now=reconnect_now)
    assert "Fay Grant" in {pick.person.name for pick in plan.picks}


def test_the_memory_stores_can_be_changed(reconnect_book, reconnect_journal, reconnect_garden, reconnect_now):
    reconnect_book.records.clear()
    assert reconnect_journal.records
    assert reconnect_garden.plan(now=reconnect_now).people == 0


def get(url, **more):
    return urllib.request.urlopen(urllib.request.Request(url, **more), timeout=0.5)


class TestFaultServer:
    @pytest.fixture
    def server(self, reconnect_fault_server):
        reconnect_fault_server.answer = lambda asked: (200, {"X-Was": asked.path}, b"0123456789" * 100)
        return reconnect_fault_server

    def test_it_answers_as_told_and_keeps_a_log(self, server):
        with get(f"{server.url}there", data=b"hello", method="PUT") as answer:
            assert answer.headers["X-Was"] == "/there"
            assert len(answer.read()) == 1000
        assert [(one.method, one.path, one.body) for one in server.log] == [("PUT", "/there", b"hello")]

    def test_a_status_comes_as_often_as_planned(self, server):
        server.plan("status", status=429, headers={"Retry-After": "7"}, times=1, skip=1)
        codes = []
        for _ in range(3):
            try:
                with get(server.url) as answer:
                    codes.append(answer.status)
            except urllib.error.HTTPError as error:
                codes.append((error.code, error.headers["Retry-After"]))
                error.close()
        assert codes == [200, (429, "7"), 200]

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            ("hang", TimeoutError),
            ("drop", http.client.RemoteDisconnected),
            ("truncated", http.client.IncompleteRead),
            ("drip", TimeoutError),
        ],
    )
    def test_the_connection_goes_wrong(self, server, fault, error):
        server.plan(fault, method="GET")
        with pytest.raises(error):
            self.read_for_half_a_second(server.url)
        with get(server.url, method="POST", data=b"") as answer:
            assert answer.status == 200
        server.clear()
        with get(server.url) as answer:
            assert len(answer.read()) == 1000

    def read_for_half_a_second(self, url):
        box = []

        def read():
            try:
                with get(url) as answer:
                    box.append(answer.read())
            except Exception as error:
                box.append(error)

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        thread.join(0.6)
        if not box:
            raise TimeoutError
        if isinstance(box[0], Exception):
            raise box[0]

    def test_a_login_page(self, server):
        server.plan("html")
        with get(server.url) as answer:
            assert answer.headers["Content-Type"] == "text/html"
            assert b"sign in" in answer.read()

    def test_a_fault_nobody_knows(self, server):
        with pytest.raises(ValueError, match="known are status, hang"):
            server.plan("explode")
        assert set(fault_server.FAULTS) == {"status", "hang", "drop", "truncated", "html", "drip"}
