"""Bytes of one value to text: the declared charset, UTF-8, or what the file's bytes look like."""

import codecs
import re
from functools import lru_cache

_ALIASES = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "shiftjis": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "euc-cn": "gb18030",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "latin1": "cp1252",
    "us-ascii": "cp1252", "ascii": "cp1252",
}  # fmt: skip
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_ODD_LINES = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
# Latin-2 letters stand on places where Latin-1 has only signs, which never touch a letter.
_LATIN2 = re.compile(rb"[A-Za-z][\xa1\xa6\xac\xb1\xb6\xbc]|[\xa1\xa6\xac\xb1\xb6\xbc][a-z]")
_CP1250 = re.compile(
    rb"[A-Za-z](?:[\x9f\xb9\xb3\xbf]|\x9c(?!u))|(?:[\x8f\x9f\xa3\xa5\xaf\xb3\xbf]|\x8c(?!u))[a-z]"
    # Shared by both Latin-2 charsets, on the places of Latin-1 letters that are not spelt like this:
    # ñs, iæ at the end, aè, oø, øá, nìm, ùr stand for ńs, ić, ač, oř, řá, něm, ůr.
    rb"|\xf1(?![aeiouy\xe0-\xff])(?=[a-z\s;])|i\xe6(?![a-z])|[aeiouy\xe1\xe9\xed]\xe8|[aeiou\xe1\xed]\xf8"
    rb"|[\x8d\x9d]|\xf8[\xe1\xed]|[b-df-hj-np-tvz]\xec[a-z]|\xf9[a-z]"
)
# Old Macs have small letters where others have capitals (RenŽ), or š and ź, which consonants seldom enclose:
# where Czechs write so (pštros), their other letters stand where old Macs have only rare capitals.
_MAC = re.compile(rb"[a-z][\x8a\x8c\x8e\x8f]")
_MAYBE_MAC = re.compile(rb"[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z][\x9a\x9f][b-df-hj-np-tv-z]")
_NO_MAC = re.compile(rb"[\xe0-\xff]")
# ğ ı ş and their capitals stand where Icelandic has ð ý þ; but it has no ç, no ü, and þ only begins its words.
_TURKISH = re.compile(rb"[\xd0\xdd\xde\xf0\xfd\xfe]")
_NOT_ICELANDIC = re.compile(rb"[\xc7\xdc\xe7\xfc]|[A-Za-z\xe0-\xff]\xfe")
_FREQUENT = {
    "cp1251": "оеаинтсрвлкмдпуяй",
    "koi8-r": "оеаинтсрвлкмдпуяй",
    "cp1253": "αοιετσνηυρπκμλςάέήίόύώ",
    "cp1255": "יולהאתרבמשנםעדכג",
    "cp1256": "اليمنرتبدةعسحكف",
}
"""The letters of which most words are made; KOI8-R has its small ones where Windows-1251 has the capitals."""
_SAMPLE = 65536


class Decoder:
    """Turns the values of one file into text; never raises."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._of_file: tuple[str, ...] | None = None

    def text(self, value: bytes, charset: str = "") -> str:
        """The text of ``value``; UTF-8 where the bytes prove it, then ``charset``, then a guess."""
        if charset:
            codec = codec_for(charset)
            if codec:
                return self._declared(value, codec)
        try:
            return value.decode()
        except UnicodeDecodeError:
            return self._undeclared(value)

    def _declared(self, value: bytes, codec: codecs.CodecInfo) -> str:
        # A one-byte charset accepts any bytes: that they are UTF-8 by chance is less likely than a lie.
        order = ("utf-8", codec.name) if codec.name.startswith(("cp125", "iso8859")) else (codec.name, "utf-8")
        for name in order:
            try:
                return value.decode(name)
            except (UnicodeError, LookupError):
                continue
        return self._undeclared(value)

    def _undeclared(self, value: bytes) -> str:
        if _is_damaged_utf8(value):
            return value.decode("utf-8", "replace").rstrip("\ufffd")
        if self._of_file is None:
            lines = _odd_lines(self._data)
            self._of_file = likely(lines) if lines else ()
        for name in self._of_file or likely(value):
            try:
                return value.decode(name)
            except UnicodeDecodeError:
                continue
        return value.decode("latin-1")


@lru_cache(64)
def codec_for(charset: str) -> codecs.CodecInfo | None:
    """The codec of a CHARSET parameter, or None for one that is unknown or no charset of text."""
    name = charset.strip().strip('"').lower()
    name = _ALIASES.get(name, name)
    try:
        codec = codecs.lookup(name)
        b"x".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if name.replace("-", "_") in _REFUSED or codec.name in _REFUSED else codec


def likely(sample: bytes) -> tuple[str, ...]:
    """Charsets to try on text that is not UTF-8, from how its bytes above 0x7F stand among letters."""
    words = b"".join(_WORD.findall(sample[:_SAMPLE]))
    high = b"".join(_HIGH.findall(words))
    if len(high) < 2 or len(words) >= 2 * len(high):
        return (_european(sample[:_SAMPLE]), "cp1252")
    if all(byte >= 0xC0 or byte in b"\xa8\xb8\xa3\xb3\xa2\xb9\xba\xbc\xbe\xbf" for byte in high):
        name, share = _alphabetic(high)
        # Characters of two bytes make no run of an odd length, and only by chance frequent small letters.
        if share > 0.5 or any(len(run) % 2 for run in _HIGH.findall(sample[:_SAMPLE])):
            return (name,)
    if 8 * sum(0x81 <= byte <= 0x9F for byte in high) > len(high):
        return ("cp932", "gb18030", "cp1252")
    if all(0xB0 <= byte <= 0xC8 for byte in high[::2]):
        return ("cp949", "gb18030", "big5", "cp1252")
    return ("gb2312", "big5", "cp932", "gb18030", "cp1252")


def _alphabetic(high: bytes) -> tuple[str, float]:
    """The charset in which most bytes are frequent small letters of its language, and their share."""
    if all(0xE0 <= byte <= 0xFA for byte in high):
        # Names without a single capital, in an alphabet that has none.
        return "cp1255", 1.0
    shares = {
        name: sum(high.decode(name, "replace").count(letter) for letter in letters)
        for name, letters in _FREQUENT.items()
    }
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best] / len(high)


def _european(sample: bytes) -> str:
    if _MAC.search(sample) or (_MAYBE_MAC.search(sample) and not _NO_MAC.search(sample)):
        return "mac-roman"
    if _LATIN2.search(sample):
        return "iso8859-2"
    if _CP1250.search(sample):
        return "cp1250"
    return "cp1254" if _TURKISH.search(sample) and _NOT_ICELANDIC.search(sample) else "cp1252"


def _is_damaged_utf8(value: bytes) -> bool:
    """Mostly whole UTF-8 sequences, with a few bytes lost."""
    # One by one: a list of all that is found would be many times the value.
    whole = sum(len(match[0]) for match in _UTF8.finditer(value))
    high = len(value) - len(value.translate(None, _HIGH_BYTES))
    return whole > 0 and whole >= 3 * (high - whole)


def _odd_lines(data: bytes) -> bytes:
    """Lines that are neither ASCII nor UTF-8 and name no charset: what a guess is made from."""
    found: list[bytes] = []
    size = 0
    for match in _ODD_LINES.finditer(data):
        line = match[0][:1024]
        if b"CHARSET=" in line.upper() or _UTF8.sub(b"", line).isascii():
            continue
        found.append(line.partition(b":")[2])
        size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(found)
