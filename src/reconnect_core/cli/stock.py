"""The verbs that take stock: weed, harvest, open."""

import contextlib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from ..errors import ConfigError, Unusable
from ..garden import Garden
from . import show, whole
from .session import Session, verb

if TYPE_CHECKING:
    from ..model.stock import Weeding

PAGE = "page"
"""What the mirror calls the last page that was made."""
_PLACE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--page", is_flag=False, flag_value="", metavar="[FILE]", help="Make a page with ticks.")
@click.option("--csv", "table", type=_PLACE, help="Write a table to fill in; - prints it.")
@click.option("--apply", "answers", type=_PLACE, help="Read answers back, from the page or the table.")
@click.option("--open", "now_open", is_flag=True, help="Open the page in the browser.")
@verb(changes=True)
def weed(session: Session, page: str | None, table: Path | None, answers: Path | None, now_open: bool) -> int:
    """Whom one might let go, and why. Proposes, never acts; answers go to the ledger alone."""
    if answers is not None:
        return _apply(session, answers)
    from ..pages import weed_page
    from ..pages.answering import weed_csv

    garden, now = session.open()
    with garden:
        found = garden.weed(now=now)
        faults = garden.walk(now=now).faults()
        made = ""
        if page is not None or now_open:
            made = _made(session, garden, weed_page(found, language=garden.settings.language), page, "weed")
        if table is not None:
            _write_table(session, weed_csv(found), table)
        session.data(weeding=found, page=made, faults=faults)
        if str(table) != "-":
            _show(session, found, made, None if session.dry_run else table)
        show.faults(session, faults)
        return _opened(session, made, now_open) or garden.exit_code(faults)


@click.command()
@click.argument("period", default="season")
@click.option("--text", is_flag=True, help="Print it; write no page.")
@click.option("--page", default=None, metavar="FILE", help="Where to write the page.")
@click.option("--blur", is_flag=True, help="Leave out every name and word, for showing around.")
@click.option("--open", "now_open", is_flag=True, help="Open the page in the browser.")
@verb(changes=True)
def harvest(session: Session, period: str, text: bool, page: str | None, blur: bool, now_open: bool) -> int:
    """What grew in PERIOD: season, year, 2025 or 2025-autumn. A page; with --text, lines."""
    from ..pages import blurred, harvest_page, harvest_text

    garden, now = session.open()
    with garden:
        try:
            found = garden.harvest(now=now, period=period)
        except ValueError as error:
            raise ConfigError(f"{error}.", next_step="Try `reconnect harvest year`.") from None
        if found.window.first > found.today:
            raise ConfigError(f"{period} lies ahead.", next_step="Try `reconnect harvest year`.")
        found = blurred(found) if blur else found
        language, faults = garden.settings.language, garden.walk(now=now).faults()
        made = ""
        if (page is not None or not (text or session.as_json)) and not session.dry_run:
            name = f"harvest-{period}{'-blurred' if blur else ''}"
            made = _made(session, garden, harvest_page(found, language=language), page, name)
        session.data(harvest=found, page=made, faults=faults)
        session.say(harvest_text(found, language=language), markup=False, end="", soft_wrap=True)
        if made:
            session.say(f"\nThe page: {made}", markup=False, soft_wrap=True)
        show.faults(session, faults)
        return _opened(session, made, now_open) or garden.exit_code(faults)


@click.command("open")
@verb()
def open_page(session: Session) -> int:
    """Show the last page in the browser."""
    garden, _ = session.open()
    with garden:
        last = garden.cache.derived(PAGE, "last")
    if last is None or not Path(last).exists():
        raise ConfigError(
            "there is no page yet.", next_step="Run `reconnect harvest` or `reconnect weed --page`."
        )
    shown = _in_browser(last)
    session.data(page=last, opened=shown)
    session.say(
        last if shown else f"No browser could be started. The page: {last}", markup=False, soft_wrap=True
    )
    return 0


def _apply(session: Session, file: Path) -> int:
    from ..pages.answering import read_answers

    try:
        read = read_answers(file.read_text(encoding="utf-8"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise Unusable(f"{file}: {why}.", next_step="Name the file that the page saved.") from None
    garden, now = session.open()
    with garden:
        if read.garden and read.garden != garden.settings.name:
            raise ConfigError(
                f'{file}: these are answers about the garden "{read.garden}".',
                next_step="Name its config with -c.",
            )
        people = garden.walk(now=now).ground.people
        names = {person: people[person].name for person in read.answers if person in people}
        unknown = sorted(set(read.answers) - set(names))
        if not session.dry_run:
            garden.weeded(read.answers, now=now)
        said = {
            answer: [p for p in sorted(names) if read.answers[p] == answer] for answer in ("let go", "keep")
        }
        session.data(
            let_go=said["let go"],
            kept=said["keep"],
            unknown=unknown,
            problems=read.problems,
            written=not session.dry_run,
        )
        would = "Would be " if session.dry_run else ""
        for answer, word in (("let go", "let go"), ("keep", "kept")):
            if said[answer]:
                session.say(f"{would}{word}: {escape(', '.join(names[p] for p in said[answer]))}")
        if not names:
            session.say("There is no answer in it.")
        for line in (*read.problems, *(f"{file.name}: nobody has the id {one}" for one in unknown)):
            session.say(f"[yellow]{escape(line)}[/]")
        return 4 if read.problems or unknown else 0


def _show(session: Session, found: "Weeding", made: str, table_file: Path | None) -> None:
    for reason, group in groupby(found.weeds, key=lambda one: one.grounds[0]):
        table = Table(
            box=None, header_style="dim", title=f"\n{reason.value.capitalize()}", title_justify="left"
        )
        for heading in ("Who", "Why", "Card in"):
            table.add_column(heading, overflow="fold")
        for one in group:
            books = ", ".join(dict.fromkeys(card.ref.book for card in one.cards))
            table.add_row(escape(one.name), escape(one.reason), escape(books))
        session.say(table)  # type: ignore[arg-type]
    past = found.hindsight
    session.say()
    if not found.weeds:
        session.say("There is nobody to let go of.")
    if past.moments and past.named:
        session.say(
            f"[dim]At {len(past.moments)} moments of your past this rule would have named {past.named} ties. "
            f"In touch again within a year: {past.came_back} of them. Of all quiet ones: "
            f"{past.quiet_came_back} of {past.quiet}.[/]"
        )
    else:
        session.say("[dim]There is too little history to tell how often the rule errs.[/]")
    if made:
        session.say(f"\nThe page: {made}", markup=False, soft_wrap=True)
    if table_file:
        said = f"The table: {table_file}. Fill in its column answer, then: reconnect weed --apply {table_file}"
        session.say(f"\n{said}", markup=False, soft_wrap=True)
    elif found.weeds and not made:
        session.say("[dim]`reconnect weed --page --open` makes a page to answer on.[/]")


def _made(session: Session, garden: Garden, html: str, wanted: str | None, name: str) -> str:
    """Write the page, whole or not at all and for the user's eyes only; where it is."""
    if session.dry_run:
        return ""
    target = Path(wanted or f"reconnect-{name}.html").absolute()
    _write(target, html)
    garden.cache.keep(PAGE, "last", str(target))
    return str(target)


def _write_table(session: Session, text: str, target: Path) -> None:
    if str(target) == "-":
        if not session.as_json:
            click.echo(text, nl=False)
    elif not session.dry_run:
        _write(target.absolute(), text)


def _write(target: Path, text: str) -> None:
    with contextlib.suppress(OSError):  # which writing tells better
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole.write(target, text)


def _in_browser(page: str) -> bool:
    import webbrowser

    return webbrowser.open(Path(page).as_uri())


def _opened(session: Session, made: str, wanted: bool) -> int:
    if wanted and made and not _in_browser(made):
        session.say("No browser could be started.")
    return 0


VERBS = (weed, harvest, open_page)
