"""The user's consent: the loopback flow for installed apps with PKCE (RFC 8252 section 7.3, RFC 7636)."""

import contextlib
import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from reconnect_core import AuthError, Unavailable

from .account import Account, Grant, renewed
from .settings import CONTACTS, EVENTS_READ, FREEBUSY, LOST, AccountSettings


def sign_in(
    name: str,
    account: Account,
    settings: AccountSettings,
    *,
    now: datetime,
    tell: Callable[[str], None],
    browse: Callable[[str], bool],
) -> None:
    """Keep what the user grants on Google's page, or check that the service account is let in.

    Raises AuthError when they did not consent, Unavailable when nobody came back.
    """
    if settings.service_account:
        account.forget()
        account.renew("")
        tell(f"{name}: Google lets the service account act for the user.")
        return
    grant = _consent(name, settings, account.client(), now=now, tell=tell, browse=browse)
    account.keep(grant)
    tell(f"{name}: signed in to Google.")
    for lost in missing(grant.scopes, settings):
        tell(f"{name}: {lost}.")


def notes(account: Account, settings: AccountSettings) -> Iterator[str]:
    """What the sign-in does not allow to be seen, and when it ends, if it does."""
    grant = account.signed_in
    if grant is None:
        yield "not signed in to Google"
        return
    yield from missing(grant.scopes, settings)
    if grant.until:
        yield f'this sign-in ends on {grant.until.date()}: publish the app so that it is not in "Testing"'


def missing(granted: tuple[str, ...], settings: AccountSettings) -> Iterator[str]:
    """What is not known, in plain words, for each right that was not given or not asked for."""
    wanted = dict.fromkeys((CONTACTS, FREEBUSY, EVENTS_READ, *settings.scopes))
    for scope in wanted:
        if scope not in granted:
            yield LOST.get(scope, f"the right {scope.rsplit('/', 1)[1]} was not given")


def open_browser(url: str) -> bool:
    """Open the page where there is a screen to show it on; False where there is none."""
    import webbrowser

    shown = (
        sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return bool(shown) and webbrowser.open(url)


def _consent(
    name: str,
    settings: AccountSettings,
    client: Mapping[str, str],
    *,
    now: datetime,
    tell: Callable[[str], None],
    browse: Callable[[str], bool],
) -> Grant:
    from google_auth_oauthlib.flow import Flow

    from .loopback import Callback

    with Callback(name, settings.again) as callback, _hushed(), _loopback_allowed(settings.token_url):
        flow = Flow.from_client_config(
            {"installed": {**client, "auth_uri": settings.auth_url, "token_uri": settings.token_url}},
            scopes=list(settings.scopes),
            redirect_uri=callback.url,
        )
        try:
            url, state = flow.authorization_url(access_type="offline", prompt="consent")
            _invite(url, callback.port, tell, browse)
            code = callback.code(state)
            said = _exchanged(flow, code, name, settings)
        finally:
            flow.oauth2session.close()
    asked = Grant(client_id=client["client_id"], scopes=settings.scopes, since=now)
    grant = renewed(asked, said, now)
    if not grant.refresh_token:
        raise AuthError(f"{name}: Google gave no lasting sign-in.", next_step=settings.again)
    return grant


def _invite(url: str, port: int, tell: Callable[[str], None], browse: Callable[[str], bool]) -> None:
    tell(f"Open this page and allow what you like of what it asks:\n\n{url}\n")
    if not browse(url):
        host = f"you@{socket.gethostname()}"
        tell(
            "No browser here? On the computer that has one, first run\n\n"
            f"    ssh -N -L {port}:127.0.0.1:{port} {host}\n\nand then open the page there."
        )


def _exchanged(flow: Any, code: str, name: str, settings: AccountSettings) -> Mapping[str, Any]:
    from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]
    from requests.exceptions import RequestException

    try:
        return dict(flow.fetch_token(code=code, timeout=settings.timeout_seconds))
    except Warning as fewer:  # fewer rights than asked for: what was given is on it
        return dict(getattr(fewer, "token", {}))
    except OAuth2Error as error:
        word = error.error if isinstance(error.error, str) else ""
        raise AuthError(
            f"{name}: Google did not take the sign-in ({word}).",
            next_step="Check client in the config, then sign in again.",
        ) from None
    except RequestException:
        raise Unavailable(f"{name}: Google's sign-in cannot be reached.", next_step=settings.again) from None


@contextlib.contextmanager
def _loopback_allowed(token_url: str) -> Iterator[None]:
    """Let oauthlib talk plain http to this computer, which the settings allow and it knows from here only."""
    word = "OAUTHLIB_INSECURE_TRANSPORT"
    before = os.environ.get(word)
    if token_url.startswith("http://"):
        os.environ[word] = "1"
    try:
        yield
    finally:
        os.environ.pop(word, None)
        if before is not None:
            os.environ[word] = before


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Keep libraries from logging codes and tokens, however verbose the host's logging is."""
    loggers = [logging.getLogger(word) for word in ("requests_oauthlib", "oauthlib")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
