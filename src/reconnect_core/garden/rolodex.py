"""The Rolodex: who is worth a card to flip, most promising first, and what an answer means."""

from collections.abc import Sequence
from datetime import date, timedelta

from ..model import Card, Contact, GiftKind, Person, WishKind
from ..model.memory import AnswerRow, ContactRow, GiftRow, Row, WishRow
from .know import Known
from .recall import Remembered

WHEN = {"year": 120, "three": 730, "longer": 1825}
"""The answers to "last in touch", as days before the day of the answer."""
SURE = 0.5
"""How sure an answer about the last contact is."""
EVERYBODY = {"mycontacts", "my contacts", "contacts", "all contacts", "friends and contacts"}
ANSWERS = ("year", "three", "longer", "unsure", "rest", "never", "deceased", "skip")


def cards(known: Known, remembered: Remembered) -> tuple[Card, ...]:
    """Everybody without history and without an answer, the most promising first."""
    return tuple(card for _, card in ranked(known, remembered))


def ranked(known: Known, remembered: Remembered) -> list[tuple[int, Card]]:
    """The same cards, each with how promising it is."""
    answered = {row.person for row in remembered.rows(AnswerRow)}
    titles = " \n ".join(entry.title.casefold() for entry in known.ground.unnamed)
    found = []
    for person in known.people.values():
        if person.id in known.hidden or person.id in answered or person.id in known.rhythms:
            continue
        promise = _promise(person, known, titles)
        found.append((promise, Card(person=person.id, name=person.name, hint=hint(person))))
    return sorted(found, key=lambda item: (-item[0], item[1].person))


def rows_for(person: str, answer: str, gifts: Sequence[GiftKind], *, today: date, number: int) -> list[Row]:
    """The rows that one answered card adds to the ledger; raises ValueError for an unknown answer."""
    if answer not in ANSWERS:
        raise ValueError(f"an answer is one of {', '.join(ANSWERS)}")
    day = today.isoformat()
    rows: list[Row] = [AnswerRow(person=person, day=day, number=number, answer=answer)]
    if answer in WHEN:
        last = today - timedelta(days=WHEN[answer])
        rows.append(
            ContactRow(key=f"flip-{person}", person=person, day=last.isoformat(), sure=SURE, origin="flip")
        )
    elif answer == "rest":
        until = (today + timedelta(days=365)).isoformat()
        rows.append(WishRow(person=person, kind=WishKind.REST.value, until=until, told=day))
    elif answer in ("never", "deceased"):
        rows.append(WishRow(person=person, kind=answer, told=day))
    rows += [GiftRow(key=f"flip-{person}-{kind}", person=person, kind=kind.value, sure=0.8) for kind in gifts]
    return rows


def _labels(person: Person) -> list[str]:
    """The labels that say something: not the group that holds everybody."""
    return [label for label in person.labels if label.casefold().strip("* ") not in EVERYBODY]


def _promise(person: Person, known: Known, titles: str) -> int:
    """How likely it is that this card means something: starred, labelled, in several books and so on."""
    contacts: tuple[Contact, ...] = person.contacts
    return (
        4 * person.starred
        + 3 * bool(known.gifts.get(person.id))
        + 2 * (len({contact.ref.book for contact in contacts}) > 1)
        + 2 * bool(_labels(person))
        + 2 * any(contact.note for contact in contacts)
        + any(contact.birthday for contact in contacts)
        + 2 * (bool(person.name) and person.name.casefold() in titles)
        + bool(person.phones)
    )


def hint(person: Person) -> str:
    """What helps to remember who this is: where they work, labels, books."""
    books = sorted({contact.ref.book for contact in person.contacts})
    parts = (person.organisation, ", ".join(_labels(person)[:3]), "in " + " and ".join(books))
    return " · ".join(part for part in parts if part)
