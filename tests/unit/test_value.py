"""``@value`` against ``dataclass(frozen=True, slots=True, kw_only=True)``, which it stands for."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace

import pytest

import reconnect_core
from reconnect_core.model import memory, stock
from reconnect_core.model.value import value, values

standard = dataclass(frozen=True, slots=True, kw_only=True)


@value
class Many:
    one: str
    two: int = 2
    three: list[str] = field(default_factory=list)
    hidden: str = field(default="h", repr=False)


@value
class Single:
    one: str


@value
class Empty:
    pass


def both(name, body):
    """The same class made by ours and by the standard library."""
    return tuple(make(type(name, (), dict(body))) for make in (value, standard))


def test_it_says_the_same_as_a_dataclass():
    hints = {"one": str, "two": int, "three": list[str], "hidden": str}
    body = {"__annotations__": hints, "two": 2, "hidden": field(default="h", repr=False)}
    ours, theirs = both("Many", body | {"three": field(default_factory=list)})
    assert repr(ours(one="a")) == repr(theirs(one="a"))
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert [(one.name, one.type) for one in fields(ours)] == [(one.name, one.type) for one in fields(theirs)]
    assert asdict(ours(one="a")) == asdict(theirs(one="a"))
    assert ours.__slots__ == theirs.__slots__
    assert ours.__dataclass_params__.frozen
    assert is_dataclass(ours)


def test_it_cannot_be_changed():
    one = Many(one="a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'one'"):
        one.one = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'one'"):
        del one.one
    with pytest.raises(FrozenInstanceError):
        one.new = 1
    assert not hasattr(one, "__dict__")


def test_arguments_are_named_and_defaults_are_made_anew():
    with pytest.raises(TypeError):
        Many("a")
    with pytest.raises(TypeError, match="one"):
        Many()
    with pytest.raises(TypeError, match="four"):
        Many(one="a", four=4)
    assert Many(one="a").three == []
    assert Many(one="a").three is not Many(one="a").three
    assert "<factory>" in str(inspect.signature(Many))


@pytest.mark.parametrize("one", [Many(one="a", three=["x"]), Single(one="a"), Empty()], ids=repr)
def test_copies_are_equal_and_of_the_same_class(one):
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), replace(one)):
        assert other == one
        assert type(other) is type(one)


def test_equal_are_equal_fields_of_one_class_and_they_hash_alike():
    assert Single(one="a") == Single(one="a") != Single(one="b")
    assert len({Single(one="a"), Single(one="a"), Empty(), Empty()}) == 2
    twin, _ = both("Single", {"__annotations__": {"one": str}})
    assert twin(one="a") != Single(one="a")
    with pytest.raises(TypeError, match="unhashable"):
        hash(Many(one="a"))


def test_many_are_made_of_columns():
    assert values(Single, one=["a", "b"]) == (Single(one="a"), Single(one="b"))
    assert values(Single, one=[]) == ()
    columns = {"one": ["a"], "two": [1], "three": [[]], "hidden": ["x"]}
    assert values(Many, **columns) == (Many(one="a", two=1, hidden="x"),)
    with pytest.raises(TypeError, match="not the fields of Many"):
        values(Many, one=["a"])
    with pytest.raises(TypeError, match="not the fields of Single"):
        values(Single, one=["a"], more=[1])
    with pytest.raises(ValueError, match="not of one length"):
        values(Many, **(columns | {"two": []}))


def test_a_method_of_the_class_itself_stays():
    @value
    class Named:
        one: str

        def __repr__(self):
            return "named"

        def __eq__(self, other):
            return True

        def __hash__(self):
            return 7

    assert repr(Named(one="a")) == "named"
    assert Named(one="a") == Named(one="b")
    assert hash(Named(one="a")) == 7


def test_every_noun_is_one():
    public = [getattr(reconnect_core, name) for name in reconnect_core.__all__]
    nouns = [*public, *memory.ROWS, *vars(stock).values()]
    nouns = [one for one in nouns if is_dataclass(one) and one.__module__.startswith("reconnect_core.model")]
    assert len(nouns) > 60
    for noun in nouns:
        assert noun.__dataclass_params__.frozen, noun
        assert "__dict__" not in dir(noun), noun
        assert all(one.kw_only for one in fields(noun)), noun
