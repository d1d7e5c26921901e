"""What somebody brought over the years becomes points."""

from collections.abc import Iterable
from datetime import date

from ..model import Gift, GiftKind, Part, ScoringSettings

GIFT, GIFTS_COUNTED, UNDATED = 2.5, 10, 0.5
"""Points of a fresh gift; how many gifts count at most; how fresh a gift without a day is taken to be."""
_YEAR = 365.25


def worth(
    gifts: Iterable[Gift], today: date, settings: ScoringSettings, *, since: date | None = None
) -> Part | None:
    """What they brought: the greatest gift in full, the second a half, the third a third; None for nothing.

    A gift's points are those of its kind times weight and certainty, half after ``gift_years``, a third after
    twice as many, as of ``since`` or of today. One more gift never lowers the sum, and gifts after ``today`` do
    not count yet.
    """
    points = [(_fresh(gift, since or today, settings), gift) for gift in gifts if (gift.day or today) <= today]
    counted = sorted(
        ((value, gift) for value, gift in points if value > 0),
        key=lambda item: (-item[0], item[1].kind, item[1].ref.key),
    )[:GIFTS_COUNTED]
    if not counted:
        return None
    kinds = {kind: sum(gift.kind is kind for _, gift in counted) for kind in GiftKind}
    days = sorted((gift.day for _, gift in counted if gift.day), reverse=True)
    latest = (("latest_year", days[0].year),) if days else ()
    when = f"; the latest in {days[0].year}" if days else ""
    return Part(
        name="worth",
        points=sum(value / place for place, (value, _) in enumerate(counted, 1)),
        reason=f"They brought you {_listed(kinds)}{when}.",
        facts=(
            *((kind.value, count) for kind, count in kinds.items() if count),
            *latest,
            *((f"gift_{place}_points", value) for place, (value, _) in enumerate(counted, 1)),
        ),
        evidence=tuple(f"{gift.ref.source}/{gift.ref.key}" for _, gift in counted[:3]),
    )


def _fresh(gift: Gift, today: date, settings: ScoringSettings) -> float:
    """One gift's points as of this day."""
    points = settings.gifts.get(gift.kind.value, GIFT) * max(0.0, gift.weight) * min(1.0, max(0.0, gift.sure))
    if gift.day is None:
        return points * UNDATED
    years = max(0, (today - gift.day).days) / _YEAR
    return points / (1 + years / settings.gift_years)


def _listed(kinds: dict[GiftKind, int]) -> str:
    """``business, 2 referrals and encouragement``."""
    names = [
        ("a referral" if count == 1 else f"{count} referrals")
        if kind is GiftKind.REFERRAL
        else kind.value + (f" {count} times" if count > 1 else "")
        for kind, count in kinds.items()
        if count
    ]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
