"""What ``--undo`` does: the newest contact or gift told of somebody, or a wish, is taken back, and named."""

from collections.abc import Mapping, Sequence

from rich.markup import escape

from ..errors import ConfigError
from ..garden import Garden, told
from ..model import Person, WishKind
from ..model.memory import ContactRow, GiftRow, ReminderRow
from . import story
from .session import Session


def take_back(
    session: Session, name: str, kind: type[told.Told], said: Mapping[str, str | int | float | None]
) -> int:
    """Take back the newest row of this kind about NAME in which every option that was given is the same."""
    garden, now = session.open()
    with garden:
        person = garden.one(name, now=now)
        walk = garden.walk(now=now)
        rows = told.newest_first(walk, kind, person.id)
        wanted = {column: value for column, value in said.items() if value}
        found = next((row for row in rows if _is(row, wanted)), None)
        if found is None:
            raise _nothing(garden, person, kind, rows)
        reminders = told.concluded(walk, found)
        if not session.dry_run:
            told.take_back(garden, found, reminders)
        session.data(
            person=person.id,
            name=person.name,
            taken_back=found,
            reopened=[one.uid for one in reminders],
            written=not session.dry_run,
        )
        _say(session, person, found, reminders)
        return 0


def take_back_wish(session: Session, name: str, kind: WishKind, verb: str, now_said: str) -> int:
    """Take back the wish of this kind about NAME."""
    garden, now = session.open()
    with garden:
        person = garden.one(name, now=now)
        if not told.wished(garden.ledger, person.id, (kind,)):
            step = f"`reconnect why {person.id}` says what is known of them, and from where."
            raise ConfigError(f"you told nothing of {person.name} by `reconnect {verb}`.", next_step=step)
        if not session.dry_run:
            told.unwish(garden, person.id, (kind,))
        session.data(person=person.id, name=person.name, done=now_said, written=not session.dry_run)
        would = " [dim](nothing was written)[/]" if session.dry_run else ""
        session.say(f"[bold]{escape(person.name)}[/] has {now_said} any more.{would}")
        return 0


def _is(row: ContactRow | GiftRow, wanted: Mapping[str, object]) -> bool:
    return all(getattr(row, column) == value for column, value in wanted.items())


def _say(session: Session, person: Person, row: ContactRow | GiftRow, reminders: Sequence[ReminderRow]) -> None:
    did, becomes, would = "Taken back", "is open again", ""
    if session.dry_run:
        did, becomes, would = "Would take back", "would be open again", " [dim](nothing was written)[/]"
    session.say(f"{did} what you told of [bold]{escape(person.name)}[/]:{would}")
    session.say(story.told(row))
    for one in reminders:
        said = f"The reminder of {story.day(one.start)}, done by this, {becomes}"
        session.say(f"{said}: the next walk looks what became of it.")


def _nothing(garden: Garden, person: Person, kind: type[told.Told], rows: Sequence[told.Told]) -> ConfigError:
    """Why there is nothing to take back, and what else may be meant."""
    verb, what = ("gift", "gift of") if kind is GiftRow else ("log", "contact with")
    if rows:
        return ConfigError(
            f"you told of no such {what} {person.name}. The newest first, you told:",
            *(story.plainly(row) for row in rows[:20]),
            next_step=f"`reconnect {verb} {person.id} --undo` takes back the first of these.",
        )
    step = f"`reconnect why {person.id}` says what is known of them, and from where."
    if any(row.person == person.id and row.key.startswith("flip-") for row in garden.ledger.read(kind)):
        step = "The answer to a card is taken back by `reconnect flip --undo`."
    return ConfigError(f"you told of no {what} {person.name} by `reconnect {verb}`.", next_step=step)
