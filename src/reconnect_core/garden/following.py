"""What was remembered of somebody under an id that is merged by now follows them to the id that stays."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from ..ledger import key
from ..model.memory import (
    ContactRow,
    GiftRow,
    NameRow,
    OutcomeRow,
    PersonRow,
    ReminderRow,
    Row,
    UndoneRow,
    WishRow,
)

FOLLOWING: tuple[type[Row], ...] = (
    ContactRow,
    GiftRow,
    NameRow,
    OutcomeRow,
    PersonRow,
    ReminderRow,
    UndoneRow,
    WishRow,
)


def follow(rows: dict[type[Row], dict[tuple[Any, ...], Any]], kept: Mapping[str, str]) -> None:
    """Give the rows of merged ids (the keys of ``kept``) to the id that stays; of two wishes one counts."""
    for kind in FOLLOWING:
        for old in [row for row in rows[kind].values() if row.person in kept]:
            del rows[kind][key(old)]
            row = replace(cast("Any", old), person=kept[old.person])
            there = rows[kind].get(key(row))
            if there is not None:
                row = _wish(there, row) if kind is WishRow else _person(there, row)
            rows[kind][key(row)] = row


def _wish(one: WishRow, other: WishRow) -> WishRow:
    """Of two rests the longer, of other wishes the one told last."""
    if one.kind == "rest":
        return max(one, other, key=lambda row: row.until or "9999")
    return max(one, other, key=lambda row: row.told)


def _person(one: PersonRow, other: PersonRow) -> PersonRow:
    sources = sorted({*one.sources.split("|"), *other.sources.split("|")} - {""})
    return replace(
        one,
        last_day=max(one.last_day, other.last_day),
        sources="|".join(sources),
        veto=one.veto or other.veto,
    )
