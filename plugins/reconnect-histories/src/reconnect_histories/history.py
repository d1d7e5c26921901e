"""What all three kinds share: files that are read whole, and told one by one or as days of contact."""

import hashlib
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, ClassVar

from reconnect_core import (
    Channel,
    Complete,
    ContactDays,
    ContactTally,
    Direction,
    Gift,
    Handle,
    HandleKind,
    Interaction,
    Journal,
    Opening,
    Removed,
    SourceRef,
    State,
    Unchanged,
    Unreadable,
    Unusable,
)

VERSION = 2
LIMITS = {
    "J3": "A history tells that there was contact, not what it brought; tell gifts with `reconnect gift`.",
    "J4": "What was said is never kept, so that there are no notes.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One call or message: who else it was with, when, and which way."""

    who: tuple[Handle, ...]
    moment: datetime
    direction: Direction
    channel: Channel = Channel.EMAIL
    minutes: int | None = None
    others: int = 1
    bulk: bool = False

    def interaction(self, ref: SourceRef) -> Interaction:
        """The call or message as one interaction."""
        return Interaction(
            ref=ref,
            who=self.who,
            moment=self.moment,
            channel=self.channel,
            direction=self.direction,
            minutes=self.minutes,
            group_size=self.others,
            bulk=self.bulk,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A record that cannot be read, and where."""

    reason: str
    file: str
    line: int | None = None


class History(Journal):
    """A journal over one file or a folder of them; a subclass gives ``suffixes`` and ``told``."""

    limits: ClassVar[Mapping[str, str]] = LIMITS
    suffixes: ClassVar[tuple[str, ...]]
    """What the names of its files end in, in lower case: for folders."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._path = Path(opening.base) / Path(opening.settings.path).expanduser()

    @abstractmethod
    def told(self, files: list[Path]) -> Iterator[Said | Broken]:
        """Every record of these files, in their order."""

    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every call and message on or after the day ``since``; a broken one as ``Unreadable`` with its line.

        Raises Unusable when there is no such file, or it is none of this kind.
        """
        given_out: Counter[str] = Counter()
        for one in self.told(self._files()):
            if isinstance(one, Broken):
                yield self._unreadable(one)
            elif since is None or one.moment.astimezone(self.opening.zone).date() >= since:
                yield self._interaction(one, given_out)

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """``Unchanged`` without opening a file when all are those of ``state``; else everything, as days."""
        files = self._files()
        now = self._fingerprint(files)
        if now == state:
            yield Unchanged()
            return
        tally = ContactTally(zone=self.opening.zone, now=self.opening.clock())
        ref = SourceRef(source=self.name, key="")
        for one in self.told(files):
            if isinstance(one, Broken):
                yield self._unreadable(one)
            else:
                tally.add(one.interaction(ref))
        yield from tally.days()
        yield Complete()
        yield State(token=now)

    def _interaction(self, one: Said, given_out: Counter[str]) -> Interaction:
        digest = _digest(one.who, one.moment, one.direction, one.channel, one.minutes)
        given_out[digest] += 1
        twin = f"-{given_out[digest]}" if given_out[digest] > 1 else ""
        return one.interaction(SourceRef(source=self.name, key=digest + twin))

    def _unreadable(self, one: Broken) -> Unreadable:
        return Unreadable(reason=one.reason, source=self.name, file=one.file, line=one.line)

    def _files(self) -> list[Path]:
        """The files; raises Unusable when there is none."""
        if self._path.is_file():
            return [self._path]
        if not self._path.exists():
            raise self.unusable(self._path, "there is no such file", "Correct path in the config.")
        found = [
            path
            for path in sorted(self._path.rglob("*"))
            if path.is_file() and path.name.lower().endswith(self.suffixes) and not path.name.startswith(".")
        ]
        if not found:
            wanted = " or ".join(self.suffixes)
            raise self.unusable(self._path, f"no {wanted} file is in this folder", "Name the file in path.")
        return found

    def _fingerprint(self, files: Iterable[Path]) -> bytes:
        facts: list[object] = [VERSION, self.opening.settings, str(self.opening.zone), self.opening.region]
        for path in files:
            found = path.stat()
            facts.append((str(path), found.st_size, found.st_mtime_ns, found.st_ino))
        return hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def opened(self, path: Path) -> BinaryIO:
        """The file; raises Unusable when it cannot be opened."""
        try:
            return path.open("rb")
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise self.unusable(path, f"cannot be read ({why})", "Check its permissions.") from None

    def unusable(self, path: Path, why: str, next_step: str) -> Unusable:
        """The error for a file that cannot be used."""
        return Unusable(f"{self.name}: {path}: {why}.", next_step=next_step)


def named(text: str) -> Handle | None:
    """A person by number or by name, as these exports show them; None for nobody."""
    text = " ".join(text.split())
    digits = sum(c.isdecimal() for c in text)
    if digits >= 5 and not any(c.isalpha() for c in text):
        return Handle(kind=HandleKind.PHONE, value=text)
    return Handle(kind=HandleKind.NAME, value=text.casefold()) if text else None


def _digest(*facts: object) -> str:
    return hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
