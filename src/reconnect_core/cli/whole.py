"""The files that a verb writes: whole or not at all, and for the user's eyes only."""

import contextlib
import os
from pathlib import Path

from ..errors import Unusable


def write(target: Path, text: str) -> None:
    """Put the text there, 0600; what a link names is replaced, never the link. Raises Unusable.

    A device or a pipe is written to: to take its place would be to take it from everybody, as root may.
    """
    try:
        if target.is_dir():
            raise Unusable(f"{target}: this is a folder.", next_step="Name a file in it.")
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as out:
                out.write(text)
        else:
            _replace(Path(os.path.realpath(target)), text)
    except OSError as error:
        raise Unusable(
            f"{target}: cannot be written ({error.strerror}).", next_step="Name another place."
        ) from None


def _replace(file: Path, text: str) -> None:
    import tempfile

    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(draft).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
