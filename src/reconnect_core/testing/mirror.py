"""What a host keeps of one store: its records by key and the state, as ``changes`` tells them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .. import Complete, Contact, Entry, Removed, State, Unchanged, Unreadable


@dataclass
class Mirror:
    """Applies one iteration of ``changes`` after another, as the core does, and minds its rules."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    state: bytes | None = None
    items: list[Any] = field(default_factory=list)
    """What the last ``take`` was given."""

    def take(self, items: Iterable[Any]) -> "Mirror":
        """Apply these; raises AssertionError for a state that is no bytes, comes twice or not last."""
        self.items = list(items)
        states = [item for item in self.items if isinstance(item, State)]
        assert len(states) <= 1, "changes gave more than one State"
        assert not states or self.items[-1] is states[0], "changes went on after its State"
        assert all(isinstance(state.token, bytes) for state in states), "the token of a State is not bytes"
        if any(isinstance(item, Unchanged) for item in self.items):
            told = [item for item in self.items if not isinstance(item, Unchanged | State)]
            assert not told, "changes gave Unchanged and records as well"
        else:
            self._apply()
        if states:
            self.state = states[0].token
        return self

    def _apply(self) -> None:
        fresh: dict[str, list[Any]] = {}
        for item in self.items:
            if isinstance(item, Removed):
                self.records.pop(item.key, None)
                fresh.pop(item.key, None)
            elif not isinstance(item, Complete | State):
                fresh.setdefault(key(item), []).append(item)
        if any(isinstance(item, Complete) for item in self.items):
            self.records = {}
        self.records |= fresh

    @property
    def all(self) -> list[Any]:
        """Every record, in no particular order."""
        return [record for found in self.records.values() for record in found]


def key(record: Any) -> str:
    """The key that ``Removed`` would name: a ref's uid or key, an entry's resource."""
    if isinstance(record, Contact):
        return record.ref.uid
    if isinstance(record, Entry):
        return record.resource or record.uid
    if isinstance(record, Unreadable):
        return record.key or f"?{record.file}:{record.line}"
    return str(record.ref.key)
