"""What is remembered of a folder between walks: which messages were read, in blocks of neighbouring UIDs."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

BLOCK = 500
"""Messages that are asked for at once, and read again together when one of them is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Neighbouring messages: from which UID on, up to the next block, and how many there were."""

    first: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One folder as it was last seen. A UID means nothing once UIDVALIDITY is another (RFC 3501 2.3.1.1)."""

    validity: int
    next: int = 1
    """UIDNEXT: every message that came later has at least this UID."""
    blocks: tuple[Block, ...] = ()
    """In rising order."""
    unread: int = 0
    """How many messages before the first block wait for a later walk."""

    @property
    def count(self) -> int:
        """How many messages the folder held."""
        return self.unread + sum(block.count for block in self.blocks)

    def counted(self, uids: Iterable[int]) -> "Shelf":
        """The same with its messages counted anew: ``uids`` are all that are below ``next``."""
        firsts = [block.first for block in self.blocks]
        counts = [0] * (len(firsts) + 1)
        for uid in uids:
            counts[bisect_right(firsts, uid)] += 1
        blocks = tuple(replace(b, count=n) for b, n in zip(self.blocks, counts[1:], strict=True))
        return replace(self, blocks=blocks, unread=counts[0])


def pack(about: str, shelves: Mapping[str, Shelf]) -> bytes:
    """The state: ``about`` is what it depends on."""
    plain = {
        name: [s.validity, s.next, s.unread, [[b.first, b.count] for b in s.blocks]]
        for name, s in shelves.items()
    }
    return json.dumps([about, plain], separators=(",", ":")).encode()


def unpack(about: str, state: bytes | None) -> dict[str, Shelf]:
    """The shelves of a state, or none when there is no state or it was about something else."""
    try:
        told, plain = json.loads(state or b"")
    except (ValueError, TypeError):
        return {}
    if told != about:
        return {}
    return {
        name: Shelf(
            validity=validity,
            next=following,
            unread=unread,
            blocks=tuple(Block(first=first, count=count) for first, count in blocks),
        )
        for name, (validity, following, unread, blocks) in plain.items()
    }
