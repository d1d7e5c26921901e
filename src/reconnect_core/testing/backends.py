"""What lies behind a store, as another program sees it: the one thing an author tells the kit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from .. import Channel, HandleKind, MemoryVault, Opening
from ..stores import Store
from .samples import NOW, ZONE


class NotGiven(AssertionError):
    """The backend lacks an ability: write that method, or declare the clause in the kind's ``limits``."""


class Backend:
    """One user's data behind a kind of store; the kit fills it, spoils it and cuts it off.

    A subclass gives ``kind``, ``keys`` and ``fill``, and as many of the other methods as its store makes
    possible. A clause whose ability is missing fails until the kind's ``limits`` say why it is not kept.
    """

    kind: type[Store]
    """The class that is tested."""
    secrets: tuple[str, ...] = ()
    """The passwords and tokens in use; none of them may ever be said."""
    deadline_seconds: float = 20.0
    """How long one call may take, also when nobody answers."""
    channels: tuple[Channel, ...] = tuple(Channel)
    """Of a journal: the channels it can hold."""
    handles: tuple[HandleKind, ...] = (HandleKind.EMAIL,)
    """Of a journal: how it can name people."""
    live: ClassVar[bool] = False
    """True for a store in use, which is only read: a missing ability is then no failure."""

    now: datetime = NOW
    """What ``clock`` tells."""

    @cached_property
    def vault(self) -> MemoryVault:
        """Where the stores keep what they are granted."""
        return MemoryVault()

    def keys(self) -> Mapping[str, Any]:
        """The config keys that lead the store to this data."""
        return {}

    def fill(self, records: Sequence[Any]) -> None:
        """Make the data exactly these: ``Contact``, ``Interaction`` and ``Gift``, or ``Appointment`` values.

        What is there already under the same ref or uid is changed in place; the rest is deleted.
        """
        raise self._not_given("fill")

    def holds(self) -> object:
        """Everything that is stored, to be compared: bytes, or a mapping of key to content."""
        raise self._not_given("holds")

    def spoil(self) -> None:
        """Add one more record that no reader can make sense of."""
        raise self._not_given("spoil")

    def cut_off(self) -> None:
        """From now on the data cannot be reached: the server is off, the file is gone."""
        raise self._not_given("cut_off")

    def refuse(self) -> None:
        """From now on the secret is a wrong one."""
        raise self._not_given("refuse")

    def hang(self) -> None:
        """From now on the other side never answers; local files need not say how."""
        raise self._not_given("hang")

    def edit(self, uid: str, *, title: str) -> None:
        """Of a calendar: the user gives our reminder another title, in their own program."""
        raise self._not_given("edit")

    def delete(self, uid: str) -> None:
        """Of a calendar: the user deletes our reminder."""
        raise self._not_given("delete")

    def is_private(self, uid: str) -> bool:
        """Of a calendar: whether others who see it are kept from reading our reminder."""
        raise self._not_given("is_private")

    def opening(self, name: str = "shelf") -> Opening:
        """What the host would hand to the store."""
        return Opening(
            name=name,
            settings=self.kind.Settings(**self.keys()),
            clock=self.clock,
            zone=ZONE,
            me=frozenset({"me@home.example"}),
            region="DE",
            vault=self.vault,
        )

    def open(self, name: str = "shelf") -> Store:
        """A store over this data, made as the host makes it."""
        return self.kind(self.opening(name))

    def close(self) -> None:
        """Tidy up; called at the end of each test."""

    def clock(self) -> datetime:
        """The present moment of every store opened here."""
        return self.now

    def _not_given(self, ability: str) -> NotGiven:
        return NotGiven(
            f"{type(self).__name__} has no {ability}(): write it, or declare this clause in "
            f"{self.kind.__name__}.limits with the reason why it cannot be kept."
        )


class FileBackend(Backend):
    """A backend that is one file: ``render`` gives its text for the records it should hold."""

    def __init__(
        self,
        kind: type[Store],
        path: Path,
        render: Callable[[Sequence[Any]], str | bytes],
        *,
        junk: str | bytes = "",
        **keys: Any,
    ) -> None:
        """``junk`` is what one broken record looks like; ``keys`` are config keys besides ``path``."""
        self.kind = kind
        self.path = path
        self.render = render
        self._junk = junk
        self._keys = keys

    def keys(self) -> Mapping[str, Any]:
        """``path`` and the further keys."""
        return {"path": str(self.path), **self._keys}

    def fill(self, records: Sequence[Any]) -> None:
        """Write the whole file anew."""
        self.path.write_bytes(_bytes(self.render(records)))

    def holds(self) -> object:
        """The bytes and the time of the last change; None for no file."""
        if not self.path.exists():
            return None
        return self.path.read_bytes(), self.path.stat().st_mtime_ns

    def spoil(self) -> None:
        """Append the junk."""
        if not self._junk:
            raise self._not_given("junk=")
        with self.path.open("ab") as file:
            file.write(_bytes(self._junk))

    def cut_off(self) -> None:
        """The file is gone."""
        self.path.unlink()


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content
