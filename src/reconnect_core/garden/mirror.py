"""Records of one store as the mirror keeps them: JSON by resource, and packed days beside it."""

import json
from dataclasses import replace
from typing import Any

from ..model import Contact, ContactDays, Entry, Gift, Interaction, Unreadable
from ..plain import from_plain, to_plain

Record = Contact | Interaction | ContactDays | Gift | Entry | Unreadable
Resources = dict[str, list[Record]]
_KINDS: dict[str, type] = {
    "contact": Contact,
    "interaction": Interaction,
    "days": ContactDays,
    "gift": Gift,
    "entry": Entry,
    "unreadable": Unreadable,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def key(record: Record) -> str:
    """The resource that this record belongs to."""
    if isinstance(record, Contact):
        return record.ref.uid
    if isinstance(record, Entry):
        return record.resource or record.uid
    if isinstance(record, Unreadable):
        return record.key or f"?{record.file}:{record.line}"
    return record.ref.key


def encode(resources: Resources) -> tuple[str, bytes]:
    """The records as one JSON text and one run of packed days."""
    packed: list[bytes] = []
    plain: dict[str, list[list[Any]]] = {}
    for name, records in resources.items():
        rows = plain[name] = []
        for record in records:
            if type(record) is ContactDays:
                packed.append(record.days)
                slim = to_plain(replace(record, days=b""), sparse=True)
                rows.append(["days", slim, len(record.days)])
            else:
                rows.append([_NAMES[type(record)], to_plain(record, sparse=True)])
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")), b"".join(packed)


def decode(body: str, days: bytes) -> Resources:
    """The records that ``encode`` was given."""
    resources: Resources = {}
    begin = 0
    for name, rows in json.loads(body).items():
        records = resources[name] = []
        for kind, plain, *length in rows:
            record: Any = from_plain(_KINDS[kind], plain | {"days": ""} if kind == "days" else plain)
            if length:
                record = replace(record, days=days[begin : begin + length[0]])
                begin += length[0]
            records.append(record)
    return resources
