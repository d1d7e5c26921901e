"""One key at a time, none lost: what is typed ahead of a question answers it."""

import codecs
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

STOP = ("q", "\x1b", "\x03", "\x04")
"""What ends a sitting: q, Escape, or control and C or D."""
_AT_ONCE_SECONDS = 0.05
"""What follows Escape within this time belongs to it: an arrow or another key that no letter stands for."""


@contextmanager
def keys() -> Iterator["Keys"]:
    """The keyboard for the length of the block, each key at once and unseen; as it was before at the end.

    ``click.getchar`` throws away what was typed before it is called; where the system has terminals of its own
    kind it is used all the same.
    """
    try:
        import termios
        import tty
    except ImportError:
        yield Keys(None)
        return
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSADRAIN)
        yield Keys(number)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


class Keys:
    """The keys as they come."""

    def __init__(self, number: int | None) -> None:
        self._number = number
        self._letters = codecs.getincrementaldecoder("utf-8")("replace")

    def next(self) -> str:
        """The next key in lower case, nothing for an arrow and its like; control and D at the input's end."""
        if self._number is None:
            return click.getchar().lower()
        while read := os.read(self._number, 1):
            if letter := self._letters.decode(read):
                return "" if letter == "\x1b" and self._follows(self._number) else letter.lower()
        return "\x04"

    def _follows(self, number: int) -> bool:
        """True when Escape began the name of a key such as an arrow, which is then read to its end."""
        if not _waits(number):
            return False
        if os.read(number, 1) in (b"[", b"O"):
            while _waits(number) and b"\x1f" < os.read(number, 1) < b"@":
                pass  # the last letter of a control sequence is @ or later (ECMA-48, section 5.4)
        return True

    def one_of(self, known: set[str]) -> str:
        """The next key that means something: a slip of the finger answers nothing."""
        while (key := self.next()) not in known:
            pass
        return key


def _waits(number: int) -> bool:
    return bool(select.select([number], [], [], _AT_ONCE_SECONDS)[0])
