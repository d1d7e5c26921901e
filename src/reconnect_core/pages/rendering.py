"""A page: the data, the words of a language, and a template; with its style and script inside it.

The Content-Security-Policy lets in nothing but that style and that script, by their hashes: no network, and no
markup that came from a card.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import ConfigError
from ..model import Weed, WeedReason
from ..model.stock import Harvest, Plant, Weeding
from . import beds, botany
from .wordbook import LONGEST, Wordbook, load, plain

_FOLDER = Path(__file__).with_name("templates")
_AT_REST = (
    (5, "a", "turning", 262),
    (4, "b", "autumn", 58),
    (2, "a", "bud", 96),
    (3, "a", "bud", 122),
    (1, "b", "autumn", 146),
    (3, "b", "autumn", 172),
    (2, "b", "autumn", 204),
    (1, "a", "bud", 222),
)
"""The picture over the weeding, a border at rest beside a tree: size, variant, season and place of each."""
_LEGEND = frozenset(
    (*((size, "a", "leaf") for size in (1, 2, 3, 4, 5)), *((4, "a", season) for season in botany.SEASONS))
)


def weed_page(weeding: Weeding, *, language: str = "en") -> str:
    """Everybody one might let go, with a tick each; the page saves the answers for ``weed --apply``.

    Raises ConfigError without the extra ``pages``.
    """
    words = load(language)
    groups: dict[WeedReason, list[Weed]] = {reason: [] for reason in WeedReason}
    for weed in weeding.weeds:
        groups[weed.grounds[0]].append(weed)
    names = {weed.person: weed.name for weed in weeding.weeds}
    return _page(
        "weed",
        words,
        weeding=weeding,
        groups=[(reason, found) for reason, found in groups.items() if found],
        names=names,
        symbols=[
            botany.symbol(*kind)
            for kind in sorted({(size, variant, season) for size, variant, season, _ in _AT_REST})
        ],
        at_rest=[(botany.name(size, variant, season), x) for size, variant, season, x in _AT_REST],
        height=beds.GROUND + beds.SOIL,
        ground=beds.GROUND,
        facts={"garden": weeding.garden, "made": weeding.today.isoformat()},
    )


def harvest_page(harvest: Harvest, *, language: str = "en") -> str:
    """What grew, beginning with the garden itself. Raises ConfigError without the extra ``pages``."""
    words = load(language)
    laid, shown = beds.lay_out(harvest.plants)
    new = [gift for gift in harvest.thanks if gift.day and gift.day in harvest.window]
    return _page(
        "harvest",
        words,
        harvest=harvest,
        title=title(harvest, words),
        summary=_summary(harvest, len(new), words),
        beds=laid,
        symbols=[botany.symbol(*kind) for kind in sorted(shown | _LEGEND)],
        new=new,
        earlier=harvest.thanks[len(new) :],
        most=max((week.people for week in harvest.pace), default=0),
        fullest=max(harvest.pace, key=lambda week: (week.people, week.first), default=None),
        height=beds.GROUND + beds.SOIL,
    )


def title(harvest: Harvest, words: Wordbook) -> str:
    """What the page is about: a season, a year, or the twelve months up to today."""
    first, last = harvest.window.first, harvest.window.last
    year = f"{first.year}" if first.year == last.year else f"{first.year}–{last.year % 100:02d}"
    return words(f"season.{harvest.label}", year=year)


def _summary(harvest: Harvest, gifts: int, words: Wordbook) -> list[str]:
    """What grew in a sentence or four; nothing is said of what did not."""
    if not harvest.in_touch:
        return [words("harvest.quiet")]
    counts = {
        "touch": harvest.in_touch,
        "back": len(harvest.returned),
        "brought": gifts,
        "new": len(harvest.planted),
    }
    return [words(f"harvest.{key}", count=count) for key, count in counts.items() if count]


def described(plant: Plant, words: Wordbook) -> str:
    """One plant in words: what it is, and what the picture's size, colour and fruit stand for."""
    kind = words(f"plant.s{plant.size}")
    if plant.season is None or plant.last_day is None:
        said = [kind, words("plant.unmet")]
    else:
        season = words(f"plant.{botany.SEASONS[list(type(plant.season)).index(plant.season)]}")
        said = [f"{kind} {season}", words("plant.days", count=plant.contact_days)]
        said.append(words("plant.last", day=words.day(plant.last_day)))
    if plant.fruit:
        said.append(words("plant.gifts", count=plant.fruit))
    if plant.resting:
        said.append(words("plant.resting"))
    return ", ".join(said)


def _page(template: str, words: Wordbook, **values: Any) -> str:
    style, script = _asset("style.css"), "\n".join((_asset("base.js"), _asset(f"{template}.js")))
    return str(
        _environment()
        .get_template(f"{template}.html")
        .render(
            w=words,
            style=style,
            script=script,
            policy=(
                f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
                "base-uri 'none'; form-action 'none'"
            ),
            describe=lambda plant: described(plant, words),
            **values,
        )
    )


@cache
def _environment() -> Any:
    try:
        import jinja2
    except ImportError:
        raise ConfigError(
            "pages need the extra `pages`.", next_step='Run pip install "reconnect-core[pages]".'
        ) from None
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = plain
    made.filters["short"] = lambda text: plain(text, LONGEST)
    made.filters["slug"] = _slug
    made.filters["link"] = _link
    return made


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _slug(reason: WeedReason) -> str:
    return reason.name.lower()


def _link(where: str) -> str:
    """An address a browser may open: a web page, or a file of this machine; nothing else is a link."""
    if where.startswith(("https://", "http://")):
        return where
    path = Path(where) if where else None
    return path.as_uri() if path is not None and path.is_absolute() else ""
