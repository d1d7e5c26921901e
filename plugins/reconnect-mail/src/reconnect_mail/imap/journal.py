"""The kind ``imap``: mail on a server, headers only, read by UID so that later walks ask for what is new."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
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
)

from ..letters import LIMITS, Letter, Reader
from .fetch import Message
from .folders import Folder, chosen, examined, listed, status_of
from .link import Ask, ImapSettings, Link
from .shelf import BLOCK, Shelf, pack, unpack
from .sync import Sync, read_range

VERSION = 1


class ImapJournal(Journal):
    """Who wrote to whom and when, from one account; nothing on the server changes, not even the mark "seen"."""

    kind = "imap"
    Settings = ImapSettings
    limits: ClassVar[Mapping[str, str]] = LIMITS

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._settings: ImapSettings = opening.settings
        self._link = Link(opening)
        own = {self._settings.username.lower()} if "@" in self._settings.username else set()
        self._me = opening.me | own

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every message on or after the day ``since``, lists and newsletters marked as bulk.

        Raises AuthError, Unavailable, Refused or Unusable when the account cannot be read as a whole.
        """
        reader = self._reader()
        for folder in self._folders():
            status = status_of(self._link, folder)
            exists = examined(self._link, folder)
            for low in range(1, exists + 1, BLOCK):
                for message in read_range(self._link, low, min(low + BLOCK - 1, exists)):
                    key = f"{folder.name}/{status.validity}/{message.uid}"
                    read = self._read(reader, folder, message, key)
                    if isinstance(read, Unreadable):
                        yield read
                    elif read and (since is None or read.moment.astimezone(self.opening.zone).date() >= since):
                        yield read.interaction(SourceRef(source=self.name, key=key))

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """The days of contact of every block of messages that is new or has changed since ``state``.

        A folder where nothing came or went costs one STATUS. A long history comes in parts, the newest first.
        """
        about = self._about()
        old = unpack(about, state)
        shelves: dict[str, Shelf] = {}
        reader = self._reader()
        room = self._settings.messages_per_read
        for folder in self._folders():
            status = status_of(self._link, folder)
            before = old.get(folder.name)
            if before and before.validity != status.validity:
                yield from self._removed(folder.name, before)
                before = None
            if before and (before.next, before.count, before.unread) == (status.next, status.messages, 0):
                shelves[folder.name] = before
                continue
            sync = Sync(self._link, folder, before or Shelf(validity=status.validity), room)
            for first, messages in sync.run(status.next, new=before is None):
                key = f"{folder.name}/{status.validity}/{first}"
                yield Removed(key=key)
                yield from self._days(reader, folder, messages, key)
            shelves[folder.name] = sync.shelf
            room = sync.room
        for name in old.keys() - shelves.keys():
            yield from self._removed(name, old[name])
        if not old:
            yield Complete()
        elif old == shelves:
            yield Unchanged()
        yield State(token=pack(about, shelves))

    def notes(self) -> Iterator[str]:
        """The folders that are read and those that are left out."""
        every = listed(self._link)
        read = chosen(every, self._settings.folders, self.name)
        yield f"reads {', '.join(folder.name for folder in read) or 'no folder'}"
        aside = [folder.name for folder in every if folder not in read]
        if aside:
            yield f"leaves out {', '.join(aside)}"
        if not self._me:
            yield "[garden] me is empty: only mail in a folder of sent mail counts as sent by you"

    def signin(self, ask: Ask, tell: Callable[[str], None]) -> None:
        """Ask for the password, try it, and keep it when it works."""
        self._link.signin(ask, tell)

    def close(self) -> None:
        """Sign out; a second call does no harm."""
        self._link.close()

    def _about(self) -> str:
        """What a state depends on."""
        settings = self._settings
        return repr((VERSION, settings.host, settings.username, str(self.opening.zone), sorted(self._me)))

    def _reader(self) -> Reader:
        return Reader(me=self._me, now=self.opening.clock())

    def _folders(self) -> list[Folder]:
        return chosen(listed(self._link), self._settings.folders, self.name)

    def _read(self, reader: Reader, folder: Folder, message: Message, key: str) -> Letter | Unreadable | None:
        if not message.kept:
            return None
        read = reader.read(message.block, arrived=message.arrived, sent=folder.sent)
        if isinstance(read, str):
            return Unreadable(reason=read, source=self.name, key=key, file=folder.name)
        return read

    def _days(
        self, reader: Reader, folder: Folder, messages: list[Message], key: str
    ) -> Iterator[ContactDays | Unreadable]:
        ref = SourceRef(source=self.name, key=key)
        tally = ContactTally(zone=self.opening.zone, now=self.opening.clock())
        for message in messages:
            read = self._read(reader, folder, message, key)
            if isinstance(read, Unreadable):
                yield read
            elif read:
                tally.add(read.interaction(ref))
        yield from tally.days(key)

    def _removed(self, name: str, shelf: Shelf) -> Iterator[Removed]:
        return (Removed(key=f"{name}/{shelf.validity}/{block.first}") for block in shelf.blocks)
