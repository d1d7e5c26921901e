"""The command ``reconnect``: the verbs, and the only room that asks what time it is."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line; without the extra ``cli`` say what to install and exit 2."""
    _open_streams()
    # A walk makes records by the ten thousand and hardly a cycle: it need not be looked for so often.
    gc.set_threshold(50_000, 20, 100)
    try:
        from .app import run
    except ImportError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.stderr.write('The command line needs: pip install "reconnect-core[cli]"\n')
        sys.exit(2)
    run()


def _open_streams() -> None:
    """Nothing is said to and heard from streams that a launcher closed; no file of ours gets their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nobody = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 -- open as long as the process lives
            setattr(sys, name, nobody)
