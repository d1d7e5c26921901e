"""The verb that measures: backtest, against one's own past or any table of contact."""

import sys
from datetime import date, datetime
from pathlib import Path

import click
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from .. import backtest
from ..errors import Unusable
from ..garden import Garden
from ..model import unpack_days
from ..model.memory import ArmRow, ContactRow
from .session import Session, verb


@click.command("backtest")
@click.option(
    "--events", type=click.Path(path_type=Path), help="A table src dst t [nrec] in place of your own past."
)
@click.option("--quiet-days", type=click.FloatRange(1), help="Quiet from so many days on; that of the config.")
@click.option("--horizon", default=90.0, type=click.FloatRange(1), help="Came back within so many days.")
@click.option("--origins", default=10, type=click.IntRange(1, 100), help="At so many moments of the past.")
@click.option("--top", default=3, type=click.IntRange(1, 10), help="How many names a rule may say.")
@click.option("--label", default="any", type=click.Choice(["any", "sustained"]), help="What coming back means.")
@click.option("--svg", "picture", type=click.Path(path_type=Path), help="Also write a plot.")
@click.option("--uplift", is_flag=True, help="Compare what explore drew, suggested and held back.")
@verb()
def backtest_verb(
    session: Session,
    events: Path | None,
    quiet_days: float | None,
    horizon: float,
    origins: int,
    top: int,
    label: str,
    picture: Path | None,
    uplift: bool,
) -> int:
    """How well the ranking would have done on your own history; nothing leaves the machine."""
    if uplift:
        return _uplift(session, horizon)
    histories, own_quiet = _histories(session, events)
    with Progress(transient=True, disable=session.as_json or not sys.stderr.isatty()) as bar:
        task = bar.add_task("Looking back", total=origins)
        report = backtest.run(
            histories,
            quiet_days=quiet_days or own_quiet,
            horizon_days=horizon,
            origins=origins,
            top=top,
            label=label,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    if picture:
        _draw(report, picture)
    session.data(report=report.plain())
    _show(session, report)
    return 0


def _draw(report: backtest.BacktestReport, picture: Path) -> None:
    try:
        picture.write_text(backtest.svg(report), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "?"
        raise Unusable(f"{picture}: cannot be written ({reason}).", next_step="Name another place.") from None


def _show(session: Session, report: backtest.BacktestReport) -> None:
    header, *rows = backtest.table_rows(report)
    table = Table(*header, box=None, header_style="dim")
    for row in rows:
        table.add_row(*map(escape, row))
    if rows:
        session.say(table)  # type: ignore[arg-type]
    for line in report.words:
        session.say(escape(line))


def _histories(session: Session, events: Path | None) -> tuple[backtest.Histories, float]:
    if events is not None:
        read = backtest.load_table(events)
        if read.unreadable:
            click.echo(f"{events}: {len(read.unreadable)} rows could not be read.", err=True)
        return read.histories, 40.0
    garden, now = session.open()
    with garden:
        walk = garden.walk(now=now)
        return backtest.from_contact(walk.known.contact), float(garden.scoring.quiet_days)


def _uplift(session: Session, horizon: float) -> int:
    garden, now = session.open()
    with garden:
        today = now.astimezone(garden.zone).date()
        result = backtest.uplift(_trials(garden, now), today=today, horizon_days=int(horizon))
        session.data(uplift=result)
        for line in result.words:
            session.say(escape(line))
    return 0


def _trials(garden: Garden, now: datetime) -> list[backtest.Trial]:
    """Every draw in the ledger, with the contact that every store and the user know of since."""
    contact = garden.walk(now=now).known.contact
    told = garden.ledger.read(ContactRow)
    return [
        backtest.Trial(
            person=row.person,
            arm=row.arm,
            chance=row.chance,
            day=date.fromisoformat(row.day),
            contact=[day for pack in contact.get(row.person, ()) for day in unpack_days(pack.days)],
            glad=any(one.glad and one.person == row.person and one.day > row.day for one in told),
        )
        for row in garden.ledger.read(ArmRow)
    ]


VERBS = (backtest_verb,)
