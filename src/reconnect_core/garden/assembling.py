"""From a config file to live stores, a ledger and a mirror."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .. import config as configs
from ..cache import Cache
from ..errors import ConfigError, PluginError
from ..ledger import SqliteLedger
from ..model import Fault
from ..model.settings import DEFAULT_HOURS, GardenSettings
from ..plugins import Plugins, installed, within
from ..plugins.discovery import not_installed
from ..secrets import FileVault, KeyringVault, read_secret
from ..stores import Opening, Store, Vault


def assemble(path: Path, now: datetime | None) -> dict[str, Any]:
    """The arguments of ``Garden`` for this config; raises ConfigError with all problems at once."""
    config, problems = configs.read(path)
    plugins, absent = _plugins(config, problems)
    clock = _clock(now)
    faults = list(plugins.faults)
    problems += hours(config.garden)
    opened: dict[str, list[Store]] = {"addressbook": [], "journal": [], "calendar": []}
    target: Store | None = None
    for store in config.stores:
        if store.kind in absent:
            continue
        live = _open(store, config, plugins, clock, problems)
        if live is not None:
            opened[store.section].append(live)
            target = live if store.reminders else target
    if problems:
        raise ConfigError(*(f"{path}: {problem}" for problem in problems))
    ledger = _ledger(config, faults)
    try:
        cache = Cache(cache_folder(config) / "mirror.sqlite3")
    except BaseException:
        ledger.close()
        raise
    return {
        "addressbooks": opened["addressbook"],
        "journals": opened["journal"],
        "calendar": target,
        "calendars": opened["calendar"],
        "ledger": ledger,
        "settings": config.garden,
        "scoring": config.scoring,
        "plugins": plugins,
        "cache": cache,
        "faults": faults,
        "config": config,
    }


def _ledger(config: configs.Config, faults: list[Fault]) -> SqliteLedger:
    ledger = SqliteLedger(state_folder(config) / "ledger.sqlite3")
    if ledger.kept_aside:
        faults.append(
            Fault(
                who="ledger",
                doing="opening",
                error=f"the ledger was broken; it is kept as {ledger.kept_aside.name} and a new one begun",
                next_step="Bring back a copy with `reconnect import`.",
            )
        )
    return ledger


def _plugins(config: configs.Config, problems: list[str]) -> tuple[Plugins, set[str]]:
    """Every plugin that the config names, loaded, and the names of those that are not installed."""
    named = [(f"{store.where} kind", store.kind) for store in config.stores]
    named += [("[plugins] also", name) for name in config.also]
    there = {one.name: one for one in installed()}
    problems += [f"{at}: {not_installed(name, there)}" for at, name in named if name not in there]
    plugins = Plugins(config.garden.deadline_seconds)
    plugins.load([name for _, name in named if name in there], tuple(there.values()))
    return plugins, {name for _, name in named if name not in there}


def state_folder(config: configs.Config) -> Path:
    """Where the ledger of this garden lies: ``state``, else $STATE_DIRECTORY, else the platform's place."""
    if config.garden.state:
        return config.base / Path(config.garden.state).expanduser()
    if os.environ.get("STATE_DIRECTORY"):
        return Path(os.environ["STATE_DIRECTORY"].split(":")[0])
    return _platform("XDG_STATE_HOME", ".local/state") / config.garden.name


def vault(config: configs.Config) -> Vault:
    """Where the sign-ins of this garden are kept."""
    if config.garden.vault == "keyring":
        return KeyringVault(f"reconnect {config.garden.name}")
    return FileVault(state_folder(config) / "vault")


def cache_folder(config: configs.Config) -> Path:
    """Where the mirror lies: ``cache``, else beside an own ``state``, else the platform's place."""
    if config.garden.cache:
        return config.base / Path(config.garden.cache).expanduser()
    if os.environ.get("CACHE_DIRECTORY"):
        return Path(os.environ["CACHE_DIRECTORY"].split(":")[0])
    if config.garden.state or os.environ.get("STATE_DIRECTORY"):
        return state_folder(config)
    return _platform("XDG_CACHE_HOME", ".cache") / config.garden.name


def close(stores: Iterable[tuple[str, Store]], deadline_seconds: float) -> None:
    """Close every store; one that raises or hangs in its close harms no other."""
    for _, store in stores:
        with contextlib.suppress(Exception):
            if (
                type(store).close is not Store.close
            ):  # else it holds nothing open, and no thread is begun for that
                within(min(deadline_seconds, 5.0), store.close)


def _platform(variable: str, below_home: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "reconnect"
    return Path(os.environ.get(variable) or Path.home() / below_home) / "reconnect"


def _clock(now: datetime | None) -> Callable[[], datetime]:
    if now is None:
        return lambda: datetime.now(UTC)
    return lambda: now


def hours(garden: GardenSettings) -> list[str]:
    """What is wrong with the hours and days off under ``[garden]``."""
    if garden.hours == DEFAULT_HOURS and not garden.days_off:
        return []
    from ..pipeline import scheduling

    problems = []
    for text in garden.days_off:
        try:
            scheduling.parse_day_off(text)
        except ValueError as error:
            problems.append(f"[garden] days_off: {error}")
    for text in garden.hours:
        try:
            scheduling.parse_hours(text)
        except ValueError as error:
            problems.append(f"[garden] hours: {error}")
    return problems


def _open(
    store: configs.StoreConfig,
    config: configs.Config,
    plugins: Plugins,
    clock: Callable[[], datetime],
    problems: list[str],
) -> Store | None:
    """One live store, or one that says why it is none; None after telling what is wrong in the config."""
    opening = _opening(store, config, clock)
    cls = plugins.kinds.get((store.section, store.kind))
    if cls is None and plugins.faults:
        missing = PluginError(f'the plugin of "{store.kind}" could not be loaded')
        return _unopened(store, opening, missing)
    if cls is None:
        problems.append(_no_such_kind(store, plugins))
        return None
    settings = configs.settings(cls.Settings, store.keys, store.where, problems, read_secret)
    if settings is None:
        return None
    opening = replace(opening, settings=settings)
    try:
        return within(config.garden.deadline_seconds, lambda: cls(opening))
    except ConfigError as error:
        said = (problem.removeprefix(f"{store.name}: ") for problem in error.problems)
        problems.extend(f"{store.where}: {problem}" for problem in said)
        return None
    except Exception as error:
        return _unopened(store, opening, error)


def _opening(store: configs.StoreConfig, config: configs.Config, clock: Callable[[], datetime]) -> Opening:
    return Opening(
        name=store.name,
        settings=None,
        clock=clock,
        zone=ZoneInfo(config.garden.timezone),
        me=frozenset(address.lower() for address in config.garden.me),
        region=config.garden.region,
        language=config.garden.language,
        vault=vault(config),
        base=str(config.base),
    )


def _no_such_kind(store: configs.StoreConfig, plugins: Plugins) -> str:
    sections = [section for section, kind in plugins.kinds if kind == store.kind]
    hint = f"; it belongs under [[{sections[0]}]]" if sections else ""
    return f'{store.where}: "{store.kind}" is no kind of {store.section}{hint}.'


def _unopened(store: configs.StoreConfig, opening: Opening, error: Exception) -> Store:
    from .unopened import unopened

    return unopened(store.section, opening, store.kind, error)
