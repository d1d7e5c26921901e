"""The words of the pages in one language, with numbers, days and spans as one says them there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .. import languages

_FOLDER = Path(__file__).with_name("words")
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that turn the direction of the text after them, beyond the name they stand in."""
_DROPPED = dict.fromkeys((*(code for code in range(32) if code not in (9, 10)), *range(0x7F, 0xA0), *_TURNING))
LONGEST = 160
"""A name longer than this is cut on a page, with an ellipsis."""


@dataclass(frozen=True, slots=True)
class Wordbook:
    """One language; ``wordbook("weed.title")`` is the text under that key."""

    language: str
    table: Mapping[str, Any]
    months: tuple[str, ...]

    def __call__(self, key: str, /, **values: Any) -> str:
        """The text under this dotted key, filled in; with ``count`` its form for one or for many."""
        found: Any = self.table
        for part in key.split("."):
            found = found[part]
        if isinstance(found, Mapping):
            found = found["one" if values.get("count") == 1 else "many"]
        return str(found).format(**values)

    def day(self, day: date) -> str:
        """``2 March 2026`` in the order of the language."""
        number = self("first") if day.day == 1 else day.day
        return self("date", day=number, month=self.months[day.month - 1], year=day.year)

    def month(self, day: date) -> str:
        """``March 2026``."""
        return self("month", month=self.months[day.month - 1], year=day.year)

    def span(self, days: int) -> str:
        """A length of time as one says it: days, months or years."""
        if days < 60:
            return self("span.days", count=days)
        if days < 730:
            return self("span.months", count=round(days / 30.44))
        return self("span.years", count=round(days / 365.25))


@cache
def load(language: str) -> Wordbook:
    """The words of ``language``, of English where there are none."""
    code, _ = languages.resolved(language)
    table = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    return Wordbook(code, table, languages.load(code).months)


def plain(text: str, longest: int = 0) -> str:
    """Text that can stand in a page, without control and turning characters, of at most ``longest`` letters."""
    clean = text.translate(_DROPPED).encode("utf-8", "replace").decode("utf-8").strip()
    return clean if not longest or len(clean) <= longest else clean[: longest - 1].rstrip() + "…"
