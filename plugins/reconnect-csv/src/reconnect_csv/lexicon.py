"""The words of logs: which column is which, and what a cell says of channel, direction and gift."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from reconnect_core import Channel, Direction, GiftKind

from .words import has_cjk, key

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ZONES = ("utc", "gmt")
_PERSONS = frozenset({"name", "email", "phone"})
"""What a word for a person may stand beside; a word for a talk may not: an event's name is nobody's."""

_SOMEBODY = frozenset({"they", "them", "from", "both", "elle", "ella", "other"})
"""Words that tell a direction alone, and none beside a channel."""


@cache
def _sections() -> Mapping[str, Mapping[str, str]]:
    """Each section of ``log_words.txt`` as word to meaning, the first meaning of a word winning."""
    found: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in Path(__file__).with_name("log_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found[line.strip("[]")] = {}
        elif " = " in line and not line.startswith("#"):
            meaning, _, words = line.partition(" = ")
            for word in words.split(" | "):
                current.setdefault(key(word), meaning)
    return found


@lru_cache(maxsize=1024)
def column(header: str) -> str:
    """The field of a log that a header names, also beside a word for a talk or a person; empty when none."""
    known = _sections()["column"]
    whole, outside = key(header), key(_BRACKETS.sub(" ", header))
    timeless = " ".join(word for word in outside.split() if word not in _ZONES)
    if unit := _unit(header, whole, known):
        return unit
    for text in (whole, outside, timeless):
        if text in known:
            return known[text]
    for text in (whole, outside):
        for word, sort in _sections()["beside"].items():
            found = known.get(" ".join(f" {text} ".replace(f" {word} ", " ", 1).split()), "")
            if found and (found in _PERSONS) == (sort == "person"):
                return found
    return _asked(whole, known) if header.rstrip().endswith(("?", "？")) else ""


def _unit(header: str, whole: str, known: Mapping[str, str]) -> str:
    """The field of a length with what it is counted in behind it, in brackets or not; empty for any other header."""
    units = _sections()["unit"]
    bracket = _BRACKETS.search(header)
    thing, _, unit = whole.rpartition(" ")
    ways = [(thing.removesuffix(" in").removesuffix(" en"), unit)]
    if bracket:
        ways.append((key(_BRACKETS.sub(" ", header)), key(bracket[0])))
    return next((units[unit] for thing, unit in ways if unit in units and column(thing) == "duration"), "")


def _asked(text: str, known: Mapping[str, str]) -> str:
    """What a question begins with: ``Who did you talk to?``, ``How long was it?``; empty for any other."""
    words = text.split()
    begins = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    return next((known[begin] for begin in begins if begin in known), "")


def is_self(name: str) -> bool:
    """True for a word by which one names oneself."""
    return key(name) in _sections()["self"]


def is_plural(header: str) -> bool:
    """True for a column that lists people: ``Participants``."""
    return key(header) in _sections()["plural"]


def is_unheld(cell: str) -> bool:
    """True for a word of what has not taken place, where it stands alone: ``Planned``, ``Voicemail``."""
    return key(cell) in _sections()["unheld"]


def end(header: str) -> str:
    """Whose number a column of two holds: that of the ``caller`` or of the ``called``; empty for any other."""
    return _sections()["ends"].get(key(header), "")


def is_extension(header: str) -> bool:
    """True for the column of a router in which it says which of its phones was used."""
    return key(header) in _sections()["router"]


@lru_cache(maxsize=1024)
def channel(cell: str) -> Channel | None:
    """The channel that a cell names in any language, alone or among other words; None when none."""
    words = key(cell.casefold()).split()  # WhatsApp and LinkedIn are one word each
    beside = " ".join(word for word in words if word not in _sections()["app"])
    found = _said("channel", beside) or _said("channel", cell)
    return Channel(found) if found else None


@lru_cache(maxsize=1024)
def direction(cell: str) -> Direction | Literal[False] | None:
    """The direction a cell names, None when none; False when it says that there was no contact at all."""
    found = _said("direction", cell)
    if found == "none" or _is_none(cell):
        return False
    return Direction(found) if found else None


@lru_cache(maxsize=1024)
def direction_of_channel(cell: str) -> Direction | Literal[False] | None:
    """The direction in words such as ``outgoing call``; short words of a channel (``in person``) tell none."""
    if key(cell.casefold()) in _sections()["direction"]:
        return direction(cell)
    words = (word for word in key(cell.casefold()).split() if len(word) > 3 or has_cjk(word))
    return direction(" ".join(word for word in words if word not in _SOMEBODY))


def _is_none(cell: str) -> bool:
    """True when one of the words in a cell says that nobody was reached: ``Incoming (no answer)``."""
    text = key(cell.casefold())
    known = _sections()["direction"]
    return text not in known and any(
        sense == "none" and (word in text if has_cjk(word) else f" {word} " in f" {text} ")
        for word, sense in known.items()
    )


@lru_cache(maxsize=1024)
def gifts(cell: str) -> tuple[GiftKind, ...] | None:
    """The kinds of gift in a cell, several where it lists several; None for words that name none."""
    parts = [
        part for part in cell.replace("+", ",").replace(";", ",").replace("/", ",").split(",") if part.strip()
    ]
    found = [_said("gift", part) for part in parts]
    if not all(found):
        return None
    return tuple(dict.fromkeys(GiftKind(kind) for kind in found if kind != "none"))


def _said(section: str, cell: str) -> str:
    """The meaning of a cell as a whole, else of the first of its words that has one."""
    known = _sections()[section]
    text = key(cell.casefold())  # WhatsApp and LinkedIn are one word each
    if text in known:
        return known[text]
    for word in text.split():
        if word in known and len(word) > 1:
            return known[word]
    inside = [word for word in known if len(word) > 1 and has_cjk(word) and word in text]
    return known[max(inside, key=len)] if inside else ""
