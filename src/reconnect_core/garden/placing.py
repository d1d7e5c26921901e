"""Picks get their words and slots; who can be called in no free hour is reached another way, or gives way."""

from collections.abc import Callable, Sequence

from ..model import Held, Pick
from .finish import Finisher


def placed(
    finisher: Finisher,
    picks: Sequence[Pick],
    reserves: Sequence[Pick],
    other_way: Callable[[Pick], Pick],
    *,
    slowed: bool,
) -> tuple[list[Pick], list[Pick]]:
    """Picks and reserves with words, and with a reminder where there is a slot.

    A pick without one is tried as ``other_way`` makes it, then stands back behind a reserve that has one. Where
    nobody has a slot all stay as they are, each with the reason.
    """
    first, later = finisher.finish([*picks], [*reserves], slowed=slowed)
    done = first
    if any(pick.reminder is None for pick in first):
        again = [pick if one.reminder else other_way(pick) for pick, one in zip(picks, first, strict=True)]
        done, later = finisher.finish(again, [*reserves], slowed=slowed)
        done = [one if one.reminder else before for one, before in zip(done, first, strict=True)]
    stuck = [pick for pick in done if pick.reminder is None]
    instead = [pick for pick in later if pick.reminder is not None][: len(stuck)]
    back = stuck[len(stuck) - len(instead) :]
    picked = [pick for pick in done if pick not in back] + instead
    return picked, [pick for pick in later if pick not in instead] + back


def held(before: Sequence[Held], picks: Sequence[Pick], reserves: Sequence[Pick]) -> tuple[Held, ...]:
    """Why everybody who is not picked is not, after some gave way."""
    picked = {pick.person.id for pick in picks}
    found = {one.person: one for one in before if one.person not in picked}
    for pick in reserves:
        if pick.person.id not in found:
            found[pick.person.id] = Held(
                person=pick.person.id, name=pick.person.name, reason=f"no slot: {pick.no_slot}"
            )
    return tuple(found[person] for person in sorted(found))
