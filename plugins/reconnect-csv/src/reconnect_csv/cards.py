"""One row of an address book to one contact: nothing but what stands in the row."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reconnect_core import (
    Contact,
    ContactKind,
    ContactRef,
    DatedEvent,
    PartialDate,
    Phone,
    PostalAddress,
    Relation,
    tells_of_death,
)

from . import cells
from .columns import Column
from .dates import day_of, from_parts
from .headers import languages
from .words import has_cjk, key

Found = dict[str, list[tuple[Column, str]]]
_NAME_PARTS = ("given", "additional", "family")
_BESIDE = re.compile(r"[(\[]| - ")
"""What may stand beside a name."""
_MARKING = frozenset({"note", "label", "suffix", "deceased", "starred", "status"})
_KEPT = ("extra", "status")
_ONCE = {"prefix": "prefix", "suffix": "suffix", "uid": "uid", "job": "title"}
"""Roles of which the first cell counts, and their fields."""
_ADDRESS_BEHIND = re.compile(r"\s*[(<\[]\s*[^\s()<>\[\]]+@[^\s()<>\[\]]+\s*[)>\]]\s*$")
_PLACE = {
    "street": "street",
    "house": "house",
    "box": "street",
    "city": "locality",
    "region": "region",
    "postcode": "postcode",
    "country": "country",
    "address": "label",
}


@dataclass(slots=True)
class Cards:
    """Rows to contacts, by columns that are fully decided."""

    book: str
    columns: tuple[Column, ...]
    order: str
    this_year: int
    identity: Callable[[Sequence[str]], str]
    repeated: set[int]
    given_out: Counter[str] = field(default_factory=Counter)
    nobody: bool = False
    """Rows without any name are to be passed over: a deleted member of LinkedIn."""

    def contact(self, row: Sequence[str]) -> Contact | None:
        """The contact in this row; None when it names nobody: no name, organisation, address or number."""
        found = self._found(row)
        addresses, said = self._emails(found)
        phones = self._phones(found, row)
        parts: dict[str, Any] = {role: " ".join(_texts(found, role)) for role in _NAME_PARTS if role in found}
        spelt = _whole(**parts)
        own = _shown(_full(found, spelt), spelt) or spelt or said
        organisation = cells.pieces(cells.without_link(_first(found, "org")))[:1]
        nicknames = tuple(piece for text in _texts(found, "nickname") for piece in cells.pieces(text))
        reached = (*nicknames, *organisation, *addresses, *(phone.raw for phone in phones))
        name = own or _first(found, "filed") or next(iter(reached), "")
        if (
            not name
            or (self.nobody and not own)
            or (not addresses and cells.is_no_name(name) and not _is_reached(phones))
        ):
            return None
        return Contact(
            ref=ContactRef(book=self.book, uid=self._uid(row)),
            name=name,
            kind=_kind(found, own, nicknames, organisation),
            nicknames=nicknames,
            emails=tuple(addresses),
            phones=tuple(phones),
            organisation=organisation[0] if organisation else "",
            **parts,
            **self._facts(found, row, name),
        )

    def _found(self, row: Sequence[str]) -> Found:
        found: Found = {}
        for column, cell in zip(self.columns, row, strict=False):
            if cell and column.role != "skip" and (text := cells.clean(cell)) and not cells.says_nothing(text):
                text = cells.without_entities(text) if "&" in text else text
                found.setdefault(column.role, []).append((column, text))
                if column.role == "full" and cells.is_reach(text):
                    found.setdefault("reach", []).append((column, text))
        return found

    def _facts(self, found: Found, row: Sequence[str], name: str) -> dict[str, Any]:
        """What else this row says, by the fields of ``Contact``; those it does not fill are left out."""
        facts: dict[str, Any] = {
            field: said[0]
            for role, field in _ONCE.items()
            if role in found and (said := cells.pieces(found[role][0][1]))
        }
        kinds = {role.partition(".")[0] for role in found}
        if "title" in kinds:
            facts.setdefault("prefix", _title(found, honorific=True))
            facts.setdefault("title", _title(found, honorific=False))
        if "birthday" in kinds:
            facts["birthday"] = self._birthday(found)
        if "event" in kinds:
            facts["events"] = tuple(self._events(found, row))
        if "relation" in kinds:
            facts["relations"] = tuple(_relations(found, row))
        if "url" in kinds:
            facts["urls"] = tuple(_links(found))
        if not kinds.isdisjoint(_KEPT):
            facts["extra"] = tuple(_extra(found, row))
        if not kinds.isdisjoint(_PLACE):
            facts["addresses"] = tuple(_addresses(found))
        return facts | _marks(found, name, facts.get("events", ()))

    def _uid(self, row: Sequence[str]) -> str:
        """The same for the same record wherever it stands in the file, and of no other record in it."""
        told = self.identity(row)
        if hash(told) in self.repeated:
            filled = (f"{c.header}={cell}" for c, cell in zip(self.columns, row, strict=False) if cell)
            told = "\x1e".join((told, *sorted(filled)))
        uid = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        self.given_out[uid] += 1
        return uid if self.given_out[uid] == 1 else f"{uid}-{self.given_out[uid]}"

    def _emails(self, found: Found) -> tuple[list[str], str]:
        texts = [*_texts(found, "email"), *_texts(found, "reach")]
        once: dict[str, str] = {}
        for address in (address for text in texts for address in cells.emails(text)):
            once.setdefault(address.casefold(), address)
        addresses = list(once.values())
        return addresses, next(filter(None, map(cells.called, texts)), "") if addresses else ""

    def _phones(self, found: Found, row: Sequence[str]) -> list[Phone]:
        numbers: list[Phone] = []
        codes = {column.index + 1: text for column, text in found.get("calling", ())}
        for column, text in (*found.get("phone", ()), *found.get("reach", ())):
            fewest = column.fewest if column.role == "phone" else 5
            labels = column.labels | _labels_of(_paired(column, row)) if column.pair >= 0 else column.labels
            for raw, said in map(cells.bare_number, cells.phones(text, fewest)):
                code = codes.get(column.index)
                number = cells.with_country(raw, code) if code else raw
                if column.role != "full" or number not in (phone.raw for phone in numbers):
                    numbers.append(Phone(raw=number, labels=labels | _labels_of(said) if said else labels))
        return numbers

    def _birthday(self, found: Found) -> PartialDate | None:
        for text in _texts(found, "birthday"):
            if day := day_of(text, self.order, self.this_year):
                year = "" if day.year else _first(found, "birthday.year")
                return from_parts(year, str(day.month), str(day.day), self.this_year) if year else day
        year, month, day_number = (_first(found, f"birthday.{part}") for part in ("year", "month", "day"))
        return from_parts(year, month, day_number, self.this_year) if year or month or day_number else None

    def _events(self, found: Found, row: Sequence[str]) -> Iterable[DatedEvent]:
        for role in [role for role in found if role.partition(".")[0] == "event"]:
            for column, text in found[role]:
                label = role.partition(".")[2] or _paired(column, row).removeprefix("* ").casefold() or "other"
                for piece in cells.pieces(text):
                    if day := day_of(piece, self.order, self.this_year):
                        yield DatedEvent(label=label, day=day)


def _is_reached(phones: Sequence[Phone]) -> bool:
    """True for a telephone number; what counts the rows above is shorter than one."""
    return any(sum(map(str.isdigit, phone.raw)) > 5 for phone in phones)


def _texts(found: Found, role: str) -> list[str]:
    return [text for _, text in found[role]] if role in found else []


def _first(found: Found, role: str) -> str:
    return found[role][0][1] if role in found else ""


def _marks(found: Found, name: str, events: Sequence[DatedEvent]) -> dict[str, Any]:
    """Labels and the note, and what they, days and columns of their own say: starred, no longer living."""
    if found.keys().isdisjoint(_MARKING) and not events and name.isascii() and not _BESIDE.search(name):
        return {}
    notes = _texts(found, "note")
    labels = [label for text in _texts(found, "label") for label in cells.labels(text)]
    suffix = _first(found, "suffix")
    said = any(map(cells.says_yes, _texts(found, "deceased")))
    return {
        "labels": tuple(label for label in dict.fromkeys(labels) if label != "starred"),
        "note": "\n".join(notes),
        "starred": "starred" in labels or any(map(cells.says_yes, _texts(found, "starred"))),
        "deceased": said
        or tells_of_death(
            name=f"{name} {suffix}" if suffix else name,
            labels=labels,
            notes=[*notes, *(said for said in _texts(found, "status") if said.casefold() != "dead")],  # a lead
            days=(event.label for event in events),
        ),
    }


def _paired(column: Column, row: Sequence[str]) -> str:
    """What the label column of this one says, if it has one."""
    return row[column.pair].strip() if 0 <= column.pair < len(row) else ""


def _whole(given: str = "", additional: str = "", family: str = "") -> str:
    """The name as it is displayed: family name first and unspaced where names are written so."""
    if (given or family) and has_cjk(given + family):
        return f"{family}{given}" if not additional else f"{family}{additional}{given}"
    return " ".join(part for part in (given, additional, family) if part)


def _full(found: Found, parts: str) -> str:
    """The whole name; of several the one that has a word of the parts, where another is that of a company."""
    told = _texts(found, "full")
    words = frozenset(parts.casefold().split() if len(told) > 1 else ())
    return next((text for text in told if words.intersection(text.casefold().split())), "".join(told[:1]))


def _shown(full: str, parts: str) -> str:
    """The whole name without the address that Outlook displays behind it; what is no name gives way to one."""
    if "@" not in full:
        return parts if parts and cells.is_reach(full) else full
    bare = _ADDRESS_BEHIND.sub("", full).strip()
    return (parts if parts and "@" in bare else bare) or full


def _kind(found: Found, own: str, nicknames: tuple[str, ...], organisation: list[str]) -> ContactKind:
    """A card that names only an organisation describes no person, nor does one that says so."""
    for column, text in found.get("kind", ()):
        if told := cells.no_person(column.header, text):
            return ContactKind(told)
    only = organisation and (own in ("", organisation[0])) and not nicknames
    return ContactKind.ORGANISATION if only else ContactKind.PERSON


def _title(found: Found, *, honorific: bool) -> str:
    return next((text for text in _texts(found, "title") if cells.is_honorific(text) is honorific), "")


def _labels_of(text: str) -> frozenset[str]:
    """``* Work Fax`` to work, fax and preferred: known words of any language as ours, others as they are."""
    if not text:
        return frozenset()
    english = languages()["en"].qualifiers
    words = key(text).split()
    known = {english[word] for word in words if english.get(word, "-") != "-"}
    return frozenset(known or {" ".join(words)}) | ({"preferred"} if text.startswith("*") else set())


def _addresses(found: Found) -> Iterable[PostalAddress]:
    """One address for each group of columns, or several where a cell holds several."""
    groups: dict[str, dict[str, list[list[str]]]] = defaultdict(lambda: defaultdict(list))
    for role in filter(found.__contains__, _PLACE):
        for column, text in sorted(found[role], key=lambda item: _line(item[0])):
            groups[column.group][_PLACE[role]].append(cells.pieces(text))
    for group in sorted(groups):
        parts = groups[group]
        for number in range(max(len(values) for lists in parts.values() for values in lists)):
            said = {
                part: "\n".join(values[number] for values in lists if number < len(values))
                for part, lists in parts.items()
            }
            if house := said.pop("house", ""):
                said["street"] = f"{said.get('street', '')} {house}".strip()
            yield PostalAddress(**said)


def _line(column: Column) -> tuple[bool, str]:
    """Streets in the order of an envelope, whatever the order of the columns."""
    text = key(column.header)
    return "extended" in text, text


def _relations(found: Found, row: Sequence[str]) -> Iterable[Relation]:
    for role in [role for role in found if role.partition(".")[0] == "relation"]:
        for column, text in found[role]:
            kind = role.partition(".")[2] or _paired(column, row).removeprefix("* ")
            kind = "referredBy" if key(kind).replace(" ", "") == "referredby" else kind
            names = (piece for piece in cells.pieces(text) if not cells.is_answer(piece))
            yield from (Relation(kind=kind or "other", name=name) for name in names)


def _links(found: Found) -> Iterable[str]:
    return dict.fromkeys(link for text in _texts(found, "url") for link in cells.links(text))


def _extra(found: Found, row: Sequence[str]) -> Iterable[tuple[str, str]]:
    for column, text in (item for role in _KEPT for item in found.get(role, ())):
        yield _paired(column, row) or column.header, text
