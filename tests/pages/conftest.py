"""The demo's pages, and a garden of people who mean no good."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reconnect_core import Channel, ContactRef, Garden, GiftKind, Weed, Window
from reconnect_core.demo import NOW, lay_out
from reconnect_core.model import CardPlace, WeedReason
from reconnect_core.model.stock import (
    Harvest,
    Hindsight,
    Lesson,
    PaceWeek,
    Plant,
    Planted,
    PlantSeason,
    Reached,
    Returned,
    Thank,
    Weeding,
)

TODAY = date(2026, 3, 2)
DAY = TODAY - timedelta(days=9)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eevil\u2066 name\u202c",
    "x" * 10_000,
    "'; DROP TABLE person; --",
    "{{ 7 * 7 }}{% include 'x' %}",
    "]]></style></title><svg onload=alert(1)>",
    "\x00\x07\x1b[31mbell\ud800",
    "javascript:alert(1)",
    "Zoë 🌻 Ångström",
    '=HYPERLINK("https://ok.example/c")',
    "+49 30 1234",
    "@everybody",
)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo's harvest of a year and its weeding."""
    with Garden.open(lay_out(tmp_path_factory.mktemp("demo")), now=NOW) as garden:
        return garden.harvest(now=NOW, period="year"), garden.weed(now=NOW)


def strangers():
    """Each hostile text with its number, and a person of that name."""
    for number, name in enumerate(HOSTILE):
        yield number, name, {"person": f"p{number}", "name": name}


def hostile_plant(number, name, who):
    season = tuple(PlantSeason)[number % 4]
    more = {"circle": name, "size": number % 6, "season": season, "fruit": number, "contact_days": 3}
    return Plant(**who, last_day=DAY, **more)


def hostile_weed(number, name, who):
    where = (name, "https://ok.example/c", "/tmp/cards.vcf", "javascript:alert(1)")[number % 4]
    cards = (CardPlace(ref=ContactRef(book=name, uid=name), where=where),)
    grounds = (tuple(WeedReason)[number % 7], WeedReason.SILENT)
    return Weed(**who, reason="r", grounds=grounds, organisation=name, cards=cards, like="p0")


def hostile_harvest():
    return Harvest(
        today=TODAY,
        garden=HOSTILE[0],
        label="months",
        window=Window(first=TODAY - timedelta(days=365), last=TODAY),
        people=len(HOSTILE),
        in_touch=4,
        reached=tuple(
            Reached(**who, day=DAY, channel=Channel.PHONE, words=name, glad=True)
            for _, name, who in strangers()
        ),
        thanks=tuple(
            Thank(**who, kind=tuple(GiftKind)[number % 4], day=DAY, words=name)
            for number, name, who in strangers()
        ),
        planted=tuple(Planted(**who, day=DAY, watered=bool(number % 2)) for number, _, who in strangers()),
        returned=tuple(Returned(**who, day=DAY, after_days=400 + number) for number, _, who in strangers()),
        pace=(PaceWeek(first=DAY, people=3), PaceWeek(first=TODAY, people=0)),
        lessons=(Lesson(kind="phone", count=1), Lesson(kind="same", count=2)),
        plants=tuple(hostile_plant(*stranger) for stranger in strangers()),
    )


def hostile_weeding():
    return Weeding(
        today=TODAY,
        garden=HOSTILE[6],
        people=50,
        weeds=tuple(hostile_weed(*stranger) for stranger in strangers()),
        hindsight=Hindsight(moments=(DAY,), named=3, came_back=1, quiet=9, quiet_came_back=4),
    )


@pytest.fixture(scope="session")
def hostile():
    """Every text of a harvest and a weeding is a hostile one."""
    return hostile_harvest(), hostile_weeding()


@pytest.fixture(scope="session")
def many():
    """Five thousand people in nine beds, most of them grown."""
    plants = [
        Plant(
            person=f"p{n}",
            name=f"Given{n} Family{n}",
            circle=f"Circle {n % 9}" if n % 10 else "",
            size=n % 6,
            season=tuple(PlantSeason)[n % 4] if n % 6 else None,
            fruit=n % 7 == 0,
            contact_days=n % 90,
            last_day=TODAY - timedelta(days=n % 2000) if n % 6 else None,
        )
        for n in range(5000)
    ]
    window = Window(first=TODAY - timedelta(days=90), last=TODAY)
    base = Harvest(today=TODAY, garden="g", label="winter", window=window, people=5000, in_touch=1200)
    return replace(base, plants=tuple(sorted(plants, key=lambda p: (not p.circle, p.circle, p.name))))
