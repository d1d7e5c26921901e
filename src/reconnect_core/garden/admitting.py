"""What a store tells, looked at before anybody thinks about it: an ill-made record costs itself only."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from ..errors import PluginError
from ..model import Contact, ContactDays, Entry, Gift, Interaction, Unreadable
from ..shapes import misfit
from ..stores import Removed, State

T = TypeVar("T")
_RECORDS = frozenset({Contact, Interaction, ContactDays, Gift, Entry, Removed, State})


def admitted(items: Iterable[Any], source: str) -> Iterator[Any]:
    """The same, with every record whose fields are not of their types as ``Unreadable``."""
    for item in items:
        kind = type(item)
        problem = misfit(item) if kind in _RECORDS else ""
        if kind is ContactDays:
            problem = problem or item.unfit
        yield _refused(item, problem, source) if problem else item


def answers(given: Iterable[Any], *kinds: type[T]) -> list[T]:
    """All that was given; raises PluginError for something of another kind, or ill made."""
    found = list(given)
    for one in found:
        if type(one) not in kinds or misfit(one):
            raise PluginError(f"it gave a {type(one).__name__} that is not as it should be")
    return found


def _refused(item: Any, problem: str, source: str) -> Unreadable:
    found = getattr(item, "ref", None)
    name = getattr(found, "uid", "") or getattr(found, "key", "") or getattr(item, "uid", "")
    return Unreadable(
        reason=f"its plugin gave an ill-made {type(item).__name__}: {problem}",
        source=source,
        key=name if isinstance(name, str) else "",
    )
