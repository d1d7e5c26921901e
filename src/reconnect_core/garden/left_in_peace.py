"""Who past the gate is left in peace in this walk, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..model import Channel, Person
from ..model.memory import ReminderRow
from ..pipeline import pacing, selection, wording
from ..pipeline.marking import person_marks

if TYPE_CHECKING:
    from .scores import Scores
    from .think import Thinker


def not_now(thinker: Thinker, scores: Scores) -> dict[str, str]:
    """Who is not to be picked though past the gate, each with the reason."""
    held: dict[str, str] = {}
    stale, known = thinker.stale, thinker.known
    sources = thinker.remembered.sources() if stale else {}
    open_people = {row.person for row in thinker.remembered.rows(ReminderRow) if row.status != "closed"}
    for name in scores:
        person = known.people[name]
        missing = sources.get(name, frozenset()) & set(stale) if stale else None
        planned = known.ground.planned.get(name)
        if name in scores.vetoes:
            held[name] = "; ".join(scores.vetoes[name])
        elif missing:
            held[name] = f"held back: {stale[min(missing)]}"
        elif name in open_people or _marked(person, thinker):
            held[name] = "a reminder is already in the calendar"
        elif planned:
            held[name] = f"already planned: you meet on {planned.day}"
        elif not _has_mail(person, thinker) and thinker.channel(person) is None:
            by = ", ".join(thinker.garden.channels)
            held[name] = f"no card has a number or an address that still works (your channels: {by})"
    if stale and not sources:
        reason = next(iter(stale.values()))
        held.update({name: f"held back: {reason}" for name in scores if name not in held})
    return held


def memory(thinker: Thinker) -> dict[str, selection.Memory]:
    """What was shown before, by person."""
    outcomes = thinker.remembered.outcomes()
    found: dict[str, selection.Memory] = {}
    for person, rows in thinker.remembered.reminders_by_person().items():
        every, garden = thinker.every(person), thinker.garden
        if every:
            garden = replace(garden, not_again_days=min(every, garden.not_again_days))
        found[person] = selection.Memory(
            last_shown=None,
            rest_until=pacing.rest_until(((row, outcomes.get(row.uid)) for row in rows), garden),
            open=any(row.status != "closed" for row in rows),
        )
    return found


def until(thinker: Thinker, person: str) -> date | None:
    """The day ahead until which this person's last reminder keeps them in peace; None when there is none."""
    found = memory(thinker).get(person)
    day = found.rest_until if found else None
    return day if day and day > thinker.today else None


def _has_mail(person: Person, thinker: Thinker) -> bool:
    """True for most: who can be written to has a channel, whichever is the best."""
    return Channel.EMAIL in thinker.garden.channels and wording.has_mail(person)


def _marked(person: Person, thinker: Thinker) -> bool:
    return bool(thinker.open_marks) and not thinker.open_marks.isdisjoint(person_marks(person))
