"""Records of one store as the mirror keeps them: JSON by resource, and packed days beside it."""

import json
from itertools import islice
from typing import Any

from ..model import (
    Contact,
    ContactDays,
    Entry,
    Gift,
    Handle,
    HandleKind,
    Interaction,
    SourceRef,
    Unreadable,
)
from ..plain import from_own, to_plain

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
_SOME = 500
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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
    """The records as one JSON text and one run of packed days.

    Raises UnicodeEncodeError for half a character (a lone surrogate), which no file can hold.
    """
    packed: list[bytes] = []
    told: list[str] = []
    names = iter(resources)
    # A few at a time: all of them as plain values take as much room again as the records.
    while some := {name: _rows(resources[name], packed) for name in islice(names, _SOME)}:
        told.append(_JSON.encode(some)[1:-1])
        _ = told[-1].isascii() or told[-1].encode()
    return f"{{{','.join(told)}}}", b"".join(packed)


def writable(resources: Resources, source: str) -> Resources:
    """The same with an ``Unreadable`` for each resource that ``encode`` refuses."""
    found: Resources = {}
    for name, records in resources.items():
        try:
            encode({name: records})
            found[name] = records
        except UnicodeEncodeError:
            key = name.encode(errors="replace").decode()
            reason = "its plugin gave a text with half a character (a lone surrogate)"
            found[key] = [Unreadable(reason=reason, source=source, key=key)]
    return found


def _rows(records: list[Record], packed: list[bytes]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for record in records:
        if type(record) is ContactDays:
            packed += (record.days, record.ways)
            rows.append(["days", *_slim(record)])
        else:
            rows.append([_NAMES[type(record)], to_plain(record, sparse=True)])
    return rows


def decode(body: str, days: bytes) -> Resources:
    """The records that ``encode`` was given."""
    resources: Resources = {}
    begin = 0
    for name, rows in json.loads(body).items():
        records = resources[name] = []
        for kind, *plain in rows:
            if kind == "days":
                middle = begin + plain[-2]
                end = middle + plain[-1]
                records.append(_whole(plain, days[begin:middle], days[middle:end]))
                begin = end
            else:
                records.append(from_own(_KINDS[kind], plain[0]))
    return resources


def _slim(record: ContactDays) -> tuple[Any, ...]:
    """Contact-days without their days, flat: there are as many as people."""
    who, ref = record.who, record.ref
    return ref.source, ref.key, who.kind, who.value, record.sure, len(record.days), len(record.ways)


def _whole(plain: list[Any], days: bytes, ways: bytes) -> ContactDays:
    source, key, kind, value, sure, _, _ = plain
    return ContactDays(
        ref=SourceRef(source=source, key=key),
        who=Handle(kind=HandleKind(kind), value=value),
        days=days,
        ways=ways,
        sure=sure,
    )
