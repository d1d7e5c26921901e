"""The file as a whole: wide encodings and odd line ends, mended before anything looks at a card."""

import codecs
import re

_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAC = re.compile(rb"(?i)\r(?=(?:BEGIN|END|VERSION|FN|N|TEL|EMAIL)[:;])")
_LONE = re.compile(rb"\r(?![\r\n])")


def mended(data: bytes) -> bytes:
    """The same file in an ASCII-compatible encoding, with LF (perhaps after CRs) at every line's end."""
    return _unix(_narrow(data))


def _narrow(data: bytes) -> bytes:
    """UTF-16, with or without a byte order mark, becomes UTF-8; anything else stays as it is."""
    wide = _wide_encoding(data)
    return data.decode(wide, "replace").lstrip("\ufeff").encode("utf-8", "replace") if wide else data


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
    if b"\n" not in data or _MAC.search(data):
        return _LONE.sub(b"\n", data)
    return data
