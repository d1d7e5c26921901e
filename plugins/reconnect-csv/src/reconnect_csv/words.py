"""Header texts made comparable: case, accents, punctuation and the many ways to write "e-mail"."""

import re
import unicodedata
from functools import lru_cache

_ASCII = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NUMBER = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ё": "е", "〒": "郵便番号"}
)
_MAIL = re.compile(r"\be (mail|post|posta|pasta)")
_CJK = "\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_GLUE = re.compile(f"(?<=[{_CJK}]) | (?=[{_CJK}])")
_HAS_CJK = re.compile(f"[{_CJK}]")


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The form in which two spellings of one header are equal; idempotent, empty for mere punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _CAMEL.sub(" ", text).casefold()
    if text.isascii():
        text = _ASCII.sub(" ", text.replace("'", ""))
    else:
        bare = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
        text = unicodedata.normalize("NFC", bare).translate(_LETTERS)
        text = "".join(c if _counts(c) else "" if c in "'\u2019`" else " " for c in text)
    if any(c.isdigit() for c in text):
        text = _NUMBER.sub(" ", text)
    text = _MAIL.sub(r"e\1", " ".join(text.split()))
    return text if text.isascii() else _GLUE.sub("", text)


def has_cjk(text: str) -> bool:
    """True when the text holds a Chinese, Japanese or Korean letter."""
    return not text.isascii() and _HAS_CJK.search(text) is not None


def _counts(character: str) -> bool:
    """Letters, their marks and digits make a word; Hindi vowels are marks, so ``isalnum`` is not enough."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"
