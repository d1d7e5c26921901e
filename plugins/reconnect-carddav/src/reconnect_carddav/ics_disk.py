"""One file on disk: read whole, replaced whole or not at all, by one writer at a time."""

import contextlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from reconnect_core import Unavailable, Unusable

_PATIENCE, _PAUSE = 10.0, 0.02


def refusal(path: Path, error: OSError, doing: str) -> Unusable:
    """What stands in the way of reading or writing this file, and what to do."""
    if isinstance(error, FileNotFoundError):
        return Unusable(f"{path}: there is no such file or folder.", next_step="Check the path.")
    if isinstance(error, IsADirectoryError):
        return Unusable(f"{path}: this is a folder.", next_step="Name the .ics file in it.")
    reason = error.strerror or type(error).__name__
    return Unusable(f"{path}: cannot be {doing} ({reason}).", next_step="Check rights and free space.")


def read(path: Path) -> bytes | None:
    """The bytes of the file, or None when there is none; raises Unusable for a folder and the like."""
    try:
        if path.is_dir():
            raise IsADirectoryError
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal(path, error, "read") from None


def replace(path: Path, before: bytes | None, data: bytes) -> None:
    """Put these bytes in the place of those ``before`` in one step; on any failure the file stays as it was.

    Raises Unusable for a file that its owner has made read-only, which a move in its folder would not mind, and
    for a pipe or device; Unavailable when a program that knows no lock has written it since it was read.
    """
    target = Path(os.path.realpath(path))
    _check_writable(path, target)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _keep_rights(Path(temporary), target)
        if read(path) != before:
            raise Unavailable(f"{path}: another program has just written it.", next_step="Try again later.")
        Path(temporary).replace(target)
    except OSError as error:
        raise refusal(path, error, "written") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _check_writable(path: Path, target: Path) -> None:
    try:
        mode = target.stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(mode):
        raise Unusable(f"{path}: this is no file.", next_step="Name an .ics file for the reminders.")
    # The bits as well: to the superuser every file is writable.
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise Unusable(
            f"{path}: this file is read-only, and stays as it is.",
            next_step="Make it writable, or name another file for the reminders.",
        )


def _keep_rights(temporary: Path, target: Path) -> None:
    """Mode and, as far as we may, owner of what is replaced; a new file is the user's alone."""
    with contextlib.suppress(FileNotFoundError):
        was = target.stat()
        if hasattr(os, "chown"):
            with contextlib.suppress(PermissionError):
                os.chown(temporary, was.st_uid, was.st_gid)
        temporary.chmod(stat.S_IMODE(was.st_mode))


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other writers out while the block runs; raises Unavailable when one does not finish in time.

    On POSIX the folder is locked, so that no file is left behind; the system lets go when a process dies.
    """
    target = Path(os.path.realpath(path))
    try:
        handle = _open(target)
    except OSError as error:
        raise refusal(path, error, "written") from None
    try:
        end = time.monotonic() + _PATIENCE
        while not _free(handle, path):
            if time.monotonic() > end:
                raise Unavailable(f"{path}: another program is writing it.", next_step="Try again later.")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _free(handle: int, path: Path) -> bool:
    try:
        return _taken(handle)
    except OSError as error:
        raise refusal(path, error, "locked") from None


if sys.platform == "win32":
    import msvcrt

    def _open(target: Path) -> int:
        return os.open(target.with_name(f".{target.name}.lock"), os.O_CREAT | os.O_RDWR)

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open(target: Path) -> int:
        return os.open(target.parent, os.O_RDONLY)

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
