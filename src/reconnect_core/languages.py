"""Languages: one file each in ``words/``, read once and handed to the pipeline as a value.

A file that a translator broke raises ValueError with the file and the key (docs/words.md).
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from .model import Channel, GiftKind
from .pipeline import tone
from .pipeline.wording import Thanks, Words

FALLBACK = "en"
_FOLDER = Path(__file__).with_name("words")
_SAMPLE = {"name": "Ada Lovelace", "first": "Ada", "year": "2021", "reach": "+4930123456"}


def known() -> tuple[str, ...]:
    """The codes of the languages there are, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def resolved(language: str) -> tuple[str, bool]:
    """The code of the file for ``language`` (``de``, ``de-AT``, ``de_DE.UTF-8``), and whether there is one.

    An unknown language is served by English; ``check`` then says so in one line.
    """
    code = language.replace("_", "-").split("-")[0].split(".")[0].casefold()
    return (code, True) if code in known() else (FALLBACK, False)


@cache
def load(language: str) -> Words:
    """The words of ``language``, of English where there is no file for it."""
    code, _ = resolved(language)
    return parsed((_FOLDER / f"{code}.toml").read_text("utf-8"), code)


def tone_problems(text: str, language: str = FALLBACK, *, names: Sequence[str] = ()) -> tuple[str, ...]:
    """What the tone rules of ``language`` find wrong with ``text``, one line each; ``()`` when it is gentle.

    ``names`` (people, firms, streets) stand in the text as they are and are not judged. An unknown language is
    judged by the English rules.
    """
    return tone.problems(text, load(language).tone, names=names)


def parsed(text: str, code: str) -> Words:
    """The words that the text of a language file holds; ValueError names the file and the key to mend.

    The tables from ``[tone]`` on are read when they are first needed, and complain then.
    """
    words, tone_begins, rules = text.partition("\n[tone]\n")
    try:
        return _words(tomllib.loads(words), code, f"{tone_begins}{rules}")
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(
            f"{code}.toml: {error.args[0]} is missing or not what docs/words.md asks for"
        ) from error
    except ValueError as error:
        raise ValueError(f"{code}.toml: {error}") from error


def _words(table: Mapping[str, Any], code: str, rules: str) -> Words:
    words = table["words"]
    return Words(
        language=code,
        endonym=table["language"],
        date=_filled(table["date"], weekday="", day=1, month="", year=1),
        name=_filled(table["name"], given="", family=""),
        weekdays=_counted(table["weekdays"], 7, "weekdays"),
        months=_counted(table["months"], 12, "months"),
        title={way: _filled(words["title"][way.value]) for way in Channel},
        reach={way: _filled(words["reach"][way.value]) for way in Channel},
        think=_sentences(words["think"]),
        hear=_sentences(words["hear"]),
        thank={
            kind: Thanks(
                dated=_sentences(words["thank"][kind.value]["dated"]),
                undated=_sentences(words["thank"][kind.value]["undated"]),
            )
            for kind in GiftKind
        },
        answer=words["answer"],
        flip_title=words["flip"]["title"],
        flip_few=words["flip"]["few"],
        flip_text=words["flip"]["text"],
        stock_title=words["stock"]["title"],
        stock_text=words["stock"]["text"],
        kind_pause=words["kind_pause"],
        perhaps_old=words["perhaps_old"],
        rules=rules,
    )


def _sentences(given: str | Sequence[str]) -> tuple[str, ...]:
    sentences = (given,) if isinstance(given, str) else tuple(given)
    if not sentences:
        raise ValueError("a list of sentences is empty")
    return tuple(_filled(sentence) for sentence in sentences)


def _filled(template: str, **sample: Any) -> str:
    """The template itself, after it was tried with a sample."""
    try:
        template.format(**(sample or _SAMPLE))
    except (KeyError, IndexError, ValueError) as error:
        raise ValueError(f"the braces in “{template}” are none of those in docs/words.md") from error
    return template


def _counted(names: Sequence[str], count: int, what: str) -> tuple[str, ...]:
    if len(names) != count:
        raise ValueError(f"{what} needs {count} names")
    return tuple(names)
