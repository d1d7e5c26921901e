"""One file as lines of text: opened or refused with a next step, and decoded."""

import codecs
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from reconnect_core import Unusable, from_mojibake, is_mojibake

from .dialect import headers_in
from .encoding import SAMPLE, detect
from .source import refused

_HEAD_LINES = 60
_LOOK, _MANY_LINES, _SHORTEST = 1 << 20, 10_000, 10


class TextFile:
    """A file as lines of text, as often as wanted; ``encoding`` is the one told or found.

    Raises Unusable when there is no such file, it is a folder, empty, or no text.
    """

    def __init__(self, path: Path, name: str, encoding: str = "", language: str = "") -> None:
        self.path = path
        raw = self._raw = _open(path, name)
        try:
            self.encoding = _encoding(raw, f"{name}: {path}", encoding, language)
            wide = self.encoding.startswith(("utf-16", "utf-32"))
            # A stray byte costs its own cell at most; where bytes come in pairs it cannot be kept apart.
            errors = "replace" if wide else "surrogateescape"
            self._text = io.TextIOWrapper(raw, self.encoding, errors, newline="")
            self._mojibake = not wide and is_mojibake(_begin(raw).decode(self.encoding, "ignore"))
            if _is_crumbs(raw):
                raise Unusable(
                    f"{name}: {path}: its lines are too short to be a list of people.",
                    next_step="Export it again, as CSV.",
                )
            if not any(line.strip("\ufeff\0 \t\r\n") for line in self.head()):
                raise Unusable(f"{name}: {path}: this file is empty.", next_step="Export it again.")
        except BaseException:
            raw.close()
            raise

    def lines(self, skip: int = 0) -> Iterator[str]:
        """Its physical lines from the beginning, without the first ``skip`` ones, ends included."""
        self._text.seek(0)
        return islice(map(from_mojibake, self._text) if self._mojibake else self._text, skip, None)

    def bytes(self, skip: int = 0) -> BinaryIO:
        """The file itself, after its first ``skip`` lines; the next call of anything else takes it back."""
        self._text.seek(0)
        self._raw.seek(0)
        for _ in range(skip):
            self._raw.readline()
        return self._raw

    def head(self) -> list[str]:
        """Its first lines."""
        return list(islice(self.lines(), _HEAD_LINES))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._text.close()


def _open(path: Path, name: str) -> BinaryIO:
    try:
        if path.exists() and not path.is_file():
            raise IsADirectoryError
        return path.open("rb")
    except OSError as error:
        raise refused(name, path, error) from None


def _begin(raw: BinaryIO) -> bytes:
    begin = raw.read(SAMPLE)
    raw.seek(0)
    return begin


def _is_crumbs(raw: BinaryIO) -> bool:
    """True for thousands of lines of a few letters each: a row that names somebody is longer."""
    begin = raw.read(_LOOK)
    raw.seek(0)
    lines = begin.count(b"\n") or begin.count(b"\r")
    return lines > _MANY_LINES and lines * _SHORTEST > len(begin)


def _encoding(raw: BinaryIO, where: str, wanted: str, language: str) -> str:
    if not wanted:
        found = detect(raw, headers_in, language)
        if not found:
            raise Unusable(f"{where}: this is not a text file.", next_step="Export or save it as CSV.")
        return found
    try:
        found = codecs.lookup(wanted).name
        "".encode(found)
    except LookupError:
        raise Unusable(
            f'{where}: there is no encoding "{wanted}".', next_step='Write encoding = "utf-8" or "cp1252".'
        ) from None
    return "utf-8-sig" if found == "utf-8" else found
