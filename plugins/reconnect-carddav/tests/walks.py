"""Whole walks over one Radicale: people in an address book, meetings in one calendar, reminders in another."""

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from reconnect_core import Garden

from .servers.suites import card, event

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
PEOPLE = 6
ZYGOTE = """
import os, pkgutil, sys, traceback
from datetime import datetime
import caldav.davclient, h11, holidays.countries, icalendar, lxml.etree, phonenumbers, vobject
import reconnect_carddav, reconnect_core
from reconnect_core import Garden
for package in (reconnect_core, reconnect_carddav):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        __import__(module.name)
for line in sys.stdin:
    now = datetime.fromisoformat(line.strip())
    child = os.fork()
    if not child:
        try:
            with Garden.open(sys.argv[1], now=now) as garden:
                report = garden.write(garden.plan(now=now))
            if faults := (*report.plan.faults, *report.faults):
                print(*faults, sep="\\n", file=sys.stderr, flush=True)
                os._exit(4)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Each moment read is a walk in a process of its own, forked from this one, which has imported everything."""


def meetings():
    """Each person met every five weeks for a year, until some months ago."""
    for number in range(PEOPLE):
        for meeting in range(7):
            day = date(2025, 12, 1) - timedelta(days=7 * number + 35 * meeting)
            who = f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:person{number}@example.org"
            extra = ("ORGANIZER:mailto:me@example.org", who)
            yield event(f"m{number}-{meeting}", day, title=f"Lunch {number}", extra=extra)


def collected(events):
    """Many events as one file, as Radicale takes a whole collection."""
    inner = (one.partition(b"PRODID:-//test//EN\r\n")[2].partition(b"END:VCALENDAR")[0] for one in events)
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + b"".join(inner) + b"END:VCALENDAR\r\n"


@dataclass
class World:
    """One user's server and computer; ``root`` is the server's address as their config has it."""

    server: object
    root: str
    folder: Path

    def __post_init__(self):
        self.meetings = self.server.sibling(self.server.calendar, "meetings")
        self.reminders = self.server.sibling(self.server.calendar, "reminders")
        self.book = self.server.sibling(self.server.addressbook, "people")
        cards = b"".join(card(number) for number in range(PEOPLE))
        for url, content, kind in (
            (self.book, cards, "text/vcard"),
            (self.meetings, collected(meetings()), "text/calendar"),
        ):
            self.server.delete(url)
            status, _, said = self.server.ask("PUT", url, content, Content_Type=kind)
            assert status == 201, said[:300]
        self.server.make_calendar(self.reminders, "Reminders")
        self.config = self.folder / "reconnect.toml"
        self.config.write_text(
            '[garden]\ntimezone = "Europe/Berlin"\nme = ["me@example.org"]\nstate = "state"\n'
            + self._table("addressbook", "people", 'kind = "carddav"\nbooks = ["people"]')
            + self._table("calendar", "meetings", 'kind = "caldav"\ncalendar = "meetings"')
            + self._table("calendar", "reminders", 'kind = "caldav"\ncalendar = "reminders"\nreminders = true')
        )

    def _table(self, section, name, keys):
        return (
            f'\n[[{section}]]\nname = "{name}"\nurl = "{self.root}"\nusername = "alice"\n'
            f'password = {{ command = ["echo", "alicepw"] }}\ntimeout_seconds = 60\n{keys}\n'
        )

    @property
    def state(self):
        return self.folder / "state"

    def garden(self, now=NOW):
        return Garden.open(self.config, now=now)

    def written(self):
        """The reminders on the server, each as its owner could see it, by file name."""
        status, _, listing = self.server.ask("PROPFIND", self.reminders, Depth="1")
        assert status == 207, listing[:300]
        names = re.findall(r"<href>[^<]*/([^/<]+\.ics)</href>", listing.decode())
        return {name: self.server.ask("GET", self.reminders + name)[2] for name in names}

    def tidy(self):
        for url in (self.meetings, self.reminders, self.book):
            self.server.delete(url)


def essence(files):
    """What counts of each reminder: everything but the moment it was written."""
    return {name: re.sub(rb"DTSTAMP[^\r\n]*", b"", content) for name, content in files.items()}


@contextmanager
def forked(world):
    """Walks in processes of their own: begin one at a moment for its pid, then wait for its exit code."""
    command = [sys.executable, "-c", ZYGOTE, str(world.config)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as zygote:

        def begin(now):
            zygote.stdin.write(f"{now.isoformat()}\n")
            zygote.stdin.flush()
            return int(zygote.stdout.readline())

        def wait():
            return int(zygote.stdout.readline())

        yield begin, wait
        zygote.stdin.close()


class Snapshot:
    """What lies on the user's disk and in the reminder calendar, to begin again from."""

    def __init__(self, world, collection, folder):
        self.pairs = ((world.state, folder / "state"), (collection, folder / "collection"))
        for live, kept in self.pairs:
            if live.exists():
                shutil.copytree(live, kept)

    def restore(self):
        for live, kept in self.pairs:
            shutil.rmtree(live, ignore_errors=True)
            if kept.exists():
                shutil.copytree(kept, live)
