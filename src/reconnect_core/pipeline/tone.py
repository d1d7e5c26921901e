"""The tone: what a reminder never says. The phrases belong to the language files, the judging is here.

A hit is excused where a word of denial ("nothing to sell") or of thanks ("thank her for the offer") stands
shortly before it in the same clause, unless the phrase is marked with ``!``.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .phrases import BREAK, OUT, Phrases, split

_DENIAL_REACH, _THANKS_REACH = 4, 9
_DENIED = OUT * 2
"""What stands for a word of a gentle turn that denies: "no need to" still excuses what follows it."""
_PLAIN = dict.fromkeys(map(ord, "’‘ʼ´`′＇"), "'") | dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), "")
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?|tel|mailto):\S+")
_SENTENCE = re.compile(r"[.!…]+(?=[\s\"'»“”)]|$)|\n+|(?<=\?)")
_SHORT = re.compile(r"\w+'\w+|\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """The tone rules of one language as its file has them, one phrase each."""

    rules: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What is wrong (``blames``, ``sells``, …) and the phrases that show it."""
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Named phrases; one may use those before it."""
    gentle: tuple[str, ...] = ()
    """Turns of phrase that are taken out before the rules look."""
    denials: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    """Words such as "and": a clause may begin after them, and no excuse reaches across."""
    short_forms: tuple[tuple[str, str], ...] = ()
    """What stands for what: ``won't`` is ``will not``; ``*n't`` covers every word that ends so."""


@cache
def read(text: str) -> Tone:
    """The tone rules that the ``[tone]`` tables of a language file hold; ValueError names what is missing."""
    try:
        table = tomllib.loads(text)["tone"]
        pairs = (short.partition("=") for short in _phrases(table["short_forms"]))
        return Tone(
            rules=tuple((meaning, _phrases(phrases)) for meaning, phrases in table["rules"].items()),
            groups=tuple((name, _phrases(phrases)) for name, phrases in table["groups"].items()),
            gentle=_phrases(table["gentle"]),
            denials=_phrases(table["denials"]),
            thanks=_phrases(table["thanks"]),
            joiners=_phrases(table["joiners"]),
            short_forms=tuple((short.strip(), long.strip()) for short, _, long in pairs),
        )
    except (KeyError, AttributeError) as error:
        raise ValueError(f"[tone] {error.args[0]} is missing or not what docs/words.md asks for") from error


def _phrases(text: str) -> tuple[str, ...]:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return tuple(phrase.strip() for line in lines for phrase in line.split(",") if phrase.strip())


def problems(text: str, tone: Tone, *, names: Sequence[str] = ()) -> tuple[str, ...]:
    """One line for everything wrong, such as ``blames: "you never call"``; ``()`` when the text is gentle.

    ``names`` are people, firms and addresses that stand in the text as they are and are not judged; addresses
    of mail and web never are.
    """
    book = _compile(tone)
    found: dict[str, None] = {}
    for sentence in _SENTENCE.split(_clean(text, book.short_forms, names)):
        words = book.take_out(split(sentence))
        for meaning, phrases in book.rules:
            for begin, end, phrase in phrases.matches(words):
                if phrase.final or not book.excused(words, begin):
                    said = " ".join("…" if word[0] == OUT else word for word in words[begin:end])
                    found[f'{meaning}: "{said}"'] = None
                    break
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """A tone made ready for matching."""

    rules: tuple[tuple[str, Phrases], ...]
    gentle: Phrases
    denials: frozenset[str]
    thanks: Phrases
    joiners: frozenset[str]
    short_forms: Mapping[str, str]

    def take_out(self, words: list[str]) -> list[str]:
        """The same words with every gentle turn of phrase made unreadable."""
        for begin, end, turn in list(self.gentle.matches(words)):
            denied = not (turn.final or self.denials.isdisjoint(words[begin:end]))
            words[begin:end] = [_DENIED if denied else OUT] * (end - begin)
        return words

    def excused(self, words: Sequence[str], at: int) -> bool:
        """True where a denial or a thank-you in the same clause stands shortly before ``at``."""
        begin = at
        while begin > 0 and words[begin - 1] != BREAK and words[begin - 1] not in self.joiners:
            begin -= 1
        if not self.denials.isdisjoint(words[max(begin, at - _DENIAL_REACH) : at]):
            return True
        return any(self.thanks.matches(words[max(begin, at - _THANKS_REACH) : at]))


@cache
def _compile(tone: Tone) -> _Book:
    groups: dict[str, Phrases] = {}
    for name, phrases in (("^", tone.joiners), *tone.groups):
        groups[name] = Phrases(phrases, groups)
    return _Book(
        rules=tuple((meaning, Phrases(phrases, groups)) for meaning, phrases in tone.rules),
        gentle=Phrases(tone.gentle, groups),
        denials=frozenset((*tone.denials, _DENIED)),
        thanks=Phrases(tone.thanks, groups),
        joiners=frozenset(tone.joiners),
        short_forms=dict(tone.short_forms),
    )


def _clean(text: str, short_forms: Mapping[str, str], names: Sequence[str]) -> str:
    text = _ADDRESS.sub(OUT, unicodedata.normalize("NFC", text).translate(_PLAIN))
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 1}
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(unicodedata.normalize('NFC', part))}(?!\w)", OUT, text)
    return _SHORT.sub(lambda match: _long(match[0], short_forms), text.casefold())


def _long(word: str, short_forms: Mapping[str, str]) -> str:
    if word in short_forms:
        return short_forms[word]
    _, apostrophe, tail = word.rpartition("'")
    for ending in (f"*n'{tail}", f"*'{tail}") if apostrophe else ():
        if ending in short_forms and word.endswith(ending[1:]):
            return word.removesuffix(ending[1:]) + short_forms[ending][1:]
    return word
