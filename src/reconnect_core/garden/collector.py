"""The collector of cycles, paused while a walk thinks.

It would look through all records again and again and find nothing, for a noun holds no cycle. Never while
stores are read: what a network library leaves behind must not wait for its deadline.
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
