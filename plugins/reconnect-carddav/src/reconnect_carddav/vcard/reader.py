"""The reader: bytes in, contacts out, one at a time."""

import re
from collections.abc import Iterator
from html import unescape

from reconnect_core import Contact, ContactRef, Unreadable

from . import values
from .cards import RawCard, cards
from .charsets import Decoder
from .contact import WANTED, contact, drafted
from .encoding import mended
from .folding import content_lines
from .keys import Keys
from .lines import Property, parsed

MOST_PROPERTIES = 2000
"""Properties read of one card; what a longer card says after that is left out."""
NO_CARDS, NOTHING = "no vCard in it: nothing begins with BEGIN:VCARD", "it is empty"
"""Why a file as a whole is unreadable."""
_VERSION = re.compile(rb"(?im)^[ \t]*(?:[\w-]{1,64}\.)?VERSION[^:\r\n]{0,64}:[ \t]*([234])")
_OLD = re.compile(
    rb"(?i);[ \t]*(?:QUOTED-PRINTABLE|ENCODING=QUOTED-PRINTABLE|CELL|HOME|WORK|INTERNET|VOICE)\b[^=]"
)
_NAMES = frozenset({"FN", "N", "NICKNAME", "ORG", "TITLE"})
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9A-Fa-f]{2,4}|[A-Za-z]{2,8});")
_SAYS_NOTHING = frozenset({"REV", "UID", "X-ABLABEL", "X-ABADR", "KIND"})


def read(
    data: bytes, *, book: str, file: str = "", key: str | None = None, taken: set[str] | None = None
) -> Iterator[Contact | Unreadable]:
    """Every card in ``data``, lazily and in its order; one that cannot be read costs only itself.

    ``book`` is the configured name of the address book, ``file`` what ``Unreadable`` should call the source.
    ``key`` is the store's own key of a single card (a CardDAV href) and becomes ``ref.uid``; without it that
    is the card's UID where no other card has it, else a hash of its content. ``taken`` holds the keys given
    so far in a book of several files, and grows. Lines count from 1. Never raises, whatever the bytes.
    """
    data = mended(bytes(data))
    decoder = Decoder(data)
    keys = Keys(data, set() if taken is None else taken, key)
    found = False
    for raw in cards(data):
        found = True
        properties, version = _properties(raw, decoder)
        if any(one.name not in _SAYS_NOTHING for one in properties):
            draft = drafted(properties, version)
            yield contact(draft, ContactRef(book=book, uid=keys.key(properties, draft.uid)))
        else:
            reason = "the card is empty" if raw.begun else "END:VCARD without a card before it"
            yield Unreadable(reason=reason, source=book, key=key or "", file=file, line=raw.line)
    if not found:
        reason = NO_CARDS if data.strip() else NOTHING
        yield Unreadable(reason=reason, source=book, key=key or "", file=file, line=1)


def _properties(raw: RawCard, decoder: Decoder) -> tuple[list[Property], int]:
    """The properties that are read at all, at most MOST_PROPERTIES of them, and the card's version."""
    version = _version(raw.body)
    properties: list[Property] = []
    for line in content_lines(raw.body, WANTED, keep_blank=version < 3):
        one = parsed(line, decoder)
        if one is not None and not values.says_nothing(one.text):
            properties.append(_spelt(one) if "&" in one.text else one)
            if len(properties) == MOST_PROPERTIES:
                break
    return properties, version


def _spelt(one: Property) -> Property:
    """Names without the entities of a web page, whose semicolons would part them: ``M&uuml;ller``."""
    if one.name not in _NAMES:
        return one
    return one._replace(text=_ENTITY.sub(lambda found: unescape(found[0]), one.text))


def _version(body: bytes) -> int:
    """2, 3 or 4; without VERSION, 2 where parameters stand bare as only vCard 2.1 has them."""
    match = _VERSION.search(body)
    if match:
        return int(match[1])
    return 2 if _OLD.search(body) else 3
