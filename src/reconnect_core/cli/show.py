"""Plans, people and faults as one reads them in a terminal."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.markup import escape
from rich.table import Table

from ..model import Fault, Lane, Pick, Plan, Reminder, Score, StoreCount, When
from .session import Session

LANES = {
    Lane.WARM: "still warm",
    Lane.DORMANT: "a dormant tie",
    Lane.EXPLORED: "drawn to learn from",
}
ONE_RECORD = "reading one record"
"""What a fault was doing that cost one record and no store."""


def many(number: int, noun: str) -> str:
    """``1 record``, ``2 records``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def standing(session: Session, number: int) -> None:
    """Say how many open reminders of somebody stay where they are, if there are any."""
    if number:
        some = "reminder stands" if number == 1 else "reminders stand"
        session.say(f"{number} open {some} in the calendar still: delete it there when it should go.")


def when(start: When) -> str:
    """``Tue 3 March 2026, 17:00``."""
    day = f"{start.day:%a} {start.day.day} {start.day:%B %Y}"
    return day if start.time is None else f"{day}, {start.time:%H:%M}"


def weekday(moment: datetime) -> str:
    """``Monday 2 March 2026``."""
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def plan(session: Session, found: Plan, *, everybody: bool = False, also_reserves: bool = False) -> None:
    """Who, why, how, when, and what failed."""
    heading = f"{found.today:%A} {found.today.day} {found.today:%B %Y}"
    known = "1 person" if found.people == 1 else f"{found.people} people"
    counts = f"  [dim]{known}, {found.candidates} of them quiet[/]" if found.people else ""
    session.say(f"[bold]{heading}[/]{counts}")
    for note in found.notes:
        session.say(f"[dim]{escape(note)}[/]")
    if not found.picks and (said := _nobody(found, everybody=everybody)):
        session.say(f"\n{escape(said)}")
    for number, pick in enumerate(found.picks, start=1):
        session.say()
        one(session, pick, number)
    if also_reserves and found.reserves:
        session.say("\n[dim]Next in line:[/]")
        for number, pick in enumerate(found.reserves, start=len(found.picks) + 1):
            session.say()
            one(session, pick, number)
    for entry in (found.flip_reminder, found.stock_reminder):
        if entry:
            session.say(f"\nAnd {when(entry.start)}: {escape(entry.title)}")
    if everybody and found.held:
        people(session, found)
    stores(session, found.stores)
    faults(session, found.faults)


def _nobody(found: Plan, *, everybody: bool) -> str:
    """Why nobody was picked, unless a note says it: fine only where all was read and somebody is known.

    With ``everybody`` the reason of each follows, and need not be pointed to.
    """
    if any(note.startswith("paused until ") for note in found.notes):
        return ""
    failed = dict.fromkeys(fault.who for fault in found.faults if fault.doing != ONE_RECORD)
    if failed:
        return f"Nobody was chosen, and not all was seen: {', '.join(failed)} failed."
    if not found.people:
        return "Nobody is known yet: no [[addressbook]] of the config holds a person."
    if found.notes:
        return ""
    fine = "Nobody this week. That is fine."
    if found.candidates:
        return fine if everybody else f"{fine} `reconnect plan --all` says of each why not."
    if not found.flip:
        return fine
    return f"{fine}\nOf {len(found.flip)} it is not known when you were last in touch: `reconnect flip` asks."


def one(session: Session, pick: Pick, number: int) -> None:
    """One pick: the act, the day, and every reason."""
    title = pick.wording.title if pick.wording else pick.person.name
    slot = when(pick.reminder.start) if pick.reminder else f"no slot: {pick.no_slot}"
    session.say(f"[bold green]{number}. {escape(title)}[/]   [dim]{LANES[pick.lane]}[/]")
    session.say(f"   {slot}   [cyan]{escape(pick.reach.splitlines()[0] if pick.reach else '')}[/]")
    parts(session, pick.score)


def parts(session: Session, score: Score, *, in_full: bool = False) -> None:
    """Every part of a score: points, sentence, and the stores it rests on; ``in_full`` with each key."""
    table = Table(box=None, show_header=False, padding=(0, 1), pad_edge=True)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for part in score.parts:
        stores = dict.fromkeys(source.partition("/")[0] for source in part.evidence)
        sources = ", ".join(part.evidence if in_full else stores)
        table.add_row(
            points(part.points), escape(part.reason) + (f" [dim]({escape(sources)})[/]" if sources else "")
        )
    session.say(table)  # type: ignore[arg-type]


def points(number: float) -> str:
    """``+1.61``; what rounds to nothing has no minus."""
    return f"{round(number, 2) + 0.0:+.2f}"


def people(session: Session, found: Plan) -> None:
    """Everybody who was not picked, and why."""
    table = Table(box=None, header_style="dim")
    table.add_column("Not this time")
    table.add_column("Because")
    for held in found.held:
        table.add_row(escape(held.name), escape(held.reason))
    session.say()
    session.say(table)  # type: ignore[arg-type]


def stores(session: Session, counts: Iterable[StoreCount]) -> None:
    """A line for the stores: how much each gave."""
    said = []
    for count in counts:
        text = f"{escape(count.store)} {count.records}"
        if count.unreadable:
            text += f" ({count.unreadable} unreadable)"
        said.append(text + stands_in(count))
    if said:
        session.say(f"\n[dim]Read: {', '.join(said)}[/]")


def stands_in(count: StoreCount) -> str:
    """Said behind a number that is not of today."""
    return " [yellow](its last records stand in)[/]" if count.stands_in else ""


def faults(session: Session, found: Sequence[Fault]) -> None:
    """What failed, where, and the next step: one line for each cause, however many stores it stops."""
    causes: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        causes.setdefault((fault.error, fault.next_step), []).append(fault)
    for (error, next_step), same in causes.items():
        who = ", ".join(dict.fromkeys(fault.who for fault in same))
        doing = ", ".join(dict.fromkeys(fault.doing for fault in same))
        what = f"{escape(error.rstrip('.'))} [dim](while {escape(doing)})[/]."
        session.say(f"[red]{escape(who)}[/]: {what} {escape(next_step)}", soft_wrap=True)


def reminders(session: Session, written: Sequence[Reminder]) -> None:
    """What is written, a line each; the same words for a dry run and the real one."""
    for reminder in written:
        session.say(f"  {when(reminder.start)}  {escape(reminder.title)}  [dim]{reminder.minutes} min[/]")
