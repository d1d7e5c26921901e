"""Whole content lines from the physical lines of one card, unfolded as bytes.

A fold may cut through a UTF-8 character, so nothing is decoded here (RFC 6350 section 3.2). Lines nobody
wants, such as photos, are stepped over without being joined.
"""

import re
from collections.abc import Iterator
from io import BytesIO

_HEAD = re.compile(rb"[ \t]*+(?:[\w-]+\.)*+([\w/-]++)[ \t]*+[:;]")
_CUT = re.compile(rb"(?i)=(?:C[2-9A-F]|[DE][0-9A-F]|F[0-4]) =[89AB]")
"""The first byte of a character in UTF-8, and its next behind a blank."""
_BREAKS = 1000
"""So many lines of one value are looked at; more are no name."""
_ALL_CODED = re.compile(rb":[^ ]*=(?:20|[46][1-9A-Fa-f]|[57][0-9Aa])[^ ]*$")
"""A value so far in which even blanks or plain letters are coded: a bare blank is none of it."""
_HEAD_AND_SOME = 400
_QUOTED = re.compile(rb"(?i)[;=]\s*QUOTED-PRINTABLE\b")


def content_lines(card: bytes, wanted: frozenset[bytes], *, keep_blank: bool = False) -> Iterator[bytes]:
    """Each logical line whose property name is wanted, lazily; folds and soft breaks are gone.

    ``keep_blank`` keeps the white space of a fold, as vCard 2.1 asks (section 2.1.3). A line without a
    colon belongs to no property; after a NOTE it goes on with the note, which many exports fail to fold.
    """
    joined = _Line(wanted, keep_blank)
    for physical in BytesIO(card):
        if whole := joined.take(physical.rstrip(b"\r\n")):
            yield whole
    if whole := joined.flush():
        yield whole


class _Line:
    """The logical line being put together."""

    def __init__(self, wanted: frozenset[bytes], keep_blank: bool) -> None:
        self._wanted, self._keep_blank = wanted, keep_blank
        self._text = bytearray()
        self._name = b""
        self._soft = False
        self._after: list[tuple[int, bool]] = []
        """Where each line after a soft break begins, and whether with a blank before an escape."""

    def take(self, line: bytes) -> bytes:
        """Add one physical line; returns the logical line that it ends, if it ends one."""
        whole = b""
        if self._soft and not self._starts_property(line):
            if len(self._after) < _BREAKS:
                self._after.append((len(self._text), line[:2] == b" ="))
            self._add(line)
        elif not line or line[0] in b" \t":
            if line and self._name:
                self._add(line if self._keep_blank and not self._is_all_coded(len(self._text)) else line[1:])
            else:
                whole = self.flush()
        elif head := _HEAD.match(line):
            whole = self.flush()
            # Lotus Notes and Windows Contacts write underscores.
            name = head[1].upper().replace(b"_", b"-")
            if name in self._wanted:
                self._name = name
                self._add(line)
        elif self._name == b"NOTE":
            self._text += b"\n" + line
        return whole

    def flush(self) -> bytes:
        """The line put together so far, and a fresh start."""
        if self._after and self._is_folded_too():
            for at, _ in reversed(self._after):
                if self._text[at : at + 1] == b" ":
                    del self._text[at]
        line = bytes(self._text)
        self._text.clear()
        self._after.clear()
        self._name, self._soft = b"", False
        return line

    def _add(self, line: bytes) -> None:
        """Append a line; a quoted-printable one that ends in ``=`` goes on in the next."""
        was_soft, self._soft = self._soft, False
        if b"=" in line[-8:]:
            bare = line.rstrip(b" \t")
            self._soft = bare.endswith(b"=") and (was_soft or self._is_quoted(line))
            line = bare[:-1] if self._soft else line
        self._text += line

    def _is_folded_too(self) -> bool:
        """True where soft breaks are folds as well: a blank inside a character, or before several escapes."""
        if len(self._after) > 1 and all(coded for _, coded in self._after):
            return True
        if self._is_all_coded(self._after[0][0]):
            return True
        return any(coded and _CUT.match(self._text, max(0, at - 3)) for at, coded in self._after)

    def _is_all_coded(self, end: int) -> bool:
        start = bytes(self._text[: min(end, _HEAD_AND_SOME)])
        return self._is_quoted(b"") and _ALL_CODED.search(start) is not None

    def _is_quoted(self, line: bytes) -> bool:
        head = bytes(self._text[:1024]) + line
        return _QUOTED.search(head.partition(b":")[0]) is not None

    def _starts_property(self, line: bytes) -> bool:
        """A soft break before what can only be the next property is damage.

        After a coded line break ``TEL: 1`` may be the text's next line; with parameters it is none.
        """
        head = _HEAD.match(line)
        if head is None or not head[1].isupper() or head[1] not in self._wanted:
            return False
        return head[0].endswith(b";") or not self._text.endswith((b"=0A", b"=0a"))
