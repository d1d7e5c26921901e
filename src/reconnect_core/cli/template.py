"""The commented config that ``init`` writes."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from ..errors import ConfigError, ReconnectError
from ..ranges import is_region
from .accounts import OFFERED, Accounts, Table
from .asking import TRIES, give_up

T = TypeVar("T")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")
_BOOK = (
    "Your contacts: a .vcf or .csv export, a folder of .vcf, or a server "
    "(https://…, icloud, fastmail, nextcloud or google)"
)
_CALENDAR = "The calendar that takes the reminders: an .ics file, or a server as above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What ``init`` asks, and the garden's name."""

    name: str
    timezone: str
    me: tuple[str, ...]
    region: str
    books: Sequence[Table]
    calendars: Sequence[Table]
    """The first takes the reminders."""


def defaults(name: str) -> Answers:
    """What is taken when nothing is asked."""
    return Answers(
        name=name,
        timezone=_zone(),
        me=(),
        region="",
        books=({"name": "contacts", "kind": "vcard", "path": OFFERED["addressbook"]},),
        calendars=({"name": "home", "kind": "ics", "path": OFFERED["calendar"]},),
    )


def ask(config: Path, name: str, *, dry_run: bool) -> Answers:
    """The answers to a few questions on the terminal; what leads nowhere is asked again, but not for ever."""
    zone = _asked("Your time zone", _zone(), _as_zone)
    accounts = Accounts(config=config, zone=zone, garden=name, dry_run=dry_run)
    return Answers(
        name=name,
        timezone=zone,
        me=_asked("Your own e-mail addresses (so that your meetings come out right)", "", _as_addresses),
        region=_asked("Your country, as DE or US (for phone numbers and holidays)", "", _as_region),
        books=_stores(accounts, "addressbook", "contacts", _BOOK),
        calendars=_stores(accounts, "calendar", "home", _CALENDAR),
    )


def render(answers: Answers) -> str:
    """The text of the config: valid TOML, each key explained."""
    books = "\n".join(_table("addressbook", table) for table in answers.books)
    target, *others = (_table("calendar", table) for table in answers.calendars)
    target += "reminders = true        # exactly one calendar takes the reminders\n"
    read = "".join(f"\n# Only read: whom you met.\n{other}" for other in others)
    return f"""# reconnect.toml - whom to reconnect with, and where the reminders go.
# Every key with its default stands in docs/config.md. Relative paths start from this file's folder.

[garden]
name = {_value(answers.name)}           # names the folders of state and cache; another garden needs another
timezone = {_value(answers.timezone)}
me = {_value(list(answers.me))}              # your own addresses
region = {_value(answers.region)}             # your country, for national phone numbers and holidays
people = 3              # at most this many in a week
hours = ["Tue-Thu 17:00-19:00", "Sat 10:00-12:00"]   # when a reminder may stand

# Your address books are only read; no line of code in reconnect can write to one.
# Each further one has a table of its own, as this, with a name of its own.
{books}
# Calls, letters and meetings that no calendar knows: columns who, when, channel, direction, note, gift.
# [[journal]]
# name = "log"
# kind = "csv-log"
# path = "log.csv"

{target}{read}"""


def _asked(question: str, default: str, taken: Callable[[str], T]) -> T:
    """The answer as ``taken`` makes it; what it refuses is asked again; ConfigError after TRIES."""
    for _ in range(TRIES):
        said = str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip()
        try:
            return taken(said or default)
        except ReconnectError as error:
            click.echo(str(error), err=True)
    raise give_up()


def _as_zone(said: str) -> str:
    try:
        return ZoneInfo(said).key
    except (KeyError, ValueError, OSError):
        raise ConfigError(f'There is no zone "{said}"; write it like Europe/Berlin.') from None


def _as_addresses(said: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, re.split(r"[\s,;]+", said))))
    if not all(map(_ADDRESS.fullmatch, found)):
        raise ConfigError("That is no e-mail address; write a comma between two, or nothing for none.")
    return found


def _as_region(said: str) -> str:
    if said and not is_region(said):
        raise ConfigError("That is no country; write two letters, as DE, or leave it empty.")
    return said.upper()


def _stores(accounts: Accounts, section: str, name: str, question: str) -> tuple[Table, ...]:
    return _asked(question, OFFERED[section], lambda said: accounts.tables(section, name, said))


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
