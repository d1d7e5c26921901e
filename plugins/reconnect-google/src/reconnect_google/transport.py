"""HTTP for Google's client: thread-safe, counted, patient, and never repeating a POST behind one's back.

It stands in for httplib2, which repeats a POST by itself when the connection drops after the server applied it,
and which hands one thread's answer to another.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from reconnect_core import Refused, Unavailable

from .answers import Answer

UNCERTAIN = frozenset({408, 500, 502, 503, 504})
"""Statuses after which nobody knows whether the request was carried out."""


class Bearer(Protocol):
    """Who lets a request in."""

    def token(self) -> str:
        """A token that should be good now; raises AuthError when there is none to be had."""

    def renew(self, token: str) -> str:
        """Another token than this one, which Google refused."""


@dataclass(slots=True)
class Traffic:
    """How much was asked of Google: API requests, token requests, and bytes of bodies as they came."""

    requests: int = 0
    token_requests: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long one waits, and for how long in all; ``sleep`` and ``chance`` come from outside."""

    sleep: Callable[[float], None]
    chance: Callable[[], float]
    """A number from 0 to 1, for the jitter."""
    deadline_seconds: float = 45.0
    longest_seconds: float = 32.0
    tries: int = 6

    def wait(self, tried: int, spent: float, retry_after: float | None) -> float | None:
        """Seconds until the next try, at least ``retry_after``; None when it is time to give up."""
        base = min(2.0 ** (tried - 1), self.longest_seconds)
        seconds = base * (0.5 + self.chance() / 2)
        if retry_after is not None:
            seconds = retry_after + self.chance()
        return seconds if tried < self.tries and spent + seconds <= self.deadline_seconds else None


class Transport:
    """One account's way to Google; each thread has its own connection."""

    def __init__(
        self, *, name: str, clock: Callable[[], datetime], patience: Patience, timeout_seconds: int
    ) -> None:
        self.traffic = Traffic()
        self._name = name
        self._clock = clock
        self._patience = patience
        self._timeout = (min(10, timeout_seconds), timeout_seconds)
        self._own = threading.local()
        self._sessions: list[Any] = []
        self._lock = threading.Lock()

    def ask(
        self,
        method: str,
        url: str,
        *,
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        again: bool = True,
        bearer: Bearer | None = None,
    ) -> Answer:
        """The final answer, after as much waiting as patience allows.

        ``again`` says that doing it twice does no harm; without it only refusals for pace are tried again.
        Raises Unavailable when no answer came, AuthError from ``bearer``.
        """
        begun, slept, tried, renewed = self._clock(), 0.0, 0, False
        token = bearer.token() if bearer else ""
        while True:
            tried += 1
            answer = self._send(method, url, body, headers or {}, token)
            if answer is not None and answer.status == 401 and bearer and not renewed:
                token, renewed = bearer.renew(token), True
                continue
            if answer is not None and not answer.slow_down and not (again and answer.status in UNCERTAIN):
                return answer
            spent = max(slept, (self._clock() - begun).total_seconds())
            pause = None
            if answer is not None or again:
                pause = self._patience.wait(tried, spent, self.retry_after(answer))
            if pause is None:
                return self._given_up(answer, again)
            self._patience.sleep(pause)
            slept += pause

    def retry_after(self, answer: Answer | None) -> float | None:
        """The seconds that Google asked us to wait (RFC 9110 section 10.2.3), if it did."""
        said = answer.headers.get("retry-after", "") if answer else ""
        if said.isdigit():
            return float(said)
        from email.utils import parsedate_to_datetime

        try:
            return max(0.0, (parsedate_to_datetime(said) - self._clock()).total_seconds()) if said else None
        except (ValueError, TypeError):
            return None

    def close(self) -> None:
        """Close every connection; a second call does no harm."""
        with self._lock:
            sessions, self._sessions = self._sessions, []
            self._own = threading.local()
        for session in sessions:
            session.close()

    def _given_up(self, answer: Answer | None, again: bool) -> Answer:
        if answer is None:
            lost = "cannot be reached" if again else "was lost while it worked; the request was not repeated"
            raise Unavailable(f"{self._name}: Google {lost}.", next_step="Is there a connection?")
        return answer

    def _session(self) -> Any:
        import requests

        session = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = requests.Session()
            with self._lock:
                self._sessions.append(session)
        return session

    def _send(
        self, method: str, url: str, body: str | bytes | None, headers: Mapping[str, str], token: str
    ) -> Answer | None:
        """One request, once; None when the connection failed before the whole answer was here."""
        import requests

        with self._lock:
            if token:
                self.traffic.requests += 1
            else:
                self.traffic.token_requests += 1
        try:
            response = self._session().request(
                method,
                url,
                data=body.encode() if isinstance(body, str) else body,
                headers=dict(headers),
                timeout=self._timeout,
                allow_redirects=False,
                auth=_letting_in(token),
            )
        except requests.exceptions.SSLError:
            raise Unavailable(
                f"{self._name}: the certificate of Google's address was not accepted.",
                next_step="Is a proxy reading along?",
            ) from None
        except requests.exceptions.RequestException:
            return None
        with self._lock:
            self.traffic.received += _on_the_wire(response)
        return Answer(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            body=response.content,
        )


def _letting_in(token: str) -> Callable[[Any], Any]:
    """What requests takes as ``auth``: given there, no netrc entry of the user can take the token's place."""

    def let_in(request: Any) -> Any:
        if token:
            request.headers["Authorization"] = f"Bearer {token}"
        return request

    return let_in


def _on_the_wire(response: Any) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isdigit() else int(response.raw.tell() or len(response.content))


class Wire:
    """What Google's client takes for an ``httplib2.Http``: only its own addresses get the token."""

    def __init__(self, transport: Transport, bearer: Bearer, bases: tuple[str, ...], again: bool) -> None:
        self._transport = transport
        self._bearer = bearer
        self._bases = bases
        self._again = again

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> tuple[Any, bytes]:
        """One request as httplib2 would make it; raises Refused for an address that is not configured."""
        import httplib2  # type: ignore[import-untyped]

        if not uri.startswith(self._bases):
            raise Refused("A request to an address that is not configured was stopped.")
        answer = self._transport.ask(
            method, uri, body=body, headers=headers, again=self._again, bearer=self._bearer
        )
        return httplib2.Response({**answer.headers, "status": str(answer.status)}), answer.body

    def close(self) -> None:
        """Nothing: the connections belong to the transport."""


class TokenAsker:
    """What google-auth takes for its transport: only the token endpoint is asked."""

    def __init__(self, transport: Transport, token_url: str) -> None:
        self._transport = transport
        self._token_url = token_url
        self.said = b""
        """The last good answer's body."""

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_: Any,
    ) -> Any:
        """One request; raises Unavailable when there is no answer now, Refused for any other address."""
        if url != self._token_url:
            raise Refused("A token request to an address that is not configured was stopped.")
        answer = self._transport.ask(method, url, body=body, headers=headers)
        if answer.slow_down or answer.status in UNCERTAIN:
            raise Unavailable("Google's sign-in does not answer now.", next_step="A later run goes on.")
        if answer.status < 300:
            self.said = answer.body
        return _TokenAnswer(answer.status, answer.headers, answer.body)


@dataclass(frozen=True, slots=True)
class _TokenAnswer:
    status: int
    headers: Mapping[str, str]
    data: bytes
