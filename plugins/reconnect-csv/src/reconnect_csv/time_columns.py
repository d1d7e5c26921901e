"""Which columns of a log tell the day, the clock and the length of a contact: headers of these name too many things."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from reconnect_core import Opening

from .dates import order_of
from .durations import seconds_of
from .moments import Moments
from .words import key


class TimeColumns:
    """Judges the columns of time by what stands in their first cells; ``told`` are the headers that the user named."""

    def __init__(self, told: Collection[str], opening: Opening) -> None:
        self._told = told
        self._opening = opening

    def found(
        self, header: Sequence[str], named: Mapping[str, Sequence[int]], rows: Sequence[Sequence[str]]
    ) -> dict[str, int]:
        """Which of several columns tells the day and which the clock, by what stands in them."""
        whens, times = named.get("when", ()), named.get("time", ())
        sorts = {index: self.sort(cells_of(rows, index)) for index in (*whens, *times)}
        dated = [index for index in (*whens, *times) if sorts[index] in ("day", "moment")]
        if whens and key(header[whens[0]]) in self._told:
            when = whens[0]
        elif dated or whens:
            when = (dated or whens)[0]
        else:
            return {"when": times[0]} if not sorts[times[0]] else {}
        if times and key(header[times[0]]) in self._told:
            return {"when": when, "time": times[0]}
        clocks = [index for index in (*times, *whens) if sorts[index] == "clock" and index != when]
        unsaid = [index for index in times if not sorts[index] and index != when]
        if sorts[when] == "moment" or not (clocks or unsaid):
            return {"when": when}
        return {"when": when, "time": (clocks or unsaid)[0]}

    def length(self, named: Mapping[str, Sequence[int]], rows: Sequence[Sequence[str]]) -> dict[str, int]:
        """The column that is headed as a time and says in words how long it was, as ``時間`` may mean either."""
        for index in (*named.get("time", ()), *named.get("when", ())):
            cells = cells_of(rows, index)
            long = cells and all(not cell.isdecimal() and seconds_of(cell, 60) for cell in cells)
            if long and not self.sort(cells):
                return {"duration": index}
        return {}

    def sort(self, cells: Sequence[str]) -> str:
        """What most of the cells of a column are: ``day``, ``moment`` (a day with a clock), ``clock``, or nothing."""
        moments = self.moments(cells)
        sorts = Counter(map(moments.sort, cells))
        sort, count = sorts.most_common(1)[0] if sorts else ("", 0)
        return sort if count * 2 > len(cells) else ""

    def moments(self, cells: Sequence[str]) -> Moments:
        """How moments are read among these."""
        return Moments(zone=self._opening.zone, now=self._opening.clock(), order=order_of(cells) or "dmy")


def cells_of(rows: Sequence[Sequence[str]], index: int | None) -> list[str]:
    """What stands in one column, empty cells left out."""
    if index is None:
        return []
    return [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
