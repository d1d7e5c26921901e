"""Values of the model to and from plain dicts of JSON types: for ``--json``, the cache and embedding hosts."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
_AS_IS = (str, int, float, bool, type(None))


def to_plain(value: Any, *, sparse: bool = False) -> Any:
    """Dicts, lists, strings, numbers, booleans and None only; ``from_plain`` gives the value back.

    ``sparse`` leaves out the fields that have their default.
    """
    if type(value) in _AS_IS:
        return value
    kind: Any = type(value)
    return _writer(kind, sparse)(value)


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of class ``kind`` that ``to_plain`` made this from; raises ValueError when it is not one."""
    try:
        return cast("T", _builder(cast("Any", kind))(plain))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a plain {kind.__name__}: {error}") from error


@cache
def _writer(kind: Any, sparse: bool) -> Callable[[Any], Any]:
    """A function from a value of this class to its plain form, made once."""
    if issubclass(kind, Enum):
        return attrgetter("value")
    if is_dataclass(kind):
        return _sparse_writer(kind) if sparse else _full_writer(kind)
    if issubclass(kind, (tuple, list)):
        return lambda value: [to_plain(item, sparse=sparse) for item in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(to_plain(item, sparse=sparse) for item in value)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_plain(item, sparse=sparse) for key, item in value.items()}
    if issubclass(kind, bytes):
        return bytes.hex
    if issubclass(kind, (datetime, date, time)):
        return lambda value: value.isoformat()
    if issubclass(kind, _AS_IS):
        return _same
    raise TypeError(f"{kind.__name__} has no plain form")


def _full_writer(kind: Any) -> Callable[[Any], Any]:
    names = tuple(item.name for item in fields(kind))
    return lambda value: {name: to_plain(getattr(value, name)) for name in names}


def _sparse_writer(kind: Any) -> Callable[[Any], Any]:
    names = tuple(item.name for item in fields(kind))
    defaults = [
        item.default if item.default_factory is MISSING else item.default_factory() for item in fields(kind)
    ]
    items = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def write(value: Any) -> Any:
        said = {}
        for name, item, default in zip(names, items(value), defaults, strict=True):
            if item is not default and item != default:
                said[name] = item if type(item) is str else to_plain(item, sparse=True)
        return said

    return write


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """A function from the plain form to a value of this annotated type, compiled once."""
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        arms = [arm for arm in get_args(kind) if arm is not type(None)]
        if len(arms) > 1:
            return _same
        build = _builder(arms[0])
        return lambda plain: None if plain is None else build(plain)
    if origin is tuple:
        return _tuple_builder(get_args(kind))
    if origin is frozenset:
        item = _builder(get_args(kind)[0])
        return lambda plain: frozenset(map(item, plain))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_builder(kind)
    if kind is bytes:
        return bytes.fromhex
    if kind in (datetime, date, time):
        return cast("Callable[[Any], Any]", kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _same


def _tuple_builder(arms: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arms) == 2 and arms[1] is Ellipsis:
        item = _builder(arms[0])
        return tuple if item is _same else lambda plain: tuple(map(item, plain))
    builders = tuple(_builder(arm) for arm in arms)
    return lambda plain: tuple(build(item) for build, item in zip(builders, plain, strict=True))


def _dataclass_builder(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    builders: dict[str, Callable[[Any], Any]] = {}

    def build(plain: Any) -> Any:
        if not builders:
            builders.update({item.name: _builder(hints[item.name]) for item in fields(kind)})
        return kind(**{name: builders[name](item) for name, item in plain.items() if name in builders})

    return build


def _same(plain: Any) -> Any:
    return plain
