"""HTTP with manners: explicit sign-in, deadlines, guarded redirects, patient reads, writes sent once."""

import time
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from reconnect_core import AuthError, ConfigError, Refused, StoreError, Unavailable, Unusable

from .access import Access
from .trust import Trust, checked

READING = frozenset({"GET", "PROPFIND", "REPORT"})
PASSING = frozenset({429, 502, 503, 504})
MOVED = frozenset({301, 302, 307, 308})
LIMIT_BYTES = 32 * 1024 * 1024
"""No answer may be larger; whoever asked for many records asks for fewer, then."""
HOPS = 5
TRIES = 3


class TooLarge(Unusable):
    """One answer was larger than LIMIT_BYTES."""


class Missing(Unusable):
    """There is nothing at this address."""


class Lost(Unavailable):
    """The answer was lost on the way; the server may have done what it was asked."""


@dataclass(slots=True)
class Traffic:
    """What went over the wire: requests (redirects and repeats included), bytes of bodies as transferred."""

    requests: int = 0
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A final answer: never a redirect, a 401, or one that says to come again later."""

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""


class Transport:
    """One signed-in connection to one server; ``send`` is all it does."""

    def __init__(
        self,
        name: str,
        url: str,
        access: Access,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name
        self.url = checked(name, url)
        self.traffic = Traffic()
        self._access = access
        self._trust = Trust(name, self.url, access.trust_hosts)
        self._clock = clock
        self._sleep = sleep
        self._patience = float(access.patience_seconds)
        self._client: Any = None
        self._locked_out = False

    def send(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The final answer to one request, redirects followed with their method kept.

        Reads are repeated while patience lasts (RFC 9110 section 10.2.3 Retry-After); writes are sent once.
        Raises AuthError on 401, and from then on without asking again; Refused for an untrusted redirect;
        Lost, Unavailable or Unusable when no answer came.
        """
        for attempt in range(1, TRIES + 1):
            last = method not in READING or attempt == TRIES
            try:
                answer = self._follow(method, url, body, headers or {})
            except Lost:
                if last or self._patience <= 0:
                    raise
                self._wait(0.5 * attempt)
                continue
            if answer.status not in PASSING:
                return answer
            pause = self._pause(answer, attempt)
            if last or pause > self._patience:
                return self._given_up(answer, pause)
            self._wait(pause)
        raise AssertionError("the last attempt returns or raises")

    def rest(self, seconds: float | None) -> None:
        """Wait as long as a server asked for, where patience allows; raises Unavailable where it does not."""
        if seconds is not None:
            if seconds > self._patience:
                raise Unavailable(
                    f"{self.name}: the server asks to wait {round(seconds)} seconds.",
                    next_step="Try again later.",
                    retry_after=seconds,
                )
            self._wait(seconds)

    @property
    def host(self) -> str:
        """The configured host, as messages name it."""
        return self._host(self.url)

    def close(self) -> None:
        """End the connection; a second call does no harm."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _follow(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        for _ in range(HOPS):
            self._trust.check(url)
            answer = self._once(method, url, body, headers)
            if answer.status == 401:
                self._locked_out = True
                raise self._unwelcome()
            if answer.status not in MOVED or "location" not in answer.headers:
                return answer
            url = urljoin(url, answer.headers["location"])
        raise Unusable(f"{self.name}: {self._host(url)} redirects in circles.", next_step="Check url.")

    def _once(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        if self._locked_out:
            raise self._unwelcome()
        client = self._open()
        import niquests
        from niquests.packages.urllib3.exceptions import HTTPError

        self.traffic.requests += 1
        self.traffic.sent += len(body)
        try:
            response = client.session.request(
                method,
                url,
                data=body or None,
                headers={**client.headers, **headers},
                auth=client.auth,
                timeout=client.timeout,
                verify=client.ssl_verify_cert,
                allow_redirects=False,
                stream=True,
            )
            with response:
                self.traffic.requests += len(response.history)
                content = self._read(response)
        except (niquests.exceptions.RequestException, HTTPError, UnicodeError, OSError) as error:
            raise self._translated(error, url) from None
        return Answer(
            status=response.status_code,
            url=url,
            headers={key.lower(): value for key, value in response.headers.items()},
            body=content,
        )

    def _read(self, response: Any) -> bytes:
        begin, parts, size = self._clock(), [], 0
        for chunk in _chunks(response):
            parts.append(chunk)
            size += len(chunk)
            if size > LIMIT_BYTES:
                raise TooLarge(
                    f"{self.name}: an answer was larger than {LIMIT_BYTES // 2**20} MiB.",
                    next_step="Look for an enormous record in the store.",
                )
            if (self._clock() - begin).total_seconds() > 4 * self._access.timeout_seconds:
                raise Unavailable(f"{self.name}: the server sends too slowly.", next_step="Try again later.")
        self.traffic.received += response.raw.tell() or size
        return b"".join(parts)

    def _open(self) -> Any:
        if self._client is None:
            self._client = self._access.client(self.name, self.url)
        return self._client

    def _pause(self, answer: Answer, attempt: int) -> float:
        said = answer.headers.get("retry-after", "").strip()
        if said.isdigit():
            return float(said)
        try:
            until = parsedate_to_datetime(said)
            return max(0.0, (until - self._clock()).total_seconds())
        except (TypeError, ValueError):
            return 0.5 * attempt

    def _wait(self, seconds: float) -> None:
        self._patience -= seconds
        self._sleep(seconds)

    def _given_up(self, answer: Answer, pause: float) -> Answer:
        if answer.status in (502, 504):
            return answer
        asked = "retry-after" in answer.headers
        when = f"in {round(pause)} seconds" if asked else "later"
        raise Unavailable(
            f"{self.name}: the server has no time now (status {answer.status}).",
            next_step=f"Try again {when}.",
            retry_after=pause if asked else None,
        )

    def _unwelcome(self) -> AuthError:
        return AuthError(
            f"{self.name}: {self._host(self.url)} did not accept the user name or the password.",
            next_step=f"Run `reconnect signin {self.name}`.{self._access.hint}",
        )

    def _translated(self, error: Exception, url: str) -> Exception:
        """Our error for one of the HTTP library's; it never quotes a path or a query."""
        import niquests

        names = niquests.exceptions
        host, kind = self._host(url), type(error).__name__
        if isinstance(error, names.SSLError):
            return Unusable(
                f"{self.name}: the certificate of {host} cannot be trusted.",
                next_step='Check the address; for a certificate of your own set ca = "file.pem".',
            )
        if isinstance(error, names.InvalidURL | names.InvalidSchema | names.MissingSchema | UnicodeError):
            return ConfigError(f"{self.name}: the address of {host} is not valid.", next_step="Check url.")
        if isinstance(error, names.Timeout) or "timed out" in str(error).lower():
            what = f"{host} did not answer within {self._access.timeout_seconds} seconds"
        elif isinstance(error, names.ProxyError):
            what = f"the proxy to {host} did not let us through"
        else:
            what = f"the connection to {host} failed ({kind})"
        return Lost(f"{self.name}: {what}.", next_step="Check the network and try again later.")

    @staticmethod
    def _host(url: str) -> str:
        return urlsplit(url).hostname or "the server"


def _chunks(response: Any) -> Iterator[bytes]:
    yield from response.iter_content(-1)


def expect(name: str, answer: Answer, *wanted: int) -> Answer:
    """The answer if it has a wanted status; raises Refused, Unavailable, Missing or Unusable otherwise."""
    status, host = answer.status, urlsplit(answer.url).hostname
    if status in wanted:
        return answer
    if status in (404, 410):
        raise Missing(f"{name}: {host} has nothing at this address.", next_step="Check url.")
    for codes, kind, what, step in _MEANINGS:
        if status in codes:
            raise kind(f"{name}: {host} {what} (status {status}).", next_step=step)
    if status >= 500:
        raise Unavailable(f"{name}: {host} failed (status {status}).", next_step="Try again later.")
    raise Unusable(f"{name}: {host} did not understand the request (status {status}).", next_step="Check url.")


_MEANINGS: tuple[tuple[Container[int], type[StoreError], str, str], ...] = (
    ((401, 403), Refused, "does not allow this", "Check your rights there."),
    ((405, 501), Refused, "cannot do this here", "Check url."),
    ((423,), Unavailable, "says that it is locked", "Try again later."),
    ((507,), Refused, "has no room left", "Make room there."),
    (
        range(200, 400),
        Unusable,
        "answered with a web page or other text instead of data",
        "Check url; behind a public network's sign-in page, sign in there first.",
    ),
)
