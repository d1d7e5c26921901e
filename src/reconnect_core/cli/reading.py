"""The verb read: what an adapter makes of a file, before anything is configured."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.markup import escape

from .. import phones
from ..errors import ConfigError, ReconnectError, Unusable
from ..model import Contact, ContactDays, Entry, EntryStatus, Gift, Handle, Interaction, Unreadable, Window
from ..pipeline import groups
from ..plugins import Plugins
from ..ranges import is_region
from ..stores import AddressBook, Calendar, Journal, MemoryVault, Opening, Store
from . import show
from .session import Session, as_json, day, verb

_KIND_OF = {
    ".csv": "csv",
    ".ics": "ics",
    ".ldif": "csv",
    ".mbox": "mbox",
    ".vcard": "vcard",
    ".vcf": "vcard",
    ".vcs": "ics",
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", default="", help="csv, csv-log, vcard, ics, …; told from the name when left out.")
@click.option("--from", "first", default="", help="First day for calendars.")
@click.option("--to", "last", default="", help="For calendars: the day after the last.")
@click.option("--region", default="", help="Your country (DE), for national phone numbers.")
@click.option("--zone", default="UTC", help="Your time zone.")
@click.option("--me", multiple=True, help="Your address, number or name, as it stands in a log or a chat.")
@verb()
def read(
    session: Session,
    files: tuple[Path, ...],
    kind: str,
    first: str,
    last: str,
    region: str,
    zone: str,
    me: tuple[str, ...],
) -> int:
    """What an adapter makes of files, before anything is configured: one JSON object a line with --json."""
    here, region = _zone(zone), _region(region)
    today = session.now(zone).astimezone(here).date()
    window = _window(day(first, "--from"), day(last, "--to"), today)
    code = 0
    for file in files:
        try:
            store = _store_for(file, kind or _guess(file), session, here, region, me)
            rows = [_row(record, file, region) for record in _records(store, window)]
        except ReconnectError as error:
            if session.as_json:
                whole = Unreadable(source=file.name, reason=error.message)
                click.echo(as_json(_row(whole, file, region)))
            click.echo(f"{file}: {error}" if str(file) not in str(error) else str(error), err=True)
            code = max(code, 2 if isinstance(error, ConfigError) else 4)
            continue
        for row in rows:
            if session.as_json:
                click.echo(as_json(row))
            else:
                _tell(session, row)
        guessed = "" if kind else f", read as {_guess(file)}; another kind is said with --kind"
        session.say(f"[dim]{escape(str(file))}: {show.many(len(rows), 'record')}{guessed}[/]")
    return code


def _window(first: date | None, last: date | None, today: date) -> Window:
    """The days from the first up to the one before the last; by default five years back and one ahead."""
    first, last = first or today - timedelta(days=1826), last or today + timedelta(days=367)
    if last <= first:
        raise ConfigError(f"--to {last} does not lie after --from {first}.", next_step="Give a later day.")
    return Window(first=first, last=last - timedelta(days=1))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ConfigError(f'--zone "{name}" is no zone.', next_step="Write it like Europe/Berlin.") from None


def _region(code: str) -> str:
    if code and not is_region(code):
        raise ConfigError(f'--region "{code}" is no country.', next_step="Write two letters, like DE.")
    return code.upper()


def _guess(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in _KIND_OF:
        raise ConfigError(f"{file}: its kind cannot be told from its name.", next_step="Say it with --kind.")
    return _KIND_OF[suffix]


def _store_for(
    file: Path, kind: str, session: Session, zone: ZoneInfo, region: str, me: tuple[str, ...]
) -> Store:
    if not file.exists():
        raise Unusable(f"{file}: there is no such file.", next_step="Check the path.")
    plugins = Plugins()
    plugins.load([kind])
    classes = [cls for (_, name), cls in plugins.kinds.items() if name == kind]
    if not classes:
        raise ConfigError(f'the plugin of "{kind}" could not be loaded.', next_step="Run `reconnect plugins`.")
    settings: Any = classes[0].Settings
    # A chat knows its user by one name or by several.
    key = [field for field in fields(settings) if me and field.name == "me"]
    own = {field.name: me if isinstance(field.default, tuple) else me[0] for field in key}
    opening = Opening(
        name=file.name,
        settings=settings(path=str(file.absolute()), **own),
        clock=lambda: session.now(zone.key),
        zone=zone,
        region=region,
        me=frozenset(word.lower() for word in me),
        vault=MemoryVault(),
    )
    return classes[0](opening)


def _records(store: Store, window: Window) -> Iterator[Any]:
    try:
        if isinstance(store, AddressBook):
            yield from _in_their_groups([*store.contacts()])
        elif isinstance(store, Journal):
            yield from store.interactions(None)
        elif isinstance(store, Calendar):
            yield from store.entries(window)
    finally:
        store.close()


def _in_their_groups(records: list[Contact | Unreadable]) -> Iterator[Contact | Unreadable]:
    named = iter(groups.labelled([one for one in records if isinstance(one, Contact)]))
    yield from (next(named) if isinstance(one, Contact) else one for one in records)


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
        name = row["name"] or row["organisation"] or ("" if reach else "(a card that says nobody)")
        session.say("  ".join(filter(None, (escape(name), f"[dim]{escape(reach)}[/]" if reach else ""))))
    elif kind == "entry":
        session.say(f"{row['start']}  {escape(row['title'])}  [dim]{len(row['attendees'])} attendees[/]")
    elif kind == "unreadable":
        where = f"line {row['line']}" if row["line"] else "a record"
        session.say(f"[yellow]{where}[/] {escape(row['reason'])}")
    else:
        session.say(escape(f"{row.get('at') or row.get('day') or ''}  {kind}  {', '.join(row['who'])}"))


VERBS = (read,)
