"""The verbs that tell it something: log, gift, rest, never, wake, every, prefer, pause."""

from datetime import date, datetime
from math import isfinite

import click
from rich.markup import escape

from ..errors import ConfigError
from ..garden import Garden, told
from ..model import Channel, Direction, GiftKind, Person, WishKind
from ..model.memory import ContactRow, GiftRow, ReminderRow
from . import show, untelling
from .session import Session, day, noon, verb

CHANNELS = click.Choice([channel.value for channel in Channel])
BEST = {
    Channel.PHONE: "is best reached by phone",
    Channel.NOTE: "is best reached by a handwritten note",
    Channel.EMAIL: "is best reached by e-mail",
    Channel.MEET: "is best met in person",
}
GIFTS = click.Choice([kind.value for kind in GiftKind])
UNDO = click.option(
    "--undo", is_flag=True, help="Take back what you told last; of what fits, where options say more."
)


@click.command()
@click.argument("name")
@click.option("--on", "on", default="", metavar="DAY", help="When; today when left out.")
@click.option("--by", "channel", type=CHANNELS, help="How you were in touch.")
@click.option("--out", "out", is_flag=True, help="You reached out.")
@click.option("--in", "came_in", is_flag=True, help="They did.")
@click.option("--minutes", default=0, type=click.IntRange(0, 99999), help="How long.")
@click.option("--note", default="", help="What to remember of it.")
@click.option("--glad", is_flag=True, help="It was good that you did.")
@UNDO
@verb(changes=True)
def log(
    session: Session,
    name: str,
    on: str,
    channel: str | None,
    out: bool,
    came_in: bool,
    minutes: int,
    note: str,
    glad: bool,
    undo: bool,
) -> int:
    """You were in touch with NAME."""
    if out and came_in:
        raise ConfigError("--out and --in exclude each other: leave both out when it was mutual.")
    direction = Direction.OUT if out else Direction.IN if came_in else Direction.MUTUAL
    when = day(on, "--on")
    if undo:
        which = direction.value if out or came_in else ""
        said = {"channel": channel, "direction": which, "minutes": minutes, "note": note, "glad": int(glad)}
        return untelling.take_back(session, name, ContactRow, {"day": when.isoformat() if when else "", **said})
    garden, now = session.open()
    with garden:
        person = garden.one(name, now=now)
        moment = min(noon(when, garden.settings.timezone), now) if when else now
        if when and when > now.astimezone(garden.zone).date():
            step = "Log it afterwards."
            raise ConfigError(f"--on {on} lies ahead: a plan is no contact yet.", next_step=step)
        if not session.dry_run:
            garden.log(
                person.id,
                now=now,
                moment=moment,
                channel=Channel(channel) if channel else None,
                direction=direction,
                minutes=minutes,
                note=note,
                glad=glad,
            )
        return _done(session, person, f"and you were in touch on {moment.astimezone(garden.zone).date()}")


@click.command()
@click.argument("name")
@click.argument("kind", type=GIFTS, required=False)
@click.option("--on", "on", default="", metavar="DAY", help="When; today when left out.")
@click.option("--weight", default=1.0, type=click.FloatRange(0.1, 10), help="How much it meant; 1 is usual.")
@click.option("--note", default="", help="What it was.")
@UNDO
@verb(changes=True)
def gift(session: Session, name: str, kind: str | None, on: str, weight: float, note: str, undo: bool) -> int:
    """NAME brought you business, a referral, encouragement or inspiration."""
    if not isfinite(weight):
        raise ConfigError("--weight must be a number from 0.1 to 10.")
    when = day(on, "--on")
    if undo:
        said = {"kind": kind, "note": note, "weight": weight if weight != 1 else None}
        return untelling.take_back(session, name, GiftRow, {"day": when.isoformat() if when else "", **said})
    if kind is None:
        raise _missing(f"What did they bring? Say one of {', '.join(GIFTS.choices)}.")
    garden, now = session.open()
    with garden:
        person = garden.one(name, now=now)
        if when and when > now.astimezone(garden.zone).date():
            raise ConfigError(f"--on {on} lies ahead.", next_step="Give the day it came.")
        if not session.dry_run:
            said_day = when.isoformat() if when else ""
            garden.gift(person.id, GiftKind(kind), now=now, day=said_day, weight=weight, note=note)
        return _done(session, person, "brought a referral" if kind == "referral" else f"brought {kind}")


@click.command()
@click.argument("name")
@click.option("--until", default="", metavar="DAY", help="Until when; until you wake them when left out.")
@verb(changes=True)
def rest(session: Session, name: str, until: str) -> int:
    """Leave NAME in peace for a while."""
    return _wish(session, name, WishKind.REST, "rests" + (f" until {until}" if until else ""), until=until)


@click.command()
@click.argument("name")
@click.option("--deceased", is_flag=True, help="They are no longer living.")
@verb(changes=True)
def never(session: Session, name: str, deceased: bool) -> int:
    """Let NAME go: they appear nowhere any more."""
    if deceased:
        return _wish(session, name, WishKind.DECEASED, "is no longer living, and appears nowhere any more")
    return _wish(session, name, WishKind.NEVER, "is let go")


@click.command()
@click.argument("name")
@verb(changes=True)
def wake(session: Session, name: str) -> int:
    """Take back rest and never."""
    from ..garden import left_in_peace

    garden, now = session.open()
    with garden:
        person = garden.one(name, now=now)
        if not told.wished(garden.ledger, person.id):
            session.data(person=person.id, name=person.name, done="did not rest", written=False)
            session.say(f"[bold]{escape(person.name)}[/] did not rest, and was not let go.")
            return 0
        if not session.dry_run:
            garden.wake(person.id)
        until = left_in_peace.until(garden.walk(now=now).thinker, person.id)
        still = f", and left in peace until {until} after the last reminder" if until else ""
        return _done(session, person, f"is back{still}")


@click.command()
@click.argument("name")
@click.argument("days", type=click.IntRange(7, 3660), required=False)
@click.option("--undo", is_flag=True, help="No rhythm any more.")
@verb(changes=True)
def every(session: Session, name: str, days: int | None, undo: bool) -> int:
    """You would like to be in touch with NAME about every DAYS days."""
    if undo:
        return untelling.take_back_wish(session, name, WishKind.EVERY, "every", "no rhythm")
    if days is None:
        raise _missing("After how many days? Say a number from 7 to 3660.")
    return _wish(session, name, WishKind.EVERY, f"comes up about every {days} days", every_days=days)


@click.command()
@click.argument("name")
@click.argument("channel", type=CHANNELS, required=False)
@click.option("--undo", is_flag=True, help="No channel in particular any more.")
@verb(changes=True)
def prefer(session: Session, name: str, channel: str | None, undo: bool) -> int:
    """NAME is best reached by CHANNEL."""
    if undo:
        return untelling.take_back_wish(session, name, WishKind.PREFER, "prefer", "no channel in particular")
    if channel is None:
        raise _missing(f"By which channel? Say one of {', '.join(CHANNELS.choices)}.")
    return _wish(session, name, WishKind.PREFER, BEST[Channel(channel)], channel=Channel(channel))


@click.command()
@click.argument("until", default="")
@verb(changes=True)
def pause(session: Session, until: str) -> int:
    """No walks until a day; without a day the pause ends."""
    when = day(until, "UNTIL")
    garden, now = session.open()
    with garden:
        _ahead(garden, when, "UNTIL", now)
        if not session.dry_run:
            garden.pause(when)
        session.data(paused_until=when, written=not session.dry_run)
        would = " [dim](nothing was written)[/]" if session.dry_run else ""
        session.say(f"No walks until {when}.{would}" if when else f"No pause any more.{would}")
        return 0


def _missing(question: str) -> click.UsageError:
    return click.UsageError(question, ctx=click.get_current_context())


def _wish(
    session: Session,
    name: str,
    kind: WishKind,
    said: str,
    *,
    until: str = "",
    every_days: int = 0,
    channel: Channel | None = None,
) -> int:
    when = day(until, "--until")
    garden, now = session.open()
    with garden:
        _ahead(garden, when, "--until", now)
        person = garden.one(name, now=now)
        begins = kind is not WishKind.EVERY or person.id in garden.walk(now=now).known.rhythms
        if not session.dry_run:
            garden.wish(person.id, kind, now=now, until=when, every_days=every_days, channel=channel)
        code = _done(session, person, said)
        if kind in (WishKind.REST, WishKind.EVERY, WishKind.PREFER) and told.wished(
            garden.ledger, person.id, (WishKind.NEVER, WishKind.DECEASED)
        ):
            session.say(f"They are let go, and that stays: `reconnect wake {person.id}` takes it back.")
        if kind not in (WishKind.EVERY, WishKind.PREFER):
            rows = garden.ledger.read(ReminderRow)
            show.standing(session, sum(row.person == person.id and row.status == "open" for row in rows))
        if channel and not _leads(garden, person, channel, now):
            session.say("No card of theirs leads there, so reminders stay with the next channel that one has.")
        if not begins:
            session.say(
                "No contact with them is known yet, so the days cannot be counted: say when it was\n"
                f"  reconnect flip --answer {person.id}=year   (or three, longer)\n"
                f"  reconnect log {person.id} --on DAY"
            )
        return code


def _leads(garden: Garden, person: Person, channel: Channel, now: datetime) -> bool:
    """Whether a card says how to reach this person so; no card says it of a meeting."""
    others = (one for one in Channel if one is not channel)
    return garden.walk(now=now).thinker.channel(person, *others) is not None


def _ahead(garden: Garden, when: date | None, option: str, now: datetime) -> None:
    """Refuse a day that is over, or is today: nothing would be left of what ends then."""
    if when and when <= now.astimezone(garden.zone).date():
        raise ConfigError(f"{option} {when} does not lie ahead.", next_step="Give a later day.")


def _done(session: Session, person: Person, said: str) -> int:
    session.data(person=person.id, name=person.name, done=said, written=not session.dry_run)
    would = " [dim](nothing was written)[/]" if session.dry_run else ""
    session.say(f"[bold]{escape(person.name)}[/] {escape(said)}.{would}")
    return 0


VERBS = (log, gift, rest, never, wake, every, prefer, pause)
