"""What came and went in one folder since it was last seen, found with as few questions as can be."""

from collections.abc import Iterator
from dataclasses import replace

from reconnect_core import Unavailable

from .fetch import WHAT, Message, messages
from .folders import Folder, examined
from .link import Link
from .shelf import BLOCK, Block, Shelf

_UIDS_AT_ONCE = 5000


class Sync:
    """Brings a shelf up to date; its results hold when ``run`` has come to its end."""

    def __init__(self, link: Link, folder: Folder, shelf: Shelf, room: int) -> None:
        self.shelf = shelf
        self.room = room
        """How many messages of the unread past may still be asked for."""
        self._link = link
        self._folder = folder

    def run(self, following: int, *, new: bool) -> Iterator[tuple[int, list[Message]]]:
        """Every block to be read (again), as its first UID and its messages, which may be none.

        ``following`` is the folder's UIDNEXT, and ``new`` says that nothing is known of the folder yet.
        """
        exists = examined(self._link, self._folder)
        if new:
            self.shelf = replace(self.shelf, next=following, unread=exists)
        fresh = self._first_new(exists)
        if fresh - 1 != self.shelf.count:
            yield from self._after_removal(fresh - 1)
        for low in range(fresh, exists + 1, BLOCK):
            found = read_range(self._link, low, min(low + BLOCK - 1, exists))
            block = Block(first=found[0].uid, count=len(found))
            self.shelf = replace(self.shelf, blocks=(*self.shelf.blocks, block), next=found[-1].uid + 1)
            yield block.first, found
        self.shelf = replace(self.shelf, next=max(self.shelf.next, following))
        yield from self._past()

    def _past(self) -> Iterator[tuple[int, list[Message]]]:
        """What nobody has read yet, the newest first, as far as there is room."""
        while self.shelf.unread and self.room > 0:
            high = self.shelf.unread
            low = max(1, high - BLOCK + 1)
            found = read_range(self._link, low, high)
            block = Block(first=found[0].uid, count=len(found))
            self.shelf = replace(self.shelf, blocks=(block, *self.shelf.blocks), unread=low - 1)
            self.room -= len(found)
            yield block.first, found

    def _after_removal(self, known: int) -> Iterator[tuple[int, list[Message]]]:
        """The blocks in which a message is gone; ``known`` is how many are left of those there were."""
        uids = [
            uid
            for low in range(1, known + 1, _UIDS_AT_ONCE)
            for uid in self._uids(low, min(low + _UIDS_AT_ONCE - 1, known))
        ]
        before, after = self.shelf, self.shelf.counted(uids)
        at = after.unread + 1
        for old, block in zip(before.blocks, after.blocks, strict=True):
            if block.count != old.count:
                yield block.first, read_range(self._link, at, at + block.count - 1) if block.count else []
            at += block.count
        self.shelf = replace(after, blocks=tuple(block for block in after.blocks if block.count))

    def _first_new(self, exists: int) -> int:
        """The number of the first message that came since; messages are numbered by rising UID."""
        guess = self.shelf.count + 1
        low, high = 1, exists + 1
        if guess <= high and (guess == 1 or self._uid(guess - 1) < self.shelf.next):
            low = guess
            if guess == high or self._uid(guess) >= self.shelf.next:
                return guess
        while low < high:
            middle = (low + high) // 2
            if self._uid(middle) >= self.shelf.next:
                high = middle
            else:
                low = middle + 1
        return low

    def _uid(self, number: int) -> int:
        return self._uids(number, number)[0]

    def _uids(self, low: int, high: int) -> list[int]:
        answers = self._link.ask("FETCH", f"{low}:{high}", "(UID)")
        return [message.uid for message in _whole(self._link, low, high, list(messages(answers)))]


def read_range(link: Link, low: int, high: int) -> list[Message]:
    """The headers of these messages by number; raises Unavailable when the server leaves one out."""
    return _whole(link, low, high, list(messages(link.ask("FETCH", f"{low}:{high}", WHAT))))


def _whole(link: Link, low: int, high: int, found: list[Message]) -> list[Message]:
    """Exactly the messages asked for: one that is left out must never look like one that is gone."""
    by_number = {message.number: message for message in found}
    try:
        return [by_number[number] for number in range(low, high + 1)]
    except KeyError:
        raise Unavailable(f"{link.name}: the server left out a message that it has.") from None
