"""What FETCH answers (RFC 3501 section 7.4.2): headers by name, and never a body."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..bulk import BULK_HEADERS
from ..headers import WHO
from ..moments import moment

FIELDS = " ".join(sorted({*WHO, *BULK_HEADERS})).upper()
WHAT = f"(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS ({FIELDS})])"
"""PEEK leaves the mark "seen" as it is; no other part of a message is ever asked for."""

_UID = re.compile(rb"\bUID (\d+)", re.IGNORECASE)
_FLAGS = re.compile(rb"\bFLAGS \(([^)]*)\)", re.IGNORECASE)
_ARRIVED = re.compile(rb'\bINTERNALDATE "\s?(\d{1,2})-(\w{3})-(\d{4}) ([^"]{8,20})"', re.IGNORECASE)
_NUMBER = re.compile(rb"^(\d+) \(")
_NEVER_SENT = frozenset((b"\\draft", b"\\deleted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """The headers of one message and what the server knows about it."""

    number: int
    uid: int
    block: bytes
    arrived: datetime | None
    kept: bool
    """False for a draft, and for what only waits to be swept out."""


def messages(answers: Iterable[Any]) -> Iterator[Message]:
    """Every message among the answers; anything else that the server mentions is left out."""
    for told, block in _joined(answers):
        number, uid = _NUMBER.match(told), _UID.search(told)
        if number and uid:
            flags = _FLAGS.search(told)
            marks = frozenset(flags[1].lower().split()) if flags else frozenset()
            yield Message(
                number=int(number[1]),
                uid=int(uid[1]),
                block=block,
                arrived=_arrived(told),
                kept=_NEVER_SENT.isdisjoint(marks),
            )


def _joined(answers: Iterable[Any]) -> Iterator[tuple[bytes, bytes]]:
    """Each answer as one text about its message, and the literal in it."""
    told, block = b"", b""
    for item in answers:
        head, literal = item if isinstance(item, tuple) else (item, b"")
        if _NUMBER.match(head):  # else it follows a literal and belongs to it
            if told:
                yield told, block
            told, block = head, literal
        else:
            told, block = told + b" " + head, block or literal
    if told:
        yield told, block


def _arrived(told: bytes) -> datetime | None:
    found = _ARRIVED.search(told)
    return moment(b" ".join(found.groups()).decode("ascii", "replace")) if found else None
