"""Signing in at the stand-in: the consent page, the token endpoint, who a token lets in."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from .asked import Refusal
from .world import Refresh, World

HOUR = 3600
WEEK = timedelta(days=7)
SERVICE = "service@project.example"


class Denied(Exception):
    """A token request that is refused, as RFC 6749 section 5.2 has it."""

    def __init__(self, error: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.body = {"error": error, "error_description": "Token has been expired or revoked."}


def consent(world: World, given: Mapping[str, str]) -> str:
    """Where the consent page sends the browser: the user has ticked what ``world.consent`` says."""
    back = urlsplit(given["redirect_uri"])
    fits = given.get("client_id") in world.clients and given.get("response_type") == "code"
    if not fits or back.hostname not in ("127.0.0.1", "localhost"):
        raise Denied("invalid_request")
    if given.get("code_challenge_method") != "S256" or not given.get("code_challenge"):
        raise Denied("invalid_request")  # rule pkce
    asked = frozenset(given["scope"].split())
    ticked = asked if world.consent is None else asked & world.consent
    said = {"state": given["state"]}
    if not ticked:
        said["error"] = "access_denied"
    else:
        code = world.name("code-canary-")
        world.codes[code] = {**given, "scope": " ".join(sorted(ticked))}
        said |= {"code": code, "scope": " ".join(sorted(ticked))}
    return f"{given['redirect_uri']}?{urlencode(said)}"


def token(world: World, given: Mapping[str, str], authorization: str) -> dict[str, Any]:
    """The answer of the token endpoint; raises Denied."""
    grant = given.get("grant_type", "")
    if grant == "urn:ietf:params:oauth:grant-type:jwt-bearer":
        return _service(world, given["assertion"])
    client = _client(world, given, authorization)
    if grant == "authorization_code":
        return _first(world, client, given)
    if grant == "refresh_token":
        return _refreshed(world, client, given)
    raise Denied("unsupported_grant_type")


def let_in(world: World, authorization: str, wanted: frozenset[str]) -> frozenset[str]:
    """The scopes of the token; raises Refusal for an old or unknown one, or one without the scope."""
    scopes, expires = world.access.get(authorization.removeprefix("Bearer "), (frozenset(), None))
    if expires is None or world.clock() >= expires:  # rule token-401
        raise Refusal(401, "authError", "Invalid Credentials", rpc="UNAUTHENTICATED")
    if not scopes & wanted:  # rule scope-403
        raise Refusal(
            403,
            "insufficientPermissions",
            "Request had insufficient authentication scopes.",
            rpc="PERMISSION_DENIED",
            info="ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        )
    return scopes


def signed_in(world: World, scopes: frozenset[str]) -> str:
    """A refresh token as an earlier sign-in would have got it."""
    name = world.name("refresh-canary-")
    world.refresh[name] = Refresh("client-1", scopes, world.clock(), world.testing)
    return name


def _client(world: World, given: Mapping[str, str], authorization: str) -> str:
    client, secret = given.get("client_id", ""), given.get("client_secret", "")
    if authorization.startswith("Basic "):
        client, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
    if world.clients.get(client) != secret:
        raise Denied("invalid_client", 401)
    return client


def _first(world: World, client: str, given: Mapping[str, str]) -> dict[str, Any]:
    kept = world.codes.pop(given.get("code", ""), None)
    if kept is None or kept["client_id"] != client or kept["redirect_uri"] != given.get("redirect_uri"):
        raise Denied("invalid_grant")
    digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
    if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != kept["code_challenge"]:  # rule pkce
        raise Denied("invalid_grant")
    scopes = frozenset(kept["scope"].split())
    return {**_issued(world, scopes), **_lasting(world, signed_in(world, scopes))}


def _lasting(world: World, refresh: str) -> dict[str, Any]:
    said: dict[str, Any] = {"refresh_token": refresh}
    if world.testing:  # rule testing-told
        said["refresh_token_expires_in"] = int(WEEK.total_seconds())
    return said


def _refreshed(world: World, client: str, given: Mapping[str, str]) -> dict[str, Any]:
    kept = world.refresh.get(given.get("refresh_token", ""))
    if kept is None or kept.revoked or kept.client_id != client:
        raise Denied("invalid_grant")
    if kept.testing and world.clock() - kept.issued >= WEEK:  # rule testing-7-days
        raise Denied("invalid_grant")
    return _issued(world, kept.scopes)


def _issued(world: World, scopes: frozenset[str]) -> dict[str, Any]:
    access = world.name("access-canary-")
    world.access[access] = (scopes, world.clock() + timedelta(seconds=HOUR))  # rule token-hour
    return {
        "access_token": access,
        "expires_in": HOUR - 1,
        "token_type": "Bearer",
        "scope": " ".join(sorted(scopes)),
    }


def _service(world: World, assertion: str) -> dict[str, Any]:
    """A service account's request: signed by its key, for a user whom it was allowed to act for."""
    from google.auth import crypt

    head, body, signature = assertion.split(".")
    claims = json.loads(_unpadded(body))
    key = world.clients.get(SERVICE, "")
    good = key and crypt.RSAVerifier.from_string(key).verify(f"{head}.{body}".encode(), _unpadded(signature))
    if not good or claims.get("iss") != SERVICE or claims.get("sub") != world.me:  # rule jwt-bearer
        raise Denied("unauthorized_client", 401)
    said = _issued(world, frozenset(claims["scope"].split()))
    del said["scope"]
    return said


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
