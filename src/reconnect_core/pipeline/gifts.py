"""What cards say about what somebody brought: labels, marks in notes, own fields, relations. And who is family.

A label is taken word by word in any of the languages below, unless a word such as "potential" stands with it.
A note may hold a line ``gift: referral 2021-04-02 introduced me to Ada`` or a tag ``#referral``; a field of the
user's own may be called ``gift`` or just ``Referral``.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ..model import Contact, Gift, GiftKind, Handle, HandleKind, Relation, ScoringSettings, SourceRef
from .giftwords import KIN, KIN_LABELS, KIN_NAMES, KINDS, MYSELF, NAMED_BY, NOT_YET, PHRASES
from .identity.ids import fold_name
from .identity.spelling import fold

LABEL_SURE, MARK_SURE, RELATION_SURE = 0.8, 1.0, 0.9
SOURCE = "cards"
"""What gifts read from cards name as their source."""
ANSWERED = "flip-"
"""What the key of an answer in ``flip`` begins with."""
_BARE = "kind"
"""What the key of a gift begins with of which a card names the kind and nothing else."""
_YES = {"yes", "y", "true", "ok", "ja", "j", "oui", "si", "sim", "tak", "da", "x"}
"""In a field that is called by a kind, these add nothing."""
_TOKEN = re.compile(r"[^\W_]+")
_LINE = re.compile(r"^[\s>*-]*(?:gift|geschenk|cadeau|regalo|presente)\s*:\s*(?P<rest>\S.*)$", re.IGNORECASE)
_TAG = re.compile(r"(?:^|(?<=\s))#(?P<word>[^\W\d_]\w*)(?P<rest>[^#\n]*)")
_DAY = re.compile(r"(?<![\w-])(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\w-])")
_WEIGHT = re.compile(r"(?<!\w)[x×](\d(?:\.\d+)?)(?!\w)")


def from_contacts(contacts: Sequence[Contact], settings: ScoringSettings) -> tuple[Gift, ...]:
    """The gifts that one person's own cards tell of, each once, however many books repeat it.

    ``settings.labels`` (label = kind, or ``none``) goes before the words known here. Labels of family are
    never weighed as business or referral. Gifts of one kind, day and text have the same ``ref.key``.
    """
    family = is_kin(contacts)
    said: list[Gift] = []
    for contact in contacts:
        said += (*_from_labels(contact, settings, family), *_from_fields(contact, settings, family))
        said += (*_from_note(contact), *_from_me(contact))
    found: dict[str, Gift] = {}
    for gift in once(said):
        found.setdefault(gift.ref.key, gift)
    return tuple(found[key] for key in sorted(found))


def from_relations(contacts: Iterable[Contact]) -> Iterator[Gift]:
    """A referral for whoever a card names as ``referredBy``: the gift is that of the one who is named."""
    seen: set[str] = set()
    for contact in contacts:
        for relation in contact.relations:
            if _spelt(relation) in NAMED_BY and not _is_me(relation):
                who = Handle(kind=HandleKind.NAME, value=fold_name(relation.name))
                gift = _gift(GiftKind.REFERRAL, "relation", contact.name, sure=RELATION_SURE, who=who)
                if gift.ref.key not in seen:
                    seen.add(gift.ref.key)
                    yield gift


def once(gifts: Iterable[Gift]) -> tuple[Gift, ...]:
    """Of what names a kind and nothing else (labels, marks, answers in ``flip``) the greatest of each kind.

    It says that there was one, however often it is said. A gift with a day or words is another one.
    """
    gifts = tuple(gifts)
    greatest: dict[GiftKind, Gift] = {}
    for gift in filter(_names_a_kind, gifts):
        before = greatest.setdefault(gift.kind, gift)
        if _strength(gift) > _strength(before):
            greatest[gift.kind] = gift
    return tuple(gift for gift in gifts if not _names_a_kind(gift) or greatest[gift.kind] is gift)


def _names_a_kind(gift: Gift) -> bool:
    if gift.ref.source == SOURCE:
        return gift.ref.key.startswith(f"{_BARE} ")
    return gift.ref.key.startswith(ANSWERED) and gift.day is None and not gift.note


def _strength(gift: Gift) -> tuple[float, bool]:
    """What it weighs; of two that weigh the same a card is told, which the user can look up."""
    return gift.weight * gift.sure, gift.ref.source == SOURCE


def is_kin(contacts: Iterable[Contact]) -> bool:
    """True when a label, a name such as "Mama" or a relation to "me" says that this is family."""
    for contact in contacts:
        if fold(contact.name).strip() in KIN_NAMES:
            return True
        if contact.nicknames and not KIN_NAMES.isdisjoint(fold(name).strip() for name in contact.nicknames):
            return True
        if any(not KIN_LABELS.isdisjoint(_words(label)) for label in contact.labels):
            return True
        for relation in contact.relations:
            if _is_me(relation) and not KIN.isdisjoint(_words(relation.kind)):
                return True
    return False


def kind_of(label: str, settings: ScoringSettings | None = None) -> GiftKind | None:
    """What a label says was brought, or None: ``Alte Kundin`` business, ``potential client`` nothing."""
    folded = " ".join(_words(label))
    for own, kind in settings.labels.items() if settings else ():
        if " ".join(_words(own)) == folded:
            return KINDS.get(fold(kind).strip())
    words = folded.split()
    if not NOT_YET.isdisjoint(words):
        return None
    phrases = (kind for phrase, kind in PHRASES.items() if f" {phrase} " in f" {folded} ")
    return next(iter((*phrases, *(KINDS[word] for word in words if word in KINDS))), None)


def _from_labels(contact: Contact, settings: ScoringSettings, family: bool) -> Iterator[Gift]:
    for label in contact.labels:
        kind = kind_of(label, settings)
        if kind and not (family and kind in (GiftKind.BUSINESS, GiftKind.REFERRAL)):
            yield _gift(kind, _BARE, kind.value, sure=LABEL_SURE, shown=label)


def _from_fields(contact: Contact, settings: ScoringSettings, family: bool) -> Iterator[Gift]:
    """Own fields whose whole name is a kind or one of the user's labels: ``Client number`` tells of no gift."""
    own = {" ".join(_words(label)): KINDS.get(fold(kind).strip()) for label, kind in settings.labels.items()}
    for name, value in contact.extra:
        mark = _LINE.match(f"{name}: {value}")
        word = _TOKEN.search(mark["rest"]) if mark else None
        if word:
            yield from _marked(KINDS.get(fold(word[0])), value)
            continue
        folded, said = " ".join(_words(name)), _words(value)
        kind = own.get(folded, KINDS.get(folded))
        told = any(word.isalpha() for word in said) and NOT_YET.isdisjoint(said[:1])
        if told and not (family and kind in (GiftKind.BUSINESS, GiftKind.REFERRAL)):
            yield from _marked(kind, value, where="field", sure=LABEL_SURE)


def _from_note(contact: Contact) -> Iterator[Gift]:
    for line in contact.note.splitlines():
        mark = _LINE.match(line)
        if mark:
            word = _TOKEN.search(mark["rest"])
            yield from _marked(KINDS.get(fold(word[0])) if word else None, mark["rest"])
            continue
        for tag in _TAG.finditer(line):
            yield from _marked(KINDS.get(fold(tag["word"])), tag["rest"])


def _marked(
    kind: GiftKind | None, rest: str, *, where: str = "note", sure: float = MARK_SURE
) -> Iterator[Gift]:
    if kind is None:
        return
    weight = _WEIGHT.search(rest)
    text = " ".join(rest.split())
    more = [word for word in _words(_WEIGHT.sub("", rest)) if KINDS.get(word) is not kind and word not in _YES]
    yield _gift(
        kind,
        where if more else _BARE,
        text if more else kind.value,
        sure=sure,
        day=_day(rest),
        weight=float(weight[1]) if weight else 1.0,
        shown=text,
    )


def _from_me(contact: Contact) -> Iterator[Gift]:
    """A relation to the user: "mentor: me" on a card says that this is the user's mentor."""
    for relation in contact.relations:
        kind = kind_of(relation.kind)
        if kind and _is_me(relation):
            yield _gift(kind, _BARE, kind.value, sure=RELATION_SURE)


def _spelt(relation: Relation) -> str:
    return " ".join(_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", relation.kind)))


def _is_me(relation: Relation) -> bool:
    return fold(relation.name).strip() in MYSELF


def _gift(
    kind: GiftKind,
    where: str,
    text: str,
    *,
    sure: float,
    day: date | None = None,
    weight: float = 1.0,
    shown: str = "",
    who: Handle | None = None,
) -> Gift:
    digest = hashlib.sha256(f"{text}|{who.value if who else ''}".casefold().encode()).hexdigest()[:12]
    return Gift(
        ref=SourceRef(source=SOURCE, key=f"{where} {kind.value} {day or ''} {digest}".replace("  ", " ")),
        who=(who,) if who else (),
        kind=kind,
        day=day,
        weight=weight,
        sure=sure,
        note=shown,
    )


def _day(text: str) -> date | None:
    """The first date in the text; the middle of a month or year that is all that is given."""
    found = _DAY.search(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        return date(year, month or 7, day or (15 if month else 1))
    except ValueError:
        return None


def _words(text: str) -> list[str]:
    return _TOKEN.findall(fold(text))
