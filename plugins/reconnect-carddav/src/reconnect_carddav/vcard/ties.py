"""Days worth remembering and ties to other people, standard, Apple's, Android's and the older X- ones."""

import re
from html import unescape

from reconnect_core import DatedEvent, Relation, tells_of_death

from . import dates, values
from .draft import Draft
from .lines import Property

_WRAPPED = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_OWN_PROPERTY = {
    "X-EVOLUTION-SPOUSE": "spouse", "X-EVOLUTION-MANAGER": "manager", "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-SPOUSE": "spouse", "X-MS-MANAGER": "manager", "X-MS-ASSISTANT": "assistant", "X-MS-CHILD": "child",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse", "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant", "X-SPOUSE": "spouse", "X-MANAGER": "manager",
    "X-ASSISTANT": "assistant", "X-CHILDREN": "child", "X-REFERRED-BY": "referredBy",
    "X-REFERREDBY": "referredBy", "X-WAB-SPOUSE-NAME": "spouse",
}  # fmt: skip
_ANDROID_DAYS = {"1": "anniversary", "2": "other", "3": "birthday"}
_ANDROID_TIES = (
    *("", "assistant", "brother", "child", "domestic_partner", "father", "friend", "manager", "mother"),
    *("parent", "partner", "referredBy", "relative", "sister", "spouse"),
)
_KINDS = {word.lower(): word for word in _ANDROID_TIES} | {
    "referred_by": "referredBy",
    "referred by": "referredBy",
}
_BIRTHDAY = frozenset({"birthday", "geburtstag"})
RELATION_NAMES = frozenset(_OWN_PROPERTY)
"""Properties that are a relation by their name."""


def unwrapped(label: str) -> str:
    """An X-ABLabel as words: ``_$!<HomePage>!$_`` or ``_$!&lt;…`` is ``homepage``, one's own words stay."""
    label = unescape(values.text(label, 3)).strip()
    match = _WRAPPED.fullmatch(label)
    return match[1].lower() if match else label


def birthday(draft: Draft, found: Property, label: str) -> None:
    """BDAY: with or without its year; text where the card says so; none in another calendar than ours."""
    parameters = found.parameters
    if parameters.first("CALSCALE").lower() not in ("", "gregorian"):
        return
    spoken = parameters.first("VALUE").lower() == "text"
    day = dates.day(values.text(found.text, 3), omitted=parameters.first("X-APPLE-OMIT-YEAR"), words=spoken)
    if day:
        draft.birthdays.append(day)


def anniversary(draft: Draft, found: Property, label: str) -> None:
    """ANNIVERSARY and its older X- forms."""
    _event(draft, "anniversary", found)


def labelled_day(draft: Draft, found: Property, label: str) -> None:
    """X-ABDATE: what its label says; a day of death marks the card."""
    _event(draft, label or "date", found)


def _event(draft: Draft, label: str, found: Property) -> None:
    value = values.text(found.text, 3)
    day = dates.day(value, omitted=found.parameters.first("X-APPLE-OMIT-YEAR"))
    if not day:
        return
    if tells_of_death(days=[label]):
        draft.deceased = True
    if label.lower() in _BIRTHDAY:
        draft.birthdays.append(day)
        return
    event = DatedEvent(label=label, day=day)
    if event not in draft.events[: values.MOST]:
        draft.events.append(event)


def death(draft: Draft, found: Property, label: str) -> None:
    """DEATHDATE and DEATHPLACE (RFC 6474): any value at all says that the person died."""
    if not found.text.strip():
        return
    draft.deceased = True
    if day := dates.day(found.text):
        draft.events.append(DatedEvent(label="death", day=day))


def related(draft: Draft, found: Property, label: str) -> None:
    """RELATED (RFC 6350 section 6.6.6), X-ABRELATEDNAMES with its label, and properties of older products."""
    name = values.text(found.text, 3).strip()
    kind = _OWN_PROPERTY.get(found.name) or label or min(found.parameters.words - {"pref"}, default="")
    kind = _KINDS.get(kind.lower(), kind)
    if name[:7].lower() == "mailto:":
        name = name[7:]
    if name.lower().startswith(("urn:", "http:", "https:", "data:")):
        draft.extra.append((f"related {kind}".strip(), name))
    elif name:
        draft.relations.append(Relation(kind=kind, name=name))


def android(draft: Draft, found: Property, label: str) -> None:
    """X-ANDROID-CUSTOM, X_OHOS_CUSTOM of HarmonyOS: nicknames, days, relations, groups (ContactsContract)."""
    item, value, kind, custom = values.parts(found.text, 4)
    what = item.rpartition("/")[2]
    if not value:
        return
    if what == "nickname":
        draft.nicknames.append(value)
    elif what == "contact_event":
        _event(draft, _ANDROID_DAYS.get(kind) or custom or "other", found._replace(text=value))
    elif what == "relation":
        number = int(kind) if kind.isdecimal() and len(kind) < 3 else 0
        word = _ANDROID_TIES[number] if 0 < number < len(_ANDROID_TIES) else custom
        draft.relations.append(Relation(kind=word, name=value))
    elif what == "group_membership" and not value.isdecimal():
        draft.labels.append(value)
