"""The collector of cycles, paused while records are made by the ten thousand.

It would look through all of them again and again and find nothing, for a noun holds no cycle. What plugins
leave behind meanwhile is found afterwards.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search for cycles within, then as it was before."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
