"""Google Contacts as an address book: read in full, then by sync token, never written to."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from reconnect_core import (
    AddressBook,
    Complete,
    Contact,
    ContactRef,
    Opening,
    Removed,
    State,
    Unchanged,
    Unreadable,
    from_plain,
    to_plain,
)

from . import person
from .account import Account
from .connection import Connection
from .consent import notes, open_browser, sign_in
from .settings import OTHER_CONTACTS, ContactsSettings
from .setup import set_up
from .transport import Patience, Traffic

FRESH = timedelta(days=6, hours=12)
"""A sync token is not used past this age: Google ends it 7 days after the full sync, whatever its use."""
PAGE = 1000
_EXPIRED = (400, 404, 410)


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """Where the last read ended: one token for each list, all of the same full sync."""

    asked: str
    """Digest of everything the tokens depend on: parameters and sign-in."""
    full: datetime
    tokens: Mapping[str, str]
    groups: Mapping[str, str] = field(default_factory=dict)


class GoogleContacts(AddressBook):
    """The contacts of one Google account, with labels, stars, relations and the user's own fields."""

    kind: ClassVar[str] = "google"
    Settings: ClassVar[type] = ContactsSettings
    limits: ClassVar[Mapping[str, str]] = {
        "renamed labels": "a label's new name is seen with the next full read, at most a week later",
        "100 addresses": "Google lists at most 100 e-mail addresses and 100 numbers of one contact",
    }

    def __init__(
        self,
        opening: Opening,
        *,
        patience: Patience | None = None,
        browse: Callable[[str], bool] = open_browser,
    ) -> None:
        super().__init__(opening)
        self._google = Connection(opening, patience)
        self._browse = browse

    def where(self, ref: ContactRef) -> str:
        """The page of this contact at Google."""
        return f"https://contacts.google.com/person/{ref.uid.removeprefix('people/')}"

    @property
    def account(self) -> Account:
        """The Google account's sign-in."""
        return self._google.account

    @property
    def traffic(self) -> Traffic:
        """What was asked of Google so far: requests and bytes."""
        return self._google.traffic

    def contacts(self) -> Iterator[Contact | Unreadable]:
        """Every contact once, in Google's order, a page of 1000 at a time; a broken one as ``Unreadable``.

        Raises AuthError before anything is asked when the sign-in is dead, Unavailable when Google is.
        """
        for item in self._full():
            if isinstance(item, Contact | Unreadable):
                yield item

    def changes(
        self, state: bytes | None
    ) -> Iterator[Contact | Unreadable | Removed | Complete | Unchanged | State]:
        """What changed since ``state``; everything when its tokens are too old, of other parameters or expired.

        Only ``metadata.deleted`` removes a contact, and ``previousResourceNames`` its earlier keys.
        """
        kept = self._usable(state)
        found = self._since(kept) if kept else None
        if kept is None or found is None:
            yield from self._full()
            return
        people, tokens = found
        groups = dict(kept.groups)
        if any(group not in groups for one in people for group in person.group_ids(one)):
            groups = self._groups()
        if not people:
            yield Unchanged()
        yield from self._applied(people, groups)
        yield _state(Synced(asked=kept.asked, full=kept.full, tokens={**kept.tokens, **tokens}, groups=groups))

    def notes(self) -> Iterator[str]:
        """Which rights are missing and what is not seen without them; when the sign-in ends, if it does."""
        yield from notes(self._google.account, self._google.settings)

    def signin(self, ask: Callable[[str, bool], str], tell: Callable[[str], None]) -> None:
        """Obtain the user's consent on Google's page and keep it in the vault."""
        google = self._google
        now = self.opening.clock()
        sign_in(self.name, google.account, google.settings, now=now, tell=tell, browse=self._browse)

    @classmethod
    def set_up(
        cls,
        opening: Opening,
        where: str,
        ask: Callable[[str, bool], str],
        tell: Callable[[str], None],
    ) -> tuple[Mapping[str, Any], ...]:
        """The contacts of the account that the user signs in to."""
        return set_up(cls, opening, ask, tell, lambda store: ({},))

    def close(self) -> None:
        """Close every connection; a second call does no harm."""
        self._google.close()

    def _lists(self) -> dict[str, tuple[Any, str, dict[str, Any]]]:
        """What is listed: the method, the key of its records in an answer, its parameters."""
        lists = {
            "contacts": (
                self._google.people("people.connections").list,
                "connections",
                {
                    "resourceName": "people/me",
                    "personFields": person.PERSON_FIELDS,
                    "sources": ["READ_SOURCE_TYPE_CONTACT"],
                    "fields": f"nextPageToken,nextSyncToken,connections({person.MASK})",
                },
            )
        }
        if self.opening.settings.other_contacts and self._google.account.granted(OTHER_CONTACTS):
            lists["others"] = (
                self._google.people("otherContacts").list,
                "otherContacts",
                {
                    "readMask": person.OTHER_FIELDS,
                    "fields": f"nextPageToken,nextSyncToken,otherContacts({person.OTHER_MASK})",
                },
            )
        return lists

    def _asked(self) -> str:
        said = [self._google.account.mark(), PAGE, [(name, one[2]) for name, one in self._lists().items()]]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]

    def _usable(self, state: bytes | None) -> Synced | None:
        """The state, unless its tokens would only cost a doomed request."""
        try:
            kept = from_plain(Synced, json.loads(state)) if state else None
        except ValueError:
            return None
        if kept is None or kept.asked != self._asked():
            return None
        age = self.opening.clock() - kept.full
        return kept if timedelta() <= age <= FRESH else None

    def _pages(self, name: str, token: str = "") -> Iterator[Mapping[str, Any] | None]:
        """Every page of one list; None when the sync token is no longer honoured."""
        method, _, parameters = self._lists()[name]
        given = {**parameters, "pageSize": PAGE, "requestSyncToken": True, "prettyPrint": False}
        if token:
            given["syncToken"] = token
        page_token = ""
        while True:
            request = method(**given, **({"pageToken": page_token} if page_token else {}))
            reply = self._google.call(request, f"reading {name}", expect=_EXPIRED if token else ())
            if reply.status != 200:
                yield None
                return
            yield reply.data
            page_token = reply.data.get("nextPageToken", "")
            if not page_token:
                return

    def _full(self) -> Iterator[Contact | Unreadable | Removed | Complete | Unchanged | State]:
        began = self.opening.clock()
        groups = self._groups()
        tokens: dict[str, str] = {}
        seen: set[str] = set()
        lists = self._lists()
        for name, (_, key, _) in lists.items():
            for page in self._pages(name):
                people = [one for one in (page or {}).get(key, ()) if _key(one) not in seen or not _key(one)]
                seen.update(_key(one) for one in people)
                yield from self._applied(people, groups)
                tokens[name] = (page or {}).get("nextSyncToken", "")
        # Google puts the token on the last page: without it the list may have been cut, and nothing is gone.
        if all(tokens.get(name) for name in lists):
            yield Complete()
            yield _state(Synced(asked=self._asked(), full=began, tokens=tokens, groups=groups))

    def _since(self, kept: Synced) -> tuple[list[Mapping[str, Any]], dict[str, str]] | None:
        """Everybody who changed, and the new tokens; None when a token has expired. Held until all is here."""
        people: list[Mapping[str, Any]] = []
        tokens: dict[str, str] = {}
        for name, (_, key, _) in self._lists().items():
            for page in self._pages(name, kept.tokens.get(name, "")):
                if page is None:
                    return None
                people += page.get(key, ())
                if page.get("nextSyncToken"):
                    tokens[name] = page["nextSyncToken"]
        latest = {_key(one) or f"?{number}": one for number, one in enumerate(people)}
        return list(latest.values()), tokens

    def _applied(
        self, people: list[Mapping[str, Any]], groups: Mapping[str, str]
    ) -> Iterator[Contact | Unreadable | Removed]:
        for one in people:
            try:
                for earlier in person.previous_names(one):
                    yield Removed(key=earlier)
                if person.deleted(one):
                    yield Removed(key=_key(one))
                else:
                    yield person.contact(one, self.name, groups)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                yield Unreadable(
                    reason=f"not a person as Google documents it ({type(error).__name__})",
                    source=self.name,
                    key=_key(one),
                )

    def _groups(self) -> dict[str, str]:
        """The names of the user's own labels by resource name."""
        names: dict[str, str] = {}
        page_token = ""
        while True:
            given: dict[str, Any] = {"pageSize": PAGE, "groupFields": "name,groupType"}
            given["fields"] = "nextPageToken,contactGroups(resourceName,name,groupType)"
            if page_token:
                given["pageToken"] = page_token
            reply = self._google.call(self._google.people("contactGroups").list(**given), "reading labels")
            for group in reply.data.get("contactGroups", ()):
                own = group.get("groupType") == "USER_CONTACT_GROUP"
                names[group["resourceName"]] = group.get("name", "") if own else ""
            page_token = reply.data.get("nextPageToken", "")
            if not page_token:
                return names


def _key(one: Any) -> str:
    return str(one.get("resourceName") or "") if isinstance(one, Mapping) else ""


def _state(synced: Synced) -> State:
    return State(token=json.dumps(to_plain(synced)).encode())
