"""The command ``reconnect``: the verbs, and the only room that asks what time it is."""

import gc
import sys


def main() -> None:
    """Run the command line; without the extra ``cli`` say what to install and exit 2."""
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
