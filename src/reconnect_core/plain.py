"""Values of the model to and from plain dicts of JSON types: for ``--json``, the cache and embedding hosts."""

import types
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dicts, lists, strings, numbers, booleans and None only; ``from_plain`` gives the value back."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _field_types(value.__class__)}
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of class ``kind`` that ``to_plain`` made this from; raises ValueError when it is not one."""
    try:
        return cast("T", _build(kind, plain))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a plain {kind.__name__}: {error}") from error


@cache
def _field_types(kind: Hashable) -> dict[str, Any]:
    known: Any = kind
    hints = get_type_hints(known)
    return {field.name: hints[field.name] for field in fields(known)}


def _build(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        if plain is None:
            return None
        inner = [arm for arm in get_args(kind) if arm is not type(None)]
        if len(inner) > 1:
            return plain
        return _build(inner[0], plain)
    if origin is tuple:
        arms = get_args(kind)
        if len(arms) == 2 and arms[1] is Ellipsis:
            return tuple(_build(arms[0], item) for item in plain)
        return tuple(_build(arm, item) for arm, item in zip(arms, plain, strict=True))
    if origin is frozenset:
        return frozenset(_build(get_args(kind)[0], item) for item in plain)
    if isinstance(kind, type) and is_dataclass(kind):
        known = _field_types(kind)
        return kind(**{name: _build(known[name], item) for name, item in plain.items() if name in known})
    return _build_simple(kind, plain)


def _build_simple(kind: Any, plain: Any) -> Any:
    if kind is bytes:
        return bytes.fromhex(plain)
    if kind in (datetime, date, time):
        return kind.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain
