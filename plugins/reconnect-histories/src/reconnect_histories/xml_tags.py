"""The start tags of an XML file with their attributes, streamed, whatever is wrong with the rest of it.

Backups of phones are XML that parsers refuse: emoji as two halves (``&#55357;&#56832;``), control characters,
files cut off in the middle; and attachments of many megabytes stand in one attribute. All that is wanted stands
in a few small tags, so that only these are looked at. Entities are never defined or expanded, so that none can
blow up, and nothing outside the file is ever fetched.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20
TAG_MOST = 1 << 20
"""Bytes that one tag may have, the text of its message included."""

_ATTRIBUTES = rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+"""
_ATTRIBUTE = re.compile(rb"""(?<![\w:.-])([\w:.-]++)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A start tag, or an end tag as ``/name``; ``attributes`` None says that it is damaged."""

    name: str
    line: int
    attributes: dict[str, str] | None


def tags(file: BinaryIO, names: Sequence[str], wanted: frozenset[str]) -> Iterator[Tag]:
    """The tags of these names in the order of the file, with those of their attributes that are wanted."""
    any_name = b"|".join(re.escape(name.encode()) for name in names)
    begin = re.compile(rb"<(%s)(?=[\s/>])" % any_name)
    whole = re.compile(rb"<(?:%s)(%s)>" % (any_name, _ATTRIBUTES))
    window = _Window(file, tail=max(map(len, names)) + 2)
    while True:
        found = begin.search(window.buffer, window.at)
        if not found:
            if not window.read_on(len(window.buffer)):
                return
            continue
        tag = whole.match(window.buffer, found.start())
        if not tag and len(window.buffer) - found.start() < TAG_MOST and window.read_on(found.start()):
            continue
        window.go(found.start())
        yield Tag(name=found[1].decode(), line=window.line, attributes=_read(tag, wanted))
        window.go(tag.end() if tag else found.end())


class _Window:
    """A chunk or two of the file, moving forward only; ``line`` is that of ``at``, counted from 1."""

    def __init__(self, file: BinaryIO, tail: int) -> None:
        self._file = file
        self._tail = tail
        self.buffer = b""
        self.at = 0
        self.line = 1

    def go(self, to: int) -> None:
        """Move on to this place in the buffer."""
        self.line += self.buffer.count(b"\n", self.at, to)
        self.at = to

    def read_on(self, keep: int) -> bool:
        """Read a chunk and forget what is before ``keep``, but for a tail; False at the end of the file."""
        chunk = self._file.read(CHUNK)
        if not chunk:
            return False
        self.go(max(self.at, min(keep, len(self.buffer) - self._tail)))
        self.buffer, self.at = self.buffer[self.at :] + chunk, 0
        return True


def _read(tag: re.Match[bytes] | None, wanted: frozenset[str]) -> dict[str, str] | None:
    if tag is None:
        return None
    found = {}
    for name, double, single in _ATTRIBUTE.findall(tag[1]):
        key = name.decode("latin-1")
        if key in wanted:
            found[key] = html.unescape((double or single).decode("utf-8", "replace"))
    return found
