"""Not three from one company, not two from one home: what two candidates have in common."""

from collections import Counter
from collections.abc import Iterable

from ..model import Candidate, HandleKind, Person
from .identity.spelling import fold

FROM_ONE_COMPANY, FROM_ONE_HOME = 2, 1
_LEGAL = frozenset(
    (
        *("inc", "ltd", "llc", "llp", "plc", "corp", "co", "company", "gmbh", "ag", "kg", "ug", "ohg", "mbh"),
        *("sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "as", "aps"),
    )
)
_FREE_MAIL = frozenset(
    (
        *(
            "gmail",
            "googlemail",
            "outlook",
            "hotmail",
            "live",
            "msn",
            "yahoo",
            "ymail",
            "icloud",
            "me",
            "mac",
            "gmx",
        ),
        *(
            "web",
            "t-online",
            "freenet",
            "proton",
            "protonmail",
            "pm",
            "aol",
            "mail",
            "posteo",
            "mailbox",
            "hey",
        ),
        *(
            "fastmail",
            "zoho",
            "yandex",
            "orange",
            "wanadoo",
            "free",
            "laposte",
            "libero",
            "virgilio",
            "telenet",
        ),
        *("ziggo", "bluewin", "qq", "163", "126", "naver", "daum", "rediffmail", "comcast", "verizon", "att"),
        *("sbcglobal", "btinternet", "sky", "bigpond"),
    )
)
"""The first part of mail domains that everybody may have."""


class Room:
    """How many more of one company and of one home a walk may still take."""

    def __init__(self, before: Iterable[Candidate] = ()) -> None:
        self._seen: Counter[str] = Counter()
        for candidate in before:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Count this candidate in."""
        self._seen.update(companies(candidate.person) | homes(candidate.person))

    def admits(self, candidate: Candidate, *, strict: bool = True) -> bool:
        """True unless the limit of a home or, when ``strict``, of a company is reached."""
        if any(self._seen[home] >= FROM_ONE_HOME for home in homes(candidate.person)):
            return False
        full = (self._seen[company] >= FROM_ONE_COMPANY for company in companies(candidate.person))
        return not (strict and any(full))


def companies(person: Person) -> frozenset[str]:
    """The organisations on a person's cards and the mail domains that are not anybody's."""
    found = set()
    for contact in person.contacts:
        words = fold(contact.organisation).replace(".", " ").replace(",", " ").split()
        plain = " ".join(word for word in words if word not in _LEGAL) or " ".join(words)
        if plain:
            found.add(f"company {plain}")
    for mail in person.emails:
        domain = mail.rpartition("@")[2].strip().lower()
        if domain and domain.partition(".")[0] not in _FREE_MAIL:
            found.add(f"domain {domain}")
    return frozenset(found)


def homes(person: Person) -> frozenset[str]:
    """The postal addresses, numbers and mailboxes that a household shares."""
    found = {
        "home " + fold(f"{address.street} {address.postcode or address.locality}")
        for contact in person.contacts
        for address in contact.addresses
        if address.street and not contact.organisation
    }
    return frozenset(found | {f"line {h.value}" for h in person.handles if h.kind is not HandleKind.NAME})
