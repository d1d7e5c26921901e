"""The columns of one file: what each holds, with which labels, and which belong together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .headers import ADDRESS, Meaning, bare, languages, meaning, spoken
from .settings import BOOK_FIELDS, NUMBER
from .words import key

_NUMBERED = re.compile(
    r"(email|phone|website|address|organization|relation|event|custom field|im|section) (\d+)(?: (.+))?"
)
_PARTS = {
    ("email", "value"): "email",
    ("email", "address"): "email",
    ("email", ""): "email",
    ("phone", "value"): "phone",
    ("phone", "number"): "phone",
    ("phone", ""): "phone",
    ("website", "value"): "url",
    ("website", ""): "url",
    ("organization", "name"): "org",
    ("organization", "title"): "job",
    ("relation", "value"): "relation",
    ("event", "value"): "event",
    ("custom field", "value"): "extra",
    ("im", "value"): "extra",
}
_ANOTHER = re.compile(
    r"(?:(?:contact|kontakt|guest|person|guardian|relative) \d+|buyer|purchaser|order|payer) \S"
)
"""Headers of somebody else, where the same is told of the row's own person without these words."""
_OWN = ("name", "given", "family", "email", "phone")
_WHO = (_OWN[:3], ("org",))
_BESIDES = {
    **dict.fromkeys(("rufname", "roepnaam", "tilltalsnamn"), "nickname"),
    **dict.fromkeys(("family", "number", "nummer", "numero", "numara", "номер", "号码"), "extra"),
    "business": "line.work",
    "surname": "additional",
}
"""Headers that say something else beside a plainer one of the same role."""
_COUNTED = frozenset("n no nr num numero nummer number nro".split())
"""What heads the number of a house right behind its street."""
_STATES = ("estado", "stan")
"""A province beside other parts of an address, and else the state of an affair."""
_COUNTED_PART = re.compile(r"(.+) ([1-9])")
_TWO_NAMES = ("es", "pt", "ca", "gl", "eu")
"""Languages in which one person is asked for a first and a second first name."""
_CALLED = frozenset(("preferred name", "known as", "goes by"))
_STEM = 4
"""A shorter word is the beginning of too many others."""
_BIRTH_PARTS = ("birthday.year", "birthday.month", "birthday.day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its role, its labels (work, mobile), the group it belongs to, the column of its label."""

    index: int
    header: str
    role: str
    labels: frozenset[str] = frozenset()
    group: str = ""
    pair: int = -1
    fewest: int = 0
    """Where only a hint says that it holds numbers: how many digits make one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All columns of a file, and the order of days that its language suggests."""

    columns: tuple[Column, ...]
    order: str
    language: str

    def having(self, *roles: str) -> tuple[Column, ...]:
        """The columns of these roles, in order."""
        return tuple(column for column in self.columns if column.role in roles)


def layout(header: Sequence[str], chosen: Mapping[str, str]) -> Layout:
    """The layout that a header line tells; ``chosen`` maps the user's fields to headers of theirs."""
    texts = [text.strip().strip("\ufeff") for text in header]
    order = spoken(texts)
    wanted = {key(text): BOOK_FIELDS[name.rstrip(NUMBER)] for name, text in chosen.items()}
    pairs: dict[str, int] = {}
    columns = []
    for index, text in enumerate(texts):
        column = _column(index, text, wanted, order, pairs)
        columns.append(column)
    taken = {column.role for column in columns if key(column.header) in wanted} - {"email", "phone"}
    columns = [
        replace(column, role="extra") if column.role in taken and key(column.header) not in wanted else column
        for column in columns
    ]
    paired = (replace(column, pair=pairs.get(column.group, -1)) for column in _in_context(columns, order[0]))
    return Layout(columns=tuple(paired), order=languages()[order[0]].order, language=order[0])


def unknown_headers(header: Sequence[str], chosen: Mapping[str, str]) -> list[str]:
    """The headers that the user named and the file does not have."""
    there = {key(text) for text in header}
    return [text for text in chosen.values() if key(text) not in there]


def _column(
    index: int, text: str, wanted: Mapping[str, str], order: Sequence[str], pairs: dict[str, int]
) -> Column:
    if role := wanted.get(key(text)):
        head, _, label = role.partition(".")
        labels = frozenset({label}) if head == "phone" and label else frozenset[str]()
        return Column(index=index, header=text, role=head if head == "phone" else role, labels=labels)
    found = _NUMBERED.fullmatch(key(text))
    if found and (column := _numbered(index, text, found, pairs)):
        return column
    known = meaning(text, order)
    return _meant(index, text, known) if known else Column(index=index, header=text, role="extra")


def _numbered(index: int, text: str, found: re.Match[str], pairs: dict[str, int]) -> Column | None:
    """A column of Google's kind, ``Phone 1 - Value``, or one that counts alike (``E-mail 2 Address``)."""
    thing, number, part = found[1], found[2], found[3] or ""
    group = f"{thing} {number}"
    if part in ("type", "label"):
        pairs[group] = index
        return Column(index=index, header=text, role="skip")
    if role := _PARTS.get((thing, part)):
        return Column(index=index, header=text, role=role, group=group)
    if thing == "email" and part == "display name":
        return Column(index=index, header=text, role="skip")
    if not part or thing not in ("address", "section", "organization"):
        return None
    inner = meaning(part, ("en",))
    role = inner.role.partition(".")[0] if inner else ""
    if thing == "section":
        role = {"title": "job"}.get(role, role)
    fitting = ADDRESS if thing == "address" else {"email", "phone", "org", "job", "street"}
    if inner is None or role not in fitting or thing == "organization":
        return Column(index=index, header=text, role="extra", group=group)
    return Column(index=index, header=text, role=role, labels=inner.labels, group=group)


def _meant(index: int, text: str, known: Meaning) -> Column:
    role, labels = known.role, known.labels
    group = " ".join(sorted(labels)) if role in ADDRESS else ""
    if found := re.search(r"\d+", key(text)):
        group = group or f"{role} {found[0]}" if role in ("email", "phone") else group
    if role == "line":
        # Rooms and extensions have fewer digits than a line at work, members fewer than any telephone.
        role, fewest = "phone", 5 if labels else 7
    else:
        fewest = 0 if known.weight >= 1.5 else 3
    return Column(
        index=index,
        header=text,
        role=role,
        labels=labels,
        group=group,
        fewest=fewest,
    )


def _in_context(columns: Sequence[Column], language: str) -> list[Column]:
    """What only the company of other columns decides: honorific or job, a birthday or the day of one."""
    roles = {column.role for column in columns}
    others = _of_others(columns) | _second(columns, language) | _of_staff(columns)
    whole = any(c.role == "name" and key(c.header) == "nome completo" for c in columns)
    first_name = next((c.index for c in columns if c.role in _OWN[:3]), 0)
    mended: list[Column] = []
    for column in columns:
        role = "extra" if column.index in others else column.role
        if mended and mended[-1].role == "street" and _is_house(column, columns):
            mended.append(replace(column, role="house", group=mended[-1].group))
            continue
        if role == "title" and "job" in roles and not ("prefix" in roles and column.index < first_name):
            role = "job" if "prefix" in roles else "prefix"
        elif role == "nickname":
            role = _nickname(key(column.header), roles, whole=whole)
        elif role == "client":
            role = "extra" if roles.intersection(_OWN[:3]) else "name"
        elif role == "region" and key(column.header) in _STATES and roles.isdisjoint(ADDRESS - {"region"}):
            role = "extra"
        elif role == "birthday" and "birthday.month" in roles and "birthday.day" not in roles:
            role = "birthday.day"
        elif role in _BIRTH_PARTS and "birthday.year" not in roles and key(column.header) in ("mois", "jour"):
            role = "extra"
        elif any(c.role == role and bare(key(c.header)) not in _BESIDES for c in columns):
            role = _BESIDES.get(bare(key(column.header)), role)
        mended.append(_as(column, role))
    return mended


def _nickname(header: str, roles: set[str], *, whole: bool) -> str:
    """What a nickname is where no other column holds that part of a name."""
    if header == "apelido" and not ("family" in roles or whole):
        return "family"  # What Brazil calls a nickname is the family name in Portugal.
    return "given" if header in _CALLED and "family" in roles and roles.isdisjoint(_OWN[:2]) else "nickname"


def _is_house(column: Column, columns: Sequence[Column]) -> bool:
    """True for a number behind a street where another column holds telephone numbers, or the address goes on."""
    others = [one.role for one in columns if one.index != column.index]
    goes_on = others[column.index : column.index + 1]
    return key(column.header) in _COUNTED and ("phone" in others or not ADDRESS.isdisjoint(goes_on))


def _as(column: Column, role: str) -> Column:
    if role == column.role:
        return column
    if role == "line.work":
        return replace(column, role="phone", labels=frozenset({"work"}), fewest=5)
    return replace(column, role=role)


def _of_others(columns: Sequence[Column]) -> set[int]:
    """The columns of somebody else, or of whom an order goes to, where others tell it of the row's person."""
    others = {c.index for c in columns if c.role in _OWN and _ANOTHER.match(key(c.header))}
    if not any(c.role in _OWN[:3] and c.index not in others for c in columns):
        others = set()
    for role in _WHO:
        fitting = [c for c in columns if c.role in role]
        first = min((_addressee(c) for c in fitting), default=0)
        others.update(c.index for c in fitting if _addressee(c) > first)
    return others


def _of_staff(columns: Sequence[Column]) -> set[int]:
    """The columns of whom a column that nobody knows names: ``Agente`` beside ``Email agente`` and ``Email``."""
    stems = {key(c.header) for c in columns if c.role == "extra"}
    idle = {text for one in languages().values() for text, label in one.qualifiers.items() if label == "-"}
    named = tuple(stem for stem in stems - idle if len(stem) >= _STEM and " " not in stem)
    found = {
        c.index
        for c in columns
        if c.role in _OWN and any(_bends(word, named) for word in key(c.header).split())
    }
    own = {c.role for c in columns if c.index not in found}
    return {c.index for c in columns if c.index in found and c.role in own}


def _bends(word: str, stems: tuple[str, ...]) -> bool:
    """True for one of the stems, maybe with an ending of a letter or two: ``opiekuna``."""
    return word.startswith(stems) and any(len(word) - len(one) < 3 for one in stems if word.startswith(one))


def _second(columns: Sequence[Column], language: str) -> set[int]:
    """The columns of a household's second person: ``First Name 2``; where two first names are usual, of nobody."""
    counted = [(c, found) for c in columns if (found := _COUNTED_PART.fullmatch(key(c.header)))]
    firsts = {found[1] for c, found in counted if c.role == "given" and found[2] == "1"}
    if language in _TWO_NAMES or not any(
        c.role == "given" and f[1] in firsts and f[2] != "1" for c, f in counted
    ):
        return set()
    return {
        c.index for c, f in counted if f[2] != "1" and c.role in (*_OWN[1:3], "title", "prefix", "birthday")
    }


def _addressee(column: Column) -> int:
    """0 for the row's person, 1 for who pays an order, 2 for who receives it."""
    return 2 if "shipping" in column.labels else int("billing" in column.labels)
