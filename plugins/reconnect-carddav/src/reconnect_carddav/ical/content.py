"""The properties of one component: unfolded as bytes, damaged lines mended, nested components left out."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

from ..vcard.charsets import Decoder
from ..vcard.lines import Parameters, Property, parsed

_FOLDS = (b"\r\n ", b"\r\n\t", b"\n ", b"\n\t")
_DOUBLE_SPACED = re.compile(rb"\n\r?\n(?=[ \t])")
"""A blank line before a fold, where every line end was written twice."""
_HEAD = re.compile(rb"[ \t]*+([\w-]++)[ \t]*+[:;]")
_QUOTED = re.compile(rb"(?i)^[^:]*[;=][ \t]*QUOTED-PRINTABLE\b")
_TEXTS = frozenset({b"DESCRIPTION", b"SUMMARY", b"LOCATION"})
_PEOPLE = frozenset({b"ATTENDEE", b"ORGANIZER"})
_LEVELS = {b"BEGIN": 1, b"END": -1}
_SWALLOWED = re.compile(rb'"([^":]*):(\d{8}[\dTZ,/]*)"$')
"""A value inside the quotes of its parameter: ``TZID="Somewhere:20200609T090000"``."""
_LOOSE = re.compile(rb";[ \t]+(?=[\w-]+=)")
"""Blanks before a parameter: ``DTSTART; TZID=Europe/Berlin``."""
_UNQUOTED = re.compile(rb'(?i)((?:ATTENDEE|ORGANIZER);[^":]*:[^";]*;[^"]*):(mailto:.*)$')
"""``CN=Ann: Sales;PARTSTAT=ACCEPTED:mailto:``, where the first colon is not the one before the value."""
_BEHIND = re.compile(rb"(?i)^(ATTENDEE|ORGANIZER):((?:[\w-]+=[^;:]*;)++)(mailto:.*)$")
"""Parameters behind the colon: ``ATTENDEE:PARTSTAT=ACCEPTED;mailto:``."""
_ESCAPES = (("\\n", "\n"), ("\\N", "\n"), ("\\,", ","), ("\\;", ";"), ("\\:", ":"), ('\\"', '"'))

Properties = Mapping[str, list[Property]]
"""The properties of a component by name, in the order of the file."""


def properties(component: bytes, wanted: frozenset[bytes], decoder: Decoder) -> dict[str, list[Property]]:
    """What the component says under the wanted names; lines of alarms and other parts in it do not count."""
    found: dict[str, list[Property]] = {}
    for line in dict.fromkeys(content_lines(component, wanted)):
        one = parsed(_mended(line), decoder)
        if one is not None:
            found.setdefault(one.name, []).append(one)
    return found


def _mended(line: bytes) -> bytes:
    """The line with its parameters as they are meant."""
    if line.endswith(b'"'):
        line = _SWALLOWED.sub(rb'"\1":\2', line)
    if line.count(b":") > 2 and (torn := _UNQUOTED.match(line)):
        line = torn[1].replace(b":", b"") + b":" + torn[2]
    if behind := _BEHIND.match(line):
        line = behind[1] + b";" + behind[2][:-1] + b":" + behind[3]
    if b"; " not in line and b";\t" not in line:
        return line
    head, colon, value = line.partition(b":")
    return _LOOSE.sub(b";", head) + colon + value


def content_lines(component: bytes, wanted: frozenset[bytes]) -> Iterator[bytes]:
    """Each whole line at the component's own level whose name is wanted (RFC 5545 section 3.1)."""
    name, whole, depth, soft = b"", bytearray(), 0, False
    for physical in BytesIO(_unfolded(component)):
        line = physical.rstrip(b"\r\n")
        if soft:
            whole.pop()
            whole += line
            soft = line.endswith(b"=")
            continue
        head = _HEAD.match(line)
        if head is None or (name in _PEOPLE and _is_torn(whole, head[1].upper(), wanted)):
            whole += _continued(name, line)
            continue
        if name:
            yield bytes(whole)
        name, whole = head[1].upper(), bytearray()
        depth += _LEVELS.get(name, 0)
        if depth <= 1 and name in wanted:
            whole += line
            soft = line.endswith(b"=") and _QUOTED.match(line) is not None
        else:
            name = b""
    if name:
        yield bytes(whole)


def _unfolded(component: bytes) -> bytes:
    if b"\r\r" in component:
        component = component.replace(b"\r\r\n", b"\r\n")
    component = _DOUBLE_SPACED.sub(b"\n", component)
    for fold in _FOLDS:
        component = component.replace(fold, b"")
    return component


def _is_torn(whole: bytearray, following: bytes, wanted: frozenset[bytes]) -> bool:
    """True when a line has no value yet: phones break between words, as in ``STATUS=NEEDS ACTION``."""
    return whole.endswith(b" ") and b":" not in whole and following not in wanted and following not in _LEVELS


def _continued(name: bytes, line: bytes) -> bytes:
    """A line that is no property goes on with the one before: many exports forget to fold."""
    if line and name in _TEXTS:
        return rb"\n" + line.strip()
    return line.strip() if name in _PEOPLE else b""


def text(found: Properties, name: str) -> str:
    """The unescaped text of the first property of this name, or an empty string."""
    values = found.get(name)
    return unescaped(values[0].text).strip() if values else ""


def word(found: Properties, name: str) -> str:
    """The first value of this name as one lower-case word."""
    values = found.get(name)
    return values[0].text.strip().lower() if values else ""


def number(found: Properties, name: str) -> int:
    """The first value of this name as a whole number; 0 when it is none."""
    value = word(found, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def unescaped(value: str) -> str:
    """TEXT as it is meant (RFC 5545 section 3.3.11)."""
    if "\\" not in value:
        return value
    value = value.replace("\\\\", "\0")
    for escaped, meant in _ESCAPES:
        value = value.replace(escaped, meant)
    return value.replace("\0", "\\")


def parameter(one: Parameters, name: str) -> str:
    """All of a parameter's values, whether or not its commas were quoted."""
    return ",".join(one.named.get(name, ())).strip()
