"""Many interactions folded to the days on which there was contact: by a journal of its own, or by the walk."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, tzinfo

from .model import Channel, ContactDays, Direction, Handle, Interaction, SourceRef, pack_days

CROWD = 8
"""Among more people than this it was no contact with any one of them."""
GROUP_SHARE = 0.5
"""What contact in a group says about one tie, against contact of two alone."""


class ContactTally:
    """The distinct days of contact by handle, channel and direction; bulk, crowds and the future are left out.

    A day is that of the garden's ``zone``; ``now`` is aware. Contact in a group is half as sure. A journal that
    tells of what is still ahead must not answer ``Unchanged`` once it has come.
    """

    def __init__(self, *, zone: tzinfo, now: datetime) -> None:
        self._zone, self._now = zone, now
        self._days: dict[tuple[str, Handle, Channel | None, Direction, float], set[int]] = defaultdict(set)

    def add(self, one: Interaction) -> None:
        """Count one interaction."""
        if one.bulk or one.group_size > CROWD or one.moment > self._now or one.sure <= 0:
            return
        day = one.moment.astimezone(self._zone).toordinal()
        sure = one.sure if one.group_size <= 1 else one.sure * GROUP_SHARE
        for who in one.who:
            self._days[one.ref.source, who, one.channel, one.direction, sure].add(day)

    def days(self, key: str = "") -> Iterator[ContactDays]:
        """What was counted, handle by handle: all under ``key``, or under the handle, channel and direction."""
        ways = {way: place for place, way in enumerate((None, *Channel))}
        ordered = sorted(self._days.items(), key=lambda one: (*one[0][:2], ways[one[0][2]], *one[0][3:]))
        for (source, who, channel, direction, sure), days in ordered:
            yield ContactDays(
                ref=SourceRef(source=source, key=key or "|".join((who.value, channel or "", direction))),
                who=who,
                days=pack_days(days),
                channel=channel,
                direction=direction,
                sure=sure,
            )
