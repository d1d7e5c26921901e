"""``@value``: a frozen, slotted, keyword-only dataclass, of which only ``__init__`` is compiled for each class.

``dataclasses`` compiles six methods a class, and every start imports sixty nouns: it was the greatest single
part of a plan with nothing new. What is the same in all of them is written here once.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Never, TypeVar, cast, dataclass_transform

T = TypeVar("T")


class _Factory:
    """Stands for a default that is made anew each time."""

    def __repr__(self) -> str:
        return "<factory>"


_FACTORY = _Factory()


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """The class as ``dataclass(frozen=True, slots=True, kw_only=True)`` makes it, in less time.

    ``fields``, ``replace`` and ``asdict`` take it, it can be copied, pickled and hashed; ``__post_init__`` is
    not called, and a method that the class has itself stays.
    """
    made: Any = dataclass(slots=True, kw_only=True, init=False, repr=False, eq=False)(cls)
    made.__dataclass_params__.frozen = True
    told = fields(made)
    made.__init__ = _init(made, told)
    own = vars(cls)
    for name, method in (*_SHARED, *_compared(tuple(one.name for one in told))):
        if name not in own:
            setattr(made, name, method)
    return cast("type[T]", made)


def values(cls: type[T], **columns: Sequence[Any]) -> tuple[T, ...]:
    """One value a row, of columns of equal length that name every field; quicker than a call for each.

    Raises ValueError for columns of different lengths, TypeError where one is missing or no field.
    """
    if columns.keys() != {one.name for one in fields(cast("Any", cls))}:
        raise TypeError(f"the columns are not the fields of {cls.__name__}")
    lengths = {len(column) for column in columns.values()}
    if len(lengths) != 1:
        raise ValueError("the columns are not of one length")
    made = tuple([cls.__new__(cls) for _ in range(lengths.pop())])
    for name, column in columns.items():
        for _ in map(getattr(cls, name).__set__, made, column):
            pass
    return made


def _init(made: Any, told: tuple[Field[Any], ...]) -> Any:
    """Each slot is set by its descriptor, which does not ask whether the value is frozen."""
    scope: dict[str, Any] = {"_FACTORY": _FACTORY}
    head, body = ["self"], []
    for one in told:
        name, given = one.name, one.name
        scope[f"_set_{name}"] = getattr(made, name).__set__
        if one.default_factory is not MISSING:
            scope[f"_make_{name}"] = one.default_factory
            given = f"_make_{name}() if {name} is _FACTORY else {name}"
            name += "=_FACTORY"
        elif one.default is not MISSING:
            scope[f"_default_{name}"] = one.default
            name += f"=_default_{name}"
        head += ["*", name] if len(head) == 1 else [name]
        body.append(f"    _set_{one.name}(self, {given})")
    exec(f"def __init__({', '.join(head)}):\n" + "\n".join(body or ["    pass"]), scope)  # noqa: S102 -- as dataclasses do
    init = scope["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in told} | {"return": None}
    return init


def _compared(names: tuple[str, ...]) -> tuple[tuple[str, Callable[..., Any]], ...]:
    """Equal are two of exactly one class with equal fields, and then their hashes are equal."""
    items: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return items(self) == items(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(items(self))

    return ("__eq__", __eq__), ("__hash__", __hash__)


def _repr(self: Any) -> str:
    said = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(said)})"


def _set(self: Any, name: str, value: object) -> Never:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: Any, name: str) -> Never:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for one, item in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, item)


_SHARED: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("__repr__", _repr),
    ("__setattr__", _set),
    ("__delattr__", _delete),
    ("__getstate__", _state),
    ("__setstate__", _restore),
)
