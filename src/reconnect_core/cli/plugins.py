"""The verb plugins: what is installed, what the config names, declared limits, and the kit over one of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape
from rich.table import Table

from ..errors import ConfigError
from ..plugins import CONTRACTS, Installed, Plugins, installed
from ..stores import Store
from . import show
from .session import Session, verb

if TYPE_CHECKING:
    from ..testing.checking import Checked

_COLOURS = {"kept": "green", "limit": "yellow", "broken": "red"}


@click.command("plugins")
@click.option("--all", "everything", is_flag=True, help="Import all of them, to see every declared limit.")
@click.option("--check", default="", metavar="NAME", help="Run the contract kit over this plugin or store.")
@verb()
def plugins_verb(session: Session, everything: bool, check: str) -> int:
    """Which plugins are installed, which the config names, their declared limits and faults."""
    return _check(session, check) if check else _list(session, everything=everything)


def _list(session: Session, *, everything: bool) -> int:
    enabled: set[str] = set()
    limits: dict[str, dict[str, str]] = {}
    faults: list[Any] = []
    found = installed()
    if session.config.exists():
        garden, _ = session.open()
        with garden:
            enabled = {store.kind for _, store in garden.stores}
            enabled |= set(garden.config.also if garden.config else ())
            limits = _limits(type(store) for _, store in garden.stores)
            faults = list(garden.plugins.faults)
    if everything:
        plugins = Plugins()
        plugins.load([one.name for one in found], found)
        limits = _limits(plugins.kinds.values())
        faults += [one for one in plugins.faults if one not in faults]
    rows = [
        {
            "name": one.name,
            "distribution": one.distribution,
            "version": one.version,
            "enabled": one.name in enabled,
            "limits": limits.get(one.name, {}),
        }
        for one in found
    ]
    session.data(plugins=rows, faults=faults)
    _show_rows(session, rows)
    if not everything and not all(row["enabled"] for row in rows):
        session.say("[dim]reconnect plugins --all shows the limits of those the config does not name, too.[/]")
    show.faults(session, faults)
    return 0


def _limits(kinds: Iterable[type[Store]]) -> dict[str, dict[str, str]]:
    """The declared limits by kind; what an address book and a calendar of one kind declare stands together."""
    found: dict[str, dict[str, str]] = {}
    for kind in kinds:
        found.setdefault(kind.kind, {}).update(kind.limits)
    return found


def _show_rows(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    table = Table(box=None, header_style="dim")
    for heading in ("Plugin", "From", "Version", "In the config"):
        table.add_column(heading)
    table.add_column("Limits", overflow="fold")
    for row in rows:
        said = "\n".join(f"{clause}: {reason}" for clause, reason in row["limits"].items())
        marks = "yes" if row["enabled"] else ""
        table.add_row(row["name"], row["distribution"], row["version"], marks, escape(said))
    session.say(table)  # type: ignore[arg-type]


def _check(session: Session, name: str) -> int:
    """The kit over a contract that a plugin ships, or over the stores of that kind or name in the config."""
    try:
        from ..testing.checking import check_live, check_shipped
    except ImportError as error:
        if error.name != "pytest":
            raise
        raise ConfigError("the kit needs pytest.", next_step='pip install "reconnect-core[testing]"') from None
    shipped = _shipped(name)
    found: list[Checked] = []
    for module in dict.fromkeys(one.value for one in shipped):
        found += check_shipped(module)
    if not shipped:
        garden, _ = _open_for(session, name)
        with garden:
            stores = [store for _, store in garden.stores if name in (store.kind, store.name)]
            if not stores:
                raise _nothing_to_check(name)
            for store in stores:
                found += check_live(store, garden.settings.deadline_seconds)
    if not found:
        raise ConfigError(f'the contract of "{name}" holds no clause.', next_step="Update the plugin.")
    session.data(checked=found)
    _show_checked(session, found)
    return 4 if any(one.outcome == "broken" for one in found) else 0


def _shipped(name: str) -> list[Installed]:
    """The contracts of this name, else those of the distribution that has it or brings a kind of this name."""
    contracts = installed(group=CONTRACTS)
    own = [one for one in contracts if one.name == name]
    owners = {name, *(one.distribution for one in installed() if one.name == name)}
    return own or [one for one in contracts if one.distribution in owners]


def _open_for(session: Session, name: str) -> Any:
    if not session.config.exists():
        raise _nothing_to_check(name)
    return session.open()


def _nothing_to_check(name: str) -> ConfigError:
    return ConfigError(
        f'"{name}" ships no contract, and no store of the config has that name or kind.',
        next_step="Run `reconnect plugins` to see what is installed.",
    )


def _show_checked(session: Session, found: Iterable["Checked"]) -> None:
    found = list(found)
    for of in dict.fromkeys(one.of for one in found):
        mine = [one for one in found if one.of == of]
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column()
        table.add_column()
        table.add_column(overflow="fold")
        for one in mine:
            if one.outcome != "not asked":
                said = f"{one.promise}\n[dim]{escape(one.reason)}[/]" if one.reason else one.promise
                table.add_row(f"[{_COLOURS[one.outcome]}]{one.outcome}[/]", one.clause, said)
        session.say(f"[bold]{escape(of)}[/]")
        session.say(table)  # type: ignore[arg-type]
        left = [one.clause for one in mine if one.outcome == "not asked"]
        if left:
            session.say(f"[dim]Not asked of a store in use: {', '.join(left)}[/]")
    counts = Counter(one.outcome for one in found)
    session.say(", ".join(f"{count} {outcome}" for outcome, count in counts.items()))


VERBS = (plugins_verb,)
