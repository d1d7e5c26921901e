"""Did reminders help? Suggested, explored and held-back ties compared, with honest intervals.

Who was held back was drawn by a hash, not by us or the user, so that their difference to the suggested is the
reminder's doing; who was explored was drawn from everybody past the gate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from .measures import Estimate

ARMS = ("suggested", "explored", "held back")
ENOUGH = 20
"""An arm with fewer ties than this says nothing."""
_Z = 1.959964


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One draw from the ledger: who, into which arm, how likely, when, and what is known since."""

    person: str
    arm: str
    chance: float
    day: date
    contact: Sequence[int] = ()
    """Ordinals of contact-days, those after ``day`` among them."""
    glad: bool = False
    """The user marked a contact after ``day`` as a reconnection that was good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmResult:
    """One arm: how many ties, how many were in contact within the horizon, how many were glad of it."""

    arm: str
    ties: int
    in_contact: int
    glad: int
    contact_share: Estimate
    glad_share: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """What the draws show so far; a difference is None while there is too little to tell."""

    horizon_days: int
    arms: tuple[ArmResult, ...]
    contact: Estimate | None
    """Suggested minus held back, in contact within the horizon."""
    glad: Estimate | None
    explored: Estimate | None
    """Explored minus held back, in contact within the horizon."""
    waiting: int
    words: tuple[str, ...]


def uplift(trials: Iterable[Trial], *, today: date, horizon_days: int = 90) -> Uplift:
    """Compare the arms over every draw whose horizon is past, one draw a person and arm: the first.

    Shares have Wilson intervals (1927), differences Newcombe's (1998, method 10).
    """
    done: dict[tuple[str, str], Trial] = {}
    waiting = 0
    for trial in sorted(trials, key=lambda trial: (trial.day, trial.person, trial.arm)):
        if trial.day.toordinal() + horizon_days > today.toordinal():
            waiting += 1
        elif trial.arm in ARMS:
            done.setdefault((trial.person, trial.arm), trial)
    arms = {arm: _arm(arm, [t for t in done.values() if t.arm == arm], horizon_days) for arm in ARMS}
    contact = _difference(arms, "suggested", "in_contact")
    glad = _difference(arms, "suggested", "glad")
    explored = _difference(arms, "explored", "in_contact")
    return Uplift(
        horizon_days=horizon_days,
        arms=tuple(arms.values()),
        contact=contact,
        glad=glad,
        explored=explored,
        waiting=waiting,
        words=_words(arms, contact, glad, waiting),
    )


def wilson(count: int, total: int) -> Estimate:
    """A share and its 95 % score interval (Wilson 1927); from 0 to 1 when nothing is known."""
    if not total:
        return Estimate(value=0.0, low=0.0, high=1.0)
    share = count / total
    middle = share + _Z**2 / (2 * total)
    reach = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    scale = 1 + _Z**2 / total
    return Estimate(
        value=share, low=max(0.0, (middle - reach) / scale), high=min(1.0, (middle + reach) / scale)
    )


def difference(one: Estimate, other: Estimate) -> Estimate:
    """The difference of two shares with its 95 % interval (Newcombe 1998, method 10)."""
    value = one.value - other.value
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value=value, low=value - down, high=value + up)


def _arm(arm: str, trials: Sequence[Trial], horizon_days: int) -> ArmResult:
    met = 0
    for trial in trials:
        day = trial.day.toordinal()
        met += any(day < contact <= day + horizon_days for contact in trial.contact)
    glad = sum(trial.glad for trial in trials)
    return ArmResult(
        arm=arm,
        ties=len(trials),
        in_contact=met,
        glad=glad,
        contact_share=wilson(met, len(trials)),
        glad_share=wilson(glad, len(trials)),
    )


def _difference(arms: Mapping[str, ArmResult], arm: str, what: str) -> Estimate | None:
    one, other = arms[arm], arms["held back"]
    if min(one.ties, other.ties) < ENOUGH:
        return None
    if what == "glad":
        return difference(one.glad_share, other.glad_share)
    return difference(one.contact_share, other.contact_share)


def _words(
    arms: Mapping[str, ArmResult], contact: Estimate | None, glad: Estimate | None, waiting: int
) -> tuple[str, ...]:
    said = [
        f"{arm.arm}: {arm.in_contact} of {arm.ties} in contact, {arm.glad} glad of it." for arm in arms.values()
    ]
    if waiting:
        said.append(f"{waiting} draws are too recent to count.")
    if contact is None or glad is None:
        few = min(arms["suggested"].ties, arms["held back"].ties)
        return (*said, f"Too little to tell: {few} in the smaller arm, and {ENOUGH} are needed at the least.")
    for name, found in (("in contact", contact), ("glad", glad)):
        if found.low > 0:
            said.append(
                f"More were {name} after a reminder: {found.value:+.0%} [{found.low:+.0%}, {found.high:+.0%}]."
            )
        elif found.high < 0:
            said.append(
                f"Fewer were {name} after a reminder: {found.value:+.0%} [{found.low:+.0%}, {found.high:+.0%}]."
            )
        else:
            said.append(
                f"Whether reminders changed who was {name} cannot be told yet: {found.value:+.0%} "
                f"[{found.low:+.0%}, {found.high:+.0%}]."
            )
    return tuple(said)
