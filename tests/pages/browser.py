"""Debian's Chromium, driven by Playwright; ``make .venv/.browser`` installs both, and axe-core beside them.

Nothing here is skipped: what is missing fails, with the command that mends it.
"""

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

AXE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def chromium():
    """A headless browser that talks to nobody."""
    place = shutil.which("chromium")
    assert place, "there is no chromium: run `make .venv/.browser`"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=place, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser, path, *, width=1400, height=900, scheme="light", **more):
    """A page in a context of its own, with what it said and asked for in ``said`` and ``asked``."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
    page = context.new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(path.as_uri())
    yield page
    context.close()
