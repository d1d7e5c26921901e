"""Forks a process for each walk it is told to take: reads a moment and "go", prints the child's pid and its end."""

import json
import os
import pkgutil
import sys
from datetime import datetime
from importlib import import_module

import reconnect_core
import reconnect_google
from reconnect_core import Garden

LIBRARIES = (
    "google.oauth2.credentials",
    "googleapiclient.discovery",
    "holidays.countries",
    "phonenumbers",
    "requests",
)
OURS = (
    module.name
    for package in (reconnect_core, reconnect_google)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
)
for name in (*LIBRARIES, *OURS):
    import_module(name)


def walk(config: str, now: datetime, out: int) -> None:
    """One walk as a timer takes it."""
    with Garden.open(config, now=now) as garden:
        plan = garden.plan(now=now)
        report = garden.write(plan)
        faults = [f"{fault.who}: {fault.error}" for fault in (*plan.faults, *report.faults)]
        contacts = next(count.records for count in plan.stores if count.store == "contacts")
    os.write(out, json.dumps({"faults": faults, "contacts": contacts}).encode())


def main() -> None:
    """Walk until the input ends."""
    for line in iter(sys.stdin.readline, ""):
        moment, _, config = line.strip().partition(" ")
        out, back = os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            os.read(back[0], 1)
            code = 1
            try:
                walk(config, datetime.fromisoformat(moment), out[1])
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        print(child, flush=True)
        sys.stdin.readline()
        os.write(back[1], b"g")
        os.close(out[1])
        with os.fdopen(out[0], "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(child, 0)
        for end in back:
            os.close(end)
        print(
            json.dumps({"signal": os.WTERMSIG(status)}) if os.WIFSIGNALED(status) else said.decode(), flush=True
        )


if __name__ == "__main__":
    main()
