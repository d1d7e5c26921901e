"""The stand-in over HTTP: routing, rights, faults, masks, gzip, and a log of every request."""

import contextlib
import gzip
import json
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from . import calendars, contract, oauth, people
from .asked import Asked, Refusal, Said, Unmodelled
from .faults import BEFORE, spoil
from .world import Call, World

HANDLERS: dict[str, Callable[[Asked], Said]] = {
    "people.people.connections.list": people.connections,
    "people.otherContacts.list": people.other_contacts,
    "people.contactGroups.list": people.groups,
    "calendar.calendars.insert": calendars.insert_calendar,
    "calendar.calendars.get": calendars.get_calendar,
    "calendar.events.list": calendars.list_events,
    "calendar.events.get": calendars.get_event,
    "calendar.events.insert": calendars.insert_event,
    "calendar.events.delete": calendars.delete_event,
    "calendar.freebusy.query": calendars.free_busy,
}


class Lost(Exception):
    """The connection ends here."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        try:
            self.server.answer(self, raw)
        except Lost:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """The log is ``world.calls``."""

    def say(self, status: int, body: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        """Send an answer, or only its first half."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.wfile.flush()
            raise Lost


class Server(ThreadingHTTPServer):
    """``with Server(world) as google:`` listens on loopback until the end of the block."""

    daemon_threads = True

    def __init__(self, world: World | None = None, *, port: int = 0, front: str = "") -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.world = world or World()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.front = front or self.url
        """Where API requests are to be sent: a referee's address, or our own."""
        self._numbers = {"api": 0, "token": 0}
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()
        for line in list(self._open):  # a kept-alive connection would still speak of this world
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Take a connection, and remember it until it ends."""
        line, address = super().get_request()
        self._open.add(line)
        return line, address

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away in the middle is not our trouble; anything else is a complaint."""
        import sys

        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            self.world.complaints.append(f"the stand-in failed: {error!r}")

    @property
    def settings(self) -> dict[str, str]:
        """The endpoints, as config keys of the kind ``google``."""
        return {
            "people_url": f"{self.front}/",
            "calendar_url": f"{self.front}/calendar/v3/",
            "token_url": f"{self.url}/token",
            "auth_url": f"{self.url}/auth",
        }

    def hang_up(self, seconds: float = 10) -> None:
        """Wait until nobody is connected: what a dead client had sent is answered then, and counts for no other."""
        end = time.monotonic() + seconds
        calm = 0
        while calm < 3:  # a connection may still wait to be taken
            calm = 0 if self._open else calm + 1
            time.sleep(0.02)
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self._open)} connections are still open")

    def forget_calls(self) -> None:
        """Count requests from here, and fault no more."""
        with self.world.lock:
            self._numbers = {"api": 0, "token": 0}
            self.world.forget_calls()

    def answer(self, handler: Handler, raw: bytes) -> None:
        """Route one request and log it."""
        parts = urlsplit(handler.path)
        verb = handler.headers.get("x-http-method-override") or handler.command  # rule long-get
        query = raw.decode() if handler.headers.get("x-http-method-override") else parts.query
        if parts.path in ("/token", "/auth"):
            return self._sign_in(handler, parts.path, parse_qs(parts.query), raw)
        world = self.world
        with world.lock:
            self._numbers["api"] += 1
            number = self._numbers["api"]
            call = Call("", verb, parts.path, parse_qs(query), raw, number=number)
            world.calls.append(call)
            fault = world.faults.get(number, "")
        if world.before:
            world.before(number, "before")
        if fault == "drop":
            raise Lost
        body, status, headers = self._done(handler, verb, parts.path, query, raw, call, fault)
        call.status = status
        if world.before:
            world.before(number, "after")
        if fault == "applied-drop":
            raise Lost
        packed, more = _packed(handler, body)
        call.sent = len(packed)
        return handler.say(status, packed, headers | more, cut=fault == "cut")

    def _done(
        self, handler: Handler, verb: str, path: str, query: str, raw: bytes, call: Call, fault: str
    ) -> tuple[bytes, int, dict[str, str]]:
        try:
            if fault in BEFORE:
                raise BEFORE[fault]
            said = self._handled(handler, verb, path, query, raw, call, fault)
            if fault == "applied-503":
                raise BEFORE["503"]
            if fault == "page":
                return b"<html><body>A proxy's page</body></html>", 200, {"Content-Type": "text/html"}
        except Refusal as no:
            return json.dumps(no.body).encode(), no.status, {"Content-Type": "application/json", **no.headers}
        except contract.Breach as breach:
            no = Refusal(400, breach.reason, str(breach), rpc="INVALID_ARGUMENT")
            return json.dumps(no.body).encode(), 400, {"Content-Type": "application/json"}
        except Unmodelled as unknown:
            self.world.complaints.append(f"not modelled: {unknown}")
            return json.dumps({"error": {"code": 501, "message": str(unknown)}}).encode(), 501, {}
        text = b"" if said.body is None else json.dumps(said.body).encode()
        return text, said.status, {"Content-Type": "application/json", **said.headers}

    def _handled(
        self, handler: Handler, verb: str, path: str, query: str, raw: bytes, call: Call, fault: str
    ) -> Said:
        routed = contract.route(verb, path)
        if routed is None:
            raise Refusal(404, "notFound", "Not Found")
        method, values = routed
        call.method = method.id
        parameters = contract.query(method, parse_qs(query, keep_blank_values=True))
        call.query = parameters
        body = self._body(method, verb, raw) if handler.command == verb else None
        call.body = body
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self.world.lock:
            scopes = oauth.let_in(self.world, headers.get("authorization", ""), method.scopes)
            if method.id not in HANDLERS:
                raise Unmodelled(method.id)
            asked = Asked(self.world, method, values, parameters, body, headers, scopes)
            spoil(asked, fault)
            said = HANDLERS[method.id](asked)
            call.applied = said.applied
        return self._checked(method, parameters, said)

    def _body(self, method: contract.Method, verb: str, raw: bytes) -> Any:
        if not method.request:
            return None
        try:
            body = json.loads(raw)
        except ValueError:
            raise contract.Breach("Parse Error", "parseError") from None
        wrong = method.document.breaches({"$ref": method.request}, body)
        if wrong:
            raise contract.Breach(f"Invalid JSON payload received: {'; '.join(wrong)}")
        return body

    def _checked(self, method: contract.Method, parameters: dict[str, Any], said: Said) -> Said:
        """The answer, masked; what the documents do not allow in it is a complaint."""
        if said.body is None:
            return said
        wrong = method.document.breaches({"$ref": method.response}, said.body)
        self.world.complaints += [f"{method.id}: {one}" for one in wrong]
        fields = parameters.get("fields")
        if fields:
            unknown = contract.unknown_fields(method, fields)
            if unknown:
                raise contract.Breach(f"Invalid field selection {unknown[0]}", "invalidParameter")
            said.body = contract.mask(fields, said.body)
        return said

    def _sign_in(self, handler: Handler, path: str, query: dict[str, list[str]], raw: bytes) -> None:
        world = self.world
        given = {
            name: values[0] for name, values in (parse_qs(raw.decode()) if path == "/token" else query).items()
        }
        with world.lock:
            self._numbers["token"] += path == "/token"
            fault = world.token_faults.get(self._numbers["token"], "") if path == "/token" else ""
            call = Call(path, handler.command, path, {}, None, token=True)
            world.calls.append(call)
        if world.before and path == "/token":
            world.before(0, "before")
        with world.lock:
            if fault == "drop":
                raise Lost
            try:
                if fault in BEFORE:
                    raise BEFORE[fault]
                if path == "/auth":
                    call.status = 302
                    return handler.say(302, b"", {"Location": oauth.consent(world, given)})
                body: Any = oauth.token(world, given, handler.headers.get("Authorization", ""))
                call.status, headers = 200, {}
            except (oauth.Denied, Refusal) as no:
                body, call.status, headers = no.body, no.status, getattr(no, "headers", {})
        if world.before and path == "/token":
            world.before(0, "after")
        text = json.dumps(body).encode()
        return handler.say(call.status, text, {"Content-Type": "application/json", **headers})


def _packed(handler: Handler, body: bytes) -> tuple[bytes, dict[str, str]]:
    if body and "gzip" in handler.headers.get("Accept-Encoding", ""):
        return gzip.compress(body, 6, mtime=0), {"Content-Encoding": "gzip"}
    return body, {}
