"""The properties of one component: unfolded as bytes, damaged lines mended, nested components left out."""

import re
from collections.abc import Iterator, Mapping

from ..vcard.charsets import Decoder
from ..vcard.lines import Parameters, Property, parsed

_FOLD = re.compile(rb"\r*\n[ \t]")
_HEAD = re.compile(rb"[ \t]*([\w-]+)[ \t]*[:;]")
_QUOTED = re.compile(rb"(?i)^[^:]*[;=][ \t]*QUOTED-PRINTABLE\b")
_TEXTS = frozenset({b"DESCRIPTION", b"SUMMARY", b"LOCATION"})
_PEOPLE = frozenset({b"ATTENDEE", b"ORGANIZER"})
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)

Properties = Mapping[str, list[Property]]
"""The properties of a component by name, in the order of the file."""


def properties(component: bytes, wanted: frozenset[bytes], decoder: Decoder) -> dict[str, list[Property]]:
    """What the component says under the wanted names; lines of alarms and other parts in it do not count."""
    found: dict[str, list[Property]] = {}
    for line in dict.fromkeys(content_lines(component, wanted)):
        one = parsed(line, decoder)
        if one is not None:
            found.setdefault(one.name, []).append(one)
    return found


def content_lines(component: bytes, wanted: frozenset[bytes]) -> Iterator[bytes]:
    """Each whole line at the component's own level whose name is wanted (RFC 5545 section 3.1)."""
    name, line, depth, soft = b"", b"", 0, False
    for physical in _FOLD.sub(b"", component).split(b"\n"):
        bare = physical.rstrip(b"\r")
        if soft:
            line, soft = line[:-1] + bare, bare.endswith(b"=")
            continue
        head = _HEAD.match(bare)
        if head is None or not head[1]:
            line = _continued(name, line, bare)
            continue
        if name:
            yield line
        name = head[1].upper()
        if name == b"BEGIN":
            depth += 1
        elif name == b"END":
            depth -= 1
        if depth > 1 or name not in wanted:
            name = line = b""
            continue
        line = bare
        soft = bare.endswith(b"=") and _QUOTED.match(bare) is not None
    if name:
        yield line


def _continued(name: bytes, line: bytes, bare: bytes) -> bytes:
    """A line that is no property goes on with the one before: many exports forget to fold."""
    if not bare:
        return line
    if name in _TEXTS:
        return line + rb"\n" + bare.strip()
    return line + bare.strip() if name in _PEOPLE else line


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
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def parameter(one: Parameters, name: str) -> str:
    """All of a parameter's values, whether or not its commas were quoted."""
    return ",".join(one.named.get(name, ())).strip()
