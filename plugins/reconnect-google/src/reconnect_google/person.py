"""One person of the People API to a Contact, letter for letter."""

from collections.abc import Iterable, Mapping
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

PERSON_FIELDS = (
    "names,nicknames,emailAddresses,phoneNumbers,addresses,organizations,biographies,birthdays,"
    "events,relations,userDefined,urls,memberships,metadata"
)
OTHER_FIELDS = "names,emailAddresses,phoneNumbers,metadata"
_META = "metadata(deleted,previousResourceNames)"
_NAMES = "names(displayName,unstructuredName,givenName,middleName,familyName,honorificPrefix,honorificSuffix)"
_HANDLES = "emailAddresses/value,phoneNumbers(value,type)"
MASK = (
    f"resourceName,{_META},{_NAMES},{_HANDLES},nicknames/value,"
    "addresses(streetAddress,extendedAddress,poBox,city,region,postalCode,country,formattedValue),"
    "organizations(name,title,current),biographies/value,birthdays(date,text),"
    "events(date,type),relations(person,type),userDefined(key,value),urls/value,"
    "memberships/contactGroupMembership/contactGroupResourceName"
)
"""What is asked for of each person; times of update would be an eighth of the bytes, and are no evidence."""
OTHER_MASK = f"resourceName,{_META},{_NAMES},{_HANDLES}"

STARRED = "contactGroups/starred"
KIN = {
    "contactGroups/friends": "friends",
    "contactGroups/family": "family",
    "contactGroups/coworkers": "coworkers",
}
"""The system groups that say something about a tie."""
_PHONE_WORDS = {
    "homeFax": ("home", "fax"),
    "workFax": ("work", "fax"),
    "otherFax": ("fax",),
    "workMobile": ("work", "mobile"),
    "workPager": ("work", "pager"),
}

Json = Mapping[str, Any]


def contact(person: Json, book: str, groups: Mapping[str, str]) -> Contact:
    """The Contact of one person; ``groups`` gives the names of the user's labels by resource name.

    Raises ValueError, TypeError, KeyError or AttributeError when it is not a person as documented.
    """
    name = _first(person.get("names"))
    work = _first(person.get("organizations"))
    events = tuple(_event(one) for one in person.get("events", ()) if one.get("date"))
    extra = tuple((_text(one.get("key")), _text(one.get("value"))) for one in person.get("userDefined", ()))
    memberships = tuple(group_ids(person))
    labels = tuple(label for group in memberships if (label := groups.get(group) or KIN.get(group)))
    shown = _text(name.get("displayName") or name.get("unstructuredName"))
    return Contact(
        ref=ContactRef(book=book, uid=str(person["resourceName"])),
        name=shown or _text(work.get("name")),
        kind=ContactKind.PERSON if shown or not work.get("name") else ContactKind.ORGANISATION,
        given=_text(name.get("givenName")),
        additional=_text(name.get("middleName")),
        family=_text(name.get("familyName")),
        prefix=_text(name.get("honorificPrefix")),
        suffix=_text(name.get("honorificSuffix")),
        nicknames=_values(person.get("nicknames")),
        emails=_values(person.get("emailAddresses")),
        phones=tuple(_phone(one) for one in person.get("phoneNumbers", ()) if one.get("value")),
        addresses=tuple(_address(one) for one in person.get("addresses", ())),
        organisation=_text(work.get("name")),
        title=_text(work.get("title")),
        labels=labels,
        note="\n\n".join(_values(person.get("biographies"))),
        birthday=next((_date(one) for one in person.get("birthdays", ())), None),
        events=events,
        relations=tuple(
            Relation(kind=_text(one.get("type")), name=_text(one.get("person")))
            for one in person.get("relations", ())
        ),
        deceased=_deceased(person, shown, labels),
        urls=_values(person.get("urls")),
        starred=STARRED in memberships,
        extra=extra,
    )


def _deceased(person: Json, name: str, labels: Iterable[str]) -> bool:
    days = (_text(one.get("type")) for one in person.get("events", ()))
    own = (_text(one.get("key")) for one in person.get("userDefined", ()))
    notes = _values(person.get("biographies"))
    return tells_of_death(name=name, labels=labels, notes=notes, days=(*days, *own))


def group_ids(person: Json) -> Iterable[str]:
    """The resource names of the groups this person is in."""
    for one in person.get("memberships", ()):
        found = one.get("contactGroupMembership", {}).get("contactGroupResourceName")
        if found:
            yield str(found)


def deleted(person: Json) -> bool:
    """True when the person was deleted since the sync token; absence alone never means that."""
    return bool(person.get("metadata", {}).get("deleted"))


def previous_names(person: Json) -> tuple[str, ...]:
    """Resource names that this person had before: records under them are the same one."""
    return tuple(person.get("metadata", {}).get("previousResourceNames", ()))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _first(items: Any) -> Json:
    """The current one, else the first: with one source only, Google keeps the user's own order."""
    found = list(items or ())
    return next((one for one in found if one.get("current")), found[0] if found else {})


def _values(items: Any) -> tuple[str, ...]:
    return tuple(text for one in items or () if (text := _text(one.get("value"))))


def _phone(one: Json) -> Phone:
    kind = _text(one.get("type"))
    return Phone(
        raw=_text(one["value"]), labels=frozenset(_PHONE_WORDS.get(kind, (kind.lower(),)) if kind else ())
    )


def _address(one: Json) -> PostalAddress:
    street = (one.get("streetAddress"), one.get("extendedAddress"), one.get("poBox"))
    return PostalAddress(
        street="\n".join(text for part in street if (text := _text(part))),
        locality=_text(one.get("city")),
        region=_text(one.get("region")),
        postcode=_text(one.get("postalCode")),
        country=_text(one.get("country")),
        label=_text(one.get("formattedValue")),
    )


def _event(one: Json) -> DatedEvent:
    return DatedEvent(label=_text(one.get("type")), day=_date(one))


def _date(one: Json) -> PartialDate:
    """Year, month and day, where 0 means that it is not known (google.type.Date)."""
    said = one.get("date") or {}
    year, month, day = (int(said.get(part) or 0) or None for part in ("year", "month", "day"))
    return PartialDate(year=year, month=month, day=day if month else None, text=_text(one.get("text")))
