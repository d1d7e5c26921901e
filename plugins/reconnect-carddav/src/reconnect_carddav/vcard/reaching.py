"""How to reach somebody: e-mail addresses, phone numbers, postal addresses, pages on the web."""

import re
from urllib.parse import unquote

from reconnect_core import Phone, PostalAddress

from . import values
from .draft import Draft
from .lines import Property

_BETWEEN = re.compile(r"[\s<>\"]+")
_LISTED = re.compile("[,;:]")
_AFTER = re.compile(r"[,;:()\[\]]")
# Marks of writing direction and of width zero that Google and others put round numbers.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SCHEMES = ("mailto:", "smtp:")
_LONGEST_NUMBER = 200
_LONGEST_EMAIL = 2000
_SPOKEN = {"cell": "mobile", "iphone": "mobile", "pref": "preferred"}
_COUNTRY = re.compile(r"[A-Za-z]{2}")


def email(draft: Draft, found: Property, label: str) -> None:
    """EMAIL: ``mailto:``, ``SMTP:`` (Exchange) and a display name are taken off; no address, nothing."""
    value = found.text.strip()[:_LONGEST_EMAIL]
    scheme = next((mark for mark in _SCHEMES if value[:7].lower().startswith(mark)), "")
    if scheme:
        value = value[len(scheme) :].partition("?")[0]
        value = unquote(value) if scheme == "mailto:" else value
    for one in values.items(value):
        draft.emails.extend(_addresses(one) or _addresses("".join(one.split())))


def _addresses(value: str) -> list[str]:
    """The addresses in a value that may hold a display name, or several; a path of Notes' is none."""
    found = []
    for word in _BETWEEN.split(value) if "@" in value else ():
        for one in _LISTED.split(word) if word.count("@") > 1 else (word,):
            local, _, domain = one.strip("'.,()[]").rpartition("@")
            domain = _AFTER.split(domain, 1)[0]
            notes = "/" in local and "." not in domain
            if local and domain and "@" not in local and not notes:
                found.append(f"{local}@{domain}")
    return found


def phone(draft: Draft, found: Property, label: str) -> None:
    """TEL: as written, without invisible marks; of a ``tel:`` address the number, its %2B undone."""
    raw = values.one_line(_INVISIBLE.sub("", values.text(found.text, 3)))
    if raw[:4].lower() == "tel:":
        raw = values.one_line(unquote(raw[4:]).lstrip("/"))
    if not raw or len(raw) > _LONGEST_NUMBER:
        return
    words = found.parameters.words
    if label or "PREF" in found.parameters.named:
        words = words | ({label.lower()} if label else set())
        words = words | ({"pref"} if "PREF" in found.parameters.named else set())
    # Android writes one's own labels so: TEL;X-Fax.
    plain = (word.removeprefix("x-") for word in words)
    draft.phones.append(Phone(raw=raw, labels=frozenset(_SPOKEN.get(word, word) for word in plain)))


def address(draft: Draft, found: Property, label: str) -> None:
    """ADR: seven parts, and where a product adds one, the eighth is the label (Google); X-SAMSUNGADR.

    RFC 9554 adds eleven, the first of them the room; the seven still tell the address.
    """
    box, more, street, locality, region, postcode, country, written = values.parts(found.text, 8)
    eight = found.text.replace("\\;", "").count(";") == 7
    said = found.parameters.first("LABEL") or (written if eight else "")
    street = "\n".join(part for part in (street, more, box) if part)
    words = " ".join((street, locality, region, postcode, country)).split()
    # Samsung's phones repeat in ADR, all in one part, what they have told before in a property of their own.
    if not (words or said) or (words and words == draft.told_by_samsung):
        return
    draft.told_by_samsung = words if found.name == "X-SAMSUNGADR" else []
    if not country and found.group:
        country = draft.countries.get(found.group, "")
    draft.addresses.append(
        PostalAddress(
            street=street,
            locality=locality,
            region=region,
            postcode=postcode,
            country=country,
            label=said.replace("\\n", "\n").strip(),
        )
    )


def envelope(draft: Draft, found: Property, label: str) -> None:
    """LABEL: an address as written on the envelope; it counts where the card has no ADR."""
    written = values.text(found.text, 3).strip()
    if written:
        draft.envelopes.append(written)


def url(draft: Draft, found: Property, label: str) -> None:
    """URL and X-SOCIALPROFILE: addresses on the web; a bare account name goes to ``extra``."""
    value = values.text(found.text, 3).strip()
    if not value:
        return
    if found.name == "URL" or "://" in value:
        draft.urls.append(value)
    else:
        service = found.parameters.first("TYPE") or found.parameters.first("SERVICE-TYPE")
        draft.extra.append((f"social {service.lower()}".strip(), value))


def messenger(draft: Draft, found: Property, label: str) -> None:
    """IMPP and the older X-AIM, X-SKYPE, …: kept in ``extra`` under the service's name."""
    value = values.text(found.text, 3).strip()
    if value:
        service = found.parameters.first("X-SERVICE-TYPE") if found.name == "IMPP" else found.name[2:]
        draft.extra.append((f"im {service.lower()}".strip(), value))


def countries(found: list[Property]) -> dict[str, str]:
    """The country code of each group that has an X-ABADR (Apple)."""
    return {
        one.group: one.text.strip().upper()
        for one in found
        if one.name == "X-ABADR" and _COUNTRY.fullmatch(one.text.strip())
    }
