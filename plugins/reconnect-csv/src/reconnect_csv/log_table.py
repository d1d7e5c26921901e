"""The table in the file of a log: its header line, what each column holds, and in what its durations count."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reconnect_core import Channel, Direction, Opening

from . import dialect, lexicon
from .cells import is_reach
from .durations import are_hours, are_seconds
from .lines import Lines
from .moments import Moments
from .records import records
from .settings import CsvLogSettings
from .sides import DIRECTED, SidedLines, are_lone, owner_of
from .time_columns import TimeColumns, cells_of
from .words import key

WHO = ("who", "name", "email", "phone")
SIDES = ("from", "to")
_PAIR = re.compile(r"\d{1,3}:\d\d")
_IN_HOURS = re.compile(r"[(\[]\s*(?:h{1,2}|std\.?)\s*[:.]\s*m(?:m|in\.?)?\s*[)\]]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a table is and how its lines are read."""

    dialect: dialect.Dialect
    at: Mapping[str, int]
    """Field to column."""
    hours: bool = False
    """A duration of two parts is hours and minutes, else minutes and seconds."""
    seconds: bool = False
    """A duration that is a mere number counts seconds, else minutes."""
    router: bool = False
    """Kinds of calls are numbers as routers use them."""
    owner: frozenset[str] = frozenset()
    """How the user is named in its lines, where only these tell it."""
    lone: bool = False
    """Each line names one of its two sides alone."""
    above: tuple[int, ...] = ()
    """The lines in which other tables with contacts begin, which tell fewer."""

    @property
    def has_sides(self) -> bool:
        """True when who it was must be told from two sides, of which one is the user."""
        return all(name in self.at for name in SIDES)


class Tables:
    """Finds the table of a log by the headers that are known or that the user told, and by the first lines."""

    def __init__(self, settings: CsvLogSettings, opening: Opening) -> None:
        self._told = {key(text): name for name, text in settings.columns.items()}
        self._marks = settings.delimiter or dialect.DELIMITERS
        self._opening = opening
        self._times = TimeColumns(self._told, opening)

    def find(self, head: Sequence[str]) -> Table | None:
        """The table that tells the most days with somebody; None where no header line names a when and a who."""
        found: dict[tuple[str, ...], tuple[float, dialect.Dialect]] = {}
        for points, one in dialect.candidates(head, self._marks, self.likeness):
            found.setdefault((one.delimiter, *names(one.header)), (points, one))
        tables = []
        for points, one in found.values():
            ends = [other.skip - 1 for _, other in found.values() if other.skip > one.skip]
            rows = _rows(head[: min(ends, default=None)], one)
            table = self._table(one, rows)
            if "when" in table.at:
                tables.append((self._contacts(table, rows) if len(found) > 1 else 0, points, table))
        if not tables:
            return None
        best = max(tables, key=lambda one: one[:2])[2]
        begins = (one.dialect.skip for contacts, _, one in tables if contacts)
        return replace(best, above=tuple(line for line in begins if line < best.dialect.skip))

    def likeness(self, row: Sequence[str]) -> float:
        """How many fields a row names as the header line of a log; 0 when not a when and a who are among them."""
        found = self._named(row)
        someone = any(name in found for name in WHO) or all(name in found for name in SIDES)
        return float(len(found)) if someone and ("when" in found or "time" in found) else 0.0

    def lines(self, source: str, table: Table, moments: Moments) -> Lines:
        """How the rows of a table are read."""
        kind: Callable[..., Lines] = Lines
        if table.has_sides:
            kind = partial(SidedLines, me=self._opening.me | table.owner, lone=table.lone)
        return kind(
            source=source,
            at=table.at,
            moments=moments,
            hours=table.hours,
            seconds=table.seconds,
            router=table.router,
            listed="who" in table.at and lexicon.is_plural(table.dialect.header[table.at["who"]]),
        )

    def tells_me(self, below: Iterable[str], table: Table) -> bool:
        """True when the user is on one side of one of the lines below the header line, or when there is none yet."""
        lines = self.lines("", table, self._times.moments(()))
        row: object = None
        for _, row in records(below, table.dialect.delimiter, len(table.dialect.header)):
            if isinstance(row, list) and lines.people(row):
                return True
        return row is None

    def meaning(self, header: str) -> str:
        """The field that a header names; empty when none."""
        return self._told.get(key(header)) or lexicon.column(header)

    def _named(self, header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> dict[str, list[int]]:
        """Field to its columns, those that the user told first; rows tell whether all calls went out."""
        found: dict[str, list[int]] = {}
        for mine in (True, False):
            for index, text in enumerate(header):
                name = self.meaning(text) if (key(text) in self._told) == mine else ""
                if name:
                    found.setdefault(name, []).append(index)
        # A mere name beside another one is that of the record.
        found.get("name", []).sort(key=lambda at: key(header[at]) == "name" and "name" not in self._told)
        created = found.pop("created", [])
        found = self._between(self._spare(found), rows)
        found = {"when": created, **found} if created else found
        found = self._of_calls(found, header, rows)
        who = [name for name in WHO if name in found]
        if who and not (who == ["name"] and all(_holds_numbers(rows, found.get(name, ())) for name in SIDES)):
            return {name: columns for name, columns in found.items() if name not in SIDES}
        if (
            "to" in found
            and "from" not in found
            and self._times.sort(cells_of(rows, found["to"][0])) != "clock"
        ):
            found["who"] = found.pop("to")
        return found

    def _of_calls(
        self, found: dict[str, list[int]], header: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> dict[str, list[int]]:
        """Who called and who was called are two sides, unless all calls are the user's; of numbers those dialled first."""
        address = found.pop("address", [])
        if address and (not rows or _holds_numbers(rows, address)):
            found.setdefault("phone", address)  # of a message
        phones = found.get("phone", [])
        ends = {lexicon.end(header[index]): index for index in reversed(phones)}
        if "called" in ends and "caller" not in ends:
            # Who called, beside nothing but numbers that were called, is the user.
            found["name"] = [at for at in found.get("name", ()) if lexicon.end(header[at]) != "caller"]
            found = {name: columns for name, columns in found.items() if columns}
        to = [ends["called"]] if "called" in ends else found.get("to", [])
        mine = any("@" not in one and any(map(str.isdecimal, one)) for one in self._opening.me)
        if "caller" in ends and to and not ("who" in found or "email" in found):
            ways = _ways(found, rows)
            crossed = not set(cells_of(rows, ends["caller"])).isdisjoint(cells_of(rows, to[0]))
            if mine or crossed or Direction.IN in ways or (ways and "called" not in ends):
                # A name beside two numbers is that of the other side, unless it is said to be that of one.
                names = [at for at in found.pop("name", ()) if not lexicon.end(header[at])]
                del found["phone"]
                return found | {"from": [ends["caller"]], "to": to} | ({"name": names} if names else {})
        if len(phones) > 1:
            told = {index: _holds_numbers(rows, [index]) for index in phones}
            found["phone"] = sorted(phones, key=lambda at: (at != ends.get("called", at), not told[at]))
        return found

    def _spare(self, found: dict[str, list[int]]) -> dict[str, list[int]]:
        """Clients and attendees are who where nobody else is; an address beside one's own name is one's own."""
        client, user, address = (found.pop(name, []) for name in ("client", "user", "user_email"))
        last = found.pop("last", [])
        if last and not ("when" in found or "time" in found):
            found |= {"when": last, "last": last}
        external, internal = (found.pop(name, []) for name in ("external", "internal"))
        given, family = found.pop("given", []), found.pop("family", [])
        if external and "phone" not in found:
            found["phone"] = external
            if internal:  # Who is named beside both is who has the number inside.
                given, family = [], []
                found = {
                    name: at
                    for name, at in found.items()
                    if name not in ("name", "email") or name in self._told.values()
                }
        if client and not ("who" in found or "name" in found or (given and not user)):
            if user and "email" not in self._told.values():
                found.pop("email", None)
            found["who"] = client
        elif "who" not in found:
            found |= _name_of_two(found.get("name", []), given, family)
        if address and "name" in found and not user:
            found.setdefault("email", address)
        if "group" in found and not any(name in found for name in (*WHO, *SIDES)):
            found["who"] = found.pop("group")
        return found

    def _between(self, found: dict[str, list[int]], rows: Sequence[Sequence[str]]) -> dict[str, list[int]]:
        """Beside somebody, ``from`` and ``to`` may say between which times it was, and not between whom."""
        if "from" not in found or "time" in found or not any(name in found for name in WHO):
            return found
        sort = self._times.sort(cells_of(rows, found["from"][0]))
        if "when" not in found and (not rows or sort in ("day", "moment")):
            return found | {"when": found["from"]}
        return found | {"time": found["from"]} if "when" in found and sort == "clock" else found

    def _table(self, found: dialect.Dialect, rows: Sequence[Sequence[str]]) -> Table:
        named = self._named(found.header, rows)
        at = {name: columns[0] for name, columns in named.items()}
        for name in SIDES if SIDES[0] in named else ():
            told = (index for index in named[name] if any("@" in cell for cell in cells_of(rows, index)))
            at[name] = next(told, at[name])
        if len(named.get("when", ())) + len(named.get("time", ())) > 1 or "when" not in at:
            at |= {"when": -1, "time": -1} | self._times.found(found.header, named, rows)
            at = {name: index for name, index in at.items() if index >= 0}
            length = self._times.length(named, rows)
            at = length | {name: index for name, index in at.items() if index not in length.values()}
        kinds = cells_of(rows, at.get("channel"))
        lengths = cells_of(rows, at.get("duration"))
        router = bool(kinds) and all(len(kind) == 1 and kind.isdecimal() for kind in kinds)
        router = router and any(map(lexicon.is_extension, found.header))
        sides = [_pair(row, at) for row in rows] if all(name in at for name in SIDES) else []
        head = found.header[at["duration"]] if "duration" in at else ""
        calls = _are_calls(rows, at)
        in_hours = _IN_HOURS.search(head) or (
            not calls and are_hours(lengths) and "ss" not in key(head).split()
        )
        return Table(
            dialect=found,
            at=at,
            hours=bool(in_hours) or (router and all(map(_PAIR.fullmatch, lengths))),
            seconds=are_seconds(lengths, calls=calls, whens=cells_of(rows, at.get("when"))),
            router=router,
            owner=owner_of(sides, self._opening.me),
            lone=are_lone(sides),
        )

    def _contacts(self, table: Table, rows: Sequence[Sequence[str]]) -> int:
        """How many days with somebody the rows tell."""
        moments = self._times.moments(cells_of(rows, table.at["when"]))
        lines = self.lines("", table, moments)
        found = ((lines.people(row), moments.read(lines.when(row))) for row in rows)
        return len({(who, moments.day(moment[0])) for people, moment in found if moment for who in people})


def _ways(found: Mapping[str, Sequence[int]], rows: Sequence[Sequence[str]]) -> set[Direction]:
    """The directions that words in the rows tell."""
    columns = [index for name in DIRECTED for index in found.get(name, ())]
    told = (lexicon.direction_of_channel(cell) for at in columns for cell in cells_of(rows, at))
    return {way for way in told if isinstance(way, Direction)}


def _holds_numbers(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
    """True for a column with a telephone number or an address in one of the rows."""
    return bool(columns) and any(map(is_reach, cells_of(rows, columns[0])))


def _pair(row: Sequence[str], at: Mapping[str, int]) -> tuple[str, str]:
    """What stands on the two sides of a row."""
    sender, receiver = (row[at[name]].strip() if at[name] < len(row) else "" for name in SIDES)
    return sender, receiver


def _are_calls(rows: Sequence[Sequence[str]], at: Mapping[str, int]) -> bool:
    """True where a column tells the kind of a call, or holds numbers and none of the lines tells of a visit."""
    numbers = any(_holds_numbers(rows, [at[name]]) for name in ("phone", *SIDES) if name in at)
    ways = map(lexicon.channel, cells_of(rows, at.get("channel")))
    return "call" in at or (numbers and Channel.MEET not in ways)


def _name_of_two(name: list[int], given: list[int], family: list[int]) -> dict[str, list[int]]:
    """The columns of a name in two parts, of which the first is ``name``; none where one holds the whole."""
    if given and family:
        return {} if name else {"name": given, "family": family}
    if given and name:
        return {"name": given, "family": name}
    return {"family": family} if family and name else {"name": given or family} if given or family else {}


def names(header: Sequence[str]) -> list[str]:
    """The names in a header line, comparable; equal for lines that head the same columns."""
    found = list(map(key, header))
    while found and not found[-1]:
        found.pop()
    return found


def _rows(head: Sequence[str], found: dialect.Dialect) -> list[list[str]]:
    """The first rows below a header line."""
    below = records(head[found.skip :], found.delimiter, len(found.header))
    return [row for _, row in below if isinstance(row, list)]
