"""One key at a time, none lost: what is typed ahead of a question answers it."""

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


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
        """The next key in lower case; control and D at the end of the input."""
        if self._number is None:
            return click.getchar().lower()
        while read := os.read(self._number, 1):
            if letter := self._letters.decode(read):
                return letter.lower()
        return "\x04"

    def one_of(self, known: set[str]) -> str:
        """The next key that means something: a slip of the finger answers nothing."""
        while (key := self.next()) not in known:
            pass
        return key
