"""The walk: fetch, think, write, read back. The garden is the only room that knows all the others."""

from .garden import Garden

__all__ = ["Garden"]
