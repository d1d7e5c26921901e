"""Picks get their words and slots; who can be called in no free hour is reached another way, or gives way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Held, Pick
from ..pipeline.filling import Taken
from ..pipeline.scheduling import ASLEEP
from ..pipeline.selection import RESERVES, Choice
from .finish import Finisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """One walk's picks on their way into the diary."""

    choose: Callable[[Mapping[str, str], int], Choice]
    """Chooses anew but for these people, who are held for these reasons, and with so many next in line."""
    pick: Callable[[Taken], Pick]
    other_way: Callable[[Pick], Pick]
    """The same pick by another channel than a call; itself where there is none."""
    finisher: Finisher
    slots: int
    slowed: bool

    def placed(self) -> tuple[list[Pick], list[Pick], tuple[Held, ...]]:
        """Picks and who is next in line, with a reminder where there is a slot; and why all others are held.

        A pick without a slot is reached another way, or stands back behind somebody who has one, however far
        down the line. Where nobody has a slot all stay as they are, each with the reason.
        """
        choice = self.choose({}, RESERVES)
        picks, reserves = self._slotted(choice)
        asleep = self._asleep(choice) if any(pick.no_slot == ASLEEP for pick in picks) else {}
        if asleep:
            choice = self.choose(dict.fromkeys(asleep, f"no slot: {ASLEEP}"), RESERVES)
            last = list(asleep.values())[: self.slots - len(choice.picks)]
            picks, reserves = self._slotted(choice, last)
        return picks, reserves, _held(choice.held, picks, reserves)

    def _asleep(self, choice: Choice) -> dict[str, Pick]:
        """Those who stand before the first that have a slot and can be called in no free hour, by person."""
        asleep: dict[str, Pick] = {}
        while True:
            line = [self.pick(one) for one in (*choice.picks, *choice.reserves)]
            known = len(asleep)
            for pick in line:
                if self.finisher.is_asleep(pick) and self.other_way(pick) is pick:
                    asleep[pick.person.id] = pick
            if len(asleep) == known:
                return asleep
            choice = self.choose(dict.fromkeys(asleep, ASLEEP), RESERVES + 2 * len(asleep))

    def _slotted(self, choice: Choice, last: Sequence[Pick] = ()) -> tuple[list[Pick], list[Pick]]:
        picks = [*map(self.pick, choice.picks), *last]
        reserves = [self.pick(one) for one in choice.reserves]
        first, later = self.finisher.finish(picks, reserves, slowed=self.slowed)
        done = first
        if any(pick.reminder is None for pick in first):
            again = [
                pick if one.reminder else self.other_way(pick) for pick, one in zip(picks, first, strict=True)
            ]
            done, later = self.finisher.finish(again, reserves, slowed=self.slowed)
            done = [one if one.reminder else before for one, before in zip(done, first, strict=True)]
        stuck = [pick for pick in done if pick.reminder is None]
        instead = [pick for pick in later if pick.reminder is not None][: len(stuck)]
        back = stuck[len(stuck) - len(instead) :]
        picked = [pick for pick in done if pick not in back] + instead
        return picked, [pick for pick in later if pick not in instead] + back


def _held(before: Sequence[Held], picks: Sequence[Pick], reserves: Sequence[Pick]) -> tuple[Held, ...]:
    """Why everybody who is not picked is not, after some gave way."""
    picked = {pick.person.id for pick in picks}
    found = {one.person: one for one in before if one.person not in picked}
    for pick in reserves:
        if pick.person.id not in found:
            found[pick.person.id] = Held(
                person=pick.person.id, name=pick.person.name, reason=f"no slot: {pick.no_slot}"
            )
    return tuple(found[person] for person in sorted(found))
