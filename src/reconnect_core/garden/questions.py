"""What the Rolodex asks besides "last in touch": who is one person, whom a name means, whom to leave alone."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from ..model import Card, CardKind, Entry, HandleKind, OutcomeKind, Person
from ..model.memory import AnswerRow, NameRow, Row, WishRow
from ..pipeline import titles
from . import rolodex
from .know import Known
from .recall import Remembered

SAME = 8
"""What a certain pair would weigh, against a starred, labelled card in several books with 12 or so."""
NAMED = 4
"""What a name in titles weighs, and one more for each further entry up to twice that."""
LATER = "skip"


def cards(known: Known, remembered: Remembered) -> tuple[Card, ...]:
    """Every card there is to flip: whom to leave alone first, then questions and people in turn.

    Of each sort the most promising come first. In turn, since a book in which hundreds may be one person has
    more questions than anybody answers in a sitting, and it is people that lead to reminders.
    """
    answered = {row.person for row in remembered.rows(AnswerRow)}
    asked = [*_pairs(known), *_names(known, remembered)]
    questions = sorted(
        ((weight, card) for weight, card in asked if card.key not in answered),
        key=lambda item: (-item[0], item[1].kind, item[1].key),
    )
    people = rolodex.ranked(known, remembered)
    put_away = sorted(_put_away(known, remembered), key=lambda card: card.key)
    return (*put_away, *_in_turn(questions, people))


def _in_turn(questions: Sequence[tuple[float, Card]], people: Sequence[tuple[float, Card]]) -> Iterable[Card]:
    """One of each while there are both, beginning with the heavier."""
    heads = [cards[0][0] if cards else 0 for cards in (questions, people)]
    first, second = (questions, people) if heads[0] >= heads[1] else (people, questions)
    return (item[1] for item in chain.from_iterable(zip_longest(first, second)) if item)


def _put_away(known: Known, remembered: Remembered) -> Iterable[Card]:
    """Whose last two reminders were removed before their time, since the question was last answered."""
    answers = {row.person: row.day for row in remembered.rows(AnswerRow)}
    outcomes = remembered.outcomes()
    for person, rows in remembered.reminders_by_person().items():
        ended = [outcomes[row.uid] for row in rows if row.uid in outcomes]
        removed = [row for row in ended[-2:] if row.kind == OutcomeKind.REMOVED]
        if len(removed) < 2 or person not in known.people or _let_go(known, person):
            continue
        one = known.people[person]
        card = Card(person=person, name=one.name, hint=rolodex.hint(one), kind=CardKind.AGAIN)
        if answers.get(card.key, "") < removed[-1].seen:
            yield card


def _let_go(known: Known, person: str) -> bool:
    return known.hidden.get(person, "resting").startswith("resting") is False


def _pairs(known: Known) -> Iterable[tuple[float, Card]]:
    for pair in known.ground.fused.maybe_same:
        both = [known.people[person] for person in (pair.one, pair.other)]
        if any(_let_go(known, person.id) for person in both):
            continue
        choices = tuple((person.id, line(person)) for person in both)
        names = " / ".join(dict.fromkeys(pair.names))
        card = Card(person=pair.one, name=names, hint=pair.reason, kind=CardKind.SAME, choices=choices)
        yield SAME * pair.sure + 2 * any(person.id in known.rhythms for person in both), card


def _names(known: Known, remembered: Remembered) -> Iterable[tuple[float, Card]]:
    ground = known.ground
    visible = [person for person in known.people.values() if person.id not in known.hidden]
    said = {row.name: row.person for row in remembered.rows(NameRow)}
    for one in titles.unclear(ground.unnamed, visible, ground.names, said):
        yield _name(one.name, [known.people[p] for p in one.people], _where(one.entries), len(one.entries))
    for handle in ground.gathered.unclear:
        bearers = ground.fused.by_handle.get(handle, ())
        if handle.kind is HandleKind.NAME and handle.value not in said and bearers:
            yield _name(handle.value, [known.people[p] for p in bearers], "in your log", 1)


def _name(name: str, bearers: Sequence[Person], where: str, entries: int) -> tuple[float, Card]:
    choices = tuple((person.id, line(person)) for person in bearers)
    card = Card(person=name, name=name.title(), hint=where, kind=CardKind.NAME, choices=choices)
    return NAMED + min(entries - 1, NAMED), card


def _where(entries: Sequence[Entry]) -> str:
    last = entries[0]
    day = f"{last.start.day.day} {last.start.day:%B %Y}"
    if len(entries) == 1:
        return f'in "{last.title}", {day}'
    return f'in {len(entries)} titles, the last "{last.title}", {day}'


def line(person: Person) -> str:
    """One line to tell this person from others: name, work, an address or a number, books."""
    reach = next(iter(person.emails), "") or next((phone.raw for phone in person.phones), "")
    books = " and ".join(sorted({contact.ref.book for contact in person.contacts}))
    return " · ".join(filter(None, (person.name, person.organisation, reach, f"in {books}")))


def again_rows(person: str, answer: str, *, day: str, rest_until: str) -> list[Row]:
    """What an answer about reminders that were put away twice adds; raises ValueError for an unknown one."""
    if answer == "rest":
        return [WishRow(person=person, kind="rest", until=rest_until, told=day)]
    if answer in ("never", "deceased"):
        return [WishRow(person=person, kind=answer, told=day)]
    if answer in ("keep", LATER):
        return []
    raise ValueError("an answer is one of keep, rest, never, deceased, skip")
