"""What a store remembers between runs: the opaque state it hands to the host, and the account it found."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import RLock

from reconnect_core import Vault, from_plain, to_plain

from .discovery import BOOK, CALENDAR, Account, Collection, discover, listed
from .transport import Missing, Transport

FULL_DAYS = 7
"""After this many days everything is listed again, whatever the sync token says."""


@dataclass(slots=True, kw_only=True)
class Shelf:
    """What is known of one collection."""

    token: str = ""
    listed: datetime | None = None
    """When everything was listed last."""
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Etag and digest of the content by path; an empty digest: it could not be read."""

    def due(self, now: datetime) -> bool:
        """True when it is time to list everything again."""
        return self.listed is None or not timedelta() <= now - self.listed < timedelta(days=FULL_DAYS)

    def etags(self, *, again: bool = False) -> dict[str, str]:
        """The etags by path; with ``again`` none for what could not be read, so that it is tried again."""
        return {path: etag if mark or not again else "" for path, (etag, mark) in self.known.items()}


def pack(about: str, shelves: dict[str, Shelf]) -> bytes:
    """The state to hand to the host; ``about`` is what it is only good for (settings, window)."""
    plain = {
        url: [shelf.token, shelf.listed.isoformat() if shelf.listed else "", shelf.known]
        for url, shelf in shelves.items()
    }
    text = json.dumps([1, about, plain], separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode(), 1)  # most of it are digests, which no effort makes shorter


def unpack(about: str, state: bytes | None) -> dict[str, Shelf] | None:
    """The shelves of a state; None when there is none, or it is for something else, or not ours."""
    if state is None:
        return None
    try:
        version, whose, plain = json.loads(zlib.decompress(state))
        if (version, whose) != (1, about):
            return None
        return {
            url: Shelf(
                token=token,
                listed=datetime.fromisoformat(when) if when else None,
                known={path: (etag, digest) for path, (etag, digest) in known.items()},
            )
            for url, (token, when, known) in plain.items()
        }
    except (zlib.error, ValueError, TypeError, AttributeError):
        return None


def digest(data: str) -> str:
    """A short hash of one record's content."""
    return blake2b(data.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


class Directory:
    """The account behind a transport, found once and kept in the vault, so that later runs ask nothing.

    Stores of one account that share a vault share what was found, and wait for each other to find it.
    """

    def __init__(self, transport: Transport, vault: Vault, who: str) -> None:
        self._transport = transport
        self._vault = vault
        self._key = f"dav-{digest(f'{transport.url} {who}')}"
        self._turn = _TURNS.setdefault(self._key, RLock())
        self._account: Account | None = None

    @property
    def account(self) -> Account:
        """What is known so far."""
        if self._account is None:
            with self._turn:
                self._account = self._kept() or self._keep(discover(self._transport))
        return self._account

    def books(self) -> tuple[Collection, ...]:
        """The account's address books."""
        return self._list(BOOK).books or ()

    def calendars(self) -> tuple[Collection, ...]:
        """The account's calendars."""
        return self._list(CALENDAR).calendars or ()

    def relist(self, kind: str) -> None:
        """Forget the list of this kind, so that it is asked for again: new ones appear, lost ones go."""
        with self._turn:
            account = self._kept() or self.account
            self._keep(replace(account, books=None) if kind == BOOK else replace(account, calendars=None))

    @contextmanager
    def healing(self) -> Iterator[None]:
        """Forget all that was found when something of it is not there any more: the next run looks again."""
        try:
            yield
        except Missing:
            self._vault.delete(self._key)
            self._account = None
            raise

    def _list(self, kind: str) -> Account:
        account = self.account
        if (account.books if kind == BOOK else account.calendars) is None:
            with self._turn, self.healing():
                account = self._keep(listed(self._transport, self._kept() or account, kind))
        return account

    def _keep(self, account: Account) -> Account:
        self._vault.save(self._key, json.dumps(to_plain(account)))
        self._account = account
        return account

    def _kept(self) -> Account | None:
        text = self._vault.load(self._key)
        try:
            account = from_plain(Account, json.loads(text)) if text else Account()
        except ValueError:
            return None
        return account if account.principal or account.own or account.homes else None


_TURNS: dict[str, RLock] = {}
