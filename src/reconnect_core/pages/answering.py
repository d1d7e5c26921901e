"""The answers to a weeding, written and read: the JSON that the page saves, or the CSV filled in."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import Unusable
from ..model.stock import Weeding

VERSION = 1
WORDS = {"keep": "keep", "let go": "let go", "": ""}
COLUMNS = ("answer", "group", "name", "reason", "organisation", "last_day", "contact_days", "cards", "person")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers by person id, for which garden, and what could not be understood, each with its place."""

    answers: dict[str, str]
    garden: str = ""
    problems: tuple[str, ...] = ()


def weed_csv(weeding: Weeding) -> str:
    """One row a person, with an empty column for ``keep`` or ``let go``; ``weed --apply`` reads it back."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in weeding.weeds:
        cards = " ".join(card.where or card.ref.book for card in one.cards)
        last = one.last_day.isoformat() if one.last_day else ""
        row = ("", one.grounds[0].value, one.name, one.reason, one.organisation, last, one.contact_days, cards)
        writer.writerow([*map(_cell, row), one.person])
    return text.getvalue()


def read_answers(text: str, name: str) -> Answers:
    """The answers in the text of a file called ``name``; what cannot be understood costs no other answer.

    Raises Unusable when the whole is neither the page's JSON nor the CSV.
    """
    text = text.removeprefix("\ufeff")
    return _from_json(text, name) if text.lstrip().startswith("{") else _from_csv(text, name)


def _from_json(text: str, name: str) -> Answers:
    try:
        said = json.loads(text)
    except ValueError as error:
        raise _unusable(f"{name}: not valid JSON ({error}).") from None
    answers = said.get("answers")
    if said.get("version") != VERSION or said.get("verb") != "weed" or not isinstance(answers, dict):
        raise _unusable(f"{name}: not the answers of a weeding.")
    pairs = [(f"{name}: {person}", str(person), str(answer)) for person, answer in answers.items()]
    return _told(pairs, str(said.get("garden", "")))


def _from_csv(text: str, name: str) -> Answers:
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if not {"answer", "person"} <= set(reader.fieldnames or ()):
        raise _unusable(f"{name}, line 1: there is no column answer or person.")
    return _told(_rows(reader, name), "")


def _rows(reader: "csv.DictReader[str]", name: str) -> Iterator[tuple[str, str, str]]:
    for row in reader:
        yield f"{name}, line {reader.line_num}", row["person"] or "", row["answer"] or ""


def _told(rows: Iterator[tuple[str, str, str]] | list[tuple[str, str, str]], garden: str) -> Answers:
    answers: dict[str, str] = {}
    problems = []
    for place, person, answer in rows:
        said = WORDS.get(" ".join(answer.casefold().split()))
        if said is None:
            problems.append(f'{place}: an answer is "keep", "let go" or nothing')
        elif said and person:
            answers[person.strip()] = said
    return Answers(answers=answers, garden=garden, problems=tuple(problems))


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unusable(said: str) -> Unusable:
    return Unusable(
        said, next_step="Save the answers from the page, or fill the column answer of `weed --csv`."
    )
