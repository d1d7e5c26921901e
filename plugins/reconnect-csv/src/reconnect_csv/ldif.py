"""LDIF, as Thunderbird, groupware and directories export it: each entry of a person becomes a row."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator

from .cells import MANY
from .columns import Column, Layout

_ATTRIBUTES = {
    "full": "displayname cn commonname fullname",
    "given": "givenname gn",
    "family": "sn surname",
    "filed": "dn",
    "nickname": "mozillanickname xmozillanickname nickname",
    "uid": "uid luid",
    "email": "mail mozillasecondemail xmozillasecondemail mailalternateaddress othermailbox email emailaddress",
    "phone.work": "telephonenumber workphone",
    "phone.home": "homephone hometelephonenumber",
    "phone.mobile": "mobile cellphone mobiletelephonenumber",
    "phone.car": "carphone",
    "phone.fax": "facsimiletelephonenumber fax homefacsimiletelephonenumber otherfacsimiletelephonenumber",
    "phone.pager": "pager pagerphone pagertelephonenumber",
    "phone": "primaryphone otherphone companyphone",
    "org": "o company organizationname",
    "job": "title",
    "street.home": "mozillahomestreet mozillahomestreet2 homestreet streethomeaddress",
    "address.home": "homepostaladdress mozillahomepostaladdress2",
    "city.home": "mozillahomelocalityname",
    "region.home": "mozillahomestate",
    "postcode.home": "mozillahomepostalcode",
    "country.home": "mozillahomecountryname",
    "street.work": "street streetaddress mozillaworkstreet mozillaworkstreet2",
    "address.work": "postaladdress mozillapostaladdress2 xmozillapostaladdress2",
    "city.work": "l locality localityname",
    "region.work": "st stateorprovincename",
    "postcode.work": "postalcode",
    "country.work": "c co countryname",
    "url": "mozillahomeurl mozillaworkurl homeurl workurl labeleduri url",
    "birthday": "birthdate dateofbirth",
    "birthday.year": "birthyear",
    "birthday.month": "birthmonth",
    "birthday.day": "birthday",
    "event.anniversary": "anniversary",
    "relation.spouse": "spousename",
    "label": "category categories",
    "note": "description note info",
}
"""What is read, by role. All else is left where it is: a password, a picture, what a server needs."""
_COLUMN_OF = {
    name: (index, rank)
    for index, names in enumerate(_ATTRIBUTES.values())
    for rank, name in enumerate(names.split())
}
_BETWEEN = dict.fromkeys(("email", "phone", "url", "label"), f" {MANY} ")
_BETWEEN.update(dict.fromkeys(("street", "address", "note"), "\n"))
"""Between the values of roles of which each counts; of the others the first one does, in the order above."""
_JOINS = [_BETWEEN.get(told.partition(".")[0], "") for told in _ATTRIBUTES]
_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)((?:;[^:;\s]*)*):([:<]?)[ \t]*(.*)", re.DOTALL)
_PERSON = re.compile(r"person|contact|user|account|mozillaab(?!list)")
_NAMED_BY = re.compile(r"(?:cn|displayname)=((?:\\.|[^,+\\])+)", re.IGNORECASE)
_LONGEST, _LARGEST = 1 << 17, 1 << 20
"""The letters that are read of one value, and of an entry."""

Entry = dict[str, list[str]]


def is_ldif(lines: Iterable[str]) -> bool:
    """True when the first lines are those of an entry: ``dn:`` or ``objectclass:``, and more of the kind."""
    told = [line for line in lines if line.strip("\ufeff\r\n \t") and line[0] not in "# "]
    names = [found[1].lower() if (found := _LINE.match(line.lstrip("\ufeff"))) else "" for line in told[:4]]
    if names[:1] == ["version"]:
        del names[0]
    return len(names) > 1 and names[0] in ("dn", "objectclass") and all(names)


def layout() -> Layout:
    """The columns of the rows that ``rows`` makes."""
    columns = []
    for index, told in enumerate(_ATTRIBUTES):
        role, _, label = told.partition(".")
        is_phone = role == "phone" and bool(label)
        whole = role in ("birthday", "event", "relation")
        group = "" if whole or role == "phone" else label
        labels = frozenset({label}) if is_phone else frozenset[str]()
        text = _ATTRIBUTES[told].partition(" ")[0]
        columns.append(
            Column(index=index, header=text, role=told if whole else role, labels=labels, group=group)
        )
    return Layout(columns=tuple(columns), order="ymd", language="")


def rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Each entry that is somebody, with its line: no groups, units or computers, no mere change of an entry."""
    for line, entry in _entries(lines):
        classes = [one.lower() for one in entry.get("objectclass", ())]
        is_person = not classes or (any(map(_PERSON.search, classes)) and "computer" not in classes)
        if is_person and entry.get("changetype", ["add"]) == ["add"]:
            yield line, _row(entry)


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, Entry]]:
    entry: Entry = {}
    begin = size = 0
    for number, name, value in _values(lines):
        if entry and name in ("", "dn"):
            yield begin, entry
            entry = {}
        if not entry:
            begin, size = number, 0
        size += len(value)
        if name and size < _LARGEST:
            entry.setdefault(name, []).append(value)
    if entry:
        yield begin, entry


def _values(lines: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Each value that is read with its line and attribute; without either where an entry ends."""
    begin, logical = 0, ""
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n").lstrip("\ufeff")
        if text[:1] == " " and logical:
            logical += text[1:] if len(logical) < _LONGEST else ""
            continue
        yield from _value(begin, logical)
        begin, logical = number, text[:_LONGEST]
        if not text.strip():
            yield number, "", ""
            logical = ""
    yield from _value(begin, logical)


def _value(number: int, logical: str) -> Iterator[tuple[int, str, str]]:
    found = _LINE.fullmatch(logical)
    name = found[1].lower() if found else ""
    if found and (name in _COLUMN_OF or name in ("objectclass", "changetype")) and found[3] != "<":
        value = _decoded(found[4]) if found[3] else found[4].strip()
        if any(map(str.isalnum, value)):
            yield number, name, value


def _decoded(text: str) -> str:
    """What base64 stands for; a damaged one costs its value."""
    try:
        return base64.b64decode(text.encode(), validate=True).decode("utf-8", "surrogateescape").strip()
    except (binascii.Error, UnicodeEncodeError):
        return ""


def _row(entry: Entry) -> list[str]:
    if any(len(day) > 2 for day in entry.get("birthday", ())):
        # Most programs write the day of the month here, some the whole date.
        entry.setdefault("birthdate", entry.pop("birthday"))
    entry["dn"] = [_named(entry.get("dn", [""])[0])]
    for name in entry.keys() & {"postaladdress", "homepostaladdress"}:
        entry[name] = [re.sub(r"\s*\$\s*", "\n", text) for text in entry[name]]
    row = [""] * len(_ATTRIBUTES)
    told: dict[int, list[str]] = {}
    for name in sorted(entry.keys() & _COLUMN_OF.keys(), key=_COLUMN_OF.__getitem__):
        told.setdefault(_COLUMN_OF[name][0], []).extend(entry[name])
    for index, values in told.items():
        row[index] = _JOINS[index].join(dict.fromkeys(values)) if _JOINS[index] else values[0]
    return row


def _named(dn: str) -> str:
    """The name in a distinguished name; what is none, as phones write it, is the name itself."""
    if found := _NAMED_BY.match(dn):
        return re.sub(r"\\(.)", r"\1", found[1]).strip()
    return "" if "=" in dn else dn
