"""What changed in a collection: by sync token where that can be trusted, by a full listing where it cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from reconnect_core import Unavailable

from .discovery import Collection
from .multistatus import DAV, Found, Multistatus, parsed, path_of
from .reports import ETAG, propfind, sync_collection
from .transport import Transport, expect

STALE = frozenset({400, 403, 405, 409, 410, 412, 415, 500, 501})
"""How servers refuse a sync token that they do not know, or the whole report."""
PAGES = 1000


@dataclass(slots=True, kw_only=True)
class Listing:
    """Members by path with their etags, and the token that covers them."""

    etags: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    token: str = ""
    complete: bool = False
    """True when every member is in ``etags``, so that what is not there is gone."""


def changes(
    transport: Transport,
    book: Collection,
    token: str,
    known: Mapping[str, str],
    whole: Callable[[], Listing] | None = None,
) -> Listing:
    """Members that are new or have another etag than in ``known``, and those of ``known`` that are gone.

    A token that is refused, and an answer that looks like one to a forgotten token, lead to a full listing,
    which ``whole`` makes; deletions are believed from a 404 entry or a full listing only (RFC 6578 section
    3.5.2).
    """
    found = _since(transport, book, token) if token and book.sync else None
    if found is None or _doubtful(found, token, known):
        found = whole() if whole else everything(transport, book)
    if found.complete:
        found.gone = {path for path in known if path not in found.etags}
    found.gone &= set(known)
    found.etags = {
        path: etag for path, etag in found.etags.items() if path not in known or not etag or known[path] != etag
    }
    return found


def everything(transport: Transport, book: Collection) -> Listing:
    """All members with their etags: one request. Raises Unavailable when the list cannot be complete."""
    found = _since(transport, book, "") if book.sync else None
    if found is None:
        listed, _ = propfind(transport, book.url, (ETAG, f"{DAV}resourcetype"), 1)
        if all(not _is_itself(entry, book.url) for entry in listed.found):
            raise Unavailable(
                f"{transport.name}: the server's list of {book.name} is not complete.",
                next_step="Try again later.",
            )
        found = Listing()
        _add(found, listed, book.url)
    found.complete = True
    return found


def token_of(transport: Transport, collection: Collection) -> str:
    """The sync token of now, without a list of all members (RFC 6578 section 4); empty when there is none."""
    if not collection.sync:
        return ""
    tag = f"{DAV}sync-token"
    answer, _ = propfind(transport, collection.url, (tag,), 0)
    found = answer.found[0].text(tag) if answer.found else ""
    return found or everything(transport, collection).token


def _doubtful(found: Listing, token: str, known: Mapping[str, str]) -> bool:
    """True for an answer that looks like that of a server which lost our token and does not say so.

    The token moved, and there is nothing new at all, or as much as there is, or half of what is known came
    again unchanged: then deletions may be missing.
    """
    if found.token == token:
        return False
    same = sum(known.get(path) == etag for path, etag in found.etags.items())
    return not (found.etags or found.gone) or max(len(found.etags), 2 * same) >= len(known) > 0


def _since(transport: Transport, book: Collection, token: str) -> Listing | None:
    """What sync-collection says, page by page; None when it is refused, or tells no new token."""
    found = Listing(token=token)
    for _ in range(PAGES):
        answer = sync_collection(transport, book.url, found.token)
        if answer.status in STALE:
            return None
        page = parsed(transport.name, expect(transport.name, answer, 207).body)
        more = _add(found, page, book.url)
        if more and page.token == found.token:
            raise Unavailable(
                f"{transport.name}: the server cuts its list of changes and does not go on.",
                next_step="Try again later; if it stays, ask who runs the server.",
            )
        found.token = page.token
        if not more:
            return found if found.token else None
    raise Unavailable(f"{transport.name}: the list of changes never ends.", next_step="Try again later.")


def _add(listing: Listing, page: Multistatus, url: str) -> bool:
    """Take over one page; True when the server says that more follows (RFC 6578 section 3.6)."""
    more = False
    for entry in page.found:
        if _is_itself(entry, url):
            more = more or entry.status == 507
        elif entry.status in (404, 410):
            listing.etags.pop(entry.path, None)
            listing.gone.add(entry.path)
        elif not _is_folder(entry):
            listing.gone.discard(entry.path)
            listing.etags[entry.path] = entry.text(ETAG)
    return more


def _is_itself(entry: Found, url: str) -> bool:
    return entry.path.rstrip("/") == path_of(url).rstrip("/")


def _is_folder(entry: Found) -> bool:
    return urlsplit(entry.href).path.endswith("/") or entry.has(f"{DAV}resourcetype", f"{DAV}collection")
