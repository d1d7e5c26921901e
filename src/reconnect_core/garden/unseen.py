"""Whom the user forgot stays unseen: known by keyed digests alone, left out of every record before it is kept.

A digest is HMAC-SHA256 (RFC 2104) under a key that only this ledger holds. Cards, entries and log lines of a
forgotten person are left out as a whole; where others' records mention them, those words are cut.
"""

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from .. import phones
from ..ledger import Ledger
from ..model import Contact, ContactDays, Entry, Gift, Handle, HandleKind, Interaction, Person, Unreadable
from ..model.memory import FactRow, ForgottenRow
from ..pipeline import groups, identity
from ..pipeline.identity.traits import plain_mail
from ..pipeline.marking import person_marks
from .mirror import Record

KEY = "forget-key"
"""The fact that holds the key, in hexadecimal digits."""
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_MAIL = re.compile(r"[^\s<>,;:\"'()\[\]]+@[^\s<>,;:\"'()\[\]]+")
_NUMBER = re.compile(r"\+?\d[\d ()/.\-]{5,}\d")
_LONGEST = 5
_OWN = frozenset({"ref", "uid", "key", "source", "calendar", "resource", "etag", "recurrence_id"})
"""Fields by which a store knows a record: they are judged, never cut."""
R = TypeVar("R", bound=Record)


def words(text: str) -> list[str]:
    """The words of a name or title as digests know them: case folded, without marks at the end."""
    return [_plain(found[0]) for found in _WORD.finditer(text)]


def digest(key: bytes, kind: str, value: str) -> str:
    """Thirty-two hexadecimal digits that tell nothing without the key."""
    return hmac.digest(key, f"{kind}\0{value}".encode("utf-8", "surrogatepass"), "sha256").hex()[:32]


def told(person: Person, sole: Iterable[Handle]) -> Iterator[tuple[str, str]]:
    """Kind and value of everything by which this person is known again.

    ``sole`` are the handles that nobody else holds: a family's mailbox hides nobody else of the family.
    """
    for mark in person_marks(person):
        yield "mark", mark
    for contact in person.contacts:
        yield "record", f"{contact.ref.book}\0{contact.ref.uid}"
        for uid in (contact.ref.uid, contact.uid):
            if len(uid) >= 12:
                yield "uid", uid
                yield "uid", groups.plain(uid)
        if contact.organisation:
            yield "card", _card(contact)
    for handle in sole:
        if handle.kind is not HandleKind.NAME:
            yield handle.kind.value, handle.value
            continue
        name = words(handle.value)
        for order in (name, [*name[-1:], *name[:-1]]):
            if len(order) > 1:
                yield "name", " ".join(order)
                yield "word", order[0]


class Unseen:
    """Everybody forgotten, and what is left of a record without them."""

    def __init__(self, key: bytes, digests: Iterable[str], region: str = "") -> None:
        self._key = key
        self._digests = frozenset(digests)
        self._region = region
        self._known: dict[tuple[str, str], bool] = {}

    @classmethod
    def of(cls, ledger: Ledger, region: str) -> "Unseen | None":
        """Those whom this ledger knows as forgotten; None when there is nobody."""
        rows = ledger.read(ForgottenRow)
        key = next((row.value for row in ledger.read(FactRow) if row.name == KEY), "")
        return cls(bytes.fromhex(key), (row.digest for row in rows), region) if rows and key else None

    def knows(self, kind: str, value: str) -> bool:
        """True when this address, number, name, mark or key is that of somebody forgotten."""
        found = self._known.get((kind, value))
        if found is None:
            found = self._known[kind, value] = digest(self._key, kind, value) in self._digests
        return found

    def without(self, record: Record) -> Record | None:
        """The record without anybody forgotten, or None when nothing is left of it."""
        if isinstance(record, Contact):
            return None if self._is_contact(record) else self._kept(self._without_members(record))
        if isinstance(record, Entry):
            return self._entry(record)
        if isinstance(record, ContactDays):
            return None if self._is_handle(record.who) else record
        if isinstance(record, Interaction | Gift):
            return self._evidence(record)
        return None if self._is_broken(record) else self._kept(record)

    def scrub(self, text: str) -> str:
        """The text without the names, addresses and numbers of anybody forgotten."""
        spans = [
            *(
                found.span()
                for found in _MAIL.finditer(text)
                if self.knows("email", plain_mail(found[0].strip(".")))
            ),
            *(
                found.span()
                for found in _NUMBER.finditer(text)
                if self.knows("phone", phones.handle(found[0], self._region).value)
            ),
            *self._names(text),
        ]
        for begin, end in sorted(spans, reverse=True):
            text = text[:begin] + "…" + text[end:]
        return text

    def _names(self, text: str) -> Iterator[tuple[int, int]]:
        found = list(_WORD.finditer(text))
        plain = [_plain(word[0]) for word in found]
        after = 0
        for at, word in enumerate(plain):
            if at < after or not self.knows("word", word):
                continue
            for size in range(min(_LONGEST, len(plain) - at), 1, -1):
                if self.knows("name", " ".join(plain[at : at + size])):
                    last = found[at + size - 1]
                    yield found[at].start(), last.start() + len(last[0].rstrip(".-"))
                    after = at + size
                    break

    def _is_handle(self, handle: Handle) -> bool:
        if handle.kind is HandleKind.NAME:
            return self.knows("name", " ".join(words(handle.value)))
        value = handle.value
        if handle.kind is HandleKind.PHONE:
            value = phones.handle(value, self._region).value
        return self.knows(handle.kind.value, value)

    def _is_contact(self, contact: Contact) -> bool:
        if self.knows("record", f"{contact.ref.book}\0{contact.ref.uid}"):
            return True
        if any(len(uid) >= 12 and self.knows("uid", uid) for uid in (contact.ref.uid, contact.uid)):
            return True
        handles = identity.handles(contact, phones.e164s(contact, self._region))
        strong = [handle for handle in handles if handle.kind is not HandleKind.NAME]
        if any(map(self._is_handle, strong)):
            return True
        if contact.organisation and self.knows("card", _card(contact)):
            return True
        return not strong and any(map(self._is_handle, handles))

    def _without_members(self, group: Contact) -> Contact:
        extra = tuple(
            one for one in group.extra if one[0] != groups.MEMBER or not self._is_member(one[1], group)
        )
        return group if len(extra) == len(group.extra) else replace(group, extra=extra)

    def _is_member(self, member: str, group: Contact) -> bool:
        key = groups.plain(member)
        if key.startswith("mailto:"):
            return self._is_address(key)
        return self.knows("record", f"{group.ref.book}\0{member}") or self.knows("uid", key)

    def _is_broken(self, record: Unreadable) -> bool:
        return self.knows("record", f"{record.source}\0{record.key}")

    def _entry(self, entry: Entry) -> Entry | None:
        if any(self.knows("mark", mark) for mark in entry.marks):
            return None
        names = (entry.resource, entry.uid)
        if any(self.scrub(name) != name for name in names):
            return None
        attendees = tuple(one for one in entry.attendees if not self._is_address(one.email))
        organizer = entry.organizer
        if organizer and self._is_address(organizer.email):
            organizer = None
        if len(attendees) != len(entry.attendees) or organizer is not entry.organizer:
            entry = replace(entry, attendees=attendees, organizer=organizer, title="", text="", location="")
        return self._kept(entry)

    def _is_address(self, address: str) -> bool:
        return self.knows("email", plain_mail(address))

    def _evidence(self, record: Interaction | Gift) -> Interaction | Gift | None:
        left = tuple(who for who in record.who if not self._is_handle(who))
        if len(left) == len(record.who):
            return self._kept(record)
        return self._kept(replace(record, who=left, note="")) if left else None

    def _kept(self, record: R) -> R:
        return cast("R", self._cut(record))

    def _cut(self, value: Any) -> Any:
        """The same value with the words about anybody forgotten cut out of its texts."""
        if isinstance(value, str):
            return self.scrub(value)
        if type(value) is tuple:
            return tuple(map(self._cut, value))
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changes: dict[str, Any] = {}
        for item in fields(value):
            old = getattr(value, item.name)
            if old and item.name not in _OWN and (new := self._cut(old)) != old:
                changes[item.name] = new
        return replace(value, **changes) if changes else value


def _plain(word: str) -> str:
    return word.casefold().strip(".-'’").removesuffix("'s").removesuffix("’s")


def _card(contact: Contact) -> str:
    return f"{' '.join(words(contact.name))}\0{contact.organisation.casefold().strip()}"
