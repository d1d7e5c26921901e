"""Who might be let go: people with nothing to lose by resting. A proposal with its reason, never an act."""

import re
from collections.abc import Mapping, Sequence

from ..model import Candidate, Person, Score, ScoringSettings, Weed
from .gifts import is_kin

LOWEST_SHARE = 0.2
"""The share of the candidates with the least warmth; docs/scoring.md has how many of such came back."""
FEW_DAYS = 4
ROLE = re.compile(
    r"^(info|contact|kontakt|office|hello|hallo|hi|mail|post|support|help|helpdesk|service|services|sales|vertrieb|"
    r"verkauf|billing|accounts?|rechnung|buchhaltung|admin|webmaster|team|jobs|careers|bewerbung|press|presse|"
    r"marketing|orders?|bestellung|shop|booking|reservations?|reception|empfang|no-?reply|do-?not-?reply|"
    r"newsletter|news|notifications?|customer\.?(service|care)|kundenservice|feedback|privacy|abuse|security)$"
)


def weeds(
    candidates: Sequence[Candidate], scores: Mapping[str, Score], *, settings: ScoringSettings
) -> tuple[Weed, ...]:
    """Everybody one might let go, the least warm first; never somebody with a gift, a star, a wish or family.

    Proposed are those on whose cards there is no way to reach a person, and of those past the gate (in
    ``scores``) the fifth with the least warmth, as far as contact was short or went one way.
    """
    order = sorted(
        (c for c in candidates if c.person.id in scores and c.rhythm is not None),
        key=lambda c: (scores[c.person.id].total, c.person.id),
    )
    lowest = {c.person.id for c in order[: int(len(order) * LOWEST_SHARE)]}
    history_less = sorted((c for c in candidates if c.rhythm is None), key=lambda c: c.person.id)
    found = []
    for candidate in (*order, *history_less):
        reason = _unreachable(candidate.person)
        if candidate.person.id in lowest:
            said = _faint(candidate, scores[candidate.person.id])
            reason = "; ".join(part for part in (said, reason) if part)
        if reason and not _kept(candidate):
            found.append(Weed(person=candidate.person.id, name=candidate.person.name, reason=reason))
    return tuple(found)


def _kept(candidate: Candidate) -> bool:
    person = candidate.person
    return bool(candidate.gifts or candidate.wishes or person.starred or is_kin(person.contacts))


def _faint(candidate: Candidate, score: Score) -> str:
    """Why little would be lost, or ``""`` for a tie that was once more than a few days."""
    rhythm = candidate.rhythm
    one_way = any(part.name == "one way" for part in score.parts)
    if rhythm is None or (rhythm.contact_days >= FEW_DAYS and not one_way):
        return ""
    days = f"in touch on {rhythm.contact_days} day{'' if rhythm.contact_days == 1 else 's'}"
    way = ", all of it one way" if one_way else ""
    return f"{days}{way}, quiet for {rhythm.silence_days} days since"


def _unreachable(person: Person) -> str:
    if person.phones or person.addresses:
        return ""
    if not person.emails:
        return "no card has a number or an address"
    if all(ROLE.match(mail.partition("@")[0].lower()) for mail in person.emails):
        return "the only address is a shared one"
    return ""
