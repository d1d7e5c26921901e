"""Which encoding a file is in: its byte order mark, its NULs, valid UTF-8, else what its words look like."""

import codecs
import re
from collections import Counter
from collections.abc import Callable
from typing import BinaryIO

SAMPLE = 1 << 16
_CHUNK = 1 << 20
_LOOK = 8 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALPHABETS = {
    "cp1252": "äöüß éèêëàâçîïôûùœü áéíóúñü¿¡ãõªº áâãàçéêíóôõú àèéìòù åäöé æøåé ëïéèöü ðþáéíóúýæö",
    "cp1250": "ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű ăâîşţșț čćđšž äöüß",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё оаинтеврсклмудпзяьбгйчхіїцюєшжґфщ",
    "cp1254": "çğıiöşüâ",
    "cp1253": "αοιετσνηυρπκμλςάέήίόύώγδθφχβωξψζϊϋ",
    "cp1255": "יולהאתרבמשנםעדקחפכטצגספזךןףץ",
    "cp1256": "اليمنرتبدةعسحكفهجأقشصخطضإذزغثىظءآؤئو",
    "cp874": "านรอกเงมยลวดทสตปบคหะแจพชขใไซโผณธถศภษญฐ่้ัิีุูึื็์",
    "cp1257": "ąčęėįšųūž āčēģīķļņšūž äöõüšž",
    "iso8859_2": "ąćęłńóśźż áčďéěíňóřšťúůýž áéíóöőúüű",
    "koi8_r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "mac_roman": "äöüß éèêëàâçîïôûùœ áéíóúñü¿¡ãõâêôçà åäö æøå",
    "cp850": "äöüß éèêëàâçîïôûùœ áéíóúñü¿¡ãõâêôçà åäö æøå",
    "cp852": "ąćęłńóśźż áčďéěíňóřšťúůýž áéíóöőúüű čćđšž",
}
_MISPLACED = re.compile("(?!^)þ(?![ijórúýæ])|[ךםןףץς](?!$)")
"""Letters where they never stand: Icelandic has Hafþór and Alþingi, but no Ayþe; others only end words."""
_FREQUENT = 14
"""So many letters of a long alphabet make most of any text: alphabets begin with them."""
_MARKS_OF_PRINT = frozenset("’‘“”„–—…€°§«»•·©®™\u00a0\u0307\ufffd")
_ASCII, _ASCII_BYTES = re.compile("[\0-\x7f]+"), bytes(range(128))
_COMMON_PAIRS = {
    "cp932": re.compile(rb"[\x82\x83][\x40-\xf1]|[\x88-\x97][\x40-\xfc]|\x81[\x40-\x9e]"),
    "cp949": re.compile(rb"[\xb0-\xc8][\xa1-\xfe]"),
    "gb18030": re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|\xa3[\xa1-\xfe]"),
    "big5": re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]|\xa1[\x40-\xfe]"),
    "euc_jp": re.compile(rb"[\xa4\xa5][\xa1-\xf6]|[\xb0-\xcf][\xa1-\xfe]"),
}
_NEAR = {
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "zh": ("gb18030", "big5"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "hr", "sl"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("ru", "uk", "bg", "sr"), ("cp1251", "koi8_r")),
    **dict.fromkeys(("lt", "lv", "et"), ("cp1257",)),
    "tr": ("cp1254",),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "th": ("cp874",),
}


def detect(file: BinaryIO, known: Callable[[str], int], language: str = "") -> str:
    """The name of the encoding, or an empty one for what is no text; leaves the file at its beginning.

    Only the first ``_LOOK`` bytes are looked at: a stray byte further on costs its own cell.

    ``known`` counts the headers it recognises in a text: they decide between encodings that both could be.
    """
    head = file.read(SAMPLE)
    try:
        for mark, name in _MARKS:
            if head.startswith(mark):
                return name
        if b"\0" in head and (wide := _without_mark(head, known)):
            return wide
        return _utf8_or_older(file, head, known, language) if _is_text(head) else ""
    finally:
        file.seek(0)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")):
        return False
    odd = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", head))
    return odd * 20 <= len(head)


def _without_mark(head: bytes, known: Callable[[str], int]) -> str:
    even = head[: len(head) // 2 * 2]
    scores = {}
    for position, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros = even[position::2].count(0)
        others = even[1 - position :: 2].count(0)
        text = even.decode(name, "replace")
        scores[name] = known(text) * 10 + (zeros > len(even) // 8 and zeros > 8 * others)
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else ""


def _utf8_or_older(file: BinaryIO, head: bytes, known: Callable[[str], int], language: str) -> str:
    """UTF-8 when the whole file is; a file with a few stray bytes in plenty of UTF-8 still counts as such."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    for chunk in iter(lambda: file.read(_CHUNK), b""):
        if file.tell() > _LOOK:
            break
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            around = max(0, error.start - SAMPLE // 2)
            sample = head + b"\n" + chunk[around : around + SAMPLE]
            return "utf-8" if _mostly_utf8(sample) else _older(sample, known, language)
    return "utf-8"


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not c.isascii() for c in text) - broken > 4 * broken


def _older(sample: bytes, known: Callable[[str], int], language: str) -> str:
    near = _NEAR.get(language.partition("-")[0].partition("_")[0], ())
    names = dict.fromkeys((*near, *_ALPHABETS, *_COMMON_PAIRS))
    best, best_score = "cp1252", -1.0
    for name in names:
        text = sample.decode(name, "replace")
        score = 10 * known(text) + _likeness(sample, text, name) - 20 * text.count("\ufffd") / len(text)
        if score > best_score + 1e-9:
            best, best_score = name, score
    return best


def _likeness(sample: bytes, text: str, name: str) -> float:
    """How much of what is not ASCII one language's letters account for, about 0 to 1."""
    if name in _COMMON_PAIRS:
        pairs = b"".join(_COMMON_PAIRS[name].findall(sample))
        return len(pairs.translate(None, _ASCII_BYTES)) / len(sample.translate(None, _ASCII_BYTES))
    letters = Counter(_ASCII.sub("", text.lower()))
    for mark in _MARKS_OF_PRINT:
        letters.pop(mark, None)
    if not letters:
        return 1.0
    shares = [_share(letters, alphabet) for alphabet in _ALPHABETS[name].split()]
    union = sum(letters[c] for c in set(_ALPHABETS[name]))
    if name == "koi8_r" and not any(c.islower() and not c.isascii() for c in text):
        # It has its capitals where other alphabets have all their letters.
        union -= letters.total()
    return (0.7 * max(shares) + 0.3 * union) / letters.total() - _odd(text)


def _share(letters: Counter[str], alphabet: str) -> float:
    rare = alphabet[_FREQUENT:] if len(alphabet) > 20 else ""
    return sum(letters[c] for c in set(alphabet)) - 0.4 * sum(letters[c] for c in rare)


def _odd(text: str) -> float:
    """The share of words that no language writes: Latin letters among others, a small letter before a capital.

    Names in an alphabet that has capitals begin with one: where none does, it is another.
    """
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if not word.isascii()]
    wrong = sum(
        _is_mixed(word) or _MISPLACED.search(word) is not None or any(map(_falls, word, word[1:]))
        for word in words
    )
    foreign = [word for word in words if not any(map(str.isascii, word))]
    small = bool(foreign) and all(word[0].islower() for word in foreign)
    return (wrong / len(words) if words else 0.0) + 0.2 * small


def _is_mixed(word: str) -> bool:
    return any(c.isascii() for c in word) and any(c > "\u036f" and not "\u1e00" <= c <= "\u1eff" for c in word)


def _falls(one: str, other: str) -> bool:
    return one.islower() and other.isupper()
