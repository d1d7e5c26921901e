"""One file on disk: opened or refused with a next step, decoded, and known again by its fingerprint."""

import codecs
import hashlib
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from reconnect_core import Opening, Unusable

from .dialect import headers_in
from .encoding import detect

_HEAD_LINES = 60
_LOOK, _MANY_LINES, _SHORTEST = 1 << 20, 10_000, 10


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
        return islice(self._text, skip, None)

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
