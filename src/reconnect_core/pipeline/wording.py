"""Wording: a pick becomes the words of one reminder, and its channel.

In this order and no others: that you are thinking of them; what they brought, as something you may thank them
for; that you would love to hear what is new in their world; how to reach them; how to answer. Silence, counts
and points are never mentioned. The sentences come from the language files (docs/words.md).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zlib import crc32

from ..model import (
    Channel,
    Gift,
    GiftKind,
    Person,
    Phone,
    Pick,
    PostalAddress,
    Wish,
    WishKind,
    Wording,
)
from ..model.extension import parted
from . import calling
from .tone import Tone, read

FLIP_CARDS = 20
"""So many cards are flipped through in a sitting."""
_SURE_ENOUGH = 0.5
_NO_VOICE = ("fax", "pager", "modem", "tty", "textphone", "telex")
_MOBILE = ("mobile", "cell", "iphone")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NOBODY = re.compile(r"(?:no-?_?\.?reply|do-?not-?reply|mailer-daemon|bounces?)\b", re.IGNORECASE)
_ROLES = frozenset(
    (
        *("admin", "billing", "booking", "bookings", "contact", "contacto", "enquiries", "feedback", "hello"),
        *(
            "help",
            "hi",
            "info",
            "inquiries",
            "jobs",
            "kontakt",
            "mail",
            "marketing",
            "office",
            "post",
            "postmaster",
        ),
        *("presse", "press", "reception", "sales", "secretary", "service", "sekretariat", "support", "team"),
        *("webmaster", "welcome"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """How to say that somebody brought something: with the year (``{year}``) and without."""

    dated: tuple[str, ...]
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language: its sentences with places in braces, its dates and names, and its tone."""

    language: str
    endonym: str
    date: str
    name: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    title: Mapping[Channel, str]
    reach: Mapping[Channel, str]
    think: tuple[str, ...]
    thank: Mapping[GiftKind, Thanks]
    hear: tuple[str, ...]
    answer: str
    flip_title: str
    flip_few: str
    """The title where there are fewer than twenty cards."""
    flip_text: str
    stock_title: str
    stock_text: str
    kind_pause: str
    perhaps_old: str
    rules: str = field(default="", repr=False)
    """The tables of the tone as the file has them: they are read when somebody else's words are judged."""

    @property
    def tone(self) -> Tone:
        """The tone rules of the language; ValueError names what cannot be read."""
        return read(self.rules)


def channel(
    person: Person, e164s: Mapping[str, str], wishes: Sequence[Wish], order: Sequence[Channel]
) -> tuple[Channel, str] | None:
    """The first channel of ``order`` that the cards have, and how to reach the person by it; None without any.

    A wish PREFER outranks the order where the cards have that channel. What only old exports say counts where
    newer cards lead nowhere. ``e164s`` gives the E.164 form of a
    number as written. The second value is a number, the lines of a postal address, or an e-mail address.
    Meeting is never a channel by itself.
    """
    wished = [w.channel for w in wishes if w.person == person.id and w.kind is WishKind.PREFER and w.channel]
    fresh = tuple(contact for contact in person.contacts if contact.ref.book not in person.old_books)
    for someone in (replace(person, contacts=fresh), person) if person.old_books else (person,):
        for candidate in (*wished, *order):
            if found := _reached(someone, candidate, e164s):
                return candidate, found
    return None


def has_mail(person: Person) -> bool:
    """True when a card has an e-mail address that a human may answer."""
    return bool(_email(person.emails))


def _reached(person: Person, way: Channel, e164s: Mapping[str, str]) -> str:
    """How to reach the person so, or ``""``."""
    if way is Channel.PHONE:
        return _number(person.phones, e164s)
    if way is Channel.NOTE:
        return next(("\n".join(a.lines()) for a in person.addresses if _is_postal(a)), "")
    return _email(person.emails) if way is Channel.EMAIL else ""


def word(pick: Pick, words: Words) -> Wording:
    """The title (the act and the name, no more) and text of one reminder; the same pick gets the same words."""
    name = _line(pick.person.name)
    first = first_name(pick.person)
    seed = pick.episode or pick.person.id
    said = [
        _chosen(words.think, seed, "think"),
        _thanks(pick.gifts, words, seed),
        _chosen(words.hear, seed, "hear"),
    ]
    sentences = " ".join(sentence.format(first=first, name=name) for sentence in said if sentence)
    paragraphs = (sentences, _reach(pick, words), words.answer)
    return Wording(
        title=words.title[pick.channel].format(name=name, first=first),
        text="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
    )


def flip_entry(names: Sequence[str], words: Words) -> Wording:
    """The entry that invites to flip through cards, naming each, one a line; its title says how many."""
    title = words.flip_title if len(names) == FLIP_CARDS else words.flip_few
    return Wording(title=title, text="\n".join((words.flip_text, "", *map(_line, names))).rstrip())


def first_name(person: Person) -> str:
    """What one calls the person: a card's given name (first that of the card with their name), or the name.

    Where no card tells the given name apart, it is taken from a plain ``Ann Archer`` or ``Archer, Ann``.
    """
    cards = sorted(person.contacts, key=lambda contact: contact.name != person.name)
    given = next((_line(card.given) for card in cards if len(card.given.strip(" .")) > 1), "")
    if not given and not any(card.given or card.family for card in cards):
        firms = " ".join(card.organisation for card in cards).casefold()
        given = calling.given_name(person.name) if _line(person.name).casefold() not in firms else ""
    return given or _line(person.name)


def say_day(day: date, words: Words) -> str:
    """The day as the language writes it, such as ``Tuesday 3 March 2026``."""
    return words.date.format(
        weekday=words.weekdays[day.weekday()], day=day.day, month=words.months[day.month - 1], year=day.year
    )


def say_name(given: str, family: str, words: Words) -> str:
    """The two parts of a name in the order of the language."""
    return _line(words.name.format(given=given, family=family))


def _line(text: str) -> str:
    return " ".join(text.split())


def _chosen(options: Sequence[str], seed: str, what: str) -> str:
    return options[crc32(f"{seed}/{what}".encode()) % len(options)]


def _thanks(gifts: Sequence[Gift], words: Words, seed: str) -> str:
    known = [gift for gift in gifts if gift.sure >= _SURE_ENOUGH]
    if not known:
        return ""
    gift = max(known, key=lambda g: (g.weight * g.sure, g.day or date.min, g.kind, g.ref.source, g.ref.key))
    thanks = words.thank[gift.kind]
    if gift.day is None:
        return _chosen(thanks.undated, seed, "thank")
    return _chosen(thanks.dated, seed, "thank").replace("{year}", str(gift.day.year))


def _reach(pick: Pick, words: Words) -> str:
    if not pick.reach:
        return ""
    reach = pick.reach
    if pick.channel is Channel.PHONE:
        reach = f"tel:{_dialable(reach) or reach}"
    template = words.reach[pick.channel]
    said = template.format(reach=reach) if "{reach}" in template else f"{template}\n{reach}"
    return f"{said}\n{words.perhaps_old}" if pick.person.perhaps_old(pick.reach) else said


def _number(phones: Sequence[Phone], e164s: Mapping[str, str]) -> str:
    def rank(phone: Phone) -> tuple[bool, bool]:
        mobile = any(word in label for label in phone.labels for word in _MOBILE)
        return not mobile, "preferred" not in phone.labels

    voices = [p for p in phones if not any(word in label for label in p.labels for word in _NO_VOICE)]
    found = (_dialable(phone.raw, e164s.get(phone.raw, "")) for phone in sorted(voices, key=rank))
    return next((number for number in found if number), "")


def _dialable(raw: str, e164: str = "") -> str:
    """The number as RFC 3966 has it, with its extension; ``""`` where a phone could not dial it."""
    main, extension = parted(raw)
    digits = e164 or re.sub(r"[\s().\-–/\u00a0]", "", main.strip().removeprefix("tel:").replace("(0)", ""))
    if not (e164 or re.fullmatch(r"\+?\d{5,15}", digits)):
        return ""
    return digits + (f";ext={extension}" if extension else "")


def _is_postal(address: PostalAddress) -> bool:
    if address.street.strip():
        return bool(address.locality.strip() or address.postcode.strip())
    return not address.locality.strip() and len(address.lines()) > 1 and bool(address.label.strip())


def _email(emails: Sequence[str]) -> str:
    real = [
        mail.strip() for mail in emails if _EMAIL.fullmatch(mail.strip()) and not _NOBODY.match(mail.strip())
    ]
    return min(real, key=lambda mail: mail.split("@")[0].casefold() in _ROLES, default="")
