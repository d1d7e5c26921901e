"""Escapes and separators inside a value.

vCard 3.0 and 4.0 escape with a backslash (RFC 6350 section 3.4). In 2.1 only the semicolon of a structured
value is escaped, and a backslash in plain text is a backslash; yet many 2.1 writers escape line breaks as
well, and one that escapes a comma escapes everything as 3.0 does. vobject's own unescaping is not used: it
cuts plain text at the first comma, keeps unknown escapes, and turns a backslash at the end into the word
``eof``.
"""

import re

NOTHING = frozenset("null NULL (null) undefined NaN N/A n/a".split())
"""What programs write where there is nothing."""
_NOTHING_ELSE = re.compile(rf"[\s;]*+(?:(?:{'|'.join(map(re.escape, NOTHING))})(?:[\s;]++|\Z))*+")
MOST = 1000
"""Values taken from one list; more are no address book's."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OLD_ESCAPE = re.compile(r"\\([nN])")
_PART = re.compile(r"((?:[^;\\]++|\\.|\\\Z)*+)(?:;|\Z)", re.DOTALL)
_ITEM = re.compile(r"((?:[^,\\]++|\\.|\\\Z)*+)(?:,|\Z)", re.DOTALL)
_SPACE = re.compile(r"\s+")


def text(value: str, version: int) -> str:
    """A plain text value without its escapes."""
    if "\\" not in value:
        return value
    old = version < 3 and "\\," not in value
    return (_OLD_ESCAPE if old else _ESCAPE).sub(_meant, value)


def parts(value: str, count: int) -> list[str]:
    """The first ``count`` parts between semicolons, unescaped and stripped; missing ones and null are empty."""
    if "\\" in value:
        found = [_ESCAPE.sub(_meant, part).strip() for part in _cut(_PART, value, count)]
    else:
        found = [part.strip() for part in value.split(";", count)[:count]]
    if not NOTHING.isdisjoint(found):
        found = ["" if part in NOTHING else part for part in found]
    return found + [""] * (count - len(found))


def says_nothing(value: str) -> bool:
    """True for an empty value, and for ``null null`` or ``undefined;;``."""
    return _NOTHING_ELSE.fullmatch(value) is not None


def items(value: str) -> list[str]:
    """The non-empty values between commas, unescaped and stripped."""
    if "\\" in value:
        found = [_ESCAPE.sub(_meant, item).strip() for item in _cut(_ITEM, value, MOST)]
    else:
        found = [item.strip() for item in value.split(",", MOST)[:MOST]]
    return [item for item in found if item]


def one_line(value: str) -> str:
    """The value with every run of white space as one blank."""
    return _SPACE.sub(" ", value).strip()


def _cut(pattern: "re.Pattern[str]", value: str, count: int) -> list[str]:
    found: list[str] = []
    at = 0
    while len(found) < count and at <= len(value) and (match := pattern.match(value, at)):
        found.append(match[1])
        if match.end() == len(value):
            break
        at = match.end()
    return found


def _meant(match: "re.Match[str]") -> str:
    char = match[1]
    if char in "nN":
        return "\n"
    # A backslash before a letter or digit that is no escape is one: a path, a share.
    return match[0] if char.isalnum() else char
