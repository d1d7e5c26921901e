"""Kind ics over a file, and code run in a process of its own."""

import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from reconnect_carddav.ics_file import IcsFile, IcsSettings
from reconnect_core import Entry, Opening, Reminder, When, Window

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
YEAR = Window(first=date(2026, 1, 1), last=date(2026, 12, 31))
FOREIGN = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nX-ODD:a\\b  \n\nBEGIN:VEVENT\nUID:lunch\nDTSTART:20260305T120000Z\n"
    "SUMMARY:Déjeuner \nDESCRIPTION:one\n END:VCALENDAR\n two\nBEGIN:VALARM\nUID:reconnect0\nEND:VALARM\n"
    "END:VEVENT\nEND:VCALENDAR\nafter"
).encode()


def reminder(number=1, **more):
    given = {
        "uid": f"reconnect{number:024d}",
        "person": "p",
        "title": "Call Ana",
        "text": "You are thinking of her.\nTel: +1",
        "start": When(day=date(2026, 3, 4), time=time(17), zone="Europe/Berlin"),
        "marks": ("p", "h:1".replace(":", "-")),
    }
    return Reminder(**(given | more))


def store(path, create=True, clock=lambda: NOW):
    settings = IcsSettings(path=str(path), create=create)
    return IcsFile(Opening(name="cal", settings=settings, clock=clock, zone=ZoneInfo("Europe/Berlin")))


def put(path, *reminders):
    return [receipt.status.value for receipt in store(path).put(reminders or [reminder()])]


def starts(path):
    return [str(one.start) for one in store(path).entries(YEAR) if isinstance(one, Entry)]


def run(code, *arguments, **more):
    """Run code in a process of its own, so that limits and crashes stay there."""
    head = "import sys\nsys.path[:0] = sys.argv.pop().split('|')\nfrom ics_stores import *\n"
    here = str(Path(__file__).parent)
    return subprocess.Popen(
        [sys.executable, "-c", head + textwrap.dedent(code), *map(str, arguments), "|".join([here, *sys.path])],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more,
    )  # fmt: skip
