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
from ..plugins import Plugins, installed
from ..secrets import FileVault
from ..stores import Opening

Table = Mapping[str, Any]
FILES = {".vcf": "vcard", ".csv": "csv", ".ics": "ics"}
PROVIDERS = ("icloud", "fastmail", "nextcloud")
GOOGLE = "google"
_SERVERS = {"addressbook": "carddav", "calendar": "caldav"}
_FOLDERS = {"addressbook": "vcard", "calendar": "ics"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Where what is granted goes: beside the ledger of the config that is being made."""

    config: Path
    zone: str
    dry_run: bool = False

    def tables(self, section: str, name: str, said: str) -> tuple[Table, ...]:
        """The config tables for what the user typed: a file, a folder, an address, a provider or a kind.

        Raises ConfigError or StoreError when nothing can be made of it.
        """
        kind = _kind(section, said)
        if kind in FILES.values():
            return ({"name": name, "kind": kind, "path": said},)
        if self.dry_run:
            raise ConfigError("a dry run signs in nowhere.", next_step="Name a file, or leave out --dry-run.")
        plugins = Plugins()
        plugins.load([kind])
        cls = plugins.kinds.get((section, kind))
        if cls is None:
            there = any(one.name == kind for one in installed())
            step = "Name a file or an address." if there else f"Run: pip install reconnect-{kind}"
            raise ConfigError(f'"{kind}" is no kind of {section} here.', next_step=step)
        opening = Opening(
            name=name,
            settings=None,
            zone=ZoneInfo(self.zone),
            vault=FileVault(state_folder(Config(path=self.config)) / "vault"),
            base=str(self.config.parent),
        )
        found = cls.set_up(opening, said, _ask, lambda text: click.echo(text, err=True))
        return tuple(
            {"name": name if number == 1 else f"{name}-{number}", "kind": kind, **keys}
            for number, keys in enumerate(found, start=1)
        )


def _kind(section: str, said: str) -> str:
    if "://" in said or said.split(maxsplit=1)[0] in PROVIDERS:
        return _SERVERS[section]
    if said in {GOOGLE, *(one.name for one in installed())}:
        return said
    return FILES.get(Path(said).suffix.lower(), _FOLDERS[section])


def _ask(question: str, secret: bool) -> str:
    default = None if secret else ""
    return str(click.prompt(question, default=default, show_default=False, hide_input=secret, err=True))
