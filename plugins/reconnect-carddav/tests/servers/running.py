"""Real servers for the tests: Radicale and Xandikos on loopback ports that the system chooses, ended by pid."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MKCOL = """<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop>
<resourcetype><collection/><C:addressbook/></resourcetype><displayname>{}</displayname></prop></set></mkcol>"""
MKCALENDAR = """<?xml version="1.0"?><C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>
<displayname>{}</displayname><C:supported-calendar-component-set>{}</C:supported-calendar-component-set></prop></set>
</C:mkcalendar>"""


@dataclass(frozen=True, kw_only=True)
class Running:
    """A server that runs, and what a plain HTTP client needs to act as its user ("the person")."""

    name: str
    root: str
    addressbook: str
    calendar: str
    user: str = ""
    password: str = ""

    def ask(self, method, url, body=b"", **headers):
        """Status, headers and body of one request, sent by the standard library, not by what is tested."""
        request = urllib.request.Request(url, data=body or None, method=method)
        if self.user:
            request.add_header(
                "Authorization", "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()
            )
        for key, value in headers.items():
            request.add_header(key.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read()

    def put_card(self, name, card):
        status, _, said = self.ask(
            "PUT", f"{self.addressbook}{name}", card, Content_Type="text/vcard; charset=utf-8"
        )
        assert status in (200, 201, 204), (status, said[:300])

    def put_event(self, name, event, calendar=""):
        url = f"{calendar or self.calendar}{name}"
        status, _, said = self.ask("PUT", url, event, Content_Type="text/calendar; charset=utf-8")
        assert status in (200, 201, 204), (status, said[:300])

    def delete(self, url):
        status, _, said = self.ask("DELETE", url)
        assert status in (200, 204, 404), (status, said[:300])

    def make_book(self, url, name):
        """A new address book at this address; an old one is removed."""
        self.delete(url)
        status, _, said = self.ask("MKCOL", url, MKCOL.format(name).encode(), Content_Type="application/xml")
        assert status == 201, (status, said[:300])

    def make_calendar(self, url, name, components=("VEVENT", "VTODO")):
        """A new calendar at this address; an old one is removed."""
        self.delete(url)
        comps = "".join(f'<C:comp name="{component}"/>' for component in components)
        body = MKCALENDAR.format(name, comps).encode()
        status, _, said = self.ask("MKCALENDAR", url, body, Content_Type="application/xml")
        assert status == 201, (status, said[:300])

    def sibling(self, url, name):
        """The address of another collection beside this one."""
        return url.rstrip("/").rpartition("/")[0] + f"/{name}/"


HASTY = (
    "import os, runpy, sys; os.fsync = lambda file: None; sys.argv = sys.argv[1:];"
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)
"""Runs a module that never waits for the disk: what these servers hold need not outlast a power cut."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def process(command, port, log):
    """A server process that answers on its port; ended by its pid."""
    with log.open("wb") as file:
        child = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        end = time.monotonic() + 30
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert child.poll() is None and time.monotonic() < end, log.read_text(errors="replace")[-2000:]
            time.sleep(0.05)
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextmanager
def radicale(folder: Path, port: int = 0, *, as_shipped: bool = False):
    """Radicale with user alice, one address book and one calendar."""
    port = port or free_port()
    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "htpasswd").write_text("alice:alicepw\n")
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\nmax_content_length = 200000000\n"
        f"[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/htpasswd\nhtpasswd_encryption = plain\ndelay = 0\n"
        f"[rights]\ntype = owner_only\n[storage]\nfilesystem_folder = {folder}/data\n"
        "[web]\ntype = none\n[logging]\nlevel = warning\n"
    )
    start = ["-m"] if as_shipped else ["-c", HASTY]
    command = [sys.executable, *start, "radicale", "--config", str(folder / "config")]
    with process(command, port, folder / "log"):
        root = f"http://127.0.0.1:{port}/"
        server = Running(
            name="radicale",
            root=root,
            addressbook=f"{root}alice/contacts/",
            calendar=f"{root}alice/calendar/",
            user="alice",
            password="alicepw",
        )
        if new:
            server.make_book(server.addressbook, "Contacts")
            server.make_calendar(server.calendar, "Calendar")
        yield server


@contextmanager
def xandikos(folder: Path):
    """Xandikos with its default address book and calendar; it asks nobody for a password."""
    port = free_port()
    for name in ("data", "state"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", HASTY, "xandikos", "serve", "--no-detect-systemd"]
    command += ["-d", str(folder / "data")]
    command += ["--state-dir", str(folder / "state"), "--current-user-principal", "/alice/", "--defaults"]
    with process([*command, "-l", "127.0.0.1", "-p", str(port)], port, folder / "log"):
        root = f"http://127.0.0.1:{port}/"
        yield Running(
            name="xandikos",
            root=root,
            addressbook=f"{root}alice/contacts/addressbook/",
            calendar=f"{root}alice/calendars/calendar/",
        )


def elsewhere():
    """Servers that somebody else started: RECONNECT_DAV_URLS, a JSON list of Running fields."""
    return [Running(**fields) for fields in json.loads(os.environ.get("RECONNECT_DAV_URLS") or "[]")]
