"""A harvest as plain text, for the terminal."""

from collections.abc import Iterator

from ..model.stock import Harvest
from .rendering import title
from .wordbook import LONGEST, Wordbook, load, plain


def harvest_text(harvest: Harvest, *, language: str = "en") -> str:
    """The same rows as the page, without the picture, in lines; nothing in it but text."""
    words = load(language)
    return "\n".join(_lines(harvest, words)).rstrip() + "\n"


def _lines(harvest: Harvest, w: Wordbook) -> Iterator[str]:
    first, last = harvest.window.first, harvest.window.last
    yield f"{w('harvest.name')} · {title(harvest, w)}"
    yield w("harvest.from", first=w.day(first), last=w.day(last))
    yield ""
    yield w("harvest.touch", count=harvest.in_touch) if harvest.in_touch else w("harvest.quiet")
    for heading, rows in _parts(harvest, w):
        if rows:
            yield ""
            yield heading
            yield from (f"  {row}" for row in rows)


def _parts(harvest: Harvest, w: Wordbook) -> Iterator[tuple[str, list[str]]]:
    yield (
        w("harvest.reached"),
        [_said(w.day(one.day), plain(one.name, LONGEST), one.words) for one in harvest.reached],
    )
    yield (
        w("harvest.thanks"),
        [
            _said(
                w.day(one.day) if one.day else w("harvest.undated"),
                one.name,
                w(f"gift.{one.kind.value}"),
                one.words,
            )
            for one in harvest.thanks
        ],
    )
    for name, wanted in (("watered", True), ("dry", False)):
        yield (
            f"{w('harvest.planted')} · {w(f'harvest.{name}')}",
            [
                _said(w.day(one.day), plain(one.name, LONGEST))
                for one in harvest.planted
                if one.watered is wanted
            ],
        )
    yield (
        w("harvest.returned"),
        [
            _said(w.day(one.day), plain(one.name, LONGEST), w("harvest.slept", span=w.span(one.after_days)))
            for one in harvest.returned
        ],
    )
    yield w("harvest.learned"), [w(f"lesson.{one.kind}", count=one.count) for one in harvest.lessons]


def _said(*parts: str) -> str:
    return " · ".join(plain(" ".join(part.split())) for part in parts if part)
