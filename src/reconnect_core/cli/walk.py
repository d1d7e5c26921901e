"""The verbs that walk: plan, write, sync, undo."""

import sys
from datetime import datetime, timedelta

import click
from rich.markup import escape

from ..errors import ConfigError, StoppedForSafety
from ..garden import Garden
from ..model import Plan, ReceiptStatus, Report, WishKind
from . import show
from .session import Session, verb

SEEN = "seen"
NO_ROOM = "no room"
"""Under this the mirror keeps why the last plan had no room, so that a timer says it once."""
NO = "n"
"""A no is a no, also where Enter would write: somebody who types it with Enter behind it means it."""


@click.command()
@click.option("--all", "everybody", is_flag=True, help="Also everybody who was not picked, and why.")
@verb()
def plan(session: Session, everybody: bool) -> int:
    """Who, why, how and when, and what failed. Changes nothing."""
    garden, now = session.open()
    with garden:
        found = garden.plan(now=now)
        _saw(garden)
        session.data(plan=found)
        show.plan(session, found, everybody=everybody)
        return garden.exit_code(found.faults)


@click.command()
@click.option("--yes", is_flag=True, help="Ask nothing; take the first ones.")
@verb(changes=True)
def write(session: Session, yes: bool) -> int:
    """Plan, show, and write the reminders into the calendar."""
    garden, now = session.open()
    with garden:
        _can_write(garden)
        found = garden.plan(now=now)
        _saw(garden)
        asks = not (yes or session.dry_run)
        chosen: list[str] | None = None
        if asks and found.picks and not session.as_json and sys.stdin.isatty() and sys.stdout.isatty():
            found, chosen = _choose(session, garden, found, now)
        else:
            show.plan(session, found)
            if asks and garden.to_write(found):
                from .asking import insist

                insist("Write these into the calendar?")
        return _write(session, garden, found, chosen)


@click.command()
@verb(changes=True)
def sync(session: Session) -> int:
    """Read back, plan and write, for timers: quiet when all is well."""
    from ..model.memory import FaultRow, WalkRow

    garden, now = session.open()
    with garden:
        _can_write(garden)
        if garden.cache.derived(SEEN, "plan") is None and not garden.ledger.read(WalkRow):
            raise StoppedForSafety(
                "A timer writes nothing before its user has seen one plan.",
                next_step="Run `reconnect plan` once, as the timer's user, with its config and folders.",
            )
        found = garden.plan(now=now)
        _say_no_room(session, garden, found)
        if session.dry_run:
            return _write(session, garden, found, None)
        known = {(fault.who, fault.error) for fault in garden.ledger.read(FaultRow)}
        report = garden.write(found)
        session.data(report=report)
        show.faults(session, [fault for fault in report.faults if (fault.who, fault.error) not in known])
        return report.exit_code


def _say_no_room(session: Session, garden: Garden, found: Plan) -> None:
    """Say why none of those who were chosen has a place in the calendar, unless the last run said so too."""
    reasons = " and ".join(sorted({pick.no_slot for pick in found.picks}))
    if any(pick.reminder for pick in found.picks):
        reasons = ""
    elif reasons and garden.cache.derived(NO_ROOM, reasons) is None:
        whom = show.many(len(found.picks), "reminder")
        step = "[garden] hours and days_off say when one may stand, `reconnect plan` whom it would be for."
        session.say(f"No room for {whom}: {escape(reasons)}. {escape(step)}", soft_wrap=True)
    if found.picks and not session.dry_run:
        garden.cache.keep(NO_ROOM, reasons, "said")


@click.command()
@verb(changes=True)
def undo(session: Session) -> int:
    """Remove the last run's reminders that nobody has touched."""
    from . import undoing

    garden, now = session.open()
    with garden:
        rows = garden.undoable()
        for day in undoing.undone(garden, rows):
            session.say(f"The run of {day} is undone already: none of its reminders is left.")
        removed, left = undoing.foreseen(garden, rows) if session.dry_run else garden.undo()
        gone, left = undoing.sort_out(garden, [row for row in rows if row.uid not in removed], left, now)
        session.data(removed=removed, gone=tuple(gone), left=left)
        did = "Would remove" if session.dry_run else "Removed"
        session.say(f"{did} {show.many(len(removed), 'reminder')}." if rows else "There is nothing to undo.")
        for line in gone.values():
            session.say(escape(line))
        show.faults(session, left)
        return 4 if left else 0


def _can_write(garden: Garden) -> None:
    """Refuse where no calendar takes the reminders: nobody would see them, and they would count as open."""
    if garden.calendar is None:
        raise ConfigError(
            "no [[calendar]] of the config takes the reminders: there is nowhere to write them.",
            next_step="Add one with reminders = true. `reconnect plan` needs none.",
        )


def _saw(garden: Garden) -> None:
    """Remember that the user has seen a plan: from then on a timer may write."""
    if garden.cache.derived(SEEN, "plan") is None:
        garden.cache.keep(SEEN, "plan", "yes")


def _write(session: Session, garden: Garden, found: Plan, chosen: list[str] | None) -> int:
    wanted = garden.to_write(found, chosen)
    if session.dry_run:
        session.data(plan=found, reminders=wanted, written=False)
        session.say("\nWould write:" if wanted else "\nNothing new to write.")
        show.reminders(session, wanted)
        return garden.exit_code(found.faults)
    report: Report = garden.write(found, chosen=chosen)
    there = {one.uid for one in report.receipts if one.status is not ReceiptStatus.GONE}
    done = [one for one in wanted if one.uid in there]
    session.data(
        plan=found,
        reminders=wanted,
        written=len(done) == len(wanted),
        receipts=report.receipts,
        faults=report.faults,
    )
    if done or not wanted:
        session.say("\nWritten:" if done else "\nNothing new to write.")
    show.reminders(session, done)
    if missing := len(wanted) - len(done):
        session.say(f"\n{missing} of {len(wanted)} could not be written.")
    show.faults(session, report.faults[len(found.faults) :])
    return report.exit_code


def _choose(session: Session, garden: Garden, found: Plan, now: datetime) -> tuple[Plan, list[str]]:
    """Let the user keep the ones that are wanted; what is swapped away is remembered."""
    from .keys import STOP, keys

    with keys() as keyboard:
        while found.picks:
            show.plan(session, found, also_reserves=True)
            session.say("\n[bold]Enter[/] writes these · a number: not this one · n or q: stop")
            everybody = {str(at): pick.person for at, pick in enumerate((*found.picks, *found.reserves), 1)}
            key = keyboard.one_of({"\r", "\n", NO, *STOP, *everybody})
            if key in ("\r", "\n"):
                break
            if key in (NO, *STOP):
                raise click.Abort
            session.say(
                f"{escape(everybody[key].name)}: [bold]l[/]ater · [bold]r[/]est · [bold]n[/]ever · "
                "no longer [bold]a[/]live · any other key: stays"
            )
            if _not_this_one(garden, everybody[key].id, keyboard.next(), now):
                found = garden.plan(now=now)
    return found, [pick.person.id for pick in found.picks]


def _not_this_one(garden: Garden, person: str, key: str, now: datetime) -> bool:
    today = now.astimezone(garden.zone).date()
    if key == "l":
        garden.wish(person, WishKind.REST, now=now, until=today + timedelta(days=30))
    elif key == "r":
        garden.wish(person, WishKind.REST, now=now, until=today + timedelta(days=365))
    elif key == "n":
        garden.wish(person, WishKind.NEVER, now=now)
    elif key == "a":
        garden.wish(person, WishKind.DECEASED, now=now)
    else:
        return False
    return True


VERBS = (plan, write, sync, undo)
