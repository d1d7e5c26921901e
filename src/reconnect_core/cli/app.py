"""All verbs under one command."""

import sys

import click

from .. import __version__
from . import flipping, look, measure, plugins, reading, remember, setup, stock, tell, walk


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reconnect")
def reconnect() -> None:
    """Whom to reconnect with this week: two or three people, one quiet reminder each."""


for _module in (walk, look, plugins, reading, tell, flipping, remember, stock, measure, setup):
    for _command in _module.VERBS:
        reconnect.add_command(_command)


def run() -> None:
    """Run the command line; a mistake in it exits 2, an interrupt 130."""
    try:
        reconnect.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
