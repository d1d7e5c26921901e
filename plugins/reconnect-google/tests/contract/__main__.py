"""The referee: Prism between Google's client and the stand-in, while the suite runs.

    python plugins/reconnect-google/tests/contract [FOLDER]

Prism is installed by npm into FOLDER (a temporary one by default). It reads the OpenAPI document made from the
bundled discovery documents, and answers 422 to a request and 500 to an answer that breaks them. Exit 0: every
request and answer passed, and the referee could say no to wrong ones.
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from google_standin import oauth  # noqa: E402
from google_standin.contract import DOCUMENTS  # noqa: E402
from google_standin.server import HANDLERS, Server  # noqa: E402
from openapi import converted  # noqa: E402

PRISM = "@stoplight/prism-cli@5.16.0"
SUITE = (
    *("contacts", "calendar", "sync", "writing", "signin", "account"),
    *("setup", "sight", "transport", "live", "walks"),
)
BREACH = re.compile(r"(violation|Violation|UNPROCESSABLE_ENTITY|NO_PATH_MATCHED|NO_METHOD_MATCHED)[^\n]*")


def main() -> int:
    """0 when every request and answer passed."""
    with contextlib.ExitStack() as stack:
        folder = (
            Path(sys.argv[1]) if len(sys.argv) > 1 else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        )
        folder.mkdir(parents=True, exist_ok=True)
        document = folder / "google.json"
        document.write_text(json.dumps(converted()), encoding="utf-8")
        near, far = free_port(), free_port()
        log = folder / "prism.log"
        stack.enter_context(prism(installed(folder), document, near, far, log))
        suite = run_suite(near, far)
        # Only this table-top part sends what must be refused, so whatever was logged before is the suite's.
        found = [match.group() for match in BREACH.finditer(log.read_text(encoding="utf-8"))]
        blind = [name for name, status, wanted in wrong_ones(near, far) if status != wanted]
        passed = log.read_text(encoding="utf-8").count("Received forward response")
    print(f"\n{passed} requests and answers went by Prism; {len(found)} broke the documents.")
    for line in dict.fromkeys(found):
        print(f"  {line}")
    for name in blind:
        print(f"  the referee did not notice: {name}")
    return int(bool(suite or found or blind))


def installed(folder: Path) -> Path:
    """Prism's command, installed by npm unless it is there."""
    command = folder / "node_modules" / ".bin" / "prism"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm is needed for the referee run: install Node.js 18 or newer")
        print(f"installing {PRISM} …", flush=True)
        quiet = ["--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--loglevel=error"]
        if subprocess.run([npm, "install", *quiet, "--prefix", str(folder), PRISM], check=False).returncode:
            raise SystemExit(f"npm could not install {PRISM}, so nothing was judged")
    return command


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def prism(command: Path, document: Path, near: int, far: int, log: Path) -> Iterator[None]:
    """Prism on port ``near``, before whoever listens on ``far``."""
    upstream = f"http://127.0.0.1:{far}"
    arguments = [str(command), "proxy", str(document), upstream, "--errors", "-h", "127.0.0.1", "-p", str(near)]
    with log.open("wb") as file:
        process = subprocess.Popen(arguments, stdout=file, stderr=file, env={**os.environ, "NO_COLOR": "1"})
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", near), 1):
                    break
                time.sleep(0.1)
            else:
                raise SystemExit(f"the referee did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
            yield
        finally:
            process.terminate()
            process.wait(10)


def run_suite(near: int, far: int) -> int:
    """The suite's exit code, each of its requests sent by way of Prism."""
    root = HERE.parents[3]
    tests = [str(HERE.parent / f"test_{name}.py") for name in SUITE]
    environment = {**os.environ, "GOOGLE_REFEREE": f"http://127.0.0.1:{near} {far}"}
    arguments = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not full and not direct",
        *tests,
    ]
    return subprocess.run(arguments, cwd=root, env=environment, check=False).returncode


def wrong_ones(near: int, far: int) -> Iterator[tuple[str, int, int]]:
    """Requests and answers that break the documents: what they are, what came back, what should have."""
    with Server(port=far) as google:
        scopes = frozenset(
            scope for one in DOCUMENTS.values() for scope in one.plain["auth"]["oauth2"]["scopes"]
        )
        token = oauth._issued(google.world, scopes)["access_token"]
        events = "/calendar/v3/calendars/primary/events"

        def status(path: str, body: object = None) -> int:
            request = urllib.request.Request(f"http://127.0.0.1:{near}{path}")
            request.add_header("Authorization", f"Bearer {token}")
            if body is not None:
                request.data = json.dumps(body).encode()
                request.add_header("Content-Type", "application/json")
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    return int(answer.status)
            except urllib.error.HTTPError as error:
                error.close()
                return error.code

        day = {"start": {"date": "2026-03-05"}, "end": {"date": "2026-03-06"}}
        yield "a good request", status(events), 200
        yield "a field that does not exist", status(events, {**day, "summry": "x"}), 422
        yield "a wrong type", status(events, {**day, "summary": 3}), 422
        yield "a parameter that is no number", status(f"{events}?maxResults=many"), 422
        yield "a value that is not on the list", status(f"{events}?eventTypes=party"), 422
        kept = HANDLERS["calendar.events.list"]
        try:
            HANDLERS["calendar.events.list"] = lambda asked: _lying(kept(asked))
            yield "an answer with a field of its own", status(events), 500
        finally:
            HANDLERS["calendar.events.list"] = kept


def _lying(said: object) -> object:
    said.body["surprise"] = True
    return said


if __name__ == "__main__":
    sys.exit(main())
