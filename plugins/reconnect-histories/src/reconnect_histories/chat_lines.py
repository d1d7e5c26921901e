"""Lines of a WhatsApp export: where a message begins, when it was and who wrote it, in any phone's language.

iPhones write ``[15-01-20 02:22:56] Ann: hello``, Androids ``15/01/2020, 14:22 - Ann: hello``, each with date
and time as its own locale has them. What belongs to a message of several lines begins with neither.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from itertools import pairwise

ORDERS = ("dmy", "mdy", "ymd")

_MARKS = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_BLANKS = {0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x060C: ","}
_PLAIN = _MARKS | _BLANKS
_MORNING = (
    r"a\.?\s?m\.?|午前|上午|凌晨|早上|오전|ص|öö|de\.|π\.?μ\.?|पूर्वाह्न|म\.?पू\.?|pg|sa"
    r"|ق\.ظ\.?|e paradites|ก่อนเที่ยง|לפנה״צ"
)
_AFTERNOON = (
    r"p\.?\s?m\.?|午後|下午|晚上|中午|오후|م|ös|du\.|μ\.?μ\.?|अपराह्न|म\.?उ\.?|ptg|ch"
    r"|ب\.ظ\.?|e pasdites|หลังเที่ยง|אחה״צ"
)
_HALF = rf"(?:(?P<am>{_MORNING})|(?P<pm>{_AFTERNOON}))"
_LINE = re.compile(
    r"(?P<open>\[)?(?P<one>\d{1,4})(?:\s?[./\-]\s?|[年년]\s?)(?P<two>\d{1,2})(?:\s?[./\-]\s?|[月월]\s?)(?P<three>\d{1,4})"
    rf"(?:日|일)?\.?,?(?:\s?(?!{_MORNING}|{_AFTERNOON})[^\d\W]{{1,4}}\.?,?)?\s{{0,2}}"
    rf"(?:{_HALF.replace('am>', 'am1>').replace('pm>', 'pm1>')}\s?)?"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    rf"(?:\s?{_HALF})?(?P<close>\])?(?:(?:\s[^\d\W]{{1,4}}\.?)?\s[-–]\s|[,:]?\s)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TIME_FIRST = re.compile(r"^(\[?)(\d{1,2}:\d\d(?::\d\d)?),?\s(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?=\]?\s)")
"""As in Vietnamese: ``14:44, 17/07/2020 - Ann: hello``."""
_NAMED = re.compile(
    r"(?P<name>(?:[^:\"“”«»]|\"[^\":]{1,40}\"|“[^”:]{1,40}”|«[^»:]{1,40}»){1,100}?)\s?:(?:\s|$|(?=[^/\d]))"
)
_MISSED = re.compile(
    r"\W*(?:missed (?:voice|video|group)|verpasster (?:sprach|video|gruppen)\w*"
    r"|appel (?:(?:vocal|vidéo) )?manqué|(?:video)?llamada (?:(?:grupal|de voz|de vídeo) )?perdida"
    r"|(?:video)?chiamata (?:vocale |video )?(?:persa|senza risposta)"
    r"|(?:chamada|ligação) (?:de \w+ )?(?:perdida|não atendida)|gemiste \w*oproep|missat \w*samtal|ubesvaret"
    r"|tapt (?:tale|video|anrop)\w*|vastaamaton|nieodebrane|zmeškaný|пропущенный|пропущений|cevapsız"
    r"|不在着信|未接(?:语音|語音|视频|視訊|来电|來電|通话|通話)|부재중 (?:음성|영상|그룹|전화|통화)"
    r"|مكالمة \w* ?(?:فائتة|لم يرد)|שיחה שלא נענתה|panggilan \w+ tak terjawab"
    r"|(?:[\w ]{0,12}\bcall|\w*anruf|appel[\w ]{0,12}|\w*llamada[\w ]{0,12}|\w*chiamata[\w ]{0,12}"
    r"|(?:chamada|ligação)[\w ]{0,12}|\w*oproep), \W*(?:no answer|keine antwort|sans réponse|sin respuesta"
    r"|nessuna risposta|sem resposta|geen antwoord))",
    re.IGNORECASE,
)
_SEALED = re.compile(
    r"end-to-end|ende-zu-ende|ende-til-ende|de bout en bout|de extremo a extremo|crittografat|ponta a ponta"
    r"|eind-tot-eind|d'extrem a extrem|szyfrowa|uçtan uca|totalsträcks|päästä päähän|koncov\w+ šifrov"
    r"|végpontok|criptat|διατερματικ|сквозн|наскрізн|đầu cuối|एंड-टू-एंड|מקצה.לקצה|بين الطرفين"
    r"|端到端|端对端|端對端|エンドツーエンド|종단",
    re.IGNORECASE,
)
_BUDDHIST = 543


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that begins a message: the three numbers of its date as they stand, its time, and its writer."""

    numbers: tuple[int, int, int]
    at: time
    sender: str
    """"" for a line by WhatsApp itself."""
    sealed: bool
    """It says that the chat is encrypted: what stands for its sender is the name of the chat."""
    missed: bool
    marked: bool
    """It begins like what an iPhone itself writes: pictures, calls, who was added by whom."""


def plain(text: str) -> str:
    """The text without marks of direction, with plain blanks only, each once."""
    return " ".join(text.translate(_PLAIN).split())


def line(text: str) -> Line | None:
    """What a line begins, or None when it goes on with the message before it or says no time."""
    if not any(c.isdigit() for c in text[:6]):
        return None
    shown = _TIME_FIRST.sub(r"\1\3, \2", text.translate(_PLAIN).lstrip())
    found = _LINE.match(shown)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    at = _time(found)
    if at is None:
        return None
    named = _NAMED.match(found["rest"])
    words = found["rest"][named.end() : named.end() + 200] if named else found["rest"]
    return Line(
        numbers=(int(found["one"]), int(found["two"]), int(found["three"])),
        at=at,
        sender=_name(named["name"]) if named else "",
        sealed=bool(_SEALED.search(words)),
        missed=bool(_MISSED.match(words)),
        marked=": \u200e" in text[:200],
    )


def order_of(numbers: Iterable[Sequence[int]], usual: str) -> str:
    """How the dates of one export are ordered: the way in which they exist and run forward in time.

    ``usual`` decides when several ways do.
    """
    kept = list(dict.fromkeys(map(tuple, numbers)))
    if kept and min(one[0] for one in kept) > 31:
        return "ymd"

    def unfit(way: str) -> tuple[int, int]:
        days = [day(one, way) for one in kept]
        return days.count(None), sum(a > b for a, b in pairwise(filter(None, days)))

    return min((usual, "dmy", "mdy"), key=unfit)


def day(numbers: Sequence[int], order: str) -> date | None:
    """The date that three numbers mean in this order, or None when there is none."""
    first, second, third = numbers
    year, month, of_month = {
        "dmy": (third, second, first),
        "mdy": (third, first, second),
        "ymd": (first, second, third),
    }[order]
    if year < 100:
        year += 2000
    elif year > 2400:
        year -= _BUDDHIST
    try:
        return date(year, month, of_month) if 2009 <= year < 2100 else None
    except ValueError:
        return None


def moment(found: Line, order: str, zone: tzinfo) -> datetime | None:
    """The UTC moment of a line, whose time is a wall time of the garden's zone."""
    on = day(found.numbers, order)
    return datetime.combine(on, found.at, zone).astimezone(UTC) if on else None


def _time(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    if found["pm"] or found["pm1"]:
        hour = hour % 12 + 12
    elif found["am"] or found["am1"]:
        hour %= 12
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None


def _name(text: str) -> str:
    """A name without the tilde that stands before those who are not in the phone's address book."""
    return " ".join(text.removeprefix("~").split())
