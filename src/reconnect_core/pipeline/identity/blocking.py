"""Which pairs of records are worth a look: those that share a mailbox, a number, a name and more."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from .names import Name, stands_for, words
from .records import Census, Record

_CROWD = 12
"""A mailbox or number in more records than this is a front desk: it proposes nobody."""
_MANY = 24
"""A name or organisation in more records than this proposes only those who share something else too."""


class Blocks:
    """Records by key; only keys that at least two records have are kept apart."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self.shared: dict[str, list[int]] = {}

    def add(self, key: str, at: int) -> None:
        """Note that the record has the key."""
        first = self._first.setdefault(key, at)
        if first != at:
            block = self.shared.setdefault(key, [first])
            if block[-1] != at:
                block.append(at)


def strong(records: Iterable[Record]) -> Blocks:
    """By mailbox, number, profile page, the store's own identifier, and what the ledger knows."""
    blocks = Blocks()
    for record in records:
        at = record.at
        for mail in record.mails:
            blocks.add(mail, at)
        for number in record.phones:
            blocks.add(number, at)
        for page in record.profiles:
            blocks.add(page, at)
        if record.contact.uid:
            blocks.add("uid " + record.contact.uid, at)
        if record.known:
            blocks.add("known " + record.known, at)
    return blocks


def weak(records: Iterable[Record], book: Census) -> Blocks:
    """By name, by organisation with part of a name, by birthday, and by street with part of a name.

    An organisation that one in fifty records names says too little to look for slips in its people's names.
    """
    blocks = Blocks()
    limit = max(_MANY, book.records // 50)
    big = {house for house, count in book.houses.items() if count > limit}
    for record in records:
        if record.name:
            _weak_keys(record, blocks, big)
    return blocks


def _weak_keys(record: Record, blocks: Blocks, big: set[str]) -> None:
    at = record.at
    name = record.name
    for key in name_keys(name):
        blocks.add(key, at)
    if record.mails:
        _signed_keys(record, blocks)
    if record.houses and name.given and name.family:
        initials = f"{name.given[0][0]}{name.family[0][0]}"
        for house in record.houses - big:
            blocks.add(f"{house} {initials}", at)
    if record.birthday:
        for word in (*name.given[:1], *name.family):
            blocks.add(f"{record.birthday[1]}-{record.birthday[2]} {word}", at)
    for street, _ in record.places if record.contact.addresses else ():
        if street:
            for word in (*name.given[:1], *name.family):
                blocks.add(f"{street} {word}", at)


def _signed_keys(record: Record, blocks: Blocks) -> None:
    """The keys of the names that mailboxes bear, where those are others than the record's."""
    own = {*record.name.given, *record.name.family}
    for mail in record.mails:
        local = mail.partition("@")[0]
        if "." in local or "_" in local or "-" in local:
            signed = words(local)
            if len(signed) == 2 and not own.issuperset(signed):
                for key in name_keys(Name((signed[0],), (signed[1],))):
                    blocks.add(key, record.at)


def name_keys(name: Name) -> list[str]:
    """A key for each pair of words, in alphabetical order, each word as the names it may stand for."""
    known = stands_for()
    all_words = name.given + name.family
    if len(all_words) == 2:
        x, y = all_words
        if x not in known and y not in known:
            return [f"{x}|{y}" if x < y else f"{y}|{x}"]
    elif len(all_words) < 2:
        return []
    found = []
    for one, other in combinations(all_words[:5], 2):
        for a in known.get(one) or (one,):
            for b in known.get(other) or (other,):
                x, y = str(a), str(b)
                found.append(f"{x}|{y}" if x < y else f"{y}|{x}")
    return found


def crowded(block: list[int]) -> bool:
    """Whether a mailbox or number is in so many records that it names no one."""
    return len(block) > _CROWD


def pairs(block: list[int], records: list[Record]) -> Iterator[tuple[int, int]]:
    """The pairs of a weak block; of a big one only those that share a further trait."""
    if len(block) <= _MANY:
        yield from combinations(block, 2)
        return
    finer: dict[object, list[int]] = {}
    for at in block:
        record = records[at]
        for trait in {*record.houses, record.birthday, *(place for place, _ in record.places)} - {None, ""}:
            finer.setdefault((trait, record.name.given[:1]), []).append(at)
    for part in finer.values():
        if len(part) <= _MANY:
            yield from combinations(part, 2)
