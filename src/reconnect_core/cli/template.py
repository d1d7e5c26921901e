"""The commented config that ``init`` writes."""

from dataclasses import dataclass
from pathlib import Path

import click

KINDS = {".vcf": "vcard", ".csv": "csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What ``init`` asks."""

    timezone: str
    me: str
    region: str
    book: str
    calendar: str


def defaults() -> Answers:
    """What is taken when nothing is asked."""
    return Answers(timezone=_zone(), me="", region="", book="contacts.vcf", calendar="calendar.ics")


def ask() -> Answers:
    """The answers to a few questions on the terminal."""
    known = defaults()
    return Answers(
        timezone=click.prompt("Your time zone", default=known.timezone, err=True),
        me=click.prompt("Your own e-mail address (so that your meetings come out right)", default="", err=True),
        region=click.prompt("Your country, as DE or US (for phone numbers and holidays)", default="", err=True),
        book=click.prompt(
            "Your contacts: a .vcf or .csv export, or a folder of .vcf", default=known.book, err=True
        ),
        calendar=click.prompt(
            "The calendar file that takes the reminders (.ics)", default=known.calendar, err=True
        ),
    )


def render(answers: Answers) -> str:
    """The text of the config: valid TOML, each key explained."""
    me = f'["{_text(answers.me)}"]' if answers.me else "[]"
    kind = KINDS.get(Path(answers.book).suffix.lower(), "vcard")
    return f"""# reconnect.toml - whom to reconnect with, and where the reminders go.
# Every key with its default stands in docs/config.md. Relative paths start from this file's folder.

[garden]
timezone = "{_text(answers.timezone)}"
me = {me}              # your own addresses
region = "{_text(answers.region)}"             # your country, for national phone numbers and holidays
people = 3              # at most this many in a week
hours = ["Tue-Thu 17:00-19:00", "Sat 10:00-12:00"]   # when a reminder may stand

# Your address books are only read; no line of code in reconnect can write to one.
[[addressbook]]
name = "contacts"
kind = "{kind}"
path = "{_text(answers.book)}"

# Calls, letters and meetings that no calendar knows: columns who, when, channel, direction, note, gift.
# [[journal]]
# name = "log"
# kind = "csv-log"
# path = "log.csv"

[[calendar]]
name = "home"
kind = "ics"
path = "{_text(answers.calendar)}"
reminders = true        # exactly one calendar takes the reminders
"""


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _zone() -> str:
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        target = ""
    _, found, name = target.partition("/zoneinfo/")
    return name if found and name else "UTC"
