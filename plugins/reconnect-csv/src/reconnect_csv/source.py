"""One file on disk: where it lies, known again by its fingerprint, or refused with a next step."""

import hashlib
from pathlib import Path

from reconnect_core import Opening, Unusable


def path_of(opening: Opening, path: str) -> Path:
    """The file a ``path`` setting names: ``~`` is the home folder, relative ones start at ``opening.base``."""
    return Path(opening.base) / Path(path).expanduser()


def fingerprint(path: Path, name: str, *more: object) -> bytes:
    """Changes when the file or anything in ``more`` does; raises Unusable when there is no such file."""
    try:
        found = path.stat()
    except OSError as error:
        raise refused(name, path, error) from None
    facts = repr((found.st_size, found.st_mtime_ns, found.st_ino, *more))
    return hashlib.blake2b(facts.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def refused(name: str, path: Path, error: OSError) -> Unusable:
    """Why the file cannot be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return Unusable(f"{name}: {path}: there is no such file.", next_step="Correct path in the config.")
    if isinstance(error, IsADirectoryError):
        return Unusable(f"{name}: {path}: this is a folder.", next_step="Name the file in it.")
    why = error.strerror or type(error).__name__
    return Unusable(f"{name}: {path}: cannot be read ({why}).", next_step="Check its permissions.")
