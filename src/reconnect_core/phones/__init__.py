"""Telephone numbers as written become E.164, once for all stores; nothing is ever guessed.

Uses ``phonenumbers`` where it is installed (extra ``phones``), else the plain rules of ``plain``.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from ..model import Contact, Handle, HandleKind
from ..model.extension import parted
from .countries import region_of

_MARKS = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_DROPPED = _MARKS | dict.fromkeys(map(ord, " \t\r\n\u00a0\u202f-().\u2010\u2011\u2012\u2013\u2014\u2212/"))
_URI = re.compile(r"(?i)^tel:")
_PLAIN = re.compile(r"\+?[0-9]{5,17}")
_PAUSE = re.compile(r"(?i)(?<=\d)\s*[pw,]{1,3}\s*[\d*#pw,]*$")


def e164s(contact: Contact, region: str = "") -> tuple[str, ...]:
    """One E.164 number or ``""`` for each of ``contact.phones``, in order; ``""`` where it cannot be known.

    The country is the number's own (``+`` or ``00``), else that of the card's addresses, else ``region``
    (ISO 3166). Where addresses in several countries allow several readings, ``region`` decides or nobody.
    """
    if not contact.phones:
        return ()
    stages = _stages(contact, region)
    return tuple([_e164(phone.raw, stages) for phone in contact.phones])


def e164(raw: str, region: str = "") -> str:
    """The E.164 number of one number as written, or ``""``; ``region`` is used for national spellings."""
    return _e164(raw, ((region.upper(),),))


def handle(raw: str, region: str = "") -> Handle:
    """The PHONE handle of a number as a journal or the user writes it: E.164, else its bare digits."""
    bare = "".join(mark for mark in raw if mark.isdecimal())
    return Handle(kind=HandleKind.PHONE, value=e164(raw, region) or bare)


def zones(e164: str) -> tuple[str, ...]:
    """The IANA time zones a number, with an extension or without, may ring in; ``()`` where nobody can say."""
    e164, _ = parted(e164)
    if not _PLAIN.fullmatch(e164) or _library("timezone") is None:
        return ()
    from . import numbering

    return numbering.zones(e164)


def extension(raw: str) -> str:
    """The digits after ``ext.``, ``x``, ``#`` or ``;ext=``, or ``""``."""
    return parted(raw)[1]


def _stages(contact: Contact, region: str) -> tuple[tuple[str, ...], ...]:
    """The groups of regions to try one after the other; within a group all readings must agree."""
    config = (region.upper(),)
    if not contact.addresses:
        return (config,)
    cards = tuple(dict.fromkeys(filter(None, map(region_of, contact.addresses))))
    return (config, cards) if not cards or config[0] in cards else (cards, config)


@lru_cache(maxsize=1 << 12)
def _e164(raw: str, stages: tuple[tuple[str, ...], ...]) -> str:
    text = raw.translate(_DROPPED)
    if not _PLAIN.fullmatch(text):
        text = _prepared(raw)
    # Where two countries could read it, the one whose trunk prefix it has (or which has none) comes first.
    for bare in (False, True) if len(stages) > 1 else (True,):
        for regions in stages:
            able = [region for region in regions if bare or text[:1] in "+0" or not _trunk(region)]
            read = {found for region in able if (found := _read(text, region))}
            if read:
                return read.pop() if len(read) == 1 else ""
    return ""


def _prepared(raw: str) -> str:
    """The number without marks, extension and dialling pauses; letters stay for the library to read."""
    text = unicodedata.normalize("NFKC", raw).translate(_MARKS).strip()
    text = _URI.sub("", text)
    if "phone-context" not in text:
        text = parted(text)[0].split(";")[0]
    return _PAUSE.sub("", text)


def _read(text: str, region: str) -> str:
    if not any(mark.isdecimal() for mark in text):
        return ""
    if _library("phonenumberutil") is None:
        from . import plain

        return plain.read(text, region)
    from . import numbering

    return numbering.read(text, region)


@lru_cache(maxsize=256)
def _trunk(region: str) -> bool:
    """Whether national numbers of the region are written with a leading 0."""
    if _library("phonenumberutil") is None:
        return False
    from . import numbering

    return numbering.has_trunk(region)


@lru_cache(maxsize=4)
def _library(name: str) -> ModuleType | None:
    try:
        return import_module(f"phonenumbers.{name}")
    except ImportError:
        return None
