"""Groups that stand on a card of their own and name their members (RFC 6350 section 6.6.5)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Contact, ContactKind
from ..mourning import tells_of_death

MEMBER = "member"
"""What the members of a group are called in ``extra``: each an identifier, or an address as ``mailto:``."""

_Names = Mapping[tuple[str, str], Sequence[str]]


def labelled(contacts: Sequence[Contact]) -> list[Contact]:
    """The same contacts in order; each bears as labels the groups of its book that name it as a member."""
    groups = [one for one in contacts if one.kind is ContactKind.GROUP and one.name]
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group in groups:
        for what, member in group.extra:
            if what == MEMBER and (key := plain(member)):
                names[group.ref.book, key].append(group.name)
    return [_within(one, names) for one in contacts] if names else [*contacts]


def _within(contact: Contact, names: _Names) -> Contact:
    if contact.kind is ContactKind.GROUP:
        return contact
    has = {label.casefold() for label in contact.labels}
    found = {name for key in _keys(contact) for name in names.get((contact.ref.book, key), ())}
    new = tuple(name for name in sorted(found) if name.casefold() not in has)
    if not new:
        return contact
    return replace(
        contact,
        labels=(*contact.labels, *new),
        deceased=contact.deceased or tells_of_death(labels=new),
    )


def _keys(contact: Contact) -> Iterator[str]:
    yield from (plain(contact.uid), plain(contact.ref.uid))
    yield from (f"mailto:{mail.strip().lower()}" for mail in contact.emails)


def plain(member: str) -> str:
    """An identifier or address comparable: in small letters and without what says that it is one."""
    return member.strip().lower().removeprefix("urn:uuid:")
