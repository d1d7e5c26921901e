"""Cards in few words, and what came of fusing them."""

from reconnect_core.model import Contact, ContactRef, Phone
from reconnect_core.pipeline import identity
from reconnect_core.pipeline.identity import Known

KINDS = {"m": "mobile", "h": "home", "w": "work"}


def phone(word):
    """A number; ``m+``, ``h+`` and ``w+`` before it tell which of a person's."""
    kind = KINDS.get(word[:1])
    return Phone(raw=word[1:], labels=frozenset({kind})) if kind else Phone(raw=word)


def card(book, uid, name, *reach, **more):
    given_name, _, family = name.partition("|")
    if family:
        more |= {"given": given_name, "family": family}
        name = f"{given_name} {family}"
    emails = tuple(word for word in reach if "@" in word)
    phones = tuple(phone(word) for word in reach if "@" not in word)
    return Contact(ref=ContactRef(book=book, uid=uid), name=name, emails=emails, phones=phones, **more)


def numbers(contacts):
    return {
        c.ref: tuple(phone.raw if phone.raw.startswith("+") else "" for phone in c.phones) for c in contacts
    }


def fuse(*contacts, known=None):
    return identity.people(contacts, numbers(contacts), known or Known())


def groups(fused):
    """Who stands together, by uid."""
    return sorted(sorted(c.ref.uid for c in person.contacts) for person in fused.people)


def id_of(fused, uid):
    return next(p.id for p in fused.people if any(c.ref.uid == uid for c in p.contacts))


def remember(fused, known=None):
    """What the ledger holds after a write."""
    before = known or Known()
    return Known(ids={**before.ids, **fused.aliases}, same=before.same, not_same=before.not_same)


ANNA = card("google", "1", "Anna|Müller", "anna@gmx.de", "+49301111111")
ANNA_AGAIN = card("phone", "2", "Anna|Mueller", "+491511234567", "anna@gmx.de")
BERND = card("google", "3", "Bernd|Müller", "bernd@gmx.de", "+49301111111")
