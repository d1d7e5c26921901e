"""One content line to a Property: name, group, parameters, decoded text.

Parameters are taken apart by vobject's ``parseParams``. Its ``parseLine`` is not used: the pattern in it
takes exponential time on a line with commas and no colon, and refuses names with a slash (Kontact).
"""

import binascii
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .charsets import Decoder

LONGEST_HEAD = 16384
"""Bytes before the colon; a longer head is damage, and its line is left out."""
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_ENCODED_SEMICOLON = re.compile(rb"(?i)(?:=5C)?=3B")
_QUOTED_HEAD = re.compile(rb'((?:[^":]++|"[^"]*+")*+):')
_BLANKS = re.compile(r'("[^"]*")|(?<!\s)\s*+([;=])\s*+')
"""What stands in quotes; or a separator with the blanks around it, which mean nothing."""
_CARET = re.compile(r"\^([n^'])")
_CARETS = {"n": "\n", "^": "^", "'": '"'}


class Parameters(NamedTuple):
    """The parameters of one line, names in capitals, values as written."""

    named: Mapping[str, Sequence[str]]
    words: frozenset[str]
    """Lower-case type words, whether written ``TYPE=home``, ``TYPE="home,cell"`` or bare (vCard 2.1)."""
    encoding: str
    charset: str

    def first(self, name: str) -> str:
        """The first value of a parameter, or an empty string."""
        values = self.named.get(name)
        return values[0] if values else ""


class Property(NamedTuple):
    """One property of a card; ``text`` is decoded but still escaped."""

    name: str
    group: str
    parameters: Parameters
    text: str


class Head(NamedTuple):
    """What stands before the colon."""

    name: str
    group: str
    parameters: Parameters


def parsed(line: bytes, decoder: Decoder) -> Property | None:
    """The property on a whole content line, or None when there is none to be made out."""
    head, colon, value = _split(line)
    if not colon or len(head) > LONGEST_HEAD:
        return None
    # Few heads make up a whole address book: TEL;TYPE=CELL is taken apart once.
    make = _remembered if len(head) < 128 and head.isascii() else _head_of
    name, group, parameters = make(decoder.text(head))
    if parameters.encoding == "quoted-printable":
        value = _unquoted(value)
    elif parameters.encoding in ("b", "base64"):
        value = _unpacked(value)
    text = decoder.text(value, parameters.charset)
    if "\0" in text or "\r" in text:
        text = text.replace("\0", "").replace("\r\n", "\n")
    if "\\r" in text:
        text = text.replace("\\r\\n", "\\n")
    return Property(name, group, parameters, text)


def _split(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Head and value, parted at the first colon outside quotes; at the first at all if a quote never ends."""
    head, colon, value = line.partition(b":")
    if b'"' in head and (match := _QUOTED_HEAD.match(line[:LONGEST_HEAD])):
        return match[1], b":", line[match.end() :]
    return head, colon, value


def _head_of(head: str) -> Head:
    full, _, tail = head.partition(";")
    group, _, name = full.strip().rpartition(".")
    return Head(name.upper().replace("_", "-"), group.lower(), parameters_of(tail) if tail else _NONE)


_remembered = lru_cache(1024)(_head_of)


def parameters_of(text: str) -> Parameters:
    """The parameters in ``TYPE=home;PREF=1``; what cannot be made out is left out."""
    from vobject.base import parseParams

    named: dict[str, list[str]] = {}
    bare: list[str] = []
    for name, *values in parseParams(";" + _BLANKS.sub(lambda match: match[1] or match[2], text).strip()):
        if values:
            named.setdefault(name.upper(), []).extend(map(_plain, values))
        else:
            bare.append(name)
    types = [word for value in named.get("TYPE", ()) for word in value.split(",")]
    words = frozenset(word.strip(" \t\\").lower() for word in (*types, *bare)) - {""}
    encodings = words & _ENCODINGS or {value.strip().lower() for value in named.get("ENCODING", ())}
    charset = named.get("CHARSET", [""])[0]
    return Parameters(named, words - _ENCODINGS, min(encodings, default=""), charset)


_NONE = Parameters({}, frozenset(), "", "")


def _plain(value: str) -> str:
    """RFC 6868: ``^n`` is a line break, ``^'`` a quote, ``^^`` a caret."""
    return _CARET.sub(lambda match: _CARETS[match[1]], value) if "^" in value else value


def _unquoted(value: bytes) -> bytes:
    """Quoted-printable to bytes; what is no escape stays. A coded semicolon parts nothing."""
    if b";" in value:
        value = _ENCODED_SEMICOLON.sub(rb"\\;", value)
    return binascii.a2b_qp(value)


def _unpacked(value: bytes) -> bytes:
    """Base64 to bytes, as far as it is whole."""
    letters = _NOT_BASE64.sub(b"", value.partition(b"=")[0])
    return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
