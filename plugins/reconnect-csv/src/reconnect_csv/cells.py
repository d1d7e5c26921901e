"""What stands in one cell: e-mail addresses, numbers, labels, links; and the damage cells come with."""

import html
import re

from .words import key

MANY = ":::"
"""What Google puts between several values in one cell."""

_MODULE = "::::"
"""What some CRMs put between a table and the title of its row."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_STRAY = re.compile("[\ud800-\udfff]")
_EMAIL = re.compile(r"[^\s@\"<>()\[\],;:]+@[^\s@\"<>()\[\],;:]+")
_BETWEEN = re.compile(r"[\s,;<>()\[\]|\"]+")
_EMPTY = frozenset("n/a #n/a N/A #N/A none None NONE null NULL (null) nan NaN undefined -- --- #".split())
"""How programs write that there is nothing, and as nobody's name is written."""
_REACHING = re.compile(r"[@\uff20\d]")
"""What no address and no number is without."""
_NOTHING = frozenset("n/a #n/a na nan null none nil - -- --- # undefined unknown (null)".split())
_SCHEMES = ("mailto:", "smtp:")
_BETWEEN_PHONES = re.compile(
    r"\s*[;\n|]\s*|,\s*|(?<=\d)\s+(?=\+\d)"
    r"|\s+(?:/|&|or|and|od\.?|o\.|oder|und|u\.|ou|et|y|e|of|en|eller|lub|nebo|или|и)\s+"
)
_BESIDE_NUMBER = re.compile(
    r"(?:([^\W\d_][^\d+(:]*?)(?:\s*:\s*|\s+))?([+(\d].*?\d)(?:\s*\(([^\d()]+)\)|\s+([^\W\d_][^\d()]+))?"
)
_FULL = 7
"""Behind fewer digits than these, letters stand for digits: ``1-800 FLOWERS``."""
_LISTED = re.compile(r"\+?\(?\d[\d\s()./-]{3,}\d")
"""A number in what programs write for a list: ``["+49…"]``, ``{+49…,+49…}``, with labels or without."""
_NUMBER_LIKE = re.compile(r"\+?[\d\s()./\u2010-\u2015-]+(?:\s?(?:x|ext\.?)\s?\d+)?")
_FLOAT = re.compile(r"^(\+?\d{6,})\.0$")
_SPREADSHEET = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam rev herr frau mme mlle m monsieur madame dott dottssa sig sigra"
    " sr sra srta senor senora don dona dhr mevr mw hr fru pan pani ing mgr dipl".split()
)
_NO = frozenset(
    "0 no n false f nein non nee nej nie falsch faux off não nao nem nu ne ei hayır hayir нет не ні όχι לא لا"
    " いいえ 否 아니오 아니요".split()
) | {""}
_ANSWERS = frozenset("yes no true false ja nein oui non да нет".split())
_NO_PERSONS = {
    **dict.fromkeys(
        "company organization organisation firma unternehmen entreprise societe empresa azienda societa bedrijf"
        " organisatie virksomhed foretag yritys organizacja компания организация 会社 公司 회사"
        " bot application location room resource".split(),
        "organisation",
    ),
    **dict.fromkeys("group list gruppe groupe grupo gruppo groep distributionlist".split(), "group"),
}
_SUM = re.compile(
    r"[-=_*.\s]+|(?:grand |sub)?(?:total|totals|summe|gesamt|gesamtsumme|anzahl|insgesamt|totale|totaal|aantal"
    r"|razem|celkem|součet|összesen|összeg|итого|всего|разом|toplam|σύνολο|total général|yhteensä|i alt"
    r"|合計|总计|合计|總計|합계|المجموع|סהכ|סה\"כ)\b[\s:=]*(?:\d[\d.,]*(?: \w+)?)?",
    re.IGNORECASE,
)
_LINK_BEHIND = re.compile(r"\s*\(https?://[^()\s]*\)")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")
_EMAIL_LONGEST = 320


def clean(cell: str) -> str:
    """The cell without invisible characters; line ends are plain, stray bytes read in their old encoding."""
    if cell.isprintable() and cell.isascii():
        return cell.strip()
    if not cell.isprintable():
        cell = _STRAY.sub(_mended, cell)
        cell = _CONTROL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    return cell.strip()


def says_nothing(cell: str) -> bool:
    """True for what programs write into an empty cell: ``NULL``, ``nan``, ``None``; Null and Nan are names."""
    return cell in _EMPTY


def pieces(cell: str) -> list[str]:
    """The values of a cell that may hold several."""
    if MANY not in cell:
        return [cell] if cell else []
    if _MODULE in cell:
        return pieces(cell.partition(_MODULE)[2])
    return [piece for part in cell.split(MANY) if (piece := part.strip())]


def emails(cell: str) -> list[str]:
    """Every e-mail address in a cell, as written, each once."""
    if "@" not in cell:
        return []
    found = (_bare_address(piece) for piece in _BETWEEN.split(cell) if "@" in piece)
    return [piece for piece in dict.fromkeys(found) if len(piece) <= _EMAIL_LONGEST and _EMAIL.fullmatch(piece)]


def _bare_address(piece: str) -> str:
    """The address without the scheme that Exchange and web pages put before it."""
    scheme = next((mark for mark in _SCHEMES if piece[:8].lower().startswith(mark)), "")
    return piece[len(scheme) :].strip(".'{}")


def called(cell: str) -> str:
    """The name in ``Name <address>``; empty in any other cell."""
    name, bracket, _ = cell.partition("<")
    return name.strip().strip("\"'").strip() if bracket and "@" not in name else ""


def phones(cell: str, fewest: int) -> list[str]:
    """Every telephone number in a cell, as written; if ``fewest``, what looks like one of so many digits."""
    found = []
    if cell[:1] + cell[-1:] in ("[]", "{}"):
        cell = "\n".join(_LISTED.findall(cell))
    for piece in pieces(cell):
        parts = _BETWEEN_PHONES.split(piece)
        several = len(parts) > 1 and all(sum(c.isdigit() for c in part) >= 6 for part in parts)
        for part in parts if several else [piece]:
            text = _FLOAT.sub(r"\1", part.strip("='\" "))
            if _may_be_phone(text, fewest):
                found.append(text)
    return found


def is_reach(text: str) -> bool:
    """True for a cell that is nothing but an address, or a number of seven digits or more."""
    return bool(_REACHING.search(text)) and (emails(text) == [text] or phones(text, 7) == [text])


def with_country(number: str, calling: str) -> str:
    """The number with the calling code that a cell beside it tells; one that tells its country is left alone."""
    code, digits = calling.lstrip("+0 "), "".join(filter(str.isdigit, number))
    if not (code.isdecimal() and len(code) < 4) or number.startswith(("+", "00")):
        return number
    has_code = digits.startswith(code) and len(digits) >= len(code) + 10
    return f"+{digits}" if has_code else f"+{code} {number}"


def bare_number(text: str) -> tuple[str, str]:
    """A number without what is said of it, and that: ``home: 030 1``, ``030 1 (home)``, ``030 1234567 home``."""
    if text[-1:].isdigit() and not text[0].isalpha():
        return text, ""
    found = _BESIDE_NUMBER.fullmatch(text)
    if not found or (found[4] and sum(map(str.isdigit, found[2])) < _FULL):
        return text, ""
    return found[2], found[1] or found[3] or found[4] or ""


def _may_be_phone(text: str, fewest: int) -> bool:
    if not text or "@" in text or "://" in text or _SPREADSHEET.fullmatch(text):
        return False
    if not any(c.isalnum() for c in text) or len(text) > 80 or text.lower() in _NOTHING:
        return False
    return not fewest or (_NUMBER_LIKE.fullmatch(text) is not None and sum(map(str.isdigit, text)) >= fewest)


def labels(cell: str) -> list[str]:
    """The labels in a cell: parted by ``:::``, else semicolons, commas or bars; Google's leading asterisk off."""
    separator = next((mark for mark in (MANY, ";", ",", "|") if mark in cell), MANY)
    found = (part.strip().strip('"').removeprefix("* ").strip() for part in cell.split(separator))
    return [label for label in dict.fromkeys(found) if label and not is_answer(label)]


def links(cell: str) -> list[str]:
    """The addresses on the web in a cell; anything with a dot and no blank counts."""
    return [
        part for piece in pieces(cell) for part in piece.split() if "." in part.strip(".") and "@" not in part
    ]


def is_honorific(cell: str) -> bool:
    """True for what stands before a name (Dr., Frau) and is no job."""
    words = cell.replace(".", " ").casefold().split()
    return bool(words) and all(word in _HONORIFICS for word in words)


def is_answer(cell: str) -> bool:
    """True for a mere yes or no, which is nobody's name and no label."""
    return cell.strip().casefold() in _ANSWERS


def says_yes(cell: str) -> bool:
    """False for an empty cell and the usual words for no."""
    return cell.strip().casefold() not in _NO


def no_person(header: str, cell: str) -> str:
    """``organisation`` (also for rooms and programs) or ``group`` where a cell says so; empty for people.

    A header that asks (``Is Bot``) is answered by yes, any other one by the word itself.
    """
    words = key(cell).replace(" ", "")
    if words in ("yes", "true", "1", "y", "ja", "oui", "si", "sim"):
        words = key(header).rpartition(" ")[2]
    return _NO_PERSONS.get(words, "")


def is_no_name(text: str) -> bool:
    """True for a rule of dashes and for what stands below a list: ``Total``, ``Summe: 12 Mitglieder``."""
    return len(text) < 40 and _SUM.fullmatch(text) is not None


def without_link(cell: str) -> str:
    """The cell without the address of the page that a linked table puts behind each of its titles."""
    return _LINK_BEHIND.sub("", cell).strip() if "(http" in cell else cell


def without_entities(cell: str) -> str:
    """The cell without the entities that programs for the web leave in it: ``&uuml;`` is ü."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), cell)


def _mended(stray: re.Match[str]) -> str:
    """A byte that was no UTF-8 as what it was before the file became UTF-8."""
    byte = ord(stray[0]) - 0xDC00
    return bytes([byte]).decode("cp1252", "replace") if 0x80 <= byte <= 0xFF else "\ufffd"
