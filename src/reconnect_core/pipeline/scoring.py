"""Evidence becomes a score that is the sum of its parts: warmth, worth and a few words of context.

``warmth = ln days + ½ ln(1 + comebacks) - 2 ln silence``, measured on eight real histories; worth, depth and
family are in the same units: one point is 2.7 times the contact-days. docs/scoring.md has the evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import fsum, log

from ..model import (
    WAY,
    Candidate,
    Channel,
    ContactDays,
    Direction,
    Part,
    Rhythm,
    Score,
    ScoringSettings,
    unpack_days,
)
from .gifts import is_kin
from .rhythm import last
from .worth import worth

COMEBACK, SILENCE, DORMANT_SILENCE = 0.5, 2.0, 0.25
DORMANT_FACTOR, DORMANT_DAYS = 2, 5
"""Dormant begins at this many times ``quiet_days``, for ties of at least this many contact-days."""
DEEP = WAY[Channel.PHONE, Direction.OUT]
"""From here on the ways of a day hold a call, a meeting or a letter."""
DEPTH = 4.0
"""A day with a call, a meeting or a letter counts as this many days of mail."""
ONE_WAY = log(1 / 4)
STARRED = 0.5
KIN_SILENCE = 1.0
"""How much less silence weighs for family, beyond ``quiet_days``."""
RECENT = "in touch within the last {} days"
TOLD = "you"
"""The source of what the user told us."""


def warmth(days: float, comebacks: int) -> float:
    """Points of a tie's history: its contact-days, and how often it came back after a long pause."""
    return log(days) + COMEBACK * log(1 + comebacks)


def quiet(silence_days: float, *, dormant: bool = False) -> float:
    """Points of silence, never above 0 and falling with every day of it; in the dormant lane hardly."""
    return -(DORMANT_SILENCE if dormant else SILENCE) * log(max(1.0, silence_days))


def strong(days: int, has_gift: bool) -> bool:
    """True for a tie whose silence may be long: enough contact-days, or something it brought."""
    return days >= DORMANT_DAYS or has_gift


def gate(rhythm: Rhythm | None, settings: ScoringSettings, today: date) -> str:
    """``""`` for a candidate: quiet for ``quiet_days`` and beyond the tie's own rhythm. Else why not."""
    if rhythm is None or rhythm.last_day > today:
        return "no history yet: a card to flip"
    if rhythm.silence_days < settings.quiet_days:
        return RECENT.format(settings.quiet_days)
    if rhythm.silence_days <= rhythm.usual_gap_days:
        return f"within your own rhythm: usually {rhythm.usual_gap_days:g} days apart"
    return ""


def glimpse(candidate: Candidate) -> bool:
    """True for who is known from one day only, with neither an answer nor a gift nor a star to vouch for it."""
    if candidate.rhythm is None or candidate.rhythm.contact_days > 1:
        return candidate.rhythm is None
    vouched = any(
        pack.ref.source == TOLD or (pack.sure < 1 and _lacks_channel(pack)) for pack in candidate.contact
    )
    return not (vouched or candidate.gifts or candidate.person.starred)


def dormant(rhythm: Rhythm, has_gift: bool, settings: ScoringSettings) -> bool:
    """True for a once strong or generous tie that is silent for long, by the clock and by its own rhythm."""
    return (
        strong(rhythm.contact_days, has_gift)
        and rhythm.silence_days >= DORMANT_FACTOR * settings.quiet_days
        and rhythm.silence_days > rhythm.long_gap_days
    )


def score(candidate: Candidate, today: date, settings: ScoringSettings) -> Score:
    """The candidate's score in the warm lane; every number in a part's reason is among its facts.

    Raises ValueError for somebody without history: they are no candidates.
    """
    rhythm = candidate.rhythm
    if rhythm is None:
        raise ValueError("no history, no score")
    parts = [*_history(candidate, rhythm, today, settings), _silence(rhythm)]
    parts += [part for part in (worth(candidate.gifts, today, settings),) if part]
    if candidate.person.starred:
        parts.append(Part(name="starred", points=STARRED, reason="You starred them."))
    if rhythm.silence_days > settings.quiet_days and is_kin(candidate.person.contacts):
        parts.append(_family(rhythm, settings))
    return Score(
        person=candidate.person.id, parts=tuple(parts), confidence=_confidence(rhythm, candidate.contact)
    )


def dormant_score(score: Score, candidate: Candidate, today: date, settings: ScoringSettings) -> Score:
    """The candidate's score as the dormant lane weighs it: worth and former strength decide, silence hardly.

    Gifts fade only until the silence began, since their age from then on is the silence once more.
    """
    rhythm = candidate.rhythm
    if rhythm is None:
        return score
    asleep = worth(candidate.gifts, today, settings, since=rhythm.last_day)
    other = {"silence": _silence(rhythm, dormant=True), "worth": asleep, "family": None}
    parts = (other.pop(part.name, part) for part in score.parts)
    return replace(score, parts=tuple(part for part in parts if part))


def dormant_points(score: Score, candidate: Candidate, today: date, settings: ScoringSettings) -> float:
    """The total of ``dormant_score``, but for rounding, and quickly for the many who brought no gift."""
    rhythm = candidate.rhythm
    if rhythm is None or candidate.gifts or any(part.name == "family" for part in score.parts):
        return dormant_score(score, candidate, today, settings).total
    return score.total - quiet(rhythm.silence_days) + quiet(rhythm.silence_days, dormant=True)


def _history(candidate: Candidate, rhythm: Rhythm, today: date, settings: ScoringSettings) -> list[Part]:
    known = rhythm.contact_days
    span = f", from {rhythm.first_day} to {rhythm.last_day}" if known > 1 else f", {rhythm.last_day}"
    parts = [
        Part(
            name="history",
            points=warmth(known, 0),
            reason=f"In touch on {known} day{'s' if known > 1 else ''}{span}.",
            facts=(
                ("contact_days", known),
                ("first_day", rhythm.first_day.isoformat()),
                ("last_day", rhythm.last_day.isoformat()),
            ),
            evidence=_sources(candidate.contact),
        )
    ]
    if rhythm.comebacks:
        times = "once" if rhythm.comebacks == 1 else f"{rhythm.comebacks} times"
        parts.append(
            Part(
                name="comebacks",
                points=warmth(1, rhythm.comebacks),
                reason=f"You found back to each other {times} after {settings.quiet_days} days or more.",
                facts=(("comebacks", rhythm.comebacks), ("quiet_days", settings.quiet_days)),
            )
        )
    return [*parts, *_depth(candidate.contact, known, today), *_direction(candidate.contact)]


def _depth(contact: Sequence[ContactDays], known: int, today: date) -> list[Part]:
    """How much more, or less, the days say than as many days of certain mail; each day counts by its best."""
    if not any(pack.deep_count or pack.sure != 1 for pack in contact):
        return []
    if len(contact) == 1 and contact[0].count == known:
        deep_days = contact[0].deep_count
        weighted = contact[0].sure * (known + (DEPTH - 1) * deep_days)
    else:
        best = _best(contact, today.toordinal())
        # The same whatever the order of the packs.
        weighted = fsum(weight for weight, _ in best)
        deep_days = sum(deep for _, deep in best)
    if not weighted or weighted == known:
        return []
    if deep_days:
        one = "was a call, a meeting or a letter" if deep_days == 1 else "were calls, meetings or letters"
        reason = f"{deep_days} of these days {one}."
    else:
        reason = "Not all of these days are certain."
    facts = (("contact_days", known), ("deep_days", deep_days), ("weighted_days", weighted))
    return [Part(name="depth", points=log(weighted / known), reason=reason, facts=facts)]


def _best(contact: Sequence[ContactDays], today: int) -> list[tuple[float, bool]]:
    """What each day up to today counts, and whether it is deep, by the pack that says most of it."""
    best: dict[int, tuple[float, bool]] = {}
    for pack in contact:
        said = {deep: ((DEPTH if deep else 1.0) * pack.sure, deep) for deep in (False, True)}
        for day, mask in zip(unpack_days(pack.days), pack.masks(), strict=True):
            best[day] = max(best.get(day, said[False]), said[mask >= DEEP])
    return [found for day, found in best.items() if day <= today]


def one_way(contact: Iterable[ContactDays]) -> Direction | None:
    """The side that all contact came from; None where some came from both: a call or a meeting does."""
    sides: set[Direction] = set()
    for pack in contact:
        sides |= {Direction.MUTUAL} if pack.deep_count else {direction for _, direction in pack.all_ways()}
    return sides.pop() if len(sides) == 1 and Direction.MUTUAL not in sides else None


def _direction(contact: Sequence[ContactDays]) -> list[Part]:
    """Mail that only ever went one way says little."""
    side = one_way(contact)
    if side is None:
        return []
    said = "their" if side is Direction.IN else "your"
    return [Part(name="one way", points=ONE_WAY, reason=f"So far all of it came from {said} side.")]


def _silence(rhythm: Rhythm, *, dormant: bool = False) -> Part:
    usual = f"; usually {_days(rhythm.usual_gap_days)} between" if rhythm.usual_gap_days else ""
    return Part(
        name="silence",
        points=quiet(rhythm.silence_days, dormant=dormant),
        reason=f"Quiet for {rhythm.silence_days} day{'' if rhythm.silence_days == 1 else 's'}{usual}.",
        facts=(("silence_days", rhythm.silence_days), ("usual_gap_days", rhythm.usual_gap_days)),
    )


def _days(gap: float) -> str:
    return "a day lies" if gap == 1 else f"{gap:g} days lie"


def _family(rhythm: Rhythm, settings: ScoringSettings) -> Part:
    return Part(
        name="family",
        points=KIN_SILENCE * log(rhythm.silence_days / settings.quiet_days),
        reason="Family: such ties keep for long.",
        facts=(("silence_days", rhythm.silence_days), ("quiet_days", settings.quiet_days)),
    )


def _lacks_channel(pack: ContactDays) -> bool:
    return any(channel is None for channel, _ in pack.all_ways())


def _sources(contact: Sequence[ContactDays]) -> tuple[str, ...]:
    """Where the newest evidence can be looked up, each place once."""
    newest = (
        contact
        if len(contact) == 1
        else sorted(
            (pack for pack in contact if pack.days),
            key=lambda pack: (-last(pack.days), pack.ref.source, pack.ref.key),
        )
    )
    return tuple(dict.fromkeys(f"{pack.ref.source}/{pack.ref.key}" for pack in newest))[:3]


def _confidence(rhythm: Rhythm, contact: Sequence[ContactDays]) -> str:
    """``low`` below four days or when none of them is certain, ``good`` from ten days on."""
    if rhythm.contact_days < 4 or (contact and all(pack.sure < 1 for pack in contact)):
        return "low"
    return "good" if rhythm.contact_days >= 10 else "fair"
