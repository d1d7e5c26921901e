"""The folders of an account (RFC 3501 LIST, RFC 6154 special use), and which of them to read."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from reconnect_core import Refused, Unusable

from .. import folders as names
from .link import Link

_LISTED = re.compile(rb'\(([^)]*)\) (?:"(?:[^"\\]|\\.)*"|NIL) (.*)', re.DOTALL | re.IGNORECASE)
_WIDE = re.compile(r"&|[^\x20-\x7e]+")
_COUNT = re.compile(rb"\b([A-Za-z]+) (\d+)")
_UNSEEN = frozenset(("\\noselect", "\\nonexistent"))
_LEFT_OUT = frozenset(("\\junk", "\\trash", "\\drafts"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One folder: its name as people read it, and what the server says it is for."""

    name: str
    flags: frozenset[str] = frozenset()

    @property
    def quoted(self) -> str:
        """The name as commands need it."""
        text = encoded(self.name).replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'

    @property
    def sent(self) -> bool:
        """True for the mail that the user sent."""
        return "\\sent" in self.flags or names.holds_sent(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the server says of a folder before anybody looks into it."""

    messages: int
    next: int
    """UIDNEXT: every message that comes later has at least this UID."""
    validity: int
    """UIDVALIDITY: with another one, UIDs mean other messages."""


def listed(link: Link) -> list[Folder]:
    """Every folder that holds mail, in the order of their names."""
    wanted = ("RETURN", "(SPECIAL-USE)") if link.can("SPECIAL-USE") and link.can("LIST-EXTENDED") else ()
    found = []
    for item in link.ask("LIST", '""', '"*"', *wanted):
        folder = parsed(item)
        if folder and _UNSEEN.isdisjoint(folder.flags):
            found.append(folder)
    return sorted(found, key=lambda folder: folder.name)


def status_of(link: Link, folder: Folder) -> Status:
    """What a folder holds; raises Refused naming the folder when the server does not say."""
    try:
        asked = link.ask("STATUS", folder.quoted, "(MESSAGES UIDNEXT UIDVALIDITY)")
    except Refused:
        raise _closed(link, folder) from None
    said = b" ".join(item[1] if isinstance(item, tuple) else item for item in asked)
    found = {key.upper(): int(value) for key, value in _COUNT.findall(said.rpartition(b"(")[2])}
    try:
        return Status(messages=found[b"MESSAGES"], next=found[b"UIDNEXT"], validity=found[b"UIDVALIDITY"])
    except KeyError:
        raise _closed(link, folder) from None


def examined(link: Link, folder: Folder) -> int:
    """Look into a folder without the right to change it; how many messages it holds."""
    try:
        return link.examine(folder.quoted)
    except Refused:
        raise _closed(link, folder) from None


def _closed(link: Link, folder: Folder) -> Refused:
    return Refused(
        f'{link.name}: the server does not open the folder "{folder.name}".',
        next_step="Name those to be read in folders.",
    )


def chosen(found: Sequence[Folder], wanted: Sequence[str], store: str) -> list[Folder]:
    """The folders to read: those wanted, else the one of all mail, else all but spam, trash and drafts.

    Raises Unusable for a wanted one that is not there, naming the nearest.
    """
    if wanted:
        by_name = {folder.name.casefold(): folder for folder in found}
        for name in wanted:
            if name.casefold() not in by_name:
                near = get_close_matches(name, [folder.name for folder in found], n=1, cutoff=0.5)
                hint = f'Did you mean "{near[0]}"?' if near else "Run `reconnect check` with no folders set."
                raise Unusable(f'{store}: folders: there is no folder "{name}".', next_step=hint)
        return list(dict.fromkeys(by_name[name.casefold()] for name in wanted))
    everything = [folder for folder in found if "\\all" in folder.flags]
    if everything:
        return everything
    return [f for f in found if _LEFT_OUT.isdisjoint(f.flags) and not names.left_out(f.name)]


def parsed(item: Any) -> Folder | None:
    """One answer to LIST; None when it is none."""
    literal = isinstance(item, tuple)
    match = _LISTED.match(item[0] if literal else item) if literal or isinstance(item, bytes) else None
    if not match:
        return None
    raw = item[1] if literal else match[2].strip()
    if not literal and raw.startswith(b'"'):
        raw = re.sub(rb"\\(.)", rb"\1", raw[1:-1])
    flags = frozenset(match[1].decode("ascii", "replace").lower().split())
    return Folder(name=names.decoded(raw), flags=flags)


def encoded(name: str) -> str:
    """A name as people read it in modified UTF-7."""

    def shifted(found: re.Match[str]) -> str:
        if found[0] == "&":
            return "&-"
        text = b64encode(found[0].encode("utf-16-be", "surrogatepass")).rstrip(b"=").replace(b"/", b",")
        return f"&{text.decode()}-"

    return _WIDE.sub(shifted, name)
