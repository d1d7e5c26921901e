"""DAViCal, Cyrus and SOGo: ``python -m tests.servers [NAME …]`` starts them and runs the shared suites over each.

The start scripts lie in ``servers/`` of the folder that RECONNECT_SHARED names; they install Debian packages, so this
wants root. Where a server cannot be started this fails and says why; nothing is skipped.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("davical", "cyrus", "sogo")
SUITE = "plugins/reconnect-carddav/tests/everywhere.py"


def free_port() -> str:
    """A loopback port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return str(listening.getsockname()[1])


def start(script: Path, env: dict[str, str]) -> dict[str, str]:
    """Start one server and return where it is; raises SystemExit when it does not come up."""
    log = Path(env["DAVBASE"]) / f"{script.stem}.out"
    with log.open("w", encoding="utf-8") as out:  # a pipe would be held open by the server itself
        done = subprocess.run(["sh", str(script)], stdout=out, stderr=out, env=env, timeout=600, check=False)
    said = log.read_text(encoding="utf-8", errors="replace")
    found = dict(re.findall(r"^(root|addressbook|calendar)\s+(\S+)$", said, re.MULTILINE))
    if done.returncode or len(found) < 3:
        raise SystemExit(f"{script.name} did not start: {said[-2000:]}")
    return {"name": script.stem.removeprefix("start-"), "user": "alice", "password": "alicepw", **found}


def scripts(names: list[str]) -> list[Path]:
    """The start scripts of these servers; raises SystemExit naming what is missing."""
    shared = os.environ.get("RECONNECT_SHARED")
    found = [Path(shared or "", "servers", f"start-{name}.sh") for name in names]
    missing = ", ".join(path.name for path in found if not shared or not path.is_file())
    if missing:
        raise SystemExit(f"test-servers: RECONNECT_SHARED must name the folder whose servers/ holds {missing}.")
    if os.geteuid() != 0:
        raise SystemExit("test-servers: the start scripts install packages: run this as root.")
    return found


def main(names: list[str]) -> int:
    """Start, test, stop; the exit code of the tests."""
    begun: list[Path] = []
    wanted = scripts(names or list(NAMES))
    with tempfile.TemporaryDirectory(prefix="reconnect-servers-", ignore_cleanup_errors=True) as base:
        Path(base).chmod(0o755)
        env = {**os.environ, "DAVBASE": base, "PGPORT_": free_port()}
        try:
            urls = []
            for script in wanted:
                begun.append(script)
                urls.append(start(script, env | {name: free_port() for name in ("PORT", "IPORT", "MPORT")}))
            print("started:", ", ".join(f"{one['name']} at {one['root']}" for one in urls), flush=True)
            command = [sys.executable, "-m", "pytest", "-q", SUITE]
            return subprocess.run(
                command, env=env | {"RECONNECT_DAV_URLS": json.dumps(urls)}, check=False
            ).returncode
        finally:
            for script in begun:
                subprocess.run(
                    ["sh", str(script), "stop"], env=env, capture_output=True, timeout=60, check=False
                )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
