"""A proxy on loopback that counts and logs every request, and misbehaves as it is told."""

import http.client
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

LOGIN_PAGE = b"<!DOCTYPE html><html><body><form action='/login'>Please sign in</form></body></html>"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One request as it came, and the answer as it left; sizes are those of the bodies."""

    method: str
    path: str
    status: int
    sent: int
    received: int
    body: bytes = field(repr=False, default=b"")
    headers: dict = field(repr=False, default_factory=dict)


@dataclass(kw_only=True)
class Fault:
    """What goes wrong with the requests it is for, ``times`` of them."""

    what: str
    """status, hang, drop-before, drop-after, truncated, html, broken-xml, big, redirect, drip."""
    method: str = ""
    """Only this method; empty: any."""
    where: Callable[[str, bytes], bool] = lambda path, body: True
    times: int = 10**9
    skip: int = 0
    """So many requests pass before it begins."""
    status: int = 500
    headers: dict = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 30.0


class FaultServer:
    """Sends everything on to the server behind it, but for the faults that were planned."""

    def __init__(self, behind: str = "", context=None) -> None:
        self.behind = urlsplit(behind)
        self.log: list[Logged] = []
        self.faults: list[Fault] = []
        self.ended = threading.Event()
        self.guard = None
        """Asks for a password in another way than the server behind (see guards)."""
        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.proxy = self
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._lock = threading.Lock()
        self.port = self._server.server_address[1]
        self.root = f"http://127.0.0.1:{self.port}/"

    def through(self, server):
        """The server's addresses as they are seen through this proxy."""
        return replace(
            server,
            root=self.url(server.root),
            addressbook=self.url(server.addressbook),
            calendar=self.url(server.calendar),
        )

    def url(self, url: str) -> str:
        return self.root + urlsplit(url).path.lstrip("/")

    def plan(self, what: str, **how) -> Fault:
        fault = Fault(what=what, **how)
        self.faults.append(fault)
        return fault

    def clear(self) -> None:
        self.faults.clear()
        self.log.clear()

    def count(self, *methods: str) -> int:
        return sum(not methods or entry.method in methods for entry in self.log)

    def bytes_out(self) -> int:
        return sum(entry.received for entry in self.log)

    @contextmanager
    def running(self):
        thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.ended.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join(5)

    def rest(self):
        """Wait until nobody is connected: by then all that a killed client had sent has been passed on."""
        # Whoever connected before this has been let in before it.
        with socket.create_connection(("127.0.0.1", self.port)) as last, self._server.gone:
            alone = self._server.gone.wait_for(lambda: self._server.clients == {last.getsockname()}, 60)
        assert alone, "a client stays connected"

    def take(self, method: str, path: str, body: bytes) -> Fault | None:
        with self._lock:
            for fault in self.faults:
                if fault.times > 0 and fault.method in ("", method) and fault.where(path, body):
                    if fault.skip:
                        fault.skip -= 1
                        continue
                    fault.times -= 1
                    return fault
        return None

    def pass_on(self, method, path, headers, body):
        """Status, headers and body of the server behind."""
        link = http.client.HTTPConnection(self.behind.hostname, self.behind.port, timeout=600)
        try:
            kept = {k: v for k, v in headers.items() if k.lower() not in ("connection", "content-length")}
            link.request(method, path, body=body or None, headers=kept | {"Content-Length": str(len(body))})
            answer = link.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            link.close()


class Server(ThreadingHTTPServer):
    """One thread for each connection; a client that vanishes is no error here."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *args):
        self.clients = set()
        self.gone = threading.Condition()
        super().__init__(*args)

    def process_request(self, request, client_address):
        with self.gone:
            self.clients.add(client_address)
            self.gone.notify_all()
        super().process_request(request, client_address)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.gone:
                self.clients.discard(client_address)
                self.gone.notify_all()

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection to the fault server."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True

    @property
    def proxy(self):
        return self.server.proxy

    def log_message(self, *args):
        pass

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.proxy.guard is not None:
            if not self.proxy.guard.admits(self.command, self.headers.get("Authorization", "")):
                self.reply(body, 401, [("WWW-Authenticate", self.proxy.guard.challenge)], b"")
                return
            self.headers.replace_header("Authorization", self.proxy.guard.inside)
        fault = self.proxy.take(self.command, self.path, body)
        getattr(self, f"fault_{(fault.what if fault else 'none').replace('-', '_')}")(body, fault)

    def forward(self, body):
        return self.proxy.pass_on(self.command, self.path, self.headers, body)

    def reply(self, body, status, headers, content, *, length=None):
        self.note(body, status, content)
        self.send_response_only(status)
        for key, value in headers:
            if key.lower() not in ("transfer-encoding", "connection", "content-length", "date"):
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(content)

    def note(self, body, status, content):
        self.proxy.log.append(
            Logged(
                method=self.command,
                path=self.path,
                status=status,
                sent=len(body),
                received=len(content),
                body=body,
                headers={key.title(): value for key, value in self.headers.items()},
            )
        )

    def fault_none(self, body, fault):
        self.reply(body, *self.forward(body))

    def fault_status(self, body, fault):
        self.reply(body, fault.status, list(fault.headers.items()), fault.body)

    def fault_hang(self, body, fault):
        self.note(body, 0, b"")
        self.proxy.ended.wait(fault.seconds)
        self.close_connection = True

    def fault_drop_before(self, body, fault):
        self.note(body, 0, b"")
        self.close_connection = True

    def fault_drop_after(self, body, fault):
        self.forward(body)
        self.fault_drop_before(body, fault)

    def fault_late(self, body, fault):
        """The server applies it at once, but its answer comes too late."""
        self.forward(body)
        self.fault_hang(body, fault)

    def fault_fail_after(self, body, fault):
        self.forward(body)
        self.fault_status(body, fault)

    def fault_truncated(self, body, fault):
        status, headers, content = self.forward(body)
        self.reply(body, status, headers, content[: len(content) // 2], length=len(content))
        self.close_connection = True

    def fault_cut_short(self, body, fault):
        """Half of the body, declared as if it were all."""
        self.headers["Accept-Encoding"] = "identity"
        status, headers, content = self.forward(body)
        self.reply(body, status, headers, content[: len(content) // 2])

    def fault_html(self, body, fault):
        self.reply(
            body,
            fault.status if fault.status != 500 else 200,
            [("Content-Type", "text/html")],
            LOGIN_PAGE,
        )

    def fault_broken_xml(self, body, fault):
        self.reply(body, 207, [("Content-Type", XML)], b"<multistatus xmlns='DAV:'><response></multistatus>")

    def fault_big(self, body, fault):
        filler = b"<!--" + b"x" * int(fault.seconds * 1024 * 1024) + b"-->"
        content = b"<?xml version='1.0'?><multistatus xmlns='DAV:'>" + filler + b"</multistatus>"
        self.reply(body, 207, [("Content-Type", XML)], content)

    def fault_redirect(self, body, fault):
        status = fault.status if 300 <= fault.status < 400 else 301
        self.reply(body, status, list(fault.headers.items()), b"")

    def fault_drip(self, body, fault):
        status, _headers, content = self.forward(body)
        self.note(body, status, content)
        self.send_response_only(status)
        self.send_header("Content-Type", XML)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        end = time.monotonic() + fault.seconds
        with suppress(OSError):
            for at in range(len(content)):
                if time.monotonic() > end or self.proxy.ended.is_set():
                    break
                self.wfile.write(content[at : at + 1])
                self.wfile.flush()
                self.proxy.ended.wait(0.05)
        self.close_connection = True
