"""What a reminder carries to be known again: an id of its own, and marks of its person and its garden."""

import hashlib
from collections.abc import Sequence

from ..model import GardenSettings, HandleKind, Person
from . import identity

BASE32HEX = "0123456789abcdefghijklmnopqrstuv"
UID_LENGTH = 26
_GARDEN = "garden-"
_HANDLES = 6


def garden_mark(garden: GardenSettings) -> str:
    """The same for every garden of this name and these own addresses, whatever became of its ledger."""
    told = "|".join((garden.name, *sorted(address.strip().lower() for address in garden.me)))
    return _GARDEN + hashlib.sha256(told.encode()).hexdigest()[:16]


def is_anothers(marks: Sequence[str], own: str) -> bool:
    """True for the marks of a reminder that another garden wrote into the same calendar."""
    return own not in marks and any(mark.startswith(_GARDEN) for mark in marks)


def person_marks(person: Person) -> tuple[str, ...]:
    """The person's id and digests of up to six of their handles: they tell who it was without the ledger."""
    strong = [handle for handle in person.handles if handle.kind is not HandleKind.NAME]
    digests = (identity.alias_digest(handle.kind.value, handle.value) for handle in strong[:_HANDLES])
    return (person.id, *(digest[:20] for digest in digests))


def reminder_uid(garden: str, person_id: str, episode: str) -> str:
    """The same id for the same garden (by its mark), person and episode, of ``[0-9a-v]`` only.

    It is legal at once as an iCalendar UID (RFC 5545 section 3.8.4.7), a file name and a Google event id.
    """
    told = f"{garden}|{person_id}|{episode}"
    number = int.from_bytes(hashlib.sha256(told.encode()).digest(), "big")
    return "reconnect" + "".join(BASE32HEX[number >> 251 - 5 * place & 31] for place in range(UID_LENGTH))
