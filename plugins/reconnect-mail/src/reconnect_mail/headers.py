"""A block of header bytes as texts: unfolded, only those that tell who, when and whether it was bulk."""

from .bulk import BULK_HEADERS

WHO = ("from", "sender", "to", "cc", "bcc", "date")
ALSO = (
    *("received", "content-length", "x-mozilla-status", "x-mozilla-draft-info"),
    *("x-gmail-labels", "x-status", "x-imap"),
)
"""What mail stores add: when it came, how long it is, and what became of it."""

_WANTED = frozenset((*WHO, *ALSO, *BULK_HEADERS))
_JOINED = frozenset(("from", "to", "cc", "bcc"))
"""Told twice these add up; of all others the first counts."""


def headers(block: bytes) -> dict[str, str]:
    """Name in lower case to unfolded text; a line that is none is left out, and none costs another."""
    found: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line[:1] in (b" ", b"\t"):
            if name:
                found[name] += " " + _text(line.strip())
            continue
        head, colon, rest = line.partition(b":")
        name = head.strip().lower().decode("latin-1") if colon else ""
        if name not in _WANTED:
            name = ""
        elif name not in found:
            found[name] = _text(rest.strip())
        elif name in _JOINED:
            found[name] += ", " + _text(rest.strip())
        else:
            name = ""
    return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
