"""Whether a value is made as its dataclass says: every field of its type, every moment aware.

Python does not ask; a plugin's record with None for a name would fail far from where it was made.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from sys import float_info
from typing import Any, Union, get_args, get_origin, get_type_hints

Fits = Callable[[Any], bool]


def misfit(value: Any) -> str:
    """The name of the first field that is not of its type, or an empty text; for values of dataclasses only.

    A number that is none (NaN) or has no end, a datetime without a zone and a part that calls itself ``unfit``
    fit nowhere.
    """
    plan = _plan(value.__class__)
    items = plan.items(value)
    kinds = tuple(map(type, items))
    if kinds not in plan.sound:
        for name, fits, item in zip(plan.names, plan.fits, items, strict=True):
            if not fits(item):
                return name
        plan.sound.add(kinds)
        return ""
    for at in plan.deep:
        item = items[at]
        if item and not plan.fits[at](item):
            return plan.names[at]
    return ""


class _Plan:
    """How values of one dataclass are asked; types seen in a sound value before need no asking again."""

    def __init__(self, kind: type) -> None:
        hints = get_type_hints(kind)
        self.names = tuple(one.name for one in fields(kind))
        self.items = _getter(self.names)
        self.fits = tuple(_fits(hints[name]) for name in self.names)
        self.deep = tuple(at for at, name in enumerate(self.names) if not _is_flat(hints[name]))
        self.sound: set[tuple[type, ...]] = set()


@cache
def _plan(kind: type) -> _Plan:
    return _Plan(kind)


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _is_flat(hint: Any) -> bool:
    """True where the type alone decides: a text, a number without NaN, a word of an enum, or one of these."""
    if get_origin(hint) in (types.UnionType, Union):
        return all(map(_is_flat, get_args(hint)))
    return isinstance(hint, type) and issubclass(hint, str | bytes | bool | int | time | Enum | types.NoneType)


@cache
def _fits(hint: Any) -> Fits:
    origin, arms = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        options = [_fits(arm) for arm in arms]
        return lambda item: any(fits(item) for fits in options)
    if origin is tuple and len(arms) == 2 and arms[1] is Ellipsis:
        each = _fits(arms[0])
        return lambda item: type(item) is tuple and all(map(each, item))
    if origin is tuple:
        parts = [_fits(arm) for arm in arms]
        return lambda item: (
            type(item) is tuple
            and len(item) == len(parts)
            and all(fits(one) for fits, one in zip(parts, item, strict=True))
        )
    if origin is frozenset:
        each = _fits(arms[0])
        return lambda item: type(item) is frozenset and all(map(each, item))
    return _fits_simple(hint)


def _is_moment(item: Any) -> bool:
    """Whether this is a datetime that UTC can tell too: at the calendar's ends some cannot be."""
    try:
        return isinstance(item, datetime) and item.utcoffset() is not None and bool(item.astimezone(UTC))
    except OverflowError:
        return False


def _fits_simple(hint: Any) -> Fits:
    if hint is datetime:
        return _is_moment
    if hint is date:
        return lambda item: isinstance(item, date) and not isinstance(item, datetime)
    if hint is float:
        return lambda item: isinstance(item, int | float) and abs(item) <= float_info.max
    if hint is int:
        return lambda item: type(item) is int
    if isinstance(hint, type) and is_dataclass(hint):
        if hasattr(hint, "unfit"):
            return lambda item: type(item) is hint and not misfit(item) and not item.unfit
        return lambda item: type(item) is hint and not misfit(item)
    if isinstance(hint, type) and issubclass(hint, str | bytes | bool | time | Enum | types.NoneType):
        return lambda item: isinstance(item, hint)
    return lambda item: True
