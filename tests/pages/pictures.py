"""The pictures of the demo's pages: ``python -m tests.pages.pictures`` rewrites docs/pictures/*.webp."""

import base64
import tempfile
from pathlib import Path

from reconnect_core import Garden
from reconnect_core.demo import NOW, lay_out
from reconnect_core.pages import harvest_page, weed_page

from .browser import chromium, opened

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SHOTS = {"harvest": (1400, 1760), "weeding": (1400, 1180)}


def main():
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        with Garden.open(lay_out(folder), now=NOW) as garden:
            pages = {
                "harvest": harvest_page(garden.harvest(now=NOW, period="year")),
                "weeding": weed_page(garden.weed(now=NOW)),
            }
        for kind, html in pages.items():
            path = folder / f"{kind}.html"
            path.write_text(html, encoding="utf-8")
            width, height = SHOTS[kind]
            with opened(browser, path, width=width, height=height) as page:
                _dress(page, kind)
                shot = page.context.new_cdp_session(page).send(
                    "Page.captureScreenshot", {"format": "webp", "quality": 82}
                )
            (FOLDER / f"{kind}.webp").write_bytes(base64.b64decode(shot["data"]))


def _dress(page, kind):
    """As somebody would have the page before them: a plant pointed at, a few answers given."""
    page.wait_for_timeout(200)
    if kind == "harvest":
        page.locator(".bed").last.locator("use[data-n]").nth(9).hover()
    else:
        for number, answer in ((0, 1), (1, 1), (2, 0), (4, 1), (5, 1)):
            page.locator("fieldset").nth(number).locator("label").nth(answer).click()
        page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    page.wait_for_timeout(200)


if __name__ == "__main__":
    main()
