"""Who might be let go: people with nothing to lose by resting. A proposal with its reason, never an act."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from ..model import Candidate, Contact, Direction, Person, Score, Weed, WeedReason
from .gifts import is_kin
from .scoring import one_way

LOWEST_SHARE = 0.2
"""The share of the candidates with the least warmth; docs/scoring.md has how many of such came back."""
FEW_DAYS = 4
LONG_DAYS = 365
"""Mail that only ever went one way and stopped this long ago is a weed, however much of it there was."""
ROLE = re.compile(
    r"^(info|contact|kontakt|office|hello|hallo|hi|mail|post|support|help|helpdesk|service|services|sales|vertrieb|"
    r"verkauf|billing|accounts?|rechnung|buchhaltung|admin|webmaster|team|jobs|careers|bewerbung|press|presse|"
    r"marketing|orders?|bestellung|shop|booking|reservations?|reception|empfang|no-?reply|do-?not-?reply|"
    r"newsletter|news|notifications?|customer\.?(service|care)|kundenservice|feedback|privacy|abuse|security)$"
)
GONE = re.compile(
    r"\b(closed down|out of business|in liquidation|dissolved|insolvent|insolvency|bankrupt|"
    r"no longer exists|ceased trading|i\. ?l\.|in insolvenz|aufgelöst|insolvenz|geschlossen|"
    r"erloschen|gibt es nicht mehr|a fermé|liquidation judiciaire|en liquidation|dissoute|radiée|"
    r"n'existe plus|en liquidación|cerró|cerrada|disuelta|ya no existe)(?!\w)",
    re.IGNORECASE,
)
"""What people write on the card of a firm that is no more."""


def weeds(
    candidates: Sequence[Candidate],
    scores: Mapping[str, Score],
    *,
    unreachable: AbstractSet[str] = frozenset(),
) -> tuple[Weed, ...]:
    """Everybody one might let go, the least warm first; never somebody with a gift, a star, a wish or family.

    Proposed are those on whose cards there is no way to reach a person (``unreachable`` names further ones, by
    id), those whose firm is gone, second cards that add nothing, and of those past the gate (in ``scores``) the
    fifth with the least warmth, as far as contact was short or went one way, and mail that went one way only
    and ended a year ago.
    """
    faint = by_contact(candidates, scores)
    order = _by_warmth(candidates, scores)
    history_less = sorted((c for c in candidates if c.rhythm is None), key=lambda c: c.person.id)
    twins = _second_cards(candidates)
    found = []
    for candidate in (*order, *history_less):
        person = candidate.person
        said = dict((*faint.get(person.id, ()), *_on_the_cards(person, blocked=person.id in unreachable)))
        if person.id in twins:
            said[WeedReason.DUPLICATE] = "it looks like a second card and adds nothing to the first"
        if said and not _kept(candidate):
            found.append(_weed(candidate, said, twins.get(person.id, "")))
    return tuple(found)


def by_contact(
    candidates: Sequence[Candidate], scores: Mapping[str, Score]
) -> dict[str, list[tuple[WeedReason, str]]]:
    """The reasons that rest on contact alone, by person id, of those who may be let go for them."""
    order = _by_warmth(candidates, scores)
    lowest = int(len(order) * LOWEST_SHARE)
    said = {c.person.id: _faint(c, lowest=place < lowest) for place, c in enumerate(order)}
    kept = {c.person.id for c in order if said[c.person.id] and _kept(c)}
    return {name: found for name, found in said.items() if found and name not in kept}


def _by_warmth(candidates: Sequence[Candidate], scores: Mapping[str, Score]) -> list[Candidate]:
    """Those past the gate, the least warm first."""
    totals = {c.person.id: scores[c.person.id].total for c in candidates if c.rhythm and c.person.id in scores}
    past = [c for c in candidates if c.person.id in totals]
    return sorted(past, key=lambda c: (totals[c.person.id], c.person.id))


def _weed(candidate: Candidate, said: Mapping[WeedReason, str], twin: str) -> Weed:
    rhythm = candidate.rhythm
    return Weed(
        person=candidate.person.id,
        name=candidate.person.name,
        reason="; ".join(said.values()),
        grounds=tuple(reason for reason in WeedReason if reason in said),
        organisation=candidate.person.organisation,
        contact_days=rhythm.contact_days if rhythm else 0,
        last_day=rhythm.last_day if rhythm else None,
        like=twin,
    )


def _kept(candidate: Candidate) -> bool:
    person = candidate.person
    return bool(candidate.gifts or candidate.wishes or person.starred or is_kin(person.contacts))


def _faint(candidate: Candidate, *, lowest: bool) -> list[tuple[WeedReason, str]]:
    """Why little would be lost; nothing for a tie that was once more than a few days between two."""
    rhythm = candidate.rhythm
    if rhythm is None:
        return []
    side = one_way(candidate.contact)
    if not (lowest or (side and rhythm.silence_days >= LONG_DAYS)):
        return []
    if rhythm.contact_days >= FEW_DAYS and side is None:
        return []
    days = f"in touch on {rhythm.contact_days} day{'' if rhythm.contact_days == 1 else 's'}"
    all_of_it = ", all of it one way" if side else ""
    text = f"{days}{all_of_it}, quiet for {rhythm.silence_days} days since"
    reasons = {Direction.OUT: WeedReason.NEVER_ANSWERED, Direction.IN: WeedReason.ONE_WAY}
    return [(reasons[side] if side else WeedReason.SILENT, text)]


def _on_the_cards(person: Person, *, blocked: bool) -> list[tuple[WeedReason, str]]:
    said = []
    if any(_gone(contact) for contact in person.contacts):
        said.append((WeedReason.COMPANY_GONE, "their card says that the firm is gone"))
    if not (person.phones or person.addresses):
        if not person.emails:
            said.append((WeedReason.UNREACHABLE, "no card has a number or an address"))
        elif all(ROLE.match(mail.partition("@")[0].lower()) for mail in person.emails):
            said.append((WeedReason.ROLE_ADDRESS, "the only address is a shared one"))
        elif blocked:
            said.append((WeedReason.UNREACHABLE, "no card has a number or an address that still works"))
    elif blocked:
        said.append((WeedReason.UNREACHABLE, "no card has a number or an address that still works"))
    return said


def _gone(contact: Contact) -> bool:
    return any(GONE.search(text) for text in (contact.organisation, contact.note, *contact.labels) if text)


def _second_cards(candidates: Iterable[Candidate]) -> dict[str, str]:
    """Of whom somebody without history seems a second card: one of the same name who lacks nothing of it."""
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[" ".join(candidate.person.name.casefold().split())].append(candidate)
    found = {}
    for name, group in by_name.items():
        if len(group) < 2 or " " not in name:
            continue
        first = max(group, key=lambda c: (_weight(c), c.person.id))
        theirs = _reach(first.person)
        for other in group:
            if other is not first and other.rhythm is None and _reach(other.person) <= theirs:
                found[other.person.id] = first.person.id
    return found


def _weight(candidate: Candidate) -> tuple[int, int]:
    days = candidate.rhythm.contact_days if candidate.rhythm else 0
    return days, len(_reach(candidate.person))


def _reach(person: Person) -> frozenset[str]:
    numbers = ("".join(c for c in phone.raw if c.isdigit())[-8:] for phone in person.phones)
    places = ("|".join(place.lines()).casefold() for place in person.addresses)
    return frozenset((*(mail.lower() for mail in person.emails), *numbers, *places))
