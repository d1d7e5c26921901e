"""Whom a cell of a log names: by a name, an address, a number; one person or several."""

import re
from collections.abc import Sequence

from reconnect_core import Handle, HandleKind

from .cells import emails, is_honorific, phones, without_link

_PLAIN_EMAIL = re.compile(r"[\w.+-]{1,99}@[\w-]{1,99}(?:\.[\w-]{1,99}){1,9}")
_NUMBER_BEHIND = re.compile(r"([^()<>\[\]]+?)\s*[(<\[]\s*(\+?[\d\s./-]{5,30})\s*[)>\]]")
_LISTED = re.compile(r",\s*")
_AND = re.compile(
    r",?\s+(?:&|\+|and|und|u\.|et|och|og|en|ja|oraz|si|și|ve|и|та|και|y|e|i|a|és|ו)\s+", re.IGNORECASE
)
_IN_NAMES = re.compile(r"\s(?:e|y|i|a|en)\s", re.IGNORECASE)
"""What also stands inside a name: ``Ana Costa e Silva``, ``José Ortega y Gasset``."""
_NAME = re.compile(r"[^\W\d_][^\d_@;:()<>\[\]/|]*")
_LONGEST = 400
"""A longer cell is no list of people; patterns would take long over it."""
_WORDS = 3
"""A longer text is more than a name."""
_PARTICLES = frozenset("von van de der den zu zum zur di da del della dos das du la le af av ten ter".split())
"""What no name ends with: ``Karl von und zu Berg`` is one."""


def people(cell: str, *, listed: bool = False) -> list[tuple[Handle, ...]]:
    """Who a cell names, one tuple of handles a person; several are parted as ``_parts`` says.

    ``listed`` is True where the column is said to list people.
    """
    return [who for part in _parts(cell, listed) if part and (who := _someone(part.strip()))]


def one_person(cells: Sequence[str]) -> tuple[Handle, ...]:
    """The handles of one person whom several columns name."""
    return tuple(dict.fromkeys(handle for cell in cells if cell for handle in _someone(cell)))


def _parts(cell: str, listed: bool) -> list[str]:
    """The cell parted by semicolons or line ends; for want of these by addresses, else where a list of names is."""
    parts = without_link(cell).replace("\n", ";").split(";")
    if len(parts) > 1:
        return parts
    addresses = emails(cell)
    return addresses if len(addresses) > 1 else _names(parts[0], listed)


def _names(cell: str, listed: bool) -> list[str]:
    """The names in ``Ada and Tom``, ``Ada, Tom & Bob``, and of a couple in ``Ada and Tom Lee``; else the whole cell.

    A comma alone parts nothing but whole names that are ``listed``: ``Lee, Ann`` is one.
    """
    if "、" in cell:
        return cell.split("、")
    if len(cell) > _LONGEST:
        return [cell]
    *others, last = _AND.split(cell)
    parts = [part for one in others for part in _LISTED.split(one)]
    parts = [*parts, last] if others else _LISTED.split(cell)
    lengths = [len(part.split()) for part in parts]
    fewest = 2 if others or (listed and min(lengths) > 1) else 3
    if len(parts) < fewest or not all(map(_is_name, parts)):
        return [cell]
    if lengths == [1, 2] and others:
        return [f"{parts[0]} {parts[1].split()[1]}", parts[1]]
    same = {min(length, 2) for length in lengths}
    return parts if len(same) == 1 or not _IN_NAMES.search(cell) else [cell]


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _WORDS
        and _NAME.fullmatch(text) is not None
        and words[-1].casefold() not in _PARTICLES
        and not is_honorific(words[0])
    )


def _someone(part: str) -> tuple[Handle, ...]:
    """One person as named: by an address, a name, a number, or a name with its number behind it."""
    behind = _NUMBER_BEHIND.fullmatch(part) if part[-1:] in (")", ">", "]") else None
    found = map(_handle, (behind[2], behind[1]) if behind else (part,))
    return tuple(handle for handle in found if handle)


def _handle(text: str) -> Handle | None:
    if _PLAIN_EMAIL.fullmatch(text):
        return Handle(kind=HandleKind.EMAIL, value=text.lower())
    if addresses := emails(text):
        return Handle(kind=HandleKind.EMAIL, value=addresses[0].lower())
    if sum(c.isdigit() for c in text) >= 5 and phones(text, fewest=5):
        return Handle(kind=HandleKind.PHONE, value=text.strip())
    name = " ".join(text.split()).casefold()
    return Handle(kind=HandleKind.NAME, value=name) if any(map(str.isalpha, name)) else None
