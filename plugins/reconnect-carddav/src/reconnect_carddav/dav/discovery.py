"""From one address to the collections of an account: RFC 6764, RFC 5397, RFC 6352 and RFC 4791."""

from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from reconnect_core import ConfigError, Refused, Unusable

from .multistatus import CAL, CARD, DAV, Found, parsed, path_of
from .reports import ask, propfind
from .transport import Transport, expect

BOOK = f"{CARD}addressbook"
CALENDAR = f"{CAL}calendar"
_PRINCIPAL = f"{DAV}current-user-principal"
_BOOKS = f"{CARD}addressbook-home-set"
_CALENDARS = f"{CAL}calendar-home-set"
_TYPE = f"{DAV}resourcetype"
_NAME = f"{DAV}displayname"
_REPORTS = f"{DAV}supported-report-set"
_RIGHTS = f"{DAV}current-user-privilege-set"
_TAKES = f"{CAL}supported-calendar-component-set"
_ABOUT = (_TYPE, _NAME, _REPORTS, _RIGHTS, _TAKES)
_WHO = (_TYPE, _PRINCIPAL, _BOOKS, _CALENDARS)
_SUBSCRIBED = "{http://calendarserver.org/ns/}subscribed"
_SHARED = tuple(
    f"{space}{name}"
    for space in (DAV, "{http://calendarserver.org/ns/}")
    for name in ("shared", "shared-owner", "shared-to")
)
"""In the resource type of a calendar that others see: caldav-sharing, and the draft for sharing of WebDAV."""
_WRITING = ("write", "write-content", "bind", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One address book or calendar, and what its server offers for it."""

    url: str
    name: str
    kind: str
    """BOOK or CALENDAR."""
    sync: bool = False
    """sync-collection (RFC 6578) is offered."""
    free_busy: bool = False
    """free-busy-query (RFC 4791 section 7.10) is offered."""
    takes: tuple[str, ...] = ()
    """Components a calendar takes (VEVENT, VTODO); empty when the server does not say, which means all."""
    writable: bool = True
    """False when the server says that this user may not write."""
    readable: bool = True
    """False when the server says that this user may see busy time only (RFC 4791 section 6.1.1)."""
    shared: bool = False
    """True when the server says that others see it too; not every server says so."""

    def holds(self, component: str) -> bool:
        """True when such a component may be stored here."""
        return not self.takes or component in self.takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was found behind one address; None where it was not asked for yet."""

    principal: str = ""
    own: Collection | None = None
    """The collection that the address itself is, if it is one."""
    homes: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    """Where the address books are, and where the calendars are."""
    books: tuple[Collection, ...] | None = None
    calendars: tuple[Collection, ...] | None = None


def discover(transport: Transport) -> Account:
    """The account behind the address of this transport, its collections not yet listed: one request.

    The address may be a server, a principal, a home or a collection. Where it knows of no account, the
    well-known addresses are asked (RFC 6764 section 5). Raises Unusable when there is no account.
    """
    for path in ("", "/.well-known/carddav", "/.well-known/caldav"):
        found, url = _asked(transport, urljoin(transport.url, path))
        if found is not None:
            homes = _homes(found, url)
            principal = next(iter(_urls(found, url, _PRINCIPAL)), "")
            own = _collection(found, url)
            if principal or own or any(homes):
                return Account(principal=principal, own=own, homes=homes if any(homes) else None)
    raise Unusable(
        f"{transport.name}: no address book or calendar was found at {urlsplit(transport.url).hostname}.",
        next_step="Set url to the address that your provider gives for CardDAV or CalDAV.",
    )


def listed(transport: Transport, account: Account, kind: str) -> Account:
    """The account with its collections of this kind listed: at most two requests more.

    Where address books and calendars share one home, both are listed at once.
    """
    if (account.books if kind == BOOK else account.calendars) is not None:
        return account
    account = _with_homes(transport, account)
    books, calendars = account.homes or ((), ())
    entries = [entry for home in (books if kind == BOOK else calendars) for entry in _members(transport, home)]
    if kind == BOOK or books == calendars:
        account = replace(account, books=_only(BOOK, entries, account.own))
    if kind == CALENDAR or books == calendars:
        account = replace(account, calendars=_only(CALENDAR, entries, account.own))
    return account


def chosen(name: str, found: tuple[Collection, ...], wanted: str, key: str) -> Collection:
    """The collection of this name, last path segment or address; raises ConfigError naming those found."""
    for collection in found:
        path = path_of(collection.url).rstrip("/")
        known = (collection.name, collection.url.rstrip("/"), path, path.rpartition("/")[2])
        if wanted.strip() and (wanted in known or wanted.rstrip("/") in known):
            return collection
    names = ", ".join(f'"{collection.name}"' for collection in found) or "none"
    problem = f'{key} = "{wanted}" is not there' if wanted else f"{key} is missing"
    raise ConfigError(f"{name}: {problem}; found: {names}.", next_step=f"Name one of them in {key}.")


def _asked(transport: Transport, url: str) -> tuple[Found | None, str]:
    """What this address says about itself and its user; None when it is no DAV address."""
    answer = ask(transport, url, (*_WHO, *_ABOUT), 0)
    try:
        expect(transport.name, answer, 207)
        found = parsed(transport.name, answer.body).found
    except (Unusable, Refused):
        return None, url
    return (found[0] if found else None), answer.url


def _with_homes(transport: Transport, account: Account) -> Account:
    if account.homes is not None or not account.principal:
        return replace(account, homes=account.homes or ((), ()))
    answer, url = propfind(transport, account.principal, _WHO, 0)
    return replace(account, homes=_homes(answer.found[0], url) if answer.found else ((), ()))


def _members(transport: Transport, home: str) -> list[Collection]:
    answer, url = propfind(transport, home, _ABOUT, 1)
    return [item for found in answer.found if (item := _collection(found, url))]


def _only(kind: str, entries: list[Collection], own: Collection | None) -> tuple[Collection, ...]:
    every = [own, *entries] if own else entries
    return tuple({path_of(item.url): item for item in every if item.kind == kind}.values())


def _homes(found: Found, url: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _urls(found, url, _BOOKS), _urls(found, url, _CALENDARS)


def _urls(found: Found, url: str, tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(urljoin(url, href) for href in found.hrefs(tag)))


def _collection(found: Found, url: str) -> Collection | None:
    """The address book or calendar that this entry is; None for anything else."""
    kind = BOOK if found.has(_TYPE, BOOK) else CALENDAR if found.has(_TYPE, CALENDAR) else ""
    if not kind or found.has(_TYPE, _SUBSCRIBED):
        return None
    rights = found.props.get(_RIGHTS)
    granted = {node.tag for node in rights.iter()} if rights is not None else set()
    takes = found.props.get(_TAKES)
    names = tuple(node.get("name", "") for node in takes.iter(f"{CAL}comp")) if takes is not None else ()
    full = urljoin(url, found.href)
    return Collection(
        url=full if full.endswith("/") else f"{full}/",
        name=found.text(_NAME) or path_of(full).rstrip("/").rpartition("/")[2],
        kind=kind,
        sync=_REPORTS not in found.props or found.has(_REPORTS, f"{DAV}sync-collection"),
        free_busy=found.has(_REPORTS, f"{CAL}free-busy-query"),
        takes=tuple(sorted(names)),
        shared=any(found.has(_TYPE, tag) for tag in _SHARED),
        writable=not granted or bool(granted & {f"{DAV}{right}" for right in _WRITING}),
        readable=f"{CAL}read-free-busy" not in granted or bool(granted & {f"{DAV}read", f"{DAV}all"}),
    )
