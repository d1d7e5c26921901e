"""The commented config that ``init`` writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from ..errors import ReconnectError
from .accounts import Accounts, Table

_BOOK = (
    "Your contacts: a .vcf or .csv export, a folder of .vcf, or a server "
    "(https://…, icloud, fastmail, nextcloud or google)"
)
_CALENDAR = "The calendar that takes the reminders: an .ics file, or a server as above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What ``init`` asks."""

    timezone: str
    me: str
    region: str
    books: Sequence[Table]
    calendars: Sequence[Table]
    """The first takes the reminders."""


def defaults() -> Answers:
    """What is taken when nothing is asked."""
    return Answers(
        timezone=_zone(),
        me="",
        region="",
        books=({"name": "contacts", "kind": "vcard", "path": "contacts.vcf"},),
        calendars=({"name": "home", "kind": "ics", "path": "calendar.ics"},),
    )


def ask(config: Path, *, dry_run: bool) -> Answers:
    """The answers to a few questions on the terminal; what leads nowhere is asked again."""
    zone = _asked_zone()
    accounts = Accounts(config=config, zone=zone, dry_run=dry_run)
    me = click.prompt("Your own e-mail address (so that your meetings come out right)", default="", err=True)
    region = click.prompt("Your country, as DE or US (for phone numbers and holidays)", default="", err=True)
    return Answers(
        timezone=zone,
        me=me,
        region=region,
        books=_stores(accounts, "addressbook", "contacts", _BOOK, "contacts.vcf"),
        calendars=_stores(accounts, "calendar", "home", _CALENDAR, "calendar.ics"),
    )


def render(answers: Answers) -> str:
    """The text of the config: valid TOML, each key explained."""
    me = [answers.me] if answers.me else []
    books = "\n".join(_table("addressbook", table) for table in answers.books)
    target, *others = (_table("calendar", table) for table in answers.calendars)
    target += "reminders = true        # exactly one calendar takes the reminders\n"
    read = "".join(f"\n# Only read: whom you met.\n{other}" for other in others)
    return f"""# reconnect.toml - whom to reconnect with, and where the reminders go.
# Every key with its default stands in docs/config.md. Relative paths start from this file's folder.

[garden]
timezone = {_value(answers.timezone)}
me = {_value(me)}              # your own addresses
region = {_value(answers.region)}             # your country, for national phone numbers and holidays
people = 3              # at most this many in a week
hours = ["Tue-Thu 17:00-19:00", "Sat 10:00-12:00"]   # when a reminder may stand

# Your address books are only read; no line of code in reconnect can write to one.
{books}
# Calls, letters and meetings that no calendar knows: columns who, when, channel, direction, note, gift.
# [[journal]]
# name = "log"
# kind = "csv-log"
# path = "log.csv"

{target}{read}"""


def _asked_zone() -> str:
    while True:
        said = str(click.prompt("Your time zone", default=_zone(), err=True))
        try:
            return ZoneInfo(said).key
        except (KeyError, ValueError, OSError):
            click.echo(f'There is no zone "{said}"; write it like Europe/Berlin.', err=True)


def _stores(accounts: Accounts, section: str, name: str, question: str, default: str) -> tuple[Table, ...]:
    while True:
        said = str(click.prompt(question, default=default, err=True)).strip()
        try:
            return accounts.tables(section, name, said)
        except ReconnectError as error:
            click.echo(str(error), err=True)


def _table(section: str, keys: Mapping[str, Any]) -> str:
    lines = (f"{key} = {_value(value)}" for key, value in keys.items())
    return "\n".join([f"[[{section}]]", *lines]) + "\n"


def _value(value: str | list[str]) -> str:
    """As TOML: text in quotes, or a list of it (JSON's strings are TOML's, but for the delete character)."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _zone() -> str:
    try:
        target = str(Path("/etc/localtime").resolve())
    except OSError:
        target = ""
    _, found, name = target.partition("/zoneinfo/")
    return name if found and name else "UTC"
