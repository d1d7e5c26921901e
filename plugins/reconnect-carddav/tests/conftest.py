"""Servers for the DAV tests, each started once and ended by its pid."""

from contextlib import suppress

import pytest

from .fault_server import FaultServer
from .servers.running import radicale, xandikos
from .servers.suites import Account


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

    def get(self, name, calendar=""):
        self._put.add((calendar or self.server.calendar) + name)
        status, headers, content = self.server.ask("GET", (calendar or self.server.calendar) + name)
        return content if status == 200 else None

    def delete(self, name):
        self.server.delete(self.server.addressbook + name)

    def delete_event(self, name, calendar=""):
        self.server.delete((calendar or self.server.calendar) + name)

    def tidy(self):
        for url in self._put:
            self.server.delete(url)


@pytest.fixture
def person(server):
    person = Person(server)
    yield person
    person.tidy()
