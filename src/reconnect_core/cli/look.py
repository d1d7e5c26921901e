"""The verbs that look: check, why; they change nothing but what --accept answers."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from .. import holidays, languages
from ..errors import Unusable
from ..garden import Garden, writing
from ..garden.fetch import READING, Fetched
from ..garden.safety import SHRUNK
from ..garden.walking import Walk
from ..model import Candidate, Contact, Fault, Lane, Person, Plan, Score, Unreadable
from ..model.memory import ContactRow, OutcomeRow, ReminderRow
from ..pipeline import scoring
from ..plugins import fault, within
from ..stores import Calendar, Store
from . import show, story
from .session import Session, verb

_PATIENCE = 20.0
"""Seconds that one store may take to say more about itself."""


@click.command()
@click.option("--accept", default="", metavar="NAME", help="This store's present size is right.")
@verb(changes=True)
def check(session: Session, accept: str) -> int:
    """Open every store, count, and say what is wrong and what to do."""
    garden, now = session.open()
    with garden:
        if accept:
            size = garden.accept(accept, now=now, dry_run=session.dry_run)
            taken = "would be" if session.dry_run else "is"
            session.say(f"{escape(accept)} holds {show.many(size, 'record')}; that {taken} taken for right.")
        walk = garden.walk(now=now)
        faults = [one for one in walk.faults() if one.who != accept or one.exit_code != SHRUNK]
        faults += _shut(garden, {one.who for one in faults})
        counts = [store.count() for store in walk.fetched]
        broken = {store.name: store.unreadable() for store in walk.fetched}
        failed = {one.who for one in faults if one not in walk.broken}
        notes = {store.name: [] if store.name in failed else _notes(store) for _, store in garden.stores}
        empty = {store.name: said for store in walk.fetched if (said := _empty(store))}
        hints = [*(f"{name}: {said}" for name, said in empty.items()), *_hints(garden, failed)]
        session.data(stores=counts, unreadable=broken, notes=notes, faults=faults, hints=hints)
        for count in counts:
            state = "[yellow]empty[/]" if count.store in empty else "[green]well[/]"
            state = "[red]failed[/]" if count.store in failed else state
            said = f"{show.many(count.records, 'record')}{show.stands_in(count)}"
            session.say(f"{state}  {escape(count.store)} ({count.kind}): {said}")
            _say_more(session, notes[count.store], broken[count.store])
        for hint in hints:
            session.say(f"[yellow]note[/]  {escape(hint)}")
        stopped = [one for one in faults if one not in walk.broken]
        show.faults(session, stopped)
        return writing.exit_code(stopped, known=()) or garden.exit_code(faults)


def _shut(garden: Garden, failed: set[str]) -> Iterator[Fault]:
    """A fault for each store in a file that cannot be opened: while it seems unchanged no read would tell."""
    for _, store in garden.stores:
        named = getattr(store.opening.settings, "path", "")
        if not isinstance(named, str) or store.name in failed:
            continue
        path = Path(store.opening.base, Path(named).expanduser())
        try:
            if path.is_file():
                path.open("rb").close()
        except OSError as error:
            said = Unusable(f"{path}: cannot be opened ({error.strerror}).", next_step="Check its permissions.")
            yield fault(store.name, READING, said)


def _empty(store: Fetched) -> str:
    """Why nobody is known from an address book that was read, and the next step; empty where somebody is."""
    cards = [one for one in store.records() if isinstance(one, Contact)]
    if store.section != "addressbook" or store.fault or any(map(_says_who, cards)):
        return ""
    if cards:
        many = "its one card has" if len(cards) == 1 else f"none of its {len(cards)} cards has"
        no = "no" if len(cards) == 1 else "a"
        return f"{many} {no} name, e-mail address or number: export it again with these fields"
    if store.unreadable():
        return "none of its cards can be read: mend what is told of them above, or export it again"
    return "it holds no card: export it again, or name the book that you mean"


def _says_who(card: Contact) -> bool:
    return bool(card.name.strip() or card.given or card.family or card.emails or card.phones)


def _hints(garden: Garden, failed: set[str]) -> list[str]:
    """What would make the walks better, or the reminders more private."""
    settings = garden.settings
    sections = {section for section, _ in garden.stores}
    hints = []
    if "addressbook" not in sections:
        hints.append("there is no [[addressbook]], so nobody is known: docs/config.md says how to name one")
    if garden.calendar is None:
        hints.append("no [[calendar]] takes the reminders: add one with reminders = true")
    if not languages.resolved(settings.language)[1]:
        hints.append(f'there are no words in "{settings.language}" yet: English is used')
    if settings.holidays and settings.region:
        hints += filter(None, [holidays.why_none(settings.region)])
    if not settings.me:
        hints.append(
            "[garden] me is empty: say your own addresses, so that declined invitations come out right"
        )
    if garden.calendar and garden.calendar.name not in failed:
        hints += _seen_by_others(garden.calendar)
    return hints


def _say_more(session: Session, notes: Sequence[str], broken: Sequence[Unreadable]) -> None:
    """Below a store: what it says of itself, and the first of its records that cannot be read."""
    for line in notes:
        session.say(f"      {escape(line)}")
    for one in broken[:20]:
        session.say(f"      [yellow]{escape(_place(one))}[/] {escape(one.reason)}")
    if len(broken) > 20:
        session.say(f"      and {len(broken) - 20} more")


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
        hidden = walk.known.hidden.get(person.id, "")
        found = walk.plan()
        reason = hidden or next((one.reason for one in found.held if one.person == person.id), "")
        reminders = [row for row in walk.remembered.rows(ReminderRow) if row.person == person.id]
        outcomes = [row for row in walk.remembered.rows(OutcomeRow) if row.person == person.id]
        told = [row for row in walk.remembered.rows(ContactRow) if row.person == person.id]
        sources = walk.known.sources(person.id)
        score, lane = _judged(walk, candidate, found, reminders)
        session.data(
            person=person,
            sources=[_source(row) for row in sources],
            rhythm=candidate.rhythm,
            score=score,
            total=score.total,
            gifts=candidate.gifts,
            not_now=reason,
            reminders=reminders,
            outcomes=outcomes,
            told=told,
        )
        _say_who(session, person, sources)
        in_lane = f", {show.LANES[lane]}" if lane else ""
        session.say(f"  {show.points(score.total)} in all, confidence {score.confidence}{in_lane}")
        show.parts(session, score, in_full=True)
        if reason:
            session.say(f"  Not now: {escape(reason)}")
        story.tell(session, reminders, outcomes, told)
        return 0


def _judged(
    walk: Walk, candidate: Candidate, found: Plan, reminders: Iterable[ReminderRow]
) -> tuple[Score, Lane | None]:
    """The score as the plan has it, and the lane; with a reminder that is open still, those of its lane."""
    person = candidate.person.id
    for pick in (*found.picks, *found.reserves):
        if pick.person.id == person:
            return pick.score, pick.lane
    score = walk.thinker.score([person])[person]
    lane = next((Lane(row.lane) for row in reminders if row.status == "open" and row.lane), None)
    if lane is Lane.DORMANT:
        score = scoring.dormant_score(score, candidate, found.today, walk.garden.scoring)
    return score, lane


def _source(row: Any) -> dict[str, Any]:
    return {"field": row.field, "value": row.value, "book": row.ref.book, "perhaps_old": row.perhaps_old}


def _say_who(session: Session, person: Person, sources: Iterable[Any]) -> None:
    """The name, why several cards are one person, and where each value comes from."""
    session.say(f"[bold]{escape(person.name)}[/]  [dim]{person.id}[/]")
    for because in person.merged_because:
        session.say(f"  one person: {escape(because)}")
    for row in sources:
        if row.field != "note":
            mark = ", perhaps old" if row.perhaps_old else ""
            session.say(f"  {row.field}: {escape(row.value)}  [dim]{escape(row.ref.book)}{mark}[/]")


def _seen_by_others(calendar: Calendar) -> list[str]:
    """A warning for each that sees the reminders besides the user: they name people."""
    try:
        told = within(_PATIENCE, lambda: list(calendar.shared()))
    except Exception:  # whatever fails here failed in reading too, and was told there
        return []
    says = "others see whom you are reminded of; choose a calendar of your own, or say household = [...]"
    return [f"{calendar.name}: {one}: {says}" for one in told]


def _notes(store: Store) -> list[str]:
    try:
        told = within(_PATIENCE, lambda: list(store.notes()))
        return [*told, *(f"limit {clause}: {reason}" for clause, reason in store.limits.items())]
    except Exception as error:
        return [f"its notes failed with {type(error).__name__}"]


def _place(one: Unreadable) -> str:
    name = Path(one.file or one.key).name or one.source
    return f"{name}:{one.line}" if one.line else name


VERBS = (check, why)
