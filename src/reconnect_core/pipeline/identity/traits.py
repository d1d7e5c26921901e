"""What a record has besides its name, in forms that can be compared: mailboxes, organisations, places."""

import re
from functools import lru_cache

from ...model import PartialDate, PostalAddress
from . import lexicon
from .lexicon import bag
from .names import words
from .spelling import fold, sound

_ROLES = bag(lexicon.DESKS)
_FREE = bag(lexicon.FREE_MAIL)
_LEGAL = frozenset(words(lexicon.LEGAL_FORMS))
_SECOND_LEVEL = bag(lexicon.SECOND_LEVEL)
_OF_ALL = re.compile(r"^(?:the|familie|family|fam)|(?:familie|family|fam)$")
_PAGE = re.compile(
    r"\b(linkedin\.com/(?:in|pub)|xing\.com/profile|facebook\.com|github\.com|twitter\.com|x\.com)/(.+)"
)
_LITTLE = re.compile(f"(?:{'|'.join(map(sound, lexicon.PARTICLES.split()))})*")
_NUMBER = re.compile(r"\d+")


def mailbox(address: str) -> str:
    """The mailbox of an address as written: lower case, no display name, ``mailto:`` or tag; or ``""``.

    Gmail's dots and every ``+tag`` are left out: they lead to the same mailbox.
    """
    local, _, domain = plain_mail(address).rpartition("@")
    if not local or "." not in domain:
        return ""
    local = local.partition("+")[0] or local
    if domain in {"gmail.com", "googlemail.com"}:
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def plain_mail(address: str) -> str:
    """An address in lower case without its display name and ``mailto:``."""
    text = address.strip().lower()
    if "<" in text:
        text = text.partition("<")[2].partition(">")[0]
    return text.removeprefix("mailto:").strip()


def is_role(mail: str) -> bool:
    """True for a desk instead of a person: info@, office@, noreply@ and the like."""
    local = mail.partition("@")[0]
    return (
        local in _ROLES or local.rstrip("0123456789-._") in _ROLES or local.startswith(("no-reply", "noreply"))
    )


@lru_cache(maxsize=1 << 14)
def house(domain: str) -> str:
    """The organisation that a mail domain tells of, as ``organisation`` spells it; ``""`` for free mail."""
    labels = domain.split(".")
    if len(labels) < 2:
        return ""
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL:
        labels.pop()
    name = labels[-2].rstrip("0123456789") or labels[-2]
    return "" if name in _FREE or labels[-2] in _FREE else sound("".join(words(name.replace("-", " "))))


@lru_cache(maxsize=1 << 15)
def organisation(text: str) -> str:
    """An organisation's name by sound, as one word, without legal form."""
    found = [sound(fold(word)) for word in re.findall(r"\w+", text.replace(".", "").replace("&", " "))]
    return sound("".join([word for word in found if word not in _LEGAL] or found))


def place(address: PostalAddress) -> tuple[str, str]:
    """The street with number and postcode (empty unless all are there), and the town; by sound."""
    town = "".join(words(address.locality))
    numbers = "-".join(_NUMBER.findall(address.street))
    if not numbers or not (address.postcode or town):
        return "", town
    street = "".join(words(address.street))[:6]
    return f"{street}{numbers}/{fold(address.postcode).replace(' ', '') or town}", town


def day(birthday: PartialDate | None) -> tuple[int, int, int] | None:
    """Year (0 when untold), month and day; None for what is no day or a store's placeholder."""
    if birthday is None or not birthday.month or not birthday.day:
        return None
    year = birthday.year or 0
    if year in {1604, 1900, 1970, 2000} and (birthday.month, birthday.day) == (1, 1):
        return None
    return (0 if year in {1604, 1900} else year, birthday.month, birthday.day)


@lru_cache(maxsize=1 << 12)
def profile(url: str) -> str:
    """A page that belongs to one person on a network where everybody has one; ``""`` for other pages."""
    found = _PAGE.search(url.strip().lower().partition("?")[0].rstrip("/"))
    return f"{found[1].partition('.')[0]}:{found[2]}" if found else ""


def is_of_family(mail: str, family: str) -> bool:
    """Whether a mailbox bears the family's name and nobody's given one: bauer@, the.millers@, koch.family7@."""
    box = sound(_OF_ALL.sub("", letters(mail.partition("@")[0]))).rstrip("s")
    name = family.rstrip("s")
    return box.endswith(name) and _LITTLE.fullmatch(box.removesuffix(name)) is not None


def letters(local: str) -> str:
    """The letters of a mailbox's local part: j.smith2 is jsmith."""
    return "".join([mark for mark in local if mark.isalpha()])
