"""The address book kind ``vcard``: one ``.vcf`` file, or a folder of them."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reconnect_core import AddressBook, Complete, Contact, State, Unchanged, Unreadable, Unusable

from .versions import CARDS

_SUFFIXES = (".vcf", ".vcard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The config keys of kind ``vcard``."""

    path: str
    """A .vcf file or a folder of .vcf and .vcard files; ``~`` is the home folder, relative to the config."""


class VcardFolder(AddressBook):
    """Contacts from vCard files; a folder is read with the folders in it, hidden ones left out.

    A card goes by its UID; cards without one, or whose UID another card has too, by a hash of their content.
    """

    kind = "vcard"
    Settings: ClassVar[type] = Settings

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every card once, lazily, file by file in the order of their names; a broken one as ``Unreadable``.

        Raises Unusable when the path is missing, empty or without any card, or a file in it cannot be read.
        """
        yield from self._read(self._files())

    def changes(self, state: bytes | None) -> Iterator[Contact | Unreadable | Complete | Unchanged | State]:
        """All cards, or ``Unchanged`` without opening a file when names, sizes and times are as they were."""
        files = self._files()
        token = self._fingerprint(files)
        if token == state:
            yield Unchanged()
        else:
            yield from self._read(files)
            yield Complete()
        yield State(token=token)

    def _read(self, files: list[Path]) -> Iterator[Contact | Unreadable]:
        from .vcard import NO_CARDS, NOTHING, read

        taken: set[str] = set()
        root, any_card = self._root(), False
        for file in files:
            for record in read(self._bytes(file), book=self.name, file=str(file), taken=taken):
                if not (isinstance(record, Unreadable) and record.reason in (NO_CARDS, NOTHING)):
                    any_card = True
                elif file == root:
                    raise self._without_cards(f"{file}: {record.reason}.")
                yield record
        if not any_card:
            raise self._without_cards(f"{root}: no file in this folder holds a vCard.")

    def _root(self) -> Path:
        return Path(self.opening.base, Path(self.opening.settings.path).expanduser())

    def _files(self) -> list[Path]:
        root = self._root()
        found = self._found(root)
        if not stat.S_ISDIR(found.st_mode):
            if not found.st_size:
                raise self._unusable(f"{root}: this file is empty.", "Export the contacts again.")
            return [root]
        files = sorted(
            Path(folder, name)
            for folder, names in _walk(root, self._closed)
            for name in names
            if name.lower().endswith(_SUFFIXES)
        )
        if not files:
            raise self._unusable(f"{root}: no .vcf file in this folder.", "Correct path in the config.")
        return files

    def _found(self, file: Path) -> os.stat_result:
        """What is there; raises Unusable for nothing, and for what would never end or keep us waiting."""
        try:
            found = file.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            if file.is_symlink():
                raise self._unusable(f"{file}: this link leads nowhere.", "Mend or delete it.") from None
            why = f"{file}: there is no such file or folder."
            raise self._unusable(why, "Correct path in the config.") from None
        except OSError as error:
            raise self._refused(file, error) from None
        if not stat.S_ISREG(found.st_mode) and not (stat.S_ISDIR(found.st_mode) and file == self._root()):
            raise self._unusable(f"{file}: this is no file.", "Name a .vcf file or a folder.")
        return found

    def _bytes(self, file: Path) -> bytes:
        self._found(file)
        try:
            return file.read_bytes()
        except OSError as error:
            raise self._refused(file, error) from None

    def _fingerprint(self, files: list[Path]) -> bytes:
        digest = hashlib.blake2b(str(CARDS).encode(), digest_size=16)
        for file in files:
            found = self._found(file)
            digest.update(repr((str(file), found.st_size, found.st_mtime_ns)).encode("utf-8", "surrogatepass"))
        return digest.digest()

    def _without_cards(self, why: str) -> Unusable:
        return self._unusable(why, "Export the contacts again, as vCard (.vcf).")

    def _refused(self, file: Path, error: OSError) -> Unusable:
        why = error.strerror or type(error).__name__
        return self._unusable(f"{file}: cannot be read ({why}).", "Check its permissions.")

    def _closed(self, error: OSError) -> None:
        """A folder that may not be listed is no empty one: whoever is in it would count as gone."""
        why = error.strerror or type(error).__name__
        raise self._unusable(
            f"{error.filename}: this folder cannot be listed ({why}).",
            "Check its permissions, or name the folder or file that holds your contacts.",
        )

    def _unusable(self, why: str, next_step: str) -> Unusable:
        return Unusable(f"{self.name}: {why}", next_step=next_step)


def _walk(root: Path, refused: Callable[[OSError], None]) -> Iterator[tuple[str, list[str]]]:
    """Every folder with its file names; what is hidden (trash, versions, sync state) is left out."""
    for folder, folders, names in os.walk(root, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield folder, [name for name in names if not name.startswith(".")]
