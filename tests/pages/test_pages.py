"""Pages hold what the data say, row by row, and nothing that anybody else would like to put there."""

import base64
import hashlib
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from reconnect_core import languages
from reconnect_core.pages import blurred, harvest_page, harvest_text, rendering, weed_page, wordbook

from .conftest import HOSTILE

LANGUAGES = ("en", "de", "fr", "es")
W = wordbook.load("en")


def tree(html):
    return lxml.html.document_fromstring(html)


def text(node):
    return " ".join(node.text_content().split())


def said(name):
    return " ".join(wordbook.plain(name, wordbook.LONGEST).split())


def plain(words):
    return " ".join(wordbook.plain(words).split())


def line(*parts):
    return " ".join(filter(None, parts))


def section(page, name):
    return page.xpath(f"//section[@aria-labelledby='{name}']")[0]


def rows(page, name):
    return [text(row) for row in section(page, name).xpath(".//li")]


def test_the_same_data_give_the_same_bytes(demo):
    harvest, weeding = demo
    assert harvest_page(harvest) == harvest_page(harvest)
    assert weed_page(weeding) == weed_page(weeding)


@pytest.mark.parametrize("which", ["demo", "hostile"])
def test_every_row_of_the_harvest_is_on_the_page_in_its_order(which, request):
    harvest, _ = request.getfixturevalue(which)
    page = tree(harvest_page(harvest))
    day = W.day
    assert rows(page, "reached") == [
        line(
            said(r.name),
            day(r.day),
            W(f"channel.{r.channel.value}") if r.channel else "",
            W("harvest.glad") if r.glad else "",
            plain(r.words),
        )
        for r in harvest.reached
    ]
    assert rows(page, "thanks") == [
        line(
            said(t.name),
            W(f"gift.{t.kind.value}"),
            day(t.day) if t.day else W("harvest.undated"),
            plain(t.words),
        )
        for t in harvest.thanks
    ]
    assert rows(page, "planted") == [f"{said(p.name)} {day(p.day)}" for p in harvest.planted]
    assert rows(page, "watered") == [f"{said(p.name)} {day(p.day)}" for p in harvest.planted if p.watered]
    assert rows(page, "dry") == [f"{said(p.name)} {day(p.day)}" for p in harvest.planted if not p.watered]
    assert rows(page, "returned") == [
        f"{said(r.name)} {W('harvest.slept', span=W.span(r.after_days))} {day(r.day)}" for r in harvest.returned
    ]
    assert rows(page, "learned") == [W(f"lesson.{one.kind}", count=one.count) for one in harvest.lessons]
    weeks = section(page, "pace").xpath(".//svg/*[self::path[@class='leaf'] or self::circle]")
    assert len(weeks) == len(harvest.pace)
    assert [text(w) for w in weeks if w.tag == "path"] == [
        W("harvest.week", day=day(w.first), count=w.people) for w in harvest.pace if w.people
    ]
    assert W("harvest.touch", count=harvest.in_touch) in text(page.xpath("//p[@class='sum']")[0])


@pytest.mark.parametrize("which", ["demo", "hostile"])
def test_one_plant_a_person_and_the_same_in_words(which, request):
    harvest, _ = request.getfixturevalue(which)
    page = tree(harvest_page(harvest))
    drawn = {int(node.get("data-n")): node for node in page.xpath("//*[@data-n]")}
    listed = page.xpath("//details[@class='list']//li")
    assert sorted(drawn) == list(range(len(harvest.plants)))
    assert len(listed) == len(harvest.plants)
    symbols = {node.get("id") for node in page.xpath("//defs/g")}
    for number, plant in enumerate(harvest.plants):
        described = f"{said(plant.name)} {rendering.described(plant, W)}"
        assert text(listed[number]) == " ".join(described.split())
        node = drawn[number]
        if plant.size:
            assert node.get("href")[1:] in symbols
            assert node.get("href")[:3] == f"#t{plant.size}"
            assert node.get("href")[-1] == str(list(type(plant.season)).index(plant.season))
            assert (node.get("class") == "rest") == plant.resting
        else:
            assert node.tag == "circle"


def test_fruit_hangs_on_who_brought_something(demo):
    harvest, _ = demo
    page = tree(harvest_page(harvest))
    hanging = len(page.xpath("//svg[@class='patch']/circle[@class='fruit']"))
    assert hanging == sum(min(5, plant.fruit) for plant in harvest.plants if plant.size) > 0


@pytest.mark.parametrize("which", ["demo", "hostile"])
def test_every_weed_is_on_the_page_with_its_ticks_and_cards(which, request):
    _, weeding = request.getfixturevalue(which)
    page = tree(weed_page(weeding))
    found = {node.get("data-p"): node for node in page.xpath("//fieldset")}
    assert set(found) == {weed.person for weed in weeding.weeds}
    for weed in weeding.weeds:
        node = found[weed.person]
        assert text(node.xpath("./legend")[0]) == said(weed.name)
        assert node.xpath(".//input/@value") == ["keep", "let go"]
        assert not node.xpath(".//input[@checked]")
        home = node.xpath("ancestor::section")[0].get("aria-labelledby")
        assert home == weed.grounds[0].name.lower()
        assert [text(one) for one in node.xpath(".//p[@class='cards']//bdi")] == [
            said(c.ref.book) for c in weed.cards
        ]
        for ground in weed.grounds[1:]:
            assert W(f"reason.{ground.name.lower()}").lower() in text(node).lower()
    past = weeding.hindsight
    error = text(page.xpath("//p[@class='error']")[0])
    for number in (len(past.moments), past.named, past.came_back, past.quiet, past.quiet_came_back):
        assert re.search(rf"\b{number}\b", error)


def test_links_lead_to_web_pages_and_files_only(hostile):
    page = tree(weed_page(hostile[1]))
    links = [href for href in page.xpath("//a/@href") if not href.startswith("#")]
    assert set(links) == {"https://ok.example/c", "file:///tmp/cards.vcf"}


@pytest.mark.parametrize(
    "make", [lambda h, w: harvest_page(h), lambda h, w: weed_page(w)], ids=["harvest", "weed"]
)
def test_a_card_can_put_no_markup_on_a_page(hostile, make):
    html = make(*hostile)
    page = tree(html)
    assert not page.xpath("//img | //iframe | //object | //link | //base")
    assert all(not name.startswith("on") and name != "style" for node in page.iter() for name in node.attrib)
    scripts = page.xpath("//script[not(@type)]")
    assert len(scripts) == 1
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind, body in (("script", scripts[0].text), ("style", page.xpath("//style")[0].text)):
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(?:src|href|url\()\s*=?[\"'(]?\s*(?:https?:)?//(?!ok\.example)", html)
    html.encode("utf-8")
    assert "\x00" not in html
    assert "x" * 200 not in "".join(page.xpath("//legend//text() | //bdi[@class='name']/text()"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_a_blurred_harvest_knows_nobody(demo):
    harvest, _ = demo
    html = harvest_page(blurred(harvest))
    plain = harvest_text(blurred(harvest))
    for plant in harvest.plants:
        assert plant.name not in html
        assert plant.person not in html
    for one in harvest.reached:
        assert one.words not in html + plain
    circles = {plant.circle for plant in harvest.plants if plant.circle}
    headings = {text(node) for node in tree(html).xpath("//h3/bdi")}
    assert circles and not circles & headings
    assert len(tree(html).xpath("//*[@data-n]")) == len(harvest.plants)


def test_the_text_has_every_row(demo, hostile):
    for harvest in (demo[0], hostile[0]):
        lines = harvest_text(harvest).splitlines()
        expected = len(harvest.reached) + len(harvest.thanks) + len(harvest.planted) + len(harvest.returned)
        assert len([line for line in lines if line.startswith("  ")]) == expected + len(harvest.lessons)
        assert not any(ord(c) < 32 for line in lines for c in line)


def leaves(table, path=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", sorted(re.findall(r"{(\w+)}", value))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_and_makes_both_pages(language, demo, hostile):
    folder = Path(wordbook.__file__).with_name("words")
    english, own = (tomllib.loads((folder / f"{one}.toml").read_text("utf-8")) for one in ("en", language))
    optional = re.compile(r"\.one$")
    assert {k for k, _ in leaves(own)} == {k for k, _ in leaves(english)}
    places = dict(leaves(english))
    for key, found in leaves(own):
        if not optional.search(key):
            assert found == places[key], key
    for harvest, weeding in (demo, hostile):
        assert f'lang="{language}"' in harvest_page(harvest, language=language)
        assert f'lang="{language}"' in weed_page(weeding, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_page_blames_sells_or_asks(language):
    folder = Path(wordbook.__file__).with_name("words")
    table = tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))

    def texts(found):
        for value in found.values():
            if isinstance(value, dict):
                yield from texts(value)
            else:
                yield value

    problems = {t: languages.tone_problems(t, language) for t in texts(table)}
    harsh = {t: [p for p in found if not p.startswith(("counts", "office"))] for t, found in problems.items()}
    assert {t: found for t, found in harsh.items() if found} == {}
    shame = r"overdue|neglect|überfällig|vernachlässig|en retard|négligé|atrasad|descuid"
    assert not [t for t in texts(table) if re.search(shame, t, re.IGNORECASE)]


def test_without_the_extra_the_core_says_what_to_install():
    code = (
        "import sys; sys.modules['jinja2'] = None\n"
        "from datetime import date\nfrom reconnect_core.model.stock import Weeding\nfrom reconnect_core import ConfigError, pages\n"
        "try: pages.weed_page(Weeding(today=date(2026, 3, 2), garden='g', people=0))\n"
        "except ConfigError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "reconnect-core[pages]"' in done.stdout


def test_every_hostile_name_is_told_as_text(hostile):
    names = [text(node) for node in tree(weed_page(hostile[1])).xpath("//legend")]
    assert sorted(names) == sorted(said(name) for name in HOSTILE)


def test_the_first_of_a_month_is_said_as_the_language_does():
    first = date(2026, 3, 1)
    assert [wordbook.load(code).day(first) for code in ("de", "en", "es", "fr")] == [
        "1. März 2026",
        "1 March 2026",
        "1 de marzo de 2026",
        "1er mars 2026",
    ]
    assert wordbook.load("fr").day(date(2026, 3, 11)) == "11 mars 2026"
