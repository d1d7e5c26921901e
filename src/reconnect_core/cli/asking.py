"""Questions before something that cannot be taken back: a no is a no, and a script does what it was told."""

import contextlib
import select
import sys

import click

from ..errors import ConfigError

TRIES = 3
"""So often a question is asked again before nothing more is expected of it."""
_PIPE_SECONDS = 0.5
"""How long an answer through a pipe is waited for: one that nobody writes to must not hang a script."""


def agree(question: str, *, default: bool = False) -> bool | None:
    """What was answered on the terminal or through a pipe, an empty line being ``default``.

    None where nobody answers, as under a timer. Raises ConfigError after TRIES answers that are none, and where
    one that is none was the last that came.
    """
    for tried in range(TRIES):
        line = _answer(f"{question} [{'Y/n' if default else 'y/N'}]: ")
        if not line:
            if tried:
                raise ConfigError("No usable answer: nothing was done.")
            return None
        said = line.strip().lower() or ("y" if default else "n")
        if said in ("y", "yes", "n", "no"):
            return said in ("y", "yes")
        click.echo("Answer y or n.", err=True)
    raise give_up()


def insist(question: str) -> None:
    """Go on unless somebody says no; raises click.Abort then."""
    if agree(question) is False:
        raise click.Abort


def give_up() -> ConfigError:
    """What ends a verb whose question was answered TRIES times with what cannot be used."""
    return ConfigError(f"No usable answer in {TRIES} tries: nothing was done.")


def _answer(question: str) -> str:
    """One line with its end, or an empty text where there is none to come."""
    if sys.stdin.isatty():
        click.echo(question, nl=False, err=True)
        return sys.stdin.readline()
    if sys.platform == "win32":
        return ""  # nothing there tells whether a pipe has something to say
    with contextlib.suppress(OSError, ValueError):  # what has no descriptor is in memory and never hangs
        if not select.select([sys.stdin], [], [], _PIPE_SECONDS)[0]:
            return ""
    line = sys.stdin.readline()
    if line:
        click.echo(f"{question}{line.strip()}", err=True)
    return line
