"""Kind ``carddav``: contacts on a CardDAV server, read incrementally and never written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reconnect_core import AddressBook, Complete, Contact, Opening, Removed, State, Unchanged, Unreadable

from .dav.access import DavSettings
from .dav.discovery import BOOK, Collection, chosen
from .dav.fetch import Fetched, fetched
from .dav.memory import Shelf, digest, pack, unpack
from .dav.presets import left_out
from .dav.reports import CARD_DATA
from .dav.server import Ask, Server, Tell
from .dav.setup import set_up
from .dav.sync import Listing, changes
from .dav.transport import Missing, Traffic
from .versions import CARDS


@dataclass(frozen=True, slots=True, kw_only=True)
class CarddavSettings(DavSettings):
    """The config keys of kind ``carddav``."""

    books: tuple[str, ...] = ()
    """Names or addresses of address books; by default all of the account's own."""


class CarddavBook(AddressBook):
    """The address books of one account: the first read takes them whole, later ones what changed."""

    kind = "carddav"
    Settings = CarddavSettings

    def __init__(self, opening: Opening) -> None:
        super().__init__(opening)
        self._server = Server(opening, contacts=True)

    @property
    def traffic(self) -> Traffic:
        """Requests and bytes since this store was opened."""
        return self._server.traffic

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every card once; a broken one as ``Unreadable`` with the path of its resource.

        Raises AuthError, Refused, Unavailable or Unusable when the server cannot be read as a whole.
        """
        for item in self.changes(None):
            if isinstance(item, Contact | Unreadable):
                yield item

    def changes(
        self, state: bytes | None
    ) -> Iterator[Contact | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state``, by sync-collection (RFC 6578) and one multiget for 500 changed cards.

        Everything is listed again once a week, and whenever the sync token cannot be trusted.
        """
        about = repr((CARDS, self._server.transport.url, self.opening.settings.username))
        old = unpack(about, state)
        now = self.opening.clock()
        if old is not None and any(shelf.due(now) for shelf in old.values()):
            self._server.directory.relist(BOOK)
        shelves: dict[str, Shelf] = {}
        books = self._books()
        for book in books:
            before = (old or {}).get(book.url, Shelf())
            try:
                with self._server.directory.healing():
                    listing = self._listing(book, before, now)
            except Missing:
                if not set(self._books()) < set(books):
                    raise
                continue  # the user removed it, and nothing else happened
            shelf = shelves[book.url] = Shelf(token=listing.token, known=dict(before.known))
            shelf.listed = now if listing.complete else before.listed
            yield from self._cards(book, listing, before, shelf)
        if old is None:
            yield Complete()
        for url in (old or {}).keys() - shelves.keys():
            yield from (Removed(key=path) for path in (old or {})[url].known)
        same = old == shelves
        if same:
            yield Unchanged()
        yield State(token=state if state and same else pack(about, shelves))

    def close(self) -> None:
        """End the connection; a second call does no harm."""
        self._server.close()

    def signin(self, ask: Ask, tell: Tell) -> None:
        """Ask for the password or token, try it, and keep it when it works."""
        self._server.signin(ask, tell)

    @classmethod
    def set_up(cls, opening: Opening, where: str, ask: Ask, tell: Tell) -> tuple[Mapping[str, Any], ...]:
        """Ask for the account, sign in, and say which address books will be read."""

        def look(store: CarddavBook) -> tuple[Mapping[str, Any], ...]:
            for note in store.notes():
                tell(note)
            return ({},)

        return set_up(cls, opening, where, ask, tell, look)

    def notes(self) -> Iterator[str]:
        """The address books that are read, those that are left out, and what the server cannot do."""
        every = self._server.directory.books()
        read = self._books()
        yield f"reads {', '.join(book.name for book in read) or 'no address book'}"
        for book in every:
            if book not in read:
                yield f"leaves out {book.name}: {left_out(book.url) or 'not in books'}"
        for book in read:
            if not book.sync:
                yield f"{book.name}: no sync-collection here, so that every read lists all cards"
        yield from self._server.preset.limits if self._server.preset else ()

    def _books(self) -> tuple[Collection, ...]:
        directory = self._server.directory
        wanted = self.opening.settings.books
        own = directory.account.own
        if not wanted and own is not None and own.kind == BOOK:
            return (own,)
        found = directory.books()
        if not wanted:
            return tuple(book for book in found if not left_out(book.url))
        return tuple(dict.fromkeys(chosen(self.name, found, name, "books") for name in wanted))

    def _listing(self, book: Collection, before: Shelf, now: datetime) -> Listing:
        weekly = before.due(now)
        return changes(self._server.transport, book, "" if weekly else before.token, before.etags(again=weekly))

    def _cards(
        self, book: Collection, listing: Listing, before: Shelf, shelf: Shelf
    ) -> Iterator[Contact | Unreadable | Removed]:
        for path in listing.gone:
            del shelf.known[path]
            yield Removed(key=path)
        for card in fetched(self._server.transport, book.url, list(listing.etags), CARD_DATA):
            if card.gone:
                if shelf.known.pop(card.path, None):
                    yield Removed(key=card.path)
                continue
            mark = "" if card.why else digest(card.data)
            shelf.known[card.path] = (listing.etags[card.path] or card.etag, mark)
            if not mark or before.known.get(card.path, ("", ""))[1] != mark:
                yield from self._read(card)

    def _read(self, card: Fetched) -> Iterator[Contact | Unreadable]:
        if card.why:
            yield Unreadable(reason=card.why, source=self.name, key=card.path)
        else:
            from . import vcard  # most reads find nothing changed, and need none of it

            yield from vcard.read(card.data.encode(), book=self.name, file=card.path, key=card.path)
