"""Questions before something that cannot be taken back: no answer is never a yes."""

import sys

import click

from ..errors import ConfigError

TRIES = 3
"""So often a question is asked again before nothing more is expected of it."""


def agree(question: str, *, default: bool = False) -> bool:
    """What was answered on the terminal or through a pipe; an empty line is ``default``.

    Raises ConfigError where nobody answers, as under a timer: only ``--yes`` asks nothing.
    """
    for _ in range(TRIES):
        click.echo(f"{question} [{'Y/n' if default else 'y/N'}]: ", nl=False, err=True)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not sys.stdin or not sys.stdin.isatty():
            click.echo(line.strip(), err=True)
        if not line:
            raise ConfigError(
                "Nobody is there to answer: nothing was done.", next_step="Add --yes to ask nothing."
            )
        said = line.strip().lower() or ("y" if default else "n")
        if said in ("y", "yes", "n", "no"):
            return said in ("y", "yes")
        click.echo("Answer y or n.", err=True)
    raise give_up()


def insist(question: str) -> None:
    """Go on after a yes alone; raises click.Abort on a no, ConfigError where nobody answers."""
    if not agree(question):
        raise click.Abort


def give_up() -> ConfigError:
    """What ends a verb whose question was answered TRIES times with what cannot be used."""
    return ConfigError(f"No usable answer in {TRIES} tries: nothing was done.")
