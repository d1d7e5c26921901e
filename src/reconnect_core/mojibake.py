"""Text that was made UTF-8 twice (``MÃ¼ller``): told by a look at a whole file, and made what it was."""

import re

_CONTINUED = "".join(map(chr, range(0x80, 0xC0))) + bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
"""What the bytes behind a letter's first one are taken for: as ISO 8859-1 has them, and as Windows has them."""
_PAIR = re.compile(
    f"[\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00d9][{_CONTINUED}]"
    f"|[\u00e0-\u00ef][{_CONTINUED}]{{2}}|[\u00f0-\u00f4][{_CONTINUED}]{{3}}"
)
"""What letters of Latin, Greek, Cyrillic, Hebrew, Arabic and all longer ones become."""


def is_mojibake(text: str) -> bool:
    """True where nearly all that is not ASCII are such pairs; one foreign letter beside them may be damage."""
    pairs = sum(len(found[0]) for found in _PAIR.finditer(text))
    return pairs > 0 and pairs * 10 >= 9 * sum(not character.isascii() for character in text)


def from_mojibake(text: str) -> str:
    """The text with every pair as the letter that it was."""
    return text if text.isascii() else _PAIR.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    data = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in found[0])
    return data.decode("utf-8", "replace")
