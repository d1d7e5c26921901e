"""The sign-in of one Google account: kept in the vault, renewed when due, known to be dead before its use."""

import json
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reconnect_core import AuthError, ConfigError, Opening, Unavailable, from_plain, to_plain

from .settings import AccountSettings
from .transport import TokenAsker, Transport

EARLY = timedelta(minutes=4)
"""A token is renewed this long before its end."""
_LOCKS: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_TESTING = 'An app in status "Testing" is signed out after 7 days; see docs/google.md.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What Google granted at one sign-in, and the token in use; its repr shows no token."""

    client_id: str
    scopes: tuple[str, ...]
    since: datetime
    refresh_token: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    expires: datetime | None = None
    until: datetime | None = None
    """When the whole sign-in ends, where Google said so."""
    dead: bool = False


class Account:
    """Lets requests in; stores of one account share the sign-in, and one renewal serves them all."""

    def __init__(self, opening: Opening, settings: AccountSettings, transport: Transport) -> None:
        self._name = opening.name
        self._vault = opening.vault
        self._clock = opening.clock
        self._base = Path(opening.base)
        self._settings = settings
        self._transport = transport
        self._key = f"google-{settings.account}"
        self._grant: Grant | None = None

    @property
    def signed_in(self) -> Grant | None:
        """The sign-in as it is kept, without asking Google; None when there is none or it cannot be read."""
        self._grant = self._grant or self._load()
        if self._grant is None and self._settings.service_account:
            self._grant = self._delegated()
        return self._grant

    def granted(self, scope: str) -> bool:
        """True when this right was given, as far as the last sign-in tells; a broader one is not looked for."""
        grant = self.signed_in
        return grant is not None and scope in grant.scopes

    def mark(self) -> str:
        """What a sync token depends on beside its parameters: the sign-in it was got with."""
        grant = self.signed_in
        return grant.since.isoformat() + grant.client_id if grant else ""

    def token(self) -> str:
        """A token that should be good now; raises AuthError, without asking, when the sign-in is dead."""
        grant = self._alive()
        if grant.token and grant.expires and self._clock() < grant.expires - EARLY:
            return grant.token
        return self.renew(grant.token)

    def renew(self, token: str) -> str:
        """Another token than this one; raises AuthError when Google no longer honours the sign-in."""
        with _LOCKS[self._key]:
            self._grant = self._load() or self._grant
            grant = self._alive()
            if grant.token and grant.token != token:
                return grant.token
            self.keep(self._renewed(grant))
        return self._alive().token

    def keep(self, grant: Grant) -> None:
        """Save the sign-in to the vault."""
        self._grant = grant
        self._vault.save(self._key, json.dumps(to_plain(grant)))

    def forget(self) -> None:
        """Drop what is kept, so that the next request needs a new sign-in."""
        self._grant = None
        self._vault.delete(self._key)

    def calendar_id(self) -> str:
        """The id of our own calendar, or an empty text while there is none."""
        return self._vault.load(f"{self._key}-calendar") or ""

    def keep_calendar(self, calendar_id: str) -> None:
        """Remember the id of our own calendar: with the narrow scope nobody else can tell us."""
        self._vault.save(f"{self._key}-calendar", calendar_id)

    def client(self) -> Mapping[str, str]:
        """``client_id`` and ``client_secret`` from the settings; raises ConfigError when there are none."""
        settings = self._settings
        if settings.client_id and settings.client_secret:
            return {"client_id": settings.client_id, "client_secret": settings.client_secret.reveal()}
        if not settings.client:
            raise ConfigError(
                f"{self._name}: no OAuth client is named.",
                next_step='Follow docs/google.md and set client = "client_secret.json".',
            )
        found = self._read(settings.client, "client").get("installed")
        if not isinstance(found, Mapping) or not found.get("client_id"):
            raise ConfigError(
                f"{self._name}: the client file is not that of a desktop app.",
                next_step="Create a client of the type Desktop app in the Google console.",
            )
        return {"client_id": str(found["client_id"]), "client_secret": str(found.get("client_secret", ""))}

    def _load(self) -> Grant | None:
        kept = self._vault.load(self._key)
        try:
            return from_plain(Grant, json.loads(kept)) if kept else None
        except ValueError:
            return None

    def _read(self, path: str, key: str) -> Mapping[str, Any]:
        try:
            found = json.loads((self._base / path).expanduser().read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            kind = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
            raise ConfigError(f"{self._name}: the file in {key} {kind}: {path}.") from None
        return found if isinstance(found, Mapping) else {}

    def _delegated(self) -> Grant:
        info = self._read(self._settings.service_account, "service_account")
        who = f"{info.get('client_email', '')} {self._settings.subject}"
        epoch = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
        return Grant(client_id=who, scopes=self._settings.scopes, since=epoch)

    def _alive(self) -> Grant:
        grant = self.signed_in
        if grant is None:
            raise AuthError(f"{self._name}: not signed in to Google.", next_step=self._settings.again)
        if grant.dead:
            self._grant = grant = self._load() or grant
        if grant.dead or (grant.until and self._clock() >= grant.until):
            raise AuthError(
                f"{self._name}: Google has ended the sign-in.",
                next_step=f"{self._settings.again} {_TESTING}",
            )
        return grant

    def _credentials(self, grant: Grant) -> Any:
        settings = self._settings
        if settings.service_account:
            from google.oauth2 import service_account

            info = {**self._read(settings.service_account, "service_account"), "token_uri": settings.token_url}
            try:
                return service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
                    info, scopes=settings.scopes, subject=settings.subject
                )
            except ValueError:
                raise ConfigError(
                    f"{self._name}: service_account is not a service account's key file.",
                    next_step="Create a JSON key in the Google console.",
                ) from None
        from google.oauth2.credentials import Credentials

        client = self.client()
        if client["client_id"] != grant.client_id:
            raise AuthError(f"{self._name}: signed in with another client.", next_step=self._settings.again)
        return Credentials(  # type: ignore[no-untyped-call]
            token=None, refresh_token=grant.refresh_token, token_uri=settings.token_url, **client
        )

    def _renewed(self, grant: Grant) -> Grant:
        from google.auth.exceptions import GoogleAuthError, RefreshError

        asker = TokenAsker(self._transport, self._settings.token_url)
        credentials = self._credentials(grant)
        try:
            credentials.refresh(asker)
        except RefreshError as error:
            raise self._refused(grant, error) from None
        except GoogleAuthError:
            raise Unavailable(f"{self._name}: Google's sign-in gave no sensible answer.") from None
        said = json.loads(asker.said)
        return renewed(grant, said, self._clock())

    def _refused(self, grant: Grant, error: Exception) -> AuthError:
        detail = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], Mapping) else {}
        if self._settings.service_account:
            return AuthError(
                f"{self._name}: Google does not let the service account act for the user.",
                next_step="Have an administrator check the domain-wide delegation; see docs/google.md.",
            )
        if detail.get("error") == "invalid_grant":
            # Final: noted, so that a scheduled run does not ask again before somebody signs in.
            self.keep(replace(grant, dead=True, token=""))
            return AuthError(
                f"{self._name}: Google has ended the sign-in.",
                next_step=f"{self._settings.again} {_TESTING}",
            )
        return AuthError(
            f"{self._name}: Google does not accept the OAuth client.",
            next_step="Check client in the config, and that it still exists in the Google console.",
        )


def renewed(grant: Grant, said: Mapping[str, Any], now: datetime) -> Grant:
    """The grant with what a token answer says (RFC 6749 section 5.1; a missing scope means: as asked)."""
    scope = said.get("scope") or grant.scopes
    rest = said.get("refresh_token_expires_in")
    return replace(
        grant,
        token=str(said["access_token"]),
        refresh_token=str(said.get("refresh_token") or grant.refresh_token),
        expires=now + timedelta(seconds=float(said.get("expires_in", 3600))),
        until=now + timedelta(seconds=float(rest)) if rest else grant.until,
        scopes=tuple(scope.split() if isinstance(scope, str) else scope),
        dead=False,
    )
