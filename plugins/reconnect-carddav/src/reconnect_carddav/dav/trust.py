"""Which addresses a store's credentials may travel to."""

import ipaddress
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from reconnect_core import ConfigError, Refused

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


class Elsewhere(Refused):
    """The server points to a host that these credentials may not go to.

    ``host`` is what ``trust_hosts`` would take; empty where nobody may consent, since nothing is encrypted.
    """

    def __init__(self, message: str, *, next_step: str = "", host: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.host = host


def is_loopback(host: str) -> bool:
    """True for ``localhost``, names under it (RFC 6761 section 6.3) and loopback addresses."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked(name: str, url: str) -> str:
    """The address with its scheme; raises ConfigError when it is none, holds a password or is not encrypted.

    ``dav.example.org`` becomes ``https://dav.example.org``; plain http is for loopback only.
    """
    full = url if "://" in url else f"https://{url}"
    try:
        parts = urlsplit(full)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = SplitResult("", "", "", "", ""), ""
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{name}: url is no web address.", next_step='Write url = "https://…".')
    if parts.password:
        raise ConfigError(f"{name}: the url holds a password.", next_step="Move it to `password = { … }`.")
    if parts.scheme == "http" and not is_loopback(host):
        raise ConfigError(
            f"{name}: {host} would be reached without encryption.", next_step='Write url = "https://…".'
        )
    return full


class Trust:
    """Says where credentials may go: the configured host, its siblings over https, and hosts consented to."""

    def __init__(self, name: str, url: str, consented: Iterable[str] = ()) -> None:
        self.name = name
        self._home = urlsplit(url)
        self._consented = frozenset(host.lower() for host in consented)

    def check(self, url: str) -> None:
        """Nothing, or Elsewhere naming the host; siblings share the registrable domain (publicsuffix.org)."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme == "http" and not is_loopback(host):
            raise Elsewhere(
                f"{self.name}: the server points to {host} without encryption.",
                next_step="Nothing was sent there; ask who runs the server to mend its addresses.",
            )
        if not (self._same_origin(parts) or self._agreed(parts) or self._sibling(parts)):
            other = parts.netloc.rpartition("@")[2]
            raise Elsewhere(
                f"{self.name}: the server points to another host, {other}.",
                next_step="Nothing was sent there; if it is yours, add it to trust_hosts.",
                host=other,
            )

    def _same_origin(self, parts: SplitResult) -> bool:
        home = self._home
        upgraded = parts.scheme == "https" and home.hostname == parts.hostname
        return upgraded or (parts.scheme, parts.netloc) == (home.scheme, home.netloc)

    def _agreed(self, parts: SplitResult) -> bool:
        return bool({parts.hostname, f"{parts.hostname}:{parts.port}"} & self._consented)

    def _sibling(self, parts: SplitResult) -> bool:
        if parts.scheme != "https" or self._home.scheme != "https":
            return False
        home, other = registrable(self._home.hostname or ""), registrable(parts.hostname or "")
        return bool(home) and home == other


def registrable(host: str) -> str:
    """The domain that one can register (``icloud.com`` for ``p42-caldav.icloud.com``); empty for addresses."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _suffixes().privatesuffix(host.lower()) or ""
    return ""


@cache
def _suffixes() -> "PublicSuffixList":
    """Read when a host first differs, and once a process: some servers answer from two hosts all the time."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
