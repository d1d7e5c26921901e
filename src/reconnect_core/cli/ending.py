"""How a verb ends that could not do its work: an exit code, and what went wrong as one clear line."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

import click

from ..errors import ConfigError, LedgerError, Locked, ReconnectError, Unusable

if TYPE_CHECKING:
    from .session import Session

PIPE_CLOSED = 141
"""What a shell says of a program whose reader went away."""
_NO_BUG = {
    errno.EACCES,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC,
    errno.EEXIST,
    errno.EFBIG,
    errno.EIO,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}
"""Of a disk that is full, broken or not ours to write on."""
_HELD = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_UNUSABLE = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


def after(session: Session, error: BaseException) -> NoReturn:
    """Exit as this error asks; what a user can mend is no bug, and a reader that went away no error."""
    if isinstance(error, BrokenPipeError):
        _silence()
        sys.exit(PIPE_CLOSED)
    if isinstance(error, KeyboardInterrupt):
        sys.exit(130)
    if not isinstance(error, Exception) or isinstance(
        error, (click.exceptions.Exit, click.ClickException, click.Abort)
    ):
        raise error
    told = _told(error, session)
    if session.verbose and not isinstance(error, ReconnectError):
        traceback.print_exception(error)
    text = f"A bug in reconnect ({type(error).__name__}). Run again with -v to see where."
    code = told.exit_code if told else 1
    _report(session, str(told) if told else text, code)
    sys.exit(code)


def _told(error: Exception, session: Session) -> ReconnectError | None:
    """What the user can do about it, or None for a bug."""
    first = _from_sqlite(error, _UNUSABLE)
    if first is not None or (isinstance(error, LedgerError) and _refused(error.__context__)):
        step = f"Make room on the disk, or mend the rights of {_folders(session)}."
        if isinstance(error, LedgerError):
            return Unusable(error.message, next_step=step)
        return Unusable(f"The ledger or the mirror cannot be written ({first}).", next_step=step)
    if isinstance(error, (LedgerError, sqlite3.OperationalError)) and _from_sqlite(error, _HELD):
        return Locked("another run of this garden is under way.", next_step="Wait for it to end.")
    if isinstance(error, ReconnectError):
        return error
    if isinstance(error, OSError) and error.errno in _NO_BUG:
        where = f"{error.filename}" if error.filename else "The output"
        step = "Make room on the disk, or name another place."
        return Unusable(f"{where}: cannot be written or read ({error.strerror}).", next_step=step)
    return None


def _refused(error: BaseException | None) -> bool:
    """True when the system did not let us write; a file where a folder should be is a wrong config."""
    return isinstance(error, OSError) and error.errno in _NO_BUG - {errno.EEXIST, errno.ENOTDIR}


def _folders(session: Session) -> str:
    """Where ledger and mirror of this run lie."""
    from .. import config as configs
    from ..garden.assembling import cache_folder, state_folder

    try:
        config = configs.read(session.config)[0]
    except ConfigError:
        return "the folder"
    return " and ".join(dict.fromkeys((str(state_folder(config)), str(cache_folder(config)))))


def _from_sqlite(error: Exception, codes: set[int]) -> sqlite3.OperationalError | None:
    """What SQLite said first with one of these codes; an error of ours that came of it hides it."""
    found = None
    ours = isinstance(error, (LedgerError, Locked, sqlite3.OperationalError))
    step: BaseException | None = error if ours else None
    while step is not None:
        if isinstance(step, sqlite3.OperationalError) and step.sqlite_errorcode & 0xFF in codes:
            found = step
        step = step.__context__
    return found


def _report(session: Session, text: str, code: int) -> None:
    try:
        if session.as_json:
            session.data(error=text, exit_code=code)
        sys.stdout.flush()
    except OSError:
        _silence()
    click.echo(text, err=True)


def _silence() -> None:
    """Nothing more is written to an output that takes nothing, not even at the interpreter's end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
