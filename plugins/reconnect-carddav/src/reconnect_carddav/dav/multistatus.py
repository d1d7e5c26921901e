"""WebDAV's XML, read with suspicion: what came, for which address, and whether one record broke it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from reconnect_core import Unavailable, Unusable

DAV = "{DAV:}"
CARD = "{urn:ietf:params:xml:ns:carddav}"
CAL = "{urn:ietf:params:xml:ns:caldav}"

MARK = "\U0010ffff"
"""Stands for each character that XML cannot carry; itself a noncharacter that no text holds."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_DOCTYPE = re.compile(rb"\A[\s\S]{0,2000}?<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RESPONSE = re.compile(rb"<(?:[\w.-]+:)?response[\s>]")
_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}encoding=[\"'](?!utf-?8)[^>]{0,200}\?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One ``response``: an address and its properties (the elements of its 2xx propstats, by tag)."""

    href: str
    status: int = 200
    props: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address as a key: its path, unquoted, without the host."""
        return path_of(self.href)

    def text(self, tag: str) -> str:
        """The text of a property, stripped; empty when there is none."""
        found = self.props.get(tag)
        return (found.text or "").strip() if found is not None else ""

    def data(self, tag: str) -> str:
        """The text of a property exactly as it came."""
        found = self.props.get(tag)
        return (found.text or "") if found is not None else ""

    def hrefs(self, tag: str) -> tuple[str, ...]:
        """The addresses in a property."""
        found = self.props.get(tag)
        inner = found.iter(f"{DAV}href") if found is not None else ()
        return tuple(node.text.strip() for node in inner if node.text and node.text.strip())

    def has(self, tag: str, child: str) -> bool:
        """True when this property has such an element inside."""
        found = self.props.get(tag)
        return found is not None and next(found.iter(child), None) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Multistatus:
    """One 207 answer (RFC 4918 section 13)."""

    found: tuple[Found, ...]
    token: str = ""
    """The sync token (RFC 6578 section 6.4)."""


def path_of(href: str) -> str:
    """The address as a key: servers quote differently and add the host or not."""
    return unquote(urlsplit(href).path)


def parsed(name: str, body: bytes) -> Multistatus:
    """What a 207 body says; characters that XML cannot carry become MARK instead of ending it all.

    Raises Unavailable when the body breaks off, Unusable when it is not a multistatus at all.
    """
    root = _tree(body)
    if root is None or root.tag != f"{DAV}multistatus":
        if b"multistatus" in body[:2000] and not _ended(body):
            raise Unavailable(f"{name}: the server's answer broke off.", next_step="Try again later.")
        raise Unusable(f"{name}: the server's answer is not WebDAV.", next_step="Check url.")
    found = tuple(item for node in root.iterchildren(f"{DAV}response") for item in _responses(node))
    return Multistatus(found=found, token=(root.findtext(f"{DAV}sync-token") or "").strip())


def _tree(body: bytes) -> Any:
    """The root, by the strict parser where it can be; None when nothing can be made of it."""
    if _DOCTYPE.match(body):  # entities could grow without end, and no DAV server sends any
        return None
    root = _parsed(body, recover=False)
    if root is None:
        root = _parsed(_cleaned(body), recover=False)
    if root is None and _ended(body):
        root = _parsed(_cleaned(body), recover=True)
        if root is not None and not _whole(root, body):
            return None
    return root


def _parsed(body: bytes, *, recover: bool) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, recover=recover
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None


def _whole(root: Any, body: bytes) -> bool:
    """True when the recovering parser lost no response: an entry that is lost would look like a deletion."""
    found = list(root.iterchildren(f"{DAV}response"))
    complete = all(
        node.findtext(f"{DAV}href")
        and (node.find(f"{DAV}status") is not None or node.find(f"{DAV}propstat/{DAV}prop") is not None)
        for node in found
    )
    return complete and len(found) == len(_RESPONSE.findall(body))


def _cleaned(body: bytes) -> bytes:
    if _ENCODING.match(body):
        return body
    text = _FORBIDDEN.sub(MARK, body.decode("utf-8-sig", "surrogateescape"))
    return _REFERENCE.sub(_reference, text).encode()


def _reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    legal = code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))
    return match[0] if legal else MARK


def _ended(body: bytes) -> bool:
    return re.search(rb"</(?:[\w.-]+:)?multistatus\s*>\s*(?:<!--[\s\S]*-->\s*)?\Z", body[-400:]) is not None


def _responses(node: Any) -> list[Found]:
    whole = status_code(node.findtext(f"{DAV}status"))
    props: dict[str, Any] = {}
    worst = 0
    for propstat in node.iterchildren(f"{DAV}propstat"):
        status = status_code(propstat.findtext(f"{DAV}status")) or 200
        if 200 <= status < 300:
            for prop in propstat.iterchildren(f"{DAV}prop"):
                props.update((child.tag, child) for child in prop.iterchildren())
        else:
            worst = max(worst, status)
    status = whole or (200 if props or not worst else worst)
    return [
        Found(href=(href.text or "").strip(), status=status, props=props)
        for href in node.iterchildren(f"{DAV}href")
    ]


def status_code(line: str | None) -> int:
    """The code in ``HTTP/1.1 404 Not Found``; 0 when there is none."""
    words = (line or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
