"""Which key each card goes by: its UID where that is its own, else a hash of what it says."""

import hashlib
import re

from .lines import Property

_UID = re.compile(
    rb"(?im)^[ \t]*(?:[\w-]{1,64}\.)?UID(?:;[^:\r\n]*+)?:([^\r\n]*+(?:\r*\n[ \t][^\r\n]*+){0,20}+)"
)
_FOLD = re.compile(rb"\r*\n[ \t]")
_NOT_CONTENT = frozenset({"REV"})


class Keys:
    """Keys for the cards of one file, the same in whatever order its cards stand.

    ``taken`` holds the keys that the book has given already; those given here are added to it.
    """

    def __init__(self, data: bytes, taken: set[str], given: str | None) -> None:
        self._taken = taken
        self._given = given
        self._times: dict[str, int] = {}
        self._shared = _repeated(data) if given is None else frozenset()

    def key(self, properties: list[Property], uid: str) -> str:
        """The key of one card: the one given, its UID, or a hash of its content and an occurrence number."""
        if self._given is not None:
            wish = self._given
        elif uid and uid not in self._taken and hash(uid) not in self._shared:
            wish = uid
        else:
            wish = _content_hash(properties)
        key = wish
        while key in self._taken:
            self._times[wish] = self._times.get(wish, 1) + 1
            key = f"{wish}#{self._times[wish]}"
        self._taken.add(key)
        return key


def _repeated(data: bytes) -> frozenset[int]:
    """Hashes of the UIDs that stand in the file more than once."""
    seen: set[int] = set()
    twice: set[int] = set()
    for match in _UID.finditer(data):
        uid = hash(_FOLD.sub(b"", match[1]).decode("utf-8", "replace").strip())
        (twice if uid in seen else seen).add(uid)
    return frozenset(twice)


def _content_hash(properties: list[Property]) -> str:
    said = sorted(
        f"{one.group}.{one.name};{','.join(sorted(one.parameters.words))}:{one.text}"
        for one in properties
        if one.name not in _NOT_CONTENT
    )
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]
