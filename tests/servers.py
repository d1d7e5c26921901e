"""DAViCal, Cyrus and SOGo: ``python -m tests.servers`` starts them and runs the shared suites over each.

The start scripts lie in the folder that RECONNECT_SHARED names; they install Debian packages, so this wants root.
Fails, never skips, where a server cannot be started.
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
SUITE = "plugins/reconnect-carddav/tests/test_dav_servers.py"


def free_port() -> str:
    """A loopback port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return str(listening.getsockname()[1])


def start(script: Path, env: dict[str, str]) -> dict[str, str]:
    """Start one server and return where it is; raises when it does not come up."""
    log = Path(env["DAVBASE"]) / f"{script.stem}.out"
    with log.open("w", encoding="utf-8") as out:  # a pipe would be held open by the server itself
        done = subprocess.run([str(script)], stdout=out, stderr=out, env=env, timeout=600, check=False)
    said = log.read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        raise SystemExit(f"{script.name} did not start: {said[-2000:]}")
    found = dict(re.findall(r"^(root|addressbook|calendar)\s+(\S+)$", said, re.MULTILINE))
    return {"name": script.stem.removeprefix("start-"), "user": "alice", "password": "alicepw", **found}


def main() -> int:
    """Start, test, stop."""
    shared = os.environ.get("RECONNECT_SHARED")
    if not shared:
        print("RECONNECT_SHARED must name the folder with servers/", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="reconnect-servers-", ignore_cleanup_errors=True) as base:
        Path(base).chmod(0o755)
        env = {**os.environ, "DAVBASE": base, "PGPORT_": free_port()}
        scripts = [Path(shared, "servers", f"start-{name}.sh") for name in NAMES]
        try:
            urls = [
                start(script, env | {name: free_port() for name in ("PORT", "IPORT", "MPORT")})
                for script in scripts
            ]
            suite = [sys.executable, "-m", "pytest", "-q", "-m", "full", SUITE]
            env["RECONNECT_DAV_URLS"] = json.dumps(urls)
            return subprocess.run(suite, env=env, check=False).returncode
        finally:
            for script in scripts:
                subprocess.run([str(script), "stop"], env=env, capture_output=True, timeout=60, check=False)


if __name__ == "__main__":
    sys.exit(main())
