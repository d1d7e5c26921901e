"""The kind ``maildir``: mail in a folder, one file a message, as Dovecot, mutt, mbsync and notmuch keep it."""

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

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
from .split import HEAD_MOST

VERSION = 2
_STEP = 1 << 13
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")
_DELIVERED = re.compile(r"(\d{9,10})\.")
_MONTH = 30 * 86400


@dataclass(frozen=True, slots=True, kw_only=True)
class MaildirSettings:
    """The config keys of ``kind = "maildir"``; only ``path`` is needed."""

    path: str
    """A maildir (with ``cur`` and ``new`` in it), or a folder of several."""
    sent: bool = False
    """Every message is one that you sent, whatever address it is from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One message on disk: its folder below the path, its lasting name, and where it lies now."""

    folder: str
    name: str
    path: Path

    @property
    def key(self) -> str:
        """What tells it from all others, whatever its flags become."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    @property
    def arrived(self) -> datetime | None:
        """When it was delivered, which programs write at the beginning of its name."""
        found = _DELIVERED.match(self.name)
        return datetime.fromtimestamp(int(found[1]), UTC) if found else None

    @property
    def batch(self) -> str:
        """Which messages it is read with again: those of its folder delivered in the same thirty days."""
        found = _DELIVERED.match(self.name)
        return f"{self.folder}:{int(found[1]) // _MONTH if found else '-'}"


class MaildirJournal(Journal):
    """Who wrote to whom and when, from maildirs; ``changes`` reads again only months with something new."""

    kind = "maildir"
    Settings = MaildirSettings
    limits: ClassVar[Mapping[str, str]] = LIMITS

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: MaildirSettings = opening.settings
        self._path = Path(opening.base) / Path(self._settings.path).expanduser()

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every message on or after the day ``since``, lists and newsletters marked as bulk.

        A message without date or sender is ``Unreadable`` with its file. Raises Unusable without a maildir.
        """
        for file in self._files():
            read = self._read(file)
            if isinstance(read, Unreadable):
                yield read
            elif read and (since is None or read.moment.astimezone(self.opening.zone).date() >= since):
                yield read.interaction(SourceRef(source=self.name, key=file.key))

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """The days of contact of every batch of messages in which one came or went since ``state``."""
        before = _unpacked(state)
        batches: dict[str, list[_File]] = defaultdict(list)
        for file in self._files():
            batches[file.batch].append(file)
        now = {key: self._digest(files) for key, files in batches.items()}
        if before and now == before:
            yield Unchanged()
            return
        for key in sorted(before.keys() - now.keys()):
            yield Removed(key=key)
        for key in sorted(now):
            if before.get(key) != now[key]:
                yield Removed(key=key)
                yield from self._days(key, batches[key])
        if not before:
            yield Complete()
        yield State(token=json.dumps(now).encode())

    def notes(self) -> Iterator[str]:
        """The folders that are read, and what is missing for telling directions."""
        names = [folder or "the folder itself" for folder, _ in self._folders()]
        yield f"reads {', '.join(names[:12])}" + (f" and {len(names) - 12} more" if names[12:] else "")
        if not self.opening.me and not self._settings.sent:
            yield "[garden] me is empty: mail that you sent cannot be told from mail that you got"

    def _days(self, key: str, files: Iterable[_File]) -> Iterator[ContactDays | Unreadable]:
        ref = SourceRef(source=self.name, key=key)
        tally = ContactTally(zone=self.opening.zone, now=self.opening.clock())
        for file in files:
            read = self._read(file, key)
            if isinstance(read, Unreadable):
                yield read
            elif read:
                tally.add(read.interaction(ref))
        yield from tally.days(key)

    def _read(self, file: _File, key: str = "") -> Letter | Unreadable | None:
        try:
            block = _head(file.path)
        except FileNotFoundError:
            # It was moved or its flags changed while we looked: the next walk sees it.
            return None
        except OSError as error:
            why = f"it cannot be opened ({error.strerror or type(error).__name__})"
            return Unreadable(reason=why, source=self.name, file=str(file.path), key=key)
        reader = Reader(me=self.opening.me, now=self.opening.clock())
        sent = self._settings.sent or holds_sent(file.folder or self._path.name)
        read = reader.read(block, arrived=file.arrived, sent=sent)
        if isinstance(read, str):
            return Unreadable(reason=read, source=self.name, file=str(file.path), key=key)
        return read

    def _folders(self) -> list[tuple[str, Path]]:
        """Every maildir at or below the path; raises Unusable when there is none."""
        if not self._path.is_dir():
            why = "this is no folder" if self._path.exists() else "there is no such folder"
            raise Unusable(f"{self.name}: {self._path}: {why}.", next_step="Correct path in the config.")
        found = []
        for root, below, _ in os.walk(self._path):
            if "cur" in below and "new" in below:
                within = Path(root).relative_to(self._path).as_posix()
                folder = "" if within == "." else within
                if not left_out(folder):
                    found.append((folder, Path(root)))
            below[:] = sorted(name for name in below if name not in ("cur", "new", "tmp"))
        if not found:
            raise Unusable(
                f"{self.name}: {self._path}: no maildir is in this folder.",
                next_step="A maildir has the folders cur and new in it.",
            )
        return found

    def _files(self) -> Iterator[_File]:
        for folder, path in self._folders():
            entries = {}
            for part in ("cur", "new"):
                for entry in (path / part).iterdir():
                    flags = _FLAGS.search(entry.name)
                    if entry.name.startswith(".") or (flags and {"D", "T"} & set(flags[1])):
                        continue
                    name = entry.name[: flags.start()] if flags else entry.name
                    entries[name] = _File(folder=folder, name=name, path=entry)
            yield from (entries[name] for name in sorted(entries))

    def _digest(self, files: Iterable[_File]) -> str:
        about = [VERSION, self._settings, str(self.opening.zone), sorted(self.opening.me)]
        told = repr((about, [file.name for file in files]))
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _unpacked(state: bytes | None) -> dict[str, str]:
    """Batches and their digests, or none when the state is not one of ours."""
    try:
        told = json.loads(state or b"")
    except ValueError:
        return {}
    ours = isinstance(told, dict) and all(isinstance(digest, str) for digest in told.values())
    return told if ours else {}


def _head(path: Path) -> bytes:
    """The headers of the message in this file; no more of it is read than a few kilobytes."""
    block = b""
    with path.open("rb", buffering=0) as file:
        while len(block) < HEAD_MOST and (more := file.read(_STEP)):
            block += more
            if found := _HEAD_END.search(block):
                return block[: found.start()]
    return block
