"""The kind ``mbox``: mail in files, as Thunderbird, Apple Mail, Google Takeout and list archives keep it.

A file may also hold one message alone: what mail programs export one by one, Apple Mail's and MH's folders.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, ClassVar

from reconnect_core import (
    Complete,
    ContactDays,
    ContactTally,
    Gift,
    Interaction,
    Journal,
    Opening,
    Removed,
    SourceRef,
    State,
    Unchanged,
    Unreadable,
    Unusable,
)

from .folders import holds_sent, left_out
from .letters import LIMITS, Letter, Reader
from .split import Found, begins_mbox, begins_message, split

VERSION = 2
_HEAD = 8192
_ALONE = re.compile(r"\d{1,9}|.*\.(?:eml|emlx)", re.IGNORECASE | re.DOTALL)
"""Names of files that hold one message: ``17`` in MH's folders."""
_NOT_MAIL = (".msf", ".dat", ".html", ".json", ".sqlite", ".db")
_KEPT_IN = re.compile(
    r"(?<=\.mbox)(?:/[0-9A-F-]{36})?(?:/Data(?:/\d)*)?/(?:mbox|Messages)$|/mbox$|\.mbx$", re.IGNORECASE
)
"""Where in its folder Apple Mail has the messages, and how Eudora ends the names of files."""
_EUDORA_SENT = re.compile(r"(?<=/)out\.mbx$", re.IGNORECASE)
"""No other folder of that name is of sent mail: programs that take archives apart write into ``out``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MboxSettings:
    """The config keys of ``kind = "mbox"``; only ``path`` is needed."""

    path: str
    """A file, or a folder that is searched for mbox files."""
    sent: bool = False
    """Every message is one that you sent, whatever address it is from."""


class MboxJournal(Journal):
    """Who wrote to whom and when, from one mbox file or a folder of them; ``changes`` tells it as days."""

    kind = "mbox"
    Settings = MboxSettings
    limits: ClassVar[Mapping[str, str]] = LIMITS

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: MboxSettings = opening.settings
        self._path = Path(opening.base) / Path(self._settings.path).expanduser()

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every message on or after the day ``since``, lists and newsletters marked as bulk.

        A message without date or sender is ``Unreadable`` with its line. Raises Unusable when there is no such
        file or no mbox in it.
        """
        for found, read, key in self._letters():
            if isinstance(read, Unreadable):
                yield read
            elif since is None or read.moment.astimezone(self.opening.zone).date() >= since:
                yield read.interaction(SourceRef(source=self.name, key=f"{key}{found.offset}"))

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` without opening a file when all are those of ``state``; else everything, as days."""
        now = self._fingerprint()
        if now == state:
            yield Unchanged()
            return
        ref = SourceRef(source=self.name, key="")
        tally = ContactTally(zone=self.opening.zone, now=self.opening.clock())
        for _, read, _ in self._letters():
            if isinstance(read, Unreadable):
                yield read
            else:
                tally.add(read.interaction(ref))
        yield from tally.days()
        yield Complete()
        yield State(token=now)

    def notes(self) -> Iterator[str]:
        """The files that are read, and what is missing for telling directions."""
        names = [str(path.relative_to(self._path)) for path in self._files()] if self._path.is_dir() else []
        if names:
            yield f"reads {', '.join(names[:12])}" + (f" and {len(names) - 12} more" if names[12:] else "")
        if not self.opening.me and not self._settings.sent:
            yield "[garden] me is empty: mail that you sent cannot be told from mail that you got"

    def _letters(self) -> Iterator[tuple[Found, Letter | Unreadable, str]]:
        """Every message that says something, with what its key begins with."""
        reader = Reader(me=self.opening.me, now=self.opening.clock())
        several = self._path.is_dir()
        for path in self._files():
            within = str(path.relative_to(self._path)) if several else ""
            sent = self._settings.sent or (several and holds_sent(_folder(f"{self._path.name}/{within}")))
            with self._opened(path) as file:
                for found in split(file):
                    read = reader.read(found.block, envelope=found.envelope, sent=sent)
                    key = f"{within}:" if several else ""
                    if isinstance(read, str):
                        yield found, self._unreadable(read, path, found.line), key
                    elif read is not None:
                        yield found, read, key
                    if not found.envelope and _ALONE.fullmatch(path.name):
                        # What looks like another message in the body of one alone was forwarded.
                        break

    def _unreadable(self, reason: str, path: Path, line: int) -> Unreadable:
        return Unreadable(reason=reason, source=self.name, file=str(path), line=line)

    def _candidates(self) -> list[Path]:
        """The file, or every file of the folder that may be an mbox by its name; none of them is opened."""
        if not self._path.is_dir():
            return [self._path]
        found = []
        for path in sorted(self._path.rglob("*")):
            within = path.relative_to(self._path)
            aside = any(part.startswith(".") for part in within.parts) or left_out(_folder(str(within)))
            if not aside and path.suffix.lower() not in _NOT_MAIL and path.is_file():
                found.append(path)
        return found

    def _files(self) -> list[Path]:
        """The mbox files; raises Unusable when there is none."""
        candidates = self._candidates()
        if not self._path.is_dir():
            with self._opened(self._path) as file:
                if next(split(file), None) is None and self._path.stat().st_size:
                    raise self._unusable("this is no mbox", "Name a file that a mail program exported.")
            return candidates
        found = [path for path in candidates if self._begins_mbox(path)]
        if not found:
            raise self._unusable("no mbox file is in this folder", "Name the file itself in path.")
        return found

    def _begins_mbox(self, path: Path) -> bool:
        with self._opened(path) as file:
            head = file.read(_HEAD)
        return begins_mbox(head) or bool(_ALONE.fullmatch(path.name) and begins_message(head))

    def _fingerprint(self) -> bytes:
        facts: list[object] = [VERSION, self._settings, str(self.opening.zone), sorted(self.opening.me)]
        for path in self._candidates():
            try:
                found = path.stat()
            except OSError:
                raise self._unusable("there is no such file", "Correct path in the config.") from None
            facts.append((str(path), found.st_size, found.st_mtime_ns, found.st_ino))
        return hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _opened(self, path: Path) -> BinaryIO:
        try:
            return path.open("rb")
        except FileNotFoundError:
            raise self._unusable("there is no such file", "Correct path in the config.") from None
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise self._unusable(f"cannot be read ({why})", "Check its permissions.") from None

    def _unusable(self, why: str, next_step: str) -> Unusable:
        return Unusable(f"{self.name}: {self._path}: {why}.", next_step=next_step)


def _folder(within: str) -> str:
    """The folder that a file is: Apple keeps ``Sent.mbox/mbox``, Thunderbird ``Sent``, Eudora ``Out.mbx``."""
    folder = within.replace("\\", "/")
    if _ALONE.fullmatch(folder.rpartition("/")[2]):
        folder = folder.rpartition("/")[0]
    return _KEPT_IN.sub("", _EUDORA_SENT.sub("Sent", folder)).replace(".mbox", "").replace(".sbd", "")
