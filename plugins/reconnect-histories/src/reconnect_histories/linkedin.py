"""The kind ``linkedin-messages``: ``messages.csv`` of the archive that LinkedIn hands out of one's own data."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from reconnect_core import Direction, Handle, HandleKind

from .history import Broken, History, Said

_DATES = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"),
    *("%m/%d/%y, %I:%M %p", "%m/%d/%Y, %I:%M %p"),
)
_ZONE = re.compile(r"\s*(?:UTC|GMT|Z)\s*$")
_NOBODY = frozenset(("", "linkedin member", "linkedin"))
_HEADER_MOST = 4096
_BY_MACHINES = ("guide_", "learning_")
"""How the names of files begin that hold what somebody and LinkedIn's machines said to each other."""
_YES = frozenset(("yes", "true", "1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedinMessagesSettings:
    """The config keys of ``kind = "linkedin-messages"``; ``path`` is needed."""

    path: str
    """``messages.csv``, or the folder of the unpacked archive."""
    me: str = ""
    """Your name as LinkedIn shows it; by default the one name that is in every conversation."""


class LinkedinMessages(History):
    """Who wrote to whom on LinkedIn, and when; people are known by name, and what was said is never kept."""

    kind = "linkedin-messages"
    Settings = LinkedinMessagesSettings
    suffixes = ("messages.csv",)

    def told(self, files: list[Path]) -> Iterator[Said | Broken]:
        """Every message; drafts, and those of members who are gone, are none."""
        for path in files:
            people = self._people(path)
            for line, row in self._rows(path):
                one = people.message(row) if row is not None else "its quotes do not match"
                if isinstance(one, str):
                    yield Broken(reason=one, file=str(path), line=line)
                elif one is not None:
                    yield one

    def _files(self) -> list[Path]:
        found = super()._files()
        return [path for path in found if not path.name.lower().startswith(_BY_MACHINES)] or found

    def notes(self) -> Iterator[str]:
        """Whose archive it was taken for."""
        for path in self._files():
            me = self._people(path).me
            yield f"your name is {me}" if me else "your name is not clear; say it with the key me"

    def _people(self, path: Path) -> "_People":
        """A first look through the file: who writes, and who is in every conversation."""
        wanted = ("CONVERSATION ID", "FROM", "TO", "RECIPIENT PROFILE URLS", "DIRECTION")
        rows = [
            [row.get(name, "") for name in wanted]
            for _, row in self._rows(path)
            if row is not None and "DATE" in row
        ]
        people = _People(senders=frozenset(_folded(row[1]) for row in rows))
        talks: dict[str, set[str]] = {}
        for talk, sender, to, urls, _ in rows:
            names = {_folded(sender), *people.several(to, urls)} - _NOBODY
            talks.setdefault(talk or "|".join(sorted(names)), set()).update(names)
        sent = {_folded(sender) for _, sender, _, _, way in rows if way.upper() == "OUTGOING"}
        told = _folded(self.opening.settings.me) or (sent.pop() if len(sent) == 1 else "")
        me = told or _in_every_one(talks.values())
        return replace(people, me=me)

    def _rows(self, path: Path) -> Iterator[tuple[int, dict[str, str] | None]]:
        """Each row by its headers with the line it ends in; None for one that cannot be taken apart."""
        with io.TextIOWrapper(self.opened(path), "utf-8-sig", "replace", newline="") as file:
            first = file.readline(_HEADER_MOST)
            file.seek(0)
            # Spreadsheets of some countries save with semicolons.
            reader = csv.reader(file, strict=True, delimiter=max(",;\t", key=first.count))
            try:
                header = [name.strip().upper() for name in next(reader, [])]
            except csv.Error:
                header = []
            if not {"FROM", "DATE"} <= set(header) or {"CONVERSATION ID", "DIRECTION"}.isdisjoint(header):
                raise self.unusable(path, "this is no messages.csv of LinkedIn", "Name that file in path.")
            while True:
                try:
                    row = next(reader, None)
                except csv.Error:
                    yield reader.line_num, None
                    continue
                if row is None:
                    return
                if any(row):
                    yield reader.line_num, {"TO": "", **dict(zip(header, row, strict=False))}


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """Names in one archive, folded: everybody who wrote, and whose it is ("" when that is not clear)."""

    senders: frozenset[str]
    me: str = ""

    def message(self, row: Mapping[str, str]) -> Said | str | None:
        """The message, or why it cannot be read, or None when it is none or with nobody."""
        if "DATE" not in row:
            return "it has too few cells"
        drafts = (row.get(f"IS {what} DRAFT", "") for what in ("MESSAGE", "CONVERSATION"))
        if any(said.strip().casefold() in _YES for said in drafts):
            return None
        if row.get("FOLDER", "").strip().casefold() == "spam":
            return None
        moment = _moment(row["DATE"])
        if moment is None:
            return "its date cannot be read" if row["DATE"].strip() else "it has no date"
        sender, me = _folded(row["FROM"]), self.me
        recipients = self.several(row["TO"], row.get("RECIPIENT PROFILE URLS", ""))
        recipients = [name for name in recipients if name not in (*_NOBODY, me)]
        if me and sender == me:
            who = tuple(map(_handle, recipients))
            return Said(who=who, moment=moment, direction=Direction.OUT, others=len(who)) if who else None
        if sender in _NOBODY:
            return None
        # One of the recipients is the reader, also when it is not known which.
        others = 1 + len(recipients) - (0 if me else 1)
        return Said(who=(_handle(sender),), moment=moment, direction=Direction.IN, others=max(1, others))

    def several(self, text: str, urls: str) -> list[str]:
        """The recipients in a cell; a comma within one name ("Bob Smith, PhD") parts nobody."""
        profiles = sum(bool(url.strip()) for url in urls.split(","))
        whole = _folded(text)
        one = profiles == 1 or whole in self.senders
        return [whole] if one else list(dict.fromkeys(map(_folded, text.split(","))))


def _in_every_one(talks: Iterable[set[str]]) -> str:
    """The one name that is in nearly all conversations, or "" when that is nobody's or several people's."""
    kept = list(talks)
    ranked = Counter(name for names in kept for name in names).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    return ranked[0][0] if ranked[0][1] * 10 >= len(kept) * 9 else ""


def _moment(text: str) -> datetime | None:
    """The moment of a cell; LinkedIn writes UTC, with or without saying so."""
    text = _ZONE.sub("", " ".join(text.split()))
    for shape in _DATES:
        try:
            return datetime.strptime(text, shape).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _handle(name: str) -> Handle:
    return Handle(kind=HandleKind.NAME, value=name)
