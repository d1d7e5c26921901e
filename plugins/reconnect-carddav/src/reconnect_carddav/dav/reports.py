"""The WebDAV, CardDAV and CalDAV requests that are sent, each with the RFC section that defines it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote, unquote, urljoin
from xml.sax.saxutils import escape, quoteattr

from .multistatus import CAL, CARD, DAV, Multistatus, parsed
from .transport import Answer, Transport, expect

_SHORT = {DAV: "d", CARD: "card", CAL: "cal", "{http://calendarserver.org/ns/}": "cs"}
_NAMESPACES = " ".join(f"xmlns:{short}={quoteattr(full[1:-1])}" for full, short in _SHORT.items())
ETAG = f"{DAV}getetag"
CARD_DATA = f"{CARD}address-data"
CAL_DATA = f"{CAL}calendar-data"


def prop(tags: Iterable[str]) -> str:
    """A ``prop`` element that asks for these properties."""
    return f"<d:prop>{''.join(f'<{_short(tag)}/>' for tag in tags)}</d:prop>"


def body(root: str, inner: str) -> bytes:
    """A request body with this root element, ``prefix:name``."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} {_NAMESPACES}>{inner}</{root}>'.encode()


def _short(tag: str) -> str:
    space, _, name = tag.partition("}")
    return f"{_SHORT[space + '}']}:{name}"


def ask(transport: Transport, url: str, tags: Iterable[str], depth: int) -> Answer:
    """RFC 4918 section 9.1, PROPFIND: these properties of a resource, or of its members too (depth 1)."""
    return transport.send("PROPFIND", url, body("d:propfind", prop(tags)), {"Depth": str(depth)})


def propfind(transport: Transport, url: str, tags: Iterable[str], depth: int) -> tuple[Multistatus, str]:
    """What ``ask`` brings, read; also the address that answered, after redirects."""
    answer = ask(transport, url, tags, depth)
    expect(transport.name, answer, 207)
    return parsed(transport.name, answer.body), answer.url


def sync_collection(transport: Transport, url: str, token: str) -> Answer:
    """RFC 6578 section 3.2: addresses and etags that changed since ``token``; empty: all of them.

    No limit is ever sent: some servers then cut the answer without saying so.
    """
    inner = f"<d:sync-token>{escape(token)}</d:sync-token><d:sync-level>1</d:sync-level>{prop([ETAG])}"
    return transport.send("REPORT", url, body("d:sync-collection", inner), {"Depth": "0"})


def multiget(transport: Transport, url: str, paths: Iterable[str], tag: str) -> Answer:
    """RFC 6352 section 8.7 and RFC 4791 section 7.9: these resources, in one answer."""
    root = "card:addressbook-multiget" if tag == CARD_DATA else "cal:calendar-multiget"
    hrefs = "".join(f"<d:href>{escape(quoted(path))}</d:href>" for path in paths)
    return transport.send("REPORT", url, body(root, prop([ETAG, tag]) + hrefs), {"Depth": "0"})


def calendar_query(transport: Transport, url: str, component: str, inner: str, tags: Iterable[str]) -> Answer:
    """RFC 4791 section 7.8: the resources holding such a component that the ``inner`` filter lets through."""
    component_filter = f'<cal:comp-filter name="{component}">{inner}</cal:comp-filter>'
    filters = f'<cal:filter><cal:comp-filter name="VCALENDAR">{component_filter}</cal:comp-filter></cal:filter>'
    return transport.send("REPORT", url, body("cal:calendar-query", prop(tags) + filters), {"Depth": "1"})


def free_busy(transport: Transport, url: str, begin: datetime, end: datetime) -> Answer:
    """RFC 4791 section 7.10: the busy time of a calendar, without what it is for."""
    return transport.send("REPORT", url, body("cal:free-busy-query", time_range(begin, end)), {"Depth": "1"})


def time_range(begin: datetime, end: datetime) -> str:
    """RFC 4791 section 9.9, for aware moments."""
    return f'<cal:time-range start="{_stamp(begin)}" end="{_stamp(end)}"/>'


def with_uid(uid: str) -> str:
    """RFC 4791 section 9.7.5: components with exactly this UID."""
    match = f'<cal:text-match collation="i;octet">{escape(uid)}</cal:text-match>'
    return f'<cal:prop-filter name="UID">{match}</cal:prop-filter>'


def mkcalendar(transport: Transport, url: str, name: str, components: Iterable[str]) -> Answer:
    """RFC 4791 section 5.3.1."""
    takes = "".join(f'<cal:comp name="{component}"/>' for component in components)
    inner = (
        f"<d:displayname>{escape(name)}</d:displayname>"
        f"<cal:supported-calendar-component-set>{takes}</cal:supported-calendar-component-set>"
    )
    return transport.send("MKCALENDAR", url, body("cal:mkcalendar", f"<d:set><d:prop>{inner}</d:prop></d:set>"))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def quoted(path: str) -> str:
    """A key as the path of an address, every reserved character but ``/`` quoted (RFC 3986 section 3.3)."""
    return quote(path, safe="/@:+,;=!$&'()*~")


def absolute(url: str, path: str) -> str:
    """The whole address of a key, on the server that ``url`` is on."""
    return urljoin(url, quoted(path))


def child(url: str, name: str) -> str:
    """The address of a member of this collection."""
    return url.rstrip("/") + "/" + quote(unquote(name), safe="")
