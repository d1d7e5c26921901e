"""From a cluster of records to a person: the name that is shown, the handles, and the reasons for the merge."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...model import Contact, ContactRef, Handle, HandleKind, Person
from . import names, traits
from .ids import fold_name
from .judging import Verdict
from .names import Name

_EMAIL, _PHONE, _NAME = HandleKind.EMAIL, HandleKind.PHONE, HandleKind.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where one value of a person comes from: the field, the value and the record."""

    field: str
    value: str
    ref: ContactRef
    perhaps_old: bool = False
    """True for what only old exports say."""


def handles(contact: Contact, e164s: Sequence[str]) -> tuple[Handle, ...]:
    """Every handle of one record, each once: addresses in lower case, numbers, names as journals fold them.

    A number without E.164 is its bare digits. Beside the name as shown stand ``given family`` and each nickname
    with the family name. ``e164s`` is aligned with ``contact.phones``; a shorter one leaves the rest unknown.
    """
    return made(named(contact, e164s))


def named(contact: Contact, e164s: Sequence[str]) -> list[tuple[HandleKind, str]]:
    """Kind and value of each handle of a record; a value may come twice."""
    found = [(_EMAIL, traits.plain_mail(mail)) for mail in contact.emails]
    for at, phone in enumerate(contact.phones):
        number = e164s[at] if at < len(e164s) else ""
        found.append((_PHONE, number or "".join([mark for mark in phone.raw if mark.isdecimal()])))
    name = fold_name(contact.name)
    if "@" not in name:
        found.append((_NAME, name))
        if not contact.nicknames and contact.name == f"{contact.given} {contact.family}":
            return found
    if contact.given and contact.family:
        family = fold_name(contact.family)
        found.append((_NAME, f"{fold_name(contact.given)} {family}"))
        for nickname in contact.nicknames:
            found.append((_NAME, f"{fold_name(nickname)} {family}"))
    return found


def made(found: Iterable[tuple[HandleKind, str]]) -> tuple[Handle, ...]:
    """The handles, each once, in order."""
    return tuple([Handle(kind=kind, value=value) for kind, value in dict.fromkeys(found) if value])


def person(
    identity: str,
    contacts: tuple[Contact, ...],
    found: tuple[Handle, ...],
    why: tuple[str, ...],
    old_books: frozenset[str],
    read: Sequence[Name] = (),
) -> Person:
    """The person behind these records, under the best of their names; ``read`` are these, if known."""
    name = contacts[0].name if len(contacts) == 1 else best_name(contacts, old_books, read)
    return Person(
        id=identity,
        name=name or fallback_name(contacts),
        contacts=contacts,
        handles=found,
        merged_because=why,
        old_books=old_books.intersection(contact.ref.book for contact in contacts) if old_books else old_books,
    )


def fallback_name(contacts: Iterable[Contact]) -> str:
    """What to call somebody whose records have no name: given and family, an address, a number."""
    for contact in contacts:
        parts = f"{contact.given} {contact.family}".strip()
        for text in (parts, *contact.emails, *(phone.raw for phone in contact.phones)):
            if text:
                return text
    return "?"


def best_name(
    contacts: Sequence[Contact], old_books: frozenset[str] = frozenset(), read: Sequence[Name] = ()
) -> str:
    """The most complete name, spelled as most records do and in the order most have; never an address.

    Of names that are equally complete that of a newer book wins over that of an old export.
    """
    shown = {contact.name for contact in contacts if contact.name}
    if len(shown) < 2:
        return next(iter(shown), "")
    first_words = Counter(heard[0] for name in sorted(shown) if (heard := names.words(name)))
    spelled = Counter(fold_name(contact.name) for contact in contacts)

    def rank(pair: tuple[Contact, Name]) -> tuple[object, ...]:
        return _rank(*pair, first_words, spelled, pair[0].ref.book in old_books)

    both = zip(contacts, read or map(names.of, contacts), strict=True)
    return max((pair for pair in both if pair[0].name), key=rank)[0].name


def _rank(
    contact: Contact, name: Name, first_words: Counter[str], spelled: Counter[str], old: bool
) -> tuple[object, ...]:
    shown = contact.name
    heard = names.words(shown)
    given = bool(heard) and heard[0] in names.stands_for()
    return (
        bool(name),
        bool(name.given and name.family),
        all(len(word) > 1 for word in (*name.given[:1], *name.family)),
        "," not in shown and not shown.isupper() and not shown.islower(),
        not old,
        first_words[heard[0]] if heard else 0,
        given,
        # A name changes once in a while, and the fresher card knows it first.
        contact.updated.timestamp() if contact.updated else 0.0,
        spelled[fold_name(shown)],
        not shown.isascii(),
        min(len(name.given), 2),
        -len(shown),
        shown,
    )


def reasons(verdicts: Iterable[tuple[Contact, Contact, Verdict]]) -> tuple[str, ...]:
    """One sentence for each way in which the records were joined: ``same e-mail in google and phone``."""
    found = set()
    for one, other, verdict in verdicts:
        books = sorted({one.ref.book, other.ref.book})
        where = f"in {books[0]} and {books[1]}" if len(books) == 2 else f"twice in {books[0]}"
        found.add(f"{said(verdict)} {where}")
    return tuple(sorted(found))


def said(verdict: Verdict) -> str:
    """What agrees, in words: ``same e-mail and same name``."""
    because = verdict.because[:3]
    return " and ".join(filter(None, (", ".join(because[:-1]), because[-1] if because else "")))


def provenance(someone: Person) -> tuple[Provenance, ...]:
    """For each value that a person shows, the first record that gives it; the name comes first."""
    found: dict[tuple[str, str], ContactRef] = {}
    for contact in someone.contacts:
        values = [("name", contact.name), ("organisation", contact.organisation), ("title", contact.title)]
        values += [("birthday", str(contact.birthday or "")), ("note", contact.note)]
        values += [("e-mail", mail) for mail in contact.emails]
        values += [("phone", phone.raw) for phone in contact.phones]
        values += [("address", ", ".join(address.lines())) for address in contact.addresses]
        values += [("label", label) for label in contact.labels]
        for field, value in values:
            if value:
                found.setdefault((field, value), contact.ref)
    shown = [key for key in found if key == ("name", someone.name)]
    return tuple(
        Provenance(
            field=field,
            value=value,
            ref=found[field, value],
            perhaps_old=_only_old(someone, field, value, found[field, value]),
        )
        for field, value in [*shown, *(key for key in found if key not in shown)]
    )


def _only_old(someone: Person, field: str, value: str, first: ContactRef) -> bool:
    """Whether no newer book says so; newer books come first, and a number has many spellings."""
    if first.book not in someone.old_books:
        return False
    return field not in {"e-mail", "phone"} or someone.perhaps_old(value)
