"""Phrases: the small pattern language in which the language files say what to look for.

``call*`` any ending, ``*call`` any beginning, ``*`` any word, ``call|ring`` either word, ``[a few|many]`` one
of these, ``(really)`` the same but it may be missing, ``..`` up to two and ``...`` up to five words of the same
clause, ``0`` a number in figures, ``<name>`` any phrase of that group, ``^`` the beginning of a clause,
everything else the word itself. Accents may be missing in the text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

BREAK, OUT = ",", "\ue000"
"""The end of a clause, and what stands for a word that is not judged."""

_GAPS = {"..": 2, "...": 5}
_WORD = re.compile(r"[^\W_]+|[?%€$£/+\ue000]|[,;()–—«»\"“”„]")
_CLAUSE_ENDS = frozenset(',;()–—«»"“”„')
_ITEM = re.compile(r"\([^)]*\)|\[[^\]]*\]|\.{2,3}|\^|\?|[^\s()^?\[\]]+")
_GROUP = re.compile(r"<(\w+)>")
_LONG = re.compile(r"[<>'’-]")
"""What makes more than one word of an option."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

Step = Callable[[Sequence[str], int], Iterator[int]]
"""From a position among the words to every position after a match."""
Groups = Mapping[str, "Phrases"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase made ready for matching."""

    steps: tuple[Step, ...]
    final: bool = False
    """True when it was marked with ``!``: nothing excuses it."""

    def end(self, words: Sequence[str], at: int) -> int:
        """Where the longest match that begins at ``at`` ends, or -1."""
        return max(_walk(self.steps, words, at), default=-1)


class Phrases:
    """Many phrases, each found by the word it may begin with and made ready when such a word comes.

    Raises ValueError that names a phrase which is empty or speaks of a group there is not.
    """

    def __init__(self, phrases: Iterable[str], groups: Groups) -> None:
        self._groups = groups
        self._by_head: dict[str, list[str]] = {}
        self._ready: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for head in _heads(_items(phrase, groups), groups) or {""}:
                self._by_head.setdefault(head, []).append(phrase)

    @property
    def heads(self) -> frozenset[str]:
        """Words, two letters and ``*``, or ``0``: what they may begin with; empty where one does not tell."""
        return frozenset() if "" in self._by_head else frozenset(self._by_head)

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, int, Phrase]]:
        """Beginning, end and phrase of every match, in the order of the words."""
        for at, word in enumerate(words):
            for phrase in self.starting(word):
                end = phrase.end(words, at)
                if end > at:
                    yield at, end, phrase

    def starting(self, word: str) -> Iterator[Phrase]:
        """Those that may begin with ``word``, and those of which that cannot be told."""
        for head in (word, word[:2] + "*", *(("0",) if word.isdigit() else ()), ""):
            if head in self._by_head and head not in self._ready:
                self._ready[head] = [_compiled(phrase, self._groups) for phrase in self._by_head[head]]
            yield from self._ready.get(head, ())


def split(sentence: str) -> list[str]:
    """The words of a sentence without apostrophes and hyphens; ``,`` stands for the end of a clause."""
    return [BREAK if word in _CLAUSE_ENDS else word for word in _WORD.findall(sentence)]


def _items(phrase: str, groups: Groups) -> list[str]:
    items = _ITEM.findall(phrase.removeprefix("!").casefold())
    unknown = [name for name in _GROUP.findall(phrase) if name not in groups]
    if (
        unknown
        or not items
        or not all(word.strip("-'’") for item in items for word in item.strip("[()]").split("|"))
    ):
        raise ValueError(f"“{phrase}” {f'needs a group <{unknown[0]}>' if unknown else 'says nothing'}")
    return items


def _compiled(phrase: str, groups: Groups) -> Phrase:
    steps = tuple(step for item in _items(phrase, groups) for step in _steps(item, groups))
    return Phrase(steps=steps, final=phrase[:1] == "!")


def _steps(item: str, groups: Groups) -> list[Step]:
    if item in _GAPS:
        return [_gap(_GAPS[item])]
    if item == "^":
        return [_beginning(groups["^"])]
    if item[0] == "(" or _is_choice(item):
        step = _one_of(_options(item, groups))
        return [_perhaps(step) if item[0] == "(" else step]
    return [_word(word) for word in re.split(r"[-'’]", item) if word]


def _is_choice(item: str) -> bool:
    return item[0] in "[<" or ("|" in item and _LONG.search(item) is not None)


def _options(item: str, groups: Groups) -> Phrases:
    if item[0] == "<" and "|" not in item:
        return groups[item[1:-1]]
    return Phrases(item.strip("[()]").split("|"), groups)


def _heads(items: Sequence[str], groups: Groups) -> frozenset[str]:
    """What a phrase of these items may begin with; empty where that cannot be told."""
    heads: frozenset[str] = frozenset()
    for item in items:
        if item == "^":
            continue
        if item in _GAPS:
            return frozenset()
        if item[0] == "(" or _is_choice(item):
            these = _options(item, groups).heads
        else:
            these = _word_heads(next(word for word in re.split(r"[-'’]", item) if word))
        if not these:
            return these
        heads |= these
        if item[0] != "(":
            return heads
    return frozenset()


@cache
def _word_heads(word: str) -> frozenset[str]:
    spellings = [spelling for option in word.split("|") for spelling in _spellings(option)]
    heads = frozenset(spelling[:2] + "*" if "*" in spelling else spelling for spelling in spellings)
    return frozenset() if any("*" in head[:2] for head in heads) else heads


def _spellings(word: str) -> set[str]:
    if word.isascii():
        return {word}
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return {word, bare, word.translate(_UMLAUTS)}


def _walk(steps: Sequence[Step], words: Sequence[str], at: int) -> Iterator[int]:
    if not steps:
        yield at
        return
    for after in steps[0](words, at):
        yield from _walk(steps[1:], words, after)


@cache
def _word(item: str) -> Step:
    spellings = {spelling for option in item.split("|") for spelling in _spellings(option)}
    whole = frozenset(s for s in spellings if "*" not in s)
    begins = tuple(s[:-1] for s in spellings if s[-1] == "*" != s[0])
    ends = tuple(s[1:] for s in spellings if s[0] == "*" != s[-1])
    inside = tuple(s.strip("*") for s in spellings if s[0] == "*" == s[-1])
    figures = "0" in whole

    def step(words: Sequence[str], at: int) -> Iterator[int]:
        if at >= len(words) or words[at] == BREAK:
            return
        word = words[at]
        known = word in whole or word.startswith(begins) or word.endswith(ends)
        if known or (figures and word.isdigit()) or any(part in word for part in inside):
            yield at + 1

    return step


def _one_of(options: Phrases) -> Step:
    def step(words: Sequence[str], at: int) -> Iterator[int]:
        for option in options.starting(words[at] if at < len(words) else ""):
            yield from _walk(option.steps, words, at)

    return step


def _perhaps(inner: Step) -> Step:
    def step(words: Sequence[str], at: int) -> Iterator[int]:
        yield at
        yield from inner(words, at)

    return step


def _gap(most: int) -> Step:
    def step(words: Sequence[str], at: int) -> Iterator[int]:
        for after in range(at, min(at + most, len(words)) + 1):
            yield after
            if after < len(words) and words[after] in (BREAK, "?"):
                return

    return step


def _beginning(joiners: Phrases) -> Step:
    def step(words: Sequence[str], at: int) -> Iterator[int]:
        before = words[at - 1] if at else BREAK
        if before == BREAK or any(joiner.end(words, at - 1) == at for joiner in joiners.starting(before)):
            yield at

    return step
