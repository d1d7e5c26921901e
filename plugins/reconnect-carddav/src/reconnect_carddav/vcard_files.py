"""The address book kind ``vcard``: one ``.vcf`` file, or a folder of them."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from reconnect_core import AddressBook, Complete, Contact, State, Unchanged, Unreadable, Unusable

_SUFFIXES = (".vcf", ".vcard")
_READER = b"5"
"""Grows when the reader finds more in the same bytes, so that unchanged files are read again."""


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
        if not root.is_dir():
            self._check_file(root)
            return [root]
        files = sorted(
            Path(folder, name)
            for folder, names in _walk(root)
            for name in names
            if name.lower().endswith(_SUFFIXES)
        )
        if not files:
            raise Unusable(
                f"{self.name}: {root}: no .vcf file in this folder.", next_step="Correct path in the config."
            )
        return files

    def _check_file(self, file: Path) -> None:
        if not file.exists():
            raise Unusable(
                f"{self.name}: {file}: there is no such file or folder.",
                next_step="Correct path in the config.",
            )
        if not file.is_file():
            raise Unusable(f"{self.name}: {file}: this is no file.", next_step="Name a .vcf file or a folder.")
        if not file.stat().st_size:
            raise Unusable(f"{self.name}: {file}: this file is empty.", next_step="Export the contacts again.")

    def _bytes(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise self._refused(file, error) from None

    def _fingerprint(self, files: list[Path]) -> bytes:
        digest = hashlib.blake2b(_READER, digest_size=16)
        for file in files:
            try:
                found = file.stat()
            except OSError as error:
                raise self._refused(file, error) from None
            digest.update(repr((str(file), found.st_size, found.st_mtime_ns)).encode("utf-8", "surrogatepass"))
        return digest.digest()

    def _without_cards(self, why: str) -> Unusable:
        return Unusable(f"{self.name}: {why}", next_step="Export the contacts again, as vCard (.vcf).")

    def _refused(self, file: Path, error: OSError) -> Unusable:
        why = error.strerror or type(error).__name__
        return Unusable(f"{self.name}: {file}: cannot be read ({why}).", next_step="Check its permissions.")


def _walk(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Every folder with its file names; what is hidden (trash, versions, sync state) is left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield folder, [name for name in names if not name.startswith(".")]
