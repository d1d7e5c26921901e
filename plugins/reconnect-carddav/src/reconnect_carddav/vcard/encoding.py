"""The file as a whole: wide encodings and odd line ends, mended before anything looks at a card."""

import codecs
import re
from itertools import islice

from reconnect_core import from_mojibake, is_mojibake

_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAC = re.compile(rb"(?i)\r(?=(?:BEGIN|END|VERSION|FN|N|TEL|EMAIL)[:;])")
_FOREIGN = re.compile(rb"[\x80-\xff]{1,64}")
_LOOK = 5000
_LONE = re.compile(rb"\r(?![\r\n])")


def mended(data: bytes, ours: re.Pattern[bytes] | None = None) -> bytes:
    """The same file in an ASCII-compatible encoding, with LF (perhaps after CRs) at every line's end.

    Where ``ours`` is found we wrote into the file, and what looks like UTF-8 made twice is what we wrote.
    """
    narrow = _narrow(data)
    return _unix(narrow if ours and ours.search(narrow) else _once(narrow))


def _narrow(data: bytes) -> bytes:
    """UTF-16, with or without a byte order mark, becomes UTF-8; anything else stays as it is."""
    wide = _wide_encoding(data)
    return data.decode(wide, "replace").lstrip("\ufeff").encode("utf-8", "replace") if wide else data


def _once(data: bytes) -> bytes:
    """UTF-8 that a program took for something else and made UTF-8 again becomes what it was."""
    if b"\xc3" not in data and b"\xc2" not in data:
        return data
    foreign = b" ".join(found[0] for found in islice(_FOREIGN.finditer(data), _LOOK))
    if not is_mojibake(foreign.decode("utf-8", "replace")):
        return data
    return from_mojibake(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def _wide_encoding(data: bytes) -> str:
    for mark, name in _WIDE:
        if data.startswith(mark):
            return name
    head = data[:512]
    if len(head) < 8 or b"\0" not in head:
        return ""
    # An export's first letters are ASCII, so in UTF-16 every other byte is NUL.
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half > 3 * head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half > 3 * head[1::2].count(0):
        return "utf-16-be"
    return ""


def _unix(data: bytes) -> bytes:
    """Old Mac files end lines with a lone CR; inside other files a lone CR belongs to a value."""
    if b"\n" not in data:
        return data.replace(b"\r", b"\n")
    if _MAC.search(data):
        return _LONE.sub(b"\n", data)
    return data
