"""The pages in Debian's Chromium: silent, offline, usable by keyboard, accessible, and fluid."""

import json

import pytest

from reconnect_core.pages import blurred, harvest_page, weed_page
from reconnect_core.pages.answering import read_answers

from .browser import AXE, chromium, opened
from .conftest import HOSTILE

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("browser")]
WIDTHS = (360, 1400)


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@pytest.fixture(scope="module")
def pages(demo, hostile, many, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "harvest": harvest_page(demo[0]),
        "weed": weed_page(demo[1]),
        "blurred": harvest_page(blurred(demo[0])),
        "hostile-harvest": harvest_page(hostile[0]),
        "hostile-weed": weed_page(hostile[1]),
        "german": harvest_page(demo[0], language="de"),
        "many": harvest_page(many),
    }
    found = {}
    for name, html in made.items():
        found[name] = folder / f"{name}.html"
        found[name].write_text(html, encoding="utf-8")
    return found


NAMES = ("harvest", "weed", "blurred", "hostile-harvest", "hostile-weed", "german", "many")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_nothing_and_asks_nobody(browser, pages, name):
    with opened(browser, pages[name]) as page:
        page.keyboard.press("Tab")
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(100)
        assert page.said == []
        assert page.asked == [pages[name].as_uri()]


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (360, "dark")])
@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_page_passes_wcag_aa(browser, pages, name, width, scheme):
    assert AXE.exists(), "there is no axe-core: run `make .venv/.browser`"
    with opened(browser, pages[name], width=width, scheme=scheme, bypass_csp=True) as page:
        page.add_style_tag(content="* { content-visibility: visible !important }")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.add_script_tag(path=str(AXE))
        found = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        assert found["passes"]
        broken = [
            (one["id"], one["nodes"][0]["html"][:160], one["nodes"][0].get("failureSummary", "")[:200])
            for one in found["violations"]
        ]
        assert broken == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_its_window(browser, pages, name, width):
    with opened(browser, pages[name], width=width) as page:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        small = page.evaluate(
            "[...document.querySelectorAll('button, summary, .ticks label')].filter(one => one.offsetParent)"
            ".map(one => one.getBoundingClientRect().height).filter(height => height < 24)"
        )
        assert small == []


def test_the_garden_is_walked_by_keyboard(browser, pages, demo):
    plants = demo[0].plants
    with opened(browser, pages["harvest"]) as page:
        card = page.locator("#plant")
        assert not card.is_visible()
        for _ in range(6):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className") == "garden":
                break
        assert page.evaluate("document.activeElement.className") == "garden"
        names = []
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
            names.append(card.locator("bdi").inner_text())
            assert card.is_visible()
        known = {" ".join(plant.name.split()) for plant in plants}
        assert set(names) <= known
        assert names[0] == names[2] == names[4]
        assert names[1] != names[0] != names[3]
        circle = {plant.name: plant.circle for plant in plants}
        assert circle[names[5]] != circle[names[4]] == circle[names[6]]
        page.keyboard.press("Escape")
        assert not card.is_visible()
        for _ in plants:
            page.keyboard.press("ArrowRight")
        assert page.said == []


def test_pointing_at_a_plant_tells_who_it_is(browser, pages, demo):
    with opened(browser, pages["harvest"]) as page:
        plant = page.locator("use[data-n]").nth(3)
        plant.hover()
        number = int(plant.get_attribute("data-n"))
        assert page.locator("#plant bdi").inner_text() == demo[0].plants[number].name
        page.mouse.move(5, 5)
        assert not page.locator("#plant").is_visible()


def test_names_are_blurred_on_request_and_back(browser, pages):
    with opened(browser, pages["harvest"]) as page:
        button = page.locator("#blur")
        style = "getComputedStyle(document.querySelector('.told .name')).filter"
        assert page.evaluate(style) == "none"
        button.focus()
        page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        assert "blur" in page.evaluate(style)
        page.keyboard.press("Space")
        assert page.evaluate(style) == "none"


def test_answers_are_given_by_keyboard_and_saved_without_a_network(browser, pages, demo, tmp_path):
    weeds = demo[1].weeds
    with opened(browser, pages["weed"], accept_downloads=True) as page:
        first = page.locator("fieldset input").first
        first.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#count").inner_text() == "0 to keep, 1 to let go"
        group = page.locator("section.weeds").nth(2)
        group.locator("button[data-all=keep]").focus()
        page.keyboard.press("Enter")
        kept = group.locator("fieldset").count()
        assert page.locator("#count").inner_text() == f"{kept} to keep, 1 to let go"
        with page.expect_download() as saving:
            page.locator("button.main").press("Enter")
        file = tmp_path / saving.value.suggested_filename
        saving.value.save_as(file)
        said = read_answers(file.read_text(encoding="utf-8"), file.name)
        assert (said.garden, said.problems) == ("demo", ())
        assert said.answers[weeds[0].person] == "let go"
        assert sorted(said.answers.values()) == ["keep"] * kept + ["let go"]
        assert json.loads(file.read_text(encoding="utf-8"))["made"] == "2026-03-02"
        assert page.said == []
        assert [one for one in page.asked if not one.startswith(("file:", "blob:"))] == []


@pytest.mark.parametrize("name", ["hostile-harvest", "hostile-weed"])
def test_hostile_names_are_text(browser, pages, name):
    with opened(browser, pages[name]) as page:
        shown = page.evaluate("document.querySelector('main').textContent")
        for text in (HOSTILE[0], HOSTILE[5], HOSTILE[9]):
            assert text in shown
        assert page.evaluate("[...document.scripts].filter(one => !one.type).length") == 1
        assert page.evaluate("document.images.length") == 0
        page.evaluate("document.querySelectorAll('a[href]').forEach(one => one.dataset.h = one.protocol)")
        assert set(page.evaluate("[...document.links].map(one => one.protocol)")) <= {"https:", "file:"}


def test_of_five_thousand_plants_only_those_in_sight_are_painted_and_all_can_be_walked_to(browser, pages):
    """How fluid that is, is measured: benchmarks/pages.py."""
    painted = "[...document.querySelectorAll('[data-n]')].filter(one => one.checkVisibility({contentVisibilityAuto: true}))"
    with opened(browser, pages["many"]) as page:
        at_first = page.evaluate(f"{painted}.length")
        assert 0 < at_first < 2500
        last = page.locator("[data-n]").last
        last.evaluate("one => one.closest('.bed').scrollIntoView({block: 'end', behavior: 'instant'})")
        last.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        assert last.evaluate("one => one.checkVisibility({contentVisibilityAuto: true})")
        page.locator(".garden").focus()
        seen = set()
        for _ in range(30):
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowRight")
            seen.add(page.locator("#plant bdi").inner_text())
        page.keyboard.press("End")
        seen.add(page.locator("#plant bdi").inner_text())
        assert len(seen) >= 10
        assert all(name.startswith("Given") for name in seen)


def test_the_garden_reads_in_black_and_white(browser, pages):
    """Each season differs from the others in brightness or in shape, not in hue alone."""
    with opened(browser, pages["harvest"]) as page:
        fills = page.evaluate(
            "['leaf', 'turning', 'autumn'].map(one => getComputedStyle(document.querySelector(`defs .${one}`)).fill)"
        )
        light = sorted(_luminance(fill) for fill in fills)
        assert light[1] - light[0] > 0.1
        assert light[2] - light[1] > 0.1
        outlined = page.evaluate("getComputedStyle(document.querySelector('defs .autumn')).stroke")
        assert _luminance(outlined) < light[2] - 0.2


def _luminance(colour):
    red, green, blue = (int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_printed_page_is_light_without_buttons_and_has_every_plant(browser, pages):
    with opened(browser, pages["harvest"], scheme="dark") as page:
        page.emulate_media(media="print")
        assert not page.locator("#blur").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.bed')).contentVisibility") == "visible"
        assert (
            page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        )
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(44, 42, 36)"
