"""The name of a new garden: two configs never share one ledger."""

import contextlib
import re
from pathlib import Path

from .. import config as configs
from ..errors import ConfigError
from ..garden.assembling import state_folder
from ..model import GardenSettings
from .session import home_config

DEFAULT = GardenSettings().name


def of(config: Path) -> str:
    """The name for the config that is made here: the one it had, or one after its folder that is still free."""
    if config.exists():
        with contextlib.suppress(ConfigError):
            return configs.load(config).garden.name
    if config.absolute() == home_config().absolute():
        return DEFAULT
    folder = config.absolute().parent.name
    slug = re.sub(r"[^\w-]+", "-", folder.casefold()).strip("-_") or DEFAULT
    if state_folder(_named(config, slug)) == state_folder(_named(config, f"{slug}-2")):
        return slug  # $STATE_DIRECTORY keeps the ledgers apart, whatever their names
    number, name = 1, slug
    while name == DEFAULT or state_folder(_named(config, name)).exists():
        number += 1
        name = f"{slug}-{number}"
    return name


def take(config: Path, name: str) -> None:
    """Make the folder of the ledger, so that no later config gets this name."""
    with contextlib.suppress(OSError):
        state_folder(_named(config, name)).mkdir(mode=0o700, parents=True, exist_ok=True)


def _named(config: Path, name: str) -> configs.Config:
    return configs.Config(path=config, garden=GardenSettings(name=name))
