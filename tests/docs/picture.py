"""The picture of the demo in a terminal: ``python -m tests.docs.picture`` runs it and rewrites demo.svg."""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

FILE = Path(__file__).parents[2] / "docs" / "pictures" / "demo.svg"
WIDTH = 104
_PAPER = TerminalTheme(
    (250, 250, 245),
    (43, 58, 47),
    [
        (43, 58, 47),
        (176, 74, 58),
        (74, 124, 80),
        (150, 110, 30),
        (60, 100, 150),
        (130, 80, 130),
        (50, 120, 120),
        (120, 130, 118),
    ],
)


def said() -> str:
    """What ``reconnect demo`` prints in a terminal, with its colours."""
    command = Path(sys.executable).with_name("reconnect")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(WIDTH)}
        env.pop("NO_COLOR", None)
        done = subprocess.run(
            [command, "demo"], cwd=folder, env=env, capture_output=True, text=True, check=True
        )
    return done.stdout


def render(text: str) -> str:
    """The text as a picture of a terminal, the same for the same text."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ reconnect demo", style="bold"))
    console.print(Text.from_ansi(text.rstrip()))
    svg = console.export_svg(title="reconnect demo", theme=_PAPER, unique_id="demo")
    # The font would be fetched from elsewhere; every system has one of its own.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    FILE.write_text(render(said()), encoding="utf-8")
