"""What somebody is called: FN and N as written, and a name where FN is missing."""

import re

from . import values
from .draft import Draft
from .lines import Property

_LISTED = re.compile(r"(?<!\\),")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]")


def full_name(draft: Draft, found: Property, label: str) -> None:
    """FN: whole, with its commas; one preferred by PREF comes first."""
    words = values.text(found.text, draft.version).split()
    name = " ".join(word for word in words if word not in values.NOTHING)
    if name:
        preferred = found.parameters.first("PREF") == "1"
        draft.names.insert(0 if preferred else len(draft.names), name)


def name_parts(draft: Draft, found: Property, label: str) -> None:
    """N: family, given, additional, prefix, suffix; several additional names are parted by blanks.

    Of several the first counts, unless a later one tells the two apart that it has in one.
    """
    text = found.text
    if "\\;" in text and not any(values.parts(text, 5)[1:]):
        text = text.replace("\\;", ";")  # older ownClouds escape what parts them
    family, given = values.parts(text, 2)
    if any(draft.parts) and (all(draft.parts[:2]) or not (family and given)):
        return
    rest = values.parts(_LISTED.sub(" ", text), 5)[2:]
    draft.parts = [values.one_line(part) for part in (family, given, *rest)]


def nickname(draft: Draft, found: Property, label: str) -> None:
    """NICKNAME and Nokia's X-EPOCSECONDNAME: a list with commas."""
    draft.nicknames.extend(name for name in values.items(found.text) if name not in draft.nicknames[:50])


def organisation(draft: Draft, found: Property, label: str) -> None:
    """ORG: the first part is the organisation, commas included; the units below it go to ``extra``."""
    first, *units = values.parts(found.text, 5)
    units = [unit for unit in units if unit]
    if not first and units:
        first = units.pop(0)
    if first and not draft.organisation:
        draft.organisation = first
        draft.extra.extend(("department", unit) for unit in units)


def title(draft: Draft, found: Property, label: str) -> None:
    """TITLE: the first one; ROLE goes to ``extra``."""
    value = values.one_line(values.text(found.text, 3))
    if not value:
        return
    if found.name == "TITLE" and not draft.title:
        draft.title = value
    elif found.name == "ROLE":
        draft.extra.append(("role", value))


def derived_name(draft: Draft) -> str:
    """The name to show: FN, else from N, nickname, organisation, e-mail; perhaps nothing at all.

    From N: given, additional, family, as vCard writers do; the family first in Chinese, Japanese and Korean.
    """
    if draft.names:
        return draft.names[0]
    family, given, additional = draft.parts[:3] if draft.parts else ("", "", "")
    if _EAST_ASIAN.search(family) and not given.isascii():
        words = [part for part in (family, given, additional) if part]
        return (" " if any(map(_KANA.search, words)) else "").join(words)
    spelt = " ".join(part for part in (given, additional, family) if part)
    if not spelt and any(draft.parts):
        spelt = " ".join(part for part in draft.parts if part)
    return spelt or next(filter(None, (*draft.nicknames, draft.organisation, *draft.emails)), "")
