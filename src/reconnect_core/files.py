"""What a kind needs that reads one file of lines: its settings, and its broken lines told one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from .errors import Unusable
from .model import Unreadable
from .stores import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """The config keys of a kind that reads one file; subclass it to add further ones."""

    path: str
    """The file; ``~`` is the home folder, and a relative path starts from the folder of the config."""


def read_lines(store: Store, record: Callable[[str], T]) -> Iterator[T | Unreadable]:
    """Every line of the store's file as ``record`` makes it, lazily; one it fails on as ``Unreadable``.

    The store's settings have a ``path``, as ``FileSettings`` do; the file is UTF-8. Empty lines are passed
    over. Whatever LookupError, TypeError, ValueError or AttributeError ``record`` raises costs that line only.
    Raises Unusable when there is no such file, or it is no text.
    """
    path = Path(store.opening.base, Path(store.opening.settings.path).expanduser())
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(store, path, number, line.rstrip("\n"), record)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Unusable(f"{store.name}: {path}: {why}.", next_step="Correct path in the config.") from None
    except UnicodeDecodeError:
        raise Unusable(f"{store.name}: {path} is not UTF-8.", next_step="Save it as UTF-8.") from None


def _read(store: Store, path: Path, number: int, line: str, record: Callable[[str], T]) -> T | Unreadable:
    try:
        return record(line)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        reason = f"this line is no record ({type(error).__name__})"
        return Unreadable(reason=reason, source=store.name, key=f"line {number}", file=str(path), line=number)
