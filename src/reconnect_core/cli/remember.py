"""The verbs about what is remembered: same, not-same, forget, export, import."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from ..errors import ConfigError, LedgerError, Unusable
from ..garden.forgetting import Forgotten
from . import show, whole
from .asking import agree, insist
from .session import Session, as_json, verb


@click.command()
@click.argument("name")
@click.argument("other")
@verb(changes=True)
def same(session: Session, name: str, other: str) -> int:
    """NAME and OTHER are one person, whatever their cards look like."""
    return _decided(session, name, other, same=True)


@click.command("not-same")
@click.argument("name")
@click.argument("other")
@verb(changes=True)
def not_same(session: Session, name: str, other: str) -> int:
    """NAME and OTHER are two people; say addresses when one name now means both."""
    return _decided(session, name, other, same=False)


def _decided(session: Session, name: str, other: str, *, same: bool) -> int:
    garden, now = session.open()
    with garden:
        one, two = garden.one(name, now=now), garden.one(other, now=now)
        if same and one.id == two.id:
            session.data(people=[one.id, two.id], same=True, written=False)
            session.say(f"They are one person already: [bold]{escape(one.name)}[/] ({one.id}).")
            return 0
        split = one.id == two.id
        if not session.dry_run:
            (garden.same if same else garden.not_same)(name, other, now=now)
            if split:
                one, two = garden.one(name, now=now), garden.one(other, now=now)
        session.data(people=[one.id, two.id], same=same, written=not session.dry_run)
        names = [name, other] if split else [one.name, two.name]
        says = "are one person" if same else "are two people"
        would = " [dim](nothing was written)[/]" if session.dry_run else ""
        session.say(f"[bold]{escape(names[0])}[/] and [bold]{escape(names[1])}[/] {says}.{would}")
        return 0


@click.command()
@click.argument("name")
@click.option("--completely", is_flag=True, help="Keep no digests either: they may come back as a stranger.")
@click.option(
    "--reminders/--keep-reminders", default=None, help="Take their open reminders out of the calendar, or not."
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@verb(changes=True)
def forget(session: Session, name: str, completely: bool, reminders: bool | None, yes: bool) -> int:
    """Erase NAME from every file of ours, but for keyed digests that keep them unseen."""
    garden, now = session.open()
    with garden:
        found = garden.find(name, now=now)
        if completely and not found:
            if not (yes or session.dry_run):
                insist(f"Drop the digests that keep {name} unseen? This cannot be taken back.")
            return _dropped(session, 0 if session.dry_run else garden.unforget(name), name)
        person = garden.one(name, now=now)
        plan = garden.forgettable(person.id, now=now)
        if session.dry_run:
            gone = tuple(row.uid for row in plan.open) if reminders else ()
            return _forgotten(session, replace(plan, removed=gone), person.name, completely=completely)
        if not yes:
            insist(f"Forget {person.name}? This cannot be taken back.")
        if reminders is None:
            question = f"Take {show.many(len(plan.open), 'open reminder')} out of the calendar too?"
            reminders = bool(plan.open) and not yes and agree(question, default=True) is True
        done = garden.forget(person.id, now=now, completely=completely, reminders=reminders)
        return _forgotten(session, done, person.name, completely=completely)


def _dropped(session: Session, digests: int, name: str) -> int:
    session.data(digests=digests, written=bool(digests))
    if session.dry_run:
        session.say("Would drop the digests of whoever this means. [dim](nothing was written)[/]")
        return 0
    if not digests:
        raise ConfigError(f'nobody is called "{name}", and nobody forgotten is meant by it.')
    session.say("Nothing is left of them: when a card of theirs is there, they come back as a stranger.")
    return 0


def _forgotten(session: Session, done: Forgotten, name: str, *, completely: bool) -> int:
    written = not session.dry_run
    session.data(
        rows=done.rows,
        open=[row.uid for row in done.open],
        removed=done.removed,
        left=done.left,
        aside=done.aside,
        completely=completely,
        written=written,
    )
    rows = f"{done.rows} row{'' if done.rows == 1 else 's'} of the ledger"
    if not written:
        would = f"Would erase [bold]{escape(name)}[/]: {rows}, and what the mirror holds."
        session.say(f"{would} [dim](nothing was written)[/]")
    else:
        kept = "Nothing of them is kept." if completely else "Keyed digests keep them unseen."
        session.say(f"[bold]{escape(name)}[/] is forgotten: {rows} erased. {kept}")
    show.standing(session, len(done.open) - len(done.removed))
    if done.removed:
        verb = "taken" if written else "would be taken"
        session.say(f"{show.many(len(done.removed), 'open reminder')} {verb} out of the calendar.")
    for file in done.aside:
        session.say(f"[yellow]note[/]  {escape(file)} was kept aside and may name them: delete it.")
    show.faults(session, done.left)
    return 4 if done.left else 0


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@verb()
def export(session: Session, file: Path | None) -> int:
    """The ledger as JSON, into FILE (0600); without one, or to -, as the output."""
    garden, _ = session.open()
    with garden:
        document = garden.export()
    rows = sum(map(len, document["rows"].values()))
    if file is None or str(file) == "-":
        session.data(**document)
        session.say(as_json(document, indent=1), markup=False, soft_wrap=True)
        return 0
    whole.write(file, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    session.data(file=str(file), rows=rows)
    session.say(f"{rows} rows are in {escape(str(file))}. It holds what you told: keep it private.")
    return 0


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Keep nothing that is not in the file.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@verb(changes=True)
def import_(session: Session, file: Path, replace: bool, yes: bool) -> int:
    """Take the rows of an exported ledger in, from FILE or the input (-): all of them or none."""
    document = _document(file)
    garden, _ = session.open()
    with garden:
        from ..garden import transfer

        rows = transfer.read(document, str(file))
        if not session.dry_run:
            if replace and not yes:
                insist("Throw away everything in the ledger that is not in the file?")
            garden.take_in(document, replace=replace, where=str(file))
        session.data(rows=len(rows), replaced=replace, written=not session.dry_run)
        would = " [dim](nothing was written)[/]" if session.dry_run else ""
        session.say(f"{len(rows)} rows{' and nothing else' if replace else ''} are in the ledger.{would}")
        return 0


def _document(file: Path) -> Any:
    try:
        text = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return json.loads(text.decode("utf-8"))
    except OSError as error:
        raise Unusable(f"{file}: it cannot be read ({error.strerror}).", next_step="Check the path.") from None
    except UnicodeDecodeError:
        raise LedgerError(f"{file}: it is no text in UTF-8.", next_step="Export it again.") from None
    except json.JSONDecodeError as error:
        raise LedgerError(
            f"{file}: line {error.lineno}: it is no JSON.", next_step="Make one with `reconnect export FILE`."
        ) from None


VERBS: Sequence[click.Command] = (same, not_same, forget, export, import_)
