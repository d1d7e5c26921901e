"""Birthdays and anniversaries for Reconnect: a reason to think of somebody this week, in one sentence.

Nothing else: no store, no settings. Enabled by ``[plugins] also = ["birthdays"]``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from reconnect_core import Candidate, Part, Pick, Wording, hookimpl

from .milestones import ahead
from .parts import part, told
from .words import sentence


@hookimpl
def reconnect_weigh(candidates: Sequence[Candidate], today: date) -> Mapping[str, Sequence[Part]]:
    """A part for everybody past the gate who has a birthday or an anniversary in the coming week."""
    found = {candidate.person.id: ahead(candidate.person.contacts, today) for candidate in candidates}
    return {person: (part(milestone),) for person, milestone in found.items() if milestone}


@hookimpl
def reconnect_word(pick: Pick, language: str) -> Wording | None:
    """The built-in words with one sentence before them; None for a pick without a milestone."""
    milestone = told(pick.score.parts)
    if milestone is None or pick.wording is None:
        return None
    return replace(pick.wording, text=f"{sentence(milestone, pick.person, language)} {pick.wording.text}")
