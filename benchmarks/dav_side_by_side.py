"""Reading one CardDAV address book with us, with vdirsyncer and with khard: time, requests and bytes.

    python -m benchmarks.dav_side_by_side [CARDS ...]        (by default 1000)

Radicale serves the same cards to all, behind a proxy that counts bodies as they are transferred. vdirsyncer and
khard are installed from PyPI into an environment of their own in a temporary folder. "Read" is the wall time of
the work itself, measured inside the process once everything is imported: a run of either tool that still imports
something in the measured part is refused. "Own" is the processor time of that work, which leaves out what the
server takes; "process" is the processor time of the whole process, its imports included. "Server alone" is the same
request, sent again by the standard library: no client can be faster. All are medians of nine runs, taken in turn,
each tool first in every second round.
"""

import contextlib
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins" / "reconnect-carddav" / "tests"))

ROUNDS = 9

OURS = """
import sys, time
from pathlib import Path
import caldav.davclient, h11, lxml.etree, niquests, urllib3.contrib.hface.protocols.http1
if sys.argv[3] == "cards":
    import reconnect_carddav.vcard, vobject.base
from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings
from reconnect_core import Contact, Opening, Secret
from reconnect_core.secrets import FileVault
url, folder = sys.argv[1], Path(sys.argv[2])
settings = CarddavSettings(url=url, username="alice", password=Secret(lambda: "alicepw"), timeout_seconds=300)
book = CarddavBook(Opening(name="people", settings=settings, vault=FileVault(folder / "vault")))
known, begin = set(sys.modules), (time.perf_counter(), time.process_time())
kept = folder / "state"
count = 0
for item in book.changes(kept.read_bytes() if kept.exists() else None):
    count += isinstance(item, Contact)
    if hasattr(item, "token"):
        kept.write_bytes(item.token)
book.close()
took = time.perf_counter() - begin[0], time.process_time() - begin[1]
print(",".join(sorted(set(sys.modules) - known)) or "-", *took)
"""


THEIRS = """
import concurrent.futures.thread, sys, time
import aiohttp, vdirsyncer.cli.discover, vdirsyncer.cli.tasks, vdirsyncer.cli.utils
import vdirsyncer.storage.dav, vdirsyncer.storage.filesystem, vdirsyncer.storage.http
import vdirsyncer.sync, vdirsyncer.sync.status
from vdirsyncer.cli import app
known, begin = set(sys.modules), (time.perf_counter(), time.process_time())
app(["sync"], standalone_mode=False)
took = time.perf_counter() - begin[0], time.process_time() - begin[1]
print(",".join(sorted(set(sys.modules) - known)) or "-", *took)
"""


@dataclass
class Measured:
    """One run of one tool: wall and CPU seconds of the work, CPU seconds of the process, requests, bytes."""

    read: float
    own: float
    cpu: float
    requests: int
    received: int
    alone: float
    """Wall seconds that the server takes for the last request without any tool; 0 where that was not asked."""


def realistic(number: int, name: str = "") -> bytes:
    """A card as phones write them, some 480 characters."""
    name = name or f"Person {number}"
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:uid-{number}",
        f"FN:{name}",
        f"N:{name};;;;",
        f"ORG:Example {number % 40} GmbH;Research",
        "TITLE:Head of things that matter",
        f"EMAIL;TYPE=INTERNET:person{number}@example.org",
        f"TEL;TYPE=CELL:+49 170 {number:07d}",
        f"TEL;TYPE=WORK,VOICE:+49 30 {number:07d}",
        f"ADR;TYPE=HOME:;;Long Street {number};Berlin;;10115;Germany",
        f"BDAY:19{number % 90 + 10}-05-{number % 28 + 1:02d}",
        "CATEGORIES:Friends,Rowing",
        "NOTE:Met at the conference\\, talked about books and bread",
        f"REV:2025-01-01T00:00:{number % 60:02d}Z",
        "END:VCARD",
    ]
    return ("\r\n".join(lines) + "\r\n").encode()


class Bench:
    """One Radicale, one proxy before it, and the tools in a temporary folder."""

    def __init__(self, folder: Path, proxy, server, count: int) -> None:
        self.folder, self.proxy, self.server, self.count = folder, proxy, server, count
        cards = b"".join(map(realistic, range(count)))
        status, _, said = server.ask("PUT", server.addressbook, cards, Content_Type="text/vcard")
        if status != 201:
            raise SystemExit(f"Radicale did not take the cards: {said[:200]!r}")
        self.changed = 0

    def run(self, command: list[str], *, alone: bool = False) -> Measured:
        """Run one command that prints what it imported late and its seconds last, and count what it transfers."""
        self.proxy.clear()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, env=self.env())
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            words = said.read()
        if process.returncode:
            raise RuntimeError(f"{command[:2]} exited {process.returncode}: {words[-800:]}")
        late, read, own = words.split()[-3:]
        if late != "-":
            raise RuntimeError(f"{command[0]} imports {late} in the measured part; import it before")
        cpu, count, received = usage.ru_utime + usage.ru_stime, self.proxy.count(), self.proxy.bytes_out()
        return Measured(float(read), float(own), cpu, count, received, self.again() if alone else 0.0)

    def again(self) -> float:
        """The wall seconds of the last request, sent through the proxy by the standard library."""
        asked = self.proxy.log[-1]
        begin = time.perf_counter()
        link = http.client.HTTPConnection("127.0.0.1", self.proxy.port)
        link.request(asked.method, asked.path, asked.body, {**asked.headers, "Connection": "close"})
        answer = link.getresponse()
        answer.read()
        link.close()
        assert answer.status == 207
        return time.perf_counter() - begin

    def env(self) -> dict[str, str]:
        """An environment in which the tools find only their own configuration."""
        return {
            **os.environ,
            "HOME": str(self.folder),
            "VDIRSYNCER_CONFIG": str(self.folder / "vdirsyncer.conf"),
        }

    def change_one(self) -> None:
        """The user edits one card."""
        self.changed += 1
        listing = self.server.ask("PROPFIND", self.server.addressbook, Depth="1")[2].decode()
        path = next(part for part in listing.split("<href>") if ".vcf</href>" in part).partition("</href>")[0]
        url = self.server.root.rstrip("/") + path
        old = self.server.ask("GET", url)[2].decode()
        head, _, rest = old.partition("FN:")
        new = f"{head}FN:Changed {self.changed}\r\n{rest.partition(chr(10))[2]}"
        assert self.server.ask("PUT", url, new.encode(), Content_Type="text/vcard")[0] in (201, 204)

    def ours(self, *, cards: bool = True, alone: bool = False) -> Measured:
        """One read with our adapter in a process of its own; ``cards``: some are to be parsed."""
        where = [self.proxy.url(self.server.addressbook), str(self.folder)]
        return self.run([sys.executable, "-c", OURS, *where, "cards" if cards else ""], alone=alone)

    def forget_ours(self) -> None:
        """The next read is a first one, the collection known."""
        (self.folder / "state").unlink(missing_ok=True)

    def vdirsyncer(self, *, alone: bool = False) -> Measured:
        """One ``vdirsyncer sync``."""
        return self.run([str(self.folder / "tools/bin/python"), "-c", THEIRS], alone=alone)

    def khard(self) -> float:
        """The wall seconds of one ``khard list``, which reads the files that vdirsyncer wrote."""
        begin = time.perf_counter()
        command = [str(self.folder / "tools/bin/khard"), "list"]
        subprocess.run(command, check=True, capture_output=True, env=self.env())
        return time.perf_counter() - begin

    def forget_vdirsyncer(self) -> None:
        """The next sync is a first one, the collection known."""
        for path in (self.folder / "contacts", self.folder / "status"):
            for file in sorted(path.rglob("*"), reverse=True):
                if file.is_file() and file.suffix in (".vcf", ".items", ".db"):
                    file.unlink()

    def install(self) -> None:
        """vdirsyncer and khard from PyPI, each configured for this server."""
        venv.create(self.folder / "tools", with_pip=True)
        pip = [str(self.folder / "tools/bin/pip"), "install", "-q", "vdirsyncer", "khard"]
        subprocess.run(pip, check=True, capture_output=True)
        root = self.proxy.url(self.server.root)
        (self.folder / "vdirsyncer.conf").write_text(
            f'[general]\nstatus_path = "{self.folder}/status"\n'
            '[pair p]\na = "local"\nb = "remote"\ncollections = ["contacts"]\n'
            f'[storage local]\ntype = "filesystem"\npath = "{self.folder}/contacts"\nfileext = ".vcf"\n'
            f'[storage remote]\ntype = "carddav"\nurl = "{root}"\nusername = "alice"\npassword = "alicepw"\n'
        )
        config = self.folder / ".config/khard"
        config.mkdir(parents=True)
        (config / "khard.conf").write_text(f"[addressbooks]\n[[p]]\npath = {self.folder}/contacts/contacts\n")
        (self.folder / "contacts/contacts").mkdir(parents=True)
        command = [str(self.folder / "tools/bin/vdirsyncer"), "discover"]
        subprocess.run(command, check=True, capture_output=True, input=b"y\ny\n", env=self.env())


def row(runs: list[Measured]) -> str:
    """The medians of one row of the table."""

    def middle(name: str) -> float:
        return statistics.median(getattr(run, name) for run in runs)

    times = f"{middle('read'):.3f} | {middle('own'):.3f} | {middle('cpu'):.2f}"
    return f"{times} | {middle('requests'):.0f} | {middle('received'):,.0f}"


def compare(count: int) -> None:
    """One table for an address book of this size."""
    from fault_server import FaultServer
    from servers.running import radicale

    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(radicale(folder / "radicale", as_shipped=True))
        proxy = stack.enter_context(FaultServer(server.root).running())
        bench = Bench(folder, proxy, server, count)
        bench.install()
        found: dict[str, list[Measured]] = {}

        def both(action: str, *, cards: bool) -> None:
            tools = {
                f"{action}: reconnect-carddav": partial(bench.ours, cards=cards, alone=not cards),
                f"{action}: vdirsyncer sync": partial(bench.vdirsyncer, alone=not cards),
            }
            rounds = [len(found.setdefault(name, [])) for name in tools]
            for name in sorted(tools, reverse=rounds[0] % 2 == 1):
                found[name].append(tools[name]())

        bench.ours()  # whoever comes first would pay for the server's own cache
        for _ in range(ROUNDS if count <= 1000 else 2):
            bench.forget_ours()
            bench.forget_vdirsyncer()
            both("first read", cards=True)
        for _ in range(ROUNDS):
            both("nothing changed", cards=False)
        for _ in range(ROUNDS):
            bench.change_one()
            both("one card changed", cards=True)
        khard = statistics.median(bench.khard() for _ in range(ROUNDS))
    print(f"## {count:,} cards on Radicale\n")
    print("| action | read s | own s | process s | requests | bytes received |\n|---|---|---|---|---|---|")
    for name, runs in found.items():
        print(f"| {name} | {row(runs)} |")
    ours, theirs = found["nothing changed: reconnect-carddav"], found["nothing changed: vdirsyncer sync"]

    def ratio(name: str) -> float:
        return statistics.median(getattr(a, name) / getattr(b, name) for a, b in zip(ours, theirs, strict=True))

    def alone(runs: list[Measured]) -> float:
        return statistics.median(run.alone for run in runs)

    print(
        f"\nNothing changed, ours to vdirsyncer's: read {ratio('read'):.2f}, own {ratio('own'):.2f}, process with its "
        f"imports {ratio('cpu'):.2f}, bytes {ratio('received'):.4f}. Server alone: {alone(ours):.3f} s for our request, "
        f"{alone(theirs):.3f} s for vdirsyncer's. `khard list`, which reads local files only: {khard:.2f} s. "
        f"Load of the machine: {', '.join(f'{one:.1f}' for one in os.getloadavg())}.\n",
        flush=True,
    )


def main() -> None:
    """A table for each size."""
    sizes = [int(word) for word in sys.argv[1:]] or [1000]
    command = f"python -m benchmarks.dav_side_by_side {' '.join(map(str, sizes))}"
    print(f"`{command}` on {datetime.now(UTC).date()}, Python {sys.version.split()[0]}\n")
    for count in sizes:
        compare(count)


if __name__ == "__main__":
    main()
