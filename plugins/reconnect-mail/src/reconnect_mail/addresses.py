"""The addresses in a header such as From or To, whatever was done to it (RFC 5322 section 3.4)."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from functools import lru_cache

MOST = 65536
"""Characters of a header that are looked at: nobody writes to that many."""

_ENCODED = re.compile(r"=\?[^?\s]+\?[bq]\?[^?]*\?=", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.){0,400}+"(?!@)')
_COMMENT = re.compile(r"\([^()]*\)")
_ANGLE = re.compile(r"<([^<>]*)>")
_BETWEEN = re.compile(r"[,;]")
_SPELLED = re.compile(r"^(\S+)\s+at\s+(\S+\.\S+)$")
"""How list archives write an address to hide it from harvesters."""
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
_NESTED = 4
_LONGEST = 320


@lru_cache(maxsize=1 << 14)
def addresses(text: str) -> tuple[str, ...]:
    """Every address in a header, in lower case, each once and in order; the members of groups included."""
    text = text[:MOST]
    bare = _ENCODED.sub(" ", text)
    if "@" not in bare and bare != text:
        # Only the address counts, and that is ASCII in every charset mail uses.
        bare = decoded_words(text)
    found = _plain(bare)
    if not found and "@" in bare:
        found = [one for part in _ADDRESS.findall(bare) if (one := _shaped(part))]
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> list[str]:
    text = _QUOTED.sub(" ", text)
    for _ in range(_NESTED):
        if "(" not in text:
            break
        text = _COMMENT.sub(" ", text)
    found = []
    for part in _BETWEEN.split(_kept_whole(text)):
        angle = _ANGLE.search(part)
        # What stands before a colon is the name of a group, or the route of an address.
        one = _shaped((angle[1] if angle else part).rpartition(":")[2])
        if one:
            found.append(one)
    return found


def _kept_whole(text: str) -> str:
    """The text with what parts addresses taken out of angle brackets, where it is only a route."""
    if "<@" not in text:
        return text
    return _ANGLE.sub(lambda found: f"<{found[1].rpartition(':')[2]}>", text)


def _shaped(text: str) -> str:
    text = text.strip().strip("'`").removeprefix("mailto:").rstrip(".")
    if spelled := _SPELLED.match(text):
        text = f"{spelled[1]}@{spelled[2]}"
    return text.lower() if len(text) <= _LONGEST and _ADDRESS.fullmatch(text) else ""


def decoded_words(text: str) -> str:
    """The text with what encoded-words hold, as far as it is UTF-8; nothing when they are damaged."""
    # The standard library takes them apart in a time that grows with the square of their number.
    text = text[:MOST]
    if "=?" not in text:
        return text
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError, LookupError):
        return ""
    return "".join(part if isinstance(part, str) else part.decode("utf-8", "replace") for part, _ in parts)
