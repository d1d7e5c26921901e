"""Calling what may raise, hang or try to end the program, so that nothing else suffers from it."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ..errors import ConfigError, PluginError
from ..model import Fault

T = TypeVar("T")


class Overdue(Exception):
    """Something did not come back within its deadline; its thread was left behind."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises, run in a daemon thread; raises Overdue after the deadline.

    The thread cannot be stopped: its results are discarded, and it does not keep the process alive.
    """
    box: list[tuple[bool, Any]] = []

    def run() -> None:
        try:
            box.append((True, work()))
        except BaseException as error:
            box.append((False, error))

    thread = threading.Thread(target=run, daemon=True, name="reconnect-work")
    thread.start()
    thread.join(seconds)
    if not box:
        raise Overdue(f"no answer within {seconds:g} seconds")
    good, result = box[0]
    if good:
        return result  # type: ignore[no-any-return]
    if isinstance(result, Exception):
        raise result
    raise PluginError(f"it tried to end the program ({type(result).__name__})")


def fault(who: str, doing: str, error: BaseException, next_step: str = "") -> Fault:
    """A Fault that names the kind of error; a foreign error's own words stay out, they may hold anything."""
    code = getattr(error, "exit_code", 4)
    if isinstance(error, Overdue | PluginError | ConfigError) or hasattr(error, "next_step"):
        said = getattr(error, "message", str(error))
        return Fault(
            who=who,
            doing=doing,
            error=said,
            next_step=getattr(error, "next_step", "") or next_step,
            exit_code=code,
        )
    return Fault(who=who, doing=doing, error=f"it failed with {type(error).__name__}", next_step=next_step)
