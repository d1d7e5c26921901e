"""The kind ``csv-log``: contact made and gifts received, one a line.

``changes`` adds a million lines up to days per person, channel and direction in one pass; what carries a note,
a gift or a mark stays a record of its own.
"""

import csv
import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from itertools import chain

from reconnect_core import (
    Channel,
    Complete,
    ContactDays,
    Direction,
    Gift,
    Handle,
    HandleKind,
    Interaction,
    Journal,
    Opening,
    Removed,
    SourceRef,
    State,
    Unchanged,
    Unreadable,
    Unusable,
    pack_days,
)

from . import dialect
from .log_words import CHANNELS, DIRECTIONS, GIFTS, HEADERS, YES
from .moments import days_of, moment_of
from .source import TextFile, fingerprint, path_of
from .words import key

VERSION = 1
_MAIL = re.compile(r"[^\s<>;,\"]+@[^\s<>;,\"]+")
_PHONE = re.compile(r"\+?[\d\s()./\-]{5,}")
_ROLES = {key(word): role for role, words in HEADERS.items() for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """The config keys of ``kind = "csv-log"``; only ``path`` is needed."""

    path: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column (who, when, channel, direction, minutes, note, gift, group, glad) = the header in the file."""
    encoding: str = ""
    delimiter: str = ""
    date_order: str = ""
    """How the file writes 1/2/2000: dmy, mdy or ymd."""


class CsvLog(Journal):
    """Calls, letters, mails and meetings kept in a CSV file, and what people brought."""

    kind = "csv-log"
    Settings = LogSettings

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: LogSettings = opening.settings
        self._path = path_of(opening, self._settings.path)
        self._order = self._settings.date_order or ("mdy" if opening.region == "US" else "dmy")
        for name in self._settings.columns:
            if name not in HEADERS:
                raise Unusable(
                    f'{self.name}: columns: there is no field "{name}".',
                    next_step=f"Known are {', '.join(HEADERS)}.",
                )

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every line as a record of its own; one without a person or a day as ``Unreadable`` with its number."""
        now = self.opening.clock()
        seen: Counter[str] = Counter()
        with self._file() as file:
            found, at = self._understand(file)
            for line, row in _rows(file, found):
                for record in self._records(row, at, line, seen):
                    if isinstance(record, Unreadable):
                        yield record
                    elif isinstance(record, Interaction):
                        day = record.moment.astimezone(self.opening.zone).date()
                        if record.moment <= now and (since is None or day >= since):
                            yield record
                    elif since is None or record.day is None or record.day >= since:
                        yield record

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` without opening the file when it is the one of ``state``; else everything, added up."""
        today = self.opening.clock().astimezone(self.opening.zone).toordinal()
        token = fingerprint(self._path, self.name, VERSION, self._settings, str(self.opening.zone), today)
        # A line of tomorrow counts tomorrow: the day belongs to the state, but only where lines lie ahead.
        timeless = fingerprint(self._path, self.name, VERSION, self._settings, str(self.opening.zone))
        if state in (token, timeless):
            yield Unchanged()
            return
        ahead = yield from self._added_up(today)
        yield Complete()
        yield State(token=token if ahead else timeless)

    def notes(self) -> Iterator[str]:
        """Which columns were found."""
        with self._file() as file:
            _, at = self._understand(file)
            yield "columns: " + ", ".join(sorted(at, key=at.__getitem__))

    def _added_up(self, today: int) -> Generator[Interaction | ContactDays | Gift | Unreadable, None, bool]:
        """Everything in the file; returns whether some line lies ahead of today."""
        tally: dict[tuple[str, str, str], array[int]] = {}
        seen: Counter[str] = Counter()
        ahead = False
        with self._file() as file:
            found, at = self._understand(file)
            who, when = at["who"], at["when"]
            channel, direction = at.get("channel", -1), at.get("direction", -1)
            extra = [at[name] for name in ("note", "gift", "glad", "group") if name in at]
            day_of = days_of(self.opening.zone, self._order)
            last = max((who, when, channel, direction, *extra))
            get = tally.get
            reader = csv.reader(file.lines(found.skip), delimiter=found.delimiter)
            for row in reader:
                if len(row) <= last:
                    row.extend([""] * (last + 1 - len(row)))
                day = day_of(row[when])
                if not day or not row[who] or any(map(row.__getitem__, extra)):
                    line = found.skip + reader.line_num
                    for record in self._records(row, at, line, seen) if any(row) else ():
                        if not _is_ahead(record, today, self.opening):
                            yield record
                        else:
                            ahead = True
                    continue
                if day > today:
                    ahead = True
                    continue
                name = (
                    row[who],
                    row[channel] if channel >= 0 else "",
                    row[direction] if direction >= 0 else "",
                )
                days = get(name)
                if days is None:
                    tally[name] = array("i", (day,))
                elif days[-1] != day:
                    days.append(day)
        yield from self._days(tally)
        return ahead

    def _days(self, tally: Mapping[tuple[str, str, str], "array[int]"]) -> Iterator[ContactDays]:
        """The sums under handles, channels and directions as the core knows them."""
        merged: dict[tuple[Handle, Channel | None, Direction], list[array[int]]] = {}
        for (who, channel, direction), days in tally.items():
            for handle in _handles(who):
                merged.setdefault((handle, _channel(channel), _direction(direction)), []).append(days)
        for (handle, way, sense), found in merged.items():
            ref = SourceRef(source=self.name, key=f"{handle.value}|{way or ''}|{sense}")
            yield ContactDays(
                ref=ref, who=handle, days=pack_days(chain.from_iterable(found)), channel=way, direction=sense
            )

    def _records(
        self, row: Sequence[str], at: Mapping[str, int], line: int, seen: Counter[str]
    ) -> Iterator[Interaction | Gift | Unreadable]:
        cell = {name: row[place].strip() if place < len(row) else "" for name, place in at.items()}
        moment = moment_of(cell["when"], self.opening.zone, self._order)
        who = _handles(cell["who"])
        if moment is None or not who:
            reason = "this line names nobody" if moment else "this is no day: write 2026-03-01"
            yield Unreadable(
                reason=reason, source=self.name, key=f"line {line}", file=str(self._path), line=line
            )
            return
        digest = hashlib.blake2b("\x1f".join(row).encode("utf-8", "replace"), digest_size=10).hexdigest()
        seen[digest] += 1
        ref = SourceRef(source=self.name, key=digest if seen[digest] == 1 else f"{digest}.{seen[digest]}")
        yield Interaction(
            ref=ref,
            who=who,
            moment=moment.astimezone(UTC),
            channel=_channel(cell.get("channel", "")),
            direction=_direction(cell.get("direction", "")),
            minutes=_number(cell.get("minutes", "")),
            group_size=_number(cell.get("group", "")) or len(who),
            note=cell.get("note", ""),
            glad=cell.get("glad", "").casefold() in YES,
        )
        yield from self._gifts(cell, ref, who, moment.astimezone(self.opening.zone).date())

    def _gifts(
        self, cell: Mapping[str, str], ref: SourceRef, who: tuple[Handle, ...], day: date
    ) -> Iterator[Gift]:
        kinds = dict.fromkeys(GIFTS[word] for word in key(cell.get("gift", "")).split() if word in GIFTS)
        for kind in kinds:
            gift = SourceRef(source=self.name, key=f"{ref.key}-{kind}")
            yield Gift(ref=gift, who=who, kind=kind, day=day, note=cell.get("note", ""))

    def _file(self) -> TextFile:
        return TextFile(self._path, self.name, self._settings.encoding, self.opening.language)

    def _understand(self, file: TextFile) -> tuple[dialect.Dialect, dict[str, int]]:
        """The dialect, and the place of each column; raises Unusable without a person or a day."""
        chosen = {key(header): name for name, header in self._settings.columns.items()}
        marks = self._settings.delimiter or dialect.DELIMITERS
        found = dialect.find(file.head(), marks, lambda row: _likeness(row, chosen))
        if found is None:
            raise Unusable(
                f"{self.name}: {self._path}: the header line needs a column for who and one for when.",
                next_step='Name them: columns = { who = "…", when = "…" }.',
            )
        return found, _places(found.header, chosen)


def _places(row: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, header in enumerate(row):
        role = chosen.get(key(header)) or (_ROLES.get(key(header)) if key(header) else None)
        if role and (role not in places or key(header) in chosen):
            places[role] = place
    return places


def _likeness(row: Sequence[str], chosen: Mapping[str, str]) -> float:
    places = _places(row, chosen)
    return float(len(places)) if "who" in places and "when" in places else 0.0


def _rows(file: TextFile, found: dialect.Dialect) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file.lines(found.skip), delimiter=found.delimiter)
    for row in reader:
        if any(row):
            yield found.skip + reader.line_num, row


def _is_ahead(record: Interaction | Gift | Unreadable, today: int, opening: Opening) -> bool:
    if isinstance(record, Interaction):
        return record.moment.astimezone(opening.zone).toordinal() > today
    return isinstance(record, Gift) and record.day is not None and record.day.toordinal() > today


def _handles(text: str) -> tuple[Handle, ...]:
    found = []
    for part in text.split(";"):
        mail = _MAIL.search(part)
        if mail:
            found.append(Handle(kind=HandleKind.EMAIL, value=mail[0].strip("'").lower()))
        elif _PHONE.fullmatch(part.strip()) and sum(c.isdigit() for c in part) >= 5:
            found.append(Handle(kind=HandleKind.PHONE, value=part.strip()))
        elif part.strip():
            found.append(Handle(kind=HandleKind.NAME, value=" ".join(part.split()).casefold()))
    return tuple(dict.fromkeys(found))


def _channel(text: str) -> Channel | None:
    return next((CHANNELS[word] for word in key(text).split() if word in CHANNELS), None)


def _direction(text: str) -> Direction:
    words = (*text.strip().casefold().split(), *key(text).split())
    return next((DIRECTIONS[word] for word in words if word in DIRECTIONS), Direction.MUTUAL)


def _number(text: str) -> int | None:
    digits = re.match(r"\d{1,5}", text)
    return int(digits[0]) if digits else None
