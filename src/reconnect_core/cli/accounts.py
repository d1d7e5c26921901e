"""The stores that ``init`` writes down: files by their ending, servers by asking their plugin."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from ..config import Config
from ..errors import ConfigError
from ..garden.assembling import state_folder
from ..model import GardenSettings
from ..plugins import Plugins, installed
from ..secrets import FileVault
from ..stores import Opening

Table = Mapping[str, Any]
FILES = {".vcf": "vcard", ".csv": "csv", ".ics": "ics"}
PROVIDERS = ("icloud", "fastmail", "nextcloud")
GOOGLE = "google"
_SERVERS = {"addressbook": "carddav", "calendar": "caldav"}
_FOLDERS = {"addressbook": "vcard", "calendar": "ics"}
_HOLDS = {"addressbook": ("vcard", "csv"), "calendar": ("ics",)}
_WORDS = {"addressbook": "contacts", "calendar": "calendar"}
_NAME = {
    "addressbook": "Name a .vcf or .csv that is there, a folder of .vcf, or a server.",
    "calendar": "Name an .ics file or a server.",
}
OFFERED = {"addressbook": "contacts.vcf", "calendar": "calendar.ics"}
"""What Enter takes: it may be missing still, and then belongs beside the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Where what is granted goes: beside the ledger of the config that is being made."""

    config: Path
    zone: str
    garden: str = GardenSettings().name
    """Names the folder of the ledger."""
    dry_run: bool = False

    def tables(self, section: str, name: str, said: str) -> tuple[Table, ...]:
        """The config tables for what the user typed: a file, a folder, an address, a provider or a kind.

        Raises ConfigError or StoreError when nothing can be made of it.
        """
        kind = _kind(section, said)
        if kind in FILES.values():
            if kind not in _HOLDS[section]:
                raise ConfigError(f'"{said}" holds no {_WORDS[section]}.', next_step=_NAME[section])
            return ({"name": name, "kind": kind, "path": self._path(section, said)},)
        if self.dry_run:
            raise ConfigError("a dry run signs in nowhere.", next_step="Name a file, or leave out --dry-run.")
        plugins = Plugins()
        plugins.load([kind])
        cls = plugins.kinds.get((section, kind))
        if cls is None:
            there = any(one.name == kind for one in installed())
            step = "Name a file or an address." if there else "Run `reconnect plugins`."
            raise ConfigError(f'"{kind}" is no kind of {section} here.', next_step=step)
        own = Config(path=self.config, garden=GardenSettings(name=self.garden))
        opening = Opening(
            name=name,
            settings=None,
            zone=ZoneInfo(self.zone),
            vault=FileVault(state_folder(own) / "vault"),
            base=str(self.config.parent),
        )
        found = cls.set_up(opening, said, _ask, lambda text: click.echo(text, err=True))
        return tuple(
            {"name": name if number == 1 else f"{name}-{number}", "kind": kind, **keys}
            for number, keys in enumerate(found, start=1)
        )

    def _path(self, section: str, said: str) -> str:
        """A file or folder as the config finds it, whose relative paths start from its own folder.

        Raises ConfigError for what is not there and cannot be made.
        """
        here = Path(said).expanduser().absolute()
        beside = self.config.absolute().parent
        found = said if here == beside / said or said.startswith("~") else str(here)
        if here.exists():
            if here.is_dir() or here.suffix.lower() in FILES:
                return found
            raise ConfigError(f'"{said}" holds no {_WORDS[section]}.', next_step=_NAME[section])
        if (beside / said).exists():
            return said
        if said == OFFERED[section]:
            if section == "addressbook":
                click.echo(f"{said} is not there yet: put it into {beside}.", err=True)
            return said
        if section == "calendar" and here.suffix.lower() == ".ics" and here.parent.is_dir():
            return found
        raise ConfigError(f'There is no file or folder "{said}".', next_step=_NAME[section])


def _kind(section: str, said: str) -> str:
    if "://" in said or said.split(maxsplit=1)[0] in PROVIDERS:
        return _SERVERS[section]
    if said in {GOOGLE, *(one.name for one in installed())}:
        return said
    return FILES.get(Path(said).suffix.lower(), _FOLDERS[section])


def _ask(question: str, secret: bool) -> str:
    default = None if secret else ""
    return str(click.prompt(question, default=default, show_default=False, hide_input=secret, err=True))
