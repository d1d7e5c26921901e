"""``reconnect.toml`` to settings: every problem told at once, each with its key and the nearest known one."""

import tomllib
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, field, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from . import ranges
from .errors import ConfigError
from .model.settings import GardenSettings, ScoringSettings
from .model.value import value
from .ranges import unknown
from .stores import Secret

SECTIONS = ("addressbook", "journal", "calendar")
_COMMON: Mapping[str, Mapping[str, type]] = {
    "addressbook": {"name": str, "kind": str, "archive": bool},
    "journal": {"name": str, "kind": str},
    "calendar": {"name": str, "kind": str, "reminders": bool},
}


@value
class StoreConfig:
    """One ``[[addressbook]]``, ``[[journal]]`` or ``[[calendar]]`` table."""

    section: str
    name: str
    kind: str
    keys: Mapping[str, Any]
    """The keys of that kind, not yet checked: its plugin knows them."""
    where: str
    """How messages name the table: ``[[calendar]] "home"``."""
    reminders: bool = False
    archive: bool = False


@value
class Config:
    """A checked configuration; the kinds' own keys are checked when their plugins are loaded."""

    garden: GardenSettings = field(default_factory=GardenSettings)
    scoring: ScoringSettings = field(default_factory=ScoringSettings)
    stores: tuple[StoreConfig, ...] = ()
    also: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def base(self) -> Path:
        """The folder that relative paths start from."""
        return self.path.parent if self.path else Path()


def load(path: Path) -> Config:
    """The configuration in this file; raises ConfigError with all of its problems."""
    return _sound(*read(path))


def read(path: Path) -> tuple[Config, list[str]]:
    """The configuration in this file as far as it can be understood, and its problems.

    What cannot be understood has its default. Raises ConfigError for a file that is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file.", next_step="Run `reconnect init`.") from None
    except IsADirectoryError:
        raise ConfigError(f"{path}: this is a folder.", next_step="Name the file in it.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: cannot be read ({_reason(error)}).", next_step="Save it as UTF-8."
        ) from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}.", next_step="Mend that line.") from None
    return _understood(table, path)


def parse(table: Mapping[str, Any], *, path: Path | None = None) -> Config:
    """The configuration in these tables; raises ConfigError with all of their problems."""
    return _sound(*_understood(table, path))


def _sound(config: Config, problems: list[str]) -> Config:
    if problems:
        name = str(config.path) if config.path else "The configuration"
        raise ConfigError(*(f"{name}: {problem}" for problem in problems))
    return config


def _understood(table: Mapping[str, Any], path: Path | None) -> tuple[Config, list[str]]:
    problems: list[str] = []
    known = ["garden", "scoring", "plugins", *SECTIONS]
    problems += [unknown(key, known, "") for key in table if key not in known]
    garden = _section(GardenSettings, table, "garden", problems)
    scoring = _section(ScoringSettings, table, "scoring", problems)
    also = _also(table.get("plugins", {}), problems)
    stores = [store for section in SECTIONS for store in _stores(table, section, problems)]
    problems += _check_stores(stores) + ranges.of_garden(garden) + ranges.of_scoring(scoring)
    if not ranges.is_zone(garden.timezone):
        problems.append(f'[garden] timezone: there is no zone "{garden.timezone}"; write e.g. "Europe/Berlin".')
        garden = replace(garden, timezone=GardenSettings().timezone)
    return Config(garden=garden, scoring=scoring, stores=tuple(stores), also=also, path=path), problems


def _no_secrets(spec: object) -> Secret:
    raise ValueError(f"no secret is expected here, only a plain value, not {type(spec).__name__}.")


def settings(
    cls: type,
    keys: Mapping[str, Any],
    where: str,
    problems: list[str],
    read_secret: Callable[[Any], Secret] = _no_secrets,
) -> Any:
    """An instance of the settings class from config keys, or None after adding to ``problems``."""
    found = len(problems)
    values = _values(cls, keys, where, problems, read_secret)
    return cls(**values) if len(problems) == found else None


def _values(
    cls: type, keys: Mapping[str, Any], where: str, problems: list[str], read_secret: Callable[[Any], Secret]
) -> dict[str, Any]:
    hints = get_type_hints(cls)
    known = {item.name: item for item in fields(cls)}
    problems += [unknown(key, list(known), where) for key in keys if key not in known]
    values: dict[str, Any] = {}
    for name, item in known.items():
        if name in keys:
            try:
                values[name] = _convert(hints[name], keys[name], read_secret)
            except ValueError as error:
                problems.append(f"{where} {name}: {error}")
        elif item.default is MISSING and item.default_factory is MISSING:
            problems.append(f"{where} {name} is missing.")
    return values


def _section(cls: type, table: Mapping[str, Any], name: str, problems: list[str]) -> Any:
    keys = table.get(name, {})
    if not isinstance(keys, Mapping):
        problems.append(f"[{name}] must be a table.")
        return cls()
    return cls(**_values(cls, keys, f"[{name}]", problems, _no_secrets))


def _also(keys: Any, problems: list[str]) -> tuple[str, ...]:
    if not isinstance(keys, Mapping):
        problems.append("[plugins] must be a table.")
        return ()
    problems += [unknown(key, ["also"], "[plugins]") for key in keys if key != "also"]
    try:
        return tuple(_convert(tuple[str, ...], keys.get("also", [])))
    except ValueError as error:
        problems.append(f"[plugins] also: {error}")
        return ()


def _stores(table: Mapping[str, Any], section: str, problems: list[str]) -> list[StoreConfig]:
    entries = table.get(section, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        problems.append(f"write [[{section}]] with two brackets, once for each store.")
        return []
    stores = []
    for number, keys in enumerate(entries, start=1):
        name = keys.get("name", "")
        where = f'[[{section}]] "{name}"' if name else f"[[{section}]] number {number}"
        common = _COMMON[section]
        for key, kind in common.items():
            if key in keys and not isinstance(keys[key], kind):
                problems.append(f"{where} {key}: expected {_called(kind)}.")
        missing = [key for key in ("name", "kind") if not keys.get(key)]
        problems += [f"{where} {key} is missing." for key in missing]
        if not missing:
            own = {key: value for key, value in keys.items() if key not in common}
            stores.append(
                StoreConfig(
                    section=section,
                    name=str(name),
                    kind=str(keys["kind"]),
                    keys=own,
                    where=where,
                    reminders=keys.get("reminders") is True,
                    archive=keys.get("archive") is True,
                )
            )
    return stores


def _check_stores(stores: list[StoreConfig]) -> list[str]:
    names = [store.name for store in stores]
    twice = sorted({name for name in names if names.count(name) > 1})
    problems = [f'two stores are called "{name}"; give each its own name.' for name in twice]
    targets = [store.where for store in stores if store.reminders]
    if len(targets) > 1:
        problems.append(f"only one calendar may have reminders = true, not {', '.join(targets)}.")
    calendars = [store for store in stores if store.section == "calendar"]
    if calendars and not targets:
        problems.append("no calendar has reminders = true; say which one takes the reminders.")
    return problems


def _convert(kind: Any, value: Any, read_secret: Callable[[Any], Secret] = _no_secrets) -> Any:
    """``value`` as the annotated type; raises ValueError saying what was expected."""
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        arms = [arm for arm in get_args(kind) if arm is not type(None)]
        return _convert(arms[0], value, read_secret)
    if kind is Secret:
        return read_secret(value)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError("expected a list in brackets.")
        return tuple(_convert(get_args(kind)[0], item) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise ValueError("expected a table.")
        return {str(key): _convert(get_args(kind)[1], item) for key, item in value.items()}
    return _convert_simple(kind, value)


def _convert_simple(kind: Any, value: Any) -> Any:
    if kind is Any:
        return value
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"expected one of {', '.join(str(item.value) for item in kind)}.") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"expected {_called(kind)}.")
    return value


def _called(kind: type) -> str:
    names: dict[type, str] = {
        str: "text in quotes",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
    }
    return names.get(kind, kind.__name__)


def _reason(error: Exception) -> str:
    return (
        "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else (getattr(error, "strerror", "") or "?")
    )
