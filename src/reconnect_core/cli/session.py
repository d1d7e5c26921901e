"""What every verb shares: its options, its garden, one JSON form, and errors as one clear line."""

import functools
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from .. import config as configs
from ..errors import ConfigError
from ..garden import Garden
from ..plain import to_plain

JSON_VERSION = 1
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Between them every day that a walk reckons with is one that the calendar has."""
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Session:
    """One run of one verb."""

    verb: str
    config: Path
    as_json: bool
    dry_run: bool
    verbose: bool
    now_text: str
    out: Any = None
    """The terminal, as rich knows it; made when the first line is said."""

    def now(self, zone: str = "UTC") -> datetime:
        """The moment of this run: ``--now`` (a wall time is read in ``zone``) or the system's clock."""
        if not self.now_text:
            return datetime.now(UTC)
        try:
            moment = datetime.fromisoformat(self.now_text)
        except ValueError:
            raise ConfigError(
                f'--now "{self.now_text}" is no moment.', next_step="Write 2026-03-01 or 2026-03-01T09:00."
            ) from None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ConfigError(f'--now "{self.now_text}": its year must be from {FIRST_YEAR} to {LAST_YEAR}.')
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)

    def open(self) -> tuple[Garden, datetime]:
        """The garden of the config, and the moment of this run."""
        zone = configs.read(self.config)[0].garden.timezone if self.now_text else "UTC"
        now = self.now(zone)
        return Garden.open(self.config, now=now if self.now_text else None), now

    def data(self, **values: Any) -> None:
        """Print the verb's answer as one JSON object when ``--json`` was given."""
        if self.as_json:
            said = {"version": JSON_VERSION, "verb": self.verb}
            said |= {name: to_plain(value) for name, value in values.items()}
            click.echo(as_json(said, indent=1))

    def say(self, text: str = "", **style: Any) -> None:
        """Print a line for people; nothing with ``--json``."""
        if not self.as_json:
            if self.out is None:
                from rich.console import Console

                self.out = Console(soft_wrap=False, width=None if sys.stdout.isatty() else 100)
                self.out.on_broken_pipe = _pipe_closed  # it would exit with 1, as after a bug
            self.out.print(self._hanging(text, style), highlight=False, **style)

    def _hanging(self, text: Any, style: dict[str, Any]) -> Any:
        """An indented line that is wrapped stays indented."""
        if not isinstance(text, str) or not text.startswith(" ") or style:
            return text
        from rich.text import Text

        said = self.out.render_str(text.lstrip(" "), highlight=False)
        indent = " " * (len(text) - len(text.lstrip(" ")))
        width = self.out.width - len(indent)
        if said.cell_len <= width or width < len(indent):
            return text
        lines = said.wrap(self.out, width)
        for line in lines:
            line.rstrip()
        return Text("\n").join(Text(indent) + line for line in lines)


def _pipe_closed() -> None:
    raise BrokenPipeError


def as_json(value: object, *, indent: int | None = None) -> str:
    """JSON for the terminal: in ASCII alone where that cannot show every character."""
    whole = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not whole, indent=indent)


def default_config() -> Path:
    """``$RECONNECT_CONFIG``, else ``reconnect.toml`` here, else the one in the user's config folder."""
    if os.environ.get("RECONNECT_CONFIG"):
        return Path(os.environ["RECONNECT_CONFIG"])
    here = Path("reconnect.toml")
    if here.exists():
        return here
    return home_config()


def home_config() -> Path:
    """``reconnect/reconnect.toml`` in the user's config folder."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return home / "reconnect" / "reconnect.toml"


def verb(*, changes: bool = False) -> Callable[[F], F]:
    """Give a command the shared options, a Session as its first argument, and errors as exit codes."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapper(
            config: Path | None, as_json: bool, now_text: str, verbose: bool, dry_run: bool = False, **rest: Any
        ) -> None:
            session = Session(
                verb=click.get_current_context().command_path.split(" ", 1)[-1],
                config=config or default_config(),
                as_json=as_json,
                dry_run=dry_run,
                verbose=verbose,
                now_text=now_text,
            )
            _guarded(session, lambda: function(session, **rest))

        wrapped: Any = wrapper
        options = [
            click.option(
                "-c", "--config", type=click.Path(path_type=Path), help="The garden's reconnect.toml."
            ),
            click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object."),
            click.option("--now", "now_text", default="", help="Take this for the present moment."),
            click.option("-v", "--verbose", is_flag=True, help="Say more, also about a bug."),
        ]
        if changes:
            options.append(
                click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
            )
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped  # type: ignore[no-any-return]

    return decorate


def day(text: str, option: str) -> date | None:
    """The day of an option, or None for an empty text; raises ConfigError naming the option."""
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigError(f'{option} "{text}" is no day.', next_step="Write it like 2026-03-01.") from None
    if found and found.year < FIRST_YEAR:
        raise ConfigError(f'{option} "{text}": no day before {FIRST_YEAR} is reckoned with.')
    return found


def noon(when: date, zone: str) -> datetime:
    """Noon of this day in the zone: what a day means where a moment is wanted."""
    return datetime.combine(when, time(12), ZoneInfo(zone)).astimezone(UTC)


def _guarded(session: Session, work: Callable[[], Any]) -> None:
    """Exit with the verb's code; what comes in between is told by a room that is seldom needed."""
    try:
        code = work()
        sys.stdout.flush()
    except BaseException as error:
        from .ending import after

        after(session, error)
    sys.exit(code or 0)
