"""Calling what may raise, hang or try to end the program, so that nothing else suffers from it."""

import sysconfig
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..errors import PluginError, ReconnectError
from ..model import Fault

T = TypeVar("T")


class Overdue(Exception):
    """Something did not come back within its deadline; its thread was left behind."""


class Running(Generic[T]):
    """Work begun in a daemon thread: it cannot be stopped, but it cannot keep the process alive either."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._box: list[tuple[bool, Any]] = []
        self._work = work
        self._thread = threading.Thread(target=self._run, daemon=True, name="reconnect-work")
        self._thread.start()

    def _run(self) -> None:
        try:
            self._box.append((True, self._work()))
        except BaseException as error:
            self._box.append((False, error))

    def result(self, seconds: float) -> T:
        """What the work returned or raised; raises Overdue when it takes longer than this."""
        self._thread.join(max(0.0, seconds))
        if not self._box:
            raise Overdue("no answer within its deadline")
        good, result = self._box[0]
        if good:
            return result  # type: ignore[no-any-return]
        if isinstance(result, Exception):
            raise result
        raise PluginError(f"it tried to end the program ({type(result).__name__})")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises; raises Overdue after the deadline."""
    return Running(work).result(seconds)


def fault(who: str, doing: str, error: BaseException, next_step: str = "") -> Fault:
    """A Fault that names the kind of error; a foreign error's own words stay out, they may hold anything."""
    if isinstance(error, ReconnectError):
        return Fault(
            who=who,
            doing=doing,
            error=error.message.removeprefix(f"{who}: "),  # both would name the store
            next_step=error.next_step or next_step,
            exit_code=error.exit_code,
        )
    said = str(error) if isinstance(error, Overdue) else f"it failed with {type(error).__name__}{_where(error)}"
    if isinstance(error, ModuleNotFoundError) and error.name:
        said = f"it needs the module {error.name}, which is not installed"
    return Fault(who=who, doing=doing, error=said, next_step=next_step)


def _where(error: BaseException) -> str:
    """The last line of the plugin's own that was run, for its author; nothing where there is none."""
    ran = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        ran.append((error.filename or "", error.lineno or 0))
    theirs = [(file, line) for file, line in ran if not _is_ours_or_python(file)]
    return f" at {'/'.join(Path(theirs[-1][0]).parts[-2:])}:{theirs[-1][1]}" if theirs else ""


def _is_ours_or_python(file: str) -> bool:
    python = file.startswith(sysconfig.get_path("stdlib")) and "site-packages" not in file
    return python or not file or file.startswith(("<", str(Path(__file__).parents[1])))
