"""One sentence for each milestone in four languages; ages are never named. Unknown ones mean English."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reconnect_core import Person

from .milestones import Milestone

FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of one language: ``{first}`` is what one calls the person, ``{day}`` the day."""

    day: str
    months: tuple[str, ...]
    plain: Mapping[str, str]
    round: Mapping[str, str]


LANGUAGES: Mapping[str, Sentences] = {
    "en": Sentences(
        day="{day} {month}",
        months=tuple(
            "January February March April May June July August September October November December".split()
        ),
        plain={
            "birthday": "{first} has a birthday on {day}.",
            "anniversary": "{first} celebrates an anniversary on {day}.",
        },
        round={
            "birthday": "{first} celebrates a round birthday on {day}.",
            "anniversary": "{first} celebrates a special anniversary on {day}.",
        },
    ),
    "de": Sentences(
        day="{day}. {month}",
        months=tuple(
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
        ),
        plain={
            "birthday": "{first} hat am {day} Geburtstag.",
            "anniversary": "{first} feiert am {day} einen Jahrestag.",
        },
        round={
            "birthday": "{first} feiert am {day} einen runden Geburtstag.",
            "anniversary": "{first} feiert am {day} einen besonderen Jahrestag.",
        },
    ),
    "fr": Sentences(
        day="{day} {month}",
        months=tuple(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
        ),
        plain={
            "birthday": "{first} fête son anniversaire le {day}.",
            "anniversary": "{first} a une date à fêter le {day}.",
        },
        round={
            "birthday": "{first} fête un bel anniversaire le {day}.",
            "anniversary": "{first} a une belle date à fêter le {day}.",
        },
    ),
    "es": Sentences(
        day="{day} de {month}",
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        plain={
            "birthday": "{first} cumple años el {day}.",
            "anniversary": "{first} celebra un aniversario el {day}.",
        },
        round={
            "birthday": "{first} celebra un cumpleaños redondo el {day}.",
            "anniversary": "{first} celebra un aniversario especial el {day}.",
        },
    ),
}


def sentence(milestone: Milestone, person: Person, language: str) -> str:
    """The sentence that says what is near: "Ada has a birthday on 10 December"."""
    words = LANGUAGES[_code(language)]
    chosen = words.round if milestone.is_round else words.plain
    return chosen[milestone.kind].format(first=_called(person), day=say_day(milestone.day, language))


def say_day(day: date, language: str) -> str:
    """The day without its year, as the language writes it."""
    code = _code(language)
    words = LANGUAGES[code]
    number = "1er" if code == "fr" and day.day == 1 else str(day.day)
    return words.day.format(day=number, month=words.months[day.month - 1])


def _code(language: str) -> str:
    code = language.replace("_", "-").split("-")[0].casefold()
    return code if code in LANGUAGES else FALLBACK


def _called(person: Person) -> str:
    given = (" ".join(contact.given.split()) for contact in person.contacts)
    return next((name for name in given if len(name.strip(" .")) > 1), "") or " ".join(person.name.split())
