"""A small IMAP server on loopback (RFC 3501, what reading headers needs) that goes wrong as it is told."""

import re
import socketserver
import threading
import time
from base64 import b64decode
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

FETCHED = re.compile(r"(\d+)(?::(\d+))? \((.*)\)$", re.DOTALL)


@dataclass
class Box:
    """A folder: its flags, UIDVALIDITY, and messages as [uid, flags, bytes]."""

    flags: str = ""
    validity: int = 1
    next: int = 1
    messages: list = field(default_factory=list)


@dataclass
class ImapServer:
    """One account. ``log`` is what was asked; ``fault`` is "", drop, hang, garbage, omit, busy, or no COMMAND."""

    user: str = "me@home.example"
    password: str = 'p\\a"ss wörd'
    capabilities: str = "IMAP4rev1 AUTH=PLAIN SPECIAL-USE LIST-EXTENDED"
    boxes: dict = field(default_factory=dict)
    log: list = field(default_factory=list)
    fault: str = ""
    context: object = None
    port: int = 0

    host = "127.0.0.1"
    security = "none"
    ca = ""

    def deliver(self, folder, message, flags=""):
        box = self.boxes.setdefault(folder, Box())
        box.messages.append([box.next, flags, message])
        box.next += 1
        return box.next - 1

    def expunge(self, folder, *uids):
        box = self.boxes[folder]
        box.messages = [one for one in box.messages if one[0] not in uids]

    def make_anew(self, folder):
        """The folder gets another UIDVALIDITY, as after a restored backup: its messages stay."""
        box = self.boxes[folder]
        box.validity += 1

    def drop_folder(self, folder):
        self.boxes.pop(folder, None)

    def holds(self):
        return repr(self.boxes)

    def close(self):
        pass

    @contextmanager
    def running(self):
        outer = self

        class Handler(_Session):
            owner = outer

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request, address):
                pass  # a client that goes away is part of the tests

        server = Server(("127.0.0.1", self.port), Handler)
        self.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


class _Session(socketserver.StreamRequestHandler):
    owner: ImapServer
    disable_nagle_algorithm = True
    box: Box | None = None

    def setup(self):
        if self.owner.context and self.owner.security == "tls":
            self.request = self.owner.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self):
        if self.owner.fault == "mute":
            time.sleep(5)
            return
        self.say("* OK [CAPABILITY " + self.owner.capabilities + "] ready")
        with suppress(OSError, ValueError):
            while line := self.rfile.readline():
                if not self.answer(line.decode().rstrip("\r\n")):
                    return

    def finish(self):
        super().finish()
        with suppress(OSError):
            self.request.close()

    def say(self, text, more=b""):
        self.wfile.write(text.encode() + more + b"\r\n")

    def answer(self, line):
        tag, _, rest = line.partition(" ")
        command, _, arguments = rest.partition(" ")
        command = command.upper()
        self.owner.log.append(f"{command} {arguments}")
        fault = self.owner.fault
        if fault == "drop" and command not in ("CAPABILITY", "LOGOUT"):
            return False
        if fault == "hang" and command == "FETCH":
            time.sleep(5)
            return False
        if fault == "garbage" and command == "FETCH":
            self.say("<html>please sign in</html>")
            return True
        if fault == f"no {command}":
            self.say(f"{tag} NO secret@words.example says no")
            return True
        respond = getattr(self, f"do_{command.lower()}", None)
        said = respond(tag, arguments) if respond else "BAD what?"
        if said:
            self.say(f"{tag} {said}")
        return command != "LOGOUT"

    def do_capability(self, tag, arguments):
        self.say("* CAPABILITY " + self.owner.capabilities)
        return "OK done"

    def do_starttls(self, tag, arguments):
        self.say(f"{tag} OK begin")
        self.request = self.owner.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def do_authenticate(self, tag, arguments):
        self.say("+ ")
        _, user, password = b64decode(self.rfile.readline()).decode().split("\0")
        return self._let_in(user, password)

    def do_login(self, tag, arguments):
        user, password = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', arguments)
        return self._let_in(*(re.sub(r"\\(.)", r"\1", one[0] or one[1]) for one in (user, password)))

    def _let_in(self, user, password):
        if self.owner.fault == "busy":
            return "NO [UNAVAILABLE] come again"
        right = (user, password) == (self.owner.user, self.owner.password)
        return "OK come in" if right else f"NO [AUTHENTICATIONFAILED] {user} may not"

    def do_list(self, tag, arguments):
        for name, box in self.owner.boxes.items():
            if '"' in name:
                self.say(f'* LIST ({box.flags}) "/" {{{len(name)}}}')
                self.say(name)
            else:
                self.say(f'* LIST ({box.flags}) "/" "{name}"')
        return "OK done"

    def _named(self, arguments):
        name = re.match(r'"((?:[^"\\]|\\.)*)"', arguments)[1]
        return self.owner.boxes.get(re.sub(r"\\(.)", r"\1", name))

    def do_status(self, tag, arguments):
        box = self._named(arguments)
        if box is None:
            return "NO there is none"
        counts = f"(MESSAGES {len(box.messages)} UIDNEXT {box.next} UIDVALIDITY {box.validity})"
        self.say(f"* STATUS {arguments.rpartition(' (')[0]} {counts}")
        return "OK done"

    def do_examine(self, tag, arguments):
        self.box = self._named(arguments)
        if self.box is None:
            return "NO there is none"
        self.say(f"* {len(self.box.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.box.validity}] x")
        return "OK [READ-ONLY] done"

    def do_fetch(self, tag, arguments):
        first, last, what = FETCHED.match(arguments).groups()
        for number in range(int(first), int(last or first) + 1):
            if number > len(self.box.messages):
                return "BAD no such message"
            if self.owner.fault == "omit" and number == int(last or first):
                continue
            uid, flags, message = self.box.messages[number - 1]
            said = f"UID {uid} FLAGS ({flags})"
            if "HEADER.FIELDS" not in what:
                self.say(f"* {number} FETCH ({said})")
                continue
            head = self._fields(message, what)
            body = what[what.index("BODY.PEEK") :].replace(".PEEK", "")
            self.say(
                f'* {number} FETCH (INTERNALDATE "17-Jul-2020 02:44:25 +0000" {body} {{{len(head)}}}',
                b"\r\n" + head + f" {said})".encode(),
            )
        return "OK done"

    def _fields(self, message, what):
        wanted = re.search(r"\(([^)]*)\)\]", what)[1].lower().split()
        head = message.partition(b"\r\n\r\n")[0]
        lines = re.split(rb"\r\n(?![ \t])", head)
        kept = [line for line in lines if line.partition(b":")[0].strip().lower().decode("latin-1") in wanted]
        return b"".join(line + b"\r\n" for line in kept) + b"\r\n"

    def do_noop(self, tag, arguments):
        return "OK done"

    def do_logout(self, tag, arguments):
        self.say("* BYE")
        return "OK bye"
