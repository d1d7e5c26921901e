"""The verbs that look and change nothing: check, why, plugins, read."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.markup import escape
from rich.table import Table

from .. import holidays, languages, phones
from ..errors import ConfigError, ReconnectError, Unusable
from ..model import Contact, ContactDays, Entry, EntryStatus, Gift, Handle, Interaction, Unreadable, Window
from ..model.memory import ContactRow, OutcomeRow, ReminderRow
from ..plugins import Plugins, installed
from ..stores import AddressBook, Calendar, Journal, MemoryVault, Opening, Store
from . import show
from .session import Session, day, verb


@click.command()
@click.option("--accept", default="", metavar="NAME", help="This store's present size is right.")
@verb()
def check(session: Session, accept: str) -> int:
    """Open every store, count, and say what is wrong and what to do."""
    garden, now = session.open()
    with garden:
        if accept:
            size = garden.accept(accept, now=now)
            session.say(f"{accept} holds {size} records; that is taken for right.")
        walk = garden.walk(now=now)
        faults = walk.faults()
        counts = [store.count() for store in walk.fetched]
        broken = {store.name: store.unreadable() for store in walk.fetched}
        notes = {store.name: _notes(store) for _, store in garden.stores}
        _, known_language = languages.resolved(garden.settings.language)
        hints = (
            []
            if known_language
            else [f'there are no words in "{garden.settings.language}" yet: English is used']
        )
        if garden.settings.holidays and garden.settings.region:
            hints += filter(None, [holidays.why_none(garden.settings.region)])
        if not garden.settings.me:
            hints.append(
                "[garden] me is empty: say your own addresses, so that declined invitations come out right"
            )
        session.data(stores=counts, unreadable=broken, notes=notes, faults=faults, hints=hints)
        for count in counts:
            state = "[red]failed[/]" if any(f.who == count.store for f in faults) else "[green]well[/]"
            session.say(f"{state}  {escape(count.store)} ({count.kind}): {count.records} records")
            for line in notes[count.store]:
                session.say(f"      {escape(line)}")
            for one in broken[count.store][:20]:
                session.say(f"      [yellow]{escape(_place(one))}[/] {escape(one.reason)}")
            if len(broken[count.store]) > 20:
                session.say(f"      and {len(broken[count.store]) - 20} more")
        for hint in hints:
            session.say(f"[yellow]note[/]  {escape(hint)}")
        show.faults(session, faults)
        return garden.exit_code(faults)


@click.command()
@click.argument("name")
@verb()
def why(session: Session, name: str) -> int:
    """Every part of one person's score and where it comes from."""
    garden, now = session.open()
    with garden:
        person = garden.one(name, now=now)
        walk = garden.walk(now=now)
        candidate = walk.known.candidate(person.id)
        score = walk.thinker.score([candidate])[person.id]
        hidden = walk.known.hidden.get(person.id, "")
        held = walk.plan().held
        reason = hidden or next((one.reason for one in held if one.person == person.id), "")
        reminders = [row for row in garden.ledger.read(ReminderRow) if row.person == person.id]
        outcomes = [row for row in garden.ledger.read(OutcomeRow) if row.person == person.id]
        told = [row for row in garden.ledger.read(ContactRow) if row.person == person.id]
        session.data(
            person=person,
            rhythm=candidate.rhythm,
            score=score,
            total=score.total,
            gifts=candidate.gifts,
            not_now=reason,
            reminders=reminders,
            outcomes=outcomes,
            told=told,
        )
        session.say(f"[bold]{escape(person.name)}[/]  [dim]{person.id}[/]")
        for because in person.merged_because:
            session.say(f"  one person: {escape(because)}")
        session.say(f"  {score.total:+.2f} in all, confidence {score.confidence}")
        show.parts(session, score, in_full=True)
        if reason:
            session.say(f"  Not now: {escape(reason)}")
        for row in outcomes:
            session.say(f"  {row.day}  {row.kind}  {escape(row.words)}")
        for one in told:
            session.say(f"  {one.day}  {one.channel or 'in touch'}  {escape(one.note)}")
        return 0


@click.command("plugins")
@verb()
def plugins_verb(session: Session) -> int:
    """Which plugins are installed, which the config names, their declared limits and faults."""
    found = installed()
    enabled: set[str] = set()
    limits: dict[str, dict[str, str]] = {}
    faults: list[Any] = []
    if session.config.exists():
        garden, _ = session.open()
        with garden:
            enabled = set(garden.plugins.names) & {store.kind for _, store in garden.stores}
            enabled |= set(garden.config.also if garden.config else ())
            limits = {store.kind: dict(store.limits) for _, store in garden.stores}
            faults = list(garden.plugins.faults)
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
    table = Table(box=None, header_style="dim")
    for heading in ("Plugin", "From", "Version", "In the config", "Limits"):
        table.add_column(heading)
    for row in rows:
        said = "; ".join(f"{clause}: {reason}" for clause, reason in row["limits"].items())  # type: ignore[attr-defined]
        marks = "yes" if row["enabled"] else ""
        table.add_row(str(row["name"]), str(row["distribution"]), str(row["version"]), marks, escape(said))
    session.say(table)  # type: ignore[arg-type]
    show.faults(session, faults)
    return 0


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="", help="csv, csv-log, vcard, ics, …; told from the name when left out.")
@click.option("--from", "first", default="", help="First day for calendars.")
@click.option("--to", "last", default="", help="For calendars: the day after the last.")
@click.option("--region", default="", help="Your country (DE), for national phone numbers.")
@click.option("--zone", default="UTC", help="Your time zone.")
@verb()
def read(
    session: Session, files: tuple[Path, ...], kind: str, first: str, last: str, region: str, zone: str
) -> int:
    """What an adapter makes of files, before anything is configured: one JSON object a line with --json."""
    today = session.now(zone).astimezone(ZoneInfo(zone)).date()
    window = Window(
        first=day(first, "--from") or today - timedelta(days=1826),
        last=(day(last, "--to") or today + timedelta(days=367)) - timedelta(days=1),
    )
    code = 0
    for file in files:
        try:
            store = _store_for(file, kind or _guess(file), session, zone, region)
            rows = [_row(record, file, region) for record in _records(store, window)]
        except ReconnectError as error:
            click.echo(f"{file}: {error}" if str(file) not in str(error) else str(error), err=True)
            code = max(code, 2 if isinstance(error, ConfigError) else 4)
            continue
        for row in rows:
            if session.as_json:
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                _tell(session, row)
        session.say(f"[dim]{escape(str(file))}: {len(rows)} records[/]")
    return code


def _notes(store: Store) -> list[str]:
    try:
        return [*store.notes(), *(f"limit {clause}: {reason}" for clause, reason in store.limits.items())]
    except Exception as error:
        return [f"its notes failed with {type(error).__name__}"]


def _place(one: Unreadable) -> str:
    name = Path(one.file).name if one.file else one.source
    return f"{name}:{one.line}" if one.line else name


def _guess(file: Path) -> str:
    kinds = {".vcf": "vcard", ".vcard": "vcard", ".ics": "ics", ".vcs": "ics", ".csv": "csv", ".mbox": "mbox"}
    suffix = file.suffix.lower()
    if suffix not in kinds:
        raise ConfigError(f"{file}: its kind cannot be told from its name.", next_step="Say it with --kind.")
    return kinds[suffix]


def _store_for(file: Path, kind: str, session: Session, zone: str, region: str) -> Store:
    if not file.exists():
        raise Unusable(f"{file}: there is no such file.", next_step="Check the path.")
    plugins = Plugins()
    plugins.load([kind])
    classes = [cls for (_, name), cls in plugins.kinds.items() if name == kind]
    if not classes:
        raise ConfigError(f'the plugin of "{kind}" could not be loaded.', next_step="Run `reconnect plugins`.")
    opening = Opening(
        name=file.name,
        settings=classes[0].Settings(path=str(file.absolute())),
        clock=lambda: session.now(zone),
        zone=ZoneInfo(zone),
        region=region,
        vault=MemoryVault(),
    )
    return classes[0](opening)


def _records(store: Store, window: Window) -> Iterator[Any]:
    try:
        if isinstance(store, AddressBook):
            yield from store.contacts()
        elif isinstance(store, Journal):
            yield from store.interactions(None)
        elif isinstance(store, Calendar):
            yield from store.entries(window)
    finally:
        store.close()


def _row(record: Any, file: Path, region: str) -> dict[str, Any]:
    said: dict[str, Any] = {"file": str(file)}
    if isinstance(record, Contact):
        numbers = zip(record.phones, phones.e164s(record, region), strict=True)
        return said | {
            "type": "contact",
            "name": record.name,
            "kind": record.kind.value,
            "emails": list(record.emails),
            "phones": [{"raw": phone.raw, "e164": e164 or None} for phone, e164 in numbers],
            "birthday": str(record.birthday) if record.birthday else None,
            "organisation": record.organisation or None,
            "title": record.title or None,
            "labels": list(record.labels),
            "addresses": [list(address.lines()) for address in record.addresses],
            "deceased": record.deceased,
            "starred": record.starred,
        }
    if isinstance(record, Entry):
        return said | {
            "type": "entry",
            "start": str(record.start),
            "end": str(record.end) if record.end else None,
            "title": record.title,
            "attendees": [{"email": a.email, "status": a.partstat} for a in record.attendees],
            "organizer": record.organizer.email if record.organizer else None,
            "cancelled": record.status is EntryStatus.CANCELLED or record.method == "cancel",
        }
    if isinstance(record, Unreadable):
        return said | {"type": "unreadable", "reason": record.reason, "line": record.line}
    return said | _evidence_row(record)


def _evidence_row(record: Interaction | ContactDays | Gift) -> dict[str, Any]:
    if isinstance(record, Interaction):
        return {
            "type": "interaction",
            "at": record.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "who": [_said(handle) for handle in record.who],
            "channel": record.channel.value if record.channel else None,
            "direction": record.direction.value,
            "minutes": record.minutes,
        }
    if isinstance(record, Gift):
        return {
            "type": "gift",
            "who": [_said(handle) for handle in record.who],
            "kind": record.kind.value,
            "day": record.day.isoformat() if record.day else None,
        }
    days = [date.fromordinal(number).isoformat() for number in memoryview(record.days).cast("i")]
    return {"type": "days", "who": [_said(record.who)], "days": days}


def _said(handle: Handle) -> str:
    return handle.value


def _tell(session: Session, row: dict[str, Any]) -> None:
    kind = row["type"]
    if kind == "contact":
        reach = ", ".join([*row["emails"], *(p["e164"] or p["raw"] for p in row["phones"])])
        session.say(f"{escape(row['name'])}  [dim]{escape(reach)}[/]")
    elif kind == "entry":
        session.say(f"{row['start']}  {escape(row['title'])}  [dim]{len(row['attendees'])} attendees[/]")
    elif kind == "unreadable":
        session.say(f"[yellow]line {row['line']}[/] {escape(row['reason'])}")
    else:
        session.say(escape(f"{row.get('at') or row.get('day') or ''}  {kind}  {', '.join(row['who'])}"))


VERBS = (check, why, plugins_verb, read)
