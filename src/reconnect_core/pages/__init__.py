"""Taking stock as pages one likes to look at: single HTML files without network, made from plain values.

Needs the extra ``pages`` (jinja2). The data come first (``Garden.weed``, ``Garden.harvest``); a page only shows
them, and the same data give the same bytes.
"""

from .blurring import blurred
from .rendering import harvest_page, weed_page
from .telling import harvest_text

__all__ = ["blurred", "harvest_page", "harvest_text", "weed_page"]
