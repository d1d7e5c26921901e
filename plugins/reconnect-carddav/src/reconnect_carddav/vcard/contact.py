"""One card's properties to a Contact: which handler reads which property, and what is derived at the end."""

from collections.abc import Callable, Iterator, Mapping

from reconnect_core import Contact, ContactKind, ContactRef, PartialDate, PostalAddress, tells_of_death

from . import dates, marks, naming, reaching, ties
from .draft import Draft
from .lines import Property

Handler = Callable[[Draft, Property, str], None]


def _uid(draft: Draft, found: Property, label: str) -> None:
    draft.uid = draft.uid or found.text.strip()


def _revised(draft: Draft, found: Property, label: str) -> None:
    draft.updated = dates.moment(found.text) or draft.updated


def _nothing(draft: Draft, found: Property, label: str) -> None:
    """X-ABLabel and X-ABADR: they belong to another property of their group."""


_MESSENGERS = (
    "IMPP X-AIM X-ICQ X-YAHOO X-MSN X-JABBER X-SKYPE X-SKYPE-USERNAME X-QQ X-GTALK X-GADUGADU X-TWITTER X-SIP "
    "X-MS-IMADDRESS X-KADDRESSBOOK-X-IMADDRESS X-TELEGRAM X-SIGNAL X-MATRIX"
)
_ANNIVERSARIES = (
    "ANNIVERSARY X-ANNIVERSARY X-EVOLUTION-ANNIVERSARY X-MS-ANNIVERSARY X-KADDRESSBOOK-X-ANNIVERSARY "
    "X-WEDDING X-WEDDINGANNIVERSARY X-WEDDING-ANNIVERSARY X-ABANNIVERSARY X-WAB-WEDDING-ANNIVERSARY"
)
_HANDLERS: Mapping[str, Handler] = {
    name: handler
    for names, handler in (
        ("FN", naming.full_name),
        ("N", naming.name_parts),
        ("NICKNAME X-NICKNAME X-EPOCSECONDNAME", naming.nickname),
        ("ORG", naming.organisation),
        ("TITLE ROLE", naming.title),
        ("EMAIL", reaching.email),
        ("TEL X-MS-TEL", reaching.phone),
        ("ADR X-SAMSUNGADR", reaching.address),
        ("LABEL", reaching.envelope),
        ("URL X-SOCIALPROFILE SOCIALPROFILE", reaching.url),
        (_MESSENGERS, reaching.messenger),
        ("BDAY X-BIRTHDAY", ties.birthday),
        (_ANNIVERSARIES, ties.anniversary),
        ("X-ABDATE", ties.labelled_day),
        ("DEATHDATE DEATHPLACE X-DEATHDATE X-DEATH X-DEATHPLACE X-DATE-OF-DEATH", ties.death),
        (" ".join(["RELATED", "X-ABRELATEDNAMES", *ties.RELATION_NAMES]), ties.related),
        ("X-ANDROID-CUSTOM X-OHOS-CUSTOM", ties.android),
        ("CATEGORIES CATEGORY X-CATEGORIES X-GROUP-MEMBERSHIP X-GN", marks.categories),
        ("NOTE", marks.note),
        ("X-DECEASED X-IS-DECEASED X-DEAD", marks.deceased),
        ("X-STARRED X-FAVORITE X-FAVOURITE X-ANDROID-STARRED X-ABFAVORITE", marks.starred),
        ("KIND X-KIND X-ADDRESSBOOKSERVER-KIND X-ABSHOWAS", marks.kind),
        ("X-EVOLUTION-LIST X-ZIMBRA-DLIST", marks.distribution_list),
        ("MEMBER X-ADDRESSBOOKSERVER-MEMBER", marks.member),
        ("REV", _revised),
        ("UID", _uid),
        ("X-ABLABEL X-ABADR", _nothing),
    )
    for name in names.split()
}
WANTED = frozenset(name.encode() for name in _HANDLERS)
"""The property names that are read at all, as bytes in capitals, with dashes."""


def drafted(properties: list[Property], version: int) -> Draft:
    """A draft with everything that the properties say."""
    labels = {one.group: ties.unwrapped(one.text) for one in properties if one.name == "X-ABLABEL"}
    draft = Draft(version)
    draft.countries = reaching.countries(properties)
    for one in properties:
        handler = _HANDLERS.get(one.name)
        if handler:
            handler(draft, one, labels.get(one.group, "") if one.group else "")
    return draft


def contact(draft: Draft, ref: ContactRef) -> Contact:
    """The contact that a draft amounts to."""
    name = naming.derived_name(draft)
    family, given, additional, prefix, suffix = draft.parts or ("", "", "", "", "")
    addresses = draft.addresses or [PostalAddress(label=label) for label in draft.envelopes]
    return Contact(
        ref=ref,
        name=name,
        kind=_kind(draft, name),
        given=given,
        additional=additional,
        family=family,
        prefix=prefix,
        suffix=suffix,
        nicknames=tuple(draft.nicknames),
        emails=tuple(draft.emails),
        phones=tuple(draft.phones),
        addresses=tuple(addresses),
        organisation=draft.organisation,
        title=draft.title,
        labels=tuple(dict.fromkeys(draft.labels)),
        note="\n".join(draft.notes),
        birthday=min(draft.birthdays, key=_vagueness, default=None),
        events=tuple(draft.events),
        relations=tuple(draft.relations),
        deceased=draft.deceased
        or tells_of_death(name=name, labels=draft.labels, notes=draft.notes)
        or tells_of_death(name=suffix),
        urls=tuple(draft.urls),
        starred=draft.starred,
        updated=draft.updated,
        uid=draft.uid,
        extra=(*draft.extra, *_listed(draft)),
    )


def _kind(draft: Draft, name: str) -> ContactKind:
    if draft.group:
        return ContactKind.GROUP
    # Nothing on the card names a person: what is shown, maybe also as a part of the name, is the organisation.
    parts = [part for part in draft.parts if part]
    nameless = bool(name) and name == draft.organisation and parts in ([], [name]) and not draft.nicknames
    return ContactKind.ORGANISATION if draft.company or nameless else ContactKind.PERSON


def _listed(draft: Draft) -> Iterator[tuple[str, str]]:
    """The members of a distribution list: whose addresses it holds."""
    if draft.listed:
        yield from (("member", f"mailto:{mail}") for mail in draft.emails)


def _vagueness(day: PartialDate) -> int:
    return (day.month is None) + (day.day is None) + (day.year is None)
