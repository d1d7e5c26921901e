"""Many interactions folded to the days on which there was contact: by a journal of its own, or by the walk."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, tzinfo

from .model import WAY, ContactDays, Handle, Interaction, SourceRef

CROWD = 8
"""Among more people than this it was no contact with any one of them."""
GROUP_SHARE = 0.5
"""What contact in a group says about one tie, against contact of two alone."""


class ContactTally:
    """The distinct days of contact by handle and certainty; bulk, crowds and the future are left out.

    A day is that of the garden's ``zone``; ``now`` is aware. Contact in a group is half as sure. A journal that
    tells of what is still ahead must not answer ``Unchanged`` once it has come.
    """

    def __init__(self, *, zone: tzinfo, now: datetime) -> None:
        self._zone, self._now = zone, now
        self._days: dict[tuple[str, Handle, float], dict[int, int]] = defaultdict(dict)

    def add(self, one: Interaction) -> None:
        """Count one interaction."""
        if one.bulk or one.group_size > CROWD or one.moment > self._now or one.sure <= 0:
            return
        day = one.moment.astimezone(self._zone).toordinal()
        sure = one.sure if one.group_size <= 1 else one.sure * GROUP_SHARE
        way = WAY[one.channel, one.direction]
        for who in one.who:
            ways = self._days[one.ref.source, who, sure]
            ways[day] = ways.get(day, 0) | way

    def days(self, key: str = "") -> Iterator[ContactDays]:
        """What was counted, in the order of the handles: all under ``key``, or each under its handle."""
        for (source, who, sure), ways in sorted(self._days.items()):
            yield ContactDays.told(
                ref=SourceRef(source=source, key=key or who.value), who=who, ways=ways, sure=sure
            )
