"""All verbs under one command; the module of a verb is imported when that verb is called."""

import io
import sys
from difflib import get_close_matches
from importlib import import_module

import click

from .. import __version__

_CHAPTERS = {
    "To begin": "demo init read check signin plugins",
    "Every week": "plan write sync undo why",
    "To tell it something": "flip log gift rest never wake every prefer pause same not-same",
    "Once a season": "harvest weed open backtest",
    "What it remembers": "export import forget",
}
"""The verbs as the help shows them."""
_VERBS = {
    "flipping": "flip",
    "look": "check why",
    "measure": "backtest",
    "plugins": "plugins",
    "reading": "read",
    "remember": "same not-same forget export import",
    "setup": "demo init signin",
    "stock": "weed harvest open",
    "tell": "log gift rest never wake every prefer pause",
    "walk": "plan write sync undo",
}
_WHERE = {verb: module for module, verbs in _VERBS.items() for verb in verbs.split()}


class _Verbs(click.Group):
    """A group that knows the names of its verbs before it loads any, and shows them by chapters."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for chapter, verbs in _CHAPTERS.items():
            commands = [(verb, self.get_command(ctx, verb)) for verb in verbs.split()]
            with formatter.section(chapter):
                formatter.write_dl(
                    [(verb, command.get_short_help_str(200)) for verb, command in commands if command]
                )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            step = "Options stand behind a verb, as in `reconnect plan --json`."
            raise click.UsageError(f"No such option: {error.option_name}. {step}", ctx) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if near := get_close_matches(args[0], _WHERE, n=2):
                raise click.UsageError(
                    f"No such command '{args[0]}'. Did you mean {' or '.join(near)}?", ctx
                ) from error
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _WHERE and cmd_name not in self.commands:
            for command in import_module(f".{_WHERE[cmd_name]}", __package__).VERBS:
                self.add_command(command)
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reconnect")
def reconnect() -> None:
    """Whom to reconnect with this week: two or three people, one quiet reminder each."""


def run() -> None:
    """Run the command line; a mistake in it exits 2, an interrupt 130."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in ("strict", "surrogateescape"):
        sys.stdout.reconfigure(errors="replace")  # a terminal without some letter shows a mark in its place
    try:
        reconnect.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        if "--json" in sys.argv[1:]:
            _refuse(error)
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)


def _refuse(error: click.ClickException) -> None:
    """The JSON of any other refusal, for a command line that no verb could read."""
    from .session import JSON_VERSION, as_json

    context = getattr(error, "ctx", None)
    verb = context.command_path.partition(" ")[2] if context else ""
    said = {"version": JSON_VERSION, "verb": verb, "error": error.format_message(), "exit_code": 2}
    click.echo(as_json(said, indent=1))
