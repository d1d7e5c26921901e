"""Whether a reminder is as it was written: a hash that only a change by the user moves."""

import hashlib
import re
import unicodedata

from reconnect_core import Entry, EntryStatus, Reminder

from .writing import cleaned, end_of

OUR_UID = re.compile(r"reconnect[0-9a-v]+$")


def is_ours(entry: Entry) -> bool:
    """True for an entry that ``write`` made: its uid and its marks say so."""
    return bool(entry.marks) and OUR_UID.match(entry.uid) is not None


def digest(thing: Entry | Reminder) -> str:
    """The same for a reminder and for its entry read back, until words, times or status are changed.

    Folding, white space, the order of properties, added properties, time stamps and another name for the same
    zone do not move it.
    """
    end = end_of(thing) if isinstance(thing, Reminder) else thing.end
    status = EntryStatus.CONFIRMED if isinstance(thing, Reminder) else thing.status
    parts = (_words(thing.title), _words(thing.text), str(thing.start), str(end or ""), status.value)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _words(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cleaned(text)).split())
