"""Letters as the host takes them: one by one, or folded to days of contact."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo

from reconnect_core import (
    Channel,
    ContactDays,
    Direction,
    Handle,
    HandleKind,
    Interaction,
    SourceRef,
    pack_days,
)

from .letters import Letter

LIMITS = {
    "J3": "Headers tell that somebody wrote, not what they brought; tell gifts with `reconnect gift`.",
    "J4": "Bodies are never read, so that there are no notes.",
}
"""What no kind of mail can tell."""
CROWD = 8
"""A letter among more people than this says nothing about a tie."""
GROUP_SHARE = 0.5
"""What contact in a group says about one tie, against contact of two alone."""


def interaction(letter: Letter, ref: SourceRef) -> Interaction:
    """The letter as one interaction; bulk mail is marked as such."""
    return Interaction(
        ref=ref,
        who=tuple(Handle(kind=HandleKind.EMAIL, value=address) for address in letter.who),
        moment=letter.moment,
        channel=Channel.EMAIL,
        direction=letter.direction,
        group_size=letter.others,
        bulk=letter.bulk,
    )


@dataclass(slots=True)
class Tally:
    """The distinct days of letters by address and direction, in little memory; bulk and crowds left out."""

    zone: tzinfo
    _days: dict[tuple[str, Direction, float], set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, letter: Letter) -> None:
        """Count one letter."""
        if letter.bulk or letter.others > CROWD:
            return
        day = letter.moment.astimezone(self.zone).toordinal()
        sure = 1.0 if letter.others <= 1 else GROUP_SHARE
        for address in letter.who:
            self._days[address, letter.direction, sure].add(day)

    def days(self, source: str, key: str = "") -> Iterator[ContactDays]:
        """What was counted, by address; under one ``key``, or one key an address when there is none."""
        for (address, direction, sure), days in sorted(self._days.items()):
            yield ContactDays(
                ref=SourceRef(source=source, key=key or _digest(address)),
                who=Handle(kind=HandleKind.EMAIL, value=address),
                days=pack_days(days),
                channel=Channel.EMAIL,
                direction=direction,
                sure=sure,
            )


def _digest(address: str) -> str:
    return hashlib.blake2b(address.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
