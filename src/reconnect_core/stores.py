"""What an adapter may be: an address book (which can only be read), a journal, a calendar.

An adapter translates and never judges. The host makes one instance for each configured store, as
``cls(opening)``, calls it from one thread at a time, and calls ``close()`` at the end, perhaps twice.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any, ClassVar, Protocol
from urllib.parse import urljoin

from .errors import Refused
from .model import (
    Busy,
    Contact,
    ContactDays,
    ContactRef,
    Entry,
    EntryStatus,
    Fault,
    Gift,
    Gone,
    Interaction,
    Receipt,
    Reminder,
    Unreadable,
    Window,
)
from .model.value import value


class Secret:
    """A password or token whose repr, str and format tell nothing; ``reveal`` asks for it each time."""

    __slots__ = ("_ask", "keep", "where")

    def __init__(
        self, ask: Callable[[], str], where: str = "", *, keep: Callable[[str], None] | None = None
    ) -> None:
        self._ask = ask
        self.where = where
        """Where it comes from, in words that may be shown: ``command``, ``env NAME``, ``keyring``."""
        self.keep = keep
        """Puts a new secret there; None where only the user can, as with a command."""

    def reveal(self) -> str:
        """The secret itself; raises ConfigError or AuthError when it cannot be had."""
        return self._ask()

    def __repr__(self) -> str:
        return f"Secret({self.where})"


class Vault(Protocol):
    """Where a store keeps what it was granted (an OAuth token): a 0600 file or the keyring."""

    def load(self, key: str) -> str | None:
        """What was saved under this key, or None."""

    def save(self, key: str, text: str) -> None:
        """Keep the text; it replaces what was there as a whole, or not at all."""

    def delete(self, key: str) -> None:
        """Forget it; nothing happens when there is none."""


class MemoryVault:
    """A vault that lasts as long as the process: for tests and for applications that keep their own."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def load(self, key: str) -> str | None:
        """What was saved under this key, or None."""
        return self._kept.get(key)

    def save(self, key: str, text: str) -> None:
        """Keep the text."""
        self._kept[key] = text

    def delete(self, key: str) -> None:
        """Forget it."""
        self._kept.pop(key, None)


@value
class Opening:
    """What the host hands to a store: its configured name, its settings, and the garden's facts."""

    name: str
    settings: Any
    """An instance of the class's ``Settings``, already checked."""
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    """The present moment, aware; stores never ask the system."""
    zone: tzinfo = UTC
    """The garden's time zone: what a wall time without a zone means, and where days begin."""
    me: frozenset[str] = frozenset()
    """The user's own addresses in lower case, so that direction and declined invitations come out right."""
    region: str = ""
    """ISO 3166 code of the user's country, such as ``DE``; may be empty."""
    language: str = "en"
    vault: Vault = field(default_factory=MemoryVault)
    base: str = "."
    """The folder that relative paths in the settings start from: that of the config file."""


@value
class Removed:
    """The resource with this key is gone from the store, and every record it held with it."""

    key: str


@value
class Complete:
    """Everything was yielded: what did not come in this iteration is gone from the store."""


@value
class Unchanged:
    """The store is as it was at the state handed in; nothing was read."""


@value
class State:
    """The opaque state to hand to the next ``changes``; it is the last thing yielded."""

    token: bytes


class Store(ABC):
    """What every store has: a kind, a settings class, declared limits, and an end."""

    kind: ClassVar[str]
    """The word in ``kind = "…"`` of the config."""
    Settings: ClassVar[type]
    """A frozen dataclass whose fields are the config keys of this kind; the host checks and builds it."""
    limits: ClassVar[Mapping[str, str]] = {}
    """Clauses of the contract that this kind cannot keep, each with its reason, shown to users."""

    def __init__(self, opening: Opening) -> None:
        self.name = opening.name
        self.opening = opening

    def close(self) -> None:  # noqa: B027 -- most stores hold nothing open
        """Release what is held; a second call does no harm."""

    def notes(self) -> Iterator[str]:
        """What ``reconnect check`` should say about this store: found capabilities, known limits."""
        return iter(())

    def signin(self, ask: Callable[[str, bool], str], tell: Callable[[str], None]) -> None:
        """Obtain and keep what this store needs to be let in; ``ask(question, secret)`` reads an answer."""
        raise Refused(f"{self.name}: nothing to sign in to.", next_step="Its secret comes from the config.")

    @classmethod
    def set_up(
        cls,
        opening: Opening,
        where: str,
        ask: Callable[[str, bool], str],
        tell: Callable[[str], None],
    ) -> Sequence[Mapping[str, Any]]:
        """The config keys of new stores at ``where`` (what the user typed); only ``init`` calls it.

        The user signs in and consents to what needs consent, secrets go into the vault of ``opening`` under
        its name, whose settings are None. Of several calendars the first takes the reminders, the others are
        read. Raises StoreError or ConfigError when there is no such store.
        """
        raise Refused(f"{opening.name}: there is nothing to ask for.", next_step="Write its keys by hand.")


class AddressBook(Store):
    """A source of contacts. No method that writes exists."""

    @abstractmethod
    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every record once, lazily, in the store's order; a broken one as ``Unreadable``.

        Raises AuthError, Unavailable or Unusable when the store as a whole cannot be read.
        """

    def where(self, ref: ContactRef) -> str:
        """The link or path by which a person finds this card in the store; ``""`` where there is none.

        The default knows settings with a ``path`` (absolute, from the config's folder) or a ``url``, which a
        key that begins with ``/`` completes. Reads nothing.
        """
        path = getattr(self.opening.settings, "path", "")
        if path:
            return str(Path(self.opening.base, Path(path).expanduser()).absolute())
        url = str(getattr(self.opening.settings, "url", ""))
        return urljoin(url, ref.uid) if url and ref.uid.startswith("/") else url

    def changes(
        self, state: bytes | None
    ) -> Iterator[Contact | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state`` (None: everything); a record's key is ``contact.ref.uid``.

        The default derives it from the full read. ``State`` comes last, when everything before it came.
        """
        yield from self.contacts()
        yield Complete()


class Journal(Store):
    """A source of contact made and of gifts received: a log, a mailbox, a call history."""

    @abstractmethod
    def interactions(
        self, since: date | None = None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable]:
        """Every record on or after the day ``since``, lazily; a broken one as ``Unreadable``."""

    def changes(
        self, state: bytes | None
    ) -> Iterator[Interaction | ContactDays | Gift | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state`` (None: everything); a record's key is ``record.ref.key``."""
        yield from self.interactions(None)
        yield Complete()


class Calendar(Store):
    """A source of entries, and the one place where reminders are written."""

    @abstractmethod
    def entries(self, window: Window) -> Iterator[Entry | Unreadable]:
        """Every occurrence that touches the window, recurrences expanded; a broken one as ``Unreadable``."""

    def busy(self, window: Window) -> Iterator[Busy]:
        """The time that is taken; by default that of the entries which are busy and not cancelled."""
        zone = self.opening.zone
        for entry in self.entries(window):
            if isinstance(entry, Entry) and entry.busy and entry.status is not EntryStatus.CANCELLED:
                begin = entry.start.moment(zone)
                end = entry.end.moment(zone) if entry.end else begin
                if begin < end:
                    yield Busy(start=begin, end=end)

    @property
    def entries_tell_busy(self) -> bool:
        """True when the busy entries say all that ``busy`` would; False makes the host ask for it as well."""
        return True

    def blind(self) -> Mapping[str, str]:
        """What this calendar lets nobody see, ``meetings`` or ``slots``, each with the reason as a sentence.

        Where every calendar is blind to it, the plan says so; without meetings confidence falls. Asks nothing.
        """
        return {}

    def shared(self) -> Iterator[str]:
        """Who else sees this calendar, each as words that may be shown; nobody where the store cannot tell.

        ``reconnect check`` asks it of the calendar that takes the reminders: they name people.
        """
        return iter(())

    @abstractmethod
    def look_up(self, receipts: Iterable[Receipt]) -> Iterator[Entry | Gone]:
        """Our own reminders as they are now, in one request where the protocol can; or that they are gone."""

    @abstractmethod
    def put(self, reminders: Iterable[Reminder]) -> Iterator[Receipt | Fault]:
        """Create each reminder unless its uid is already there; never overwrite; first put wins."""

    @abstractmethod
    def remove(self, receipt: Receipt, unless_changed: bool = True) -> bool:
        """Remove one of our reminders; False when it is gone or (``unless_changed``) the user touched it.

        Only ``undo`` and ``forget`` call it.
        """

    def create(self, name: str) -> str:
        """Create a calendar and return its address; only ``init`` calls it, after asking."""
        raise Refused(f"{self.name}: this kind cannot create a calendar.", next_step="Create it by hand.")

    def changes(
        self, state: bytes | None, window: Window
    ) -> Iterator[Entry | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state``; a record's key is ``entry.resource or entry.uid``.

        A state of another window counts as None: keep the window in it. When one instance of a series is
        yielded, all of that resource's instances in the window are.
        """
        yield from self.entries(window)
        yield Complete()
