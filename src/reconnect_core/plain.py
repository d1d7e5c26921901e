"""Values of the model to and from plain dicts of JSON types: for ``--json``, the cache and embedding hosts."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from sys import float_info
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
    """The value of class ``kind`` that ``to_plain`` made this from; raises ValueError when it is not one.

    The error names the place that does not fit, as in ``picks[0].person.name: a text is needed``, and never
    what stands there. Keys that are no field are passed over.
    """
    if said := _misfit(cast("Any", kind))(plain):
        raise ValueError(f"not a plain {kind.__name__}: {said.lstrip('.: ')}")
    return from_own(kind, plain)


def from_own(kind: type[T], plain: Any) -> T:
    """The same for what we kept ourselves: nothing is asked but what the class itself refuses."""
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
    items = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]

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


_Misfit = Callable[[Any], str]
"""Where a plain form does not fit and what is needed there, behind a dot or a bracket; empty when it fits."""


@cache
def _misfit(kind: Any) -> _Misfit:
    origin, arms = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        return _misfit_of_one(arms)
    if origin in (tuple, frozenset):
        return _misfit_in_list(arms if origin is tuple else (*arms, ...))
    if origin is Mapping:
        return _misfit_in_table(_misfit(arms[1]))
    if isinstance(kind, type) and is_dataclass(kind):
        return _misfit_in_fields(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        known = ", ".join(str(member.value) for member in kind)
        return lambda plain: "" if _parses(kind, plain) else f": one of {known} is needed"
    fits, needed = _LEAVES.get(origin or kind, (lambda plain: True, ""))
    return lambda plain: "" if fits(plain) else f": {needed} is needed"


def _misfit_of_one(arms: tuple[Any, ...]) -> _Misfit:
    """Of several arms the last one tells: None, which stands behind the others, tells nothing."""
    asked = [_misfit(arm) for arm in arms if arm is not type(None)]
    nothing = type(None) in arms

    def misfit(plain: Any) -> str:
        if plain is None and nothing:
            return ""
        said = [ask(plain) for ask in asked]
        return "" if "" in said else said[-1]

    return misfit


def _misfit_in_list(arms: tuple[Any, ...]) -> _Misfit:
    alike = len(arms) == 2 and arms[1] is Ellipsis
    asked = [_misfit(arm) for arm in arms if arm is not Ellipsis]

    def misfit(plain: Any) -> str:
        if not isinstance(plain, (list, tuple, set, frozenset)):
            return ": a list is needed"
        if not alike and len(plain) != len(asked):
            return f": a list of {len(asked)} is needed"
        for at, item in enumerate(plain):
            if said := asked[0 if alike else at](item):
                return f"[{at}]{said}"
        return ""

    return misfit


def _misfit_in_table(ask: _Misfit) -> _Misfit:
    """Its keys are somebody's words, so that none is named."""

    def misfit(plain: Any) -> str:
        if not isinstance(plain, Mapping):
            return ": an object is needed"
        said = next(filter(None, map(ask, plain.values())), "")
        return said and f"[]{said}"

    return misfit


def _misfit_in_fields(kind: Any) -> _Misfit:
    hints = get_type_hints(kind)
    needed = [item.name for item in fields(kind) if item.default is item.default_factory is MISSING]
    plainly = {item.name: hints[item.name] for item in fields(kind) if hints[item.name] in (str, int, bool)}
    asked: dict[str, _Misfit] = {}

    def misfit(plain: Any) -> str:
        if not isinstance(plain, dict):
            return ": an object is needed"
        if not asked:
            asked.update({item.name: _misfit(hints[item.name]) for item in fields(kind)})
        for name in needed:
            if name not in plain:
                return f".{name}: it is missing"
        for name, item in plain.items():
            if name in asked and type(item) is not plainly.get(name) and (said := asked[name](item)):
                return f".{name}{said}"
        return ""

    return misfit


def _parses(parse: Callable[[Any], Any], plain: Any) -> bool:
    try:
        parse(plain)
    except (TypeError, ValueError):
        return False
    return True


def _is_moment(plain: Any) -> bool:
    return _parses(datetime.fromisoformat, plain) and datetime.fromisoformat(plain).tzinfo is not None


_LEAVES: dict[Any, tuple[Callable[[Any], bool], str]] = {
    str: (lambda plain: isinstance(plain, str), "a text"),
    int: (lambda plain: type(plain) is int, "a whole number"),
    float: (lambda plain: type(plain) in (int, float) and abs(plain) <= float_info.max, "a number"),
    bool: (lambda plain: type(plain) is bool, "true or false"),
    bytes: (lambda plain: _parses(bytes.fromhex, plain), "a text of hexadecimal digits"),
    datetime: (_is_moment, "a moment with its zone, like 2026-03-01T09:00:00+00:00,"),
    date: (lambda plain: _parses(date.fromisoformat, plain), "a day like 2026-03-01"),
    time: (lambda plain: _parses(time.fromisoformat, plain), "a time like 09:30"),
    dict: (lambda plain: isinstance(plain, dict), "an object"),
    list: (lambda plain: isinstance(plain, list), "a list"),
}
