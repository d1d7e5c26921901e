"""Start DAViCal, Cyrus and SOGo by their scripts, run the suites over them, end them: ``make test-servers``.

The scripts lie in ``$RECONNECT_SHARED/servers``; they install Debian packages and so need root. Each prints the
addresses of its server. Arguments are names of servers; by default all three.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

NAMES = ("davical", "cyrus", "sogo")


def addresses(said: str) -> dict[str, str]:
    """What a script printed, as the fields of ``Running``."""
    found = dict(re.findall(r"^(root|addressbook|calendar)\s+(\S+)$", said, re.MULTILINE))
    signed = re.search(r"user (\S+) pass (\S+)", said)
    return found | ({"user": signed[1], "password": signed[2]} if signed else {})


def main(names: list[str]) -> int:
    """The exit code of pytest; 0 with a sentence where the scripts cannot run."""
    folder = Path(os.environ.get("RECONNECT_SHARED", ""), "servers")
    if not os.environ.get("RECONNECT_SHARED") or not folder.is_dir() or os.geteuid() != 0:
        print("test-servers: needs RECONNECT_SHARED with the start scripts, and root; nothing was run.")
        return 0
    servers, begun = [], []
    try:
        for name in names or NAMES:
            script = folder / f"start-{name}.sh"
            begun.append(script)
            done = subprocess.run(["sh", script], capture_output=True, text=True, timeout=600, check=False)
            found = addresses(done.stdout)
            if done.returncode or len(found) < 3:
                print(f"test-servers: {name} did not start:\n{done.stdout[-1000:]}{done.stderr[-1000:]}")
                return 1
            servers.append({"name": name, **found})
        tests = Path(__file__).parent.parent / "test_dav_servers.py"
        settings = os.environ | {"RECONNECT_DAV_URLS": json.dumps(servers)}
        command = [sys.executable, "-m", "pytest", "-q", str(tests)]
        return subprocess.run(command, env=settings, check=False).returncode
    finally:
        for script in begun:
            subprocess.run(["sh", script, "stop"], capture_output=True, timeout=60, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
