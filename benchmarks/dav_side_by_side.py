"""Reading one CardDAV address book with us, with vdirsyncer and with khard: time, requests and bytes.

    python -m benchmarks.dav_side_by_side [CARDS ...]        (by default 1000)

Radicale serves the same cards to all, behind a proxy that counts bodies as they are transferred. vdirsyncer and
khard are installed from PyPI into an environment of their own in a temporary folder. "Read" is the wall time of
the work itself, measured inside the process once everything is imported; "own" is the processor time of that work,
which leaves out what the server takes; "process" is the processor time of the whole process, its imports included.
All are medians of five runs, taken in turn.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "plugins" / "reconnect-carddav" / "tests"))

ROUNDS = 5

OURS = """
import sys, time
from pathlib import Path
import caldav.davclient, lxml.etree, niquests
from reconnect_carddav import vcard
from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings
from reconnect_core import Contact, Opening, Secret
from reconnect_core.secrets import FileVault
url, folder = sys.argv[1], Path(sys.argv[2])
settings = CarddavSettings(url=url, username="alice", password=Secret(lambda: "alicepw"), timeout_seconds=300)
book = CarddavBook(Opening(name="people", settings=settings, vault=FileVault(folder / "vault")))
begin = time.perf_counter(), time.process_time()
kept = folder / "state"
count = 0
for item in book.changes(kept.read_bytes() if kept.exists() else None):
    count += isinstance(item, Contact)
    if hasattr(item, "token"):
        kept.write_bytes(item.token)
book.close()
print(count, time.perf_counter() - begin[0], time.process_time() - begin[1])
"""


THEIRS = """
import time
import aiohttp, vdirsyncer.cli.discover, vdirsyncer.cli.tasks, vdirsyncer.cli.utils
import vdirsyncer.storage.dav, vdirsyncer.storage.filesystem, vdirsyncer.sync, vdirsyncer.sync.status
from vdirsyncer.cli import app
begin = time.perf_counter(), time.process_time()
app(["sync"], standalone_mode=False)
print(time.perf_counter() - begin[0], time.process_time() - begin[1])
"""


@dataclass
class Measured:
    """One run of one tool: wall and CPU seconds of the work, CPU seconds of the process, requests, bytes."""

    read: float
    own: float
    cpu: float
    requests: int
    received: int


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

    def run(self, command: list[str]) -> Measured:
        """Run one command that prints its seconds last, and count what it transfers."""
        self.proxy.clear()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, env=self.env())
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            words = said.read()
        if process.returncode:
            raise RuntimeError(f"{command[:2]} exited {process.returncode}: {words[-800:]}")
        read, own = map(float, words.split()[-2:])
        cpu = usage.ru_utime + usage.ru_stime
        return Measured(read, own, cpu, self.proxy.count(), self.proxy.bytes_out())

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

    def ours(self) -> Measured:
        """One read with our adapter in a process of its own."""
        program = [sys.executable, "-c", OURS, self.proxy.url(self.server.addressbook), str(self.folder)]
        return self.run(program)

    def forget_ours(self) -> None:
        """The next read is a first one, the collection known."""
        (self.folder / "state").unlink(missing_ok=True)

    def vdirsyncer(self) -> Measured:
        """One ``vdirsyncer sync``."""
        return self.run([str(self.folder / "tools/bin/python"), "-c", THEIRS])

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
        server = stack.enter_context(radicale(folder / "radicale"))
        proxy = stack.enter_context(FaultServer(server.root).running())
        bench = Bench(folder, proxy, server, count)
        bench.install()
        found: dict[str, list[Measured]] = {}

        def both(action: str) -> None:
            found.setdefault(f"{action}: reconnect-carddav", []).append(bench.ours())
            found.setdefault(f"{action}: vdirsyncer sync", []).append(bench.vdirsyncer())

        bench.ours()  # whoever comes first would pay for the server's own cache
        for _ in range(ROUNDS if count <= 1000 else 2):
            bench.forget_ours()
            bench.forget_vdirsyncer()
            both("first read")
        for _ in range(ROUNDS):
            both("nothing changed")
        for _ in range(ROUNDS):
            bench.change_one()
            both("one card changed")
        khard = statistics.median(bench.khard() for _ in range(ROUNDS))
    print(f"## {count:,} cards on Radicale\n")
    print("| action | read s | own s | process s | requests | bytes received |\n|---|---|---|---|---|---|")
    for name, runs in found.items():
        print(f"| {name} | {row(runs)} |")
    ours, theirs = found["nothing changed: reconnect-carddav"], found["nothing changed: vdirsyncer sync"]

    def ratio(name: str) -> float:
        return statistics.median(getattr(a, name) / getattr(b, name) for a, b in zip(ours, theirs, strict=True))

    print(
        f"\nNothing changed, ours to vdirsyncer's: read {ratio('read'):.2f}, own {ratio('own'):.2f}, process with its "
        f"imports {ratio('cpu'):.2f}, bytes {ratio('received'):.4f}. `khard list`, which reads local files only: "
        f"{khard:.2f} s.\n",
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
