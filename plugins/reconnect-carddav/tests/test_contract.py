"""All four kinds keep the contract: files on disk, and Radicale and Xandikos on loopback."""

import re
import time
from contextlib import suppress
from urllib.parse import urlsplit
from uuid import uuid4
from xml.etree import ElementTree

import pytest

from reconnect_carddav.caldav_calendar import CaldavCalendar
from reconnect_carddav.carddav_book import CarddavBook
from reconnect_carddav.ics_file import IcsFile
from reconnect_carddav.vcard_files import VcardFolder
from reconnect_core import Secret
from reconnect_core.testing import AddressBookContract, Backend, CalendarContract, FileBackend

from .fault_server import FaultServer


def escaped(text):
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def vcard(one):
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{one.ref.uid}", f"FN:{escaped(one.name)}"]
    lines += [f"N:{escaped(one.family)};{escaped(one.given)};;;"]
    lines += [f"EMAIL;TYPE=INTERNET:{email}" for email in one.emails]
    lines += [f"TEL;TYPE=VOICE:{escaped(phone.raw)}" for phone in one.phones]
    if one.labels:
        lines += [f"CATEGORIES:{','.join(map(escaped, one.labels))}"]
    if one.note:
        lines += [f"NOTE:{escaped(one.note)}"]
    return "\r\n".join([*lines, "END:VCARD", ""])


def vcards(people):
    return "".join(map(vcard, people))


def moment(name, when):
    if when.time is None:
        return f"{name};VALUE=DATE:{when.day:%Y%m%d}"
    return f"{name}:{when.day:%Y%m%d}T{when.time:%H%M%S}Z"


def vevent(one):
    lines = ["BEGIN:VEVENT", f"UID:{one.uid}", "DTSTAMP:20260101T000000Z", moment("DTSTART", one.start)]
    lines += [moment("DTEND", one.end), f"SUMMARY:{escaped(one.title)}"]
    lines += [f"RRULE:FREQ=WEEKLY;COUNT={one.weeks}"] if one.weeks > 1 else []
    lines += ["STATUS:CANCELLED"] if one.cancelled else []
    lines += [] if one.busy else ["TRANSP:TRANSPARENT"]
    return "\r\n".join([*lines, "END:VEVENT", ""])


def calendar(appointments):
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//contract//EN\r\n"
    return head + "".join(map(vevent, appointments)) + "END:VCALENDAR\r\n"


def retitled(content, title):
    edited = re.sub(rb"SUMMARY:[^\r\n]*(\r?\n[ \t][^\r\n]*)*", f"SUMMARY:{title}".encode(), content)
    assert edited != content
    return edited


class TestVcard(AddressBookContract):
    @pytest.fixture
    def backend(self, tmp_path):
        junk = "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n"
        return FileBackend(VcardFolder, tmp_path / "people.vcf", vcards, junk=junk)


class IcsBackend(FileBackend):
    def __init__(self, path):
        super().__init__(IcsFile, path, calendar, create=False)

    def spoil(self):
        broken = b"BEGIN:VEVENT\r\nUID:broken\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR"
        self.path.write_bytes(self.path.read_bytes().replace(b"END:VCALENDAR", broken))

    def edit(self, uid, *, title):
        head, own, rest = self._parts(uid)
        self.path.write_bytes(head + retitled(own, title) + rest)

    def delete(self, uid):
        head, _, rest = self._parts(uid)
        self.path.write_bytes(head + rest)

    def is_private(self, uid):
        return b"CLASS:PRIVATE" in self._parts(uid)[1]

    def _parts(self, uid):
        content = self.path.read_bytes()
        at = content.index(f"UID:{uid}".encode())
        begin, end = content.rindex(b"BEGIN:VEVENT", 0, at), content.index(b"END:VEVENT\r\n", at) + 12
        return content[:begin], content[begin:end], content[end:]


class TestIcs(CalendarContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return IcsBackend(tmp_path / "calendar.ics")


class DavBackend(Backend):
    """A fresh collection of its own on a real server, seen through a proxy that can go wrong."""

    def __init__(self, server):
        super().__init__()
        self.server = server
        self.collection = server.sibling(self._usual(), f"contract-{uuid4().hex[:8]}")
        self._make(self.collection)
        self._proxy = FaultServer(server.root)
        self._running = self._proxy.running()
        self._running.__enter__()
        self._word = server.password
        self.secrets = tuple(filter(None, [server.password]))
        self._names = set()
        self._hangs = False

    def keys(self):
        keys = {"url": self._proxy.url(self.collection), "timeout_seconds": 10, "patience_seconds": 1}
        if self.server.user:
            keys |= {"username": self.server.user, "password": Secret(lambda: self._word, "typed in")}
        return keys

    def holds(self):
        body = b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'
        status, _, said = self.server.ask("PROPFIND", self.collection, body, Depth="1", Content_Type="text/xml")
        assert status == 207
        return sorted(re.findall(rb"<[^>]*(?:href|getetag)>([^<]*)<", said))

    def cut_off(self):
        self._proxy.plan("drop-before")

    def refuse(self):
        if self.server.user:
            self._word = "a wrong one"
        else:
            self._proxy.plan("status", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})

    def open(self, name="shelf"):
        store = super().open(name)
        if self._hangs:
            store._server.transport._open().timeout = 0.3  # as often as ever, but not whole seconds each time
        return store

    def hang(self):
        self._hangs = True
        self._proxy.plan("hang")

    def close(self):
        self._running.__exit__(None, None, None)
        with suppress(AssertionError):
            self.server.delete(self.collection)

    def poison(self, name, content):
        """Put a record that breaks XML; where the server mends it, it will fail on this record instead."""
        status, _, said = self.server.ask(
            "PUT", self.collection + name, content.encode(), Content_Type=self.mime
        )
        assert status in (200, 201, 204), (status, said[:300])
        if not self._breaks(name):
            self._proxy.plan("status", status=500, method="REPORT", where=lambda _, body: name.encode() in body)
            self._proxy.plan("status", status=500, method="REPORT", where=_asks_for_all_data)

    def _breaks(self, name):
        """True when the answer that holds this record is no XML."""
        try:
            ElementTree.fromstring(self._report(name))
        except ElementTree.ParseError:
            return True
        return False

    def _report(self, name):
        path = urlsplit(self.collection + name).path
        body = (
            f'<x:{self.multiget} xmlns="DAV:" xmlns:x="urn:ietf:params:xml:ns:{self.space}"><prop><x:{self.data}/>'
            f"</prop><href>{path}</href></x:{self.multiget}>"
        )
        return self.server.ask("REPORT", self.collection, body.encode(), Depth="0", Content_Type="text/xml")[2]

    def _rest(self):
        """Where the sync token is a clock, what changes within the second of a read is not told."""
        body = b'<propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>'
        said = self.server.ask("PROPFIND", self.collection, body, Depth="0", Content_Type="text/xml")[2]
        token = re.search(rb"sync-token[^>]*>(\d+)<", said)
        if token and abs(int(token[1]) - time.time()) < 3600:
            time.sleep(1.1)

    def put(self, files):
        if self._names:
            self._rest()
        for name in self._names - files.keys():
            self.server.delete(self.collection + name)
        for name, content in files.items():
            if name not in self._names or self.stored(name) != content:
                status, _, said = self.server.ask(
                    "PUT", self.collection + name, content, Content_Type=self.mime
                )
                assert status in (200, 201, 204), (status, said[:300])
        self._names = set(files)

    def stored(self, name):
        status, _, content = self.server.ask("GET", self.collection + name)
        return content if status == 200 else None


def _asks_for_all_data(path, body):
    return b"calendar-query" in body and b"calendar-data" in body


class CarddavBackend(DavBackend):
    kind = CarddavBook
    mime = "text/vcard; charset=utf-8"
    space, multiget, data = "carddav", "addressbook-multiget", "address-data"

    def _usual(self):
        return self.server.addressbook

    def _make(self, url):
        self.server.make_book(url, "Contract")

    def fill(self, records):
        self.put({f"{one.ref.uid}.vcf": vcard(one).encode() for one in records})

    def spoil(self):
        card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:broken\r\nFN:Bro\ufffeken\r\nN:Bro;;;;\r\nEND:VCARD\r\n"
        self.poison("broken.vcf", card)


class CaldavBackend(DavBackend):
    kind = CaldavCalendar
    mime = "text/calendar; charset=utf-8"
    space, multiget, data = "caldav", "calendar-multiget", "calendar-data"

    def _usual(self):
        return self.server.calendar

    def _make(self, url):
        self.server.make_calendar(url, "Contract")

    def fill(self, records):
        self.put({f"{one.uid}.ics": calendar([one]).encode() for one in records})

    def spoil(self):
        self.poison("broken.ics", calendar([]).replace("END:VCALENDAR", self.BROKEN))

    BROKEN = (
        "BEGIN:VEVENT\r\nUID:broken\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260303T120000Z\r\n"
        "DTEND:20260303T130000Z\r\nSUMMARY:Bro\ufffeken\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )

    def edit(self, uid, *, title):
        content = retitled(self.stored(f"{uid}.ics"), title)
        status, _, said = self.server.ask("PUT", f"{self.collection}{uid}.ics", content, Content_Type=self.mime)
        assert status in (200, 201, 204), (status, said[:300])

    def delete(self, uid):
        self.server.delete(f"{self.collection}{uid}.ics")

    def is_private(self, uid):
        return b"CLASS:PRIVATE" in self.stored(f"{uid}.ics")


@pytest.fixture(params=["radicale", "xandikos"])
def server(request):
    return request.getfixturevalue(f"{request.param}_server")


class TestCarddav(AddressBookContract):
    @pytest.fixture
    def backend(self, server):
        return CarddavBackend(server)


class TestCaldav(CalendarContract):
    @pytest.fixture
    def backend(self, server):
        return CaldavBackend(server)
