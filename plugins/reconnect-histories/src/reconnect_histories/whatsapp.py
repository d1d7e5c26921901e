"""The kind ``whatsapp``: chats exported from the app, as text or zip, one file a chat."""

import codecs
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from reconnect_core import Direction, Handle, Opening, Unusable

from .chat_lines import ORDERS, Line, line, moment, order_of, plain
from .history import Broken, History, Said, named

_PARTNER = re.compile(
    r"(?:whatsapp[ -]chat (?:with|mit|met|con|com) |whatsapp chat - |(?:discussion|chat|conversa|conversación)"
    r"(?: de| do)? whatsapp (?:avec|con|com) )(?P<name>.+)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?: ?\(\d+\)|-\d+)$")
_OWN = re.compile("whatsapp|واتساب")
_ALONE = r"(?<![^\W_\u2e80-\uffff]){}(?![^\W_\u2e80-\uffff])"
"""A name that is no part of a longer one; Chinese, Japanese and Korean write without blanks."""
_TEXT = re.compile(r"(?i)(?:^|/)(?!\._)[^/]*\.txt$")
_CHAT_FILE = re.compile(r"(?i)(?:^|/)(?:_chat\.txt$|[^/]*(?:whatsapp|واتساب))")
_HEAD = 3
_CROWD = 8
"""What one writes among more people than this is to nobody."""
_LONGEST = 10_000
"""Characters of one line that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatsappSettings:
    """The config keys of ``kind = "whatsapp"``; ``path`` is needed."""

    path: str
    """An exported chat (``.txt`` or ``.zip``), or a folder of them."""
    me: tuple[str, ...] = ()
    """Your own name or number as the exports show it; by default whoever is not the chat's namesake."""
    date_order: str = ""
    """How the exports write 1/2/2020: dmy, mdy or ymd; by default what the dates of each show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """What one export is, as a first look through it shows."""

    order: str
    me: str
    """Which of the writers is the user, folded, or "" when that is not clear."""
    others: tuple[str, ...]
    """Everybody else in it who is known, folded."""
    itself: str
    """The folded name of a group that stands before what an iPhone itself writes, or ""."""


class Whatsapp(History):
    """Who wrote to whom in direct chats and small groups; what was said is never kept."""

    kind = "whatsapp"
    Settings = WhatsappSettings
    suffixes = (".txt", ".zip")

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        if opening.settings.date_order not in ("", *ORDERS):
            raise Unusable(f"{self.name}: date_order must be dmy, mdy or ymd.")

    def told(self, files: list[Path]) -> Iterator[Said | Broken]:
        """Every message; lines by WhatsApp itself and missed calls are none."""
        several = len(files) > 1
        for path in files:
            chat = self._chat(path)
            if chat is None:
                if not several:
                    raise self.unusable(path, "this is no exported chat", "Export it again.")
                continue
            for number, found in self._lines(path):
                if found.sealed or found.sender.casefold() == chat.itself:
                    continue
                when = moment(found, chat.order, self.opening.zone)
                if when is None:
                    yield Broken(reason="its date cannot be read", file=str(path), line=number)
                elif not found.missed:
                    who, direction, others = _between(found.sender, chat)
                    if who:
                        yield Said(who=who, moment=when, direction=direction, others=others)

    def notes(self) -> Iterator[str]:
        """How many chats there are, and in which of them it is not clear who you are."""
        chats = {path.name: self._chat(path) for path in self._files()}
        count = sum(chat is not None for chat in chats.values())
        yield f"{count} {'chat' if count == 1 else 'chats'}"
        for name, chat in chats.items():
            if chat is None:
                yield f"{name} is no exported chat"
            elif not chat.me:
                yield f"{name}: it is not clear which of the writers you are; say it with the key me"

    def _chat(self, path: Path) -> _Chat | None:
        """A first look through an export: the order of its dates and its writers; None when it is none."""
        numbers: dict[tuple[int, int, int], None] = {}
        senders: dict[str, bool] = {}
        """Whether all that somebody wrote may have been written by the phone itself."""
        title = ""
        for _, found in self._lines(path):
            sender = found.sender.casefold()
            if found.sealed:
                title = sender
                continue
            numbers[found.numbers] = None
            senders[sender] = senders.get(sender, True) and found.marked
        if not numbers:
            return None
        order = self.opening.settings.date_order or order_of(numbers, self._usual())
        partner = _partner(path, tuple(senders)) or title
        itself = partner if len(senders) > 2 and senders.get(partner) else ""
        senders.pop(itself, None)
        me = self._me(partner, tuple(senders))
        others = tuple(sender for sender in senders if sender != me)
        return _Chat(order=order, me=me, others=others or ((partner,) if partner else ()), itself=itself)

    def _usual(self) -> str:
        """How 1/2/2020 is read when no line of an export tells: as in the user's country."""
        return "mdy" if self.opening.region[:2].upper() in ("US", "PH") else "dmy"

    def _me(self, partner: str, senders: tuple[str, ...]) -> str:
        """The user among the writers: as told, or the other one in a chat called after its partner."""
        own = {" ".join(name.split()).casefold() for name in self.opening.settings.me}
        told = next((sender for sender in senders if sender in own), "")
        rest = [sender for sender in senders if sender != partner]
        alone = bool(partner) and len(rest) == 1 and len(senders) <= 2 and not own
        return told or (rest[0] if alone and (partner in senders or len(senders) == 1) else "")

    def _lines(self, path: Path) -> Iterator[tuple[int, Line]]:
        """Every line that begins a message by somebody, with its number counted from 1."""
        begun = 0
        with self._text(path) as file:
            for number, text in enumerate(file, start=1):
                found = line(text[:_LONGEST])
                begun += found is not None
                if found and found.sender:
                    # That the chat is encrypted is said by one of its first lines, as if by the chat itself.
                    yield number, found if begun <= _HEAD else replace(found, sealed=False)

    @contextmanager
    def _text(self, path: Path) -> Iterator[TextIO]:
        """The chat as text; in an archive it is the text file that is called so, or the first."""
        if path.suffix.lower() != ".zip":
            bare = self.opened(path)
            # Editors on Windows save what they open as UTF-16.
            wide = bare.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            bare.seek(0)
            with io.TextIOWrapper(bare, "utf-16" if wide else "utf-8-sig", "replace", newline="\n") as text:
                yield text
            return
        try:
            with self.opened(path) as file, zipfile.ZipFile(file) as archive:
                inside = [name for name in archive.namelist() if _TEXT.search(name)]
                if not inside:
                    raise self.unusable(path, "no chat is in this archive", "Export it again.")
                chat = next((name for name in inside if _CHAT_FILE.search(name)), inside[0])
                with archive.open(chat) as raw:
                    yield io.TextIOWrapper(raw, "utf-8-sig", "replace", newline="\n")
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
            raise self.unusable(path, "this archive cannot be opened", "Export the chat again.") from None


def _partner(path: Path, senders: tuple[str, ...]) -> str:
    """The folded name that a file is called after, or ""; in any language that of the one writer in it."""
    stem = plain(_NUMBERED.sub("", path.stem))
    found = _PARTNER.match(stem)
    name, stem = found["name"].casefold() if found else "", stem.casefold()
    if name in senders or len(senders) != 2:
        return name
    within = [one for one in senders if re.search(_ALONE.format(re.escape(one)), stem)]
    return within[0] if len(within) == 1 and (stem in senders or _OWN.search(stem)) else name


def _between(sender: str, chat: _Chat) -> tuple[tuple[Handle, ...], Direction, int]:
    """Whom a message is contact with, which way it went, and among how many others."""
    count = len(chat.others)
    if sender.casefold() != chat.me:
        # Where nobody is known to be the user, one of the other writers is.
        found = named(sender)
        return ((found,) if found else ()), Direction.IN, count if chat.me else max(1, count - 1)
    if count > _CROWD:
        return (), Direction.OUT, count
    return tuple(who for one in chat.others if (who := named(one))), Direction.OUT, count
