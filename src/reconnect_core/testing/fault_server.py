"""An HTTP server on loopback that answers as it is told, and goes wrong as it is told."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

FAULTS = ("status", "hang", "drop", "truncated", "html", "drip")
_LOGIN = b"<!DOCTYPE html><html><body><form action='/login'>Please sign in</form></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True, kw_only=True)
class Planned:
    """A fault that waits for its requests."""

    what: str
    method: str
    times: int
    skip: int
    status: int
    headers: Mapping[str, str]


Answer = tuple[int, Mapping[str, str], bytes]


@dataclass
class FaultServer:
    """Answers with ``answer(asked)``, which gives status, headers and body, but for the faults planned.

    Use it as a context manager; ``url`` is where it listens, ``log`` what it was asked. A fault of the kind
    ``status`` answers with an error, ``hang`` never answers, ``drop`` closes the connection, ``truncated``
    sends half of what it declared, ``html`` sends a login page, ``drip`` sends a byte at a time.
    """

    answer: Callable[[Asked], Answer] = lambda asked: (200, {}, b"")
    log: list[Asked] = field(default_factory=list)
    url: str = ""
    _planned: list[Planned] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(
        self,
        what: str,
        *,
        method: str = "",
        times: int = 1_000_000,
        skip: int = 0,
        status: int = 503,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Let this go wrong, for requests of this method (any when empty), after ``skip`` of them."""
        if what not in FAULTS:
            raise ValueError(f"{what} is no fault; known are {', '.join(FAULTS)}")
        planned = Planned(
            what=what, method=method, times=times, skip=skip, status=status, headers=headers or {}
        )
        self._planned.append(planned)

    def clear(self) -> None:
        """All goes well again, and the log is empty."""
        self._planned.clear()
        self.log.clear()

    def __enter__(self) -> Self:
        self._server = _Listening(self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def take(self, asked: Asked) -> Planned | None:
        """Note the request, and the fault that it meets, if any."""
        with self._lock:
            self.log.append(asked)
            for planned in self._planned:
                if planned.times < 1 or planned.method not in ("", asked.method):
                    continue
                if planned.skip:
                    planned.skip -= 1
                    continue
                planned.times -= 1
                return planned
        return None

    def wait(self, seconds: float) -> bool:
        """Wait, but not longer than the server lives; True when it ended."""
        return self._ended.wait(seconds)


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, owner: FaultServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.owner = owner


class _Handler(BaseHTTPRequestHandler):
    """One connection to a fault server."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    server: _Listening

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def handle_any(self) -> None:
        """Any method: the planned fault, or the answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(method=self.command, path=self.path, headers=dict(self.headers), body=body)
        owner = self.server.owner
        planned = owner.take(asked)
        if planned is None:
            self.send(*owner.answer(asked))
        elif planned.what == "status":
            self.send(planned.status, planned.headers, b"")
        elif planned.what == "html":
            self.send(200, {"Content-Type": "text/html"}, _LOGIN)
        else:
            self.close_connection = True
            self.break_off(planned.what, *owner.answer(asked))

    def break_off(self, what: str, status: int, headers: Mapping[str, str], content: bytes) -> None:
        """The faults that end the connection."""
        if what == "hang":
            self.server.owner.wait(60)
        if what in ("hang", "drop"):
            return
        self.head(status, headers, len(content))
        with suppress(OSError):
            if what == "truncated":
                self.wfile.write(content[: len(content) // 2])
                return
            for at in range(len(content)):
                self.wfile.write(content[at : at + 1])
                self.wfile.flush()
                if self.server.owner.wait(0.05):
                    return

    def head(self, status: int, headers: Mapping[str, str], length: int) -> None:
        """Status line and headers."""
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def send(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        """A whole answer."""
        self.head(status, headers, len(content))
        with suppress(OSError):
            self.wfile.write(content)
