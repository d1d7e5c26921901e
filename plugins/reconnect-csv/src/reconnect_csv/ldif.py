"""LDIF, as Thunderbird, groupware and directories export it: each entry of a person becomes a row."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from .cells import MANY, labels
from .columns import Column, Layout
from .records import Damaged

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
_LINE = re.compile(r"([A-Za-z_][\w-]*|[\d.]+)((?:;[^:;\s]*)*):([:<]?)[ \t]*(.*)", re.DOTALL | re.ASCII)
_PERSON = re.compile(r"person|contact|user|account|mozillaab(?!list)")
_NAMED_BY = re.compile(r"(?:cn|displayname)=((?:\\.|[^,+\\])+)", re.IGNORECASE)
_LONGEST, _LARGEST = 1 << 17, 1 << 20
"""The letters that are read of one value, and of an entry."""

_MEMBERS = ("member", "uniquemember")
_NAMES_MEMBERS = re.compile("(?:unique)?member[:;]", re.IGNORECASE).match
_READ = frozenset((*_COLUMN_OF, *_MEMBERS, "memberof", "objectclass", "changetype"))
_BLANKS = re.compile(r"\s*([,=])\s*")
_OVERHEAD = 100
"""What telling of a damaged line costs, in letters."""

_NO_LINE = "it is no line of LDIF: it has no name with a colon and continues none"

Entry = dict[str, list[str]]
Value = tuple[int, str, str | Damaged]
Groups = Mapping[str, Sequence[str]]


def is_ldif(lines: Iterable[str]) -> bool:
    """True when the first lines are those of an entry: ``dn:`` or ``objectclass:``, and most behind it are alike."""
    told = [line for line in lines if line.strip("\ufeff\r\n \t") and line[0] not in "# "]
    names = [found[1].lower() if (found := _LINE.match(line.lstrip("\ufeff"))) else "" for line in told[:4]]
    if names[:1] == ["version"]:
        del names[0]
    return names[:1] in (["dn"], ["objectclass"]) and sum(map(bool, names)) * 2 > len(names) > 1


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


def rows(lines: Iterable[str], groups: Groups) -> Iterator[tuple[int, list[str] | Damaged]]:
    """Each entry that is somebody, with its line: no groups, units or computers, no mere change of an entry.

    What of it cannot be read comes before it, with the line of that.
    """
    for line, entry, damaged in _entries(lines):
        classes = [one.lower() for one in entry.get("objectclass", ())]
        is_person = not classes or (any(map(_PERSON.search, classes)) and "computer" not in classes)
        if is_person and entry.get("changetype", ["add"]) == ["add"]:
            yield from damaged
            told = map(_named, entry.get("memberof", ()))
            if mine := [*groups.get(_same(entry.get("dn", [""])[0]), ()), *filter(None, told)]:
                own = (*entry.get("category", ()), *entry.pop("categories", ()))
                entry["category"] = [*chain.from_iterable(map(labels, own)), *mine]
            yield line, _row(entry)


def names_members(lines: Iterable[str]) -> bool:
    """True where some entry may be a group: most files have none, and need no look at what each entry is."""
    return any(map(_NAMES_MEMBERS, lines))


def groups_of(lines: Iterable[str]) -> Groups:
    """The names of the groups that each entry is a member of, by what that is filed under."""
    found: dict[str, tuple[str, ...]] = {}
    for _, entry, _ in _entries(lines):
        name = next(iter(entry.get("cn", ())), "") or _named(entry.get("dn", [""])[0])
        alone = (name,)
        for member in map(_same, chain(*(entry.get(one, ()) for one in _MEMBERS)) if name else ()):
            before = found.setdefault(member, alone)
            if name not in before:
                found[member] = (*before, name)
    return found


def _same(dn: str) -> str:
    """A distinguished name comparable: case and the blanks between its parts do not matter."""
    return _BLANKS.sub(r"\1", dn.strip()).casefold()


def _entries(lines: Iterable[str]) -> Iterator[tuple[int, Entry, list[tuple[int, Damaged]]]]:
    entry: Entry = {}
    damaged: list[tuple[int, Damaged]] = []
    begin = size = 0
    for number, name, value in chain(_values(lines), [(0, "", "")]):
        if name in ("", "dn") and (entry or damaged):
            yield begin, entry, damaged
            entry, damaged = {}, []
        if not (entry or damaged):
            begin, size = number, 0
        if size >= _LARGEST or not name:
            continue
        if isinstance(value, Damaged):
            damaged.append((number, value))
        else:
            entry.setdefault(name, []).append(value)
        size += _OVERHEAD if isinstance(value, Damaged) else len(value)
        if size >= _LARGEST:
            damaged.append((number, Damaged(reason="its entry is too long: the rest of it is not read")))


def _values(lines: Iterable[str]) -> Iterator[Value]:
    """Each value that is read, or cannot be, with its line and attribute; without either where an entry ends."""
    begin, logical = 0, ""
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n") if number > 1 else line.rstrip("\r\n").lstrip("\ufeff")
        if logical and text[:1] == " ":
            logical += text[1:] if len(logical) < _LONGEST else ""
            continue
        yield from _value(begin, logical)
        begin, logical = number, text[:_LONGEST]
        if not text or text.isspace():
            yield number, "", ""
            logical = ""
    yield from _value(begin, logical)


def _value(number: int, logical: str) -> Sequence[Value]:
    name, colon, rest = logical.partition(":")
    if not colon or logical[0] == " ":
        nothing = not logical or logical[0] in "#-"
        return () if nothing else ((number, "?", Damaged(reason=_NO_LINE)),)
    attribute = name.partition(";")[0]
    name = attribute.lower()
    if name not in _READ or rest[:1] == "<":
        return ()
    is_coded = rest[:1] == ":"
    text = rest[is_coded:].strip()
    told: list[Value] = []
    if len(logical) >= _LONGEST:
        too_long = Damaged(reason=f"its {attribute} is too long: the end of it is not read")
        told.append((number, name, too_long))
        text = text[: len(text) // 4 * 4]
    value = _decoded(text) if is_coded else text
    if value is None:
        told.append((number, name, Damaged(reason=f"the base64 of its {attribute} is damaged")))
    elif any(map(str.isalnum, value)):
        told.append((number, name, value))
    return told


def _decoded(text: str) -> str | None:
    """What base64 stands for; None where it is damaged."""
    try:
        return base64.b64decode(text.encode(), validate=True).decode("utf-8", "surrogateescape").strip()
    except (binascii.Error, UnicodeEncodeError):
        return None


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
