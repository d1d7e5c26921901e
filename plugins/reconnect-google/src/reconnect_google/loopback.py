"""The port of this computer that Google's page sends the browser back to (RFC 8252 section 7.3)."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from reconnect_core import AuthError, Unavailable

WAIT_SECONDS = 300
_PAGE = b"<!doctype html><title>Reconnect</title><p>Reconnect has its answer. You may close this page.</p>"


class Callback:
    """``with Callback(name, again) as callback:`` listens on a port that the system chooses."""

    def __init__(self, name: str, again: str) -> None:
        self._name = name
        self._again = again
        self._server: Any = HTTPServer(("127.0.0.1", 0), _Handler)
        self._server.timeout = 1
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.server_close()

    def code(self, state: str) -> str:
        """The code that comes with our own ``state``; other visitors are answered and ignored.

        Raises AuthError when the user did not consent, Unavailable when nobody came within five minutes.
        """
        for _ in range(WAIT_SECONDS):
            self._server.came = {}
            self._server.handle_request()
            if self._server.came.get("state") != [state]:
                continue
            if "code" in self._server.came:
                return str(self._server.came["code"][0])
            raise AuthError(f"{self._name}: Google's page was left without consent.", next_step=self._again)
        raise Unavailable(f"{self._name}: nobody came back from Google's page.", next_step=self._again)


class _Handler(BaseHTTPRequestHandler):
    """Takes the one request that Google's page sends the browser back with."""

    server: Any

    def do_GET(self) -> None:
        self.server.came = parse_qs(urlsplit(self.path).query)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(_PAGE)))
        self.end_headers()
        self.wfile.write(_PAGE)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class's name
        """Say nothing: the path holds the code."""
