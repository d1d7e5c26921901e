"""Servers for the DAV tests, each started once and ended by its pid."""

import os
import re
import shutil
import tempfile
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest

pytest.register_assert_rewrite(
    *(f"{__package__}.servers.{name}" for name in ("suites", "books", "calendars", "reminders"))
)

from reconnect_carddav.dav.transport import Transport  # noqa: E402 -- after the rewriting is ordered

from .fault_server import FaultServer  # noqa: E402
from .servers.running import radicale, xandikos  # noqa: E402
from .servers.suites import Account, card  # noqa: E402


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """The seconds that were waited before something was sent again; no test of this process really waits them."""
    waited = []
    monkeypatch.setitem(Transport.__init__.__kwdefaults__, "sleep", waited.append)
    return waited


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory):
    with radicale(tmp_path_factory.mktemp("servers") / "radicale") as server:
        yield server


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory):
    with xandikos(tmp_path_factory.mktemp("servers") / "xandikos") as server:
        yield server


@pytest.fixture
def proxy(server):
    with FaultServer(server.root).running() as running:
        yield running


@pytest.fixture
def account(server, proxy):
    return Account(proxy.through(server))


class Person:
    """The user with another program: puts, changes and deletes, and tidies up afterwards."""

    def __init__(self, server):
        self.server = server
        self._put = set()

    def put_card(self, name, content):
        self._put.add(self.server.addressbook + name)
        self.server.put_card(name, content)

    def try_card(self, name, content):
        """True when the server stores this card, broken as it is."""
        with suppress(AssertionError):
            self.put_card(name, content)
        return self.server.ask("GET", self.server.addressbook + name)[0] == 200

    def put_event(self, name, content, calendar=""):
        self._put.add((calendar or self.server.calendar) + name)
        self.server.put_event(name, content, calendar)

    def try_event(self, name, content):
        """True when the server stores this event, broken as it is."""
        with suppress(AssertionError):
            self.put_event(name, content)
        return self.get(name) is not None

    def mine(self, *reminders):
        """These reminders are removed in the end, whoever wrote them."""
        self._put.update(f"{self.server.calendar}{one.uid}.ics" for one in reminders)

    def owns(self, url):
        """This collection is removed in the end."""
        self._put.add(urljoin(self.server.root, urlsplit(url).path))

    def retitle(self, reminder, title):
        self._edit(reminder, rb"SUMMARY:[^\r\n]*(\r?\n[ \t][^\r\n]*)*", f"SUMMARY:{title}".encode())

    def move(self, reminder, day):
        old, new = f"{reminder.start.day:%Y%m%d}".encode(), f"{day:%Y%m%d}".encode()
        self._edit(reminder, b":" + old + b"T", b":" + new + b"T")

    def _edit(self, reminder, pattern, replacement):
        name = f"{reminder.uid}.ics"
        content = self.get(name)
        edited = re.sub(pattern, replacement, content)
        assert edited != content
        self.put_event(name, edited)

    def other_calendar(self):
        """Another calendar of the same account, empty."""
        url = self.server.sibling(self.server.calendar, f"other-{uuid4().hex[:8]}")
        self.server.make_calendar(url, "Another")
        self.owns(url)
        return url

    def get(self, name, calendar=""):
        status, _headers, content = self.server.ask("GET", (calendar or self.server.calendar) + name)
        return content if status == 200 else None

    def delete(self, name):
        self.server.delete(self.server.addressbook + name)

    def delete_event(self, name, calendar=""):
        self.server.delete((calendar or self.server.calendar) + name)

    def tidy(self):
        for url in sorted(self._put, key=lambda url: url.endswith("/")):
            with suppress(AssertionError) if url.endswith("/") else nullcontext():  # not every server lets go
                self.server.delete(url)


@pytest.fixture
def person(server):
    person = Person(server)
    yield person
    person.tidy()


@pytest.fixture
def ten(person):
    for number in range(10):
        person.put_card(f"c{number}.vcf", card(number))


@pytest.fixture
def quick(account):
    """Settings that keep the tests short."""
    return {"url": account.server.addressbook, "timeout_seconds": 1, "patience_seconds": 4}


@pytest.fixture
def open_folder():
    """A folder that anybody may pass through, for what depends on the rights of a user who is not root."""
    folder = Path(tempfile.mkdtemp(prefix="reconnect-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def unprivileged():
    """A context in which this process is no root: root may read and write whatever it likes."""

    @contextmanager
    def nobody():
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield
        finally:
            if root:
                os.seteuid(0)

    return nobody
