"""Person ids that stay: minted from a handle at first sight, later found again by any of many digests."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice

from ...model import Contact, ContactRef
from . import records, traits
from .records import Record

_WEIGHT = {"record": 3, "uid": 3, "email": 4, "phone": 2, "card": 3, "page": 4}
_IMPRINT = 12
_CLAIM = 3
"""A number alone claims nobody: two people of one household share it."""
_PAIRS = [
    one + other for one in "0123456789abcdefghijklmnopqrstuv" for other in "0123456789abcdefghijklmnopqrstuv"
]
_SHIFTS = range(54, 0, -10)
"""Six times ten bits of the digest: twelve letters of base32hex (RFC 4648 section 7)."""


def alias_digest(kind: str, value: str) -> str:
    """Thirty-two hexadecimal digits that stand for a value, so that no address is stored in clear (SHA-256)."""
    return sha256(f"{kind}\0{value}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger remembers; digests are those of ``alias_digest``, ids those of ``Person.id``."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """The person behind each digest, and behind each id that was merged into another."""
    same: frozenset[tuple[str, str]] = frozenset()
    not_same: frozenset[tuple[str, str]] = frozenset()
    """The user's decisions: pairs of person ids or of digests (see ``decision``)."""
    told: frozenset[str] = frozenset()
    """Ids that something was told of before any digest of theirs was kept."""

    def person(self, id_or_digest: str) -> str:
        """The person id that is meant today; an id that nobody merged stands for itself."""
        found = id_or_digest
        for _ in range(16):
            further = self.ids.get(found)
            if further is None or further == found:
                break
            found = further
        return found


def aliases(record: Record) -> Iterator[tuple[str, str]]:
    """Kind and digest of everything by which a record can be known again, the most telling first."""
    contact = record.contact
    yield "record", alias_digest("record", f"{contact.ref.book}\0{contact.ref.uid}")
    uid = contact.uid or contact.ref.uid
    if len(uid) >= 12:
        yield "uid", alias_digest("uid", uid)
    for mail in sorted(record.mails):
        yield "email", alias_digest("email", mail)
    for number in sorted(record.phones):
        yield "phone", alias_digest("phone", number)
    for page in sorted(record.profiles):
        yield "page", alias_digest("page", page)
    yield (
        "card",
        alias_digest("card", f"{fold_name(contact.name)}\0{traits.organisation(contact.organisation)}"),
    )


def imprint(record: Record) -> str:
    """One digest of all that ``aliases`` looks at: a record that did not change is known by one look."""
    contact = record.contact
    parts = (contact.ref.book, contact.ref.uid, contact.uid, contact.name, contact.organisation)
    return alias_digest("print", "\0".join((*parts, *contact.emails, *sorted(record.phones), *contact.urls)))


def fold_name(name: str) -> str:
    """A name as NAME handles spell it: one blank between words, case folded."""
    return " ".join(name.split()).casefold()


class Recognised:
    """Which known person each record speaks for, and how loudly."""

    def __init__(self, records: list[Record], known: Known) -> None:
        self._known = known
        self.votes: list[dict[str, int]] = [self._vote(record) for record in records] if known.ids else []
        for record, votes in zip(records, self.votes, strict=False):
            best = _loudest(votes)
            record.known = best if votes.get(best, 0) >= _CLAIM else ""

    def _vote(self, record: Record) -> dict[str, int]:
        ids = self._known.ids
        if found := ids.get(imprint(record)):
            return {self._known.person(found): _IMPRINT}
        votes: Counter[str] = Counter()
        for kind, digest in aliases(record):
            if found := ids.get(digest):
                votes[self._known.person(found)] += _WEIGHT[kind]
        return dict(votes)

    def of(self, members: list[int]) -> dict[str, int]:
        """The votes of a cluster's records together."""
        total: Counter[str] = Counter()
        for at in members if self.votes else ():
            total.update(self.votes[at])
        return {person: loud for person, loud in total.items() if loud >= _CLAIM}


def _loudest(votes: Mapping[str, int]) -> str:
    return min(votes, key=lambda person: (-votes[person], person), default="")


def assign(
    clusters: list[list[Record]], recognised: Recognised, known: Known, shared: set[str]
) -> tuple[list[str], dict[str, str]]:
    """An id for each cluster, and for each known id that was merged into another the one that stays.

    Where clusters claim one id the loudest keeps it; where one cluster claims several it keeps the one that
    most of its records speak for, then the smallest.
    """
    claims = []
    for at, cluster in enumerate(clusters if recognised.votes else ()):
        for person, loud in recognised.of([record.at for record in cluster]).items():
            claims.append((-loud, person, at))
    claims += [(0, person, at) for person, at in _coined_before(clusters, known.told)]
    found: dict[int, str] = {}
    taken: set[str] = set()
    for _, person, at in sorted(claims):
        if at not in found and person not in taken:
            found[at] = person
            taken.add(person)
    retired = {person: found[at] for _, person, at in sorted(claims, reverse=True) if person not in taken}
    taken.update(known.ids.values())
    return [found.get(at) or _mint(cluster, shared, taken) for at, cluster in enumerate(clusters)], retired


def _coined_before(clusters: list[list[Record]], told: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Ids that no digest leads to, each with the one cluster that still holds what it was minted from.

    A number claims nobody here either: it may have moved to somebody else since.
    """
    holders: dict[str, list[int]] = {}
    for at, cluster in enumerate(clusters if told else ()):
        own = chain.from_iterable(map(aliases, cluster))
        for minted in {_minted(digest) for kind, digest in own if kind != "phone"} & told:
            holders.setdefault(minted, []).append(at)
    for person, holding in holders.items():
        if len(holding) == 1:
            yield person, holding[0]


def _mint(cluster: list[Record], shared: set[str], taken: set[str]) -> str:
    """A new id from the strongest handle that nobody's id comes from yet."""
    mails = cluster[0].mails
    if len(cluster) == 1 == len(mails) and mails.isdisjoint(shared):
        minted = _minted(alias_digest("email", *mails))
        if minted not in taken:
            taken.add(minted)
            return minted
    for kind, value in _seeds(cluster, shared):
        minted = _minted(alias_digest(kind, value))
        if minted not in taken:
            taken.add(minted)
            return minted
    raise AssertionError("the seeds never end")


def _minted(digest: str) -> str:
    bits = int(digest[:16], 16)
    return "p" + "".join([_PAIRS[bits >> shift & 1023] for shift in _SHIFTS])


def _seeds(cluster: list[Record], shared: set[str]) -> Iterator[tuple[str, str]]:
    """Kinds and values to mint from, the strongest first; what others share last."""
    for kind, sets in (
        ("email", [record.mails for record in cluster]),
        ("phone", [record.phones for record in cluster]),
        ("page", [record.profiles for record in cluster]),
    ):
        held = Counter(value for values in sets for value in values)
        for value in sorted(held.keys() - shared, key=lambda value: (-held[value], value)):
            yield kind, value
    for record in cluster:
        yield "card", f"{fold_name(record.contact.name)}\0{traits.organisation(record.contact.organisation)}"
    for record in cluster:
        yield "record", f"{record.contact.ref.book}\0{record.contact.ref.uid}"
    number = 0
    while True:
        number += 1
        yield "record", f"{cluster[0].contact.ref.book}\0{cluster[0].contact.ref.uid}\0{number}"


class Aliases(Mapping[str, str]):
    """The person by digest, for the ledger to keep; worked out when first asked for.

    Digests that two people share are left out, and so are those of records that the ledger knows unchanged.
    """

    def __init__(
        self,
        people: list[tuple[str, tuple[Contact, ...]]],
        e164s: Mapping[ContactRef, tuple[str, ...]],
        retired: Mapping[str, str],
        known: Mapping[str, str],
    ) -> None:
        self._people = people
        self._e164s = e164s
        self._retired = retired
        self._known = known
        self._found: dict[str, str] | None = None

    def __getitem__(self, digest: str) -> str:
        return self._all()[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, str]:
        if self._found is None:
            claimed: dict[str, set[str]] = defaultdict(set)
            # Read again: as records the contacts take as much room as by themselves.
            rows = iter(records.read(chain.from_iterable(held for _, held in self._people), self._e164s))
            for person, held in self._people:
                if self._known.get(person, person) != person:
                    claimed[person].add(person)
                for record in islice(rows, len(held)):
                    mark = imprint(record)
                    if self._known.get(mark) == person:
                        continue
                    claimed[mark].add(person)
                    for _, digest in aliases(record):
                        claimed[digest].add(person)
            found = {digest: next(iter(people)) for digest, people in claimed.items() if len(people) == 1}
            self._found = {digest: found[digest] for digest in sorted(found)} | dict(self._retired)
        return self._found


def decisions(
    records: Iterable[Record], pairs: Iterable[tuple[str, str]], known: Known
) -> set[tuple[int, int]]:
    """The pairs of records that decisions speak of; both ends may be ids or digests.

    Two ends that are one person by now mean everything that is known as that person.
    """
    wanted = {end for pair in pairs for end in pair}
    if not wanted:
        return set()
    holders: dict[str, set[int]] = defaultdict(set)
    for record in records:
        marks = {digest for _, digest in aliases(record)}
        for mark in marks & wanted:
            holders[mark].add(record.at)
        if record.known:
            holders[record.known].add(record.at)
    found: set[tuple[int, int]] = set()
    for one, other in pairs:
        here = holders.get(one) or holders.get(known.person(one), set())
        there = holders.get(other) or holders.get(known.person(other), set())
        found.update((min(a, b), max(a, b)) for a in here for b in there if a != b)
    return found


def decision(one: Iterable[Record], other: Iterable[Record]) -> frozenset[tuple[str, str]]:
    """The pairs of digests that tell these records from those, whatever becomes of uid, order or book."""
    here, there = _telling(one), _telling(other)
    both = set(here) & set(there)
    return frozenset((a, b) for a in here for b in there if a not in both and b not in both)


def _telling(records: Iterable[Record]) -> list[str]:
    found: dict[str, str] = {}
    for record in records:
        for kind, digest in aliases(record):
            found.setdefault(digest, kind)
    own = [digest for digest, kind in found.items() if kind in {"email", "page", "uid", "record"}]
    lasting = [digest for digest, kind in found.items() if kind in {"email", "page"}]
    return own if lasting else list(found)
