"""An mbox taken apart into blocks of headers, streamed; of bodies no more is looked at than where they end.

Understands mboxo and mboxrd (``>From `` in bodies), mboxcl and mboxcl2 (Content-Length), From_ lines in any
encoding, with a bare ``From``, an archive's ``user at host`` or no date at all, and LF, CRLF or (as Eudora on a
Mac wrote) CR line ends; and what a file with one message alone may have before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

CHUNK = 1 << 20
HEAD_MOST = 1 << 19
"""Bytes of headers that one message may have; what is more is taken for its body."""

_MARK = b"\nFrom "
_LINE_MOST = 4096
_SHORT = 200
_KEPT = 4
"""Bytes before the window that tell whether the line before it was empty."""
_HEAD_END = re.compile(rb"\n\r?\n|\n(?=From [^\n]{0,200} \d\d:\d\d)")
_DATED = re.compile(
    rb"From (?:[^\n]{0,500}\s)?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? +[a-z]{3,9} +\d{1,2} +\d\d?:\d\d",
    re.IGNORECASE,
)
_ANY_HEADER = re.compile(rb">?From |[!-9;-~]{1,100}[ \t]*:")
_MAIL_HEADER = re.compile(
    rb"(?:return-path|received|delivered-to|message-id|date|from|to|cc|subject|mime-version|content-type|status"
    rb"|sender|reply-to|dkim-signature|authentication-results|arc-[a-z-]+|envelope-to|x-[a-z0-9-]+)[ \t]*:",
    re.IGNORECASE,
)
_COUNTED = re.compile(rb"\d{1,12} *\r?\n(?=[!-9;-~]{1,100}:)")
"""How many bytes the message has, which Apple Mail writes before it (``.emlx``)."""
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The headers of one message, its From_ line ("" where there is none), and where it begins."""

    envelope: str
    block: bytes
    line: int
    offset: int


def split(file: BinaryIO) -> Iterator[Found]:
    """Every message of an mbox file, which must be seekable; nothing when it holds none.

    A file that begins with headers instead of a From_ line begins with a message all the same.
    """
    stream = _Stream(_lines(file))
    stream.skip_blank()
    while True:
        line, offset = stream.line, stream.offset
        envelope = b""
        if stream.peek(len(_MARK) - 1) == _MARK[1:]:
            envelope = stream.take_line()
        elif not _ANY_HEADER.match(stream.peek(_SHORT)):
            return
        block = stream.take_head()
        yield Found(
            envelope=envelope.decode("utf-8", "replace").strip(),
            block=block.lstrip(b"\r\n"),
            line=line,
            offset=offset,
        )
        if not stream.find_next(block):
            return


def begins_message(head: bytes) -> bool:
    """True for the first bytes of a file that holds one message alone."""
    return _MAIL_HEADER.match(_COUNTED.sub(b"", head.lstrip(b"\r\n"), count=1)) is not None


def begins_mbox(head: bytes) -> bool:
    """True for the first bytes of a file that any mail program would take for an mbox."""
    if b"\n" not in head:
        head = head.replace(b"\r", b"\n")
    line, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return line.startswith(b"From ") and bool(_DATED.match(line) or _MAIL_HEADER.match(rest))


def _lines(file: BinaryIO) -> BinaryIO:
    """The file, with LF for every CR where its beginning has no LF at all."""
    head = file.read(_LINE_MOST)
    file.seek(0)
    return cast("BinaryIO", _MacLines(file)) if b"\r" in head and b"\n" not in head else file


class _MacLines:
    """A file whose lines end in CR, read as if they ended in LF."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as many as the file has."""
        return self._file.read(size).replace(b"\r", b"\n")


class _Stream:
    """A window of a chunk or two on the file, moving forward only."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._buffer = b""
        self._at = 0
        self._base = 0
        self._over = False
        self.line = 1

    @property
    def offset(self) -> int:
        """Where in the file the window stands."""
        return self._base + self._at

    def peek(self, wanted: int) -> bytes:
        """The next bytes, which stay."""
        self._read_on(wanted)
        return self._buffer[self._at : self._at + wanted]

    def skip_blank(self) -> None:
        """Go past a byte order mark, empty lines and a count of bytes."""
        head = self.peek(_LINE_MOST).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
        head = _COUNTED.sub(b"", head, count=1) if _COUNTED.match(head) else head
        self._go(self._at + len(self.peek(_LINE_MOST)) - len(head))

    def take_line(self) -> bytes:
        """The line without its end, which is where the window then stands."""
        self._read_on(_LINE_MOST)
        end = self._buffer.find(b"\n", self._at)
        line = self._buffer[self._at : end if end >= 0 else len(self._buffer)]
        self._go(self._at + len(line))
        return line[:_LINE_MOST]

    def take_head(self) -> bytes:
        """The headers; the window then stands at the last line end before the body."""
        while not (found := _HEAD_END.search(self._buffer, self._at)):
            if self._over or len(self._buffer) - self._at > HEAD_MOST:
                break
            self._read_on(len(self._buffer) - self._at + 1)
        end = min(found.start() if found else len(self._buffer), self._at + HEAD_MOST)
        block = self._buffer[self._at : end]
        self._go(found.end() - 1 if found and found.start() == end else end)
        return block

    def find_next(self, block: bytes) -> bool:
        """Go to the next From_ line, past a body as long as ``block`` says if that proves true."""
        self._trust_length(block)
        while True:
            at = self._buffer.find(_MARK, self._at)
            if at >= 0:
                self._go(at)
                self._read_on(2 * _LINE_MOST)
                if self._is_mark():
                    self._go(self._at + 1)
                    return True
                self._go(self._at + 1)
            elif self._over:
                self._go(len(self._buffer))
                return False
            else:
                self._go(max(self._at, len(self._buffer) - len(_MARK)))
                self._read_on(CHUNK)

    def _is_mark(self) -> bool:
        """True when the line after the line end at the window begins a message."""
        begin = self._at + 1
        end = self._buffer.find(b"\n", begin, begin + _LINE_MOST)
        end = end if end >= 0 else min(len(self._buffer), begin + _LINE_MOST)
        line, rest = self._buffer[begin:end], self._buffer[end + 1 : end + 1 + _SHORT]
        before = self._buffer[max(0, self._at - 2) : self._at]
        after_blank = before.endswith((b"\n", b"\n\r"))
        if _DATED.match(line):
            return after_blank or bool(_ANY_HEADER.match(rest))
        return after_blank and len(line) <= _SHORT and bool(_MAIL_HEADER.match(rest))

    def _trust_length(self, block: bytes) -> None:
        """Go to the end of the body that Content-Length tells, where a From_ line or nothing follows."""
        told = _LENGTH.search(block)
        if not told:
            return
        target = self.offset + 1 + int(told[1])
        here = self._file.tell()
        size = self._file.seek(0, 2)
        self._file.seek(min(target, size))
        then = self._file.read(16).lstrip(b"\r\n")
        self._file.seek(here)
        if target <= size and (not then or then.startswith(b"From ")):
            while self.offset < target - 1:
                self._go(min(self._at + target - 1 - self.offset, len(self._buffer)))
                if not self._read_on(1):
                    return

    def _read_on(self, wanted: int) -> int:
        """How many bytes are in the window after reading until there are ``wanted``, or the file ends."""
        while not self._over and len(self._buffer) - self._at < wanted:
            cut = max(0, self._at - _KEPT)
            chunk = self._file.read(CHUNK)
            self._over = not chunk
            self._buffer = self._buffer[cut:] + chunk
            self._base += cut
            self._at -= cut
        return len(self._buffer) - self._at

    def _go(self, to: int) -> None:
        self.line += self._buffer.count(b"\n", self._at, to)
        self._at = to
