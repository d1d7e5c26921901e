"""The verbs that begin: demo, init, signin."""

import shlex
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.markup import escape
from rich.padding import Padding

from ..demo import NOW, ZONE, lay_out
from ..errors import ConfigError, Unusable
from ..garden import Garden
from ..stores import Store
from . import naming, show, template
from .session import Session, verb


@click.command()
@click.option("--folder", default="reconnect-demo", type=click.Path(path_type=Path), help="Where to put it.")
@click.option("--seed", default=7, help="Another life.")
@verb()
def demo(session: Session, folder: Path, seed: int) -> int:
    """The whole walk on made-up people, into a calendar file in a folder of its own."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "reconnect.toml").exists():
        raise Unusable(f"{folder}: this folder holds something else.", next_step="Name another with --folder.")
    config = _laid_out(folder, seed)
    now = session.now(ZONE) if session.now_text else NOW
    with Garden.open(config, now=now) as garden:
        found = garden.plan(now=now)
        session.say(
            f"[dim]Made-up people in {escape(str(folder))}: three exports, a log of four years, a calendar. "
            f"It is {show.weekday(now.astimezone(ZoneInfo(ZONE)))}.[/]\n"
        )
        show.plan(session, found)
        report = garden.write(found)
        calendar = folder / "calendar.ics"
        session.data(plan=found, receipts=report.receipts, folder=str(folder), calendar=str(calendar))
        there = {one.uid for one in report.receipts}
        written = [reminder for reminder in found.reminders if reminder.uid in there]
        session.say("\n[bold]Written[/] into the calendar file:" if written else "\nNothing new was written.")
        show.reminders(session, written)
        show.faults(session, report.faults[len(found.faults) :])
        for reminder in written[:1]:
            session.say("\n[dim]One of them reads:[/]")
            for line in (reminder.title, "", *reminder.text.splitlines()):
                session.say(Padding(escape(line), (0, 0, 0, 4)))  # type: ignore[arg-type]
        session.say(
            f"\nOpen [bold]{escape(str(calendar))}[/] with any calendar program. Then try, for example:"
        )
        where = shlex.quote(str(folder / "reconnect.toml"))
        who = next((f'"{pick.person.name}"' for pick in found.picks), "NAME")
        for one in (f"why {who}", "flip", "harvest year", "weed"):
            session.say(f"    {escape(f'reconnect {one} --now 2026-03-02 -c {where}')}", soft_wrap=True)
        session.say("    reconnect init")
        return report.exit_code


def _laid_out(folder: Path, seed: int) -> Path:
    try:
        return lay_out(folder, seed=seed)
    except OSError as error:
        raise Unusable(
            f"{folder}: cannot be written ({error.strerror}).", next_step="Name another with --folder."
        ) from None


@click.command()
@click.option("--force", is_flag=True, help="Replace a config that is there.")
@click.option("--yes", is_flag=True, help="Ask nothing; take the defaults.")
@verb(changes=True)
def init(session: Session, force: bool, yes: bool) -> int:
    """Ask a few questions and write a commented reconnect.toml."""
    target = session.config
    if target.exists() and not force:
        raise ConfigError(f"{target}: there is a config already.", next_step="Edit it, or say --force.")
    name = naming.of(target)
    plain = yes or session.as_json
    answers = template.defaults(name) if plain else template.ask(target, name, dry_run=session.dry_run)
    text = template.render(answers)
    if not session.dry_run:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            raise Unusable(
                f"{target}: cannot be written ({error.strerror}).", next_step="Name another place with -c."
            ) from None
        naming.take(target, name)
    session.data(config=str(target), text=text, written=not session.dry_run)
    session.say(
        text if session.dry_run else f"Written: {target}\nNext: reconnect check, then reconnect plan",
        markup=False,
        soft_wrap=True,
    )
    return 0


@click.command()
@click.argument("name")
@verb(changes=True)
def signin(session: Session, name: str) -> int:
    """Sign in to one store or account; what it grants goes to the keyring or a 0600 file."""
    garden, _ = session.open()
    with garden:
        store = _to_sign_in(garden, name)
        if store is None:
            names = ", ".join(one.name for _, one in garden.stores) or "none"
            raise ConfigError(f'no store is called "{name}".', next_step=f"There are {names}.")
        if not session.dry_run or type(store).signin is Store.signin:  # which only says that there is nothing
            store.signin(
                lambda question, secret: str(click.prompt(question, hide_input=secret, err=True)),
                lambda text: click.echo(text, err=True),
            )
        session.data(store=name, signed_in=not session.dry_run)
        session.say(f"Signed in to {escape(name)}." if not session.dry_run else "Nothing was done.")
        return 0


def _to_sign_in(garden: Garden, name: str) -> Store | None:
    """The store of this account or name; of several that share an account, the one that takes the reminders."""
    stores = sorted((store for _, store in garden.stores), key=lambda store: store is not garden.calendar)
    account = (store for store in stores if getattr(store.opening.settings, "account", "") == name)
    return next(account, None) or next((store for store in stores if store.name == name), None)


VERBS = (demo, init, signin)
