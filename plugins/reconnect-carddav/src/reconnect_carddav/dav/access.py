"""How a store signs in: the settings every DAV kind shares, the secret's source, and the HTTP client."""

from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from reconnect_core import AuthError, ConfigError, Opening, Secret

from .presets import Preset, preset_named
from .trust import registrable

WAYS = ("basic", "digest", "bearer")
EXTRA = 'pip install "reconnect-carddav[dav]"'


@dataclass(frozen=True, slots=True, kw_only=True)
class DavSettings:
    """The keys that the kinds ``carddav`` and ``caldav`` share."""

    url: str = ""
    """The server, or any address of the account on it; a preset may know it."""
    preset: str = ""
    """icloud, fastmail or nextcloud."""
    username: str = ""
    """Empty for a server that asks for none."""
    password: Secret | None = None
    """Left out when ``reconnect signin`` keeps it."""
    token: Secret | None = None
    """An OAuth access token, for auth = "bearer"."""
    auth: str = ""
    """basic, digest or bearer; by default basic, or bearer where there is a token."""
    ca: str = ""
    """A PEM file with the certificate authority of one's own server."""
    trust_hosts: tuple[str, ...] = ()
    """Other hosts that the server may point to with these credentials."""
    timeout_seconds: int = 30
    """How long to wait for the server to begin, or go on, to answer."""
    patience_seconds: int = 30
    """How long in all to wait, when the server asks to come again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What one transport needs to be let in."""

    opening: Opening
    auth: str = ""
    username: str = ""
    secret: Secret | None = None
    hint: str = ""
    ca: str = ""
    trust_hosts: tuple[str, ...] = ()
    timeout_seconds: int = 30
    patience_seconds: int = 30

    @property
    def word(self) -> str:
        """What the secret is called in messages."""
        return "token" if self.auth == "bearer" else "password"

    def keep(self, text: str, url: str) -> None:
        """Keep what the user typed for the next runs: in the keyring where the config says so, or in the vault.

        The other stores of this account find it there too.
        """
        if self.secret is not None and self.secret.keep is not None:
            self.secret.keep(text)
            return
        self.opening.vault.save(self._own_key, text)
        self.opening.vault.save(self._account_key(url), text)

    def client(self, name: str, url: str) -> Any:
        """A ``caldav.DAVClient`` that signs in from the first request on; raises AuthError without a secret."""
        needed(name)
        secret = self._reveal(name, url) if self.auth else None
        from caldav.davclient import DAVClient

        stranger: Any = None if self.auth else _unsigned
        client = DAVClient(
            url,
            username=self.username or None,
            password=secret,
            auth=stranger,
            auth_type=self.auth or None,
            timeout=self.timeout_seconds,
            ssl_verify_cert=str(Path(self.opening.base, self.ca)) if self.ca else True,
            headers={"User-Agent": "reconnect-carddav", "Accept": "*/*"},
            enable_rfc6764=False,
        )
        client.headers["Content-Type"] = "application/xml; charset=utf-8"
        return client

    @property
    def _own_key(self) -> str:
        return f"{self.opening.name}-{self.word}"

    def _account_key(self, url: str) -> str:
        """One sign-in serves the address books and the calendars of an account, as trust goes (see Trust)."""
        there = urlsplit(url)
        who = f"{registrable(there.hostname or '') or there.netloc} {self.username}"
        return f"dav-{self.word}-{blake2b(who.encode(), digest_size=9).hexdigest()}"

    def _reveal(self, name: str, url: str) -> str:
        vault = self.opening.vault
        kept = (
            self.secret.reveal()
            if self.secret
            else vault.load(self._own_key) or vault.load(self._account_key(url))
        )
        if not kept:
            raise AuthError(
                f"{name}: there is no {self.word} yet.",
                next_step=f"Run `reconnect signin {name}`.{self.hint}",
            )
        return kept


def needed(name: str) -> None:
    """Nothing, or ConfigError naming the extra that brings caldav."""
    if find_spec("caldav") is None:
        raise ConfigError(f"{name}: this needs the extra `dav`.", next_step=f"Run: {EXTRA}")


def access(opening: Opening) -> Access:
    """The way in that these settings describe; raises ConfigError with every problem in them."""
    settings: DavSettings = opening.settings
    needed(opening.name)
    auth = settings.auth or ("bearer" if settings.token else "basic" if settings.username else "")
    problems = []
    if auth and auth not in WAYS:
        problems.append(f"{opening.name}: auth must be one of {', '.join(WAYS)}.")
    if auth in ("basic", "digest") and not settings.username:
        problems.append(f"{opening.name}: username is missing for auth = {auth!r}.")
    if min(settings.timeout_seconds, settings.patience_seconds + 1) < 1:
        problems.append(f"{opening.name}: timeout_seconds must be 1 or more, patience_seconds 0 or more.")
    if problems:
        raise ConfigError(*problems)
    preset = preset_of(opening)
    return Access(
        opening=opening,
        auth=auth,
        username=settings.username,
        secret=settings.token if auth == "bearer" else settings.password,
        hint=f" {preset.password}" if preset else "",
        ca=settings.ca,
        trust_hosts=settings.trust_hosts,
        timeout_seconds=settings.timeout_seconds,
        patience_seconds=settings.patience_seconds,
    )


def preset_of(opening: Opening) -> Preset | None:
    """The preset these settings name, or None; raises ConfigError for an unknown one."""
    return preset_named(opening.name, opening.settings.preset) if opening.settings.preset else None


def _unsigned(request: Any) -> Any:
    """Sign nothing: without it the HTTP library would look into a .netrc file."""
    return request
