"""One connection to an IMAP server (RFC 3501): encrypted unless on loopback, signed in, and only ever read."""

import imaplib
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reconnect_core import AuthError, ConfigError, Opening, Refused, Secret, StoreError, Unavailable, Unusable

SECURITY = ("tls", "starttls", "none")
_PORTS = {"tls": 993, "starttls": 143, "none": 143}
_TEMPORARY = re.compile(rb"\[(UNAVAILABLE|INUSE|LIMIT|OVERQUOTA|CONTACTADMIN)\]", re.IGNORECASE)

Ask = Callable[[str, bool], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSettings:
    """The config keys of ``kind = "imap"``; ``host`` and ``username`` are needed."""

    host: str
    username: str
    password: Secret | None = None
    """Left out when ``reconnect signin`` keeps it."""
    port: int = 0
    """By default 993, or 143 without tls."""
    security: str = "tls"
    """tls, starttls, or none (on this computer only)."""
    ca: str = ""
    """A PEM file with the certificate authority of one's own server."""
    folders: tuple[str, ...] = ()
    """Which folders to read; by default all but spam, trash and drafts."""
    timeout_seconds: int = 30
    """How long to wait for an answer to begin, or go on."""
    messages_per_read: int = 20_000
    """A longer history comes in parts, the newest first, one part a walk."""


class Link:
    """A lazy connection; every failure becomes one of the host's errors, without the server's own words."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._settings: ImapSettings = opening.settings
        self.name = opening.name
        self._imap: imaplib.IMAP4 | None = None
        self._able: frozenset[str] = frozenset()
        _check(opening.name, self._settings)

    @property
    def secret_key(self) -> str:
        """Under which name ``reconnect signin`` keeps the password in the vault."""
        return f"{self.name}-password"

    def ask(self, command: str, *arguments: str) -> list[Any]:
        """The untagged answers to one command; raises Refused when the server says no."""
        with self._errors():
            imap = self._connected()
            status, _ = imap.xatom(command, *arguments)
            _, data = imap.response(command)
        if status != "OK":
            raise Refused(f"{self.name}: the server refused {command}.", next_step="Run `reconnect check`.")
        return [item for item in data if item is not None]

    def examine(self, folder: str) -> int:
        """Look into a folder (its name quoted) without the right to change it; how many messages it holds."""
        with self._errors():
            status, data = self._connected().select(folder, readonly=True)
        if status != "OK":
            raise Refused(f"{self.name}: the server does not open a folder.", next_step="Check folders.")
        return int(data[0] or 0)

    def can(self, capability: str) -> bool:
        """True when the server says that it can do this."""
        with self._errors():
            imap = self._connected()
            if not self._able:  # servers say more once one is let in
                _, said = imap.capability()
                self._able = frozenset(said[0].decode("ascii", "replace").upper().split())
        return capability in self._able

    def close(self) -> None:
        """Sign out; a second call does no harm."""
        imap, self._imap = self._imap, None
        if imap is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                imap.logout()
            with suppress(imaplib.IMAP4.error, OSError):
                imap.shutdown()

    def signin(self, ask: Ask, tell: Callable[[str], None]) -> None:
        """Ask for the password, try it, and keep it when it works: in the keyring or in the vault.

        A password that comes from a command, the environment or a credential is only tried.
        """
        secret = self._settings.password
        fixed = secret is not None and secret.keep is None
        given = self._password() if fixed else ask(f"Password of this account at {self._settings.host}", True)
        self.close()
        with self._errors():
            self._imap = self._signed_in(given)
        if secret is None:
            self._opening.vault.save(self.secret_key, given)
        elif secret.keep is not None:
            secret.keep(given)
        tell(f"{self.name}: it works.")

    def _connected(self) -> imaplib.IMAP4:
        if self._imap is None:
            self._imap = self._signed_in(self._password())
        return self._imap

    def _password(self) -> str:
        settings = self._settings
        kept = settings.password.reveal() if settings.password else self._opening.vault.load(self.secret_key)
        if not kept:
            raise AuthError(
                f"{self.name}: there is no password yet.", next_step=f"Run `reconnect signin {self.name}`."
            )
        return kept

    def _signed_in(self, password: str) -> imaplib.IMAP4:
        imap = self._opened()
        try:
            if "AUTH=PLAIN" in imap.capabilities:
                answer = f"\0{self._settings.username}\0{password}".encode()
                imap.authenticate("PLAIN", lambda _: answer)
            elif "LOGINDISABLED" in imap.capabilities:
                raise Refused(f"{self.name}: the server offers no way to sign in with a password.")
            else:
                imap.login(self._settings.username, password)
        except (imaplib.IMAP4.abort, OSError, StoreError):
            imap.shutdown()
            raise
        except imaplib.IMAP4.error as error:
            imap.shutdown()
            if _TEMPORARY.search(str(error).encode()):
                raise Unavailable(f"{self.name}: the server lets nobody in just now.") from None
            raise AuthError(
                f"{self.name}: the server refused the password.",
                next_step="Many providers want an app password here; then run `reconnect signin NAME` again.",
            ) from None
        except UnicodeEncodeError:
            imap.shutdown()
            raise AuthError(f"{self.name}: the server takes no password with such letters.") from None
        return imap

    def _opened(self) -> imaplib.IMAP4:
        settings = self._settings
        port = settings.port or _PORTS[settings.security]
        if settings.security == "tls":
            return imaplib.IMAP4_SSL(
                settings.host, port, ssl_context=self._trust(), timeout=settings.timeout_seconds
            )
        imap = imaplib.IMAP4(settings.host, port, timeout=settings.timeout_seconds)
        if settings.security == "starttls":
            self._encrypt(imap)
        return imap

    def _encrypt(self, imap: imaplib.IMAP4) -> None:
        try:
            if "STARTTLS" not in imap.capabilities or imap.state != "NONAUTH":
                raise Refused(
                    f"{self.name}: the server offers no encryption; nothing was sent.",
                    next_step='Write security = "tls".',
                )
            imap.starttls(self._trust())
        except BaseException:
            imap.shutdown()
            raise

    def _trust(self) -> ssl.SSLContext:
        ca = self._settings.ca
        path = str(Path(self._opening.base) / Path(ca).expanduser()) if ca else None
        try:
            return ssl.create_default_context(cafile=path)
        except (OSError, ssl.SSLError):
            raise Unusable(f"{self.name}: ca is no certificate.", next_step="Name a PEM file.") from None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        host = self._settings.host
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            self._drop()
            raise Unavailable(
                f"{self.name}: the certificate of {host} is not trusted ({error.verify_message}).",
                next_step="For a server of your own, name its authority in ca.",
            ) from None
        except TimeoutError:
            self._drop()
            raise Unavailable(f"{self.name}: {host} did not answer in time.") from None
        except socket.gaierror:
            self._drop()
            raise Unavailable(f"{self.name}: there is no host {host}.", next_step="Check host.") from None
        except (OSError, imaplib.IMAP4.abort, EOFError) as error:
            self._drop()
            why = getattr(error, "strerror", None) or "the connection broke off"
            raise Unavailable(f"{self.name}: {host} cannot be reached ({why}).") from None
        except imaplib.IMAP4.error:
            self._drop()
            raise Unavailable(f"{self.name}: {host} gave an answer that is no IMAP.") from None

    def _drop(self) -> None:
        imap, self._imap = self._imap, None
        if imap is not None:
            with suppress(OSError):
                imap.shutdown()


def _check(name: str, settings: ImapSettings) -> None:
    """Nothing, or ConfigError with every problem in the settings."""
    problems = []
    if settings.security not in SECURITY:
        problems.append(f"{name}: security must be one of {', '.join(SECURITY)}.")
    if settings.security == "none" and not _is_loopback(settings.host):
        problems.append(f'{name}: {settings.host} would be reached without encryption; write security = "tls".')
    if not settings.host or not re.fullmatch(r"[A-Za-z0-9.:_-]+", settings.host):
        problems.append(f"{name}: host is no name of a server, such as imap.example.org.")
    if min(settings.timeout_seconds, settings.messages_per_read) < 1 or not 0 <= settings.port < 65536:
        problems.append(f"{name}: timeout_seconds, messages_per_read and port must be above 0.")
    if problems:
        raise ConfigError(*problems)


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
