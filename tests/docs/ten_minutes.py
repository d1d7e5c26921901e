"""Follows docs/plugin-in-ten-minutes.md literally, from an empty folder: ``python -m tests.docs.ten_minutes``.

Every file of the page is written, every command run, in one shell, in the page's order; every line that the page
shows as printed must have been printed. ``reconnect-core`` comes from this checkout, everything else from where
pip takes it. Prints how long it took, and exits 1 where the page does not hold.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "plugin-in-ten-minutes.md"
FENCE = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<file>[^"]+)")?\n(?P<body>.*?)^```$', re.MULTILINE | re.DOTALL
)
LIMIT_SECONDS = 600


@dataclass
class Step:
    """A file to write, or a command to run with what it must print."""

    file: str = ""
    content: str = ""
    command: str = ""
    printed: list[str] = field(default_factory=list)


def steps() -> list[Step]:
    """Everything the page says to do, in its order."""
    found: list[Step] = []
    for fence in FENCE.finditer(PAGE.read_text(encoding="utf-8")):
        if fence["file"]:
            found.append(Step(file=fence["file"], content=fence["body"]))
            continue
        for line in fence["body"].splitlines():
            if line.startswith("$ "):
                found.append(Step(command=line[2:]))
            else:
                found[-1].printed.append(line)
    return found


def script(todo: list[Step]) -> str:
    """The same as one shell script; each command's output goes to a file of its own."""
    lines = ["set -eu"]
    for number, step in enumerate(todo):
        if step.file:
            folder = shlex.quote(str(Path(step.file).parent))
            lines += [f"mkdir -p {folder}", f"cat > {shlex.quote(step.file)} <<'END-OF-FILE'"]
            lines += [f"{step.content}END-OF-FILE"]
        else:
            lines += [f"echo '$ '{shlex.quote(step.command)} >&2", f'{step.command} > "$SAID/{number}"']
    return "\n".join(lines) + "\n"


def missing(step: Step, said: str) -> list[str]:
    """The lines that the page shows and that were not printed; runs of blanks count as one."""
    printed = [" ".join(line.split()) for line in said.splitlines()]
    return [line for line in step.printed if not any(" ".join(line.split()) in one for one in printed)]


def follow(folder: Path, wheels: Path) -> tuple[float, list[str]]:
    """How many seconds it took in this empty folder, and what the page said that was not so."""
    assert not list(folder.iterdir()), "the folder is not empty"
    todo = steps()
    with tempfile.TemporaryDirectory() as said:
        path = f"{Path(sys.base_prefix, 'bin')}:{os.environ['PATH']}"
        env = {key: value for key, value in os.environ.items() if key.startswith(("PIP_", "SSL_"))}
        links = f"{wheels} {env.get('PIP_FIND_LINKS', '')}".strip()
        env |= {
            "PATH": path,
            "HOME": str(folder),
            "SAID": said,
            "PIP_FIND_LINKS": links,
            "NO_COLOR": "1",
            "PIP_NO_COMPILE": "1",
        }
        begin = time.monotonic()
        done = subprocess.run(
            ["bash", "-c", script(todo)], cwd=folder, env=env, check=False, timeout=LIMIT_SECONDS
        )
        seconds = time.monotonic() - begin
        if done.returncode:
            return seconds, [f"a command failed with {done.returncode}"]
        wrong = [
            f"{step.command}: it did not print {line!r}"
            for number, step in enumerate(todo)
            for line in missing(step, Path(said, str(number)).read_text() if step.command else "")
        ]
    return seconds, wrong


def build(project: Path, wheels: Path) -> Path:
    """The wheel of one distribution of this checkout."""
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(wheels),
        str(project),
    ]
    subprocess.run(command, check=True, capture_output=True)
    name = re.search(r'^name = "(.*)"$', (project / "pyproject.toml").read_text(), re.MULTILINE)[1].replace(
        "-", "_"
    )
    return next(wheels.glob(f"{name}-*.whl"))


def main() -> int:
    """Build the core, follow the page, say how it went."""
    with tempfile.TemporaryDirectory() as wheels, tempfile.TemporaryDirectory() as folder:
        build(ROOT, Path(wheels))
        seconds, wrong = follow(Path(folder), Path(wheels))
    for line in wrong:
        print(line, file=sys.stderr)
    commands = sum(bool(step.command) for step in steps())
    print(
        f"{commands} commands in {seconds:.0f} seconds (at most {LIMIT_SECONDS}): {'wrong' if wrong else 'proved'}"
    )
    return 1 if wrong or seconds > LIMIT_SECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
